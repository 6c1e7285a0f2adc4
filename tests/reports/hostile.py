"""Reports as nobody hopes for them: markup, emoji, other alphabets, endless words, a 30-page letter, 200 themes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reports import findings
from reports.data import (
    Bar,
    Board,
    Breakdown,
    ClosedFinding,
    DecisionNotice,
    FindingsReport,
    Leftover,
    MinorityFinding,
    QuotedAnswer,
    Reply,
    ThemeFinding,
)
from tests.reports.illustrations import DECISION, FINDINGS, theme

SENTENCE = "The bus comes late & the <b>door</b> is shut before I can get to it with the pram. "
LETTER = "\n\n".join(SENTENCE * 12 for _ in range(100))
"""About 30 pages of paper."""

AWKWARD = (
    "<b>bold & unclosed <para><font size=99> </b> &amp; &lt;",
    "👍🏽 great 👨‍👩‍👧 ♥ ✔",
    "مرحبا بكم في المكتبة، شكرا",
    "\u202eright to left override\u202c and\x00 nul \x07 bell",
    "w" * 3000,
    "https://example.org/" + "a" * 400,
    "中文意见：图书馆很好。",
    "Z̵̡͎͓a̴l̶g̷o̸",
    "   \t\n\n  \r\n leading and trailing space   ",
    "tŷ, dŵr, ½, €, “curly” – dash … №",
    "'; DROP TABLE answers; -- {not} {0} %s %(x)s \\n \\ )(",
    "%late-0% \0late 0\0",
)


def hostile_findings() -> FindingsReport:
    """Every text of the report is awkward somewhere."""
    quotes = tuple(QuotedAnswer(words, str(number), f"<i>{words[:20]}</i>") for number, words in enumerate(AWKWARD))
    themes = tuple(
        replace(theme(number, f"{words[:300]} {number}", 40 - number, words, quotes[number - 1]), key=f"<{number}&>")
        for number, words in enumerate(AWKWARD, start=1)
    )
    longest = replace(themes[0], by_area=tuple(Breakdown(words, 9, 20) for words in AWKWARD), name=AWKWARD[4])
    themes = (longest, *themes[1:])
    return replace(
        FINDINGS,
        title=AWKWARD[0] + " " + "long title " * 12,
        organisation=AWKWARD[2] + AWKWARD[1],
        summary=AWKWARD,
        board=Board(AWKWARD[0], 100, 94, 3, themes, in_themes=88),
        minority=(MinorityFinding("m<1>", AWKWARD[4], 1, AWKWARD[0], quotes),),
        leftovers=(Leftover(AWKWARD[0], 2), Leftover(AWKWARD[4], 3)),
        closed=(ClosedFinding(AWKWARD[4], 92, tuple(Bar(words, 46, 50.0) for words in AWKWARD), LETTER[:3000]),),
        notice=AWKWARD[0] + " " + "A notice that goes on. " * 40,
        page_url='https://example.org/?a="b"&c=<d>',
    )


def with_letter() -> FindingsReport:
    """A report that quotes a letter of thirty pages in full."""
    first = replace(FINDINGS.board.themes[0], quotes=(QuotedAnswer(LETTER, "17", "Resident, Northside"),))
    return replace(FINDINGS, board=replace(FINDINGS.board, themes=(first, *FINDINGS.board.themes[1:])))


def with_themes(number: int, quotes: tuple[QuotedAnswer, ...] = ()) -> FindingsReport:
    """A report with so many themes, each with its breakdowns."""
    answered = 10 * number + 94
    first = FINDINGS.board.themes[0]
    themes: tuple[ThemeFinding, ...] = tuple(
        replace(
            theme(
                rank, f"Theme {rank}: something that people said", answered - 10 * rank, "A point.", *quotes, answered=answered
            ),
            by_area=first.by_area,
            by_capacity=first.by_capacity,
        )
        for rank in range(1, number + 1)
    )
    board = Board(FINDINGS.board.question, answered + 6, answered, 3, themes, in_themes=answered - 6)
    return replace(FINDINGS, board=board)


@cache
def pdf_of_200_themes() -> bytes:
    """Built once for all tests, because it takes seconds."""
    return findings.build(with_themes(200))


def hostile_decision() -> DecisionNotice:
    """A decision with awkward words and a reply of several pages."""
    replies = tuple(Reply(words[:200], number, "Accepted <b>", words) for number, words in enumerate(AWKWARD))
    return replace(
        DECISION, chosen=AWKWARD[0], reasons=LETTER, replies=(*replies, Reply("Everything", 1, "Not accepted", LETTER[:12000]))
    )
