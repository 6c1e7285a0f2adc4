"""Pages of the other ways in: the questions on paper, the desk of keyed papers, keying, keying again, settling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.models import Role
from consult.channels.comparing import CHOICE, differ_on_consent, disagreements, settled_form, unchosen
from consult.channels.entries import (
    Desk,
    KeyedBefore,
    definition_of_entry,
    entry_of,
    key_first,
    key_second,
    keyed_of,
    refuse_second,
    settle,
    version_for_keying,
)
from consult.channels.keying import (
    AS_IS,
    CHANNELS,
    CONSENT,
    NUMBER,
    VERSION,
    Answers,
    read_answers,
    read_keyed,
)
from consult.channels.listing import papers, state_of
from consult.channels.papers import paper_name, paper_shelf, papers_of
from consult.channels.printing import Returning, questionnaire_on_paper
from consult.channels.ways_on_paper import without_piping
from consult.consultations.access import for_change, for_staff, may_change, public_consultation
from consult.consultations.days import local_day
from consult.consultations.frame import desk_frame
from consult.consultations.models import Consultation
from consult.consultations.public import facts_of
from consult.errors import NotFound
from consult.responding.models import PaperEntry
from consult.security import check_csrf
from consult.templating import make_environment, page
from surveys.definition import Definition, latest_version, load_definition, newest_frozen
from surveys.kinds.answered import Form, name_of, one
from surveys.kinds.drawn import OF_QUESTIONS
from surveys.kinds.printed import lines_of
from surveys.models import Version

MOST_FIELDS = 2_000
LONGEST_ADDRESS = 400
SAVED = {
    "counted": "The answers are stored and counted.",
    "late": "The answers are stored. They came after the last day, so they are listed as late and not counted.",
    "second": "The first keying is stored. The answers count once a colleague has keyed the same paper.",
    "differs": "Both keyings are stored. They differ: look at the paper again and say what it says.",
}


async def public_paper(request: Request) -> Response:
    """`GET /consultations/{slug}/paper/{name}`: the questions to print, for everybody."""
    consultation = await public_consultation(request.path_params["slug"])
    version = await newest_frozen(consultation.questionnaire_id)
    if version is None:
        raise NotFound("There is no such file.")
    return await _send_paper(request, consultation, version, Returning())


async def staff_paper(request: Request) -> Response:
    """`GET /manage/{slug}/paper/print/{name}`: the same with an address to return it to (`?to=`), also before it opens."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    to = request.query_params.get("to", "")[:LONGEST_ADDRESS]
    lines = tuple(line.strip() for line in to.splitlines() if line.strip())
    site = f"{request.url.scheme}://{request.url.netloc}"
    returning = Returning(lines, f"{site}/consultations/{consultation.slug}")
    newest = await newest_frozen(consultation.questionnaire_id) or await latest_version(consultation.questionnaire_id)
    return await _send_paper(request, consultation, newest, returning)


async def _send_paper(request: Request, consultation: Consultation, version: Version, returning: Returning) -> Response:
    definition = await load_definition(version)
    name = paper_name(request.path_params["name"], definition)
    dated = local_day(version.frozen_at) if version.frozen_at else None
    asked = questionnaire_on_paper(facts_of(consultation), definition, name.language, returning, dated)
    content = await paper_shelf(request.app).draw(asked, name)
    headers = {"Content-Disposition": f'inline; filename="{consultation.slug}-{name.file}"', "Content-Language": name.language}
    return Response(content, media_type="application/pdf", headers=headers)


async def desk(request: Request) -> Response:
    """`GET /manage/{slug}/paper`: what came by which way, the papers, and the questions to print."""
    account = staff(request)
    consultation = await for_staff(request.path_params["slug"], account)
    newest = await newest_frozen(consultation.questionnaire_id)
    definition = await load_definition(newest or await latest_version(consultation.questionnaire_id))
    context = {
        "found": await papers(consultation),
        "state_of": state_of,
        "files": papers_of(definition),
        "longest_address": LONGEST_ADDRESS,
        "has_opened": newest is not None,
        "may_key": may_change(account, Role.analyst),
        "email": account.email,
        "saved": SAVED.get(request.query_params.get("saved", ""), ""),
    }
    return page(request, "channels/desk.html", {**desk_frame(request, consultation), **context})


async def new(request: Request) -> Response:
    """`GET /manage/{slug}/paper/new`: an empty form; `?version=` for papers that show earlier wording."""
    consultation = await _for_keying(request)
    definition = await version_for_keying(consultation, _number(request.query_params.get("version", "")))
    return await _key_form(request, consultation, definition, {})


async def create(request: Request) -> Response:
    """`POST /manage/{slug}/paper/new`: key a paper."""
    consultation = await _for_keying(request)
    form = await _read(request)
    definition = await version_for_keying(consultation, _number(one(form, VERSION)))
    keyed, errors = read_keyed(form, today=local_day(request.state.now), languages=definition.languages)
    answers = read_answers(definition, form)
    errors |= _faults(definition, answers, form)
    if keyed is None or errors:
        return await _key_form(request, consultation, definition, form, errors)
    try:
        entry = await key_first(_desk(request, consultation), definition, keyed, form)
    except KeyedBefore as refused:
        return await _key_form(request, consultation, definition, form, {NUMBER: refused.what_happened})
    return await _to_desk(consultation, entry)


async def second(request: Request) -> Response:
    """`GET /manage/{slug}/paper/{id}/second`: the same paper for a second person, with nothing of what the first keyed."""
    consultation = await _for_keying(request)
    entry = await entry_of(consultation, request.path_params["id"])
    refuse_second(entry, staff(request))
    return _second_form(request, consultation, entry, await definition_of_entry(entry), {})


async def key_again(request: Request) -> Response:
    """`POST /manage/{slug}/paper/{id}/second`: key it the second time."""
    consultation = await _for_keying(request)
    form = await _read(request)
    entry = await entry_of(consultation, request.path_params["id"])
    refuse_second(entry, staff(request))
    definition = await definition_of_entry(entry)
    errors = _faults(definition, read_answers(definition, form), form)
    if errors:
        return _second_form(request, consultation, entry, definition, form, errors)
    if await key_second(_desk(request, consultation), entry, form):
        return RedirectResponse(f"/manage/{consultation.slug}/paper/{entry.id}/settle?saved=differs", status_code=303)
    return await _to_desk(consultation, entry)


async def third_look(request: Request) -> Response:
    """`GET /manage/{slug}/paper/{id}/settle`: where the two differ."""
    consultation = await _for_keying(request)
    entry = await entry_of(consultation, request.path_params["id"])
    return await _settle_form(request, consultation, entry, {})


async def decide(request: Request) -> Response:
    """`POST /manage/{slug}/paper/{id}/settle`: what the third look says."""
    consultation = await _for_keying(request)
    form = await _read(request)
    entry = await entry_of(consultation, request.path_params["id"])
    definition = await definition_of_entry(entry)
    keys = await _disputed(entry, definition)
    errors = {CHOICE + key: "Choose which is right, or “Neither” and key it below" for key in unchosen(form, keys)}
    whole = settled_form(entry.first_typed, entry.second_typed or {}, form, keys)
    errors |= _faults(definition, read_answers(definition, whole), form) if not errors else {}
    if errors:
        return await _settle_form(request, consultation, entry, form, errors)
    await settle(_desk(request, consultation), entry, whole)
    return await _to_desk(consultation, entry)


async def _for_keying(request: Request) -> Consultation:
    return await for_change(request.path_params["slug"], staff(request), Role.analyst)


def _desk(request: Request, consultation: Consultation) -> Desk:
    return Desk(request.app.state.intake, request.state.keys, consultation, staff(request), request.state.now)


async def _read(request: Request) -> dict[str, list[str]]:
    """What was keyed, by field. Raises FormExpired without the token of the session."""
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=limit) as data:
        check_csrf(request, data.get("csrf"))
        sent: dict[str, list[str]] = {}
        for name, value in data.multi_items():
            if isinstance(value, str):
                sent.setdefault(name, []).append(value)
        return sent


def _faults(definition: Definition, answers: Answers, form: Form) -> dict[str, str]:
    """What cannot be taken, by field, unless the person says that the paper really says so."""
    if not answers.problems and not answers.values:
        return {"_": "Enter at least one answer"}
    if one(form, AS_IS) == "yes":
        return {}
    words: Any = make_environment().get_template("responding/words.html").module
    return {
        name_of(problem.question_key, problem.part): str(words.fault(problem, definition.question(problem.question_key))).strip()
        for problem in answers.problems
    }


async def _key_form(
    request: Request, consultation: Consultation, definition: Definition, form: Form, errors: Mapping[str, str] | None = None
) -> Response:
    frozen = Version.filter(questionnaire_id=consultation.questionnaire_id, frozen_at__isnull=False)
    versions = [int(str(number)) for number in await frozen.order_by("-number").values_list("number", flat=True)]
    context = {
        "channels": [(channel.value, *words) for channel, words in CHANNELS.items()],
        "versions": versions,
        "action": "new",
        "ask_facts": True,
    }
    return _draw_keying(request, consultation, definition, form, errors, context)


def _second_form(
    request: Request,
    consultation: Consultation,
    entry: PaperEntry,
    definition: Definition,
    form: Form,
    errors: Mapping[str, str] | None = None,
) -> Response:
    keyed = keyed_of(entry, definition)
    context = {"action": f"{entry.id}/second", "ask_facts": False, "keyed": keyed, "way": CHANNELS[keyed.channel][0]}
    return _draw_keying(request, consultation, definition, form, errors, context)


def _draw_keying(
    request: Request,
    consultation: Consultation,
    definition: Definition,
    form: Form,
    errors: Mapping[str, str] | None,
    context: dict[str, Any],
) -> Response:
    """422 where something is wrong; every word that was keyed stands in its place."""
    questions = without_piping(definition).questions
    facts = {"definition": definition, "questions": questions, "values": form, "errors": errors or {}, **OF_QUESTIONS}
    drawn = {**desk_frame(request, consultation), **facts, **context}
    return page(request, "channels/key.html", drawn, 422 if errors else 200)


async def _disputed(entry: PaperEntry, definition: Definition) -> list[str]:
    """The questions in which two keyings differ. Raises NotFound where there is nothing to settle."""
    if entry.second_typed is None or entry.settled_at is not None:
        raise NotFound("There is nothing to settle for this paper.")
    first, second_one = (read_answers(definition, typed) for typed in (entry.first_typed, entry.second_typed))
    keys = [one.question.key for one in disagreements(definition, first, second_one)]
    return [*keys, CONSENT] if differ_on_consent(first, second_one) else keys


async def _settle_form(
    request: Request, consultation: Consultation, entry: PaperEntry, form: Form, errors: Mapping[str, str] | None = None
) -> Response:
    definition = await definition_of_entry(entry)
    keys = await _disputed(entry, definition)
    first, second_one = (read_answers(definition, typed) for typed in (entry.first_typed, entry.second_typed or {}))
    disputed = [
        (each.question, lines_of(each.question, each.first), lines_of(each.question, each.second))
        for each in disagreements(without_piping(definition), first, second_one)
    ]
    context = {
        "entry": entry,
        "disputed": disputed,
        "consent": (first.consent, second_one.consent) if CONSENT in keys else None,
        "values": form,
        "errors": errors or {},
        "saved": SAVED.get(request.query_params.get("saved", ""), ""),
        "choice": CHOICE,
        **OF_QUESTIONS,
    }
    return page(request, "channels/settle.html", {**desk_frame(request, consultation), **context}, 422 if errors else 200)


async def _to_desk(consultation: Consultation, entry: PaperEntry) -> Response:
    stored = await PaperEntry.get(id=entry.id).prefetch_related("response")
    return RedirectResponse(f"/manage/{consultation.slug}/paper?saved={state_of(stored)}", status_code=303)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
