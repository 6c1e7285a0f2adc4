"""Reading the forms of signed-in people: every one carries the token of their session."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

from consult.security import check_csrf

MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form: the name that it had on its sender's machine, and what is in it."""

    name: str
    content: bytes


async def read_staff_form(request: Request, most_fields: int = MOST_FIELDS) -> dict[str, str]:
    """What was typed, by field; the last value where a field came twice. Raises FormExpired without a valid token.

    A field may be as large as the whole body, so that one that is too long comes back to be shortened instead of being lost.
    """
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=0, max_fields=most_fields, max_part_size=limit) as form:
        check_csrf(request, form.get("csrf"))
        return {name: value for name, value in form.items() if isinstance(value, str)}


async def read_staff_file(request: Request, field: str = "file") -> tuple[dict[str, str], Upload | None]:
    """What was typed, and the file that was chosen, or None. Raises FormExpired without a valid token.

    The address must be one that takes files (`consult.security.TAKES_FILES`); a larger file is HTTPException 413.
    """
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=limit) as form:
        check_csrf(request, form.get("csrf"))
        typed = {name: value for name, value in form.items() if isinstance(value, str)}
        chosen = form.get(field)
        if not isinstance(chosen, UploadFile) or not chosen.filename:
            return typed, None
        return typed, Upload(chosen.filename, await chosen.read())
