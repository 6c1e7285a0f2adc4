"""Signed tokens, forgery checks and the headers that every response carries."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consult.errors import FormExpired
from consult.settings import BadSetting, Settings

FORM_LIFETIME = 7 * 24 * 3600  # a person may leave the page open over a weekend
TAKES_FILES = re.compile(r"/manage/(?:[^/]+/)?(?:import|documents)")
"""The addresses to which staff send files, which may be larger than a form; who they are is asked before a byte is read."""
RECEIPT_LETTERS = "BCDFGHJKMNPQRTVWXY346789"  # none that look alike, no vowels that could spell a word

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Keyring:
    """The service's secret, and what is derived from it."""

    secret: str

    def sign(self, purpose: str, facts: dict[str, Any]) -> str:
        """A signed, dated, readable token. Put nothing secret in it."""
        return URLSafeTimedSerializer(self.secret, salt=purpose).dumps(facts)

    def read(self, purpose: str, token: str, lifetime: int = FORM_LIFETIME) -> dict[str, Any]:
        """The facts of a token made by `sign`. Raises FormExpired when it is not ours, altered or too old."""
        try:
            facts: dict[str, Any] = URLSafeTimedSerializer(self.secret, salt=purpose).loads(token, max_age=lifetime)
        except BadData:
            raise FormExpired("We could not tell that this form came from our page, so we have not used it.") from None
        return facts

    def receipt(self, response_id: str) -> str:
        """The reference of a response, like BCDF-GHJK-3467: always the same for the same response, never guessable."""
        digest = hmac.new(self.secret.encode(), b"receipt:" + response_id.encode(), hashlib.sha256).digest()
        letters = [RECEIPT_LETTERS[b % len(RECEIPT_LETTERS)] for b in digest[:12]]
        return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))

    def fingerprint(self, purpose: str, text: str) -> str:
        """A keyed hash, 64 hex digits: what is stored instead of a receipt or a voter's token."""
        return hmac.new(self.secret.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def keyring(settings: Settings) -> Keyring:
    """The service's keys: from SECRET_KEY, else from a file beside the SQLite database, made when it is missing.

    Raises BadSetting when neither is there to be had.
    """
    if settings.secret_key:
        return Keyring(settings.secret_key)
    if settings.dialect != "sqlite":
        raise BadSetting("SECRET_KEY must be set (at least 32 characters) when DATABASE_URL is not SQLite")
    path: Path = settings.sqlite_path.with_suffix(".key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return Keyring(path.read_text().strip())


def check_origin(request: Request) -> None:
    """Refuse a form that another site sent. Raises FormExpired. Old browsers that send neither header pass: the token decides."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise FormExpired("This form was sent from another website, so we have not used it.")
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise FormExpired("This form was sent from another website, so we have not used it.")


def check_csrf(request: Request, token: object) -> None:
    """Refuse a signed-in person's form unless it carries the token of their session. Raises FormExpired."""
    check_origin(request)
    expected = getattr(request.state, "csrf_token", "")
    if not expected or not hmac.compare_digest(str(token or "").encode(), str(expected).encode()):
        raise FormExpired("We could not tell that this form came from our page, so we have not used it.")


class SecurityHeaders:
    """ASGI layer that puts HEADERS on every response; pages that the public answers on are not kept by caches."""

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        self.app, self.secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if self.secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        await self.app(scope, receive, with_headers)


class BodyLimit:
    """ASGI layer that refuses too large a body with HTTPException 413, so that the page for it is ours.

    `most` bytes are taken, and `most_of_files` at the addresses that take files.
    Starlette's own `max_body_size` puts a bare "Content Too Large" in the place of every page once the length that the
    browser announces is too great.
    """

    def __init__(self, app: ASGIApp, most: int, most_of_files: int = 0) -> None:
        self.app, self.most, self.most_of_files = app, most, max(most, most_of_files)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        most = self.most_of_files if TAKES_FILES.fullmatch(scope["path"]) else self.most
        read = 0

        async def limited() -> Message:
            nonlocal read
            if announced.isdigit() and int(announced) > most:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        await self.app(scope, limited, send)
