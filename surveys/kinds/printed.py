"""An answer as lines to print: on the page that checks it, on a receipt, in a report. Words in every language. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.definition import QuestionDefinition, Wording
from surveys.kinds import parts_of
from surveys.kinds.answered import CHOSEN, OTHER, OTHER_CHOICE, WHY, Form, Parts, many, one
from surveys.kinds.grids import cells_of
from surveys.kinds.measuring import DAY_PARTS
from surveys.models import Axis, Kind

FIXED_WORDS = frozenset({Kind.statements, Kind.touchpoints})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about (nothing where the question has one value), and the value, as words or as typed."""

    about: tuple[Wording, ...]
    """The row, function, option or level, each in its languages."""
    wording: Wording | None
    """The words of a choice, in its languages; None for what has no wording of its own."""
    text: str = ""
    """What was typed, a number, a day as 2027-03-31; or the key of a fixed answer, which the page puts into words."""
    role: str = "value"
    """"value"; "fixed" for the key of a fixed answer (agree, delighted); "other" and "why" for words beside a tick."""


def lines_of(question: QuestionDefinition, parts: Parts) -> tuple[Line, ...]:
    """The lines of a stored answer, in the order in which the question asks; empty for no answer."""
    return tuple(_lines(question, parts))


def as_typed(question: QuestionDefinition, form: Form) -> Parts:
    """What a form holds for a question, unchecked: to be shown again to the person who typed it, never to be stored."""
    if question.kind is Kind.several_choices:
        ticked = dict.fromkeys(many(form, question.key), CHOSEN)
        return ticked | ({OTHER: words} if (words := one(form, question.key, OTHER)).strip() else {})
    if question.kind is Kind.date and (typed := [one(form, question.key, part).strip() for part in DAY_PARTS]) and any(typed):
        return {"": " ".join(typed)}
    held = {part: one(form, question.key, part) for part in parts_of(question)}
    return {part: value for part, value in held.items() if value.strip()}


def _lines(question: QuestionDefinition, parts: Parts) -> Iterator[Line]:
    if question.kind is Kind.appraisal:
        yield from _cells(question, parts)
    elif question.kind in (Kind.matrix, Kind.statements, Kind.touchpoints):
        yield from _rows(question, parts)
    elif question.kind is Kind.ranking:
        ranked = [choice for choice in question.along(Axis.answer) if choice.key in parts]
        for choice in sorted(ranked, key=lambda choice: parts[choice.key].zfill(9)):
            yield Line((choice.wording,), None, parts[choice.key])
    elif question.kind is Kind.points:
        yield from (Line((c.wording,), None, parts[c.key]) for c in question.along(Axis.answer) if c.key in parts)
    elif question.kind is Kind.several_choices:
        yield from (Line((), choice.wording) for choice in question.along(Axis.answer) if choice.key in parts)
    elif "" in parts and parts[""] != OTHER_CHOICE:
        chosen = question.choice(parts[""]) if question.kind is not Kind.slider else None
        yield Line((), chosen.wording) if chosen else Line((), None, parts[""])
    if OTHER in parts:
        yield Line((), None, parts[OTHER], "other")


def _rows(question: QuestionDefinition, parts: Parts) -> Iterator[Line]:
    for row in question.along(Axis.row):
        if row.key in parts:
            column = question.choice(parts[row.key]) if question.kind not in FIXED_WORDS else None
            role = "fixed" if question.kind in FIXED_WORDS else "value"
            yield Line((row.wording,), column.wording if column else None, "" if column else parts[row.key], role)
        if f"{row.key}.{WHY}" in parts:
            yield Line((row.wording,), None, parts[f"{row.key}.{WHY}"], "why")


def _cells(question: QuestionDefinition, parts: Parts) -> Iterator[Line]:
    for cell, function, option, level in cells_of(question):
        about = (function.wording, option.wording, *([level.wording] if level else []))
        if cell in parts:
            yield Line(about, None, parts[cell])
        if f"{cell}.{WHY}" in parts:
            yield Line(about, None, parts[f"{cell}.{WHY}"], "why")
