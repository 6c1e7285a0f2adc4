"""A person with a browser but no JavaScript: follows links, fills in forms, and inspects every page on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import httpx2

from tests.pages import inspect_page


@dataclass
class Form:
    """A form as the page offers it: where it goes, and what it holds before anybody types."""

    action: str
    method: str
    values: dict[str, str | list[str]]
    fields: set[str]
    buttons: dict[str, tuple[str, str]]
    places: dict[str, str]
    """Where a button sends the form, if not where the form says."""


@dataclass
class Page:
    """One page as it came."""

    url: str
    status: int
    html: str
    headers: httpx2.Headers
    tree: Element = field(repr=False)

    @property
    def h1(self) -> str:
        return words(self.tree.find(".//h1"))

    @property
    def title(self) -> str:
        return words(self.tree.find(".//title"))

    @property
    def text(self) -> str:
        """All words of the body, white space folded."""
        return words(self.tree.find(".//body"))

    @property
    def links(self) -> dict[str, str]:
        """The text of every link and where it leads."""
        return {words(a): a.get("href", "") for a in self.tree.iter("a")}

    def forms(self) -> list[Form]:
        return [_form(f, self.url, self.tree) for f in self.tree.iter("form")]

    def form_with(self, button: str) -> Form:
        """The form that has a button with this text."""
        found = [f for f in self.forms() if button in f.buttons]
        names = [b for f in self.forms() for b in f.buttons]
        assert found, f"no button {button!r} on {self.url}; there are {names}"
        return found[0]


class Visitor:
    """Looks at pages one after the other; `page` is the one in front of them."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client
        self.page: Page

    async def go(self, address: str, status: int = 200) -> Page:
        """Open an address, follow redirects, and inspect the page."""
        return self._look(await self.client.get(address, follow_redirects=True), status)

    async def follow(self, link: str, status: int = 200) -> Page:
        """Follow the link with this text on the page."""
        assert link in self.page.links, f"no link {link!r} on {self.page.url}; there are {sorted(self.page.links)}"
        return await self.go(str(httpx2.URL(self.page.url).join(self.page.links[link])), status)

    async def press(self, button: str, status: int = 200, **typed: str | list[str]) -> Page:
        """Fill in the form that has this button, and press it. Fields that the page does not have are a mistake."""
        form = self.page.form_with(button)
        unknown = set(typed) - form.fields
        assert not unknown, f"the form has no field {unknown}; it has {sorted(form.fields)}"
        name, value = form.buttons[button]
        place = form.places.get(button, form.action)
        data: dict[str, Any] = {**form.values, **typed, **({name: value} if name else {})}
        data = {k: v for k, v in data.items() if v != []}
        if form.method == "get":
            response = await self.client.get(place, params=data, follow_redirects=True)
        else:
            headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
            response = await self.client.post(place, data=data, headers=headers, follow_redirects=True)
        return self._look(response, status)

    async def download(self, address: str) -> httpx2.Response:
        """Fetch a file."""
        response = await self.client.get(address, follow_redirects=True)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response

    def _look(self, response: httpx2.Response, status: int) -> Page:
        tree = html5lib.parse(response.text, namespaceHTMLElements=False)
        self.page = Page(str(response.url), response.status_code, response.text, response.headers, tree)
        assert response.status_code == status, f"{response.url}: {response.status_code}, not {status}: {self.page.text[:600]}"
        faults = inspect_page(response.text)
        assert not faults, f"{response.url}: {faults}"
        return self.page


def words(element: Element | None) -> str:
    """All text under an element, white space folded."""
    return "" if element is None else re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _form(element: Element, page_url: str, page: Element) -> Form:
    action = str(httpx2.URL(page_url).join(element.get("action") or page_url))
    values: dict[str, str | list[str]] = {}
    fields: set[str] = set()
    for item in [*element.iter("input"), *element.iter("select"), *element.iter("textarea")]:
        name = item.get("name")
        if name:
            fields.add(name)
            _remember(values, name, item)
    found = [b for b in _buttons(element, page) if b.get("aria-hidden") != "true"]
    buttons = {words(b): (b.get("name") or "", b.get("value") or "") for b in found}
    places = {words(b): str(httpx2.URL(page_url).join(b.get("formaction", ""))) for b in found if b.get("formaction")}
    return Form(action, (element.get("method") or "get").lower(), values, fields, buttons, places)


def _buttons(element: Element, page: Element) -> list[Element]:
    """The buttons in a form, and those elsewhere that name it."""
    elsewhere = [b for b in page.iter("button") if b.get("form") and b.get("form") == element.get("id")]
    return [*elsewhere, *element.iter("button")]


def _remember(values: dict[str, str | list[str]], name: str, item: Element) -> None:
    """What a browser would send for this field if nobody touched it."""
    if item.tag == "textarea":
        values[name] = "".join(item.itertext()).removeprefix("\n")
    elif item.tag == "select":
        options = list(item.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        if chosen:
            value = chosen[0].get("value")
            values[name] = words(chosen[0]) if value is None else value
    elif item.get("type") == "checkbox":
        if item.get("checked") is not None:
            ticked = values.setdefault(name, [])
            assert isinstance(ticked, list)
            ticked.append(item.get("value") or "on")
    elif item.get("type") == "radio":
        if item.get("checked") is not None:
            values[name] = item.get("value") or "on"
    elif item.get("type") == "hidden" and name in values:
        held = values[name]
        values[name] = [*(held if isinstance(held, list) else [held]), item.get("value") or ""]
    else:
        values[name] = item.get("value") or ""
