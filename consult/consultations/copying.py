"""Questions from an earlier consultation of the same organisation: copied with their keys, and the log says from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.errors import NotNow
from surveys import conditions, design
from surveys.definition import Definition, QuestionDefinition, latest_version, load_definition, newest_frozen
from surveys.design import OfferedChoice
from surveys.models import Axis, Purpose, Question


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a question: the key it has here, and what it lost on the way."""

    key: str
    came_from: str
    """Its key there."""
    lost_way: bool
    """Whether the conditions on who is asked it stayed behind, because they ask about questions that did not come along."""
    lost_purpose: bool
    """Whether it no longer says who is answering or where they live, because another question here does."""


async def questions_to_copy(source: Consultation) -> Definition:
    """The questions of a consultation as people saw them, or, of a draft, as they stand."""
    version = await newest_frozen(source.questionnaire_id) or await latest_version(source.questionnaire_id)
    return await load_definition(version)


async def copy_questions(
    consultation: Consultation, source: Consultation, keys: Sequence[str], account: Account, *, now: dt.datetime
) -> tuple[Copied, ...]:
    """Put copies of these questions at the end, in their order there. A key is kept where it is free here.

    Texts in a language that is not asked here stay until it opens. Unknown keys are left out. Raises NotNow when people have
    been shown the questions.
    """
    there = await questions_to_copy(source)
    wanted = [question for question in there.questions if question.key in set(keys)]
    try:
        async with in_transaction():
            copied = await _copy(consultation, wanted)
            if copied:
                lineage = {one.key: one.came_from for one in copied}
                facts = {"from": source.slug, "version": there.number, "questions": lineage}
                await audit.record(account.email, "questions copied", f"consultation:{consultation.slug}", now=now, **facts)
    except design.Frozen:
        raise NotNow("People have been shown these questions, so none can be added.", "Begin a new version first.") from None
    return copied


async def _copy(consultation: Consultation, wanted: Sequence[QuestionDefinition]) -> tuple[Copied, ...]:
    version = await latest_version(consultation.questionnaire_id)
    rows = await Question.filter(version__questionnaire_id=consultation.questionnaire_id)
    used = {row.key for row in rows}
    purposes = {row.purpose for row in rows if row.version_id == version.id}
    keys = {question.key: question.key for question in wanted if question.key not in used}
    copied: list[Copied] = []
    for question in wanted:
        way = _way(question, keys, {one.came_from for one in copied})
        purpose = Purpose.topic if question.purpose in purposes else question.purpose
        made = await design.add_question(version, key=keys.get(question.key, ""), purpose=purpose, **_written(question), **way)
        purposes |= {purpose} - {Purpose.topic}
        lost = bool(question.shown_if or question.jumps) and not way
        copied.append(Copied(made.key, question.key, lost, purpose is not question.purpose))
    return tuple(copied)


def _way(question: QuestionDefinition, keys: Mapping[str, str], came: set[str]) -> dict[str, Any]:
    """Who is asked it, where every question that this is about has come along under its own key; else nothing.

    Jumps stay behind always: they name later questions, of which the lead may have taken only some.
    """
    if question.shown_if is None or question.jumps:
        return {}
    about = {test.question for test in conditions.tests_in(conditions.read(question.shown_if))}
    return {"shown_if": question.shown_if} if about <= came and about <= set(keys) else {}


def _written(question: QuestionDefinition) -> dict[str, Any]:
    lists: dict[str, list[OfferedChoice]] = {
        name: [(choice.key, choice.wording) for choice in question.along(axis)]
        for name, axis in (("choices", Axis.answer), ("rows", Axis.row), ("levels", Axis.level))
    }
    return {
        "kind": question.kind,
        "wording": question.wording,
        "help": question.help,
        "required": question.required,
        "settings": question.settings,
        **lists,
    }
