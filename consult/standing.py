"""How far a consultation has come, as the public sees it.

This module knows every stage, so it lies outside the features: an early stage may not import a later one, and the
landing page of a consultation must still say whether there is a vote, a report or a decision to go to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from consult.consultations.models import State
from consult.consultations.public import PublicFacts
from consult.decisions.models import Decision
from consult.deliberation.models import Round
from consult.findings.models import Publication

Step = Literal["asked", "answered", "themes", "votes", "findings", "decision"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to see of one consultation."""

    step: Step
    """The step under way, in the words of the timeline."""
    voting: bool = False
    """Whether a round is open."""
    voted: bool = False
    """Whether there was a round: its page shows how people voted."""
    findings: int | None = None
    """The number of the newest published findings."""
    findings_at: dt.datetime | None = None
    decided: bool = False
    decided_on: dt.date | None = None

    @property
    def readable(self) -> bool:
        """Whether there is something to read about what people said."""
        return self.findings is not None or self.decided


async def standings(consultations: Iterable[PublicFacts]) -> dict[int, Standing]:
    """How far each consultation has come, by its id; three queries however many there are."""
    found = {facts.id: Standing("answered" if facts.is_open else "themes") for facts in consultations}
    ids = list(found)
    for row in await Round.filter(consultation_id__in=ids).order_by("number").values("consultation_id", "closed_at"):
        one = row["consultation_id"]
        found[one] = replace(found[one], voted=True, voting=row["closed_at"] is None)
    published = Publication.filter(consultation_id__in=ids).order_by("number")
    for row in await published.values("consultation_id", "number", "published_at"):
        one = row["consultation_id"]
        found[one] = replace(found[one], findings=row["number"], findings_at=row["published_at"])
    decided = Decision.filter(consultation_id__in=ids, published_at__isnull=False).order_by("id")
    for row in await decided.values("consultation_id", "decided_on"):
        one = row["consultation_id"]
        found[one] = replace(found[one], decided=True, decided_on=row["decided_on"])
    return {facts.id: replace(found[facts.id], step=_step(facts.state, found[facts.id])) for facts in consultations}


async def standing(facts: PublicFacts) -> Standing:
    """How far one consultation has come."""
    return (await standings([facts]))[facts.id]


def _step(state: State, known: Standing) -> Step:
    """The latest thing that has begun; a consultation that takes answers again is being answered."""
    if known.decided:
        return "decision"
    if known.findings is not None:
        return "findings"
    if known.voting:
        return "votes"
    if state is State.open:
        return "answered"
    return "findings" if known.voted else "themes"
