"""Stored answers as the form that would have sent them, so that answers from elsewhere pass the same checks. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.answered import CHOSEN, OTHER, OTHER_CHOICE, Parts, name_of
from surveys.models import Kind
from surveys.questions import check_answers


def form_of(question: QuestionDefinition, parts: Parts) -> dict[str, list[str]]:
    """The fields of a form that give these parts."""
    if question.kind is not Kind.several_choices:
        return {name_of(question.key, part): [value] for part, value in parts.items()}
    ticked = [part for part, value in parts.items() if part != OTHER and value == CHOSEN]
    words = {name_of(question.key, OTHER): [parts[OTHER]]} if OTHER in parts else {}
    return {question.key: [*ticked, *([OTHER_CHOICE] if words else [])], **words}


def without_duties(definition: Definition) -> Definition:
    """The same questions, none of which must be answered: what people left out elsewhere cannot be asked of them again."""
    return replace(definition, questions=tuple(replace(question, required=False) for question in definition.questions))


def fault_in_values(definition: Definition, values: Mapping[str, Parts]) -> str:
    """The first question whose stored answer it would not take, or that the person would not have been asked; "" for none."""
    lenient = without_duties(definition)
    form: dict[str, list[str]] = {}
    for key, parts in values.items():
        question = lenient.question(key)
        if question is None:
            return key
        form |= form_of(question, parts)
    taken = check_answers(lenient, form).values
    return next((key for key, parts in values.items() if taken.get(key, {}) != parts), "")
