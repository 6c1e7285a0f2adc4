"""Opening a closed consultation again, until somebody has signed the themes off.

This module knows the themes as well as the consultation, so it lies outside the features, beside `consult/overview.py`.
"""

from __future__ import annotations

import datetime as dt

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.errors import NotNow
from consult.findings.models import Publication
from consult.theming.models import Codebook, SignOff


async def open_again(
    consultation: Consultation, account: Account, *, reason: str, closes_on: dt.date | None, now: dt.datetime
) -> None:
    """Take answers again until the end of `closes_on` (None: until somebody closes it). The log keeps the reason.

    Raises NotNow unless it is closed, and once themes are signed off or findings published: they speak of everybody who
    answered, and would no longer.
    """
    async with in_transaction():
        row = await Consultation.filter(id=consultation.id).select_for_update().get()
        await _refuse(row)
        closed_at = row.closed_at
        row.state, row.closed_at, row.closes_on = State.open, None, closes_on
        await row.save(update_fields=["state", "closed_at", "closes_on"])
        facts = {"reason": reason, "closes_on": str(closes_on or ""), "was_closed_at": closed_at.isoformat() if closed_at else ""}
        await audit.record(account.email, "consultation opened again", f"consultation:{row.slug}", now=now, **facts)
    consultation.state, consultation.closed_at, consultation.closes_on = State.open, None, closes_on


async def may_open_again(consultation: Consultation) -> bool:
    """Whether a lead may open it again now."""
    return consultation.state is State.closed and not await _is_settled(consultation)


async def _refuse(row: Consultation) -> None:
    if row.state is not State.closed:
        raise NotNow("Only a closed consultation can be opened again.", "Go back to the overview to see where it stands.")
    # the lock: nobody signs off between this look and the end of the transaction
    await Codebook.filter(consultation_id=row.id).select_for_update()
    if await _is_settled(row):
        raise NotNow(
            "The themes have been signed off, so this consultation can no longer be opened again.",
            "To ask more people, make a new consultation. You can copy the questions.",
        )


async def _is_settled(row: Consultation) -> bool:
    signed = await SignOff.exists(codebook__consultation_id=row.id)
    return signed or await Publication.exists(consultation_id=row.id)
