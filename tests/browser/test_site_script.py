"""The one script of the pages, in a real Chromium under the real security policy: what it adds, and that nothing needs it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from consult.security import SecurityHeaders
from consult.templating import KeptStaticFiles, frame, make_environment, revealed
from reports.data import Board, ThemeFinding

pytestmark = pytest.mark.browser

BOARD = '{% from "components/board.html" import board as draw %}{{ draw(board, reveal) }}'
FORM = """{% from "components/forms.html" import error_summary, textarea_field %}{{ error_summary(errors) }}
<form method="post">{{ csrf_field() }}{{ textarea_field("why", "Why?", errors, maximum=100) }}</form>"""
JOB = """{% from "components/progress.html" import progress %}
{{ progress(job.state, job.words, job.done, job.total, "/job", "/job.json") }}"""


@dataclass
class Gallery:
    """A server of pages with one part each, and the job that one of them shows."""

    address: str = ""
    job: dict[str, str | int] = field(default_factory=dict)

    def app(self) -> Starlette:
        routes = [
            Route("/board", self.page(BOARD)),
            Route("/form", self.page(FORM)),
            Route("/job", self.page(JOB)),
            Route("/job.json", self.job_now),
            Mount("/static", KeptStaticFiles()),
        ]
        return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])

    def page(self, part: str) -> Callable[[Request], Awaitable[Response]]:
        source = (
            '{% extends "layout.html" %}{% block title %}Part{% endblock %}{% block content %}<h1>Part</h1>'
            + part
            + "{% endblock %}"
        )
        template = make_environment("en").from_string(source)

        async def draw(request: Request) -> Response:
            request.state.csrf_token = "t"
            facts = {"board": eight_themes(), "reveal": revealed(request), "job": self.job, "errors": {"why": "Enter a reason"}}
            return HTMLResponse(template.render({**frame(request, "en"), **facts}))

        return draw

    async def job_now(self, request: Request) -> Response:
        return JSONResponse(self.job)


def eight_themes() -> Board:
    themes = (ThemeFinding(f"t{n}", n, False, f"Theme {n}", "", 40 - n, 40.0 - n, 0, 0, "", ()) for n in range(1, 9))
    return Board("What would help you?", 100, 97, 3, tuple(themes))


@pytest.fixture(scope="module")
def gallery() -> Iterator[Gallery]:
    shown = Gallery(job={"state": "running", "words": "Reading", "done": 1, "total": 4})
    listening = socket.create_server(("127.0.0.1", 0))
    shown.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(shown.app(), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield shown
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium is not installed: on Debian, apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page that may not complain: a refusal of the security policy is a line in the console."""
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def test_a_place_of_the_board_turns_over_without_leaving_the_page(gallery: Gallery, tab: Page) -> None:
    tab.goto(f"{gallery.address}/board?show=0", wait_until="networkidle")
    tab.evaluate("window.stayed = true")
    tab.get_by_role("link", name="Reveal answer 3").click()
    tab.wait_for_selector("#board-3.slot--turning")
    assert tab.inner_text("#board-3 .slot__name") == "Theme 3"
    assert tab.inner_text("#board-2 .slot__name") == "Not shown yet"
    assert tab.evaluate("window.stayed && document.activeElement.id") == "board-3"
    assert tab.url.endswith("/board?show=3#board-3")


def test_the_board_turns_over_without_a_script_too(gallery: Gallery, chromium: Browser) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{gallery.address}/board?show=0")
    page.get_by_role("link", name="Reveal answer 3").click()
    page.get_by_role("link", name="Reveal answer 1").click()
    assert page.inner_text("#board-3 .slot__name") == "Theme 3"
    assert page.inner_text("#board-1 .slot__name") == "Theme 1"
    page.context.close()


def test_the_errors_take_the_focus_and_a_long_answer_is_counted(gallery: Gallery, tab: Page) -> None:
    tab.goto(f"{gallery.address}/form", wait_until="networkidle")
    assert "nhsuk-error-summary" in tab.evaluate("document.activeElement.className")
    tab.get_by_role("link", name="Enter a reason").click()
    assert tab.evaluate("document.activeElement.id") == "why"
    tab.fill("#why", "x" * 90)
    expect(tab.locator(".nhsuk-character-count__status")).to_have_text("You have 10 characters remaining")


def test_a_job_is_followed_and_the_page_loaded_again_at_its_end(gallery: Gallery, tab: Page) -> None:
    gallery.job = {"state": "running", "words": "Reading", "done": 1, "total": 4}
    tab.goto(f"{gallery.address}/job")
    gallery.job = {"state": "running", "words": "Naming the themes", "done": 3, "total": 4}
    expect(tab.locator(".progress__words")).to_have_text("Naming the themes")
    assert tab.evaluate("document.querySelector('progress').value") == 3
    gallery.job = {"state": "done", "words": "The themes are found", "done": 4, "total": 4}
    tab.wait_for_selector(".progress--done")
    assert tab.inner_text(".progress__words") == "The themes are found"
