"""A real Chromium, and the service as a process of its own."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, async_playwright

from consult.settings import Settings
from tests.servers import Server

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("Browser tests need Chromium on the path: on Debian, apt-get install chromium.")
    return found


@pytest.fixture
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """The service with its worker inside, on 127.0.0.1, on both databases."""
    running = Server(settings)
    running.start()
    yield running
    running.stop()
