"""The record of a codebook: what a run or a person changed, in sentences, and whether people have judged what stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from consult.accounts.models import Account
from consult.theming.models import Codebook, Move, SignOff
from consult.wording import datetime_words

FOUND, REPLACED, RENAMED = "found", "replaced", "renamed"
BY_THE_MACHINE = (FOUND, REPLACED)


async def record_move(
    codebook: Codebook,
    kind: str,
    account: Account | None,
    *,
    now: dt.datetime,
    key: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Move:
    """Add a move and raise the codebook's revision by one. Call it in the transaction that locked the codebook."""
    codebook.revision += 1
    await codebook.save(update_fields=["revision"])
    return await Move.create(
        codebook=codebook,
        account=account,
        revision=codebook.revision,
        kind=kind,
        theme_key=key,
        before=before or {},
        after=after or {},
        reason=reason,
        at=now,
    )


async def moves_since(codebook_id: int, revision: int) -> list[Move]:
    """The moves after a revision, oldest first, with who made them."""
    return await Move.filter(codebook_id=codebook_id, revision__gt=revision).order_by("revision").select_related("account")


async def history_of(codebook_id: int, key: str) -> list[Move]:
    """Every move of one theme, the newest first, with who made it."""
    return await Move.filter(codebook_id=codebook_id, theme_key=key).order_by("-revision").select_related("account")


async def people_have_judged(codebook: Codebook) -> bool:
    """Whether a person changed or signed off the themes since the last run put them there."""
    run = await Move.filter(codebook_id=codebook.id, kind__in=BY_THE_MACHINE).order_by("-revision").first()
    since = run.revision if run else 0
    changed = await Move.filter(codebook_id=codebook.id, revision__gt=since).exclude(kind__in=BY_THE_MACHINE).exists()
    return changed or await SignOff.filter(codebook_id=codebook.id, revision__gte=since).exists()


def sentence(move: Move) -> str:
    """What happened, who did it and when: one sentence for the page. The move must have been read with its account."""
    who = move.account.name if move.account else "Somebody who has left"
    return f"{who} {_deed(move)} on {datetime_words(move.at)}."


def _deed(move: Move) -> str:
    if move.kind == RENAMED and move.before.get("name") != move.after.get("name"):
        return f"renamed “{move.before.get('name')}” to “{move.after.get('name')}”"
    if move.kind == RENAMED:
        return f"changed the description of “{move.after.get('name')}”"
    if move.kind == REPLACED:
        return "had the themes found again, and the new ones took the place of the old"
    return "had the themes found"
