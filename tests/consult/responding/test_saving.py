"""Saving answers and coming back on another device: everything is there, nothing is counted, and the code is in no address."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3

import pytest

from consult.consultations.models import Consultation, State
from consult.responding.codes import as_code
from consult.responding.drafts import drop_old_drafts
from consult.responding.models import Respondent
from surveys.models import Draft, Response
from tests.conftest import Service
from tests.consult.responding.at_the_form import SEND as SEND_ONE
from tests.consult.responding.at_the_form import TYPED, at_the_form, typed_on
from tests.consult.responding.routed import BACK, NEXT, PREVIOUS, SAVE, SEND, at_the_first_step, to_the_check
from tests.factories import NOW, a_public_consultation
from tests.visitor import Visitor

FIND = "Find my answers"
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")
REAL_NOW = dt.datetime.now(dt.UTC)


def code_on(visitor: Visitor) -> str:
    found = CODE.search(visitor.page.text)
    assert found is not None
    return found[0]


async def come_back(service: Service, code: str, status: int = 200) -> Visitor:
    other = await service.visitor()
    await other.go(BACK)
    await other.press(FIND, status=status, code=code)
    return other


async def test_another_device_goes_on_where_the_first_left_off(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await visitor.press(NEXT, travel="bus", driver="Ann <b>")
    page = await visitor.press(SAVE, wait="not a number yet", hard=["cost", "wait"])
    assert page.h1 == "Your answers are saved, but not sent"
    other = await come_back(service, code_on(visitor))
    values = other.page.form_with(NEXT).values
    assert (values["wait"], values["hard"]) == ("not a number yet", ["cost", "wait"])
    assert (values["driver"], values["travel"]) == ("Ann <b>", "bus")
    await other.press(PREVIOUS)
    await other.press(NEXT)
    await other.press(NEXT, wait="4")
    await other.press(NEXT)
    await other.press(NEXT)
    await other.press(SEND)
    [response] = await Response.all()
    assert response.record["answers"]["driver"] == "Ann <b>"
    assert await Draft.all().count() == 0, "what was sent is no draft any more"


async def test_one_page_is_saved_whole(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SAVE, **{**TYPED, "capacity": []})
    other = await come_back(service, code_on(visitor))
    assert typed_on(other) == {name: value for name, value in TYPED.items() if name != "capacity"}
    await other.press(SEND_ONE, capacity="gp")
    assert await Response.all().count() == 1


async def test_a_draft_is_counted_nowhere(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SAVE, **TYPED)
    assert await service.spread() == 0
    assert await Response.all().count() == await Respondent.all().count() == 0


async def test_the_code_stands_in_no_address_and_only_its_hash_is_kept(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press(SAVE, **TYPED)
    code = code_on(visitor)
    assert code not in page.url
    assert not any(code in address for address in page.links.values())
    [draft] = await Draft.all()
    assert code not in str({**draft.__dict__})
    assert draft.code_hash == service.keys.fingerprint("draft", code)
    other = await come_back(service, code)
    assert code not in other.page.url


async def test_saving_again_keeps_the_code_and_going_on_keeps_the_words(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SAVE, **TYPED)
    code = code_on(visitor)
    await visitor.press("Go on answering now")
    assert typed_on(visitor) == TYPED
    await visitor.press(SAVE, **{**TYPED, "name-it": "Bertha"})
    assert code_on(visitor) == code
    other = await come_back(service, code)
    assert typed_on(other)["name-it"] == "Bertha"


async def test_the_saved_page_speaks_welsh_at_a_press(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SAVE, **TYPED)
    code = code_on(visitor)
    page = await visitor.press("Cymraeg")
    assert page.h1 == "Mae eich atebion wedi’u cadw, ond heb eu hanfon"
    assert code in page.text


@pytest.mark.parametrize("code", ["", "nonsense", "BCDF-GHJK-3467", "'; DROP TABLE draft; --"])
async def test_an_unknown_code_is_asked_for_again(service: Service, code: str) -> None:
    await at_the_form(service)
    other = await come_back(service, code, status=422)
    assert other.page.h1 == "Come back to your answers"
    assert other.page.form_with(FIND).values["code"] == code


def test_a_code_is_read_however_it_is_typed() -> None:
    assert as_code(" bcdf ghjk-3467\n") == as_code("BCDFGHJK3467") == "BCDF-GHJK-3467"
    assert as_code("BCDF-GHJK-346") == as_code("") == ""


async def test_the_code_of_another_consultation_finds_nothing(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    await visitor.press(SAVE, **TYPED)
    await consultation.fetch_related("organisation__accounts")
    lead = consultation.organisation.accounts[0]  # type: ignore[attr-defined]
    await a_public_consultation(lead, slug="other", closes_on=None)
    other = await service.visitor()
    await other.go("/consultations/other/come-back")
    await other.press(FIND, status=422, code=code_on(visitor))


async def test_what_was_sent_meanwhile_is_not_sent_twice(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    data = {**visitor.page.form_with(SEND_ONE).values, **TYPED}
    await visitor.press(SAVE, **TYPED)
    code = code_on(visitor)
    await visitor.client.post("/consultations/bus-42/answer", data=data)  # from the page in the browser's history
    await come_back(service, code, status=422)
    assert await Response.all().count() == 1


async def test_a_draft_is_forgotten_after_thirty_days(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SAVE, **TYPED)
    assert await drop_old_drafts(now=REAL_NOW + dt.timedelta(days=29)) == 0
    await Draft.all().update(expires_at=REAL_NOW - dt.timedelta(seconds=1))
    await come_back(service, code_on(visitor), status=422)
    assert await drop_old_drafts(now=REAL_NOW) == 1
    assert await Draft.all().count() == 0


async def test_a_draft_is_forgotten_when_the_consultation_closes(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    await visitor.press(SAVE, **TYPED)
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    await come_back(service, code_on(visitor), status=422)
    assert await drop_old_drafts(now=REAL_NOW) == 1


# SQLite's table is put aside and comes back
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_what_cannot_be_saved_stays_on_the_page_and_out_of_the_log(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    visitor, _ = await at_the_first_step(service)
    await visitor.press(NEXT, travel="bus", driver="Ann")
    with sqlite3.connect(service.settings.sqlite_path) as connection:
        connection.execute("ALTER TABLE draft RENAME TO draft_away")
    page = await visitor.press(SAVE, status=503, wait="40")
    assert "We could not save your answers just now" in page.text
    values = page.form_with(SAVE).values
    assert (values["wait"], values["driver"]) == ("40", "Ann")
    assert "Ann" not in caplog.text
    with sqlite3.connect(service.settings.sqlite_path) as connection:
        connection.execute("ALTER TABLE draft_away RENAME TO draft")
    await visitor.press(SAVE)
    assert await Draft.all().count() == 1


async def test_the_check_can_be_saved_too(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await to_the_check(visitor)
    await visitor.press(SAVE)
    other = await come_back(service, code_on(visitor))
    assert other.page.h1 == "Check your answers before you send them"
    await other.press(SEND)
    assert await Response.all().count() == 1
