"""What somebody sent for a whole questionnaire, checked: the values to store, and the problems to show. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.conditions import Given
from surveys.definition import Definition
from surveys.kinds import HANDLING
from surveys.kinds.answered import Form, Parts, Problem
from surveys.paths import way


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody sent, checked against the questionnaire."""

    values: dict[str, Parts]
    """What to store, by question."""
    problems: tuple[Problem, ...]
    shown: tuple[str, ...] = ()
    """The keys of the questions on this person's way, which are the base of every figure about them."""


def check_answers(definition: Definition, sent: Form) -> Checked:
    """Read every question on the way that these answers lead; what a form holds for others is not stored.

    The way is walked with the answers that stand: one that cannot be taken counts as not given, so its question is shown
    and what depends on it is not.
    """
    read = {question.key: HANDLING[question.kind].read(question, sent) for question in definition.questions}
    given: Mapping[str, Given] = {key: answered.parts for key, answered in read.items()}
    shown = way(definition, given)
    return Checked(
        values={key: read[key].parts for key in shown if read[key].parts},
        problems=tuple(problem for key in shown for problem in read[key].problems),
        shown=shown,
    )


def packed(values: Mapping[str, Parts]) -> dict[str, str | Parts]:
    """Values as a record holds them: an answer of one value as that value, any other as its parts."""
    return {key: parts[""] if set(parts) == {""} else dict(parts) for key, parts in values.items()}


def unpacked(record: Mapping[str, Any]) -> dict[str, Parts]:
    """The values of a stored record, by question; the opposite of `packed`."""
    held: Mapping[str, str | Parts] = record.get("answers", {})
    return {key: {"": value} if isinstance(value, str) else dict(value) for key, value in held.items()}
