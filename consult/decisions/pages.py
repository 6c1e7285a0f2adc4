"""The decision for everybody, its files, and the desk on which it is written and published."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.models import Account, Role
from consult.consultations.access import for_change, for_staff, public_consultation
from consult.consultations.days import local_day
from consult.consultations.models import Consultation
from consult.decisions.decisions import draft_decision, publish_decision, save_decision
from consult.decisions.models import Decision
from consult.decisions.publishing import decision_file, published_decision
from consult.decisions.showing import draw_decision, draw_desk, draw_not_yet
from consult.decisions.typed import read_typed
from consult.errors import NotFound, StaleEdit
from consult.findings.files import send_file
from consult.findings.publishing import dataset_of
from consult.findings.showing import site_of
from consult.forms import read_staff_form
from consult.theming.codebook import CannotAccept

MOST_FIELDS = 1_000
"""Two for each theme and minority view, and a few more."""


async def decision(request: Request) -> Response:
    """`GET /consultations/{slug}/decision`: what was decided, and the reply to every theme."""
    consultation = await public_consultation(request.path_params["slug"])
    try:
        found = await published_decision(consultation)
    except NotFound:
        return await draw_not_yet(request, consultation)
    return await draw_decision(request, consultation, found)


async def file(request: Request) -> Response:
    """`GET /consultations/{slug}/decision/{name}`: the decision as PDF or JSON."""
    consultation = await public_consultation(request.path_params["slug"])
    found = await decision_file(await published_decision(consultation), request.path_params["name"])
    # its address names no version, so a browser asks whether it is still the same
    return send_file(request, found, f"{consultation.slug}-{found.name}", caching="public, no-cache")


async def desk(request: Request) -> Response:
    """`GET /manage/{slug}/decision`: the decision as far as it is written."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await draw_desk(request, consultation)


async def change(request: Request) -> Response:
    """`POST /manage/{slug}/decision`: keep what was typed; with the second button publish it as well."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account, Role.decision_maker)
    form = await read_staff_form(request, MOST_FIELDS)
    try:
        kept = await _keep(request, consultation, account, form)
        if form.get("then") != "publish":
            return RedirectResponse(f"/manage/{consultation.slug}/decision?saved=1", status_code=303)
        await publish_decision(kept, account, now=request.state.now, site=site_of(request))
    except CannotAccept as refused:
        return await draw_desk(request, consultation, refused.faults, form, refused.status)
    except StaleEdit as refused:
        errors = {"_stale": f"{refused.what_happened} {refused.what_to_do}"}
        return await draw_desk(request, consultation, errors, form, refused.status)
    return RedirectResponse(f"/manage/{consultation.slug}/decision", status_code=303)


async def _keep(request: Request, consultation: Consultation, account: Account, form: Mapping[str, str]) -> Decision:
    """Store the draft. Raises CannotAccept with messages for the fields, StaleEdit, NotNow."""
    now = request.state.now
    draft = await draft_decision(consultation, account, now=now)
    typed = read_typed(form, dataset_of(draft.publication), today=local_day(now))
    if typed.errors:
        raise CannotAccept(typed.errors)
    return await save_decision(
        draft,
        account,
        question=typed.draft.question,
        chosen=typed.draft.chosen,
        reasons=typed.draft.reasons,
        decided_by=typed.draft.decided_by,
        decided_on=typed.draft.decided_on,
        dispositions=typed.dispositions,
        now=now,
        seen=form.get("seen", ""),
    )
