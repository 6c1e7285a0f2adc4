"""Every page through one frame: languages, what the handler gives, the parts, and static files."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from consult import templating
from consult.templating import Brand, KeptStaticFiles, page, revealed, static
from tests.pages import inspect_page

ERROR = {"heading": "Page not found", "what_happened": "There is nothing at this address."}


def request(query: str = "", cookie: str = "", scheme: str = "http", **state: object) -> Request:
    """A request as a handler gets it; `state` is what the layers before it left there."""
    asked = Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/c/health",
            "query_string": query.encode(),
            "headers": [(b"cookie", cookie.encode())] if cookie else [],
            "scheme": scheme,
            "server": ("testserver", 80),
            "app": Starlette(),
        }
    )
    for name, value in state.items():
        setattr(asked.state, name, value)
    return asked


def drawn(asked: Request, context: dict[str, object] | None = None) -> str:
    """The error page: the smallest page in the frame."""
    html = bytes(page(asked, "errors/error.html", {**ERROR, **(context or {})}).body).decode()
    assert inspect_page(html) == []
    return html


# the frame


def test_a_page_says_whose_it_is_and_what_it_is() -> None:
    html = drawn(request(brand=Brand(name="Anytown Council")))
    assert "<title>Page not found – Anytown Council</title>" in html
    assert '<html lang="en">' in html


def test_a_title_says_error_first_when_a_form_was_refused() -> None:
    assert "<title>Error: Page not found" in drawn(request(), {"errors": {"name": "Enter a name"}})
    assert "<title>Gwall: Page not found" in drawn(request("lang=cy"), {"errors": {"name": "Enter a name"}})


def test_a_logo_is_drawn_with_its_words() -> None:
    brand = Brand(name="Anytown Council", logo="/logo.png", logo_alt="A tower")
    assert '<img class="masthead__logo" src="/logo.png" alt="A tower">' in drawn(request(brand=brand))


def test_the_illustrative_notice_stands_on_the_page_in_its_language() -> None:
    notice = {"en": "An illustration.", "cy": "Enghraifft yn unig."}
    assert "An illustration." in drawn(request(notice=notice))
    assert "Enghraifft yn unig." in drawn(request("lang=cy", notice=notice))
    assert 'class="notice"' not in drawn(request())


def test_only_staff_see_the_staff_navigation_and_can_sign_out() -> None:
    assert "Sign out" not in drawn(request())
    html = drawn(request(account=SimpleNamespace(name="Sam", email="sam@example.org"), csrf_token=lambda: "a-token"))
    assert "Sign out" in html
    assert '<input type="hidden" name="csrf" value="a-token">' in html


def test_a_form_without_a_token_is_a_fault_that_the_inspector_finds() -> None:
    html = page(request(account=SimpleNamespace(name="Sam")), "errors/error.html", ERROR).body
    assert any("CSRF" in fault for fault in inspect_page(bytes(html).decode()))


def test_what_people_type_is_escaped_everywhere() -> None:
    html = drawn(request(notice="<b>bold</b>"), {"heading": "<script>x</script>", "what_happened": "a & b"})
    assert "<script>x" not in html
    assert "&lt;b&gt;bold" in html


def test_an_unknown_template_is_an_error() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        page(request(), "nowhere.html")


# languages


def test_a_page_is_drawn_in_the_language_asked_for_and_the_choice_is_kept() -> None:
    answer = page(request("lang=cy"), "errors/error.html", ERROR)
    assert '<html lang="cy">' in bytes(answer.body).decode()
    assert answer.headers["content-language"] == "cy"
    assert answer.headers["set-cookie"].startswith("language=cy;")
    later = page(request(cookie="language=cy"), "errors/error.html", ERROR)
    assert "Neidio i'r prif gynnwys" in bytes(later.body).decode()
    assert "set-cookie" not in later.headers


def test_the_language_cookie_is_secure_where_the_page_is() -> None:
    assert "secure" in page(request("lang=cy", scheme="https"), "errors/error.html", ERROR).headers["set-cookie"].lower()


def test_an_unknown_language_is_english() -> None:
    assert '<html lang="en">' in drawn(request("lang=tlh"))
    assert '<html lang="en">' in drawn(request(cookie="language=../../etc"))


def test_the_link_to_the_other_language_is_in_that_language_and_keeps_the_rest_of_the_address() -> None:
    html = drawn(request("show=3&lang=en&show=1"))
    assert '<a href="?show=3&amp;show=1&amp;lang=cy" lang="cy" hreflang="cy" rel="alternate">Cymraeg</a>' in html


def test_a_page_that_speaks_only_english_is_not_drawn_half_in_welsh() -> None:
    html = drawn(request(cookie="language=cy"), {"languages": ["en"]})
    assert '<html lang="en">' in html
    assert "Cymraeg" not in html


def test_every_word_of_the_frame_and_the_parts_has_its_welsh() -> None:
    templates = Path(templating.HERE) / "templates"
    method = [("layout.html", "jinja2"), ("components/**.html", "jinja2"), ("errors/**.html", "jinja2")]
    options = {"**.html": {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true"}}
    found = list(extract_from_dir(templates, method, options))
    assert len(found) > 50
    with (templating.LOCALES / "cy/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale="cy")
    missing = []
    for _file, _line, message, _comments, _context in found:
        entry = catalog.get(message[0] if isinstance(message, tuple) else message)
        texts = () if entry is None else entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if not texts or not all(texts):
            missing.append(message)
    assert missing == []


# static files


def test_a_static_address_changes_with_the_content_and_may_then_be_kept_for_ever() -> None:
    client = TestClient(Starlette(routes=[Mount("/static", KeptStaticFiles())]))
    address = static("css/site.css")
    assert "?v=" in address
    kept = client.get(address)
    assert kept.status_code == 200
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/css/site.css").headers["cache-control"] == "no-cache"
    assert static("css/none.css") == "/static/css/none.css"


def test_a_handler_answers_with_status_and_headers_of_its_own() -> None:
    async def gone(asked: Request) -> Response:
        return page(asked, "errors/error.html", ERROR, status=410, headers={"Retry-After": "30"})

    answer = TestClient(Starlette(routes=[Route("/", gone)])).get("/")
    assert answer.status_code == 410
    assert answer.headers["retry-after"] == "30"
    assert answer.headers["vary"] == "Cookie"


def test_the_places_to_show_are_read_from_the_address() -> None:
    assert revealed(request()) is None
    assert revealed(request("show=0")) == frozenset()
    assert revealed(request("show=3&show=1&show=9&show=x&show=-1&show=²")) == frozenset({1, 3})
