"""The findings for everybody, their files, and the desk from which a lead publishes them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.consultations.access import for_change, for_staff, public_consultation
from consult.errors import NotFound
from consult.findings.files import file_of, send_file
from consult.findings.publishing import ChangeNotSaid, last_number, publication_of, start_publishing
from consult.findings.showing import draw_desk, draw_findings, draw_not_yet, site_of
from consult.forms import read_staff_form
from consult.templating import A_YEAR


async def findings(request: Request) -> Response:
    """`GET /consultations/{slug}/findings`: the newest version, or with `?version=` an earlier one."""
    consultation = await public_consultation(request.path_params["slug"])
    if not await last_number(consultation.id):
        return await draw_not_yet(request, consultation)
    publication = await publication_of(consultation, _number(request.query_params.get("version")))
    return await draw_findings(request, consultation, publication)


async def file(request: Request) -> Response:
    """`GET /consultations/{slug}/findings/{number}/{name}`: a published file. It never changes, so it may be kept for ever."""
    consultation = await public_consultation(request.path_params["slug"])
    publication = await publication_of(consultation, request.path_params["number"])
    found = await file_of(publication, request.path_params["name"])
    name = f"{consultation.slug}-{publication.number}-{found.name}"
    return send_file(request, found, name, caching=f"public, max-age={A_YEAR}, immutable")


async def desk(request: Request) -> Response:
    """`GET /manage/{slug}/findings`: what is missing, what would be published, what has been."""
    consultation = await for_staff(request.path_params["slug"], staff(request))
    return await draw_desk(request, consultation)


async def publish(request: Request) -> Response:
    """`POST /manage/{slug}/findings`: publish the findings as they stand."""
    account = staff(request)
    consultation = await for_change(request.path_params["slug"], account)
    typed = await read_staff_form(request)
    try:
        changed = typed.get("what_changed", "")
        await start_publishing(consultation, account, what_changed=changed, now=request.state.now, site=site_of(request))
    except ChangeNotSaid as refused:
        return await draw_desk(request, consultation, {"what_changed": refused.fault}, typed, refused.status)
    return RedirectResponse(f"/manage/{consultation.slug}/findings", status_code=303)


def _number(text: str | None) -> int | None:
    """The version asked for in the address; None where none is. Raises NotFound for what is no number."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise NotFound("There is no such version of the findings.")
    return int(text)
