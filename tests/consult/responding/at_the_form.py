"""Somebody in front of the form, and the ways in which the records behind it can fail."""

from __future__ import annotations

import sqlite3
from typing import Any

from consult.consultations.models import Consultation
from surveys.models import Response
from tests.conftest import Service
from tests.databases import database_name, execute
from tests.factories import a_public_consultation, an_account
from tests.visitor import Visitor

SEND = "Send your answers"
FORM = "/consultations/bus-42/answer"
WORDS = "I'd get there on my own.\n\n  <b>Really</b> & truly – ŵ 🚌"
TYPED: dict[str, Any] = {"difference": WORDS, "name-it": "Bessie", "capacity": "gp", "consent_to_quote": "yes"}


async def at_the_form(service: Service) -> tuple[Visitor, Consultation]:
    consultation = await a_public_consultation(await an_account(), closes_on=None)
    visitor = await service.visitor()
    await visitor.go(FORM)
    return visitor, consultation


def typed_on(visitor: Visitor) -> dict[str, Any]:
    """What the form in front of the visitor holds, without its token."""
    values = dict(visitor.page.form_with(SEND).values)
    values.pop("form_token")
    return values


async def stored() -> list[Response]:
    return await Response.all()


async def consultation_lead(consultation: Consultation) -> Any:
    await consultation.fetch_related("organisation__accounts")
    return consultation.organisation.accounts[0]  # type: ignore[attr-defined]


async def take_the_records_away(service: Service) -> None:
    """What a person meets when the disk or the server fails while they write."""
    if service.settings.dialect == "sqlite":
        with sqlite3.connect(service.settings.sqlite_path) as connection:
            connection.execute("ALTER TABLE response RENAME TO response_away")
        return
    address, _, query = service.settings.database_url.partition("?")
    server = address.rsplit("/", 1)[0] + (f"?{query}" if query else "")
    await execute(server, f'DROP DATABASE "{database_name(service.settings)}" WITH (FORCE)')
