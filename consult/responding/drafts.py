"""Answers saved to come back to. Found by a code of which only a hash is kept, counted nowhere, gone after 30 days or at closing.

A draft has the id under which its answers would be stored. So whoever saves, sends from the page they saved from, and later
sends the draft too, is still stored once; and saving again keeps the code.
"""

from __future__ import annotations

import datetime as dt

from tortoise.expressions import Q

from consult.consultations.models import State
from consult.responding.answering import Ticket, is_stored, versions_of
from consult.responding.codes import as_code
from consult.responding.journey import PLACE, SEEN
from consult.responding.shown import Shown
from consult.security import Keyring
from surveys.kinds.answered import Form, one
from surveys.models import Draft

KEPT_FOR = dt.timedelta(days=30)
PURPOSE = "draft"


def code_of(keys: Keyring, ticket: Ticket) -> str:
    """The code of the draft that a form makes, like BCDF-GHJK-3467: always the same for the same form."""
    return keys.receipt(f"{PURPOSE}:{ticket.response_id}")


async def save_draft(keys: Keyring, ticket: Ticket, answers: Form, place: str, seen: str, *, now: dt.datetime) -> dt.datetime:
    """Keep what a form holds, as typed; returns until when."""
    expires = now + KEPT_FOR
    typed = {**{name: list(values) for name, values in answers.items()}, PLACE: [place], SEEN: [seen]}
    facts = {"version_id": ticket.version_id, "typed": typed, "saved_at": now, "expires_at": expires}
    await Draft.update_or_create(
        defaults={**facts, "code_hash": keys.fingerprint(PURPOSE, code_of(keys, ticket))}, id=ticket.response_id
    )
    return expires


async def find_draft(keys: Keyring, shown: Shown, typed_code: str, *, now: dt.datetime) -> Draft | None:
    """The draft with this code in an open consultation; None where there is none, or where its answers were sent since."""
    if not shown.facts.is_open:
        return None
    draft = await Draft.get_or_none(code_hash=keys.fingerprint(PURPOSE, as_code(typed_code)), expires_at__gt=now)
    if draft is None or draft.version_id not in await versions_of(shown):
        return None
    if await is_stored(draft.id, shown):
        await draft.delete()
        return None
    return draft


async def drop_draft(ticket: Ticket) -> None:
    """Forget the draft of a form whose answers are stored."""
    await Draft.filter(id=ticket.response_id).delete()


async def drop_old_drafts(*, now: dt.datetime) -> int:
    """Forget drafts that are past their day, and those of consultations that have closed; returns how many."""
    old = Q(expires_at__lte=now) | Q(version__questionnaire__consultation__state=State.closed)
    # a look first: a DELETE takes SQLite's write lock even where there is nothing to forget
    ids = await Draft.filter(old).values_list("id", flat=True)
    return await Draft.filter(id__in=ids).delete() if ids else 0


def place_in(draft: Draft) -> str:
    """The step at which somebody left off."""
    return one(draft.typed, PLACE)
