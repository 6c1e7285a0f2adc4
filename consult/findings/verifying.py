"""Is what was published still what it was, and is every quote still in the answers? Anybody of the staff may ask, at any time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from consult.audit import AuditEntry
from consult.findings.dataset import dataset_hash
from consult.findings.models import Publication, PublishedFile
from consult.findings.quoting import fingerprint
from consult.findings.sums import contradictions
from consult.responding.models import Respondent
from surveys.models import Answer

Json = dict[str, Any]
PUBLISHED = "findings published"
"""The action of the entry in the audit log that carries the hash."""


async def verify(publication: Publication) -> list[str]:
    """Everything that differs from what was published, in sentences without anybody's words; empty when all is as it was.

    The publication must have its consultation. Recomputes the hash, holds it against the row and against the audit log,
    works through the sums, looks up each quote in the stored answers, and hashes the files.
    """
    found = [*_hash_faults(publication, await _logged_hash(publication))]
    try:
        dataset: Json = json.loads(publication.dataset)
        found += contradictions(dataset)
        found += await quote_faults(dataset, publication.consultation_id)
    except (ValueError, KeyError, TypeError):
        found.append("The dataset can no longer be read.")
    return [*found, *[fault async for fault in _file_faults(publication)]]


def _hash_faults(publication: Publication, logged: str | None) -> Iterator[str]:
    real = dataset_hash(publication.dataset.encode())
    if real != publication.dataset_hash:
        yield f"The dataset has the fingerprint {real}, but {publication.dataset_hash} was published."
    if logged is None:
        yield "The record has no entry that says that this version was published."
    elif logged != real:
        yield f"The dataset has the fingerprint {real}, but the record says {logged}."


async def _logged_hash(publication: Publication) -> str | None:
    """The hash that the audit log holds for this version; the log itself is checked by `audit.first_broken`."""
    subject = f"consultation:{publication.consultation.slug}"
    for entry in await AuditEntry.filter(action=PUBLISHED, subject=subject).order_by("-id"):
        detail = json.loads(entry.detail)
        if detail.get("number") == publication.number:
            return str(detail.get("dataset"))
    return None


async def quote_faults(dataset: Json, consultation_id: int) -> list[str]:
    """Every quote that is not an exact span of the answer that it names, or whose writer does not allow it."""
    quotes = [(entry["key"], quote) for entry in (*dataset["themes"], *dataset["minority"]) for quote in entry["quotes"]]
    numbers = {quote["respondent"] for _, quote in quotes}
    rows = await Respondent.filter(consultation_id=consultation_id, number__in=list(numbers))
    people = {person.number: person for person in rows}
    asked = dataset["question"]["key"]
    answers = await Answer.filter(question_key=asked, response_id__in=[person.response_id for person in rows])
    written = {answer.response_id: answer.value for answer in answers}
    texts = {person.number: written.get(person.response_id) for person in rows}
    return [
        f"A quote of {key} from answer {quote['respondent']}: {fault}"
        for key, quote in quotes
        for fault in _quote_faults(quote, people.get(quote["respondent"]), texts.get(quote["respondent"]))
    ]


def _quote_faults(quote: Json, person: Respondent | None, text: str | None) -> Iterator[str]:
    if person is None or text is None:
        yield "the answer is no longer there."
        return
    if not person.consent_to_quote:
        yield "the person does not allow it any more."
    if fingerprint(text) != quote["answer_sha256"]:
        yield "the stored answer has changed."
    if text[quote["start"] : quote["end"]] != quote["text"]:
        yield "the words are not what stands there."


async def _file_faults(publication: Publication) -> AsyncIterator[str]:
    for file in await PublishedFile.filter(publication_id=publication.id).order_by("name"):
        if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
            yield f"The file {file.name} has changed."
        if file.name == "findings.json" and bytes(file.content) != publication.dataset.encode():
            yield "The file findings.json is not the dataset."
