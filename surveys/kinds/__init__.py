"""The kinds of question in one table: how each reads a form, what it keeps, and what makes it askable. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import OTHER, WHY, Answered, Form
from surveys.kinds.choosing import read_one, read_points, read_ranking, read_several
from surveys.kinds.grids import cells_of, read_appraisal, read_rows, scores_of
from surveys.kinds.measuring import read_date, read_number, read_step, steps_of
from surveys.kinds.settings import BadSetting, characters, date_bounds, number_bounds, places, ticks, total
from surveys.kinds.words import limit_of, read_area, read_text
from surveys.models import Axis, Kind

FEWEST_CHOICES = 2


@dataclass(frozen=True, slots=True)
class Handling:
    """What is done with one kind of question."""

    read: Callable[[QuestionDefinition, Form], Answered]
    """From a form to what is stored, or to what is wrong."""
    parts: Callable[[QuestionDefinition], tuple[str, ...]]
    """Every part that an answer can have, in the order in which it is asked, printed and exported."""
    settings: Callable[[QuestionDefinition], object]
    """Reads what the lead has set. Raises BadSetting."""
    axes: tuple[Axis, ...] = ()
    """The lists that the lead must write for it."""
    free: bool = False
    """Whether its answers are a person's own words, which may be personal."""


def _alone(question: QuestionDefinition) -> tuple[str, ...]:
    return ("",)


def _one(question: QuestionDefinition) -> tuple[str, ...]:
    return ("", OTHER) if question.settings.get("other") is True else ("",)


def _each(question: QuestionDefinition) -> tuple[str, ...]:
    keys = tuple(choice.key for choice in question.along(Axis.answer))
    return (*keys, OTHER) if question.kind is Kind.several_choices and question.settings.get("other") is True else keys


def _rows(question: QuestionDefinition) -> tuple[str, ...]:
    keys = [row.key for row in question.along(Axis.row)]
    if question.kind is not Kind.touchpoints:
        return tuple(keys)
    return tuple(part for key in keys for part in (key, f"{key}.{WHY}"))


def _cells(question: QuestionDefinition) -> tuple[str, ...]:
    return tuple(part for cell, *_ in cells_of(question) for part in (cell, f"{cell}.{WHY}"))


def _ticks(question: QuestionDefinition) -> object:
    rules = ticks(question.settings, len(question.along(Axis.answer)))
    if unknown := sorted(rules.alone - {choice.key for choice in question.along(Axis.answer)}):
        raise BadSetting(f"There is no choice {unknown[0]!r} to stand alone.")
    return rules


def _places(question: QuestionDefinition) -> object:
    return places(question.settings, len(question.along(Axis.answer)))


def _total(question: QuestionDefinition) -> object:
    return total(question.settings)


def _nothing(question: QuestionDefinition) -> object:
    return None


HANDLING: dict[Kind, Handling] = {
    Kind.long_text: Handling(read_text, _alone, limit_of, free=True),
    Kind.short_text: Handling(read_text, _alone, limit_of, free=True),
    Kind.single_choice: Handling(read_one, _one, _ticks, (Axis.answer,)),
    Kind.several_choices: Handling(read_several, _each, _ticks, (Axis.answer,)),
    Kind.scale: Handling(read_one, _alone, _nothing, (Axis.answer,)),
    Kind.rating: Handling(read_step, _alone, steps_of),
    Kind.slider: Handling(read_step, _alone, steps_of, (Axis.answer,)),
    Kind.ranking: Handling(read_ranking, _each, _places, (Axis.answer,)),
    Kind.matrix: Handling(read_rows, _rows, _nothing, (Axis.row, Axis.answer)),
    Kind.appraisal: Handling(read_appraisal, _cells, scores_of, (Axis.row, Axis.answer)),
    Kind.number: Handling(read_number, _alone, lambda question: number_bounds(question.settings)),
    Kind.date: Handling(read_date, _alone, lambda question: date_bounds(question.settings)),
    Kind.area: Handling(read_area, _alone, _nothing),
    Kind.statements: Handling(read_rows, _rows, _nothing, (Axis.row,)),
    Kind.points: Handling(read_points, _each, _total, (Axis.answer,)),
    Kind.touchpoints: Handling(read_rows, _rows, _nothing, (Axis.row,)),
    Kind.stage: Handling(read_one, _alone, _nothing, (Axis.answer,)),
}


def parts_of(question: QuestionDefinition) -> tuple[str, ...]:
    """Every part that an answer to this question can have, in order."""
    return HANDLING[question.kind].parts(question)


def faults_in(question: QuestionDefinition) -> tuple[str, ...]:
    """What must be mended before anybody can answer the question, as plain sentences for the lead; empty when it can be asked."""
    handling, found = HANDLING[question.kind], list[str]()
    for axis in handling.axes:
        fewest = 1 if axis is Axis.row and question.kind is not Kind.ranking else FEWEST_CHOICES
        if len(question.along(axis)) < fewest:
            found.append(TOO_FEW[axis] if fewest > 1 else TOO_FEW_ROWS)
    if question.kind is Kind.slider and len(question.along(Axis.answer)) > 2:
        found.append("A slider has two poles: write exactly two.")
    try:
        handling.settings(question)
    except BadSetting as problem:
        found.append(str(problem))
    return tuple(found)


TOO_FEW = {
    Axis.answer: "Write two or more choices.",
    Axis.row: "Write two or more rows.",
    Axis.level: "Write two or more levels.",
}
TOO_FEW_ROWS = "Write at least one row."

__all__ = ["HANDLING", "Handling", "characters", "faults_in", "parts_of"]
