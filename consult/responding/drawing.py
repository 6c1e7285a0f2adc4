"""The pages of the form, drawn from what somebody has typed so far: a step, the check of all answers, a form given back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.public import frame_of
from consult.errors import Closed, FormExpired, Refusal
from consult.responding.answering import Incomplete, Ticket, ground_of, read_token
from consult.responding.journey import CHECK, CONSENT, PLACE, SEEN, Journey, carried, fields_of, journey_of
from consult.responding.shown import Shown
from consult.templating import language_of, make_environment, page
from surveys.definition import Definition
from surveys.kinds.answered import Form, Problem, name_of
from surveys.kinds.drawn import OF_QUESTIONS
from surveys.kinds.printed import as_typed, lines_of
from surveys.piping import with_answers

KEPT_BY_BROWSER = {"Cache-Control": "private, no-cache"}
"""With "no-store" a browser cannot go back to a page that a form was answered with: it asks to send the form again, and what
was typed since is lost. So the pages of the form, and they alone, may stay in the memory of the browser they went to."""


def language_switch(form: str, go: str, path: str, enter: str = "") -> dict[str, str]:
    """How the layout changes the language of a page that holds what somebody typed: the form is sent along, as if by the
    button `go`. `enter` is the button that the Enter key presses in a field."""
    return {"form": form, "go": go, "action": path, "enter": enter or go}


def draw_place(
    request: Request,
    shown: Shown,
    journey: Journey,
    sent: Form,
    token: str,
    place: str,
    *,
    errors: Mapping[str, Any] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One place on the way: a step of questions, or all answers to check."""
    ticket = read_token(request.state.keys, token)
    headers = {**KEPT_BY_BROWSER, **(headers or {})}
    frame = _frame(request, shown, journey, sent, token, place, errors) | {"amends": ticket.amends}
    if place == CHECK:
        return page(
            request, "responding/check.html", frame | {"answered": answered_lines(journey), "errors": errors}, status, headers
        )
    context = {
        "questions": journey.questions(place),
        "asks_consent": journey.asks_consent(place),
        **OF_QUESTIONS,
        "values": sent,
        "part": 0 if journey.one_page else [step[0] for step in journey.steps].index(place) + 1,
        "parts": journey.parts,
        "one_page": journey.one_page,
    }
    return page(request, "responding/answer.html", frame | context, status, headers)


def _frame(
    request: Request, shown: Shown, journey: Journey, sent: Form, token: str, place: str, errors: Mapping[str, Any] | None
) -> dict[str, Any]:
    visible = (*journey.step(place), *([CONSENT] if journey.asks_consent(place) else []))
    steps = {} if journey.one_page and place != CHECK else {PLACE: [place], SEEN: [" ".join(sorted(journey.seen_with(place)))]}
    return {
        **frame_of(shown.facts, journey.definition.languages),
        "errors": errors or {},
        "form_token": token,
        "carried": fields_of(carried(journey.definition, sent, visible) | steps),
        "action": answer_path(shown) + asked_language(request),
        "language_switch": language_switch("answers", "here", answer_path(shown), _enter(journey, place)),
        "consent": journey.consent,
        "documents": shown.documents,
    }


def answer_path(shown: Shown) -> str:
    """The address of the form."""
    return f"/consultations/{shown.facts.slug}/answer"


def _enter(journey: Journey, place: str) -> str:
    return "send" if journey.one_page or place == CHECK else "next"


def answered_lines(journey: Journey) -> list[tuple[Any, Any]]:
    """Each question on the way with the lines of its answer; no lines where it was left out."""
    values, shown = journey.checked.values, journey.checked.shown
    return [(one, lines_of(one, values.get(one.key, {}))) for one in journey.definition.questions if one.key in shown]


def give_back(
    request: Request, shown: Shown, definition: Definition, sent: Form, refusal: Refusal, token: str, place: str
) -> Response:
    """The page again, with what happened and every typed word: to send once more, or, when it is closed, to copy."""
    journey = journey_of(definition, sent)
    if isinstance(refusal, Closed):
        return draw_closed(request, shown, journey.definition, sent, amends=_amends(request, token))
    headers = {"Retry-After": "30"} if refusal.status == 503 else None
    if isinstance(refusal, Incomplete):
        place = journey.first_faulty()
        return draw_faults(request, shown, journey, sent, token, place, refusal.status)
    errors = {"": _why(request, shown, refusal, token)}
    return draw_place(request, shown, journey, sent, token, place, errors=errors, status=refusal.status, headers=headers)


def draw_faults(
    request: Request, shown: Shown, journey: Journey, sent: Form, token: str, place: str, status: int = 422
) -> Response:
    """A step with what is wrong on it, each fault at its field."""
    words = words_of(request, journey.definition)
    errors = _faults(words, journey.definition, journey.problems(place))
    if journey.asks_consent(place) and journey.consent_unclear:
        errors[CONSENT] = words.unclear_consent()
    return draw_place(request, shown, journey, sent, token, place, errors=errors, status=status)


def draw_closed(request: Request, shown: Shown, definition: Definition, sent: Form, *, amends: bool = False) -> Response:
    """A consultation that takes no more answers, with what somebody typed for them to copy."""
    read = with_answers(definition, {})
    kept = [(question, typed) for question in read.questions if (typed := lines_of(question, as_typed(question, sent)))]
    facts = frame_of(shown.facts, definition.languages) | {"kept": kept, "amends": amends}
    return page(request, "responding/closed.html", facts, Closed.status)


def _amends(request: Request, token: str) -> bool:
    """Whether a form would have changed stored answers. A token that nobody can read changes nothing."""
    try:
        return read_token(request.state.keys, token).amends
    except FormExpired:
        return False


def first_place(definition: Definition) -> str:
    """Where the form begins."""
    return journey_of(definition, {}).steps[0][0]


def words_of(request: Request, definition: Definition) -> Any:
    """The sentences of `responding/words.html` in the page's language."""
    language = language_of(request, definition.languages)
    return make_environment(language).get_template("responding/words.html").module


def asked_language(request: Request) -> str:
    """`?lang=cy` where this address carries it, so that the next page speaks it too without cookies."""
    asked = request.query_params.get("lang", "")
    return f"?lang={asked}" if asked and asked == language_of(request) else ""


def _faults(words: Any, definition: Definition, problems: Collection[Problem]) -> dict[str, Any]:
    return {name_of(one.question_key, one.part): words.fault(one, definition.question(one.question_key)) for one in problems}


def _why(request: Request, shown: Shown, refusal: Refusal, token: str) -> Any:
    ticket: Ticket = read_token(request.state.keys, token)
    reference = request.state.keys.receipt(str(ticket.response_id))
    words = words_of(request, shown.definition)
    return words.why(ground_of(refusal), reference, shown.facts.organisation_name)
