"""The whole story, in a real browser: a question becomes a decision, and everybody can see how. On both databases."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from consult.database import opened
from tests.factories import PASSWORD, an_account
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "What will be the difference between a PCT and a CCG?"
ANSWERS = (
    ("Clinical leadership. Doctors and nurses will be in the lead at last.", True),
    ("The clinical leadership will be the difference, and it is about time.", True),
    ("Nothing will change, it is the same people under another name.", False),
)
"""Illustrative, like everything in this story. The third person does not want to be quoted."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Person:
    """Somebody with a browser of their own."""

    page: Page
    site: str

    async def go(self, path: str) -> None:
        answer = await self.page.goto(self.site + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    async def press(self, button: str) -> None:
        await self.page.get_by_role("button", name=button, exact=True).click()
        await self.page.wait_for_load_state()

    async def follow(self, link: str) -> None:
        await self.page.get_by_role("link", name=link, exact=True).first.click()
        await self.page.wait_for_load_state()

    async def write(self, **typed: str) -> None:
        """Fill in fields by their name on the form, which tests of the pages tie to their labels."""
        for name, words in typed.items():
            await self.page.locator(f"[name='{name}']").fill(words)

    async def choose(self, label: str) -> None:
        await self.page.get_by_label(label).first.check()

    async def sees(self, words: str | re.Pattern[str]) -> None:
        await expect(self.page.locator("main")).to_contain_text(words)

    async def reload_until(self, words: str) -> None:
        """What somebody without JavaScript does while a job runs: press the page's own link, or reload."""
        for _ in range(60):
            if words in await self.page.locator("main").inner_text():
                return
            await self.page.wait_for_timeout(500)
            await self.page.reload()
        raise AssertionError(f"{words!r} never came: {await self.page.locator('main').inner_text()}")


async def person(browser: Browser, server: Server, javascript: bool = True) -> Person:
    context = await browser.new_context(java_script_enabled=javascript, bypass_csp=False)
    context.set_default_timeout(15_000)
    return Person(await context.new_page(), server.address)


async def faults_of(browser: Browser, server: Server, paths: list[str], cookies_of: BrowserContext) -> dict[str, list[str]]:
    """axe's violations and any sideways scroll, at 360 and 1280 pixels, for each path that has any."""
    found: dict[str, list[str]] = {}
    for width in (360, 1280):
        context = await browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        await context.add_cookies(await cookies_of.cookies())  # type: ignore[arg-type]
        page = await context.new_page()
        for path in paths:
            await page.goto(server.address + path)
            result = (await Axe().run(page, options={"runOnly": WCAG})).response["violations"]
            faults = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in result]
            if await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append("scrolls sideways")
            if faults:
                found[f"{path} at {width}"] = faults
        await context.close()
    return found


async def test_a_question_becomes_a_decision(chromium: Browser, server: Server) -> None:
    async with opened(server.settings):
        await an_account()
    await server.until_ready()
    lead = await person(chromium, server)
    await sign_in(lead)
    slug = await ask(lead)
    for words, quotable in ANSWERS:
        await answer(await person(chromium, server, javascript=False), slug, words, quotable)
    await close(lead, slug)
    await find_themes(lead, slug)
    await open_voting(lead, slug)
    visitor = await person(chromium, server, javascript=False)
    await vote(visitor, slug)
    await publish(lead, slug)
    await read_findings(visitor, slug)
    await decide(lead, slug)
    await read_decision(visitor, slug)
    public = [
        "/",
        f"/consultations/{slug}",
        *(f"/consultations/{slug}/{p}" for p in ("vote", "findings", "decision")),
        "/sign-in",
    ]
    desk = [
        "/manage",
        f"/manage/{slug}",
        *(f"/manage/{slug}/{p}" for p in ("questions", "themes", "voting", "findings", "decision")),
    ]
    assert (
        await faults_of(chromium, server, [*public, *desk, "/privacy", "/accessibility", "/manage/new"], lead.page.context) == {}
    )


async def sign_in(lead: Person) -> None:
    await lead.go("/manage")
    await lead.write(email="lead@anytown.example", password=PASSWORD)
    await lead.press("Sign in")
    await expect(lead.page).to_have_url(lead.site + "/manage")


async def ask(lead: Person) -> str:
    """Write a consultation with one question, and open it; returns its slug."""
    await lead.follow("New consultation")
    await lead.write(
        title="From PCT to CCG",
        background="Illustrative: a new group will buy health care for the town.",
        can_change="How the group is led.",
        decided_by="The board, in July.",
        legal_duty="No law makes us ask.",
    )
    await lead.choose("Finding out what is needed")
    await lead.choose("Consult")
    await lead.press("Save as a draft")
    slug = "from-pct-to-ccg"
    await lead.go(f"/manage/{slug}/questions/new")
    await lead.follow("Long text")
    await lead.write(wording=QUESTION)
    await lead.choose("What the consultation is about")
    await lead.press("Save the question")
    await meet_the_duties(lead, slug)
    await lead.go(f"/manage/{slug}/open")
    await lead.press("Open it now")
    return slug


async def meet_the_duties(lead: Person, slug: str) -> None:
    """Evidence for the first two duties; an officer's reason in the place of the third."""
    await lead.go(f"/manage/{slug}/duties")
    for number, duty in ((1, "still-open"), (2, "reasons")):
        await lead.write(**{f"words-{duty}": "Minutes of the board, item 7."})
        await lead.write(**{f"dated-{duty}-{part}": value for part, value in (("day", "4"), ("month", "5"), ("year", "2026"))})
        await lead.press(f"Write it down for duty {number}")
    await lead.page.locator("#time summary").click()
    await lead.write(**{"officer-time": "Jo Bloggs, director of planning", "reason-time": "The group starts in April."})
    await lead.press("Go on without duty 3")


async def answer(someone: Person, slug: str, words: str, quotable: bool) -> None:
    await someone.go(f"/consultations/{slug}")
    await someone.go(f"/consultations/{slug}/answer")
    await someone.page.get_by_role("textbox").first.fill(words)
    await someone.choose("Yes, you may quote my words without my name" if quotable else "No, please do not quote me")
    await someone.press("Send your answers")
    await someone.sees(re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}"))


async def close(lead: Person, slug: str) -> None:
    await lead.go(f"/manage/{slug}")
    await lead.sees(re.compile(r"3\s+people have answered"))
    await lead.go(f"/manage/{slug}/close")
    await lead.press("Close it now")


async def find_themes(lead: Person, slug: str) -> None:
    await lead.go(f"/manage/{slug}/themes")
    await lead.press("Find the themes")
    await lead.reload_until("Sign off")
    await lead.sees("Clinical leadership")
    await lead.page.get_by_role("textbox").last.fill("I read all three answers.")
    await lead.press("Sign off the themes")


async def open_voting(lead: Person, slug: str) -> None:
    await lead.go(f"/manage/{slug}/voting")
    await lead.press("Open voting")


async def vote(visitor: Person, slug: str) -> None:
    await visitor.go(f"/consultations/{slug}/vote")
    await visitor.choose("Agree")
    await visitor.press("Save my votes")
    await visitor.sees("Agree")


async def publish(lead: Person, slug: str) -> None:
    await lead.go(f"/manage/{slug}/findings")
    await lead.press("Publish the findings")
    await lead.reload_until("Version 1")


async def read_findings(visitor: Person, slug: str) -> None:
    await visitor.go(f"/consultations/{slug}/findings")
    await visitor.sees("Clinical leadership")
    address = f"{visitor.site}/consultations/{slug}/findings/1/findings.pdf"
    pdf = await (await visitor.page.request.get(address)).body()
    document = pypdfium2.PdfDocument(pdf)
    text = re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in document))
    quoted = [words for words, quotable in ANSWERS if quotable]
    assert any(words in text for words in quoted), text
    assert ANSWERS[2][0] not in text
    assert ANSWERS[2][0] not in await visitor.page.content()


async def decide(lead: Person, slug: str) -> None:
    """Answer every theme; before that, publishing is refused and says what is missing."""
    await lead.go(f"/manage/{slug}/decision")
    await lead.write(question="How will the group be led?", chosen="By clinicians.", reasons="Most of you asked for it.")
    await lead.write(decided_by="The board of Anytown Health Commissioning")
    today = {"day": "1", "month": "6", "year": "2026"}
    await lead.write(**{f"decided_on-{part}": value for part, value in today.items()})
    await lead.press("Publish the decision")
    await lead.sees("There is a problem")
    for box in await lead.page.locator("textarea[name^='reason-']").all():
        await box.fill("Yes: clinicians will hold most of the seats.")
    for box in await lead.page.locator("input[name^='verdict-'][value='accepted']").all():
        await box.check()
    await lead.press("Publish the decision")
    await lead.reload_until("The decision was published")


async def read_decision(visitor: Person, slug: str) -> None:
    await visitor.go(f"/consultations/{slug}/decision")
    await visitor.sees("By clinicians.")
    await visitor.sees("Clinical leadership")
