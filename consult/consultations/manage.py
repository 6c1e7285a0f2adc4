"""The lead's desk: all consultations of the organisation, and one of them from draft to close."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.frame import staff_frame
from consult.consultations.about import (
    INVOLVEMENTS,
    LONGEST,
    STAGES,
    TypedAbout,
    read_about,
    read_reopening,
    read_while_shown,
    values_of,
)
from consult.consultations.access import for_change, for_creation, for_staff, may_change, own_consultations
from consult.consultations.addresses import BadAddress
from consult.consultations.consultations import (
    NotReady,
    TooSoon,
    change_consultation,
    close_consultation,
    count_responses,
    create_consultation,
    open_consultation,
    what_is_missing,
)
from consult.consultations.days import local_day
from consult.consultations.evidence import gates_of, overrides_of
from consult.consultations.frame import desk_frame as _frame
from consult.consultations.models import Consultation, State
from consult.errors import NotNow
from consult.forms import read_staff_form
from consult.overview import next_step, reached, tasks
from consult.reopening import may_open_again, open_again
from consult.templating import page
from surveys.definition import latest_version, load_definition

SAVED = {
    "made": "The consultation is stored as a draft. Only your organisation can see it.",
    "about": "What you wrote is stored.",
    "opened": "The consultation is open. People can answer now.",
    "closed": "The consultation is closed. Nobody can answer any more.",
    "reopened": "The consultation is open again. People can answer now.",
}


async def desk(request: Request) -> Response:
    """`GET /manage`: all consultations of the organisation, with where they stand and what comes next."""
    account = staff(request)
    today, rows = local_day(request.state.now), []
    for one in await own_consultations(account):
        known = await reached(one, now=request.state.now)
        rows.append((one, known, next_step(tasks(one, known, today))))
    context = {"rows": rows, "may_create": may_change(account), "today": today}
    return page(request, "manage/list.html", {**staff_frame(account), **context})


async def overview(request: Request) -> Response:
    """`GET /manage/{slug}`: the task list of one consultation."""
    account = staff(request)
    consultation = await for_staff(request.path_params["slug"], account)
    known = await reached(consultation, now=request.state.now)
    every = tasks(consultation, known, local_day(request.state.now))
    saved = SAVED.get(request.query_params.get("saved", ""), "")
    context = {"known": known, "tasks": every, "next": next_step(every), "saved": saved, "now": request.state.now}
    return page(request, "manage/overview.html", {**_frame(request, consultation), **context})


async def new(request: Request) -> Response:
    """`GET /manage/new`: the empty form."""
    for_creation(staff(request))
    return _about_form(request, None, {"stage": "need", "involvement": "consult"}, ["en"])


async def create(request: Request) -> Response:
    """`POST /manage/new`: store a draft."""
    account = staff(request)
    for_creation(account)
    typed = await read_staff_form(request)
    read = read_about(typed, today=local_day(request.state.now))
    try:
        if not read.errors:
            made = await create_consultation(account, now=request.state.now, languages=read.languages, **read.about)
            return _after_about(made, "made", ["en"], read.languages)
    except BadAddress as bad:
        read.errors["slug"] = bad.what_happened
    return _about_form(request, None, typed, read.languages, read.errors)


async def about(request: Request) -> Response:
    """`GET /manage/{slug}/about`: what the consultation says of itself, to change or, later, to read."""
    account = staff(request)
    consultation = await for_staff(request.path_params["slug"], account)
    languages = (await latest_version(consultation.questionnaire_id)).languages
    values = values_of(consultation, languages)
    if consultation.state is State.draft and may_change(account):
        return _about_form(request, consultation, values, languages)
    return _about_shown(request, consultation, values, languages)


async def change(request: Request) -> Response:
    """`POST /manage/{slug}/about`: store what can be changed at this stage."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    typed = await read_staff_form(request)
    languages = (await latest_version(consultation.questionnaire_id)).languages
    read = _read(typed, consultation, request)
    try:
        if not read.errors:
            spoken = read.languages or None
            await change_consultation(consultation, account, now=request.state.now, languages=spoken, **read.about)
            return _after_about(consultation, "about", languages, read.languages)
    except BadAddress as bad:
        read.errors["slug"] = bad.what_happened
    except TooSoon as refused:
        read.errors["closes_on"] = refused.what_happened
    if consultation.state is State.draft:
        return _about_form(request, consultation, typed, read.languages, read.errors)
    return _about_shown(request, consultation, typed, languages, read.errors)


async def before_opening(request: Request) -> Response:
    """`GET /manage/{slug}/open`: what will happen, or what is still missing."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    if consultation.state is not State.draft:
        raise NotNow("This consultation has already been opened.", "Go back to the overview to see where it stands.")
    missing = await what_is_missing(consultation, now=request.state.now)
    definition = await load_definition(await latest_version(consultation.questionnaire_id))
    duties = await gates_of(consultation, first_day=local_day(request.state.now))
    context = {
        "missing": missing,
        "own_words": bool(definition.free_text()),
        "overrides": await overrides_of(consultation.id),
        "warnings": [words for gate in duties for words in gate.warnings],
    }
    return page(request, "manage/open.html", {**_frame(request, consultation), **context})


async def open_to_all(request: Request) -> Response:
    """`POST /manage/{slug}/open`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    await read_staff_form(request)
    try:
        await open_consultation(consultation, account, now=request.state.now)
    except NotReady as refused:
        context = {"missing": refused.missing, "errors": {"_": refused.title}}
        return page(request, "manage/open.html", {**_frame(request, consultation), **context}, refused.status)
    return RedirectResponse(f"/manage/{consultation.slug}?saved=opened", status_code=303)


async def before_closing(request: Request) -> Response:
    """`GET /manage/{slug}/close`: what will happen."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    if consultation.state is not State.open:
        raise NotNow("Only an open consultation can be closed.", "Go back to the overview to see where it stands.")
    early = consultation.closes_on is not None and consultation.closes_on >= local_day(request.state.now)
    context = {"answers": await count_responses(consultation), "early": early}
    return page(request, "manage/close.html", {**_frame(request, consultation), **context})


async def close(request: Request) -> Response:
    """`POST /manage/{slug}/close`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    await read_staff_form(request)
    await close_consultation(consultation, account, now=request.state.now)
    return RedirectResponse(f"/manage/{consultation.slug}?saved=closed", status_code=303)


async def before_reopening(request: Request) -> Response:
    """`GET /manage/{slug}/reopen`: why, and until when."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    if not await may_open_again(consultation):
        raise NotNow("This consultation cannot be opened again.", "Go back to the overview to see where it stands.")
    return _reopen_form(request, consultation, {}, {})


async def reopen(request: Request) -> Response:
    """`POST /manage/{slug}/reopen`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    typed = await read_staff_form(request)
    now, errors = request.state.now, dict[str, str]()
    reason, closes_on = read_reopening(typed, errors, today=local_day(now))
    if errors:
        return _reopen_form(request, consultation, typed, errors)
    await open_again(consultation, account, reason=reason, closes_on=closes_on, now=now)
    return RedirectResponse(f"/manage/{consultation.slug}?saved=reopened", status_code=303)


def _reopen_form(request: Request, consultation: Consultation, values: dict[str, str], errors: dict[str, str]) -> Response:
    context = {"values": values, "errors": errors}
    return page(request, "manage/reopen.html", {**_frame(request, consultation), **context}, 422 if errors else 200)


def _read(typed: dict[str, str], consultation: Consultation, request: Request) -> TypedAbout:
    today = local_day(request.state.now)
    if consultation.state is State.draft:
        return read_about(typed, today=today)
    return read_while_shown(typed, today=today, closes_on=consultation.closes_on)


def _about_form(
    request: Request,
    consultation: Consultation | None,
    values: dict[str, str],
    languages: list[str],
    errors: dict[str, str] | None = None,
) -> Response:
    """The form of a draft, new or stored. 422 where something is wrong."""
    frame = _frame(request, consultation) if consultation else staff_frame(staff(request), "new")
    context = {
        "values": values,
        "errors": errors or {},
        "welsh": "cy" in languages,
        "saved": "saved" in request.query_params,
        "longest": LONGEST,
        "stages": [(key.value, *words) for key, words in STAGES.items()],
        "involvements": [(key.value, *words) for key, words in INVOLVEMENTS.items()],
    }
    return page(request, "manage/about.html", {**frame, **context}, 422 if errors else 200)


def _about_shown(
    request: Request,
    consultation: Consultation,
    values: dict[str, str],
    languages: list[str],
    errors: dict[str, str] | None = None,
) -> Response:
    """What people are shown, to read, with the fields that can still change. 422 where something is wrong."""
    context = {
        "values": values,
        "errors": errors or {},
        "spoken": languages,
        "stage": STAGES[consultation.stage][0],
        "involvement": INVOLVEMENTS[consultation.involvement],
    }
    return page(request, "manage/about_shown.html", {**_frame(request, consultation), **context}, 422 if errors else 200)


def _after_about(consultation: Consultation, what: str, before: list[str], languages: list[str]) -> Response:
    """To the overview; but back to the form when a language was added, because its boxes are there only now."""
    added = set(languages) - set(before)
    where = f"/about?saved={what}" if added else f"?saved={what}"
    return RedirectResponse(f"/manage/{consultation.slug}{where}", status_code=303)
