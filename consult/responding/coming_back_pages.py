"""Coming back with a code: to answers saved for later, and to answers that were sent, to read, change or withdraw them.

The code is typed into a page and sent in its body. It never stands in an address, which browsers, proxies and logs keep.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.public import frame_of
from consult.errors import Closed, FormExpired
from consult.responding.amending import as_form, find_response, withdraw
from consult.responding.answering import Ticket, token_for
from consult.responding.drafts import find_draft, place_in
from consult.responding.drawing import answered_lines, asked_language, draw_place, language_switch, words_of
from consult.responding.journey import CHECK, CONSENT, GO, SEEN, journey_of
from consult.responding.pages import read_form
from consult.responding.shown import Shown, shelf_of
from consult.security import check_origin
from consult.standing import standing
from consult.templating import page
from surveys.definition import Definition
from surveys.kinds.answered import Form, one
from surveys.models import Draft
from surveys.models import Response as StoredResponse

CODE, MINE = "code", "mine"
CHANGES = frozenset({"change", "ask-withdraw", "withdraw"})
OURS_FOR = 24 * 3600
"""Seconds for which the page of somebody's own answers works before the reference is asked for again."""


async def ask(request: Request) -> Response:
    """The page that asks for a code."""
    shown = await _shown(request)
    return _ask(request, shown)


async def find(request: Request) -> Response:
    """Bring back what belongs to a code: saved answers as the form, sent answers as a page to read."""
    sent, shown = await read_form(request), await _shown(request)
    typed, keys = one(sent, CODE), request.state.keys
    try:
        check_origin(request)
        keys.read(CODE, one(sent, "form_token"))
    except FormExpired:
        return _ask(request, shown, typed, "expired", 403)
    if one(sent, GO) == "again":
        return _ask(request, shown, typed)
    if draft := await find_draft(keys, shown, typed, now=request.state.now):
        return await _resume(request, shown, draft)
    if response := await find_response(keys, shown, typed):
        return await _mine(request, shown, response)
    return _ask(request, shown, typed, "unknown" if typed.strip() else "empty", 422)


async def mine(request: Request) -> Response:
    """What the buttons beside somebody's own answers do: change, withdraw after one more question, show again."""
    sent, shown = await read_form(request), await _shown(request)
    try:
        check_origin(request)
        response = await _own(request, shown, one(sent, "form_token"))
    except FormExpired:
        return _ask(request, shown, "", "expired", 403)
    go = one(sent, GO)
    if go in CHANGES and not shown.facts.is_open:
        return await _mine(request, shown, response, status=Closed.status)
    if go == "withdraw":
        return await _withdraw(request, shown, response)
    if go == "change" and response.withdrawn_at is None:
        return await _change(request, shown, response)
    return await _mine(request, shown, response, asking=go == "ask-withdraw")


async def _withdraw(request: Request, shown: Shown, response: StoredResponse) -> Response:
    try:
        await withdraw(shown, response.id, now=request.state.now)
    except Closed:  # between the press of the button and the lock
        return await _mine(request, shown, response, status=Closed.status)
    return await _mine(request, shown, await StoredResponse.get(id=response.id))


async def _shown(request: Request) -> Shown:
    return await shelf_of(request.app).look_up(request.path_params["slug"], request.state.now)


async def _own(request: Request, shown: Shown, token: str) -> StoredResponse:
    """The response that a token of this page names. Raises FormExpired."""
    facts = request.state.keys.read(MINE, token, OURS_FOR)
    found = await StoredResponse.get_or_none(id=UUID(facts["response"]))
    if found is None or await shelf_of(request.app).version(found.version_id, shown.facts) is None:
        raise FormExpired("These answers do not belong to this consultation.")
    return found


def _ask(request: Request, shown: Shown, typed: str = "", wrong: str = "", status: int = 200) -> Response:
    errors = {CODE: words_of(request, shown.definition).wrong_code(wrong)} if wrong else {}
    context = {
        **frame_of(shown.facts, shown.definition.languages),
        "errors": errors,
        "values": {CODE: typed},
        "form_token": request.state.keys.sign(CODE, {"consultation": shown.facts.id}),
        "action": f"/consultations/{shown.facts.slug}/come-back{asked_language(request)}",
        "language_switch": language_switch("come-back", "again", f"/consultations/{shown.facts.slug}/come-back", "find"),
    }
    return page(request, "responding/come_back.html", context, status)


async def _version(request: Request, shown: Shown, version_id: int) -> Definition:
    found = await shelf_of(request.app).version(version_id, shown.facts)
    assert found is not None, "a response or draft of this consultation has one of its versions"
    return found


async def _resume(request: Request, shown: Shown, draft: Draft) -> Response:
    """The form as it was saved, at the step where the person left off."""
    definition = await _version(request, shown, draft.version_id)
    journey = journey_of(definition, draft.typed)
    token = token_for(request.state.keys, Ticket(draft.id, draft.version_id, saved=True))
    return draw_place(request, shown, journey, draft.typed, token, journey.at(place_in(draft)))


async def _change(request: Request, shown: Shown, response: StoredResponse) -> Response:
    """The form filled in with what was sent: the check of all answers where there are steps, else the one page."""
    definition = await _version(request, shown, response.version_id)
    form: Form = as_form(definition, response.record)
    everything = " ".join((*response.record.get("shown", ()), CONSENT, CHECK))
    journey = journey_of(definition, {**form, SEEN: [everything]})
    token = token_for(request.state.keys, Ticket(response.id, response.version_id, amends=True))
    return draw_place(request, shown, journey, form, token, journey.steps[0][0] if journey.one_page else CHECK)


async def _mine(request: Request, shown: Shown, response: StoredResponse, *, asking: bool = False, status: int = 200) -> Response:
    """Somebody's own answers, as they are stored."""
    definition = await _version(request, shown, response.version_id)
    journey = journey_of(definition, as_form(definition, response.record))
    keys, path = request.state.keys, f"/consultations/{shown.facts.slug}/my-answers"
    context: dict[str, Any] = {
        **frame_of(shown.facts, definition.languages),
        "answered": [] if response.withdrawn_at else answered_lines(journey),
        "may_quote": bool(response.record.get("consent_to_quote")),
        "reference": keys.receipt(str(response.id)),
        "received_at": _aware(response.received_at),
        "amended_at": response.amended_at,
        "withdrawn_at": response.withdrawn_at,
        "asking": asking and shown.facts.is_open,
        "form_token": keys.sign(MINE, {"response": str(response.id)}),
        "action": path + asked_language(request),
        "language_switch": language_switch("my-answers", "ask-withdraw" if asking else "show", path, "show"),
        "standing": await standing(shown.facts),
    }
    return page(request, "responding/my_answers.html", context, status)


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
