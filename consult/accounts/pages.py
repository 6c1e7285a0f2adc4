"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import COOKIE
from consult.accounts.accounts import SESSION_LENGTH, CannotSignIn, sign_in, sign_out
from consult.accounts.frame import STAFF_LANGUAGES
from consult.security import check_csrf, check_origin
from consult.templating import page

DESK = "/manage"
PURPOSE = "sign-in"
LONGEST_PASSWORD = 1_000
"""Nobody types more, and hashing costs time."""


async def form(request: Request) -> Response:
    """`GET /sign-in`: e-mail address and password; somebody who is signed in goes straight on."""
    wanted = local_path(request.query_params.get("next", ""))
    if request.state.account is not None:
        return RedirectResponse(wanted, status_code=303)
    return _draw(request, wanted)


async def enter(request: Request) -> Response:
    """`POST /sign-in`: start a session and go where the person wanted to go."""
    async with request.form(max_files=0, max_fields=10, max_part_size=64 * 1024) as sent:
        typed = {name: value for name, value in sent.items() if isinstance(value, str)}
    check_origin(request)
    request.state.keys.read(PURPOSE, typed.get("form_token", ""))
    email, password = typed.get("email", "").strip(), typed.get("password", "")
    wanted = local_path(typed.get("next", ""))
    errors = _unfilled(email, password)
    if errors:
        return _draw(request, wanted, email, errors, 422)
    try:
        token = await sign_in(email[:254], password[:LONGEST_PASSWORD], now=request.state.now)
    except CannotSignIn as refused:
        # beside neither field, and the same for both: a stranger must not learn which addresses have accounts
        return _draw(request, wanted, email, {"email": f"{refused.what_happened} {refused.what_to_do}"}, refused.status)
    response = RedirectResponse(wanted, status_code=303)
    secure = request.app.state.settings.secure_cookies
    age = int(SESSION_LENGTH.total_seconds())
    response.set_cookie(COOKIE, token, max_age=age, path="/", httponly=True, samesite="lax", secure=secure)
    return response


async def leave(request: Request) -> Response:
    """`POST /sign-out`: end the session. Somebody without one is sent to the same page."""
    if request.state.account is not None:
        async with request.form(max_files=0, max_fields=10, max_part_size=64 * 1024) as sent:
            check_csrf(request, sent.get("csrf"))
        await sign_out(request.cookies[COOKIE], now=request.state.now)
    response = RedirectResponse("/sign-in?out=1", status_code=303)
    response.delete_cookie(COOKIE, path="/")
    return response


def local_path(wanted: str) -> str:
    """Where to go after signing in: a path of this service, else the desk.

    Browsers read a backslash as a slash and drop control characters, so that `/\\other.example` would lead away.
    """
    odd = "\\" in wanted or any(ord(character) < 33 or ord(character) == 127 for character in wanted)
    away = urlsplit(wanted) if not odd and wanted.startswith("/") and not wanted.startswith("//") else None
    if away is None or away.scheme or away.netloc or away.path in ("/sign-in", "/sign-out"):
        return DESK
    return wanted


def _unfilled(email: str, password: str) -> dict[str, str]:
    errors = {}
    if not email:
        errors["email"] = "Enter your e-mail address"
    if not password:
        errors["password"] = "Enter your password"  # noqa: S105 - a message
    return errors


def _draw(request: Request, wanted: str, email: str = "", errors: dict[str, str] | None = None, status: int = 200) -> Response:
    context = {
        "wanted": wanted,
        "values": {"email": email},
        "errors": errors or {},
        # a stranger has no session, so the form carries a signed token of its own kind
        "form_token": request.state.keys.sign(PURPOSE, {}),
        "signed_out": "out" in request.query_params,
        "languages": STAFF_LANGUAGES,
    }
    return page(request, "accounts/sign_in.html", context, status)
