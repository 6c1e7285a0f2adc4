"""The papers of a consultation as its desk lists them, and what came by each way. Numbers and states, never words."""

from __future__ import annotations

from dataclasses import dataclass

from tortoise.functions import Count, Sum

from consult.channels.comparing import Agreement, agreement
from consult.channels.keying import CHANNELS
from consult.consultations.models import Consultation
from consult.responding.models import PaperEntry
from surveys.models import Channel, Response

MOST_LISTED = 200
OTHER_WAYS = {Channel.web: "On the web", Channel.imported: "From a file"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way in, and how much came by it."""

    name: str
    responses: int
    signatories: int
    """People who signed petitions; 0 for other ways."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that the desk shows."""

    entries: list[PaperEntry]
    total: int
    ways: list[Way]
    late: int
    """Responses that came after the last day: kept, and counted in no figure."""
    agreement: Agreement
    left_out: dict[int, int]
    """Entry -> questions whose answer could not be taken."""


async def papers(consultation: Consultation) -> Papers:
    """The newest papers, and the sums over all."""
    rows = PaperEntry.filter(consultation_id=consultation.id)
    entries = await rows.order_by("-id").limit(MOST_LISTED).prefetch_related("response")
    twice = await rows.filter(second_typed__isnull=False, settled_at__isnull=False)
    counted = Response.filter(version__questionnaire_id=consultation.questionnaire_id, withdrawn_at=None)
    return Papers(
        entries=entries,
        total=await rows.count(),
        ways=await _ways(consultation),
        late=await counted.filter(late=True).count(),
        agreement=agreement((entry.first_typed, entry.second_typed or {}) for entry in twice),
        left_out={entry.id: number for entry in entries if (number := _left_out(entry))},
    )


def _left_out(entry: PaperEntry) -> int:
    response = entry.response
    return len(response.record.get("left_out", ())) if response else 0


async def _ways(consultation: Consultation) -> list[Way]:
    """Late ones are left out: they are counted on their own."""
    rows = await (
        Response.filter(version__questionnaire_id=consultation.questionnaire_id, withdrawn_at=None, late=False)
        .annotate(responses=Count("id"), signed=Sum("signatories"))
        .group_by("channel")
        .values_list("channel", "responses", "signed")
    )
    names = {**OTHER_WAYS, **{channel: words[0] for channel, words in CHANNELS.items()}}
    found = [
        Way(names[Channel(channel)], int(responses), int(signed) if Channel(channel) is Channel.petition else 0)
        for channel, responses, signed in rows
    ]
    return sorted(found, key=lambda way: (-way.responses, way.name))


def state_of(entry: PaperEntry) -> str:
    """Where a paper stands: "counted", "late", "second" (to be keyed again), "differs" (to be looked at)."""
    if entry.settled_at is not None:
        return "late" if entry.response is not None and entry.response.late else "counted"
    return "differs" if entry.second_typed is not None else "second"
