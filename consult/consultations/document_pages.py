"""Background documents: the lead's list of them, and the files as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.models import Account
from consult.consultations.access import for_change, for_staff, public_consultation
from consult.consultations.documents import (
    ENDINGS,
    LONGEST_TITLE,
    SHOWN_IN_THE_BROWSER,
    BadDocument,
    DocumentFacts,
    Held,
    add_document,
    document_file,
    held_file,
    held_link,
    history_of,
    move_document,
    remove_document,
    replace_document,
)
from consult.consultations.duties import LANGUAGE_NAMES, box
from consult.consultations.frame import desk_frame
from consult.consultations.models import BackgroundDocument, Consultation, State
from consult.errors import NotFound
from consult.forms import Upload, read_staff_file
from consult.templating import page
from surveys.definition import Wording, latest_version
from surveys.kinds.answered import clean_text

SAVED = {
    "added": "The document is added.",
    "replaced": "The new version is in its place. The old one is kept.",
    "removed": "The document is taken down. It is kept, because answers may name it.",
}


async def file(request: Request) -> Response:
    """`GET /consultations/{slug}/documents/{id}`: a file as people read it, also one that was replaced since."""
    consultation = await public_consultation(request.path_params["slug"])
    return _send(request, await document_file(consultation, request.path_params["id"]))


async def staff_file(request: Request) -> Response:
    """`GET /manage/{slug}/documents/{id}`: the same for staff, before it opens."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return _send(request, await document_file(consultation, request.path_params["id"]))


async def documents(request: Request) -> Response:
    """`GET /manage/{slug}/documents`: the list, and the form for one more, or, with `?replace=`, for a new version."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await _draw(request, consultation, None, {}, request.query_params.get("replace", ""))


async def change_documents(request: Request) -> Response:
    """`POST /manage/{slug}/documents`: add, replace, take down, or move one place."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    try:
        typed, upload = await read_staff_file(request)
    except HTTPException as error:
        if error.status_code != 413:
            raise
        most = request.app.state.settings.file_limit // 1_000_000
        return await _draw(request, consultation, {}, {"file": f"The file must be {most} MB or smaller"}, "")
    action, _, which = typed.get("action", "").partition(":")
    if action in ("add", "replace"):
        return await _store(request, consultation, account, typed, upload, which if action == "replace" else "")
    if action in ("up", "down"):
        await move_document(consultation, account, _number(which), up=action == "up", now=request.state.now)
    elif action == "remove":
        await remove_document(consultation, account, _number(which), now=request.state.now)
    else:
        raise NotFound("There is nothing to do.")
    return _back(consultation, "removed" if action == "remove" else "")


async def _store(
    request: Request, consultation: Consultation, account: Account, typed: Mapping[str, str], upload: Upload | None, which: str
) -> Response:
    errors: dict[str, str] = {}
    title = await _title(consultation, typed, errors)
    held = _held(typed, upload, errors)
    if held is not None and not errors:
        try:
            if which:
                await replace_document(consultation, account, _number(which), held, title, now=request.state.now)
                return _back(consultation, "replaced")
            await add_document(consultation, account, held, title, now=request.state.now)
            return _back(consultation, "added")
        except BadDocument as bad:
            errors["file"] = str(bad)
    return await _draw(request, consultation, typed, errors, which)


async def _title(consultation: Consultation, typed: Mapping[str, str], errors: dict[str, str]) -> Wording:
    """The title in every language of the consultation; all are needed, as of every text that people read."""
    title: Wording = {}
    for code in (await latest_version(consultation.questionnaire_id)).languages:
        field = box("title", code)
        words = " ".join(clean_text(typed.get(field, "")).split())
        if not words:
            errors[field] = "Enter a title" if code == "en" else f"Enter the title in {LANGUAGE_NAMES[code]}"
        elif len(words) > LONGEST_TITLE:
            errors[field] = f"The title must be {LONGEST_TITLE} characters or fewer. It has {len(words)}"
        title[code] = words
    return title


def _held(typed: Mapping[str, str], upload: Upload | None, errors: dict[str, str]) -> Held | None:
    """The file or the link, whichever came."""
    address = clean_text(typed.get("address", "")).strip()
    if upload is not None and address:
        errors["address"] = "Choose a file or enter a web address, not both"
        return None
    if upload is None and not address:
        errors["file"] = "Choose a file, or enter a web address below"
        return None
    try:
        return held_file(upload.name, upload.content) if upload is not None else held_link(address)
    except BadDocument as bad:
        errors["address" if upload is None else "file"] = str(bad)
        return None


async def _draw(
    request: Request,
    consultation: Consultation,
    values: Mapping[str, str] | None,
    errors: Mapping[str, str],
    which: str,
) -> Response:
    every = await history_of(consultation.id)
    current = [one for one in every if one.removed_at is None]
    replaced = next((one for one in current if str(one.id) == which), None)
    context = {
        "documents": current,
        "earlier": [one for one in every if one.removed_at is not None],
        "replaced": replaced,
        "values": values if values is not None else _values(replaced),
        "errors": errors,
        "welsh": "cy" in (await latest_version(consultation.questionnaire_id)).languages,
        "most": request.app.state.settings.file_limit // 1_000_000,
        "accept": ",".join(ENDINGS.values()),
        "changing": consultation.state is not State.closed,
        "saved": SAVED.get(request.query_params.get("saved", ""), ""),
    }
    return page(request, "manage/documents.html", {**desk_frame(request, consultation), **context}, 422 if errors else 200)


def _values(replaced: DocumentFacts | None) -> dict[str, str]:
    if replaced is None:
        return {}
    return {box("title", code): words for code, words in replaced.title.items()} | {"address": replaced.address}


def _send(request: Request, row: BackgroundDocument) -> Response:
    """The bytes with headers under which a browser neither guesses their kind nor runs anything in them."""
    tag = f'"{row.sha256}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    how = "inline" if row.media_type in SHOWN_IN_THE_BROWSER else "attachment"
    headers["Content-Disposition"] = f"{how}; filename*=utf-8''{quote(row.file_name)}"
    return Response(bytes(row.content or b""), media_type=row.media_type, headers=headers)


def _back(consultation: Consultation, saved: str) -> Response:
    return RedirectResponse(f"/manage/{consultation.slug}/documents{f'?saved={saved}' if saved else ''}", status_code=303)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFound("There is no such document.")
    return int(text)
