"""Rounds of voting: statements made from the themes, votes that can be changed until the round closes, and their tally."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tortoise.functions import Count
from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.deliberation.models import Position, Round, Statement, Vote, VoteCast
from consult.errors import NotNow
from consult.theming.codebook import is_signed_off, live_themes
from consult.theming.models import Codebook, Theme, ThemeKind

FEWEST_SHOWN = 5
"""Votes on a statement are broken down only from this many people on, so that nobody's vote can be guessed."""
BEGINNINGS = {ThemeKind.theme: "Some people said", ThemeKind.minority: "One or a few people said"}


class AlreadyOpen(NotNow):
    """There is a round already, and one at a time is enough."""

    what_to_do = "Close it before you open another."


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people agree with a statement, disagree, or are unsure."""

    agree: int = 0
    disagree: int = 0
    unsure: int = 0

    @property
    def base(self) -> int:
        """Everybody who voted on the statement."""
        return self.agree + self.disagree + self.unsure

    @property
    def shown(self) -> bool:
        """Whether enough people voted for the three numbers to be shown."""
        return self.base >= FEWEST_SHOWN

    def per_hundred(self, position: str) -> float:
        """The share of one position in a hundred voters on this statement; 0 where nobody voted."""
        count: int = getattr(self, position)
        return 100 * count / self.base if self.base else 0.0


async def themes_to_vote_on(consultation: Consultation) -> list[Theme]:
    """Themes, then minority views, in the order in which they were found; none while one codebook is not signed off."""
    books = await Codebook.filter(consultation_id=consultation.id).order_by("id")
    if not all([await is_signed_off(book) for book in books]):
        return []
    themes = [theme for book in books for theme in await live_themes(book)]
    return sorted(themes, key=lambda theme: theme.kind is ThemeKind.minority)


async def open_round(consultation: Consultation, account: Account, *, now: dt.datetime) -> Round:
    """Open voting on the themes and minority views as they stand. Raises NotNow before sign-off, AlreadyOpen."""
    async with in_transaction():
        # the lock on the consultation makes two leads who press at once follow each other
        await Consultation.filter(id=consultation.id).select_for_update().get()
        themes = await themes_to_vote_on(consultation)
        if not themes:
            raise NotNow("Voting needs themes that somebody has checked and signed off.", "Sign off the themes first.")
        last = await latest_round(consultation.id)
        if last is not None and last.closed_at is None:
            raise AlreadyOpen("Voting on these themes is open already.")
        opened = await Round.create(consultation=consultation, number=last.number + 1 if last else 1, opened_at=now)
        await Statement.bulk_create(_statements(opened, themes))
        subject = f"consultation:{consultation.slug}"
        await audit.record(account.email, "voting opened", subject, now=now, round=opened.number, statements=len(themes))
    return opened


def _statements(opened: Round, themes: Sequence[Theme]) -> list[Statement]:
    return [
        Statement(round=opened, theme=theme, position=position, text=statement_text(theme))
        for position, theme in enumerate(themes, start=1)
    ]


def statement_text(theme: Theme) -> str:
    """A theme to agree or disagree with: "Some people said: Clinical leadership.", and its description on a second line."""
    name = theme.name.strip().rstrip(".")
    return f"{BEGINNINGS[theme.kind]}: {name}.\n{' '.join(theme.description.split())}".strip()


async def close_round(consultation: Consultation, account: Account, *, now: dt.datetime) -> Round:
    """Close the round that is open. Raises NotNow when none is."""
    async with in_transaction():
        await Consultation.filter(id=consultation.id).select_for_update().get()
        last = await latest_round(consultation.id)
        if last is None or last.closed_at is not None:
            raise NotNow("Voting is not open.", "Open it first.")
        last.closed_at = now
        await last.save(update_fields=["closed_at"])
        subject = f"consultation:{consultation.slug}"
        await audit.record(account.email, "voting closed", subject, now=now, round=last.number)
    return last


async def latest_round(consultation_id: int) -> Round | None:
    """The newest round, open or closed; None before the first."""
    return await Round.filter(consultation_id=consultation_id).order_by("-number").first()


async def statements_of(opened: Round) -> list[Statement]:
    """The statements of a round in their own order, each with its theme."""
    return await Statement.filter(round_id=opened.id).order_by("position").select_related("theme")


def in_order_for(statements: Sequence[Statement], voter_hash: str) -> list[Statement]:
    """The statements in this voter's own order, which is the same each time.

    What stands first gets more and kinder votes, so no statement may stand first for everybody. The order follows from
    the voter's hash and can be worked out again from the stored votes.
    """
    return sorted(statements, key=lambda s: hashlib.sha256(f"{voter_hash}:{s.id}".encode()).digest())


async def cast(statement: Statement, voter_hash: str, position: Position, *, now: dt.datetime) -> None:
    """Record one vote, or a change of mind. Raises NotNow when the round has closed."""
    await cast_all(await Round.get(id=statement.round_id), voter_hash, {statement.id: position}, now=now)


async def cast_all(voted: Round, voter_hash: str, positions: Mapping[int, Position], *, now: dt.datetime) -> int:
    """Record a voter's positions by statement id; returns how many are new or changed, all of them or none.

    What somebody said before stays in VoteCast. Ids of other rounds are ignored. Raises NotNow when the round has closed.
    """
    async with in_transaction():
        if not await Round.exists(id=voted.id, closed_at=None):
            raise NotNow("Voting on these statements has closed.", "You can go back to the page to see how people voted.")
        known = {row.id for row in await Statement.filter(round_id=voted.id)}
        before = await votes_of(voted, voter_hash)
        new = {id_: position for id_, position in positions.items() if id_ in known and before.get(id_) is not position}
        rows = [{"statement_id": id_, "voter_hash": voter_hash, "position": p, "cast_at": now} for id_, p in sorted(new.items())]
        await Vote.bulk_create(
            [Vote(**row) for row in rows],
            on_conflict=["statement_id", "voter_hash"],
            update_fields=["position", "cast_at"],
        )
        await VoteCast.bulk_create([VoteCast(**row) for row in rows])
    return len(new)


async def votes_of(voted: Round, voter_hash: str) -> dict[int, Position]:
    """Where one voter stands now, by statement id."""
    rows = await Vote.filter(statement__round_id=voted.id, voter_hash=voter_hash)
    return {row.statement_id: row.position for row in rows}


async def tally(voted: Round) -> dict[int, Tally]:
    """How everybody stands now, by statement id; every statement of the round is in it."""
    counted: dict[int, dict[str, int]] = {row.id: {} for row in await Statement.filter(round_id=voted.id)}
    rows = await (
        Vote.filter(statement__round_id=voted.id)
        .annotate(people=Count("id"))
        .group_by("statement_id", "position")
        .values_list("statement_id", "position", "people")
    )
    for statement_id, position, people in rows:
        counted[int(statement_id)][Position(position).value] = int(people)
    return {id_: Tally(**numbers) for id_, numbers in counted.items()}


async def voters(voted: Round) -> int:
    """How many people have voted on anything in this round."""
    rows = (
        await Vote.filter(statement__round_id=voted.id)
        .annotate(people=Count("voter_hash", distinct=True))
        .group_by("statement__round_id")
        .values_list("people")
    )
    return int(rows[0][0]) if rows else 0
