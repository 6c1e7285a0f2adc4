"""Who may open what: every route of the service, for a stranger, for another organisation, for a viewer and for the lead.

A new route that is in none of the tables fails the first test, so that nobody forgets to say who may use it.
"""

from __future__ import annotations

import datetime as dt

import pytest
from starlette.routing import Route

from consult.accounts.access import COOKIE
from consult.accounts.accounts import sign_in
from consult.accounts.models import Role
from consult.routes import routes
from tests.conftest import Service
from tests.factories import PASSWORD, a_public_consultation, an_account, an_organisation
from tests.visitor import Visitor

PUBLIC = {
    ("GET", "/"),
    ("GET", "/consultations/{slug}"),
    ("GET", "/consultations/{slug}/documents/{id:int}"),
    ("GET", "/consultations/{slug}/answer"),
    ("POST", "/consultations/{slug}/answer"),
    ("GET", "/consultations/{slug}/thank-you/{response_id:uuid}"),
    ("GET", "/consultations/{slug}/come-back"),
    ("POST", "/consultations/{slug}/come-back"),
    ("POST", "/consultations/{slug}/my-answers"),
    ("GET", "/consultations/{slug}/paper/{name}"),
    ("GET", "/consultations/{slug}/vote"),
    ("POST", "/consultations/{slug}/vote"),
    ("GET", "/consultations/{slug}/findings"),
    ("GET", "/consultations/{slug}/findings/{number:int}/{name}"),
    ("GET", "/consultations/{slug}/decision"),
    ("GET", "/consultations/{slug}/decision/{name}"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sign-out"),
    ("GET", "/accessibility"),
    ("GET", "/privacy"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
}
"""Anybody may use these; what they show of a draft is tested with each feature."""

LOOK = {
    ("GET", "/manage/{slug}"),
    ("GET", "/manage/{slug}/about"),
    ("GET", "/manage/{slug}/documents"),
    ("GET", "/manage/{slug}/duties"),
    ("GET", "/manage/{slug}/versions"),
    ("GET", "/manage/{slug}/questions"),
    ("GET", "/manage/{slug}/preview"),
    ("GET", "/manage/{slug}/paper"),
    ("GET", "/manage/{slug}/themes"),
    ("GET", "/manage/{slug}/voting"),
    ("GET", "/manage/{slug}/findings"),
    ("GET", "/manage/{slug}/decision"),
}
"""Every member of staff of the organisation may look at these."""

CHANGE = {
    ("GET", "/manage/{slug}/questions/new"),
    ("GET", "/manage/{slug}/questions/{key}"),
    ("GET", "/manage/{slug}/questions/{key}/way"),
    ("GET", "/manage/{slug}/questions/{key}/remove"),
    ("GET", "/manage/{slug}/copy"),
    ("GET", "/manage/{slug}/reopen"),
    ("GET", "/manage/{slug}/open"),
    ("GET", "/manage/{slug}/close"),
    ("POST", "/manage/{slug}/about"),
    ("POST", "/manage/{slug}/questions/new"),
    ("POST", "/manage/{slug}/questions/{key}"),
    ("POST", "/manage/{slug}/questions/{key}/way"),
    ("POST", "/manage/{slug}/questions/{key}/move"),
    ("POST", "/manage/{slug}/questions/{key}/remove"),
    ("POST", "/manage/{slug}/documents"),
    ("POST", "/manage/{slug}/copy"),
    ("POST", "/manage/{slug}/duties"),
    ("POST", "/manage/{slug}/versions"),
    ("POST", "/manage/{slug}/reopen"),
    ("POST", "/manage/{slug}/open"),
    ("POST", "/manage/{slug}/close"),
    ("GET", "/manage/{slug}/data"),
    ("GET", "/manage/{slug}/data/{name}"),
    ("GET", "/manage/{slug}/import"),
    ("POST", "/manage/{slug}/import"),
    ("GET", "/manage/{slug}/import/{id:int}"),
    ("POST", "/manage/{slug}/import/{id:int}"),
    ("GET", "/manage/{slug}/paper/new"),
    ("GET", "/manage/{slug}/paper/{id:int}/second"),
    ("GET", "/manage/{slug}/paper/{id:int}/settle"),
    ("POST", "/manage/{slug}/paper/new"),
    ("POST", "/manage/{slug}/paper/{id:int}/second"),
    ("POST", "/manage/{slug}/paper/{id:int}/settle"),
    ("POST", "/manage/{slug}/themes/run"),
    ("POST", "/manage/{slug}/themes/sign-off"),
    ("POST", "/manage/{slug}/themes/{key}"),
    ("POST", "/manage/{slug}/voting"),
    ("POST", "/manage/{slug}/findings"),
    ("POST", "/manage/{slug}/decision"),
}
"""Only those whose role lets them change a consultation."""

ELSEWHERE = {
    ("GET", "/manage"),
    ("GET", "/manage/new"),
    ("POST", "/manage/new"),
    ("GET", "/manage/import"),
    ("POST", "/manage/import"),
    ("GET", "/manage/{slug}/documents/{id:int}"),
    ("GET", "/manage/{slug}/paper/print/{name}"),
    ("GET", "/manage/{slug}/themes/{key}"),
    ("GET", "/jobs/{id:int}"),
}
"""Staff alone, and not about one consultation, or needing more than a consultation to exist: tested with their features."""

SLUG = "bus-42"
STAFF = sorted(LOOK | CHANGE | ELSEWHERE)


def known_routes() -> set[tuple[str, str]]:
    return {
        (method, route.path) for route in routes if isinstance(route, Route) for method in (route.methods or set()) - {"HEAD"}
    }


def filled(path: str) -> str:
    values = {"{slug}": SLUG, "{key}": "name-it", "{id:int}": "1", "{number:int}": "1", "{name}": "findings.pdf"}
    for mark, value in values.items():
        path = path.replace(mark, value)
    return path


async def ask(visitor: Visitor, method: str, path: str, **typed: str) -> tuple[int, str]:
    """Status, and where it sends the visitor, without following."""
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    if method == "GET":
        response = await visitor.client.get(filled(path))
    else:
        response = await visitor.client.post(filled(path), data=typed, headers=headers)
    return response.status_code, response.headers.get("location", "")


async def signed_in(service: Service, email: str) -> Visitor:
    visitor = await service.visitor()
    token = await sign_in(email, PASSWORD, now=dt.datetime.now(dt.UTC))  # the service reads the real clock
    visitor.client.cookies.set(COOKIE, token)
    return visitor


def csrf_of(service: Service, visitor: Visitor) -> str:
    return service.keys.fingerprint("csrf", visitor.client.cookies[COOKIE])


@pytest.fixture
async def consultation(service: Service) -> None:
    body = await an_organisation()
    lead = await an_account(body)
    await an_account(body, "viewer@anytown.example", Role.viewer)
    await an_account(await an_organisation("Otherville Council"), "lead@otherville.example")
    await a_public_consultation(lead, SLUG)


def test_every_route_says_who_may_use_it() -> None:
    assert known_routes() == PUBLIC | LOOK | CHANGE | ELSEWHERE


@pytest.mark.usefixtures("consultation")
async def test_a_stranger_is_asked_to_sign_in_on_every_page_of_staff(service: Service) -> None:
    stranger = await service.visitor()
    wrong = {}
    for method, path in STAFF:
        status, place = await ask(stranger, method, path)
        if status != 303 or not place.startswith("/sign-in"):
            wrong[method, path] = (status, place)
    assert wrong == {}


@pytest.mark.usefixtures("consultation")
async def test_another_organisation_sees_nothing_not_even_that_it_is_there(service: Service) -> None:
    other = await signed_in(service, "lead@otherville.example")
    csrf = csrf_of(service, other)
    statuses = {(m, p): (await ask(other, m, p, csrf=csrf))[0] for m, p in sorted(LOOK | CHANGE)}
    assert set(statuses.values()) == {404}, {k: v for k, v in statuses.items() if v != 404}


@pytest.mark.usefixtures("consultation")
async def test_a_viewer_may_look_at_everything_and_change_nothing(service: Service) -> None:
    viewer = await signed_in(service, "viewer@anytown.example")
    csrf = csrf_of(service, viewer)
    looks = {(m, p): (await ask(viewer, m, p))[0] for m, p in sorted(LOOK)}
    assert set(looks.values()) == {200}, looks
    changes = {(m, p): (await ask(viewer, m, p, csrf=csrf))[0] for m, p in sorted(CHANGE) if m == "POST"}
    assert set(changes.values()) == {403}, changes


@pytest.mark.usefixtures("consultation")
async def test_nobody_changes_anything_without_the_forms_token(service: Service) -> None:
    lead = await signed_in(service, "lead@anytown.example")
    for csrf in ("", "made-up", csrf_of(service, await signed_in(service, "viewer@anytown.example"))):
        statuses = {(m, p): (await ask(lead, m, p, csrf=csrf))[0] for m, p in sorted(CHANGE | ELSEWHERE) if m == "POST"}
        assert set(statuses.values()) == {403}, statuses


@pytest.mark.usefixtures("consultation")
async def test_the_lead_may_look_at_everything(service: Service) -> None:
    lead = await signed_in(service, "lead@anytown.example")
    looks = {(m, p): (await ask(lead, m, p))[0] for m, p in sorted(LOOK)}
    assert set(looks.values()) == {200}, looks
