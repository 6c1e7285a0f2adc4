"""Writing down what shows that a duty is met, and an officer's decision to go on without; all of it in the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.gates import DUTIES, Duty, Gate, gates
from consult.consultations.models import Consultation, DutyEvidence, DutyOverride, State
from consult.errors import NotNow
from surveys.definition import latest_version
from surveys.kinds.answered import clean_text

LONGEST_EVIDENCE, LONGEST_REASON, LONGEST_OFFICER = 2_000, 2_000, 200


async def gates_of(consultation: Consultation, *, first_day: dt.date) -> tuple[Gate, ...]:
    """Every duty of a consultation and where it stands, for people who can first answer on `first_day`."""
    version = await latest_version(consultation.questionnaire_id)
    evidence = await DutyEvidence.filter(consultation_id=consultation.id).order_by("dated", "id")
    return gates(consultation, version.languages, evidence, await overrides_of(consultation.id), first_day)


async def overrides_of(consultation_id: int) -> list[DutyOverride]:
    """The duties that an officer decided to go on without, in order."""
    rows = await DutyOverride.filter(consultation_id=consultation_id)
    return sorted(rows, key=lambda one: list(DUTIES).index(Duty(one.duty)))


async def write_evidence(
    consultation: Consultation, account: Account, duty: Duty, *, words: str, dated: dt.date, now: dt.datetime
) -> DutyEvidence:
    """Store what shows that a duty is met, with the day it is from. Raises NotNow unless it is a draft."""
    async with in_transaction():
        await _draft(consultation)
        made = await DutyEvidence.create(
            consultation=consultation, duty=duty.value, words=words, dated=dated, written_by=account.email, created_at=now
        )
        await _record(account, "duty evidence written", consultation, now, duty=duty.value, words=words, dated=str(dated))
    return made


async def remove_evidence(consultation: Consultation, account: Account, evidence_id: int, *, now: dt.datetime) -> None:
    """Take evidence out that was written by mistake; the log keeps its words. Raises NotNow unless it is a draft."""
    async with in_transaction():
        await _draft(consultation)
        row = await DutyEvidence.get_or_none(id=evidence_id, consultation_id=consultation.id)
        if row is not None:
            await row.delete()
            await _record(account, "duty evidence removed", consultation, now, duty=row.duty, words=row.words)


async def override(
    consultation: Consultation, account: Account, duty: Duty, *, officer: str, reason: str, now: dt.datetime
) -> DutyOverride:
    """Store that a named officer goes on without a duty, and why: it is printed where people read about the consultation.

    A second one takes the place of the first. While it is open only time can still be overridden, for a last day that is
    brought forward. Raises NotNow otherwise.
    """
    async with in_transaction():
        row = await Consultation.filter(id=consultation.id).select_for_update().get()
        if row.state is not State.draft and not (row.state is State.open and duty is Duty.time):
            raise _too_late()
        await DutyOverride.filter(consultation_id=row.id, duty=duty.value).delete()
        made = await DutyOverride.create(
            consultation=row, duty=duty.value, officer=officer, reason=reason, written_by=account.email, created_at=now
        )
        await _record(account, "duty overridden", consultation, now, duty=duty.value, officer=officer, reason=reason)
    return made


async def take_back_override(consultation: Consultation, account: Account, duty: Duty, *, now: dt.datetime) -> None:
    """Take an override back. Raises NotNow unless it is a draft: people have read it."""
    async with in_transaction():
        await _draft(consultation)
        if await DutyOverride.filter(consultation_id=consultation.id, duty=duty.value).delete():
            await _record(account, "override taken back", consultation, now, duty=duty.value)


def read_duty(typed: Mapping[str, str]) -> Duty | None:
    """The duty that a form is about, or None for something else."""
    try:
        return Duty(typed.get("duty", ""))
    except ValueError:
        return None


def read_evidence(typed: Mapping[str, str], duty: Duty, dated: dt.date | None, today: dt.date, errors: dict[str, str]) -> str:
    """The words of the evidence; what is wrong with them or with their day goes into `errors`."""
    words = _text(typed, f"words-{duty}", "what shows it", LONGEST_EVIDENCE, errors)
    if dated is None:
        errors.setdefault(f"dated-{duty}", "Enter the day that it is from")
    elif dated > today:
        errors[f"dated-{duty}"] = "The day that it is from must be today or earlier"
    return words


def read_override(typed: Mapping[str, str], duty: Duty, errors: dict[str, str]) -> tuple[str, str]:
    """The officer and the reason; what is wrong goes into `errors`."""
    officer = _text(typed, f"officer-{duty}", "the name and the post of the officer", LONGEST_OFFICER, errors)
    reason = _text(typed, f"reason-{duty}", "the reason", LONGEST_REASON, errors)
    return " ".join(officer.split()), reason


def _text(typed: Mapping[str, str], field: str, what: str, longest: int, errors: dict[str, str]) -> str:
    text = clean_text(typed.get(field, "")).strip()
    if not text:
        errors[field] = f"Enter {what}"
    elif len(text) > longest:
        errors[field] = f"{what[0].upper()}{what[1:]} must be {longest:,} characters or fewer. It has {len(text):,}"
    return text


async def _draft(consultation: Consultation) -> None:
    row = await Consultation.filter(id=consultation.id).select_for_update().get()
    if row.state is not State.draft:
        raise _too_late()


def _too_late() -> NotNow:
    return NotNow("This consultation has been opened, so the record of its duties stays as it is.", "Go back to the overview.")


async def _record(account: Account, action: str, consultation: Consultation, now: dt.datetime, **detail: Any) -> None:
    await audit.record(account.email, action, f"consultation:{consultation.slug}", now=now, **detail)
