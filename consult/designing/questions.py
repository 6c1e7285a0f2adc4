"""A lead's changes to the questions of a consultation: each is one transaction with its line in the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.designing.typed import TypedQuestion
from consult.designing.ways import TypedWay
from consult.errors import NotFound, NotNow
from surveys import design
from surveys.definition import Definition, QuestionDefinition, latest_version, load_definition
from surveys.models import Version


async def definition_of(consultation: Consultation) -> Definition:
    """The newest version of the questions, frozen or not."""
    return await load_definition(await latest_version(consultation.questionnaire_id))


async def question_of(consultation: Consultation, key: str) -> QuestionDefinition:
    """One question of the newest version. Raises NotFound."""
    question = (await definition_of(consultation)).question(key)
    if question is None:
        raise NotFound("There is no such question. Somebody may have removed it.")
    return question


async def add(consultation: Consultation, typed: TypedQuestion, account: Account, *, now: dt.datetime) -> str:
    """Add a question at the end; returns its key. Raises NotNow when people have been shown the questions."""
    async with _changing(consultation) as version:
        question = await design.add_question(version, **_written(typed))
        await _record(account, "question added", consultation, now, question.key)
    return question.key


async def reword(consultation: Consultation, key: str, typed: TypedQuestion, account: Account, *, now: dt.datetime) -> None:
    """Write a question anew under its key. Raises NotFound, NotNow."""
    async with _changing(consultation) as version:
        await design.change_question(version, key, **_written(typed))
        await _record(account, "question changed", consultation, now, key)


async def set_way(consultation: Consultation, key: str, typed: TypedWay, account: Account, *, now: dt.datetime) -> None:
    """Say who is asked a question and where the way goes on. Raises NotFound, NotNow."""
    async with _changing(consultation) as version:
        await design.set_way(version, key, shown_if=typed.shown_if, jumps=typed.jumps)
        await _record(account, "question's way changed", consultation, now, key)


async def move(consultation: Consultation, key: str, account: Account, *, up: bool, now: dt.datetime) -> None:
    """Swap a question with its neighbour; at the end of the list nothing happens. Raises NotFound, NotNow."""
    async with _changing(consultation) as version:
        if await design.move_question(version, key, up):
            await _record(account, "question moved", consultation, now, key, direction="up" if up else "down")


async def remove(consultation: Consultation, key: str, account: Account, *, now: dt.datetime) -> None:
    """Take a question out. Raises NotFound, NotNow."""
    async with _changing(consultation) as version:
        await design.remove_question(version, key)
        await _record(account, "question removed", consultation, now, key)


@asynccontextmanager
async def _changing(consultation: Consultation) -> AsyncIterator[Version]:
    """A transaction on the newest version, in which refusals of the design become refusals that a page can show."""
    try:
        async with in_transaction():
            yield await latest_version(consultation.questionnaire_id)
    except design.Frozen:
        raise NotNow(
            "People have been shown these questions, so they can no longer be changed.",
            "Everybody has to answer the same questions. To ask something else, make a new consultation.",
        ) from None
    except design.NoSuchQuestion:
        raise NotFound("There is no such question. Somebody may have removed it.") from None


def _written(typed: TypedQuestion) -> Mapping[str, Any]:
    return {
        "kind": typed.kind,
        "purpose": typed.purpose,
        "wording": typed.wording,
        "help": typed.help,
        "required": typed.required,
        "choices": typed.choices,
        "rows": typed.rows,
        "levels": typed.levels,
        "settings": typed.settings,
    }


async def _record(account: Account, action: str, consultation: Consultation, now: dt.datetime, key: str, **detail: Any) -> None:
    await audit.record(account.email, action, f"consultation:{consultation.slug}", now=now, question=key, **detail)
