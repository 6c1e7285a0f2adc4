"""The form that the public fills in, and the thank-you after it. Works without JavaScript and without cookies."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.consultations.public import frame_of
from consult.errors import Closed, FormExpired, NotFound, Refusal, database_is_away
from consult.responding.amending import amend
from consult.responding.answering import (
    TOO_LATE,
    NotSaved,
    NotStored,
    Ticket,
    is_stored,
    new_token,
    read_token,
    record_of,
    storing,
    submit,
    token_for,
    version_of,
    with_background,
)
from consult.responding.drafts import code_of, drop_draft, save_draft
from consult.responding.drawing import (
    KEPT_BY_BROWSER,
    answer_path,
    asked_language,
    draw_faults,
    draw_place,
    give_back,
    language_switch,
)
from consult.responding.journey import GO, PLACE, SEEN, Journey, carried, fields_of, journey_of, next_place
from consult.responding.shown import Shown, shelf_of
from consult.security import check_origin
from consult.standing import standing
from consult.templating import language_of, page
from surveys.definition import Definition
from surveys.kinds.answered import Form, one

MOST_FIELDS = 2_000
SEND, SAVE = "send", "save"
EVER = 10 * 365 * 24 * 3600


async def form(request: Request) -> Response:
    """The first step of the form, which is all of it where no question depends on another's answer."""
    shown = await shelf_of(request.app).look_up(request.path_params["slug"], request.state.now)
    token = new_token(request.state.keys, shown.definition.version_id)
    if not shown.facts.is_open:
        return give_back(request, shown, shown.definition, {}, Closed("This consultation takes no more answers."), token, "")
    journey = journey_of(shown.definition, {})
    return draw_place(request, shown, journey, {}, token, journey.steps[0][0])


async def send(request: Request) -> Response:
    """What the buttons of the form do: go on, back, check, save for later, and send. Whatever happens, no word is lost."""
    sent = await read_form(request)
    shown = await shelf_of(request.app).look_up(request.path_params["slug"], request.state.now)
    token = one(sent, "form_token")
    try:
        ticket = _ticket(request, shown, token)
        if one(sent, GO) in ("", SEND):
            return await _take(request, shown, ticket, sent)
        return await _turn(request, shown, ticket, sent, token)
    except Refusal as refusal:
        if isinstance(refusal, FormExpired):
            token = await _renewed(request, shown, token)
        definition = await _definition_of(request, shown, token)
        place = journey_of(definition, sent).at(one(sent, PLACE))
        return give_back(request, shown, definition, sent, refusal, token, place)


async def _take(request: Request, shown: Shown, ticket: Ticket, sent: Form) -> Response:
    """Store the answers, and go on to the page that says so."""
    shelf = shelf_of(request.app)
    language = language_of(request, shown.definition.languages)
    if ticket.amends:
        record = with_background(record_of(await version_of(ticket, shelf, shown), sent, language), shown)
        await storing(amend(shown, ticket, record, now=request.state.now))
    else:
        await submit(request.app.state.intake, shelf, shown, ticket, sent, language=language, now=request.state.now)
        if ticket.saved:
            await _forget_draft(ticket)
    address = f"/consultations/{shown.facts.slug}/thank-you/{ticket.response_id}{asked_language(request)}"
    return RedirectResponse(address, status_code=303)


async def _forget_draft(ticket: Ticket) -> None:
    """The answers are stored, so nothing may go wrong for this person any more: a draft that stays is dropped in its time."""
    try:
        await drop_draft(ticket)
    except Exception as error:
        if not database_is_away(error):
            raise


async def _turn(request: Request, shown: Shown, ticket: Ticket, sent: Form, token: str) -> Response:
    """Another page of the form, with everything that was typed so far."""
    if not shown.facts.is_open:
        raise Closed(TOO_LATE)
    journey = journey_of(await version_of(ticket, shelf_of(request.app), shown), sent)
    here, go = journey.at(one(sent, PLACE)), one(sent, GO)
    if go == SAVE and not ticket.amends:
        return await _save(request, shown, journey, replace(ticket, saved=True), sent, here)
    place, stays = next_place(journey, here, go)
    if stays:
        return draw_faults(request, shown, journey, sent, token, place)
    return draw_place(request, shown, journey, sent, token, place)


async def _save(request: Request, shown: Shown, journey: Journey, ticket: Ticket, sent: Form, here: str) -> Response:
    """Keep what was typed, and show the code that brings it back."""
    keys, answers = request.state.keys, carried(journey.definition, sent)
    seen = " ".join(sorted(journey.seen_with(here)))
    try:
        until = await storing(save_draft(keys, ticket, answers, here, seen, now=request.state.now))
    except NotStored as problem:
        raise NotSaved(problem.what_happened) from None
    facts = {
        "code": code_of(keys, ticket),
        "until": until,
        "form_token": token_for(keys, ticket),
        "carried": fields_of({**answers, PLACE: [here], SEEN: [seen]}),
        "action": answer_path(shown) + asked_language(request),
        "language_switch": language_switch("answers", SAVE, answer_path(shown)),
    }
    context = frame_of(shown.facts, journey.definition.languages) | facts
    return page(request, "responding/saved.html", context, headers=KEPT_BY_BROWSER)


async def thank_you(request: Request) -> Response:
    """The reference of a stored response, and what happens next."""
    response_id: UUID = request.path_params["response_id"]
    shown = await shelf_of(request.app).look_up(request.path_params["slug"], request.state.now)
    keys = request.state.keys
    frame = frame_of(shown.facts, shown.definition.languages) | {"reference": keys.receipt(str(response_id))}
    try:
        if not await is_stored(response_id, shown):
            raise NotFound("There are no answers at this address.")
        known = await standing(shown.facts)
    except Exception as error:
        if not database_is_away(error):
            raise
        # only a stored response is ever sent to this address, so we may give the reference, and say what we could not look up
        return page(request, "responding/thank_you.html", frame | {"away": True}, 503, {"Retry-After": "30"})
    code_token = keys.sign("code", {"consultation": shown.facts.id})
    return page(request, "responding/thank_you.html", frame | {"standing": known, "form_token": code_token})


def _ticket(request: Request, shown: Shown, token: str) -> Ticket:
    """The ticket of the form. A closed consultation says so first, whatever the form carries."""
    try:
        check_origin(request)
        return read_token(request.state.keys, token)
    except FormExpired:
        if not shown.facts.is_open:
            raise Closed(TOO_LATE) from None
        raise


async def _renewed(request: Request, shown: Shown, token: str) -> str:
    """A fresh token that says what an expired one said, so that its answers are still stored once; a new one for any other."""
    keys = request.state.keys
    try:
        ticket = read_token(keys, token, lifetime=EVER)
        if await shelf_of(request.app).version(ticket.version_id, shown.facts):
            return token_for(keys, ticket)
    except Exception as error:
        if not isinstance(error, FormExpired) and not database_is_away(error):
            raise
    return new_token(keys, shown.definition.version_id)


async def _definition_of(request: Request, shown: Shown, token: str) -> Definition:
    """The questions that the form showed, where its token and the records still tell; else those shown now."""
    try:
        ticket = read_token(request.state.keys, token)
        return await shelf_of(request.app).version(ticket.version_id, shown.facts) or shown.definition
    except Exception as error:
        if not isinstance(error, FormExpired) and not database_is_away(error):
            raise
        return shown.definition


async def read_form(request: Request) -> dict[str, list[str]]:
    """What was typed, by field. A field may be as large as the body: one that is too long is answered, not refused."""
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=limit) as data:
        sent: dict[str, list[str]] = {}
        for name, value in data.multi_items():
            if isinstance(value, str):
                sent.setdefault(name, []).append(value)
        return sent
