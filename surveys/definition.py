"""A version of a questionnaire as plain values: what pages draw, answers are checked against, and hashes cover."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from surveys.models import Axis, Kind, Purpose, Question, Version

Wording = dict[str, str]
"""Language (or language/variant) to text: {"en": "…", "cy": "…"}."""


@dataclass(frozen=True, slots=True)
class ChoiceDefinition:
    """One answer that a closed question offers, or one of its rows or levels."""

    key: str
    wording: Wording
    axis: Axis = Axis.answer


@dataclass(frozen=True, slots=True)
class QuestionDefinition:
    """One question as the public sees it."""

    key: str
    kind: Kind
    purpose: Purpose
    required: bool
    wording: Wording
    help: Wording
    choices: tuple[ChoiceDefinition, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    shown_if: dict[str, Any] | None = None
    """The condition on earlier answers under which the question is asked (surveys/conditions.py), None for always."""
    jumps: tuple[dict[str, Any], ...] = ()
    """Where the way goes on after this question: {"if": condition, "to": key of a later question, or "" for the end}."""

    def along(self, axis: Axis) -> tuple[ChoiceDefinition, ...]:
        """The choices in one direction: answers (columns), rows or levels."""
        return tuple(c for c in self.choices if c.axis == axis)

    def choice(self, key: str, axis: Axis = Axis.answer) -> ChoiceDefinition | None:
        """The choice with this key in one direction, or None."""
        return next((c for c in self.choices if c.key == key and c.axis == axis), None)


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a questionnaire, questions in the order in which they are asked."""

    version_id: int
    number: int
    languages: tuple[str, ...]
    questions: tuple[QuestionDefinition, ...]
    frozen: bool = False

    def question(self, key: str) -> QuestionDefinition | None:
        """The question with this key, or None."""
        return next((q for q in self.questions if q.key == key), None)

    def with_purpose(self, purpose: Purpose) -> QuestionDefinition | None:
        """The question that asks for this (capacity, area), or None."""
        return next((q for q in self.questions if q.purpose is purpose), None)

    def free_text(self) -> tuple[QuestionDefinition, ...]:
        """The questions whose answers are themed."""
        return tuple(q for q in self.questions if q.kind is Kind.long_text)

    def content_hash(self) -> str:
        """SHA-256 of everything the public sees, 64 hex digits; the same for the same wording on any machine."""
        facts = {"languages": self.languages, "questions": [asdict(q) for q in self.questions]}
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


async def load_definition(version: Version) -> Definition:
    """Read a version and everything under it."""
    rows = await Question.filter(version_id=version.id).order_by("position", "id").prefetch_related("choices")
    return Definition(
        version_id=version.id,
        number=version.number,
        languages=tuple(version.languages),
        questions=tuple(_question(row) for row in rows),
        frozen=version.frozen_at is not None,
    )


async def latest_version(questionnaire_id: int) -> Version:
    """The newest version, frozen or not. Raises LookupError when the questionnaire has none."""
    version = await Version.filter(questionnaire_id=questionnaire_id).order_by("-number").first()
    if version is None:
        raise LookupError(f"questionnaire {questionnaire_id} has no version")
    return version


async def newest_frozen(questionnaire_id: int) -> Version | None:
    """The newest version that the public may see, or None while there is none."""
    return await Version.filter(questionnaire_id=questionnaire_id, frozen_at__isnull=False).order_by("-number").first()


async def everything_asked(questionnaire_id: int) -> Definition | None:
    """The newest frozen version, with what older ones asked or offered besides, at the end; None while nothing is frozen.

    Answers to every version are counted together by the keys of questions and choices, so none may be missing here. With one
    frozen version it is that one.
    """
    rows = await Version.filter(questionnaire_id=questionnaire_id, frozen_at__isnull=False).order_by("-number")
    found: Definition | None = None
    for row in rows:
        older = await load_definition(row)
        found = _with_older(found, older) if found else older
    return found


def _with_older(new: Definition, old: Definition) -> Definition:
    kept = tuple(_with_older_choices(question, old.question(question.key)) for question in new.questions)
    return replace(new, questions=(*kept, *(question for question in old.questions if new.question(question.key) is None)))


def _with_older_choices(new: QuestionDefinition, old: QuestionDefinition | None) -> QuestionDefinition:
    known = {choice.key for choice in new.choices}
    gone = tuple(choice for choice in old.choices if choice.key not in known) if old else ()
    return replace(new, choices=(*new.choices, *gone)) if gone else new


def _question(row: Question) -> QuestionDefinition:
    choices = sorted(row.choices, key=lambda c: (c.position, c.id))
    return QuestionDefinition(
        key=row.key,
        kind=row.kind,
        purpose=row.purpose,
        required=row.required,
        wording=row.wording,
        help=row.help,
        choices=tuple(ChoiceDefinition(c.key, c.wording, c.axis) for c in choices),
        settings=row.settings,
        shown_if=row.shown_if,
        jumps=tuple(row.jumps),
    )
