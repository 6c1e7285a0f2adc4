"""Reads what a lead typed about a question: values to store, and messages for the fields. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.consultations.duties import FEWEST_CHOICES, LANGUAGE_NAMES, box
from surveys.definition import Definition, QuestionDefinition, Wording
from surveys.design import OfferedChoice
from surveys.kinds.answered import clean_text
from surveys.models import Kind, Purpose

LONGEST_WORDING, LONGEST_HELP, LONGEST_CHOICE, MOST_CHOICES = 500, 1_000, 200, 50

KINDS = {
    Kind.long_text: ("Long text", "People write as much as they like. The service sorts these answers into themes."),
    Kind.short_text: ("Short text", "A few words on one line."),
    Kind.single_choice: ("One choice", "People choose one answer from a list that you write."),
}
PURPOSES = {
    Purpose.topic: ("What the consultation is about", "Most questions are of this kind."),
    Purpose.capacity: ("Who is answering", "For instance patient, carer or GP. The findings show how each group answered."),
    Purpose.area: ("Where they live or work", "The findings show how each area answered."),
}


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """What the form held. Where `errors` is empty, the rest can be stored."""

    kind: Kind
    purpose: Purpose
    wording: Wording
    help: Wording
    required: bool
    choices: tuple[OfferedChoice, ...]
    errors: dict[str, str]


def read_question(typed: Mapping[str, str], definition: Definition, key: str = "") -> TypedQuestion:
    """Check every field of the form. `key` names the question that is changed; it is empty for a new one."""
    errors: dict[str, str] = {}
    wording = _text(typed, "wording", "The question", LONGEST_WORDING, definition.languages, errors)
    if not wording.get("en"):
        errors.setdefault("wording", "Enter the question")
    kind = _kind(typed, errors)
    choices = _choices(typed, definition, key, errors) if kind is Kind.single_choice else ()
    return TypedQuestion(
        kind=kind,
        purpose=_purpose(typed, definition, key, kind, errors),
        wording=wording,
        help=_text(typed, "help", "The help", LONGEST_HELP, definition.languages, errors),
        required=typed.get("required") == "yes",
        choices=choices,
        errors=errors,
    )


def values_of(question: QuestionDefinition) -> dict[str, str]:
    """A stored question as the fields of the form."""
    values = {"kind": question.kind.value, "purpose": question.purpose.value, "required": "yes" if question.required else ""}
    for code in LANGUAGE_NAMES:
        values[box("wording", code)] = question.wording.get(code, "")
        values[box("help", code)] = question.help.get(code, "")
        lines = [choice.wording.get(code, "") for choice in question.choices]
        values[box("choices", code)] = "\n".join(lines) if any(lines) else ""
    return values


def _text(
    typed: Mapping[str, str], name: str, title: str, longest: int, languages: Sequence[str], errors: dict[str, str]
) -> Wording:
    wording: Wording = {}
    for code in languages:
        field = box(name, code)
        text = " ".join(clean_text(typed.get(field, "")).split())
        if len(text) > longest:
            where = "" if code == "en" else f" in {LANGUAGE_NAMES[code]}"
            errors[field] = f"{title}{where} must be {longest:,} characters or fewer. It has {len(text):,}"
        if text:
            wording[code] = text
    return wording


def _kind(typed: Mapping[str, str], errors: dict[str, str]) -> Kind:
    try:
        return Kind(typed.get("kind", ""))
    except ValueError:
        errors["kind"] = "Choose how people answer"
        return Kind.long_text


def _purpose(typed: Mapping[str, str], definition: Definition, key: str, kind: Kind, errors: dict[str, str]) -> Purpose:
    """What the question is for. The findings break answers down by one list of groups and one of areas."""
    try:
        purpose = Purpose(typed.get("purpose", ""))
    except ValueError:
        errors["purpose"] = "Choose what the question is for"
        return Purpose.topic
    if purpose is Purpose.topic or "kind" in errors:
        return purpose
    other = definition.with_purpose(purpose)
    if kind is not Kind.single_choice:
        errors["purpose"] = f"“{PURPOSES[purpose][0]}” needs a list of choices: choose “One choice” above"
    elif other is not None and other.key != key:
        errors["purpose"] = f"Another question already asks this: “{other.wording.get('en', other.key)}”"
    return purpose


def _choices(typed: Mapping[str, str], definition: Definition, key: str, errors: dict[str, str]) -> tuple[OfferedChoice, ...]:
    """One choice a line, in each language; the lines of two languages belong together by their order."""
    lines = _lines(typed.get("choices", ""))
    if message := _fault_in(lines):
        errors["choices"] = message
    wordings: list[Wording] = [{"en": line} for line in lines]
    for code in definition.languages:
        others = _lines(typed.get(f"choices-{code}", "")) if code != "en" else []
        if others and len(others) != len(lines):
            errors[f"choices-{code}"] = (
                f"Write the same number of choices in {LANGUAGE_NAMES[code]} as in English. "
                f"There are {len(others)} in {LANGUAGE_NAMES[code]} and {len(lines)} in English"
            )
        elif message := _fault_in(others) if others else "":
            errors[f"choices-{code}"] = message
        for wording, line in zip(wordings, others, strict=False):
            wording[code] = line
    return tuple(zip(_keys_kept(wordings, definition.question(key)), wordings, strict=True))


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in clean_text(text).split("\n")) if line]


def _fault_in(lines: Sequence[str]) -> str:
    if len(lines) < FEWEST_CHOICES:
        return "Enter two or more choices, each on a line of its own"
    if len(lines) > MOST_CHOICES:
        return f"There can be {MOST_CHOICES} choices at most. You wrote {len(lines)}"
    if too_long := next((line for line in lines if len(line) > LONGEST_CHOICE), None):
        return f"Each choice must be {LONGEST_CHOICE} characters or fewer. “{too_long[:40]}…” has {len(too_long)}"
    seen: set[str] = set()
    for line in lines:
        if line.casefold() in seen:
            return f"“{line}” stands twice. Each choice must be different"
        seen.add(line.casefold())
    return ""


def _keys_kept(wordings: Sequence[Wording], question: QuestionDefinition | None) -> list[str]:
    """The keys that these choices had before: by their words, else, for a choice that was only reworded, by its place."""
    before = question.choices if question else ()
    by_words = {choice.wording.get("en", ""): choice.key for choice in before}
    keys = [by_words.get(wording["en"], "") for wording in wordings]
    if len(before) == len(wordings):
        free = {choice.key for choice in before} - set(keys)
        keys = [key or (old.key if old.key in free else "") for key, old in zip(keys, before, strict=True)]
    return keys
