"""Invented, illustrative content for the tests of the reports: nobody said any of this."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import sqrt

from reports.data import (
    Bar,
    Board,
    Breakdown,
    ClosedFinding,
    DecisionNotice,
    Fact,
    FindingsReport,
    Leftover,
    MinorityFinding,
    QuotedAnswer,
    Reply,
    ThemeFinding,
)

NOTICE = "Illustration: this consultation is invented. Nobody was asked, and the answers were written for tests."
ANSWERED = 94


def interval(count: int, base: int) -> tuple[float, float]:
    """Wilson 95 % interval in every 100, to one place, so that the illustration is consistent in itself."""
    if base == 0:
        return 0.0, 0.0
    p, z = count / base, 1.959964
    middle = (p + z * z / (2 * base)) / (1 + z * z / base)
    half = z * sqrt(p * (1 - p) / base + z * z / (4 * base * base)) / (1 + z * z / base)
    return round(100 * (middle - half), 1), round(100 * (middle + half), 1)


def theme(rank: int, name: str, count: int, description: str, *quotes: QuotedAnswer, answered: int = ANSWERED) -> ThemeFinding:
    """A theme whose share and interval follow from its count."""
    low, high = interval(count, answered)
    return ThemeFinding(
        key=f"t{rank}",
        rank=rank,
        tied=False,
        name=name,
        description=description,
        count=count,
        per_hundred=round(100 * count / answered, 1) if answered else 0.0,
        share_low=low,
        share_high=high,
        rank_words="",
        quotes=quotes,
    )


THEMES = (
    replace(
        theme(
            1,
            "Longer opening hours",
            31,
            "People want the library open in the evening and at weekends, when they are not at work.",
            QuotedAnswer(
                "I work until six. By the time I get there the lights are off. One late evening a week would do.",
                "17",
                "Parent, Northside",
            ),
            QuotedAnswer("open sundays pls!!", "52", "Student, Southside", "echo"),
            QuotedAnswer("The hours are fine. Spend the money on books.", "80", "Retired person, Northside", "dissent"),
        ),
        rank_words="first",
        by_area=(Breakdown("Northside", 19, 51), Breakdown("Southside", 12, 43)),
        by_capacity=(
            Breakdown("Parents and carers", 14, 30),
            Breakdown("Students", None, 9),
            Breakdown("Retired people", 8, 31),
            Breakdown("Others", None, 24, guard=True),
        ),
    ),
    replace(
        theme(
            2,
            "A quiet room to read and study",
            22,
            "A closed room without telephones, music or meetings.",
            QuotedAnswer(
                "Somewhere quiet. I live in a house with five children & no door that shuts.", "33", "Student, Southside"
            ),
            QuotedAnswer("Silence is golden, and at the moment there is none.", "61", "Retired person, Northside", "echo"),
        ),
        rank_words="second, could be second to third",
        by_area=(Breakdown("Northside", 9, 51), Breakdown("Southside", 13, 43)),
    ),
    theme(
        3,
        "Events for children in the school holidays",
        18,
        "Story hours, craft mornings and a reading club in the holidays.",
        QuotedAnswer("Story time is the best hour of our week.", "4", "Parent, Southside"),
    ),
    replace(
        theme(
            4,
            "More new books",
            12,
            "New fiction, and large-print books.",
            QuotedAnswer("I have read everything on the crime shelf. Twice.", "71", "Retired person, Southside"),
        ),
        tied=True,
    ),
    replace(
        theme(
            5,
            "Computers that work",
            12,
            "Faster computers and a printer that prints.",
            QuotedAnswer("Printer broken since March", "28", "Job seeker, Northside"),
        ),
        rank=4,
        tied=True,
    ),
    theme(
        6,
        "A ramp and wider doors",
        9,
        "A way in for wheelchairs and prams.",
        QuotedAnswer("I cannot get in. That is the whole answer.", "90", "Wheelchair user, Northside"),
    ),
    theme(7, "A café", 7, "Tea, coffee and somewhere to sit and talk."),
    theme(8, "Help with forms", 6, "Someone who can help with online forms and benefits."),
    theme(9, "Bicycle stands", 5, "A safe place to leave a bicycle."),
)

FINDINGS = FindingsReport(
    title="What would make Riverside library better?",
    organisation="Riverside Council",
    language="en-GB",
    summary=(
        "The most common wish was for longer opening hours: 31 of the 94 people who answered asked for them.",
        "A quiet room came second. It matters more in Southside than in Northside.",
        "One person said that the library should close. That view is printed too.",
    ),
    board=Board("What one thing would make Riverside library better for you?", 100, ANSWERED, 3, THEMES, in_themes=88),
    minority=(
        MinorityFinding(
            "m1",
            "Close the library",
            1,
            "It disagrees with the question itself.",
            (QuotedAnswer("Shut it. Nobody reads.", "66", "Resident, Southside"),),
        ),
    ),
    leftovers=(Leftover("jokes and answers that were not meant seriously", 2), Leftover("no theme fits", 3)),
    closed=(
        ClosedFinding(
            "How often do you visit the library?",
            92,
            (
                Bar("Every week", 41, 44.6),
                Bar("Every month", 30, 32.6),
                Bar("A few times a year", 17, 18.5),
                Bar("Never", None, None),
            ),
            "Two people who answered the main question skipped this one.",
        ),
    ),
    method=(
        Fact("Asked from", "1 June 2026 to 30 June 2026"),
        Fact("How people answered", "On the web (80), on paper (17), not at all (3)"),
        Fact("How themes were found", "By computer, then read and named by two people"),
        Fact("Software", "Our Survey Said 0.1.0, seed 1"),
    ),
    published_on=dt.date(2026, 9, 14),
    version=1,
    dataset_hash="3b1f8f0a5e0c4f6bb2d5f7a9c1e34d5678f90a1b2c3d4e5f60718293a4b5c6d7",
    notice=NOTICE,
    page_url="https://example.org/consultations/library/findings",
)

DECISION = DecisionNotice(
    title="Riverside library: what we decided",
    organisation="Riverside Council",
    language="en-GB",
    question="What one thing would make Riverside library better for you?",
    chosen="The library will open until 8pm on Tuesdays and Thursdays from 1 November 2026.",
    reasons="More people asked for longer hours than for anything else.\nTwo evenings cost less than Sundays, and most people "
    "who asked named a weekday.",
    decided_by="The Cabinet of Riverside Council",
    decided_on=dt.date(2026, 10, 2),
    replies=(
        Reply(
            "Longer opening hours",
            31,
            "Accepted in part",
            "Two evenings a week, not Sundays. We will look at it again in a year.",
        ),
        Reply("A quiet room to read and study", 22, "Accepted", "The committee room is a reading room from 1 November."),
        Reply(
            "A café", 7, "Not accepted", "The building has no water on the ground floor. A kiosk in the square opens in spring."
        ),
        Reply("Close the library", 1, "Not accepted", "94 people told us what would make it better."),
    ),
    dataset_hash=FINDINGS.dataset_hash,
    notice=NOTICE,
    page_url="https://example.org/consultations/library/decision",
)
