"""The service says whether it is alive and whether it can work."""

from __future__ import annotations

from tests.conftest import Service


async def test_it_is_alive_and_ready(service: Service) -> None:
    visitor = await service.visitor()
    assert (await visitor.download("/healthz")).text == "ok\n"
    assert (await visitor.download("/readyz")).text == "ready\n"


async def test_an_unknown_address_gets_a_page_that_says_what_to_do(service: Service) -> None:
    visitor = await service.visitor()
    page = await visitor.go("/nothing-here", status=404)
    assert page.h1 == "Page not found"
    assert "list of consultations" in page.text


async def test_every_page_carries_a_strict_content_security_policy(service: Service) -> None:
    visitor = await service.visitor()
    page = await visitor.go("/nothing-here", status=404)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
