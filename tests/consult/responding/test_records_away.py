"""When answers cannot be stored, or the records cannot be read, nobody loses a word and nobody is thanked for nothing."""

from __future__ import annotations

import re
import sqlite3
from typing import Any
from uuid import uuid4

import pytest

from surveys.collect import Intake, Submission
from surveys.definition import latest_version
from tests.conftest import Service
from tests.consult.responding.at_the_form import FORM, SEND, TYPED, at_the_form, stored, take_the_records_away, typed_on
from tests.factories import NOW, a_public_consultation, an_account

# SQLite's file is away only together with the process that asks it, so reading without records is tested on a server
on_postgres = pytest.mark.parametrize("settings", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)


async def test_a_full_queue_gives_the_form_back_with_the_same_token(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    version = await latest_version(consultation.questionnaire_id)
    token = visitor.page.form_with(SEND).values["form_token"]
    roomy: Intake = service.app.state.intake
    full = Intake(roomy.store, most_waiting=1)  # nobody works this queue off, so one waiting response fills it
    full.queue.put_nowait(a_waiting_response(version.id))
    service.app.state.intake = full
    page = await visitor.press(SEND, status=503, **TYPED)
    assert page.headers["retry-after"] == "30"
    assert "We could not store your answers just now" in page.text
    assert typed_on(visitor) == TYPED
    assert visitor.page.form_with(SEND).values["form_token"] == token
    service.app.state.intake = roomy
    await visitor.press(SEND)
    assert len(await stored()) == 1


def a_waiting_response(version_id: int) -> Any:
    from surveys.collect import _Waiting

    return _Waiting(Submission(uuid4(), version_id, NOW, {}), None)  # type: ignore[arg-type]


async def test_when_the_records_are_away_the_form_comes_back_with_the_same_token(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    visitor, _ = await at_the_form(service)
    token = visitor.page.form_with(SEND).values["form_token"]
    await take_the_records_away(service)
    page = await visitor.press(SEND, status=503, **TYPED)
    assert page.headers["retry-after"] == "30"
    assert typed_on(visitor) == TYPED
    assert visitor.page.form_with(SEND).values["form_token"] == token
    assert "Bessie" not in caplog.text
    assert "get there" not in caplog.text
    assert "a response was not stored" in caplog.text


# a dropped database does not come back, a renamed table does
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_when_the_records_come_back_the_same_form_can_be_sent(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await take_the_records_away(service)
    await visitor.press(SEND, status=503, **TYPED)
    with sqlite3.connect(service.settings.sqlite_path) as connection:
        connection.execute("ALTER TABLE response_away RENAME TO response")
    page = await visitor.press(SEND)
    assert page.h1 == "Thank you, we have your answers"
    assert len(await stored()) == 1


@on_postgres
async def test_a_consultation_nobody_has_looked_at_gets_the_plain_page_when_the_records_are_away(service: Service) -> None:
    await a_public_consultation(await an_account())
    await take_the_records_away(service)
    visitor = await service.visitor()
    page = await visitor.go(FORM, status=503)
    assert page.h1 == "Sorry, the service is not available"


@on_postgres
async def test_the_thank_you_page_still_gives_the_reference_when_the_records_are_away(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SEND, **TYPED)
    reference = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", visitor.page.text)
    assert reference is not None
    await take_the_records_away(service)
    page = await visitor.go(visitor.page.url, status=503)
    assert reference[0] in page.text
    assert "You do not need to send them again" in page.text


@on_postgres
@pytest.mark.parametrize("address", ["/", "/consultations/bus-42", "/consultations/bus-42/vote"])
async def test_every_public_page_says_so_in_plain_words_when_the_records_are_away(service: Service, address: str) -> None:
    visitor, _ = await at_the_form(service)
    await take_the_records_away(service)
    page = await visitor.go(address, status=503)
    assert page.h1 == "Sorry, the service is not available"
    assert page.headers["retry-after"] == "30"
