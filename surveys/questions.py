"""The kinds of question: how each checks what somebody sent, and what it stores. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from surveys.definition import Definition, QuestionDefinition
from surveys.models import Kind

LONGEST_TEXT = 20_000
LONGEST_SHORT_TEXT = 500
CONTROL = {c: None for c in range(32) if c not in (9, 10)}

Fault = Literal["missing", "too-long", "not-offered"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer; the page says it in the reader's language."""

    question_key: str
    fault: Fault
    limit: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody sent, checked against the questionnaire: values to store, and problems to show."""

    values: dict[str, str]
    problems: tuple[Problem, ...]


def check_answers(definition: Definition, sent: Mapping[str, str]) -> Checked:
    """Check every question of the version. `sent` maps question keys to what the form holds; other keys are ignored."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for question in definition.questions:
        value = clean_text(sent.get(question.key, ""))
        problem = CHECKS[question.kind](question, value)
        if problem is not None:
            problems.append(problem)
        elif value.strip():
            values[question.key] = value
    return Checked(values, tuple(problems))


def clean_text(text: str) -> str:
    """The text as stored: line ends as one character, and no control characters, which databases and PDFs refuse."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL)


def limit_of(question: QuestionDefinition) -> int:
    """The greatest number of characters that a text question takes."""
    standard = LONGEST_TEXT if question.kind is Kind.long_text else LONGEST_SHORT_TEXT
    return int(question.settings.get("most_characters", standard))


def _check_text(question: QuestionDefinition, value: str) -> Problem | None:
    if question.required and not value.strip():
        return Problem(question.key, "missing")
    if len(value) > limit_of(question):
        return Problem(question.key, "too-long", limit_of(question), len(value))
    return None


def _check_choice(question: QuestionDefinition, value: str) -> Problem | None:
    if not value.strip():
        return Problem(question.key, "missing") if question.required else None
    return None if question.choice(value) else Problem(question.key, "not-offered")


CHECKS: dict[Kind, Callable[[QuestionDefinition, str], Problem | None]] = {
    Kind.long_text: _check_text,
    Kind.short_text: _check_text,
    Kind.single_choice: _check_choice,
}
