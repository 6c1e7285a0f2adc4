"""The form that the public fills in, and the thank-you after it. Works without JavaScript and without cookies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.consultations.public import frame_of
from consult.errors import Closed, FormExpired, NotFound, Refusal, database_is_away
from consult.responding.answering import (
    CONSENT,
    Incomplete,
    Ticket,
    ground_of,
    is_stored,
    new_token,
    read_token,
    submit,
)
from consult.responding.shown import Shown, shelf_of
from consult.security import check_origin
from consult.standing import standing
from consult.templating import language_of, make_environment, page
from surveys.definition import Definition
from surveys.kinds.answered import Form, name_of, one
from surveys.kinds.drawn import OF_QUESTIONS
from surveys.kinds.printed import as_typed, lines_of

MOST_FIELDS = 2_000


async def form(request: Request) -> Response:
    """All questions on one page."""
    shown = await shelf_of(request.app).look_up(request.path_params["slug"])
    if not shown.facts.is_open:
        return _give_back(request, shown, {}, Closed("This consultation takes no more answers."), "")
    token = new_token(request.state.keys, shown.definition.version_id)
    return page(request, "responding/answer.html", answer_context(request, shown, shown.definition, token))


async def send(request: Request) -> Response:
    """Store the answers and say thank you; or give the page back with everything that was typed."""
    sent = await _read(request)
    shelf = shelf_of(request.app)
    shown = await shelf.look_up(request.path_params["slug"])
    token = one(sent, "form_token")
    try:
        ticket = _ticket(request, shown, token)
        language = language_of(request, shown.definition.languages)
        await submit(request.app.state.intake, shelf, shown, ticket, sent, language=language, now=request.state.now)
    except Refusal as refusal:
        definition = await _definition_of(request, shown, token)
        if isinstance(refusal, FormExpired):
            token = new_token(request.state.keys, definition.version_id)
        return _give_back(request, shown, sent, refusal, token, definition)
    address = f"/consultations/{shown.facts.slug}/thank-you/{ticket.response_id}{_asked_language(request)}"
    return RedirectResponse(address, status_code=303)


async def thank_you(request: Request) -> Response:
    """The reference of a stored response, and what happens next."""
    response_id: UUID = request.path_params["response_id"]
    shown = await shelf_of(request.app).look_up(request.path_params["slug"])
    frame = frame_of(shown.facts, shown.definition.languages) | {"reference": request.state.keys.receipt(str(response_id))}
    try:
        if not await is_stored(response_id, shown):
            raise NotFound("There are no answers at this address.")
        known = await standing(shown.facts)
    except Exception as error:
        if not database_is_away(error):
            raise
        # only a stored response is ever sent to this address, so we may give the reference, and say what we could not look up
        return page(request, "responding/thank_you.html", frame | {"away": True}, 503, {"Retry-After": "30"})
    return page(request, "responding/thank_you.html", frame | {"standing": known})


def answer_context(
    request: Request,
    shown: Shown,
    definition: Definition,
    token: str,
    *,
    typed: Form | None = None,
    errors: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What `responding/answer.html` needs, whether it is drawn for the first time or given back."""
    return {
        **frame_of(shown.facts, definition.languages),
        "questions": definition.questions,
        **OF_QUESTIONS,
        "values": typed or {},
        "errors": errors or {},
        "form_token": token,
        "action": f"/consultations/{shown.facts.slug}/answer{_asked_language(request)}",
    }


def _ticket(request: Request, shown: Shown, token: str) -> Ticket:
    """The ticket of the form. A closed consultation says so first, whatever the form carries."""
    try:
        check_origin(request)
        return read_token(request.state.keys, token)
    except FormExpired:
        if not shown.facts.is_open:
            raise Closed("This consultation closed before your answers reached us, so we have not stored them.") from None
        raise


async def _definition_of(request: Request, shown: Shown, token: str) -> Definition:
    """The questions that the form showed, where its token and the records still tell; else those shown now."""
    try:
        ticket = read_token(request.state.keys, token)
        return await shelf_of(request.app).version(ticket.version_id, shown.facts) or shown.definition
    except Exception as error:
        if not isinstance(error, FormExpired) and not database_is_away(error):
            raise
        return shown.definition


def _give_back(
    request: Request, shown: Shown, sent: Form, refusal: Refusal, token: str, definition: Definition | None = None
) -> Response:
    """The page again, with what happened and every typed word: to send once more, or, when it is closed, to copy."""
    definition = definition or shown.definition
    headers = {"Retry-After": "30"} if refusal.status == 503 else None
    if isinstance(refusal, Closed):
        kept = [(question, typed) for question in definition.questions if (typed := lines_of(question, as_typed(question, sent)))]
        facts = frame_of(shown.facts, definition.languages) | {"kept": kept}
        return page(request, "responding/closed.html", facts, refusal.status)
    errors = _messages(request, shown, definition, refusal, token)
    context = answer_context(request, shown, definition, token, typed=sent, errors=errors)
    return page(request, "responding/answer.html", context, refusal.status, headers)


def _messages(request: Request, shown: Shown, definition: Definition, refusal: Refusal, token: str) -> dict[str, Any]:
    """What is wrong, by field, in the page's language; the words are in `responding/words.html`."""
    language = language_of(request, definition.languages)
    words: Any = make_environment(language).get_template("responding/words.html").module
    if not isinstance(refusal, Incomplete):
        reference = request.state.keys.receipt(str(read_token(request.state.keys, token).response_id))
        return {"": words.why(ground_of(refusal), reference, shown.facts.organisation_name)}
    errors = {name_of(p.question_key, p.part): words.fault(p, definition.question(p.question_key)) for p in refusal.problems}
    return errors | ({CONSENT: words.unclear_consent()} if refusal.consent_unclear else {})


async def _read(request: Request) -> dict[str, list[str]]:
    """What was typed, by field. A field may be as large as the body: one that is too long is answered, not refused."""
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=limit) as data:
        sent: dict[str, list[str]] = {}
        for name, value in data.multi_items():
            if isinstance(value, str):
                sent.setdefault(name, []).append(value)
        return sent


def _asked_language(request: Request) -> str:
    """`?lang=cy` where this address carries it, so that the next page speaks it too without cookies."""
    asked = request.query_params.get("lang", "")
    return f"?lang={asked}" if asked and asked == language_of(request) else ""
