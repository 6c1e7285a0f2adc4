"""Publishing the findings: asked for on a page, frozen and printed by a worker, stored with their files in one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.errors import NotFound, NotNow, Refusal
from consult.findings.data_files import data_dictionary_csv, themes_csv
from consult.findings.dataset import canonical, dataset_hash, freeze_dataset
from consult.findings.models import Publication, PublishedFile
from consult.findings.printing import findings_pdf
from consult.findings.quoting import QuoteIsNotExact
from consult.findings.readiness import readiness
from consult.findings.report import report_of
from consult.findings.sums import DoesNotReconcile
from consult.findings.verifying import PUBLISHED, quote_faults
from consult.jobs import CannotWork, Job, JobState, Work, enqueue, handles, latest
from consult.offload import in_child
from consult.responding.spreading import spread_all
from consult.theming.codebook import DoesNotAddUp
from consult.theming.models import Codebook

KIND = "publish"
LONGEST_CHANGE = 1_000
MEDIA_TYPES = {
    "findings.pdf": "application/pdf",
    "findings.json": "application/json",
    "themes.csv": "text/csv; charset=utf-8",
    "data-dictionary.csv": "text/csv; charset=utf-8",
}
"""The files of a publication, in the order in which pages list them."""

Json = dict[str, Any]


class ChangeNotSaid(Refusal):
    """A later version must say what changed; `fault` is what to do about it."""

    status = 422
    title = "There is a problem"

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


async def start_publishing(
    consultation: Consultation, account: Account, *, what_changed: str = "", now: dt.datetime, site: str = ""
) -> Job:
    """Ask for the findings to be published as they stand; asked again while it runs: the same job.

    `site` is the address of this service, such as "https://consult.example", for the link in the documents. Raises NotNow
    unless the consultation is closed and its themes are signed off as they are now, and ChangeNotSaid from version 2 on.
    """
    what_changed = what_changed.strip()
    async with in_transaction():
        # the lock makes two people who press the button at once share one job
        consultation = await Consultation.filter(id=consultation.id).select_for_update().get()
        under_way = await job_of(consultation.id)
        if under_way is not None and under_way.state in (JobState.queued, JobState.running):
            return under_way
        ready = await readiness(consultation)
        if ready.codebook is None or not ready.ready:
            left = [step.what_to_do or f"{step.words}: not yet." for step in ready.missing]
            raise NotNow("The findings cannot be published yet.", " ".join(left))
        _check_change(what_changed, await last_number(consultation.id))
        args = {
            "consultation": consultation.id,
            "organisation": consultation.organisation_id,
            "codebook": ready.codebook.id,
            "revision": ready.codebook.revision,
            "account": account.id,
            "what_changed": what_changed,
            "asked_at": now.isoformat(),
            "site": site,
        }
        job = await enqueue(KIND, args, subject=f"consultation:{consultation.id}", now=now)
        await audit.record(account.email, "publishing asked for", f"consultation:{consultation.slug}", now=now, job=job.id)
    return job


def _check_change(what_changed: str, last: int) -> None:
    if last and not what_changed:
        raise ChangeNotSaid(f"Enter what changed since version {last}")
    if len(what_changed) > LONGEST_CHANGE:
        raise ChangeNotSaid(f"Shorten what changed to {LONGEST_CHANGE:,} characters or fewer")


async def job_of(consultation_id: int, kind: str = KIND) -> Job | None:
    """The last job of this kind for a consultation, whatever became of it."""
    return await latest(kind, f"consultation:{consultation_id}")


async def last_number(consultation_id: int) -> int:
    """The number of the newest version; 0 before the first."""
    last = await Publication.filter(consultation_id=consultation_id).order_by("-number").first()
    return last.number if last else 0


async def publication_of(consultation: Consultation, number: int | None = None) -> Publication:
    """A published version of the findings, the newest where no number is given. Raises NotFound."""
    wanted = Publication.filter(consultation_id=consultation.id)
    if number is not None:
        wanted = wanted.filter(number=number)
    found = await wanted.order_by("-number").first()
    if found is None:
        raise NotFound("There is no such version of the findings.")
    return found


@handles(KIND)
async def publish(work: Work, args: Json) -> Json:
    """The job: freeze the dataset, print it, and store all of it with the end of the job.

    May be run again at any point: nothing is stored until the last transaction. The moment at which somebody asked is the
    one that is printed, so that a second try gives the same bytes.
    """
    asked_at = dt.datetime.fromisoformat(args["asked_at"])
    await work.progress(0.02, "Collecting the answers")
    await spread_all(work.keys, now=asked_at)
    consultation = await Consultation.get(id=args["consultation"]).select_related("organisation")
    codebook = await Codebook.get(id=args["codebook"])
    number = 1 + await last_number(consultation.id)
    await work.progress(0.1, "Counting, and checking every quote")
    dataset = await _frozen(consultation, codebook, args, number, asked_at)

    async def tell(share: float, doing: str) -> None:
        await work.progress(0.2 + 0.7 * share, doing)

    content = canonical(dataset)
    pdf = await in_child(findings_pdf, report_of(dataset, dataset_hash(content)), progress=tell)
    await work.progress(0.95, "Storing the findings")
    files = {
        "findings.pdf": pdf,
        "findings.json": content,
        "themes.csv": themes_csv(dataset),
        "data-dictionary.csv": data_dictionary_csv(),
    }
    result = {"number": number, "dataset": dataset_hash(content)}
    async with in_transaction():
        await work.finish_here(result)
        await _refuse_what_changed(consultation, args, number)
        if await quote_faults(dataset, consultation.id):
            raise CannotWork("A quote is not what its answer says, so nothing was published. Find the themes again.")
        await _store(consultation, dataset, content, files, args, asked_at)
    return result


async def _frozen(consultation: Consultation, codebook: Codebook, args: Json, number: int, now: dt.datetime) -> Json:
    """The dataset; when its numbers contradict each other that is a fault of the program, which trying again does not mend."""
    address = _address(args["site"], consultation.slug, number)
    try:
        return await freeze_dataset(
            consultation, codebook, now=now, number=number, what_changed=args["what_changed"], address=address
        )
    except (DoesNotReconcile, DoesNotAddUp, QuoteIsNotExact) as fault:
        raise CannotWork(f"The numbers do not add up, so nothing was published. {fault}") from None


def _address(site: str, slug: str, number: int) -> str:
    return f"{site}/consultations/{slug}/findings?version={number}" if site else ""


async def _refuse_what_changed(consultation: Consultation, args: Json, number: int) -> None:
    """See, under the locks of everybody who could change it, that what was frozen is still what stands."""
    row = await Consultation.filter(id=consultation.id).select_for_update().get()
    codebook = await Codebook.filter(id=args["codebook"]).select_for_update().get()
    if row.state is not State.closed:
        raise CannotWork("The consultation was opened again, so nothing was published.")
    if codebook.revision != args["revision"]:
        raise CannotWork("Somebody changed the themes meanwhile, so nothing was published. Sign them off and publish again.")
    if not (await readiness(row)).ready:
        raise CannotWork("An answer came in late, so nothing was published. Find the themes again.")
    if number != 1 + await last_number(row.id):
        raise RuntimeError("another version was published meanwhile")  # the job is tried again and takes the next number


async def _store(
    consultation: Consultation, dataset: Json, content: bytes, files: dict[str, bytes], args: Json, now: dt.datetime
) -> Publication:
    account = await Account.get_or_none(id=args["account"])
    number: int = dataset["version"]["number"]
    publication = await Publication.create(
        consultation=consultation,
        account=account,
        number=number,
        dataset=content.decode(),
        dataset_hash=dataset_hash(content),
        what_changed=args["what_changed"],
        published_at=now,
    )
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    await PublishedFile.bulk_create(
        [
            PublishedFile(publication=publication, name=name, media_type=MEDIA_TYPES[name], content=data, sha256=hashes[name])
            for name, data in files.items()
        ]
    )
    facts = {"number": number, "dataset": publication.dataset_hash, "files": hashes, "job_revision": args["revision"]}
    actor = account.email if account else "system"
    await audit.record(actor, PUBLISHED, f"consultation:{consultation.slug}", now=now, **facts)
    return publication


def dataset_of(publication: Publication) -> Json:
    """The frozen dataset as it was stored."""
    dataset: Json = json.loads(publication.dataset)
    return dataset
