"""A whole consultation from a file: checked to the last answer, then stored in one transaction, or not at all."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.addresses import BadAddress, check_slug, taken
from consult.consultations.models import BackgroundDocument, Consultation, DutyEvidence, DutyOverride, Involvement, Stage, State
from consult.responding.models import Respondent
from consult.security import Keyring
from consult.transfer.exporting import FORMAT, MOMENTS, TEXTS
from surveys.definition import Definition
from surveys.document import BadDocument, Piece, read_document
from surveys.models import Response
from surveys.transfer import Written, read_response, read_versions, store_versions

BATCH = 200


@dataclass(frozen=True, slots=True)
class Read:
    """A file that can be stored. The pieces about responses are read again once their versions have ids."""

    about: dict[str, Any]
    slug: str
    evidence: tuple[dict[str, Any], ...]
    overrides: tuple[dict[str, Any], ...]
    documents: tuple[dict[str, Any], ...]
    created_at: dt.datetime
    versions: tuple[Written, ...]
    responses: tuple[Piece, ...]


def read_consultation(content: bytes, tell: object = None) -> Read:
    """Check a file whole. Raises BadDocument with the place of the first fault. `tell` is there for `in_child`."""
    whole = read_document(content)
    if whole.held.get("format") != FORMAT:
        raise BadDocument(f"The file is not a consultation in the form “{FORMAT}”. Choose the file consultation.json.")
    about = whole.piece("consultation", "The consultation")
    questionnaire = whole.piece("questionnaire", "The questionnaire")
    versions = read_versions(questionnaire.pieces("versions", "version"))
    responses = tuple(whole.pieces("responses", "response"))
    _check_responses(responses, versions)
    facts = _about(about)
    if facts["state"] is not State.draft and versions[0].frozen_at is None:
        raise BadDocument("The consultation has been opened, but none of its questions are sealed.")
    return Read(
        facts,
        about.text("slug", longest=80),
        tuple(_evidence(one) for one in about.pieces("evidence", "evidence")),
        tuple(_override(one) for one in about.pieces("overrides", "override")),
        tuple(_document(one) for one in about.pieces("documents", "document")),
        questionnaire.known_moment("created_at"),
        versions,
        responses,
    )


def _check_responses(pieces: Sequence[Piece], versions: Sequence[Written]) -> None:
    definitions = {one.number: one.definition() for one in versions}
    seen: set[object] = set()
    numbers: set[int] = set()
    for piece in pieces:
        response = read_response(piece, definitions)
        number = piece.whole("number", least=1) if piece.held.get("number") is not None else None
        if response.id in seen or number in numbers:
            piece.fail("id" if response.id in seen else "number", "different in every response")
        seen.add(response.id)
        if number is not None:
            numbers.add(number)


def _about(piece: Piece) -> dict[str, Any]:
    asked = piece.whole("asked", least=1) if piece.held.get("asked") is not None else None
    facts: dict[str, Any] = {name: piece.wording(name) for name in TEXTS}
    facts |= {"stage": piece.one_of("stage", Stage), "involvement": piece.one_of("involvement", Involvement), "asked": asked}
    facts |= {"state": piece.one_of("state", State), "closes_on": piece.day("closes_on")}
    facts |= {name: piece.moment(name) for name in MOMENTS}
    facts["created_at"] = piece.known_moment("created_at")
    if not facts["title"]:
        piece.fail("title", "there")
    return facts


def _evidence(piece: Piece) -> dict[str, Any]:
    dated = piece.day("dated") or piece.fail("dated", "a day such as 2027-03-31")
    return {"duty": piece.text("duty", longest=40), "words": piece.text("words"), "dated": dated, **_written(piece)}


def _override(piece: Piece) -> dict[str, Any]:
    officer = piece.text("officer", longest=200)
    return {"duty": piece.text("duty", longest=40), "officer": officer, "reason": piece.text("reason"), **_written(piece)}


def _written(piece: Piece) -> dict[str, Any]:
    return {"written_by": piece.text("written_by", longest=254), "created_at": piece.known_moment("created_at")}


def _document(piece: Piece) -> dict[str, Any]:
    content = _content(piece)
    facts: dict[str, Any] = {
        "position": piece.whole("position"),
        "title": piece.wording("title"),
        "address": piece.text("address", longest=500, empty=True),
        "file_name": piece.text("file_name", longest=200, empty=True),
        "media_type": piece.text("media_type", longest=100, empty=True),
        "content": content,
        "sha256": piece.text("sha256", longest=64),
        "version": piece.whole("version", least=1),
        "added_at": piece.known_moment("added_at"),
        "removed_at": piece.moment("removed_at"),
    }
    if facts["address"] and not facts["address"].startswith(("https://", "http://")):
        piece.fail("address", "an address that begins with https://")
    if facts["media_type"] and not re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,80}", facts["media_type"], re.ASCII):
        piece.fail("media_type", "a kind of file such as application/pdf")
    if content is not None and hashlib.sha256(content).hexdigest() != facts["sha256"]:
        piece.fail("content", "the document that was sealed")
    return facts


def _content(piece: Piece) -> bytes | None:
    held = piece.held.get("content")
    if held is None:
        return None
    try:
        return base64.b64decode(held, validate=True)
    except (TypeError, ValueError, binascii.Error):
        piece.fail("content", "base64")


async def bring_in(read: Read, account: Account, keys: Keyring, *, slug: str = "", now: dt.datetime) -> Consultation:
    """Store a consultation in this person's organisation, under its own address or `slug`.

    Answers that had a public number keep it. The worker spreads all of them. Raises BadAddress, and BadDocument
    when some of these answers are stored here already.
    """
    slug = slug or read.slug
    check_slug(slug)
    if await Consultation.exists(slug=slug):
        raise taken(slug)
    try:
        async with in_transaction():
            consultation, definitions = await _store_about(read, account, slug)
            await _store_responses(read, consultation, definitions, keys)
            facts = {"answers": len(read.responses), "versions": len(read.versions), "state": consultation.state.value}
            await audit.record(account.email, "consultation brought in", f"consultation:{slug}", now=now, **facts)
    except IntegrityError:
        raise BadDocument("Some of these answers are stored here already. A consultation cannot be brought in twice.") from None
    await consultation.fetch_related("organisation")
    return consultation


async def _store_about(read: Read, account: Account, slug: str) -> tuple[Consultation, dict[int, Definition]]:
    questionnaire, ids = await store_versions(read.versions, read.created_at)
    consultation = await Consultation.create(
        organisation_id=account.organisation_id, questionnaire=questionnaire, slug=slug, **read.about
    )
    for one in read.evidence:
        await DutyEvidence.create(consultation=consultation, **one)
    for one in read.overrides:
        await DutyOverride.create(consultation=consultation, **one)
    for one in read.documents:
        await BackgroundDocument.create(consultation=consultation, **one)
    return consultation, {one.number: one.definition(ids[one.number]) for one in read.versions}


async def _store_responses(read: Read, consultation: Consultation, definitions: dict[int, Definition], keys: Keyring) -> None:
    """Store the responses, and who had a public number; the worker spreads them all, and each keeps its number."""
    for start in range(0, len(read.responses), BATCH):
        pieces = read.responses[start : start + BATCH]
        responses = [read_response(piece, definitions, check=False) for piece in pieces]
        await Response.bulk_create(responses)
        numbers = [piece.held.get("number") for piece in pieces]
        await Respondent.bulk_create(
            [
                Respondent(
                    consultation=consultation,
                    response_id=response.id,
                    number=number,
                    receipt_hash=keys.fingerprint("receipt", keys.receipt(str(response.id))),
                )
                for response, number in zip(responses, numbers, strict=True)
                if number is not None
            ]
        )


__all__ = ["BadAddress", "BadDocument", "Read", "bring_in", "read_consultation"]
