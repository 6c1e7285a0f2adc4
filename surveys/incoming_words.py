"""What people write in the cells of a table, as the value that is stored: words for keys, ticks in many spellings. Pure."""

from __future__ import annotations

import re

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import OTHER, OTHER_CHOICE, WHY
from surveys.kinds.grids import columns_of
from surveys.models import Axis, Kind

TICKED = frozenset({"yes", "y", "1", "true", "x", "✓", "✔", "ticked", "selected", "checked", "ydy", "ie"})
NOT_TICKED = frozenset({"no", "n", "0", "false", "-", "–", "na", "nage"})
BY_WORDS = frozenset(
    {Kind.single_choice, Kind.several_choices, Kind.scale, Kind.stage, Kind.matrix, Kind.statements, Kind.touchpoints}
)
SAID = {
    "not sure": "unsure",
    "don’t know": "unsure",
    "don't know": "unsure",
    "something else": OTHER_CHOICE,
    "other": OTHER_CHOICE,
}
"""Words for fixed answers, beside the answers' own keys."""
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)


def value_of(question: QuestionDefinition, part: str, cell: str) -> str:
    """The value to store for a cell: the key of a choice by its key or its words in any language; a day as 2027-03-31.

    What is not understood is given back as it is, for the question itself to refuse.
    """
    if part == OTHER or part.endswith(f".{WHY}"):
        return cell
    if question.kind in BY_WORDS:
        return _key_of(question, cell)
    if question.kind is Kind.date and (day := SLASHED.fullmatch(cell.strip())):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    return cell


def tick_of(question: QuestionDefinition, part: str, cell: str) -> bool | None:
    """Whether a cell says that its box was ticked: a yes, an x, or the words of the choice. None where it says neither."""
    text = " ".join(cell.casefold().split())
    if text in TICKED or _key_of(question, cell) == part:
        return True
    return False if text in NOT_TICKED else None


def _key_of(question: QuestionDefinition, cell: str) -> str:
    offered = columns_of(question)
    if cell.strip() in offered or cell.strip() == OTHER_CHOICE:
        return cell.strip()
    text = " ".join(cell.casefold().split())
    for choice in question.along(Axis.answer):
        if text in {" ".join(words.casefold().split()) for words in choice.wording.values()}:
            return choice.key
    if text in offered:
        return text
    said = SAID.get(text, cell)
    other = said == OTHER_CHOICE and question.settings.get("other") is True
    return said if said in offered or other else cell
