"""A consultation and its answers as files: read a few hundred responses at a time, so that memory does not grow with them."""

from __future__ import annotations

import asyncio
import base64
import csv
import io
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from consult.consultations.models import BackgroundDocument, Consultation, DutyEvidence, DutyOverride
from consult.responding.models import Respondent
from consult.security import Keyring
from surveys.columns import Column, dictionary_of, row_of, table_of, yes_or_no
from surveys.definition import Definition, load_definition
from surveys.document import moment_text
from surveys.models import Purpose, Response, Version
from surveys.questions import unpacked
from surveys.transfer import load_written, response_document, version_document

FORMAT = "our-survey-said/consultation/1"
BATCH = 200
MARK = "\ufeff"
"""Tells spreadsheets that a text is UTF-8."""
TEXTS = ("title", "background", "can_change", "is_fixed", "decided_by", "notice", "legal_duty")
MOMENTS = ("opened_at", "closed_at", "created_at")

Json = dict[str, Any]


async def definitions_of(consultation: Consultation) -> tuple[Definition, ...]:
    """Every version that people were shown, the oldest first; the draft where there is none."""
    versions = await Version.filter(questionnaire_id=consultation.questionnaire_id).order_by("number")
    shown = [version for version in versions if version.frozen_at is not None] or versions
    return tuple([await load_definition(version) for version in shown])


async def batches(definitions: Sequence[Definition], size: int = BATCH) -> AsyncIterator[list[Response]]:
    """The responses to these versions in order of arrival, `size` at a time."""
    wanted = Response.filter(version_id__in=[one.version_id for one in definitions]).order_by("received_at", "id")
    found = await wanted.limit(size)
    while found:
        yield found
        last = found[-1]
        # from where we stopped, whatever came in meanwhile; many can arrive in one moment, when a table is brought in
        after = Q(received_at__gt=last.received_at) | Q(received_at=last.received_at, id__gt=last.id)
        found = await wanted.filter(after).limit(size)


async def answers_csv(consultation: Consultation, keys: Keyring) -> AsyncIterator[bytes]:
    """All responses that stand as a table, in pieces. What was withdrawn is not in it."""
    definitions = await definitions_of(consultation)
    columns = table_of(definitions)
    yield (MARK + _lines([[column.name for column in columns]])).encode()
    by_id = {definition.version_id: definition for definition in definitions}
    async for found in batches(definitions):
        people = await _respondents(found)
        standing = [one for one in found if one.withdrawn_at is None]
        yield _lines(_row(one, by_id[one.version_id], columns, people.get(one.id), keys) for one in standing).encode()
        await asyncio.sleep(0)  # let others have their turn between two batches


async def _respondents(responses: Iterable[Response]) -> dict[UUID, Respondent]:
    rows = await Respondent.filter(response_id__in=[response.id for response in responses])
    return {row.response_id: row for row in rows}


def _row(
    response: Response, definition: Definition, columns: Sequence[Column], person: Respondent | None, keys: Keyring
) -> list[str]:
    values = unpacked(response.record)
    about = {
        "_response": keys.fingerprint("export", str(response.id))[:16],
        "_number": str(person.number) if person else "",
        "_channel": response.channel.value,
        "_wave": str(response.wave),
        "_version": str(definition.number),
        "_language": str(response.record.get("language", "")),
        "_received_at": moment_text(response.received_at) or "",
        "_late": yes_or_no(response.late),
        "_amended_at": moment_text(response.amended_at) or "",
        "_signatories": str(response.signatories),
        "_source": response.source,
        "_consent_to_quote": yes_or_no(response.record.get("consent_to_quote") is True),
        **{f"_{purpose.value}": _value(definition, purpose, values) for purpose in (Purpose.capacity, Purpose.area)},
    }
    shown = response.record.get("shown")
    return row_of(columns, definition, about, values, shown if isinstance(shown, list) else None)


def _value(definition: Definition, purpose: Purpose, values: Mapping[str, Mapping[str, str]]) -> str:
    question = definition.with_purpose(purpose)
    return values.get(question.key, {}).get("", "") if question else ""


async def dictionary_csv(consultation: Consultation) -> bytes:
    """What every column of the table means, with the wording that each version had."""
    return (MARK + _lines(dictionary_of(await definitions_of(consultation)))).encode()


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


async def write_pieces(path: Path, pieces: AsyncIterator[bytes]) -> None:
    """Put a stream into a file, without holding it in memory."""
    with path.open("wb") as file:
        async for piece in pieces:
            await asyncio.to_thread(file.write, piece)


async def numeric_columns(consultation: Consultation) -> list[int]:
    """The places of the columns that hold numbers."""
    columns = table_of(await definitions_of(consultation))
    return [place for place, column in enumerate(columns) if column.number or column.name in ("_number", "_wave", "_signatories")]


async def questionnaire_json(consultation: Consultation) -> bytes:
    """The questions alone, with all their versions."""
    versions = [version_document(written) for written in await load_written(consultation.questionnaire_id)]
    document = {"format": "our-survey-said/questionnaire/1", "versions": versions}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


async def consultation_json(consultation: Consultation) -> AsyncIterator[bytes]:
    """Everything that was asked and answered, in pieces of one JSON document: `importing.bring_in` makes it again."""
    written = await load_written(consultation.questionnaire_id)
    versions = await Version.filter(questionnaire_id=consultation.questionnaire_id).order_by("number")
    await consultation.fetch_related("questionnaire")
    head = {
        "format": FORMAT,
        "consultation": await _about(consultation),
        "questionnaire": {
            "created_at": moment_text(consultation.questionnaire.created_at),
            "versions": [version_document(one) for one in written],
        },
        "responses": [],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("[]\n}").encode() + b"["
    numbers = {version.id: version.number for version in versions}
    first = True
    async for found in batches([one.definition(version.id) for one, version in zip(written, versions, strict=True)]):
        people = await _respondents(found)
        for response in found:
            row = response_document(response, numbers[response.version_id])
            person = people.get(response.id)
            row["number"] = person.number if person else None
            yield (b"\n" if first else b",\n") + json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
            first = False
    yield b"\n]\n}\n"


async def _about(consultation: Consultation) -> Json:
    row = await Consultation.get(id=consultation.id)
    evidence = await DutyEvidence.filter(consultation_id=row.id).order_by("created_at", "id")
    overrides = await DutyOverride.filter(consultation_id=row.id).order_by("duty")
    documents = await BackgroundDocument.filter(consultation_id=row.id).order_by("position", "version", "added_at", "id")
    return {
        "slug": row.slug,
        **{name: getattr(row, name) for name in TEXTS},
        "stage": row.stage.value,
        "involvement": row.involvement.value,
        "state": row.state.value,
        "asked": row.asked,
        "closes_on": row.closes_on.isoformat() if row.closes_on else None,
        **{name: moment_text(getattr(row, name)) for name in MOMENTS},
        "evidence": [{"duty": one.duty, "words": one.words, "dated": one.dated.isoformat(), **_written(one)} for one in evidence],
        "overrides": [{"duty": one.duty, "officer": one.officer, "reason": one.reason, **_written(one)} for one in overrides],
        "documents": [_document(one) for one in documents],
    }


def _written(row: DutyEvidence | DutyOverride) -> Json:
    return {"written_by": row.written_by, "created_at": moment_text(row.created_at)}


def _document(row: BackgroundDocument) -> Json:
    return {
        "position": row.position,
        "title": row.title,
        "address": row.address,
        "file_name": row.file_name,
        "media_type": row.media_type,
        "content": None if row.content is None else base64.b64encode(row.content).decode(),
        "sha256": row.sha256,
        "version": row.version,
        "added_at": moment_text(row.added_at),
        "removed_at": moment_text(row.removed_at),
    }
