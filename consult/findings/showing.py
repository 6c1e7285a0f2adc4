"""What the pages of the findings show: a published version, and the desk from which one is published."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from consult.accounts.frame import staff_frame
from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation
from consult.consultations.public import facts_of, frame_of
from consult.errors import NotFound
from consult.findings.files import files_of
from consult.findings.models import Publication
from consult.findings.publishing import dataset_of, job_of, publication_of
from consult.findings.readiness import readiness
from consult.findings.report import board_of, closed_findings, report_of, vote_findings
from consult.findings.verifying import verify
from consult.jobs import Job, shown
from consult.standing import standing
from consult.templating import Brand, page, revealed
from consult.theming.codebook import counts, live_themes, ranked
from consult.theming.models import Codebook, ThemeKind
from consult.wording import wording_text
from reports.sums import account as sums_of

LANGUAGES = ("en",)
"""Themes are found and named in English so far: a page that would be half in English is better drawn in English."""


async def draw_findings(request: Request, consultation: Consultation, publication: Publication) -> Response:
    """A published version. Everything it says of the findings comes from its frozen dataset."""
    dataset = dataset_of(publication)
    report = report_of(dataset, publication.dataset_hash)
    versions = (
        await Publication.filter(consultation_id=consultation.id)
        .order_by("-number")
        .values("number", "what_changed", "published_at")
    )
    newest: int = versions[0]["number"]
    context = {
        "slug": consultation.slug,
        "report": report,
        "sums": sums_of(report),
        "closed": list(closed_findings(dataset)),
        "votes": list(vote_findings(dataset)),
        "files": await files_of(publication),
        "publication": publication,
        "versions": versions,
        "newest": newest,
        "standing": await standing(facts_of(consultation)),
        "reveal": revealed(request),
        "notice": dataset["consultation"]["notice"],
        "brand": Brand(name=report.organisation),
        "languages": LANGUAGES,
    }
    return page(request, "findings/findings.html", context)


async def draw_not_yet(request: Request, consultation: Consultation) -> Response:
    """Nothing is published yet: when to come back."""
    facts = facts_of(consultation)
    context = {**frame_of(facts, LANGUAGES), "standing": await standing(facts)}
    return page(request, "findings/not_yet.html", context, 404)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the next version would say, in numbers of people."""

    asked: int
    took_part: int
    answered: int
    blank: int
    themes: tuple[tuple[str, int], ...]
    """Name and people, the most common first."""
    minority: int
    outside: int


async def preview_of(consultation: Consultation, codebook: Codebook) -> Preview:
    """Count what would be published now."""
    counted = await counts(codebook)
    places = await ranked(codebook, counted)
    views = await live_themes(codebook).filter(kind=ThemeKind.minority).count()
    return Preview(
        asked=max(consultation.asked or 0, counted.respondents),
        took_part=counted.respondents,
        answered=counted.answered,
        blank=counted.blank,
        themes=tuple((one.theme.name, one.count) for one in places),
        minority=views,
        outside=sum(counted.unplaced.values()),
    )


async def draw_desk(
    request: Request,
    consultation: Consultation,
    errors: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The desk from which the findings are published: what is missing, what would be published, what has been."""
    account: Account = request.state.account
    ready = await readiness(consultation)
    newest = await _newest(consultation)
    job = await job_of(consultation.id)
    progress = shown(job) if job else None
    context = {
        **staff_frame(account),
        "consultation": consultation,
        "title": wording_text(consultation.title) or consultation.slug,
        "notice": consultation.notice,
        "may_publish": account.role is Role.lead,
        "ready": ready,
        "preview": await preview_of(consultation, ready.codebook) if ready.codebook else None,
        "newest": newest,
        "files": await files_of(newest) if newest else [],
        "board": board_of(dataset_of(newest)) if newest else None,
        "job": job,
        "progress": progress,
        "under_way": _is_under_way(job),
        "faults": await verify(newest) if newest and "check" in request.query_params else None,
        "errors": errors or {},
        "values": values or {},
    }
    return page(request, "findings/desk.html", context, status)


async def _newest(consultation: Consultation) -> Publication | None:
    try:
        newest = await publication_of(consultation)
    except NotFound:
        return None
    newest.consultation = consultation
    return newest


def _is_under_way(job: Job | None) -> bool:
    return job is not None and shown(job)["state"] in ("waiting", "running")


def site_of(request: Request) -> str:
    """The address of this service as the reader's browser knows it, for links in documents."""
    return f"{request.url.scheme}://{request.url.netloc}"
