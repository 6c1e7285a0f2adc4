"""The duties before opening: what shows that each is met, or who decided to go on without, and why."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.models import Account
from consult.consultations.about import read_day
from consult.consultations.access import for_change, for_staff
from consult.consultations.days import local_day
from consult.consultations.evidence import (
    gates_of,
    override,
    read_duty,
    read_evidence,
    read_override,
    remove_evidence,
    take_back_override,
    write_evidence,
)
from consult.consultations.frame import desk_frame
from consult.consultations.gates import Duty
from consult.consultations.models import Consultation
from consult.errors import NotFound
from consult.forms import read_staff_form
from consult.templating import page


async def duties(request: Request) -> Response:
    """`GET /manage/{slug}/duties`: every duty and where it stands."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await _draw(request, consultation, {}, {})


async def change_duties(request: Request) -> Response:
    """`POST /manage/{slug}/duties`: evidence written or removed, an override written or taken back."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    typed = await read_staff_form(request)
    duty = read_duty(typed)
    if duty is None:
        raise NotFound("There is no such duty.")
    errors = await _do(request, consultation, account, duty, typed)
    if errors:
        return await _draw(request, consultation, typed, errors)
    return RedirectResponse(f"/manage/{consultation.slug}/duties?saved=yes#{duty.value}", status_code=303)


async def _do(
    request: Request, consultation: Consultation, account: Account, duty: Duty, typed: Mapping[str, str]
) -> dict[str, str]:
    """Do what the button says; returns what is wrong with the fields."""
    now = request.state.now
    action, _, which = typed.get("action", "").partition(":")
    errors: dict[str, str] = {}
    if action == "evidence":
        dated = read_day(typed, f"dated-{duty}", "The day that it is from", errors)
        words = read_evidence(typed, duty, dated, local_day(now), errors)
        if not errors and dated is not None:
            await write_evidence(consultation, account, duty, words=words, dated=dated, now=now)
    elif action == "override":
        officer, reason = read_override(typed, duty, errors)
        if not errors:
            await override(consultation, account, duty, officer=officer, reason=reason, now=now)
    elif action == "take-back":
        await take_back_override(consultation, account, duty, now=now)
    elif action == "remove" and which.isascii() and which.isdigit() and len(which) < 10:
        await remove_evidence(consultation, account, int(which), now=now)
    else:
        raise NotFound("There is nothing to do.")
    return errors


async def _draw(request: Request, consultation: Consultation, values: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    first_day = local_day(consultation.opened_at or request.state.now)
    every = await gates_of(consultation, first_day=first_day)
    context = {
        "gates": every,
        "values": values,
        "errors": errors,
        "saved": "saved" in request.query_params,
        "draft": consultation.opened_at is None,
    }
    return page(request, "manage/duties.html", {**desk_frame(request, consultation), **context}, 422 if errors else 200)
