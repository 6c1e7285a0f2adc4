"""The sample's decision: each theme that was found gets the reply that was written for what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.decisions.decisions import Dispositions, draft_decision, mark, publish_decision, save_decision
from consult.decisions.gate import to_answer
from consult.decisions.models import Decision, Verdict
from consult.findings.publishing import dataset_of, publication_of
from consult.jobs import Job
from consult.sample.read import SampleReply, closest_reply, sample_definition
from consult.theming.models import Theme

Finish = Callable[[Job, str], Awaitable[None]]
"""Does a job to its end, with words that say what is going on."""

PLAIN_REPLY = (
    "We read what you wrote and kept it in mind. It does not change what we decided, and it stays in the record of this decision."
)
"""For a theme that no written reply fits: the sample's replies were written before its themes were found."""


async def decide_sample(consultation: Consultation, account: Account, finish: Finish, *, now: dt.datetime, site: str) -> None:
    """Write and publish the sample's decision, unless it is out already."""
    if await Decision.exists(consultation_id=consultation.id, published_at__not_isnull=True):
        return
    sample = sample_definition().decision
    decision = await draft_decision(consultation, account, now=now)
    publication = await publication_of(consultation)
    decision = await save_decision(
        decision,
        account,
        question=sample.question.en,
        chosen=sample.chosen.en,
        reasons=sample.reasons.en,
        decided_by=sample.decided_by.en,
        decided_on=now.date(),
        dispositions=await replies_to(dataset_of(publication), consultation),
        now=now,
        seen=await mark(decision, publication),
    )
    await finish(await publish_decision(decision, account, now=now, site=site), "Publishing the decision")


async def replies_to(dataset: dict[str, Any], consultation: Consultation) -> Dispositions:
    """A reply to every theme and minority view of the findings, chosen by the words that the theme is made of."""
    found = await Theme.filter(codebook__consultation_id=consultation.id, retired_at=None)
    terms = {theme.key: theme.terms for theme in found}
    written = sample_definition().decision.replies
    return {
        entry["key"]: _reply(closest_reply(written, (entry["name"], *terms.get(entry["key"], ()))))
        for entry in to_answer(dataset)
    }


def _reply(reply: SampleReply | None) -> tuple[Verdict, str]:
    return (Verdict(reply.disposition), reply.reason.en) if reply else (Verdict.out_of_scope, PLAIN_REPLY)
