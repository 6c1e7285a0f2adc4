"""A questionnaire with every shape of answer. All words in here are illustrative."""

from __future__ import annotations

import datetime as dt

from reports.questionnaire import (
    Appraisal,
    Grid,
    Lines,
    PaperQuestionnaire,
    Passage,
    Places,
    Points,
    Question,
    Shape,
    Squares,
    Steps,
    Ticks,
)

FEELINGS = ("Displeased", "Disappointed", "Content", "Pleased", "Delighted")
SHAPES: tuple[tuple[str, Shape], ...] = (
    ("What difference would the bus make to you?", Lines(8)),
    ("What should the bus be called?", Lines(1)),
    ("How do you get to the hospital?", Ticks(("Bus", "Car", "On foot"), other=True)),
    ("What makes the journey hard?", Ticks(("The cost", "The wait", "The walk to the stop"), several=True, most=2)),
    ("How likely are you to use the new bus?", Steps(0, 10, "Not at all likely", "Very likely")),
    ("How sure are you?", Steps(0, 100)),
    ("What matters most?", Places(("A later last bus", "Lower fares", "More stops", "Shelters at stops"), 4)),
    ("How easy is it to get to these?", Grid(("Easy", "Not easy", "Very hard", "I do not go"), ("The doctor", "The dentist"))),
    ("How did each step feel?", Grid(FEELINGS, ("Booking the bus", "Waiting for it", "The ride"), has_words=True)),
    ("How well would each option do?", Appraisal(("Urgent care", "Planned care"), ("Keep as now", "Merge the two"), 1, 5)),
    ("How many minutes do you wait?", Lines(1, "number")),
    ("When did you last go?", Squares("date", (2, 2, 4))),
    ("What is your postcode?", Squares("area", (4,))),
    ("Where should the money go?", Points(("Buses", "Taxis", "Cycle paths"), 100)),
)


def form(language: str = "en", **changes: object) -> PaperQuestionnaire:
    """The questionnaire, apart from `changes`."""
    questions = tuple(
        Question(
            number,
            words,
            shape,
            help="Think of the last year." if number == 2 else "",
            before=("Answer this only if you chose “Bus” in question 3.",) if number == 4 else (),
            after=("If you chose “Car” in question 3, go to question 7.",) if number == 3 else (),
            is_optional=number != 1,
        )
        for number, (words, shape) in enumerate(SHAPES, start=1)
    )
    facts: dict[str, object] = {
        "title": "A bus to the hospital",
        "organisation": "Anytown Health Commissioning",
        "language": language,
        "questions": questions,
        "version": 2,
        "passages": (
            Passage("about", ((False, ("There is no bus to the hospital after six.",)),)),
            Passage("can_change", ((True, ("where the bus stops", "how often it runs")),)),
        ),
        "notice": "Illustrative: made up for a test.",
        "closes_on": dt.date(2026, 6, 30),
        "return_to": ("Freepost ANYTOWN", "1 High Street", "Anytown"),
        "web_address": "https://consult.example/consultations/bus-42",
        "minutes": 12,
        "dated": dt.date(2026, 6, 1),
    }
    return PaperQuestionnaire(**{**facts, **changes})  # type: ignore[arg-type]
