"""Reading the forms of signed-in people: every one carries the token of their session."""

from __future__ import annotations

from starlette.requests import Request

from consult.security import check_csrf

MOST_FIELDS = 200


async def read_staff_form(request: Request, most_fields: int = MOST_FIELDS) -> dict[str, str]:
    """What was typed, by field; the last value where a field came twice. Raises FormExpired without a valid token.

    A field may be as large as the whole body, so that one that is too long comes back to be shortened instead of being lost.
    """
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=0, max_fields=most_fields, max_part_size=limit) as form:
        check_csrf(request, form.get("csrf"))
        return {name: value for name, value in form.items() if isinstance(value, str)}
