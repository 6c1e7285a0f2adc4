"""Invented answers to a consultation of any size, as many people would write them: made up from a seed, nobody's words.

Mostly one to thirty words, one to four points; with a million of them, six in ten are unlike any other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

QUESTION = "What would make your town a better place to live?"

SUBJECTS = {
    "buses": "bus|buses|bus service|bus stop|bus fares|number 7 bus|bus station",
    "parking": "parking|car park|parking charges|disabled parking|pavement parking|parking permits",
    "doctors": "doctor|GP surgery|GP appointments|doctors surgery|health centre|waiting for an appointment",
    "housing": "housing|affordable homes|council houses|rents|new estates|homes for young people",
    "litter": "litter|rubbish|bins|dog mess|fly tipping|street cleaning|recycling",
    "roads": "potholes|road surface|roads|speeding|speed limit|traffic|traffic lights",
    "cycling": "cycle lanes|cycling|bike paths|bike racks|cycle route",
    "parks": "parks|playground|green space|trees|benches|play area|football pitch",
    "shops": "shops|high street|empty shops|market|business rates|local shops",
    "schools": "school places|schools|primary school|nursery|teachers|school run",
    "crime": "police|antisocial behaviour|vandalism|drugs|street lighting|safety at night|burglary",
    "youth": "youth club|things for teenagers|young people|skate park|youth workers",
    "library": "library|library hours|books|community centre|evening classes",
    "care": "home care|carers|social care|day centre|lonely older people|care homes",
    "air": "air quality|fumes|pollution|idling engines|noise|heat pumps|wood smoke",
    "council": "council tax|consultations|councillors|being listened to|council website|planning",
}
JUDGEMENTS = (
    "need",
    "needs more",
    "more and better",
    "better",
    "cheaper",
    "no more",
    "fewer",
    "sort out the",
    "please fix the",
    "improve the",
    "invest in",
    "I want",
    "we lack",
    "too little",
    "too much",
    "there should be more",
    "spend more on",
    "stop cutting",
    "bring back the",
    "I would like better",
)
DETAILS = (
    "in the evening",
    "at weekends",
    "near the station",
    "for pensioners",
    "in the villages",
    "after the flood",
    "every winter",
    "close to my house",
    "around the hospital",
    "for families",
    "by the river",
    "before it is too late",
    "without a car",
    "on Mill Lane",
    "in the north of town",
    "for wheelchair users",
)
REASONS = (
    "because nobody listens",
    "because my mother cannot manage",
    "since it was cut last year",
    "it has been like this for years",
    "other towns manage it",
    "it would help everyone",
    "so that people stay here",
    "because it is not safe",
    "as prices go up",
    "then I would use it more often",
    "we were promised this",
    "my children have nothing else",
)
SILENT = ("I don't know", "no idea", "n/a", "nothing", "not sure", "no comment", "-", "", "  ", "haha lol", "asdfgh")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """`count` invented answers; the first of them are the same whatever the count."""
    chance = random.Random(seed)
    weights = [1 / (at + 2) for at in range(len(SUBJECTS))]
    subjects = [words.split("|") for words in SUBJECTS.values()]
    for _ in range(count):
        if chance.random() < 0.04:
            yield chance.choice(SILENT)
        else:
            yield _answer(chance, subjects, weights)


def _answer(chance: random.Random, subjects: list[list[str]], weights: list[float]) -> str:
    points = chance.choices((1, 2, 3, 4), (62, 24, 10, 4))[0]
    said = ". ".join(_point(chance, chance.choice(about)) for about in chance.choices(subjects, weights, k=points))
    if chance.random() < 0.15:
        said = _slip(chance, said)
    return said[:1].upper() + said[1:] if chance.random() < 0.6 else said


def _point(chance: random.Random, about: str) -> str:
    kind = chance.random()
    if kind < 0.3:
        return about
    judged = f"{chance.choice(JUDGEMENTS)} {about}"
    if kind < 0.5:
        return judged
    placed = f"{judged} {chance.choice(DETAILS)}"
    return placed if kind < 0.75 else f"{placed} {chance.choice(REASONS)}"


def _slip(chance: random.Random, said: str) -> str:
    """One letter changed, doubled or left out."""
    at = chance.randrange(len(said))
    return said[:at] + chance.choice((chance.choice(LETTERS), said[at] * 2, "")) + said[at + 1 :]
