"""Answers found again by their reference, changed or withdrawn by the person who gave them, until the consultation closes.

Who withdraws leaves a tombstone: the row with its id and the public number, so that the number is not given again, and no
word. Answers, respondent and with them every passage in a theme and every quote are deleted, so nothing can count them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from consult.consultations.models import Consultation, State
from consult.errors import Closed
from consult.responding.answering import Ticket, Withdrawn, versions_of
from consult.responding.codes import as_code
from consult.responding.journey import CONSENT
from consult.responding.models import Respondent
from consult.responding.shown import Shown
from consult.security import Keyring
from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.answered import OTHER, OTHER_CHOICE, Parts, name_of
from surveys.kinds.measuring import DAY_PARTS
from surveys.models import Answer, Draft, Kind, Response
from surveys.questions import unpacked

NUMBER = "number"


async def find_response(keys: Keyring, shown: Shown, typed_code: str) -> Response | None:
    """The response with this reference, withdrawn or not; None where this consultation has none.

    Respondents hold a hash of the reference. What is not spread yet, and what was withdrawn, is looked through by id.
    """
    code, versions = as_code(typed_code), await versions_of(shown)
    if not code:
        return None
    person = await Respondent.get_or_none(receipt_hash=keys.fingerprint("receipt", code), consultation_id=shown.facts.id)
    if person is not None:
        return await Response.get_or_none(id=person.response_id)
    others = Response.filter(Q(spread_at=None) | Q(withdrawn_at__isnull=False), version_id__in=versions)
    ids = await others.values_list("id", flat=True)
    found = next((one for one in ids if keys.receipt(str(one)) == code), None)
    return await Response.get_or_none(id=found) if found else None


async def amend(shown: Shown, ticket: Ticket, record: dict[str, Any], *, now: dt.datetime) -> None:
    """Put a new record in the place of a stored one; it is spread again. The same again changes nothing.

    Raises Closed, or Withdrawn when the answers are no longer there.
    """
    async with in_transaction():
        response = await _held(ticket.response_id, shown, now)
        if response.record == record:
            return
        response.record, response.amended_at, response.spread_at = record, now, None
        await response.save(update_fields=["record", "amended_at", "spread_at"])


async def withdraw(shown: Shown, response_id: UUID, *, now: dt.datetime) -> None:
    """Erase somebody's answers at their own wish. Once more changes nothing. Raises Closed."""
    async with in_transaction():
        try:
            response = await _held(response_id, shown, now)
        except Withdrawn:
            return
        person = await Respondent.get_or_none(response_id=response.id)
        await Answer.filter(response_id=response.id).delete()
        await Respondent.filter(response_id=response.id).delete()
        await Draft.filter(id=response.id).delete()
        response.record = {NUMBER: person.number} if person else {}
        response.withdrawn_at, response.spread_at = now, response.spread_at or now
        await response.save(update_fields=["record", "withdrawn_at", "spread_at"])


async def _held(response_id: UUID, shown: Shown, now: dt.datetime) -> Response:
    """A response of an open consultation, both locked: responses first, as the worker does who spreads them."""
    found = await Response.filter(id=response_id, version_id__in=await versions_of(shown)).select_for_update().first()
    consultation = await Consultation.filter(id=shown.facts.id).select_for_update().get()
    if consultation.state is not State.open or not shown.facts.is_open:
        raise Closed("This consultation has closed, so your answers stay as you sent them.")
    if found is None or found.withdrawn_at is not None:
        raise Withdrawn("You withdrew these answers, so they can no longer be changed.")
    return found


def as_form(definition: Definition, record: dict[str, Any]) -> dict[str, list[str]]:
    """A stored record as the form that would send it."""
    values = unpacked(record)
    form = {CONSENT: ["yes" if record.get(CONSENT) else "no"]}
    for question in definition.questions:
        form |= _fields(question, values.get(question.key, {}))
    return form


def _fields(question: QuestionDefinition, parts: Parts) -> dict[str, list[str]]:
    if question.kind is Kind.several_choices and parts:
        ticked = [OTHER_CHOICE if part == OTHER else part for part in parts]
        words = {name_of(question.key, OTHER): [parts[OTHER]]} if OTHER in parts else {}
        return {question.key: ticked} | words
    if question.kind is Kind.date and parts:
        year, month, day = parts[""].split("-")
        return {name_of(question.key, part): [value] for part, value in zip(DAY_PARTS, (day, month, year), strict=True)}
    return {name_of(question.key, part): [value] for part, value in parts.items()}
