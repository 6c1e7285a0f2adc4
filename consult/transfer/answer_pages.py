"""Answers from a table: choose the file, say what each column is, see what is wrong in which row, bring all of them in."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.consultations.access import for_change
from consult.consultations.frame import desk_frame
from consult.consultations.models import Consultation
from consult.errors import NotNow
from consult.forms import read_staff_file, read_staff_form
from consult.jobs import Job, JobState, shown
from consult.templating import page
from consult.transfer.answers import (
    MOST_COLUMNS,
    NOT_DUE,
    Unusable,
    brought_before,
    confirm,
    held,
    hold,
    refuse_draft,
    try_out,
)
from consult.transfer.exporting import definitions_of
from surveys.columns import ABOUT, SHOWN
from surveys.definition import Definition
from surveys.incoming import Target, propose, targets_of

LONGEST_SAMPLE = 60


async def choose(request: Request) -> Response:
    """`GET /manage/{slug}/import`: the form for a file."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    refuse_draft(consultation)
    return _form(request, consultation)


async def send(request: Request) -> Response:
    """`POST /manage/{slug}/import`: read the file and go on to its columns."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    try:
        _, upload = await read_staff_file(request)
        if upload is None:
            raise Unusable("Choose a file that ends in .csv or .xlsx")
        job = await hold(consultation, account, upload.name, upload.content, now=request.state.now)
    except HTTPException as error:
        if error.status_code != 413:
            raise
        return _form(request, consultation, "The file is too large. Cut it into several files")
    except Unusable as problem:
        return _form(request, consultation, str(problem))
    return RedirectResponse(_place(consultation, job), status_code=303)


async def look(request: Request) -> Response:
    """`GET /manage/{slug}/import/{id}`: the columns, or what came of trying, or how far the import is."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    job = await held(consultation, request.path_params["id"])
    if job.run_after != NOT_DUE:
        return _progress(request, consultation, job)
    if "good" in job.args and "change" not in request.query_params:
        return _tried(request, consultation, job)
    return await _columns(request, consultation, job)


async def go_on(request: Request) -> Response:
    """`POST /manage/{slug}/import/{id}`: try the rows under these names, or bring them in."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    typed = await read_staff_form(request, most_fields=MOST_COLUMNS + 10)
    job = await held(consultation, request.path_params["id"])
    if typed.get("do") == "import":
        await confirm(consultation, job.id, now=request.state.now)
        return RedirectResponse(_place(consultation, job), status_code=303)
    definitions = await definitions_of(consultation)
    targets = targets_of(definitions)
    mapping, errors = read_mapping(typed, job.args["columns"], targets)
    if errors:
        return await _columns(request, consultation, job, typed, errors)
    try:
        await try_out(consultation, job, mapping, typed.get("lenient") == "yes")
    except Unusable as problem:
        raise NotNow(str(problem), "Choose the file again.") from None
    return RedirectResponse(_place(consultation, job), status_code=303)


def read_mapping(typed: dict[str, str], columns: list[str], targets: tuple[Target, ...]) -> tuple[dict[int, str], dict[str, str]]:
    """What each column is, by its place, and what is wrong by field. Columns named as an export names them need no field."""
    names, exact = {target.name: target for target in targets}, recognised(columns, targets)
    mapping, errors = dict(exact), dict[str, str]()
    for place in range(len(columns)):
        chosen = typed.get(f"c{place}", "")
        if place in exact or not chosen:
            continue
        if chosen not in names:
            errors[f"c{place}"] = "Choose what this column is from the list"
        elif chosen in mapping.values():
            errors[f"c{place}"] = f"“{names[chosen].words[:60]}” is chosen for two columns"
        mapping[place] = chosen
    if not any(names[name].question_key for name in mapping.values() if name in names):
        errors["_"] = "Choose a question for at least one column"
    return mapping, errors


def recognised(columns: list[str], targets: tuple[Target, ...]) -> dict[int, str]:
    """The columns whose names are those of an export, by their place."""
    names = {target.name for target in targets}
    return {place: name for place, name in enumerate(columns) if name in names and columns.count(name) == 1}


def of_an_export(name: str) -> bool:
    """Whether a column of an export is worked out anew and not read: whether it was shown, its number, its channel."""
    return name.endswith(f".{SHOWN}") or name in {about for about, _ in ABOUT}


def _place(consultation: Consultation, job: Job) -> str:
    return f"/manage/{consultation.slug}/import/{job.id}"


def _form(request: Request, consultation: Consultation, error: str = "") -> Response:
    errors = {"file": error} if error else {}
    context = {**desk_frame(request, consultation), "errors": errors}
    return page(request, "transfer/choose.html", context, 422 if errors else 200)


def _progress(request: Request, consultation: Consultation, job: Job) -> Response:
    brought = (job.result or {}).get("answers", 0) if job.state is JobState.done else None
    context = {"job": job, "progress": shown(job), "brought": brought, "failed": job.state is JobState.failed}
    return page(request, "transfer/progress.html", {**desk_frame(request, consultation), **context})


def _tried(request: Request, consultation: Consultation, job: Job) -> Response:
    args = job.args
    context = {"job": job, "good": args["good"], "wrong": args["wrong"], "faults": args["faults"], "notes": args["notes"]}
    return page(request, "transfer/tried.html", {**desk_frame(request, consultation), **context})


async def _columns(
    request: Request,
    consultation: Consultation,
    job: Job,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> Response:
    """What each column is, as we think or as the lead said. 422 where something is wrong."""
    definitions = await definitions_of(consultation)
    targets = targets_of(definitions)
    columns: list[str] = job.args["columns"]
    known = recognised(columns, targets)
    proposed = {int(place): name for place, name in job.args.get("mapping", [])} or propose(columns, targets)
    context = {
        "job": job,
        "rows": len(job.args["rows"]),
        "known": [columns[place] for place in known],
        "passed_over": [name for name in columns if of_an_export(name) and name not in known.values()],
        "columns": [
            _column(job, place, name) for place, name in enumerate(columns) if place not in known and not of_an_export(name)
        ],
        "options": _options(definitions, targets, set(known.values())),
        "values": typed if typed is not None else _values(job, proposed),
        "errors": errors or {},
        "notes": job.args["notes"],
        "before": await brought_before(job),
    }
    return page(request, "transfer/columns.html", {**desk_frame(request, consultation), **context}, 422 if errors else 200)


def _values(job: Job, proposed: dict[int, str]) -> dict[str, str]:
    return {f"c{place}": name for place, name in proposed.items()} | {"lenient": "yes" if job.args.get("lenient") else ""}


def _column(job: Job, place: int, name: str) -> dict[str, Any]:
    """A column as the form shows it: its name, and what stands in it first."""
    first = next((cells[place].strip() for _, cells in job.args["rows"] if place < len(cells) and cells[place].strip()), "")
    sample = first if len(first) <= LONGEST_SAMPLE else first[: LONGEST_SAMPLE - 1] + "…"
    return {"field": f"c{place}", "name": name or f"Column {place + 1}", "sample": sample}


def _options(definitions: tuple[Definition, ...], targets: tuple[Target, ...], known: set[str]) -> list[tuple[str, str]]:
    return [("", "Leave it out"), *((one.name, one.words[:140]) for one in targets if one.name not in known)]
