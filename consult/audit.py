"""The audit log: who did what to which thing, when; each entry carries the hash of the one before it.

Entries never hold a respondent's words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from tortoise import fields
from tortoise.models import Model
from tortoise.transactions import in_transaction

GENESIS = "0" * 64


class AuditEntry(Model):
    """One line of the log. `hash` covers the entry and the hash before it, so that no line can be changed unseen."""

    id = fields.BigIntField(primary_key=True, generated=False)
    at = fields.CharField(max_length=40, description="ISO 8601, kept as text so that it hashes the same everywhere")
    actor = fields.CharField(max_length=254)
    action = fields.CharField(max_length=60)
    subject = fields.CharField(max_length=120)
    detail = fields.TextField(description="canonical JSON")
    previous = fields.CharField(max_length=64)
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "audit_entry"


def digest(number: int, at: str, actor: str, action: str, subject: str, detail: str, previous: str) -> str:
    """SHA-256 over the entry's fields, as canonical JSON so that no two different entries read the same."""
    text = json.dumps([number, at, actor, action, subject, detail, previous], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


async def record(actor: str, action: str, subject: str, *, now: dt.datetime, **detail: Any) -> AuditEntry:
    """Add an entry. Call it inside the transaction of the change, so that both happen or neither.

    `actor` is an account's e-mail address or "system"; `subject` names the thing, for instance "consultation:pct-or-ccg".
    """
    async with in_transaction() as connection:
        if connection.capabilities.dialect == "postgres":
            # One writer at a time: two entries may not follow the same one.
            await connection.execute_query("SELECT pg_advisory_xact_lock(7205759403792793)")
        last = await AuditEntry.all().order_by("-id").first()
        number, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
        at = now.astimezone(dt.UTC).isoformat(timespec="microseconds")
        text = json.dumps(detail, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        sealed = digest(number, at, actor, action, subject, text, previous)
        return await AuditEntry.create(
            id=number, at=at, actor=actor, action=action, subject=subject, detail=text, previous=previous, hash=sealed
        )


async def first_broken() -> AuditEntry | None:
    """The first entry that does not fit its hash or its predecessor; None when the whole log holds."""
    previous = GENESIS
    expected = 1
    async for entry in AuditEntry.all().order_by("id"):
        sealed = digest(entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.previous)
        if entry.id != expected or entry.previous != previous or entry.hash != sealed:
            return entry
        previous, expected = entry.hash, expected + 1
    return None
