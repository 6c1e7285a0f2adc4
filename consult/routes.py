"""Every address of the service, in the order in which a question goes through it."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from consult import health, information, job_pages
from consult.consultations import pages as consultations
from consult.responding import pages as responding
from consult.templating import KeptStaticFiles
from consult.theming import pages as theming

routes: list[BaseRoute] = [
    # the public reads what is asked, and answers
    Route("/", consultations.front),
    Route("/consultations/{slug}", consultations.landing),
    Route("/consultations/{slug}/answer", responding.form),
    Route("/consultations/{slug}/answer", responding.send, methods=["POST"]),
    Route("/consultations/{slug}/thank-you/{response_id:uuid}", responding.thank_you),
    # an analyst has the themes found, reads them, names them, signs them off
    Route("/manage/{slug}/themes", theming.desk),
    Route("/manage/{slug}/themes/run", theming.run, methods=["POST"]),
    Route("/manage/{slug}/themes/sign-off", theming.sign, methods=["POST"]),
    Route("/manage/{slug}/themes/{key}", theming.theme),
    Route("/manage/{slug}/themes/{key}", theming.rename, methods=["POST"]),
    # what every public service says of itself
    Route("/accessibility", information.accessibility),
    Route("/privacy", information.privacy),
    # the service itself
    Route("/jobs/{id:int}", job_pages.progress),
    Route("/healthz", health.healthz),
    Route("/readyz", health.readyz),
    Mount("/static", KeptStaticFiles(), name="static"),
]
