"""Conditions on earlier answers: read from their stored form, evaluated, and asked whether they can ever hold. Pure.

Stored as JSON: {"all": [...]}, {"any": [...]}, {"not": ...}, or one test of one question:
{"question": "travel", "is": "bus"}                   a choice was made, a box ticked, a stage chosen
{"question": "access", "row": "doctor", "is": "hard"} the same in a row of a matrix or of statements
{"question": "age", "least": 18}                      the number (rating, points of a row) is this or more
{"question": "why", "answered": true}                 anything at all was answered
A test of a question that was not shown, or not answered, does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import OTHER_CHOICE, Parts
from surveys.kinds.grids import columns_of
from surveys.models import Axis, Kind

Given = Parts
DEEPEST = 20

BY_CHOICE = frozenset({Kind.single_choice, Kind.several_choices, Kind.scale, Kind.stage})
BY_ROW = frozenset({Kind.matrix, Kind.statements, Kind.touchpoints})
BY_NUMBER = frozenset({Kind.rating, Kind.slider, Kind.number})


class BadCondition(ValueError):
    """A condition that cannot be read, or that asks what its question cannot answer; the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one question's answer."""

    question: str
    row: str = ""
    equals: str | None = None
    least: Decimal | None = None

    def holds(self, parts: Parts) -> bool:
        """Whether an answer passes. Neither `equals` nor `least`: whether there is one."""
        if self.equals is not None:
            return parts.get(self.row) == self.equals if self.row else self.equals == parts.get("") or self.equals in parts
        if self.least is not None:
            value = parts.get(self.row, "")
            return bool(value) and Decimal(value) >= self.least
        return bool(parts)


@dataclass(frozen=True, slots=True)
class Every:
    """All of these (with none, always)."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these (with none, never)."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    condition: Condition


Condition = Test | Every | Some | Not
ALWAYS = Every(())
NEVER = Some(())


def read(stored: Mapping[str, Any] | None, depth: int = 0) -> Condition:
    """A stored condition; None is always true. Raises BadCondition with what is wrong."""
    if stored is None:
        return ALWAYS
    if depth > DEEPEST:
        raise BadCondition("The condition is nested too deeply. Say it with fewer steps.")
    if set(stored) in ({"all"}, {"any"}):
        [(word, inner)] = stored.items()
        if not isinstance(inner, list):
            raise BadCondition(f"“{word}” needs a list of conditions.")
        made = tuple(read(_map(one), depth + 1) for one in inner)
        return Every(made) if word == "all" else Some(made)
    if set(stored) == {"not"}:
        return Not(read(_map(stored["not"]), depth + 1))
    return _test(stored)


def _map(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadCondition("A condition must say which question it asks about.")
    return value


def _test(stored: Mapping[str, Any]) -> Test:
    question, row = stored.get("question"), stored.get("row", "")
    asks = set(stored) - {"question", "row"}
    if not isinstance(question, str) or not question or not isinstance(row, str) or len(asks) != 1:
        raise BadCondition("A condition must name a question and ask one thing of its answer.")
    [ask] = asks
    value = stored[ask]
    if ask == "is" and isinstance(value, str) and value:
        return Test(question, row, equals=value)
    if ask == "answered" and value is True and not row:
        return Test(question)
    if ask == "least" and isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            return Test(question, row, least=Decimal(str(value)))
        except InvalidOperation:
            raise BadCondition(f"“{value}” is not a number.") from None
    raise BadCondition(f"A condition cannot ask {ask!r} of an answer.")


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every test of a condition, in order."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Not):
        yield from tests_in(condition.condition)
    else:
        for one in condition.conditions:
            yield from tests_in(one)


def holds(condition: Condition, given: Mapping[str, Given]) -> bool:
    """Whether the answers given, by question, pass. Leave out the questions that were not shown."""
    if isinstance(condition, Test):
        return condition.holds(given.get(condition.question, {}))
    if isinstance(condition, Not):
        return not holds(condition.condition, given)
    outcomes = (holds(one, given) for one in condition.conditions)
    return all(outcomes) if isinstance(condition, Every) else any(outcomes)


def fault_in(test: Test, asked: QuestionDefinition) -> str:
    """Why a test can never be answered by this question, as a plain sentence; "" when it can."""
    name = f"the question {asked.key!r}"
    if test.equals is not None:
        return _fault_of_choice(test, asked, name)
    if test.least is not None:
        rows = {choice.key for choice in asked.along(Axis.answer)} if asked.kind is Kind.points else {""}
        if asked.kind not in BY_NUMBER | {Kind.points} or test.row not in rows:
            return f"The condition asks for a number, and {name} does not give one there."
    return ""


def _fault_of_choice(test: Test, asked: QuestionDefinition, name: str) -> str:
    if asked.kind in BY_ROW:
        if asked.choice(test.row, Axis.row) is None:
            return f"The condition asks about a row that {name} does not have."
        return "" if test.equals in columns_of(asked) else f"The condition asks about a choice that {name} does not offer."
    if asked.kind not in BY_CHOICE or test.row:
        return f"The condition asks which choice was made, and {name} has none there."
    other = test.equals == OTHER_CHOICE and asked.settings.get("other") is True
    offered = other or asked.choice(test.equals or "") is not None
    return "" if offered else f"The condition asks about a choice that {name} does not offer."
