"""How people voted on what was said, as the findings freeze it."""

from __future__ import annotations

from typing import Any

from tortoise.functions import Count

from consult.deliberation.models import Position, Round, Vote
from consult.findings.breakdowns import is_small

Json = dict[str, Any]


async def rounds_so_far(consultation_id: int) -> list[Json]:
    """Every round with its statements and votes, the first round first.

    Where fewer than five people voted on a statement the votes are None: they are then not broken down.
    """
    rounds = await Round.filter(consultation_id=consultation_id).order_by("number").prefetch_related("statements__theme")
    counted = await _votes(consultation_id)
    return [
        {
            "number": one.number,
            "opened_at": one.opened_at.isoformat(),
            "closed_at": one.closed_at.isoformat() if one.closed_at else None,
            "statements": [
                {"theme": row.theme.key if row.theme else None, "text": row.text, **_shown(counted.get(row.id, {}))}
                for row in sorted(one.statements, key=lambda row: (row.position, row.id))
            ],
        }
        for one in rounds
    ]


async def _votes(consultation_id: int) -> dict[int, dict[str, int]]:
    rows = await (
        Vote.filter(statement__round__consultation_id=consultation_id)
        .annotate(people=Count("voter_hash", distinct=True))
        .group_by("statement_id", "position")
        .values_list("statement_id", "position", "people")
    )
    found: dict[int, dict[str, int]] = {}
    for statement_id, position, people in rows:
        found.setdefault(int(statement_id), {})[str(getattr(position, "value", position))] = int(people)
    return found


def _shown(votes: dict[str, int]) -> Json:
    total = sum(votes.values())
    if is_small(total):
        return {"people": None, **{position.value: None for position in Position}}
    return {"people": total, **{position.value: votes.get(position.value, 0) for position in Position}}
