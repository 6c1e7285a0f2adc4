"""When a question is asked, and where the way goes on after it: as fields of a form, as stored conditions, and in words.

The form holds a flat list, all or any of some tests. A condition nested more deeply (from a file) is shown in words and stays
until it is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys import conditions
from surveys.conditions import BY_CHOICE, BY_NUMBER, BY_ROW, Condition, Every, Not, Test
from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.kinds.answered import OTHER_CHOICE
from surveys.kinds.grids import columns_of
from surveys.models import Axis, Kind

MOST_TESTS, MOST_JUMPS = 6, 4
END = "+end"
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
FIXED = {
    "agree": "Agree",
    "disagree": "Disagree",
    "unsure": "Not sure",
    "displeased": "Displeased",
    "disappointed": "Disappointed",
    "content": "Content",
    "pleased": "Pleased",
    "delighted": "Delighted",
}


@dataclass(frozen=True, slots=True)
class TypedWay:
    """What the form held; where `errors` is empty, the rest can be stored."""

    shown_if: dict[str, Any] | None
    jumps: tuple[dict[str, Any], ...]
    errors: dict[str, str]


def answers_offered(definition: Definition, before: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be asked of the first `before` questions, for a list to choose from: (question, [(value, words)])."""
    return [(short(question), list(_options(question))) for question in definition.questions[:before]]


def _options(question: QuestionDefinition) -> Iterator[tuple[str, str]]:
    key = question.key
    if question.kind in BY_CHOICE:
        for choice in question.along(Axis.answer):
            yield f"{key}::is:{choice.key}", f"is “{_words(choice)}”"
        if question.settings.get("other") is True:
            yield f"{key}::is:{OTHER_CHOICE}", "is “Something else”"
    if question.kind in BY_ROW:
        for row in question.along(Axis.row):
            for column in columns_of(question):
                yield f"{key}:{row.key}:is:{column}", f"“{_words(row)}” is “{_column(question, column)}”"
    if question.kind in BY_NUMBER:
        yield f"{key}::least:", "is at least the number beside this"
    if question.kind is Kind.points:
        for choice in question.along(Axis.answer):
            yield f"{key}:{choice.key}:least:", f"“{_words(choice)}” has at least the points beside this"
    yield f"{key}::answered:", "has any answer"


def read_way(typed: Mapping[str, str], definition: Definition, at: int) -> TypedWay:
    """Check the form of the question in place `at`. Questions that come later cannot be asked about."""
    errors: dict[str, str] = {}
    tests = [made for row in range(MOST_TESTS) if (made := _typed_test(typed, f"if-{row}", definition, at, errors)) is not None]
    shown_if: dict[str, Any] | None = None
    if typed.get("when") == "if" and not tests and not errors:
        errors["if-0"] = "Choose at least one answer that this depends on, or choose “Always”"
    elif typed.get("when") == "if":
        shown_if = tests[0] if len(tests) == 1 else {"any" if typed.get("join") == "any" else "all": tests}
    jumps: list[dict[str, Any]] = []
    for row in range(MOST_JUMPS):
        condition = _typed_test(typed, f"jump-{row}", definition, at + 1, errors)
        to = typed.get(f"to-{row}", "")
        if (condition is None) != (not to):
            errors.setdefault(f"jump-{row}", "Choose both an answer and where to go on")
        elif condition is not None:
            jumps.append({"if": condition, "to": "" if to == END else to})
    return TypedWay(shown_if, tuple(jumps), errors)


def _typed_test(
    typed: Mapping[str, str], field: str, definition: Definition, before: int, errors: dict[str, str]
) -> dict[str, Any] | None:
    chosen = typed.get(field, "")
    if not chosen:
        return None
    offered = {value for _, options in answers_offered(definition, before) for value, _ in options}
    key, row, ask, value = (*chosen.split(":", 3), "", "", "", "")[:4]
    if chosen not in offered:
        errors[field] = "Choose an answer from the list"
        return None
    test: dict[str, Any] = {"question": key} | ({"row": row} if row else {})
    if ask == "least":
        number = typed.get(f"{field}-number", "").strip()
        if not NUMBER.fullmatch(number):
            errors[field] = "Enter the number beside it, like 5"
            return None
        test["least"] = number
    elif ask == "answered":
        test["answered"] = True
    else:
        test["is"] = value
    return {"not": test} if typed.get(f"{field}-not") == "yes" else test


def values_of_way(question: QuestionDefinition) -> dict[str, str]:
    """A stored way as the fields of the form; nothing for a condition that the form cannot hold."""
    values = {"when": "if" if question.shown_if is not None else "always", "join": "all"}
    stored = question.shown_if
    tests: Sequence[Mapping[str, Any]] = []
    if stored is not None and set(stored) in ({"all"}, {"any"}):
        values["join"] = next(iter(stored))
        tests = stored[values["join"]]
    elif stored is not None:
        tests = [stored]
    for row, test in enumerate(tests[:MOST_TESTS]):
        values |= _values_of_test(test, f"if-{row}")
    for row, jump in enumerate(question.jumps[:MOST_JUMPS]):
        values |= _values_of_test(jump.get("if") or {}, f"jump-{row}") | {f"to-{row}": str(jump.get("to")) or END}
    return values


def _values_of_test(stored: Mapping[str, Any], field: str) -> dict[str, str]:
    values: dict[str, str] = {}
    if set(stored) == {"not"}:
        values[f"{field}-not"] = "yes"
        stored = stored["not"]
    if "question" not in stored:
        return {}
    ask = next((name for name in ("is", "least", "answered") if name in stored), "answered")
    value = str(stored["is"]) if ask == "is" else ""
    values[field] = f"{stored['question']}:{stored.get('row', '')}:{ask}:{value}"
    if ask == "least":
        values[f"{field}-number"] = str(stored["least"])
    return values


def words_of_way(question: QuestionDefinition, definition: Definition) -> list[str]:
    """When a question is asked and where the way goes on, in sentences; none for one that everybody is asked."""
    found = []
    if question.shown_if is not None:
        found.append(f"Asked only if {words_of(conditions.read(question.shown_if), definition)}.")
    for jump in question.jumps:
        to = definition.question(str(jump.get("to", "")))
        target = f"go on to “{short(to)}”" if to else "go to the end"
        condition = conditions.read(jump.get("if"))
        found.append(f"If {words_of(condition, definition)}, {target}." if jump.get("if") else f"Then {target}.")
    return found


def words_of(condition: Condition, definition: Definition) -> str:
    """A condition in words."""
    if isinstance(condition, Test):
        return _words_of_test(condition, definition)
    if isinstance(condition, Not):
        return f"it is not so that {words_of(condition.condition, definition)}"
    joined = " and " if isinstance(condition, Every) else " or "
    inner = [words_of(one, definition) for one in condition.conditions]
    return joined.join(f"({one})" if " and " in one or " or " in one else one for one in inner) or "always"


def _words_of_test(test: Test, definition: Definition) -> str:
    question = definition.question(test.question)
    if question is None:
        return f"a question that is no longer there ({test.question}) has an answer"
    about = f"“{short(question)}”"
    if test.row:
        row = question.choice(test.row, Axis.row) or question.choice(test.row)
        about += f", “{_words(row)}”," if row else ""
    if test.equals is not None:
        return f"{about} is “{_column(question, test.equals)}”"
    return f"{about} is at least {test.least}" if test.least is not None else f"{about} has an answer"


def _column(question: QuestionDefinition, key: str) -> str:
    choice = question.choice(key)
    if choice is not None:
        return _words(choice)
    return "Something else" if key == OTHER_CHOICE else FIXED.get(key, key)


def _words(choice: ChoiceDefinition | None) -> str:
    return next((text for text in (choice.wording.values() if choice else ()) if text), "")


def short(question: QuestionDefinition, longest: int = 60) -> str:
    """The first words of a question."""
    text = next((words.strip() for words in question.wording.values() if words.strip()), question.key)
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0] + "…"
