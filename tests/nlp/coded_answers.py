"""Invented answers with known codes: what people could say about a bus service, put together by chance from a seed."""

from __future__ import annotations

import numpy as np

from nlp.codebooks import Code, CodedAnswer
from nlp.types import Comment

SAYINGS = {
    "fares": (
        "the fare is too high",
        "tickets cost too much",
        "cheaper tickets please",
        "I cannot pay these prices",
        "lower fares",
    ),
    "late": (
        "it never comes on time",
        "always late",
        "I waited an hour at the stop",
        "the timetable is a fiction",
        "more punctual",
    ),
    "drivers": ("the driver was rude", "drivers are friendly", "the staff helped me", "kind driver", "the driver did not stop"),
    "evening": (
        "nothing runs after seven",
        "we need an evening service",
        "no bus home at night",
        "later last bus",
        "Sunday service",
    ),
    "clean": ("the seats are dirty", "clean the windows", "litter on the floor", "filthy", "it smells inside"),
}
CODEBOOK = tuple(Code(key, key.capitalize()) for key in SAYINGS)
BETWEEN = (" and ", ". ", ", also ", "; besides ", " but ")
AROUND = ("", "I think ", "honestly ", "as I said, ", "for me ", "where we live ")


def bus_answers(number: int, seed: int = 1) -> tuple[list[Comment], dict[str, CodedAnswer]]:
    """Answers of one or two sayings, and the codes of those, by id."""
    random = np.random.default_rng(seed)
    comments, gold = [], {}
    for at in range(number):
        codes = random.choice(list(SAYINGS), size=1 + int(random.random() < 0.3), replace=False, p=(0.35, 0.25, 0.2, 0.15, 0.05))
        said = [str(random.choice(AROUND)) + str(random.choice(SAYINGS[code])) for code in codes]
        comments.append(Comment(f"b{at:04}", str(random.choice(BETWEEN)).join(said)))
        gold[f"b{at:04}"] = CodedAnswer(f"b{at:04}", frozenset(map(str, codes)))
    return comments, gold
