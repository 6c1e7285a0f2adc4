"""Reads the lists that a lead typed for a question: choices, rows and levels, one a line, in each language. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.consultations.duties import LANGUAGE_NAMES
from surveys.definition import Definition, QuestionDefinition, Wording
from surveys.design import OfferedChoice, unused_key
from surveys.kinds.answered import clean_text
from surveys.models import Axis

LONGEST_CHOICE, MOST_CHOICES = 200, 50
NOUN = {Axis.answer: "choices", Axis.row: "rows", Axis.level: "levels"}


def read_list(
    typed: Mapping[str, str], axis: Axis, definition: Definition, key: str, fewest: int, errors: dict[str, str]
) -> tuple[OfferedChoice, ...]:
    """One item a line, in each language; the lines of two languages belong together by their order."""
    field = NOUN[axis]
    lines = lines_in(typed.get(field, ""))
    if message := _fault_in(lines, field, fewest):
        errors[field] = message
    wordings: list[Wording] = [{"en": line} for line in lines]
    for code in definition.languages:
        others = lines_in(typed.get(f"{field}-{code}", "")) if code != "en" else []
        if others and len(others) != len(lines):
            errors[f"{field}-{code}"] = (
                f"Write the same number of {field} in {LANGUAGE_NAMES[code]} as in English. "
                f"There are {len(others)} in {LANGUAGE_NAMES[code]} and {len(lines)} in English"
            )
        elif message := _fault_in(others, field, fewest) if others else "":
            errors[f"{field}-{code}"] = message
        for wording, line in zip(wordings, others, strict=False):
            wording[code] = line
    return tuple(zip(_keys_kept(wordings, axis, definition.question(key)), wordings, strict=True))


def with_keys(offered: Sequence[OfferedChoice]) -> list[str]:
    """The keys that these items will have, in order: their own, or one made from their words."""
    taken = [key for key, _ in offered if key]
    made = []
    for key, wording in offered:
        made.append(key or unused_key(wording.get("en", ""), taken, standard="choice"))
        if not key:
            taken.append(made[-1])
    return made


def lines_in(text: str) -> list[str]:
    """The lines that hold something, each with single spaces."""
    return [line for line in (" ".join(line.split()) for line in clean_text(text).split("\n")) if line]


def _fault_in(lines: Sequence[str], field: str, fewest: int) -> str:
    one = field.removesuffix("s").capitalize()
    if len(lines) < fewest:
        return f"Enter two or more {field}, each on a line of its own" if fewest > 1 else f"Enter at least one of the {field}"
    if len(lines) > MOST_CHOICES:
        return f"There can be {MOST_CHOICES} {field} at most. You wrote {len(lines)}"
    if too_long := next((line for line in lines if len(line) > LONGEST_CHOICE), None):
        return f"Each {one.lower()} must be {LONGEST_CHOICE} characters or fewer. “{too_long[:40]}…” has {len(too_long)}"
    seen: set[str] = set()
    for line in lines:
        if line.casefold() in seen:
            return f"“{line}” stands twice. Each {one.lower()} must be different"
        seen.add(line.casefold())
    return ""


def _keys_kept(wordings: Sequence[Wording], axis: Axis, question: QuestionDefinition | None) -> list[str]:
    """The keys that these items had before: by their words, else, for one that was only reworded, by its place."""
    before = question.along(axis) if question else ()
    by_words = {choice.wording.get("en", ""): choice.key for choice in before}
    keys = [by_words.get(wording["en"], "") for wording in wordings]
    if len(before) == len(wordings):
        free = {choice.key for choice in before} - set(keys)
        keys = [key or (old.key if old.key in free else "") for key, old in zip(keys, before, strict=True)]
    return keys
