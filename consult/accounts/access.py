"""Who is asking: reads the session cookie, once per request, and gives forms their token."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from consult.accounts.accounts import signed_in_account
from consult.accounts.models import Account
from consult.errors import SignInNeeded
from consult.security import Keyring

COOKIE = "consult_session"


class WhoIsAsking:
    """ASGI layer: puts the signed-in account (or None) and the forms' token on the request's state."""

    def __init__(self, app: ASGIApp, keys: Keyring) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            token = request.cookies.get(COOKIE)
            request.state.now = dt.datetime.now(dt.UTC)
            request.state.keys = self.keys
            account = await signed_in_account(token, now=request.state.now) if token else None
            request.state.account = account
            # a stranger's forms carry tokens of their own kind (consult/responding), so this one is for staff alone
            request.state.csrf_token = self.keys.fingerprint("csrf", token) if token and account else ""
        await self.app(scope, receive, send)


def staff(request: Request) -> Account:
    """The signed-in account. Raises SignInNeeded for a stranger."""
    account: Account | None = request.state.account
    if account is None:
        raise SignInNeeded
    return account
