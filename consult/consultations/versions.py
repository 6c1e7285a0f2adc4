"""Changing the questions while people answer: a new version that a lead edits unseen, and publishes with what changed.

Answers keep the version whose words they saw. What changed is kept in the audit log, which nobody can rewrite, and read
from there for the pages that print it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.audit import AuditEntry
from consult.consultations.consultations import NotReady
from consult.consultations.duties import Missing, missing_in_questions
from consult.consultations.models import Consultation, State
from consult.errors import NotNow
from surveys import design
from surveys.definition import Definition, Wording, latest_version, load_definition, newest_frozen
from surveys.models import Response, Version

PUBLISHED = "new version of the questions published"


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of the questions."""

    number: int
    frozen_at: dt.datetime | None
    """When people could first see it; None while it is being written."""
    content_hash: str
    what_changed: Wording
    """Empty for the first version."""
    answers: int
    """Responses to this version."""


async def history(consultation: Consultation) -> tuple[VersionFacts, ...]:
    """Every version, the newest first."""
    said = await what_changed(consultation.slug)
    rows = await Version.filter(questionnaire_id=consultation.questionnaire_id).order_by("-number")
    return tuple(
        [
            VersionFacts(
                row.number,
                row.frozen_at,
                row.content_hash or "",
                said.get(row.number, {}),
                await Response.filter(version_id=row.id, withdrawn_at=None).count(),
            )
            for row in rows
        ]
    )


async def what_changed(slug: str) -> dict[int, Wording]:
    """What a lead said of each version after the first, by its number."""
    entries = await AuditEntry.filter(subject=f"consultation:{slug}", action=PUBLISHED).order_by("id")
    details = [json.loads(entry.detail) for entry in entries]
    return {detail["version"]: detail["what_changed"] for detail in details}


async def begin_version(consultation: Consultation, account: Account, *, now: dt.datetime) -> Version:
    """Copy the questions that people see into a version that can be edited; people go on seeing the old one.

    Where there is one already it is that one. Raises NotNow unless the consultation is open.
    """
    async with in_transaction():
        await _open(consultation)
        latest = await latest_version(consultation.questionnaire_id)
        if latest.frozen_at is None:
            return latest
        made = await design.new_version(latest, now=now)
        await _record(account, "new version of the questions begun", consultation, now, version=made.number)
    return made


async def discard_version(consultation: Consultation, account: Account, *, now: dt.datetime) -> None:
    """Throw away the version that is being written; what people see stays. Raises NotNow when there is none."""
    async with in_transaction():
        await _open(consultation)
        version = await _being_written(consultation)
        await version.delete()
        await _record(account, "new version of the questions discarded", consultation, now, version=version.number)


async def publish_version(consultation: Consultation, account: Account, said: Wording, *, now: dt.datetime) -> Version:
    """Freeze the version that is being written: from now on people are shown it. `said` is what changed, in their words.

    Raises NotReady with what keeps it from being shown, NotNow when there is none or the consultation is not open.
    """
    async with in_transaction():
        await _open(consultation)
        version = await _being_written(consultation)
        missing = await missing_for_version(consultation)
        if missing:
            raise NotReady(missing)
        frozen = await design.freeze(version, now=now)
        facts = {"version": version.number, "what_changed": said, "questions": frozen}
        await _record(account, PUBLISHED, consultation, now, **facts)
    return version


async def missing_for_version(consultation: Consultation) -> tuple[Missing, ...]:
    """What keeps the version that is being written from being shown; nothing where none is being written."""
    latest = await latest_version(consultation.questionnaire_id)
    before = await newest_frozen(consultation.questionnaire_id)
    if latest.frozen_at is not None or before is None:
        return ()
    new, old = await load_definition(latest), await load_definition(before)
    return (*missing_in_questions(new), *_against(new, old))


def _against(new: Definition, old: Definition) -> Iterator[Missing]:
    """A key means the same question for ever, so the answers under it must stay of one kind."""
    if new.content_hash() == old.content_hash():
        yield Missing("Change something: the questions read as they did", "questions")
    for question in new.questions:
        before = old.question(question.key)
        if before is not None and before.kind is not question.kind:
            words = question.wording.get("en", question.key)
            yield Missing(
                f"Remove “{words}” and add it anew: people have answered it in another way, so it cannot change its kind",
                f"questions/{question.key}",
            )


async def _open(consultation: Consultation) -> None:
    row = await Consultation.filter(id=consultation.id).select_for_update().get()
    if row.state is not State.open:
        raise NotNow("Only an open consultation has questions to change in this way.", "Go back to the overview.")


async def _being_written(consultation: Consultation) -> Version:
    version = await latest_version(consultation.questionnaire_id)
    if version.frozen_at is not None:
        raise NotNow("No new version of the questions is being written.", "Begin one first.")
    return version


async def _record(account: Account, action: str, consultation: Consultation, now: dt.datetime, **detail: object) -> None:
    await audit.record(account.email, action, f"consultation:{consultation.slug}", now=now, **detail)
