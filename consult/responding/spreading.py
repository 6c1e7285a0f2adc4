"""Spreads stored responses into answers and respondents, in order of arrival; may run any number of times, anywhere.

A response that its writer changed is spread again: its respondent keeps the number, an answer that reads as before keeps its
row and with it its place in the themes, and one that was changed is a new row, which nobody has read yet.
"""

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
    if not await Response.exists(spread_at=None, withdrawn_at=None):
        return 0
    async with in_transaction():
        waiting = await (
            Response.filter(spread_at=None, withdrawn_at=None)
            .order_by("received_at", "id")
            .limit(batch)
            .select_for_update(skip_locked=True)
        )
        by_version: dict[int, list[Response]] = {}
        for response in (one for one in waiting if not one.late):  # a late one is kept, and is in no figure
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
    known = {one.response_id: one for one in await Respondent.filter(response_id__in=[r.id for r in responses])}
    fresh = [response for response in responses if response.id not in known]
    first_number = await _last_number(consultation) + 1
    await Answer.bulk_create([answer for response in fresh for answer in _answers(response)])
    await Respondent.bulk_create(
        [respondent_of(consultation, definition, response, number, keys) for number, response in enumerate(fresh, first_number)]
    )
    for response in responses:
        if response.id in known:
            await _spread_again(known[response.id], respondent_of(consultation, definition, response, 0, keys), response)


async def _last_number(consultation: Consultation) -> int:
    """The highest public number ever given in a consultation: one that was withdrawn is not given again."""
    last = await Respondent.filter(consultation_id=consultation.id).order_by("-number").first()
    gone = Response.filter(version__questionnaire_id=consultation.questionnaire_id, withdrawn_at__isnull=False)
    return max([last.number if last else 0, *(int(response.record.get("number", 0)) for response in await gone)])


async def _spread_again(person: Respondent, now_told: Respondent, response: Response) -> None:
    """Bring the rows of a changed response up to date."""
    wanted = {(answer.question_key, answer.part): answer for answer in _answers(response)}
    for row in await Answer.filter(response_id=response.id):
        same = wanted.get((row.question_key, row.part))
        if same is not None and same.value == row.value:
            del wanted[row.question_key, row.part]
        else:
            await row.delete()
    await Answer.bulk_create(list(wanted.values()))
    person.capacity, person.area, person.consent_to_quote = now_told.capacity, now_told.area, now_told.consent_to_quote
    await person.save(update_fields=["capacity", "area", "consent_to_quote"])


def _answers(response: Response) -> list[Answer]:
    return [
        Answer(response=response, question_key=key, part=part, value=value)
        for key, parts in sorted(unpacked(response.record).items())
        for part, value in sorted(parts.items())
    ]


def respondent_of(
    consultation: Consultation, definition: Definition, response: Response, number: int, keys: Keyring
) -> Respondent:
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
