"""Who is voting: a random id in a signed cookie, and nothing else. The stored votes carry only its keyed hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from consult.errors import FormExpired
from consult.security import Keyring

COOKIE = "voter"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who votes, known by their browser alone."""

    id: str
    hash: str
    """What is stored with each vote."""
    known: bool
    """Whether the browser brought the id with it."""


def voter_of(request: Request) -> Voter:
    """The voter of this browser, or a new one where it brings no valid cookie."""
    keys: Keyring = request.state.keys
    try:
        return _voter(keys, str(keys.read("voter", request.cookies.get(COOKIE, ""), A_YEAR)["id"]), known=True)
    except FormExpired:
        return _voter(keys, secrets.token_urlsafe(18), known=False)


def new_token(keys: Keyring, voter: Voter, round_id: int) -> str:
    """The token of a ballot. It carries the voter, so that one ballot can be sent where cookies are refused."""
    return keys.sign("ballot", {"voter": voter.id, "round": round_id})


def read_ballot(request: Request, token: str) -> tuple[Voter, int]:
    """The voter and the round of a ballot. Raises FormExpired, also when it is another voter's than this browser's."""
    keys: Keyring = request.state.keys
    facts = keys.read("ballot", token)
    voter, here = _voter(keys, str(facts["voter"]), known=False), voter_of(request)
    if here.known and here.id != voter.id:
        raise FormExpired("This page was made for another browser, so we have not stored your votes.")
    return voter, int(facts["round"])


def remember(response: Response, request: Request, voter: Voter) -> Response:
    """Give the browser the voter's id for a year, so that votes can be changed and nobody is counted twice."""
    response.set_cookie(
        COOKIE,
        request.state.keys.sign("voter", {"id": voter.id}),
        max_age=A_YEAR,
        httponly=True,
        samesite="lax",
        secure=request.app.state.settings.secure_cookies,
        path="/consultations",
    )
    return response


def _voter(keys: Keyring, id_: str, *, known: bool) -> Voter:
    return Voter(id_, keys.fingerprint("voter", id_), known)
