"""Somebody with a keyboard alone, without JavaScript, goes the whole way on a phone: steps, check, save, change, withdraw."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page

from consult.database import opened
from surveys.models import Draft, Response
from tests.browser.test_kinds import Typist, look
from tests.consult.responding.routed import BACK, FORM, a_routed_consultation
from tests.servers import Server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.parametrize("settings", ["sqlite"], indirect=True),  # the story has both databases
]

PHONE = {"width": 360, "height": 740}


async def on_a_phone(chromium: Browser, address: str, *, script: bool = False) -> Page:
    context = await chromium.new_context(java_script_enabled=script, viewport=PHONE, bypass_csp=script)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(address)
    return page


async def press(page: Page, name: str) -> None:
    """Go to the button and press Enter on it."""
    await page.get_by_role("button", name=name, exact=True).focus()
    await enter(page)


async def enter(page: Page) -> None:
    """The Enter key, wherever the focus is, and the page that follows."""
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def code_on(page: Page) -> str:
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", await page.locator("main").inner_text())
    assert found is not None
    return found[0]


async def test_the_whole_way_with_the_keyboard_alone_on_two_devices(chromium: Browser, server: Server) -> None:
    async with opened(server.settings):
        await a_routed_consultation()
        await server.until_ready()
        page = await on_a_phone(chromium, server.address + FORM)
        await Typist(page).choose("travel", "bus")
        await Typist(page).type("driver", "Ann")
        await enter(page)  # in a field: goes on, and does not change the language
        await Typist(page).type("wait", "40")
        await press(page, "Save and finish later")
        code = await code_on(page)
        assert code not in page.url

        other = await on_a_phone(chromium, server.address + BACK)
        await Typist(other).type("code", code.lower())
        await enter(other)
        assert await other.locator("[name=wait]").input_value() == "40"
        await press(other, "Continue")
        await Typist(other).type("why", "It is far.")
        await press(other, "Continue")
        await press(other, "Continue")
        assert await other.locator("h1").inner_text() == "Check your answers before you send them"
        await press(other, "Change How long do you wait?")
        assert other.url.endswith("#wait")
        await press(other, "Continue")
        await press(other, "Send your answers")
        [response] = await Response.all()
        assert response.record["answers"] == {"travel": "bus", "driver": "Ann", "wait": "40", "why": "It is far."}
        assert await Draft.all().count() == 0

        await press(other, "See your answers")
        await press(other, "Withdraw my answers")
        await press(other, "Yes, withdraw my answers")
        await response.refresh_from_db()
        assert response.withdrawn_at is not None
        assert "far" not in str(response.record)


async def test_the_browsers_own_back_and_forward_keep_every_word(chromium: Browser, server: Server) -> None:
    async with opened(server.settings):
        await a_routed_consultation()
    await server.until_ready()
    page = await on_a_phone(chromium, server.address + FORM)
    await page.get_by_label("Bus", exact=True).check()
    await page.get_by_label("Who drives?").fill("Ann")
    await press(page, "Continue")
    await page.get_by_label("How long do you wait?").fill("40")
    await press(page, "Continue")
    await page.locator("[name=why]").fill("Because")
    await page.go_back()
    assert await page.locator("[name=wait]").input_value() == "40"
    await page.go_back()
    assert await page.locator("[name=driver]").input_value() == "Ann"
    await page.go_forward()
    await page.go_forward()
    assert await page.locator("[name=why]").input_value() == "Because"


async def test_every_page_on_the_way_passes_axe_and_never_scrolls_sideways(chromium: Browser, server: Server) -> None:
    async with opened(server.settings):
        await a_routed_consultation()
    await server.until_ready()
    page = await on_a_phone(chromium, server.address + FORM, script=True)
    await look(page)
    await press(page, "Continue")
    await look(page)
    await page.get_by_label("Car", exact=True).check()
    await press(page, "Save and finish later")
    await look(page)
    await press(page, "Go on answering now")
    for _ in range(4):
        await press(page, "Continue")
        await look(page)
    await press(page, "Cymraeg")
    await look(page)
    await press(page, "English")
    for button in ("Send your answers", "See your answers", "Withdraw my answers", "Yes, withdraw my answers"):
        await press(page, button)
        await look(page)
    await page.goto(server.address + BACK)
    await press(page, "Find my answers")
    await look(page)
