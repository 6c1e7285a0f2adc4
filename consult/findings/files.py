"""The files of a publication, as pages list them and as they are sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from tortoise.functions import Length

from consult.errors import NotFound
from consult.findings.models import Publication, PublishedFile

ABOUT = {
    "findings.pdf": ("The findings as a document", "PDF"),
    "findings.json": ("All numbers and quotes, for programs", "JSON"),
    "themes.csv": ("The themes as a table, for a spreadsheet", "CSV"),
    "data-dictionary.csv": ("What each column of the table means", "CSV"),
}
"""What each file of the findings is, in the order in which pages list them."""
PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b(?!s)")
_pages: dict[str, int] = {}
"""How many pages a PDF has, by the hash of its content, which never changes."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as a page offers it."""

    name: str
    words: str
    kind: str
    size: str
    pages: int
    """Pages of a PDF; 0 for other files."""


async def files_of(publication: Publication) -> list[FileFacts]:
    """The files of the findings in their order; the content is not read, but for the pages of a PDF, once."""
    rows: list[dict[str, Any]] = (
        await PublishedFile.filter(publication_id=publication.id, name__in=list(ABOUT))
        .annotate(length=Length("content"))
        .values("id", "name", "sha256", "length")
    )
    rows.sort(key=lambda row: list(ABOUT).index(row["name"]))
    return [await _facts(row) for row in rows]


async def _facts(row: dict[str, Any]) -> FileFacts:
    words, kind = ABOUT[row["name"]]
    pages = await pages_of(row["id"], row["sha256"]) if kind == "PDF" else 0
    return FileFacts(row["name"], words, kind, size_words(row["length"]), pages)


async def pages_of(file_id: int, sha256: str) -> int:
    """How many pages a stored PDF has."""
    if sha256 not in _pages:
        file = await PublishedFile.get(id=file_id)
        _pages[sha256] = len(PAGE_OBJECT.findall(bytes(file.content)))
    return _pages[sha256]


async def file_of(publication: Publication, name: str) -> PublishedFile:
    """One file with its content. Raises NotFound."""
    found = await PublishedFile.get_or_none(publication_id=publication.id, name=name)
    if found is None:
        raise NotFound("There is no such file.")
    return found


def send_file(request: Request, file: PublishedFile, name: str, *, caching: str) -> Response:
    """A published file as it is sent, or 304 to whoever has it. A PDF opens in the browser, all else is saved as `name`."""
    place = "inline" if file.media_type == "application/pdf" else "attachment"
    mark = f'"{file.sha256}"'
    headers = {"ETag": mark, "Cache-Control": caching, "Content-Disposition": f'{place}; filename="{name}"'}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if mark in known:
        return Response(status_code=304, headers=headers)
    return Response(bytes(file.content), media_type=file.media_type, headers=headers)


def size_words(length: int) -> str:
    """The size of a file as people read it: "312 KB", "1.4 MB"."""
    if length >= 1_000_000:
        return f"{length / 1_000_000:.1f} MB"
    return f"{max(1, round(length / 1_000))} KB"
