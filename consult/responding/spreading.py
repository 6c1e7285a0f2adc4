"""Spreads stored responses into answers and respondents, in order of arrival; may run any number of times, anywhere."""

from __future__ import annotations

import datetime as dt

from tortoise.transactions import in_transaction

from consult.consultations.models import Consultation
from consult.responding.models import Respondent
from consult.security import Keyring
from surveys.definition import Definition, load_definition
from surveys.models import Answer, Purpose, Response, Version
from surveys.questions import unpacked

BATCH = 200


async def spread_new(keys: Keyring, *, now: dt.datetime, batch: int = BATCH) -> int:
    """Spread the next responses that wait; returns how many. One transaction: a response is spread whole or not at all."""
    # a look without a transaction: SQLite's write lock is not taken when there is nothing to do
    if not await Response.exists(spread_at=None):
        return 0
    async with in_transaction():
        waiting = await (
            Response.filter(spread_at=None).order_by("received_at", "id").limit(batch).select_for_update(skip_locked=True)
        )
        by_version: dict[int, list[Response]] = {}
        for response in waiting:
            by_version.setdefault(response.version_id, []).append(response)
        for version_id, responses in by_version.items():
            await _spread(version_id, responses, keys)
        await Response.filter(id__in=[r.id for r in waiting]).update(spread_at=now)
    return len(waiting)


async def spread_all(keys: Keyring, *, now: dt.datetime) -> int:
    """Spread everything that waits; returns how many. Counts and themes are complete after it."""
    total = 0
    while done := await spread_new(keys, now=now):
        total += done
    return total


async def _spread(version_id: int, responses: list[Response], keys: Keyring) -> None:
    version = await Version.get(id=version_id)
    definition = await load_definition(version)
    # the lock on the consultation makes the numbers of two workers follow each other
    consultation = await Consultation.filter(questionnaire_id=version.questionnaire_id).select_for_update().get()
    last = await Respondent.filter(consultation_id=consultation.id).order_by("-number").first()
    first_number = (last.number if last else 0) + 1
    await Answer.bulk_create([answer for response in responses for answer in _answers(response)])
    await Respondent.bulk_create(
        [
            _respondent(consultation, definition, response, number, keys)
            for number, response in enumerate(responses, start=first_number)
        ]
    )


def _answers(response: Response) -> list[Answer]:
    return [
        Answer(response=response, question_key=key, part=part, value=value)
        for key, parts in sorted(unpacked(response.record).items())
        for part, value in sorted(parts.items())
    ]


def _respondent(consultation: Consultation, definition: Definition, response: Response, number: int, keys: Keyring) -> Respondent:
    values = unpacked(response.record)
    asked = {purpose: definition.with_purpose(purpose) for purpose in (Purpose.capacity, Purpose.area)}
    found = {purpose: values.get(question.key, {}).get("", "") if question else "" for purpose, question in asked.items()}
    return Respondent(
        consultation=consultation,
        response=response,
        number=number,
        capacity=found[Purpose.capacity],
        area=found[Purpose.area],
        consent_to_quote=bool(response.record.get("consent_to_quote", False)),
        receipt_hash=keys.fingerprint("receipt", keys.receipt(str(response.id))),
    )
