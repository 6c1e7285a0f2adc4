"""What the pages of a decision show: the published one, and the desk on which it is written."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.accounts.frame import staff_frame
from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation
from consult.consultations.public import facts_of, frame_of, prose
from consult.decisions.decisions import KIND, LONGEST, LONGEST_REASON, cited, decision_of, draft_of, mark
from consult.decisions.gate import missing, to_answer
from consult.decisions.models import Decision, Verdict
from consult.decisions.notice import VERDICTS, notice_of
from consult.decisions.publishing import decision_file, frozen_decision
from consult.decisions.typed import values_of
from consult.findings.files import pages_of, size_words
from consult.findings.publishing import dataset_of, job_of
from consult.jobs import shown
from consult.standing import standing
from consult.templating import Brand, page
from consult.wording import wording_text

LANGUAGES = ("en",)
HINTS = {
    Verdict.accepted: "You will do what people ask, or they are right and you act on it.",
    Verdict.in_part: "You will do some of it. Say which part, and why not the rest.",
    Verdict.not_accepted: "You will not do it. Say why.",
    Verdict.out_of_scope: "Somebody else decides this. Say who, and what you will do to help.",
    Verdict.already: "It is so today. Say where people can see that.",
}


async def draw_decision(request: Request, consultation: Consultation, decision: Decision) -> Response:
    """The published decision. Everything it says comes from its own frozen file."""
    frozen = await frozen_decision(decision)
    pdf = await decision_file(decision, "decision.pdf")
    context = {
        "slug": consultation.slug,
        "frozen": frozen,
        "printed": notice_of(frozen),
        "chosen": prose({"en": frozen["chosen"]}, "en"),
        "reasons": prose({"en": frozen["reasons"]}, "en"),
        "words": {verdict.value: words for verdict, words in VERDICTS.items()},
        "pdf": {"size": size_words(len(pdf.content)), "pages": await pages_of(pdf.id, pdf.sha256)},
        "notice": frozen["consultation"]["notice"],
        "brand": Brand(name=frozen["consultation"]["organisation"]),
        "languages": LANGUAGES,
    }
    return page(request, "decisions/decision.html", context)


async def draw_not_yet(request: Request, consultation: Consultation) -> Response:
    """Nothing is decided yet: when to come back."""
    facts = facts_of(consultation)
    context = {**frame_of(facts, LANGUAGES), "standing": await standing(facts)}
    return page(request, "decisions/not_yet.html", context, 404)


async def draw_desk(
    request: Request,
    consultation: Consultation,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The desk on which the decision is written: before the findings, while it is written, and once it is published."""
    account: Account = request.state.account
    decision, publication = await decision_of(consultation), await cited(consultation)
    draft = await draft_of(decision)
    job = await job_of(consultation.id, KIND)
    progress = shown(job) if job else None
    dataset = dataset_of(publication) if publication else None
    context = {
        **staff_frame(account),
        "consultation": consultation,
        "title": wording_text(consultation.title) or consultation.slug,
        "notice": consultation.notice,
        "may_change": account.role in (Role.lead, Role.decision_maker),
        "publication": publication,
        "entries": to_answer(dataset) if dataset else [],
        "answered": dataset["people"]["answered"] if dataset else 0,
        "decision": decision,
        "published": decision is not None and decision.published_at is not None,
        "left": missing(dataset, draft) if dataset else [],
        "options": [(verdict.value, words, HINTS[verdict]) for verdict, words in VERDICTS.items()],
        "longest": {**LONGEST, "reason": LONGEST_REASON},
        "seen": await mark(decision, publication),
        "job": job,
        "progress": progress,
        "under_way": progress is not None and progress["state"] in ("waiting", "running"),
        "saved": "saved" in request.query_params and not errors,
        "errors": dict(errors or {}),
        "values": values if values is not None else values_of(draft),
    }
    return page(request, "decisions/desk.html", context, status)
