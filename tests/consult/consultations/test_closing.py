"""Closing by itself at the end of the last day, and opening again with a reason."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from consult.consultations.consultations import close_consultation, close_what_is_over
from consult.consultations.days import end_of_day
from consult.consultations.models import Consultation, State
from consult.errors import NotNow
from consult.reopening import may_open_again, open_again
from surveys.collect import Submission
from surveys.definition import latest_version
from surveys.models import Response
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, faults, log_of
from tests.factories import FAR_OFF, a_public_consultation, an_account, signed_off_themes

LAST_DAY = dt.date(2026, 6, 30)
JUST_AFTER = end_of_day(LAST_DAY) + dt.timedelta(seconds=1)


async def test_the_system_closes_what_is_over_once_and_leaves_the_rest(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account, closes_on=LAST_DAY)
    for slug, closes_on in (("later", FAR_OFF), ("never", None)):
        await a_public_consultation(account, slug, closes_on=closes_on)
    version = await latest_version(consultation.questionnaire_id)
    await service.app.state.intake.save(Submission(uuid4(), version.id, NOW, {"answers": {}, "consent_to_quote": False}))
    assert await close_what_is_over(now=end_of_day(LAST_DAY)) == 0, "people may answer all day"
    assert await close_what_is_over(now=JUST_AFTER) == 1
    assert await close_what_is_over(now=JUST_AFTER) == 0
    row = await Consultation.get(id=consultation.id)
    assert (row.state, row.closed_at) == (State.closed, end_of_day(LAST_DAY))
    [(actor, action, detail)] = await log_of("consultation:bus-42")
    assert (actor, action) == ("system", "consultation closed")
    assert detail == {"answers": 1, "why": "the last day to answer has passed", "closes_on": "2026-06-30"}


async def test_answers_after_the_last_day_are_refused_though_no_worker_has_come(service: Service) -> None:
    consultation = await a_public_consultation(await an_account())
    visitor = await service.visitor()
    form = (await visitor.go("/consultations/bus-42/answer")).form_with("Send your answers")
    await Consultation.filter(id=consultation.id).update(closes_on=LAST_DAY)
    sent = {**form.values, "capacity": "gp", "difference": "A word for the bus.", "go": "send"}
    response = await visitor.client.post(form.action, data=sent, headers={"Origin": "http://testserver"})
    assert response.status_code == 410
    assert "A word for the bus." in response.text, "to copy"
    assert not await Response.exists()
    assert (await visitor.go("/consultations/bus-42/answer", status=410)).h1 == "This consultation is closed"
    assert "Answer the questions" not in (await visitor.go("/consultations/bus-42")).links
    assert "Closed: the answers are being read" in (await visitor.go("/")).text


async def test_a_lead_opens_it_again_with_a_reason_and_a_new_last_day(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account, state=State.closed, closes_on=LAST_DAY)
    lead = await at_the_desk(service)
    await lead.go("/manage/bus-42")
    page = await lead.follow("Open it again")
    page = await lead.press("Open it again", 422)
    assert set(faults(page)) == {"reason", "closes_on"}
    typed = {"closes_on-day": "30", "closes_on-month": "6", "closes_on-year": "2099"}
    page = await lead.press("Open it again", 200, reason="The post was late.", **typed)
    assert "The consultation is open again." in page.text
    row = await Consultation.get()
    assert (row.state, row.closed_at, row.closes_on) == (State.open, None, FAR_OFF)
    [(actor, action, detail)] = await log_of("consultation:bus-42")
    assert (actor, action, detail["reason"]) == (account.email, "consultation opened again", "The post was late.")


async def test_once_themes_are_signed_off_it_stays_closed(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    with pytest.raises(NotNow):
        await open_again(consultation, account, reason="So", closes_on=FAR_OFF, now=NOW)
    await close_consultation(consultation, account, now=NOW)
    assert await may_open_again(consultation)
    await signed_off_themes(consultation, account)
    assert not await may_open_again(consultation)
    with pytest.raises(NotNow):
        await open_again(consultation, account, reason="So", closes_on=FAR_OFF, now=NOW)
    lead = await at_the_desk(service)
    assert "Open it again" not in (await lead.go("/manage/bus-42")).links
    await lead.go("/manage/bus-42/reopen", status=409)
