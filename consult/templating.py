"""How every page is drawn: one Jinja environment a language, and `page()`, the one way a handler answers with HTML."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from consult import fields, wording

HERE = Path(__file__).parent
STATIC = HERE / "static"
LOCALES = HERE / "locales"
LANGUAGES = {"en": "English", "cy": "Cymraeg"}
"""The languages that the pages themselves speak, each under its own name."""
LANGUAGE_COOKIE = "language"
BOARD_PLACES = frozenset("12345678")
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose pages these are: the body's own name and, if it has one, its own logo."""

    name: str = "Our Survey Said"
    logo: str = ""
    """Address of the logo on this service; empty when there is none."""
    logo_alt: str = ""
    """What the logo shows, in words; the body's name when the name is not printed beside it."""
    home: str = "/"


PLACES: dict[str, str] = {
    "home": "/",
    "manage": "/manage",
    "new_consultation": "/manage/new",
    "sign_in": "/sign-in",
    "sign_out": "/sign-out",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
}
"""Where the frame of the page links to. An app may replace any of them in `app.state.places`."""


@cache
def make_environment(language: str = "en") -> jinja2.Environment:
    """The environment that draws pages in one language, made once.

    One environment a language, rather than one that changes its language, because macros imported without context
    and constants folded by the compiler would otherwise keep the language of whoever came first.
    """
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.FileSystemLoader(HERE / "templates"), jinja2.PackageLoader("nhsuk_frontend_jinja")],
        ),
        # the NHS macros read parameters that were never given
        undefined=jinja2.ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(wording.filters(language))
    environment.globals.update(fields.FUNCTIONS, static=static, vendored=vendored)
    return environment


@cache
def translations(language: str) -> NullTranslations:
    """The frame's own words in a language, compiled in memory from `locales/<language>/LC_MESSAGES/messages.po`.

    English is the language of the templates and needs no file.
    """
    source = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def page(
    request: Request,
    name: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Draw the template `name` as the answer to a request.

    The template finds, beside its own context: `request`, `language`, `brand`, `account` (or None), `csrf_field()`,
    `notice`, `section` (which entry of the staff navigation is current), `places` and `other_languages`.
    What the handler passes wins. It may pass `languages`, those that this page speaks, where it does not speak all of
    LANGUAGES: a page that would be half in English is better drawn in English.

    Raises jinja2.TemplateError when the template is missing or broken.
    """
    spoken = tuple((context or {}).get("languages", LANGUAGES))
    language = language_of(request, spoken)
    drawn = make_environment(language).get_template(name).render({**frame(request, language, spoken), **(context or {})})
    response = HTMLResponse(drawn, status_code=status, headers=headers)
    response.headers["Content-Language"] = language
    response.headers.add_vary_header("Cookie")
    if request.query_params.get("lang") == language:
        secure = request.url.scheme == "https"
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=A_YEAR, httponly=True, samesite="lax", secure=secure)
    return response


def frame(request: Request, language: str, spoken: Iterable[str] = LANGUAGES) -> dict[str, Any]:
    """What the layout needs besides the page's own content, from the request and the app."""
    application = request.scope.get("app")
    settled = getattr(application, "state", None)
    return {
        "request": request,
        "language": language,
        "brand": getattr(request.state, "brand", None) or getattr(settled, "brand", None) or Brand(),
        "account": getattr(request.state, "account", None),
        "notice": getattr(request.state, "notice", ""),
        "section": "",
        "places": {**PLACES, **getattr(settled, "places", {})},
        "other_languages": other_languages(request, language, spoken),
        "csrf_field": csrf_field(request),
    }


def language_of(request: Request, spoken: Iterable[str] = LANGUAGES) -> str:
    """The language asked for, if the page speaks it: `?lang=`, else the cookie of an earlier choice, else English."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked is not None and asked in LANGUAGES and asked in spoken:
            return asked
    return "en"


def other_languages(request: Request, language: str, spoken: Iterable[str] = LANGUAGES) -> list[dict[str, str]]:
    """The same page in each other language: `code`, its own `name` and `href`, every other query value kept."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return [
        {"code": code, "name": name, "href": "?" + urlencode([*kept, ("lang", code)])}
        for code, name in LANGUAGES.items()
        if code != language and code in spoken
    ]


def csrf_field(request: Request) -> Callable[[], Markup]:
    """A function that writes the hidden field of a form that changes something.

    The token is `request.state.csrf_token`, a string or a function that gives one; without it nothing is written,
    and the page inspector of the tests says so.
    """

    def write() -> Markup:
        token = getattr(request.state, "csrf_token", None)
        value = token() if callable(token) else token
        return Markup('<input type="hidden" name="csrf" value="{}">').format(value) if value else Markup("")

    return write


def static(path: str) -> str:
    """The address of a file under `consult/static`, with a mark of its content, so that browsers may keep it for ever."""
    file = STATIC / path
    if not file.is_file():
        return f"/static/{path}"
    return f"/static/{path}?v={_content_mark(file, file.stat().st_mtime_ns)}"


@cache
def _content_mark(file: Path, changed: int) -> str:
    """Part of the hash of a file's content; `changed` is there so that an edited file is read again."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def revealed(request: Request) -> frozenset[int] | None:
    """Which places of the board are turned over, from `?show=3&show=1`: None (all) unless somebody is guessing."""
    asked = request.query_params.getlist("show")
    return frozenset(int(place) for place in asked if place in BOARD_PLACES) if asked else None


@cache
def vendored() -> bool:
    """Whether the design system's files were fetched when the package was built; the pages stay usable without."""
    return (STATIC / "vendor" / "nhsuk-frontend.min.css").is_file()


class KeptStaticFiles(StaticFiles):
    """Static files that may be kept for ever when asked for by content mark, and are checked again otherwise."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        marked = b"v=" in scope.get("query_string", b"")
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if marked else "no-cache"
        return response
