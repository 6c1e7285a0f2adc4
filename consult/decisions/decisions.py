"""Drafting a decision, and publishing it: the reply of the body to every theme of one published version of the findings."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.decisions.gate import Draft, Reply, missing_fields
from consult.decisions.models import Decision, Disposition, Verdict
from consult.errors import NotNow, StaleEdit
from consult.findings.models import Publication
from consult.findings.publishing import dataset_of, job_of
from consult.jobs import Job, JobState, enqueue
from consult.theming.codebook import CannotAccept

KIND = "publish-decision"
LONGEST = {"question": 500, "chosen": 5_000, "reasons": 10_000, "decided_by": 200}
LONGEST_REASON = 3_000
NAMES = {"question": "the question", "chosen": "what was decided", "reasons": "the reasons", "decided_by": "who decided"}

Dispositions = Mapping[str, tuple[Verdict | None, str]]
"""Key of the theme -> verdict (None while there is none) and reason."""


async def decision_of(consultation: Consultation) -> Decision | None:
    """The decision of a consultation, draft or published, with the findings it cites; None before the first word of it."""
    return await Decision.filter(consultation_id=consultation.id).order_by("-id").first().select_related("publication")


async def cited(consultation: Consultation) -> Publication | None:
    """The findings that a decision written now would cite: the newest. None before there are any."""
    return await Publication.filter(consultation_id=consultation.id).order_by("-number").first()


async def draft_decision(consultation: Consultation, account: Account, *, now: dt.datetime) -> Decision:
    """The draft to write on, begun if there is none. It cites the newest findings.

    Raises NotNow before any findings are published, and once the decision is.
    """
    async with in_transaction():
        # the lock makes two people who begin at once write on one draft
        await Consultation.filter(id=consultation.id).select_for_update().get()
        publication = await cited(consultation)
        if publication is None:
            raise NotNow("A decision answers the findings, and none are published yet.", "Publish the findings first.")
        decision = await decision_of(consultation)
        if decision is None:
            decision = await Decision.create(
                consultation=consultation,
                publication=publication,
                account=account,
                question="",
                chosen="",
                reasons="",
                decided_by="",
                created_at=now,
            )
            subject = f"consultation:{consultation.slug}"
            await audit.record(account.email, "decision begun", subject, now=now, findings=publication.number)
        _refuse_published(decision)
        decision.publication = publication
    return decision


async def save_decision(
    decision: Decision,
    account: Account,
    *,
    question: str,
    chosen: str,
    reasons: str,
    decided_by: str,
    decided_on: dt.date | None,
    dispositions: Dispositions,
    now: dt.datetime,
    seen: str = "",
) -> Decision:
    """Keep a draft, complete or not, with the newest findings as what it cites.

    `seen` is the `mark` of what the person had in front of them. Raises CannotAccept for a text that is too long, StaleEdit
    when somebody else saved meanwhile or new findings were published, NotNow once the decision is published.
    """
    texts = {"question": question, "chosen": chosen, "reasons": reasons, "decided_by": decided_by}
    texts = {name: text.strip() for name, text in texts.items()}
    _refuse_too_long(texts, dispositions)
    async with in_transaction():
        consultation = await Consultation.filter(id=decision.consultation_id).select_for_update().get()
        stored = await Decision.get(id=decision.id)
        _refuse_published(stored)
        publication = await cited(consultation)
        assert publication is not None  # a draft cites one, and publications are never deleted
        await _refuse_stale(stored, publication, seen)
        await stored.update_from_dict({**texts, "decided_on": decided_on, "publication_id": publication.id})
        stored.unfinished = {
            key: {"verdict": "", "reason": reason.strip()}
            for key, (verdict, reason) in dispositions.items()
            if verdict is None and reason.strip()
        }
        await stored.save()
        await _replace_dispositions(stored, dispositions)
        subject = f"consultation:{consultation.slug}"
        await audit.record(account.email, "decision saved", subject, now=now, replies=len(dispositions))
    stored.publication = publication
    return stored


async def _replace_dispositions(decision: Decision, dispositions: Dispositions) -> None:
    await Disposition.filter(decision_id=decision.id).delete()
    await Disposition.bulk_create(
        [
            Disposition(decision=decision, theme_key=key, verdict=verdict, reason=reason.strip())
            for key, (verdict, reason) in sorted(dispositions.items())
            if verdict is not None
        ]
    )


async def draft_of(decision: Decision | None) -> Draft:
    """What is stored of a decision, as plain values."""
    if decision is None:
        return Draft()
    rows = await Disposition.filter(decision_id=decision.id).order_by("theme_key")
    replies = {key: Reply(None, kept["reason"]) for key, kept in (decision.unfinished or {}).items()}
    replies |= {row.theme_key: Reply(row.verdict, row.reason) for row in rows}
    return Draft(
        decision.question,
        decision.chosen,
        decision.reasons,
        decision.decided_by,
        decision.decided_on,
        dict(sorted(replies.items())),
    )


async def mark(decision: Decision | None, publication: Publication | None) -> str:
    """The number of the findings a draft would cite and a fingerprint of the draft: the same until somebody changes either."""
    draft = await draft_of(decision)
    replies = {key: [reply.verdict, reply.reason] for key, reply in draft.replies.items()}
    texts = [draft.question, draft.chosen, draft.reasons, draft.decided_by, str(draft.decided_on or "")]
    # a draft with nothing in it is the same as none
    facts = json.dumps([texts, replies], sort_keys=True, ensure_ascii=False)
    return f"{publication.number if publication else 0}.{hashlib.sha256(facts.encode()).hexdigest()}"


async def publish_decision(decision: Decision, account: Account, *, now: dt.datetime, site: str = "") -> Job:
    """Ask for the decision to be published as it is stored; asked again while it runs: the same job.

    `site` is the address of this service, for the link in the document. Raises CannotAccept with every field that is still
    missing (`gate.missing_fields`), and NotNow once it is published.
    """
    async with in_transaction():
        consultation = await Consultation.filter(id=decision.consultation_id).select_for_update().get()
        under_way = await job_of(consultation.id, KIND)
        if under_way is not None and under_way.state in (JobState.queued, JobState.running):
            return under_way
        stored = await Decision.get(id=decision.id).select_related("publication")
        _refuse_published(stored)
        publication = stored.publication
        newest = await cited(consultation)
        if newest is None or newest.id != publication.id:
            raise NotNow(
                "New findings were published since this decision was written.", "Look at the decision again and save it."
            )
        left = missing_fields(dataset_of(publication), await draft_of(stored))
        if left:
            raise CannotAccept(left)
        args = {
            "decision": stored.id,
            "consultation": consultation.id,
            "organisation": consultation.organisation_id,
            "account": account.id,
            "mark": await mark(stored, publication),
            "asked_at": now.isoformat(),
            "site": site,
        }
        job = await enqueue(KIND, args, subject=f"consultation:{consultation.id}", now=now)
        subject = f"consultation:{consultation.slug}"
        await audit.record(account.email, "publishing of the decision asked for", subject, now=now, job=job.id)
    return job


def _refuse_published(decision: Decision) -> None:
    if decision.published_at is not None:
        raise NotNow("This decision is published, so it stays as it is.", "You can read it on its public page.")


async def _refuse_stale(decision: Decision, publication: Publication, seen: str) -> None:
    if not seen or seen == await mark(decision, publication):
        return
    if seen.partition(".")[0] != str(publication.number):
        what = f"Version {publication.number} of the findings was published since you opened this page."
        raise StaleEdit(what, "What you typed is kept. Look at the themes again, then save.")
    raise StaleEdit(
        "Somebody else saved this decision since you opened the page.", "What you typed is kept. Save again to replace theirs."
    )


def _refuse_too_long(texts: Mapping[str, str], dispositions: Dispositions) -> None:
    faults = {
        name: f"Shorten {NAMES[name]} to {LONGEST[name]:,} characters or fewer: you entered {len(text):,}"
        for name, text in texts.items()
        if len(text) > LONGEST[name]
    }
    faults |= {
        f"reason-{key}": f"Shorten this reason to {LONGEST_REASON:,} characters or fewer: you entered {len(reason.strip()):,}"
        for key, (_, reason) in dispositions.items()
        if len(reason.strip()) > LONGEST_REASON
    }
    if faults:
        raise CannotAccept(faults)
