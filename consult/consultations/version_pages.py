"""Changing the questions of an open consultation, and copying questions from another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.consultations.access import for_change, for_staff, own_consultations
from consult.consultations.consultations import NotReady
from consult.consultations.copying import Copied, copy_questions, questions_to_copy
from consult.consultations.duties import LANGUAGE_NAMES, box
from consult.consultations.frame import desk_frame
from consult.consultations.models import Consultation
from consult.consultations.versions import begin_version, discard_version, history, missing_for_version, publish_version
from consult.errors import NotFound, NotNow
from consult.forms import read_staff_form
from consult.templating import page
from surveys.definition import Wording, latest_version
from surveys.kinds.answered import clean_text

LONGEST_CHANGE = 500


async def versions(request: Request) -> Response:
    """`GET /manage/{slug}/versions`: every version of the questions, and what can be done with the newest."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await _draw(request, consultation, {}, {})


async def change_versions(request: Request) -> Response:
    """`POST /manage/{slug}/versions`: begin a new version, throw it away, or publish it with what changed."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    typed = await read_staff_form(request)
    now, here = request.state.now, f"/manage/{consultation.slug}"
    match typed.get("action"):
        case "begin":
            await begin_version(consultation, account, now=now)
            return RedirectResponse(f"{here}/questions", status_code=303)
        case "discard":
            await discard_version(consultation, account, now=now)
            return RedirectResponse(f"{here}/versions?saved=discarded", status_code=303)
        case "publish":
            said, errors = await _said(consultation, typed)
            if errors:
                return await _draw(request, consultation, typed, errors)
            try:
                await publish_version(consultation, account, said, now=now)
            except NotReady as refused:
                return await _draw(request, consultation, typed, {"_": refused.title}, refused.status)
            return RedirectResponse(f"{here}/versions?saved=published", status_code=303)
    raise NotFound("There is nothing to do.")


async def copy(request: Request) -> Response:
    """`GET /manage/{slug}/copy`: choose a consultation, then with `?from=` its questions."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    if (await latest_version(consultation.questionnaire_id)).frozen_at is not None:
        raise NotNow("People have been shown the questions, so none can be added.", "Begin a new version first.")
    others = [one for one in await own_consultations(account) if one.id != consultation.id]
    slug = request.query_params.get("from", "")
    source = next((one for one in others if one.slug == slug), None)
    return await _draw_copy(request, consultation, {"others": others}, source, {})


async def copy_in(request: Request) -> Response:
    """`POST /manage/{slug}/copy`: put the chosen questions at the end."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    typed = await read_staff_form(request)
    source = await for_staff(typed.get("from", ""), account)
    chosen = [field.removeprefix("take-") for field, value in typed.items() if field.startswith("take-") and value == "yes"]
    if not chosen:
        return await _draw_copy(request, consultation, {}, source, {"_": "Choose at least one question"})
    copied = await copy_questions(consultation, source, chosen, account, now=request.state.now)
    return page(
        request,
        "manage/copied.html",
        {**desk_frame(request, consultation), "copied": copied, "lost": _lost(copied), "source": source},
    )


def _lost(copied: tuple[Copied, ...]) -> bool:
    return any(one.lost_way or one.lost_purpose for one in copied)


async def _draw_copy(
    request: Request, consultation: Consultation, context: dict[str, Any], source: Consultation | None, errors: Mapping[str, str]
) -> Response:
    questions = (await questions_to_copy(source)).questions if source is not None else ()
    frame = {**desk_frame(request, consultation), **context, "source": source, "questions": questions, "errors": errors}
    return page(request, "manage/copy.html", frame, 422 if errors else 200)


async def _said(consultation: Consultation, typed: Mapping[str, str]) -> tuple[Wording, dict[str, str]]:
    """What changed, in every language of the consultation, and what is wrong with it."""
    said: Wording = {}
    errors: dict[str, str] = {}
    for code in (await latest_version(consultation.questionnaire_id)).languages:
        field = box("what_changed", code)
        words = " ".join(clean_text(typed.get(field, "")).split())
        if not words:
            errors[field] = "Say what changed" if code == "en" else f"Say what changed in {LANGUAGE_NAMES[code]}"
        elif len(words) > LONGEST_CHANGE:
            errors[field] = f"What changed must be {LONGEST_CHANGE} characters or fewer. It has {len(words)}"
        said[code] = words
    return said, errors


async def _draw(
    request: Request, consultation: Consultation, values: Mapping[str, str], errors: Mapping[str, str], status: int = 422
) -> Response:
    every = await history(consultation)
    context = {
        "versions": every,
        "writing": next((one for one in every if one.frozen_at is None), None),
        "missing": await missing_for_version(consultation),
        "languages_asked": (await latest_version(consultation.questionnaire_id)).languages,
        "values": values,
        "errors": errors,
        "saved": request.query_params.get("saved", ""),
    }
    return page(request, "manage/versions.html", {**desk_frame(request, consultation), **context}, status if errors else 200)
