"""Counts of people for the findings, made by the database: by group, by choice, by channel. Nothing here is hidden yet."""

from __future__ import annotations

from dataclasses import dataclass

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from consult.responding.models import Respondent
from consult.theming.codebook import BLANK, answers_to
from consult.theming.models import Codebook, Coding, Leftover
from surveys.models import Answer, Channel, Purpose, Response

GROUPED_BY = {Purpose.area: "area", Purpose.capacity: "capacity"}
"""The column of Respondent that holds what somebody said of themselves."""


@dataclass(frozen=True, slots=True)
class ByGroup:
    """How many people of each group answered, and how many of them raised each theme."""

    answered: dict[str, int]
    """What people said of themselves -> people who answered; the empty key is those who did not say."""
    raised: dict[int, dict[str, int]]
    """Theme id -> the same for those who raised it."""


async def by_group(codebook: Codebook, purpose: Purpose) -> ByGroup:
    """The people behind a codebook by what they said of themselves."""
    column = f"response__respondent__{GROUPED_BY[purpose]}"
    rows = await answers_read(codebook).annotate(people=Count("id", distinct=True)).group_by(column).values_list(column, "people")
    column = f"answer__{column}"
    cells = await (
        Coding.filter(theme__codebook_id=codebook.id, theme__retired_at=None)
        .annotate(people=Count("answer_id", distinct=True))
        .group_by("theme_id", column)
        .values_list("theme_id", column, "people")
    )
    raised: dict[int, dict[str, int]] = {}
    for theme_id, key, people in cells:
        raised.setdefault(int(theme_id), {})[str(key)] = int(people)
    return ByGroup({str(key): int(people) for key, people in rows}, raised)


def answers_read(codebook: Codebook) -> QuerySet[Answer]:
    """The answers that a run has read and that are not blank: one for each person in the base of the shares."""
    placed = Coding.filter(theme__codebook_id=codebook.id, theme__retired_at=None).values("answer_id")
    outside = Leftover.filter(codebook_id=codebook.id).exclude(reason=BLANK).values("answer_id")
    return Answer.filter(Q(id__in=Subquery(placed)) | Q(id__in=Subquery(outside)))


async def by_choice(consultation_id: int, question_key: str) -> dict[str, int]:
    """What people chose in a closed question -> how many people."""
    chosen = Answer.filter(question_key=question_key, response__respondent__consultation_id=consultation_id)
    rows = await chosen.annotate(people=Count("response_id", distinct=True)).group_by("value").values_list("value", "people")
    return {str(key): int(people) for key, people in rows}


async def people_who_wrote(consultation_id: int, question_key: str) -> int:
    """How many people wrote something in a text question."""
    return await answers_to(consultation_id, question_key).count()


async def by_channel(questionnaire_id: int) -> dict[str, int]:
    """How responses reached the body in time -> how many; the most common first."""
    rows = await (
        Response.filter(version__questionnaire_id=questionnaire_id, withdrawn_at=None, late=False)
        .annotate(responses=Count("id", distinct=True))
        .group_by("channel")
        .values_list("channel", "responses")
    )
    found = {str(getattr(channel, "value", channel)): int(number) for channel, number in rows}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


async def late_responses(questionnaire_id: int) -> int:
    """How many responses came after the last day: they are kept, and no other figure includes them."""
    return await Response.filter(version__questionnaire_id=questionnaire_id, withdrawn_at=None, late=True).count()


async def petition_signatories(questionnaire_id: int) -> int:
    """How many people signed the petitions that came in time. Each petition is one response."""
    rows = Response.filter(version__questionnaire_id=questionnaire_id, withdrawn_at=None, late=False, channel=Channel.petition)
    return sum([int(str(number)) for number in await rows.values_list("signatories", flat=True)])


async def sharing_a_description(consultation_id: int) -> dict[tuple[str, str], int]:
    """(capacity, area) -> how many people said both of themselves."""
    rows = await (
        Respondent.filter(consultation_id=consultation_id)
        .annotate(people=Count("id", distinct=True))
        .group_by("capacity", "area")
        .values_list("capacity", "area", "people")
    )
    return {(str(capacity), str(area)): int(people) for capacity, area, people in rows}
