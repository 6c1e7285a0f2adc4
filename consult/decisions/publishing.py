"""The job that publishes a decision: frozen, printed, and stored with the findings that it answers."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.decisions.decisions import KIND, draft_of, mark
from consult.decisions.models import Decision
from consult.decisions.notice import freeze_decision, notice_of
from consult.errors import NotFound
from consult.findings.dataset import canonical
from consult.findings.models import PublishedFile
from consult.findings.printing import decision_pdf
from consult.findings.publishing import dataset_of
from consult.jobs import CannotWork, Work, handles
from consult.offload import in_child

MEDIA_TYPES = {"decision.pdf": "application/pdf", "decision.json": "application/json"}
"""The files of a decision. They are kept with the publication that it cites, under names that the findings do not use."""
PUBLISHED = "decision published"
CHANGED = "Somebody changed the decision meanwhile, so nothing was published. Look at it again, then publish it."

Json = dict[str, Any]


@handles(KIND)
async def publish(work: Work, args: Json) -> Json:
    """The job: freeze the decision, print it, and store both with the end of the job.

    May be run again at any point: nothing is stored until the last transaction.
    """
    asked_at = dt.datetime.fromisoformat(args["asked_at"])
    decision = await Decision.get(id=args["decision"]).select_related("publication", "consultation")
    if await mark(decision, decision.publication) != args["mark"]:
        raise CannotWork(CHANGED)
    site, slug = args["site"], decision.consultation.slug
    frozen = freeze_decision(
        dataset_of(decision.publication),
        decision.publication.dataset_hash,
        await draft_of(decision),
        now=asked_at,
        address=f"{site}/consultations/{slug}/decision" if site else "",
    )

    async def tell(share: float, doing: str) -> None:
        await work.progress(0.1 + 0.8 * share, doing)

    pdf = await in_child(decision_pdf, notice_of(frozen), progress=tell)
    await work.progress(0.95, "Storing the decision")
    files = {"decision.pdf": pdf, "decision.json": canonical(frozen)}
    async with in_transaction():
        await work.finish_here({"decision": decision.id})
        await _store(decision, files, args, asked_at)
    return {"decision": decision.id}


async def _store(decision: Decision, files: dict[str, bytes], args: Json, now: dt.datetime) -> None:
    await Consultation.filter(id=decision.consultation_id).select_for_update().get()
    stored = await Decision.get(id=decision.id).select_related("publication")
    if stored.published_at is not None or await mark(stored, stored.publication) != args["mark"]:
        raise CannotWork(CHANGED)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    await PublishedFile.bulk_create(
        [
            PublishedFile(
                publication_id=stored.publication_id,
                name=name,
                media_type=MEDIA_TYPES[name],
                content=content,
                sha256=hashes[name],
            )
            for name, content in files.items()
        ]
    )
    stored.published_at = now
    await stored.save(update_fields=["published_at"])
    account = await Account.get_or_none(id=args["account"])
    facts = {"findings": stored.publication.number, "dataset": stored.publication.dataset_hash, "files": hashes}
    subject = f"consultation:{decision.consultation.slug}"
    await audit.record(account.email if account else "system", PUBLISHED, subject, now=now, **facts)


async def published_decision(consultation: Consultation) -> Decision:
    """The published decision of a consultation. Raises NotFound before there is one."""
    wanted = Decision.filter(consultation_id=consultation.id, published_at__isnull=False)
    found = await wanted.order_by("-id").first().select_related("publication")
    if found is None:
        raise NotFound("There is no decision yet.")
    return found


async def decision_file(decision: Decision, name: str) -> PublishedFile:
    """A file of a published decision, with its content. Raises NotFound."""
    found = await PublishedFile.get_or_none(publication_id=decision.publication_id, name=name) if name in MEDIA_TYPES else None
    if found is None:
        raise NotFound("There is no such file.")
    return found


async def frozen_decision(decision: Decision) -> Json:
    """What the published decision says, from its own frozen file."""
    frozen: Json = json.loads(bytes((await decision_file(decision, "decision.json")).content))
    return frozen
