"""Errors that carry their status and their facts; one handler draws the page (HOUSE.md rule 5)."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tortoise.exceptions import DBConnectionError, OperationalError

from consult.faults import where
from consult.templating import page

log = logging.getLogger(__name__)


class Refusal(Exception):
    """Something a person asked for cannot be done: what happened, and what they can do now, in plain words."""

    status = 400
    title = "That did not work"
    what_to_do = "Go back and try again."

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        super().__init__(what_happened)
        self.what_happened = what_happened
        if what_to_do:
            self.what_to_do = what_to_do


class NotFound(Refusal):
    """There is no such page, or it is not for this person: the two read the same on purpose."""

    status = 404
    title = "Page not found"
    what_to_do = "Check the web address, or start from the list of consultations."

    def __init__(self, what_happened: str = "There is nothing at this address.") -> None:
        super().__init__(what_happened)


class NotAllowed(Refusal):
    """A signed-in person may not do this."""

    status = 403
    title = "You cannot do this"
    what_to_do = "Ask the lead of this consultation."


class FormExpired(Refusal):
    """A form came without a valid token."""

    status = 403
    title = "This page had been open for too long"
    what_to_do = "Go back, reload the page and send it again."


class NotNow(Refusal):
    """The consultation is at another stage."""

    status = 409
    title = "Not at this stage"


class Closed(Refusal):
    """The consultation takes no more answers."""

    status = 410
    title = "This consultation is closed"
    what_to_do = "You can read what people said when the findings are published."


class StaleEdit(Refusal):
    """Somebody else changed the same thing first; nothing typed is lost."""

    status = 409
    title = "Somebody else changed this first"


class TooBusy(Refusal):
    """The disk cannot keep up; nothing was stored."""

    status = 503
    title = "We are very busy"
    what_to_do = "Wait a minute, then press the button again. What you typed is still on the page."


class SignInNeeded(Exception):
    """Only signed-in people see this page."""


HTTP_WORDS: Mapping[int, tuple[str, str, str]] = {
    400: ("We could not read that", "The page sent something we could not read.", "Go back and try again."),
    403: ("You cannot do this", "You are not allowed to do this.", "Sign in, or go back."),
    404: ("Page not found", "There is nothing at this address.", NotFound.what_to_do),
    405: ("That did not work", "This page cannot be used in that way.", "Go back and use the buttons on the page."),
    413: (
        "That is too long to send",
        "What you sent is larger than we can take, so we have not kept it.",
        "Go back and shorten your answer. If you need more room, contact the body that asks.",
    ),
    500: (
        "Sorry, there is a problem with the service",
        "Something went wrong on our side.",
        "Try again later. If you were sending answers, go back: what you typed is still on the page.",
    ),
    503: (
        "Sorry, the service is not available",
        "We cannot reach our records at the moment. Nothing was stored.",
        "Wait a minute, then try again. If you were sending answers, go back: what you typed is still on the page.",
    ),
}


async def draw_refusal(request: Request, error: Exception) -> Response:
    """The page for a Refusal."""
    assert isinstance(error, Refusal)
    headers = {"Retry-After": "30"} if error.status == 503 else None
    return page(
        request,
        "errors/error.html",
        {"heading": error.title, "what_happened": error.what_happened, "what_to_do": error.what_to_do, "status": error.status},
        status=error.status,
        headers=headers,
    )


async def draw_http_error(request: Request, error: Exception) -> Response:
    """The page for an error that Starlette raised: no route, a wrong method, too large a body."""
    assert isinstance(error, HTTPException)
    return error_page(request, error.status_code, dict(error.headers or {}))


async def send_to_sign_in(request: Request, error: Exception) -> Response:
    """Strangers are asked to sign in, and come back to the page they wanted."""
    from urllib.parse import quote

    wanted = quote(request.url.path) if request.method == "GET" else "/manage"
    return RedirectResponse(f"/sign-in?next={wanted}", status_code=303)


def error_page(request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """The page for a status, in plain words."""
    title, what_happened, what_to_do = HTTP_WORDS.get(status, HTTP_WORDS[500 if status >= 500 else 400])
    facts = {"heading": title, "what_happened": what_happened, "what_to_do": what_to_do, "status": status}
    return page(request, "errors/error.html", facts, status=status, headers=headers)


def database_is_away(error: BaseException) -> bool:
    """Whether an error means that the database cannot be reached (and not that we asked it something wrong)."""
    if isinstance(error, (DBConnectionError, ConnectionError, TimeoutError)):
        return True
    if isinstance(error, OperationalError):
        words = str(error).lower()
        return any(w in words for w in ("unable to open", "disk i/o", "connection", "locked", "shutting down", "terminating"))
    name = type(error).__name__
    return isinstance(error, OSError) or name in {
        "InterfaceError",
        "CannotConnectNowError",
        "AdminShutdownError",
        "ConnectionDoesNotExistError",
        "TooManyConnectionsError",
        "InvalidCatalogNameError",
    }


class LastResort:
    """Outermost ASGI layer: turns whatever nobody caught into a page, and logs where it arose but never what it said.

    An error's own text can hold a respondent's words, so neither the log nor the page shows it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as error:
            away = database_is_away(error)
            log.error("%s %s: %s at %s", scope["method"], _route(scope), type(error).__name__, where(error))
            if started:
                raise RuntimeError("the response had begun when an error arose") from None
            response = error_page(Request(scope), 503 if away else 500, {"Retry-After": "30"} if away else None)
            await response(scope, receive, send)


def _route(scope: Scope) -> str:
    """The route's pattern rather than the address, which may name a response."""
    route = scope.get("route")
    return getattr(route, "path", None) or "unrouted"
