"""Reads what a lead typed about a question: values to store, and messages for the fields. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.consultations.duties import FEWEST_CHOICES, LANGUAGE_NAMES, box
from consult.designing.kinds import KINDS
from consult.designing.typed_lists import NOUN, lines_in, read_list, with_keys
from consult.designing.typed_settings import read_settings, values_of_settings
from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition, Wording
from surveys.design import OfferedChoice
from surveys.kinds import HANDLING, faults_in
from surveys.kinds.answered import clean_text
from surveys.models import Axis, Kind, Purpose

LONGEST_WORDING, LONGEST_HELP = 500, 1_000

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
    rows: tuple[OfferedChoice, ...]
    levels: tuple[OfferedChoice, ...]
    settings: dict[str, Any]
    errors: dict[str, str]


def read_question(typed: Mapping[str, str], definition: Definition, key: str = "") -> TypedQuestion:
    """Check every field of the form. `key` names the question that is changed; it is empty for a new one."""
    errors: dict[str, str] = {}
    wording = _text(typed, "wording", "The question", LONGEST_WORDING, definition.languages, errors)
    if not wording.get("en"):
        errors.setdefault("wording", "Enter the question")
    kind = _kind(typed, errors)
    lists = {axis: _list(typed, axis, kind, definition, key, errors) for axis in Axis}
    settings = read_settings(typed, kind, with_keys(lists[Axis.answer]), errors)
    if not errors:
        errors |= _unanswerable(key, kind, lists, settings)
    return TypedQuestion(
        kind=kind,
        purpose=_purpose(typed, definition, key, kind, errors),
        wording=wording,
        help=_text(typed, "help", "The help", LONGEST_HELP, definition.languages, errors),
        required=typed.get("required") == "yes",
        choices=lists[Axis.answer],
        rows=lists[Axis.row],
        levels=lists[Axis.level],
        settings=settings,
        errors=errors,
    )


def _list(
    typed: Mapping[str, str], axis: Axis, kind: Kind, definition: Definition, key: str, errors: dict[str, str]
) -> tuple[OfferedChoice, ...]:
    """A list of the kind's form; empty for a kind without it, and where a list that may be left out is."""
    if getattr(KINDS[kind].lists, NOUN[axis]) is None:
        return ()
    must = axis in HANDLING[kind].axes
    if not must and not lines_in(typed.get(NOUN[axis], "")):
        return ()
    return read_list(typed, axis, definition, key, 1 if axis is Axis.row else FEWEST_CHOICES, errors)


def _unanswerable(
    key: str, kind: Kind, lists: Mapping[Axis, Sequence[OfferedChoice]], settings: Mapping[str, Any]
) -> dict[str, str]:
    """What would keep people from answering although every field could be read: three ticks of two choices, and the like."""
    choices = [
        ChoiceDefinition(made, wording, axis)
        for axis, offered in lists.items()
        for made, (_, wording) in zip(with_keys(offered), offered, strict=True)
    ]
    question = QuestionDefinition(key, kind, Purpose.topic, False, {}, {}, tuple(choices), dict(settings))
    faults = faults_in(question)
    names = KINDS[kind].settings
    return {names[0] if names else "choices": faults[0].rstrip(".")} if faults else {}


def values_of(question: QuestionDefinition) -> dict[str, str]:
    """A stored question as the fields of the form."""
    lists = [(axis, question.along(axis)) for axis in Axis]
    values = {"kind": question.kind.value, "purpose": question.purpose.value, "required": "yes" if question.required else ""}
    for code in LANGUAGE_NAMES:
        values[box("wording", code)] = question.wording.get(code, "")
        values[box("help", code)] = question.help.get(code, "")
        for axis, choices in lists:
            lines = [choice.wording.get(code, "") for choice in choices]
            values[box(NOUN[axis], code)] = "\n".join(lines) if any(lines) else ""
    return values | values_of_settings(question.kind, question.settings)


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
