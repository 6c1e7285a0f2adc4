"""What every public service says of itself."""

from __future__ import annotations

from consult.accounts.access import COOKIE
from tests.conftest import Service


async def test_the_privacy_page_names_the_cookies_that_are_set(service: Service) -> None:
    visitor = await service.visitor()
    page = await visitor.go("/privacy?lang=en")
    assert COOKIE in page.text
    for name in visitor.client.cookies:
        assert name in page.text


async def test_both_pages_are_reached_from_the_foot_of_any_page(service: Service) -> None:
    visitor = await service.visitor()
    await visitor.go("/nothing-here", status=404)
    foot = set(visitor.page.links.values())
    assert {"/accessibility", "/privacy"} <= foot
    await visitor.go("/accessibility")
