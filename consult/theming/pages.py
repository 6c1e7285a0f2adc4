"""The analyst's desk: have the themes found, read them, rename one, sign them off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.models import Account, Role
from consult.consultations.access import for_change, for_staff
from consult.consultations.models import Consultation
from consult.errors import NotFound, StaleEdit
from consult.security import check_csrf
from consult.theming.codebook import CannotAccept, codebook_of, live_theme, rename_theme, sign_off
from consult.theming.models import Codebook
from consult.theming.running import NeedsConfirmation, definition_of, start_theming
from consult.theming.showing import draw_desk, draw_theme
from consult.theming.wishes import wishes_of

Typed = Mapping[str, str]


async def desk(request: Request) -> Response:
    """`GET /manage/{slug}/themes`: before, while and after the themes of a question are found."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await draw_desk(request, consultation, request.query_params.get("question", ""))


async def run(request: Request) -> Response:
    """`POST /manage/{slug}/themes/run`: ask for the themes."""
    consultation, account, typed = await _sent(request)
    try:
        wishes = wishes_of(typed)
        replace = typed.get("replace") == "yes"
        await start_theming(
            consultation,
            typed.get("question", ""),
            account,
            now=request.state.now,
            themes=wishes.themes,
            detail=wishes.detail,
            replace=replace,
        )
    except CannotAccept as refused:
        return await draw_desk(request, consultation, typed.get("question", ""), refused.faults, typed, 422)
    except NeedsConfirmation as refused:
        errors = {"replace": f"{refused.what_happened} Tick the box if you want to replace them."}
        return await draw_desk(request, consultation, typed.get("question", ""), errors, typed, 422)
    return _back_to_desk(consultation, typed)


async def sign(request: Request) -> Response:
    """`POST /manage/{slug}/themes/sign-off`: somebody says what they checked."""
    consultation, account, typed = await _sent(request)
    codebook = await _codebook(consultation, typed.get("question", ""))
    try:
        await sign_off(
            codebook, account, checked=typed.get("checked", ""), revision=_number(typed.get("revision")), now=request.state.now
        )
    except CannotAccept as refused:
        return await draw_desk(request, consultation, codebook.question_key, refused.faults, typed, 422)
    except StaleEdit as refused:
        errors = {"checked": f"{refused.what_happened} {refused.what_to_do}"}
        return await draw_desk(request, consultation, codebook.question_key, errors, typed, refused.status)
    return _back_to_desk(consultation, typed, "#signed-off")


async def theme(request: Request) -> Response:
    """`GET /manage/{slug}/themes/{key}`: one theme, its answers, and what people changed in it."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await draw_theme(request, consultation, request.path_params["key"])


async def rename(request: Request) -> Response:
    """`POST /manage/{slug}/themes/{key}`: give the theme another name or description."""
    consultation, account, typed = await _sent(request)
    found = await live_theme(consultation, request.path_params["key"])
    try:
        await rename_theme(
            found.codebook_id,
            found.key,
            name=typed.get("name", ""),
            description=typed.get("description", ""),
            reason=typed.get("reason", ""),
            revision=_number(typed.get("revision")),
            account=account,
            now=request.state.now,
        )
    except CannotAccept as refused:
        return await draw_theme(request, consultation, found.key, refused.faults, typed, 422)
    except StaleEdit as refused:
        errors = {"name": f"{refused.what_happened} {refused.what_to_do}"}
        return await draw_theme(request, consultation, found.key, errors, typed, refused.status)
    return RedirectResponse(f"/manage/{consultation.slug}/themes/{found.key}?saved=1", status_code=303)


async def _sent(request: Request) -> tuple[Consultation, Account, Typed]:
    """The consultation, if this person may change its themes, and what they typed."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account, Role.analyst)
    async with request.form(max_files=0, max_fields=200, max_part_size=64 * 1024) as form:
        check_csrf(request, form.get("csrf"))
        return consultation, account, _texts(form)


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def _codebook(consultation: Consultation, question_key: str) -> Codebook:
    found = await codebook_of(consultation, question_key)
    if found is None or found.question_key not in {q.key for q in (await definition_of(consultation)).free_text()}:
        raise NotFound("There are no themes for this question.")
    return found


def _number(text: Any) -> int:
    """A revision from a hidden field; anything else is one that never was, so that the edit is refused as stale."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else -1


def _back_to_desk(consultation: Consultation, typed: Typed, place: str = "") -> Response:
    from urllib.parse import urlencode

    query = urlencode({"question": typed["question"]})
    return RedirectResponse(f"/manage/{consultation.slug}/themes?{query}{place}", status_code=303)
