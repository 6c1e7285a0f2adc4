"""The answers as files to take away, and a whole consultation brought in from one."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse

from consult import audit
from consult.accounts.access import staff
from consult.accounts.frame import staff_frame
from consult.accounts.models import Account
from consult.consultations.access import for_change, for_creation
from consult.consultations.consultations import count_responses
from consult.consultations.frame import desk_frame
from consult.consultations.models import Consultation
from consult.errors import NotFound
from consult.forms import read_staff_file
from consult.templating import page
from consult.transfer.answers import Unusable, apart
from consult.transfer.exporting import (
    answers_csv,
    consultation_json,
    dictionary_csv,
    numeric_columns,
    questionnaire_json,
    write_pieces,
)
from consult.transfer.importing import BadAddress, BadDocument, Read, bring_in, read_consultation
from consult.transfer.workbook import write_workbook

CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, str] = {
    "answers.csv": CSV,
    "answers.xlsx": XLSX,
    "dictionary.csv": CSV,
    "questionnaire.json": JSON,
    "consultation.json": JSON,
}


async def data(request: Request) -> Response:
    """`GET /manage/{slug}/data`: which files there are."""
    consultation = await for_change(request.path_params["slug"], staff(request))
    context = {"answers": await count_responses(consultation)}
    return page(request, "transfer/data.html", {**desk_frame(request, consultation), **context})


async def file(request: Request) -> Response:
    """`GET /manage/{slug}/data/{name}`: one file, made as it is sent. Who took it is in the audit log."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    name: str = request.path_params["name"]
    if name not in FILES:
        raise NotFound("There is no such file.")
    await _record(account, consultation, name, request.state.now)
    headers = {"Content-Disposition": f'attachment; filename="{consultation.slug}-{name}"'}
    if name == "answers.csv":
        return StreamingResponse(answers_csv(consultation, request.state.keys), media_type=CSV, headers=headers)
    if name == "consultation.json":
        return StreamingResponse(consultation_json(consultation), media_type=JSON, headers=headers)
    if name == "answers.xlsx":
        return await _workbook(request, consultation, headers)
    content = await (dictionary_csv(consultation) if name == "dictionary.csv" else questionnaire_json(consultation))
    return Response(content, media_type=FILES[name], headers=headers)


async def _record(account: Account, consultation: Consultation, name: str, now: dt.datetime) -> None:
    await audit.record(account.email, "data taken away", f"consultation:{consultation.slug}", now=now, file=name)


async def _workbook(request: Request, consultation: Consultation, headers: dict[str, str]) -> Response:
    """The table and its dictionary as two sheets; the folder in which they were made goes when the file has been sent."""
    folder = await asyncio.to_thread(tempfile.mkdtemp)
    try:
        answers, dictionary, target = (Path(folder) / name for name in ("answers.csv", "dictionary.csv", "answers.xlsx"))
        await write_pieces(answers, answers_csv(consultation, request.state.keys))
        await asyncio.to_thread(dictionary.write_bytes, await dictionary_csv(consultation))
        sheets = {"answers": str(answers), "dictionary": str(dictionary)}
        size = (await asyncio.to_thread(answers.stat)).st_size
        await apart(size, write_workbook, sheets, await numeric_columns(consultation), str(target))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(target, media_type=XLSX, headers=headers, background=gone)


async def whole(request: Request) -> Response:
    """`GET /manage/import`: the form for a whole consultation."""
    for_creation(staff(request))
    return _form(request, {}, {})


async def take_whole(request: Request) -> Response:
    """`POST /manage/import`: check the file to the last answer, and store all of it or nothing."""
    account = staff(request)
    for_creation(account)
    try:
        typed, upload = await read_staff_file(request)
    except HTTPException as error:
        if error.status_code != 413:
            raise
        return _form(request, {}, {"file": "The file is too large to be brought in on this page"})
    if upload is None:
        return _form(request, typed, {"file": "Choose the file consultation.json"})
    try:
        read: Read = await apart(len(upload.content), read_consultation, upload.content)
        slug = typed.get("slug", "").strip().lower()
        made = await bring_in(read, account, request.state.keys, slug=slug, now=request.state.now)
    except (Unusable, BadDocument) as problem:
        return _form(request, typed, {"file": str(problem)})
    except BadAddress as bad:
        return _form(request, typed, {"slug": bad.what_happened})
    return RedirectResponse(f"/manage/{made.slug}", status_code=303)


def _form(request: Request, values: dict[str, str], errors: dict[str, str]) -> Response:
    context = {**staff_frame(staff(request), "new"), "values": values, "errors": errors}
    return page(request, "transfer/whole.html", context, 422 if errors else 200)
