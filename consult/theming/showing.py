"""Draws the two pages of the desk: gathers what they show and hands it to their templates."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation, State
from consult.errors import NotFound
from consult.jobs import Job, shown
from consult.responding.models import Respondent
from consult.templating import page, revealed
from consult.theming.board import desk_of, outside_sheet
from consult.theming.codebook import answers_to, codebook_of, counts, is_signed_off, live_theme, ranked
from consult.theming.models import Theme, ThemeKind
from consult.theming.moves import history_of, sentence
from consult.theming.reading import answers_in
from consult.theming.running import definition_of, job_of
from consult.wording import wording_text
from surveys.definition import QuestionDefinition

UNDER_WAY = ("waiting", "running")


async def draw_desk(
    request: Request,
    consultation: Consultation,
    question_key: str,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page of all themes of one question; with an empty `question_key` the first free-text question."""
    definition = await definition_of(consultation)
    questions = definition.free_text()
    frame = _frame(request, consultation, errors, values)
    if consultation.state is State.draft or not questions:
        return page(request, "theming/not_yet.html", {**frame, "draft": consultation.state is State.draft}, status)
    question = _chosen(questions, question_key)
    codebook = await codebook_of(consultation, question.key)
    job = await job_of(codebook) if codebook else None
    desk = await desk_of(consultation, codebook, definition) if codebook else None
    context = {
        **frame,
        "question": question,
        "others": [other for other in questions if other.key != question.key],
        "respondents": await Respondent.filter(consultation_id=consultation.id).count(),
        "written": await answers_to(consultation.id, question.key).count(),
        "job": job,
        "progress": shown(job) if job else None,
        "under_way": bool(job) and shown(job)["state"] in UNDER_WAY if job else False,
        "failed": _failed(job),
        "desk": desk,
        "reveal": revealed(request),
    }
    if codebook is not None and desk is not None:
        groups, sheet = await outside_sheet(codebook, definition, _sheet_number(request))
        context |= {"groups": groups, "sheet": sheet}
    return page(request, "theming/desk.html", context, status)


async def draw_theme(
    request: Request,
    consultation: Consultation,
    key: str,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page of one theme or minority view."""
    theme = await live_theme(consultation, key)
    definition = await definition_of(consultation)
    counted = await counts(theme.codebook)
    place = next((one for one in await ranked(theme.codebook, counted) if one.theme.id == theme.id), None)
    answers, sheet = await answers_in(theme, definition, _sheet_number(request))
    context = {
        **_frame(request, consultation, errors, values or {"name": theme.name, "description": theme.description}),
        "theme": theme,
        "minority": theme.kind is ThemeKind.minority,
        "place": place,
        "people_in": counted.per_theme.get(theme.id, 0),
        "counts": counted,
        "question": definition.question(theme.codebook.question_key),
        "answers": answers,
        "sheet": sheet,
        "history": [(sentence(move), move.reason) for move in await history_of(theme.codebook_id, theme.key)],
        "machine_name": _first_name(theme),
        "signed_off": await is_signed_off(theme.codebook),
        "saved": "saved" in request.query_params and not errors,
    }
    return page(request, "theming/theme.html", context, status)


def _frame(
    request: Request, consultation: Consultation, errors: Mapping[str, str] | None, values: Mapping[str, str] | None
) -> dict[str, object]:
    account: Account = request.state.account
    return {
        "consultation": consultation,
        "title": wording_text(consultation.title) or consultation.slug,
        "notice": consultation.notice,
        "may_change": account.role in (Role.lead, Role.analyst),
        "languages": ("en",),
        "section": "consultations",
        "errors": errors or {},
        "values": values or {},
    }


def _chosen(questions: tuple[QuestionDefinition, ...], key: str) -> QuestionDefinition:
    found = next((question for question in questions if question.key == key), None) if key else questions[0]
    if found is None:
        raise NotFound("There is no such question in this consultation.")
    return found


def _failed(job: Job | None) -> str:
    """Why the last run failed, in words; empty when it did not."""
    if job is None or shown(job)["state"] != "failed":
        return ""
    return str(shown(job)["words"])


def _first_name(theme: Theme) -> str:
    """What the run called the theme, where a person calls it something else now."""
    name = str(theme.machine.get("name", ""))
    return "" if name == theme.name else name


def _sheet_number(request: Request) -> int:
    asked = request.query_params.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
