"""The pages that every public service has: accessibility and privacy."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.templating import page


async def accessibility(request: Request) -> Response:
    """How far everybody can use these pages, and whom to tell when they cannot."""
    return page(request, "information/accessibility.html")


async def privacy(request: Request) -> Response:
    """What is kept of a person, where, and for what."""
    return page(request, "information/privacy.html")
