"""Each kind of question answered in a real browser by somebody with a keyboard alone, without JavaScript, on a small phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from consult.database import opened
from surveys.models import Kind, Response
from surveys.questions import unpacked
from tests.browser.test_story import WCAG
from tests.consult.responding.every_kind import ASKED, SLUG, every_kind
from tests.factories import an_account
from tests.servers import Server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.parametrize("settings", ["sqlite"], indirect=True),  # the story has both databases
]

MOST_TABS = 120


@dataclass
class Typist:
    """Somebody who has no mouse: Tab, arrows, space and letters are all there is."""

    page: Page

    async def focused(self) -> str:
        """The name of the field that has the focus, "" for anything else."""
        return str(await self.page.evaluate("document.activeElement.getAttribute('name') || ''"))

    async def tab_to(self, name: str) -> None:
        for _ in range(MOST_TABS):
            if await self.focused() == name:
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {name} with the Tab key")

    async def type(self, name: str, words: str) -> None:
        await self.tab_to(name)
        await self.page.keyboard.type(words)

    async def choose(self, name: str, value: str) -> None:
        """In a group of radios: space takes the first, arrows go on to the next."""
        await self.tab_to(name)
        await self.page.keyboard.press("Space")
        for _ in range(20):
            if await self.page.evaluate("document.activeElement.value") == value:
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no way to {value} with the arrow keys")

    async def tick(self, name: str, *values: str) -> None:
        for value in values:
            for _ in range(MOST_TABS):
                if await self.focused() == name and await self.page.evaluate("document.activeElement.value") == value:
                    break
                await self.page.keyboard.press("Tab")
            await self.page.keyboard.press("Space")

    async def select(self, name: str, value: str) -> None:
        """In a list: the letters of what is wanted."""
        await self.tab_to(name)
        await self.page.keyboard.type(value)

    async def send(self) -> None:
        for _ in range(MOST_TABS):
            if await self.page.evaluate("document.activeElement.type") == "submit":
                break
            await self.page.keyboard.press("Tab")
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url("**/thank-you/**")


ANSWERS: dict[Kind, tuple[list[tuple[Any, ...]], dict[str, str]]] = {
    Kind.long_text: ([("type", "", "I could see my mother.")], {"": "I could see my mother."}),
    Kind.short_text: ([("type", "", "Bessie")], {"": "Bessie"}),
    Kind.single_choice: ([("choose", "", "+other"), ("type", "+other", "By boat")], {"": "+other", "+other": "By boat"}),
    Kind.several_choices: ([("tick", "", "the-cost", "the-wait")], {"the-cost": "yes", "the-wait": "yes"}),
    Kind.scale: ([("choose", "", "disagree")], {"": "disagree"}),
    Kind.rating: ([("choose", "", "10")], {"": "10"}),
    Kind.slider: ([("choose", "", "4")], {"": "4"}),
    Kind.ranking: (
        [("select", "lower-fares", "1"), ("select", "more-stops", "2")],
        {"lower-fares": "1", "more-stops": "2"},
    ),
    Kind.matrix: (
        [("choose", "the-doctor", "easy"), ("choose", "the-hospital", "very-hard")],
        {"the-doctor": "easy", "the-hospital": "very-hard"},
    ),
    Kind.appraisal: (
        [("select", "urgent-care.keep-as-now.in-the-town", "4"), ("type", "urgent-care.keep-as-now.in-the-town.+why", "Nearer")],
        {"urgent-care.keep-as-now.in-the-town": "4", "urgent-care.keep-as-now.in-the-town.+why": "Nearer"},
    ),
    Kind.number: ([("type", "", "40")], {"": "40"}),
    Kind.date: ([("type", "day", "29"), ("type", "month", "2"), ("type", "year", "2024")], {"": "2024-02-29"}),
    Kind.area: ([("type", "", "sy23 3bu")], {"": "SY23"}),
    Kind.statements: ([("choose", "buses-should-be-free-for-carers", "unsure")], {"buses-should-be-free-for-carers": "unsure"}),
    Kind.points: ([("type", "buses", "70"), ("type", "cycle-paths", "30")], {"buses": "70", "taxis": "0", "cycle-paths": "30"}),
    Kind.touchpoints: (
        [("choose", "waiting-for-it", "displeased"), ("type", "waiting-for-it.+why", "An hour")],
        {"waiting-for-it": "displeased", "waiting-for-it.+why": "An hour"},
    ),
    Kind.stage: ([("choose", "", "being-treated")], {"": "being-treated"}),
}  # fmt: skip


async def test_each_kind_is_answered_with_the_keyboard_alone(chromium: Browser, server: Server) -> None:
    assert set(ANSWERS) == set(ASKED) == set(Kind)
    async with opened(server.settings):
        await every_kind(await an_account())
        await server.until_ready()
        for kind, (moves, parts) in ANSWERS.items():
            context = await chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
            page = await context.new_page()
            await page.goto(f"{server.address}/consultations/{SLUG}/answer")
            typist = Typist(page)
            for move, part, *values in moves:
                await getattr(typist, move)(f"{kind.value}.{part}" if part else kind.value, *values)
            await typist.send()
            newest = await Response.all().order_by("-received_at").first()
            assert newest is not None
            assert unpacked(newest.record) == {kind.value: parts}, kind
            await context.close()
        assert await Response.all().count() == len(Kind)


async def test_the_form_of_every_kind_passes_axe_and_never_scrolls_sideways(chromium: Browser, server: Server) -> None:
    async with opened(server.settings):
        await every_kind(await an_account(), required=list(Kind))
    await server.until_ready()
    for width in (360, 1280):
        page = await chromium.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
        await page.goto(f"{server.address}/consultations/{SLUG}/answer")
        await look(page)
        await page.get_by_role("button", name="Send your answers").click()
        await page.wait_for_load_state()
        assert await page.locator(".nhsuk-error-summary li").count() == len(Kind), "each question says what is missing"
        await look(page)
        await page.close()


async def look(page: Page) -> None:
    result = (await Axe().run(page, options={"runOnly": WCAG})).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in result] == []
    assert not await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


async def test_with_a_script_a_choice_is_ranked_with_buttons_and_points_are_counted(chromium: Browser, server: Server) -> None:
    async with opened(server.settings):
        await every_kind(await an_account())
        await server.until_ready()
        page = await chromium.new_page()
        await page.goto(f"{server.address}/consultations/{SLUG}/answer")
        await page.get_by_role("button", name="Move up: Shelters at stops").click()
        await page.get_by_role("button", name="Move up: Shelters at stops").click()
        await page.locator("[name='points.buses']").fill("130")
        assert await page.locator("[data-points-left]").inner_text() == "Points too many: 30"
        await page.locator("[name='points.buses']").fill("100")
        assert await page.locator("[data-points-left]").inner_text() == "Points left: 0"
        await page.get_by_role("button", name="Send your answers").click()
        await page.wait_for_url("**/thank-you/**")
        [response] = await Response.all()
        assert unpacked(response.record)["ranking"] == {
            "a-later-last-bus": "1",
            "shelters-at-stops": "2",
            "lower-fares": "3",
            "more-stops": "4",
        }
