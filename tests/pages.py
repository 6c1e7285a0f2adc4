"""The page inspector: what must be true of every page, checked on every page that any test fetches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NEEDS_NO_LABEL = ("hidden", "submit", "button", "reset", "image")
TOKEN_FIELDS = ("csrf", "form_token")


def inspect_page(html: str) -> list[str]:
    """Every fault of a page, in words; an empty list is a good page.

    Validity is what html5lib's parser of the HTML standard reports: unclosed and misplaced elements, repeated
    attributes, unknown entities. It does not know which attributes an element may have.
    """
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    page = parser.parse(html)
    parents = {child: parent for parent in page.iter() for child in parent}
    return [
        *_invalid_html(parser, html),
        *_language(page),
        *_heading_and_title(page),
        *_heading_levels(page),
        *_repeated_ids(page),
        *_unlabelled_fields(page, parents),
        *_forms_without_token(page),
        *_images_without_alt(page),
        *_against_the_security_policy(page),
        *_silent_controls(page),
    ]


def _invalid_html(parser: Any, html: str) -> Iterator[str]:
    for (line, _column), code, facts in parser.errors:
        name = f" ({facts['name']})" if "name" in facts else ""
        source = html.splitlines()[line - 1].strip()[:80] if 0 < line <= html.count("\n") + 1 else ""
        yield f"not valid HTML on line {line}: {code}{name} in {source!r}"


def _language(page: Element) -> Iterator[str]:
    if not page.get("lang"):
        yield "<html> has no lang"


def _heading_and_title(page: Element) -> Iterator[str]:
    headings = [words(heading) for heading in page.iter("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
    titles = [words(title) for title in page.findall("head/title")]
    if len(titles) != 1:
        yield f"{len(titles)} titles instead of one"
    if len(headings) == len(titles) == 1:
        title = re.sub(r"^(Error|Gwall): ", "", titles[0])
        if not headings[0] or not title.startswith(headings[0]):
            yield f"the title {titles[0]!r} does not begin with the h1 {headings[0]!r}"


def _heading_levels(page: Element) -> Iterator[str]:
    """The summary of errors has to come before the h1, so its heading does not count."""
    before = 0
    for heading in (element for element in page.iter() if element.tag in HEADINGS):
        if "error-summary" in (heading.get("class") or ""):
            continue
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"heading {words(heading)!r} is an h{level} after an h{before}"
        before = level


def _repeated_ids(page: Element) -> Iterator[str]:
    for name, times in Counter(element.get("id") for element in page.iter() if element.get("id") is not None).items():
        if times > 1:
            yield f"id {name!r} stands {times} times"


def _unlabelled_fields(page: Element, parents: dict[Element, Element]) -> Iterator[str]:
    labels = {label.get("for"): words(label) for label in page.iter("label") if label.get("for")}
    named = {element.get("id"): words(element) for element in page.iter() if element.get("id")}
    for field in (element for element in page.iter() if element.tag in ("input", "select", "textarea")):
        if field.tag == "input" and field.get("type") in NEEDS_NO_LABEL:
            continue
        around = next((words(above) for above in _above(field, parents) if above.tag == "label"), "")
        labelled_by = "".join(named.get(part, "") for part in (field.get("aria-labelledby") or "").split())
        if not (labels.get(field.get("id")) or around or labelled_by or (field.get("aria-label") or "").strip()):
            yield f"<{field.tag} name={field.get('name')!r}> has no label"


def _above(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while (parent := parents.get(element)) is not None:
        yield parent
        element = parent


def _forms_without_token(page: Element) -> Iterator[str]:
    for form in page.iter("form"):
        tokens = [field for field in form.iter("input") if field.get("name") in TOKEN_FIELDS and field.get("value")]
        if (form.get("method") or "").lower() == "post" and not tokens:
            yield f"the form that posts to {form.get('action')!r} has no CSRF field"


def _images_without_alt(page: Element) -> Iterator[str]:
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield f"image {image.get('src')!r} has no alt"


def _against_the_security_policy(page: Element) -> Iterator[str]:
    """What the Content-Security-Policy would silently refuse: it would work in the test and not in the browser."""
    for element in page.iter():
        for name in element.keys():  # noqa: SIM118 - an Element is not a mapping: iterating it gives children
            if name == "style" or name.lower().startswith("on"):
                yield f"<{element.tag}> has the attribute {name}"
            if name in ("href", "action", "formaction") and (element.get(name) or "").strip().lower().startswith("javascript:"):
                yield f"<{element.tag}> has a javascript: address"
        if element.tag == "style":
            yield "<style> in the page"
        if element.tag == "script" and not element.get("src"):
            yield "inline <script>"
        if element.tag in ("script", "img", "link") and re.match(
            r"(https?:)?//", element.get("src") or element.get("href") or ""
        ):
            yield f"<{element.tag}> asks another server: {element.get('src') or element.get('href')}"


def _silent_controls(page: Element) -> Iterator[str]:
    for control in (element for element in page.iter() if element.tag in ("a", "button")):
        if not (words(control) or (control.get("aria-label") or "").strip() or control.get("aria-labelledby")):
            yield f"<{control.tag} {control.get('href') or control.get('name') or ''}> has no text"


def words(element: Element) -> str:
    """What an element says: its text and the alt of its images, spaces made single."""
    parts = [element.text or "", element.get("alt") or ""]
    for child in element:
        parts += [words(child), child.tail or ""]
    return " ".join("".join(parts).split())
