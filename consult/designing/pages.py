"""The questions of a consultation: the list, adding, changing, moving, removing, and a look at them as people see them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.frame import staff_frame
from consult.consultations.access import for_change, for_staff, may_change
from consult.consultations.consultations import what_is_missing
from consult.consultations.models import Consultation, State
from consult.consultations.public import facts_of, frame_of
from consult.designing.kinds import GROUPS, KINDS
from consult.designing.questions import add, definition_of, move, question_of, remove, reword, set_way
from consult.designing.typed import PURPOSES, read_question, values_of
from consult.designing.typed_settings import FIELDS, STANDARD
from consult.designing.ways import END, MOST_JUMPS, MOST_TESTS, answers_offered, read_way, short, values_of_way, words_of_way
from consult.forms import read_staff_form
from consult.templating import page
from surveys.advice import Advice, advice_on
from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.drawn import OF_QUESTIONS
from surveys.models import Kind
from surveys.piping import with_answers

SAVED = {
    "added": "The question is added at the end.",
    "changed": "The question is changed.",
    "removed": "The question is removed.",
}


async def questions(request: Request) -> Response:
    """`GET /manage/{slug}/questions`: all questions in order."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    definition = await definition_of(consultation)
    missing: dict[str, list[str]] = {}
    if consultation.state is State.draft:
        for one in await what_is_missing(consultation, now=request.state.now):
            missing.setdefault(one.place.partition("#")[0].removeprefix("questions/"), []).append(one.words)
    context = {
        "definition": definition,
        "missing": missing,
        "advice": _advice_by_question(definition) if consultation.state is State.draft else {},
        "ways": {question.key: words_of_way(question, definition) for question in definition.questions},
        "kinds": {kind.value: offered.name for kind, offered in KINDS.items()},
        "purposes": {purpose.value: words[0] for purpose, words in PURPOSES.items()},
        "saved": SAVED.get(request.query_params.get("saved", ""), ""),
    }
    return page(request, "designing/questions.html", {**_frame(request, consultation), **context})


async def new(request: Request) -> Response:
    """`GET /manage/{slug}/questions/new`: the empty form."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    definition = await definition_of(consultation)
    if definition.frozen:
        return _to_list(consultation)
    kind = _kind_asked(request)
    if kind is None:
        return _chooser(request, consultation, None)
    return _form(request, consultation, definition, None, {"kind": kind, "purpose": "topic", **STANDARD.get(kind, {})})


async def create(request: Request) -> Response:
    """`POST /manage/{slug}/questions/new`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    values = await read_staff_form(request)
    definition = await definition_of(consultation)
    typed = read_question(values, definition)
    if typed.errors:
        return _form(request, consultation, definition, None, values, typed.errors)
    await add(consultation, typed, account, now=request.state.now)
    return _to_list(consultation, "?saved=added")


async def question(request: Request) -> Response:
    """`GET /manage/{slug}/questions/{key}`: the form of one question."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    found = await question_of(consultation, request.path_params["key"])
    definition = await definition_of(consultation)
    if definition.frozen:
        return _to_list(consultation)
    if "choose" in request.query_params:
        return _chooser(request, consultation, found)
    kind = _kind_asked(request)
    values = values_of(found)
    if kind is not None and kind is not found.kind:
        values |= {**STANDARD.get(kind, {}), "kind": kind}
    return _form(request, consultation, definition, found, values)


async def change(request: Request) -> Response:
    """`POST /manage/{slug}/questions/{key}`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    found = await question_of(consultation, request.path_params["key"])
    values = await read_staff_form(request)
    definition = await definition_of(consultation)
    typed = read_question(values, definition, found.key)
    if typed.errors:
        return _form(request, consultation, definition, found, values, typed.errors)
    await reword(consultation, found.key, typed, account, now=request.state.now)
    return _to_list(consultation, f"?saved=changed#q-{found.key}")


async def way(request: Request) -> Response:
    """`GET /manage/{slug}/questions/{key}/way`: who is asked a question, and where the way goes on."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    found = await question_of(consultation, request.path_params["key"])
    definition = await definition_of(consultation)
    if definition.frozen:
        return _to_list(consultation)
    return _way_form(request, consultation, definition, found, values_of_way(found))


async def change_way(request: Request) -> Response:
    """`POST /manage/{slug}/questions/{key}/way`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    found = await question_of(consultation, request.path_params["key"])
    values = await read_staff_form(request)
    definition = await definition_of(consultation)
    typed = read_way(values, definition, definition.questions.index(found))
    if typed.errors:
        return _way_form(request, consultation, definition, found, values, typed.errors)
    await set_way(consultation, found.key, typed, account, now=request.state.now)
    return _to_list(consultation, f"?saved=changed#q-{found.key}")


async def swap(request: Request) -> Response:
    """`POST /manage/{slug}/questions/{key}/move`: one place up or down."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    values = await read_staff_form(request)
    key: str = request.path_params["key"]
    await move(consultation, key, account, up=values.get("direction") == "up", now=request.state.now)
    return _to_list(consultation, f"#q-{key}")


async def before_removing(request: Request) -> Response:
    """`GET /manage/{slug}/questions/{key}/remove`: what will happen."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    found = await question_of(consultation, request.path_params["key"])
    if (await definition_of(consultation)).frozen:
        return _to_list(consultation)
    return page(request, "designing/remove.html", {**_frame(request, consultation), "question": found})


async def take_out(request: Request) -> Response:
    """`POST /manage/{slug}/questions/{key}/remove`."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    await read_staff_form(request)
    await remove(consultation, request.path_params["key"], account, now=request.state.now)
    return _to_list(consultation, "?saved=removed")


async def preview(request: Request) -> Response:
    """`GET /manage/{slug}/preview`: the public form as it stands now, without a way to send it."""
    account = staff(request)
    consultation = await for_staff(request.path_params["slug"], account)
    definition = await definition_of(consultation)
    context = {
        **frame_of(facts_of(consultation), definition.languages),
        "questions": with_answers(definition, {}).questions,
        **OF_QUESTIONS,
        "values": {},
        "errors": {},
        "preview": True,
        "here": f"/manage/{consultation.slug}",
    }
    return page(request, "designing/preview.html", context)


def _advice_by_question(definition: Definition) -> dict[str, list[Advice]]:
    found: dict[str, list[Advice]] = {}
    for one in advice_on(definition):
        found.setdefault(one.question_key, []).append(one)
    return found


def _frame(request: Request, consultation: Consultation) -> dict[str, Any]:
    account = staff(request)
    own = {"consultation": consultation, "notice": consultation.notice, "may_change": may_change(account)}
    return {**staff_frame(account), **own, "here": f"/manage/{consultation.slug}"}


def _form(
    request: Request,
    consultation: Consultation,
    definition: Definition,
    found: QuestionDefinition | None,
    values: dict[str, str],
    errors: dict[str, str] | None = None,
) -> Response:
    """The form of a question, new or stored. 422 where something is wrong."""
    context = {
        "question": found,
        "values": values,
        "errors": errors or {},
        "welsh": "cy" in definition.languages,
        "kind": KINDS.get(chosen) if (chosen := _kind(values.get("kind", ""))) else None,
        "fields": FIELDS,
        "purposes": [(purpose.value, *words) for purpose, words in PURPOSES.items()],
    }
    return page(request, "designing/question.html", {**_frame(request, consultation), **context}, 422 if errors else 200)


def _way_form(
    request: Request,
    consultation: Consultation,
    definition: Definition,
    found: QuestionDefinition,
    values: dict[str, str],
    errors: dict[str, str] | None = None,
) -> Response:
    at = definition.questions.index(found)
    context = {
        "question": found,
        "tests": answers_offered(definition, at),
        "after": answers_offered(definition, at + 1),
        "later": [*((one.key, f"“{short(one)}”") for one in definition.questions[at + 1 :]), (END, "the end")],
        "values": values,
        "errors": errors or {},
        "in_words": words_of_way(found, definition),
        "most_tests": MOST_TESTS,
        "most_jumps": MOST_JUMPS,
    }
    return page(request, "designing/way.html", {**_frame(request, consultation), **context}, 422 if errors else 200)


def _chooser(request: Request, consultation: Consultation, found: QuestionDefinition | None) -> Response:
    """How should people answer? Every kind with a sentence, in groups."""
    groups = [(title, [(kind.value, KINDS[kind]) for kind in kinds]) for title, kinds in GROUPS]
    return page(request, "designing/kinds.html", {**_frame(request, consultation), "groups": groups, "question": found})


def _kind_asked(request: Request) -> Kind | None:
    return _kind(request.query_params.get("kind", ""))


def _kind(text: str) -> Kind | None:
    return Kind(text) if text in {kind.value for kind in Kind} else None


def _to_list(consultation: Consultation, rest: str = "") -> Response:
    return RedirectResponse(f"/manage/{consultation.slug}/questions{rest}", status_code=303)
