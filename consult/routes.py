"""Every address of the service, in the order in which a question goes through it."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from consult import health
from consult.templating import KeptStaticFiles

routes: list[BaseRoute] = [
    Route("/healthz", health.healthz),
    Route("/readyz", health.readyz),
    Mount("/static", KeptStaticFiles(), name="static"),
]
