"""The duties before opening: met by evidence and dates, or overridden by a named officer whose reason is printed."""

from __future__ import annotations

import datetime as dt

import pytest

from consult.consultations.consultations import TooSoon, change_consultation, open_consultation, what_is_missing
from consult.consultations.evidence import override, remove_evidence, take_back_override, write_evidence
from consult.consultations.gates import Duty
from consult.consultations.models import Consultation, DutyEvidence, DutyOverride, State
from consult.errors import NotNow
from tests.conftest import NOW, Service
from tests.consult.consultations.test_opening import ABOUT, a_draft
from tests.consult.desk import at_the_desk, faults, log_of
from tests.factories import FAR_OFF, an_account

OFFICER = "Jo Bloggs, director of planning"
REASON = "The grant <ends> in August."
SOON = dt.date(2026, 6, 20)


async def places(consultation: Consultation) -> list[str]:
    return [one.place for one in await what_is_missing(consultation, now=NOW)]


async def test_each_duty_keeps_a_draft_shut_until_something_shows_that_it_is_met(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    await DutyEvidence.all().delete()
    assert await places(consultation) == ["duties#still-open", "duties#reasons"]
    for duty in (Duty.still_open, Duty.reasons):
        made = await write_evidence(consultation, account, duty, words="Item 7", dated=dt.date(2026, 5, 4), now=NOW)
    assert await places(consultation) == []
    await remove_evidence(consultation, account, made.id, now=NOW)
    assert await places(consultation) == ["duties#reasons"]
    log = [(action, detail.get("duty")) for _, action, detail in (await log_of("consultation:bus-42"))[1:]]
    written = "duty evidence written"
    assert log == [(written, "still-open"), (written, "reasons"), ("duty evidence removed", "reasons")]


async def test_too_little_time_needs_an_officer_with_a_reason_and_it_can_be_taken_back(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account, closes_on=SOON)
    [missing] = await what_is_missing(consultation, now=NOW)
    assert missing.words == "Give people more time: they have 20 days, and 42 is the least"
    await override(consultation, account, Duty.time, officer=OFFICER, reason=REASON, now=NOW)
    assert await places(consultation) == []
    await take_back_override(consultation, account, Duty.time, now=NOW)
    assert await places(consultation) == ["duties#time"]
    await override(consultation, account, Duty.time, officer=OFFICER, reason=REASON, now=NOW)
    await open_consultation(consultation, account, now=NOW)
    assert consultation.state is State.open
    _, action, detail = (await log_of("consultation:bus-42"))[-2]
    assert (action, detail) == ("duty overridden", {"duty": "time", "officer": OFFICER, "reason": REASON})


async def test_no_last_day_is_no_promise_of_time(service: Service) -> None:
    assert await places(await a_draft(await an_account(), closes_on=None)) == ["duties#time"]


async def test_a_missing_text_cannot_be_overridden(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account, background={})
    for duty in Duty:
        await override(consultation, account, duty, officer=OFFICER, reason=REASON, now=NOW)
    assert await places(consultation) == ["about#background"]


async def test_after_opening_the_record_of_the_duties_stays(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    await open_consultation(consultation, account, now=NOW)
    with pytest.raises(NotNow):
        await write_evidence(consultation, account, Duty.reasons, words="Later", dated=dt.date(2026, 5, 4), now=NOW)
    with pytest.raises(NotNow):
        await override(consultation, account, Duty.reasons, officer=OFFICER, reason=REASON, now=NOW)
    with pytest.raises(NotNow):
        await take_back_override(consultation, account, Duty.time, now=NOW)


async def test_the_last_day_of_an_open_one_comes_no_nearer_than_six_weeks_without_a_reason(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    await open_consultation(consultation, account, now=NOW)
    with pytest.raises(TooSoon):
        await change_consultation(consultation, account, now=NOW, **{**ABOUT, "closes_on": SOON})
    assert (await Consultation.get()).closes_on == FAR_OFF
    await override(consultation, account, Duty.time, officer=OFFICER, reason=REASON, now=NOW)
    await change_consultation(consultation, account, now=NOW, **{**ABOUT, "closes_on": SOON})
    assert (await Consultation.get()).closes_on == SOON


async def test_a_lead_meets_the_duties_by_the_page_and_people_read_what_was_not_done(service: Service) -> None:
    account = await an_account()
    await a_draft(account)
    await DutyEvidence.all().delete()
    lead = await at_the_desk(service)
    page = await lead.go("/manage/bus-42/duties")
    assert page.h1 == "Check the duties"
    page = await lead.press("Write it down for duty 1", 422)
    assert faults(page) == {"words-still-open": "Enter what shows it", "dated-still-open": "Enter the day that it is from"}
    typed = {"words-still-open": "Item <7>", "dated-still-open-day": "4", "dated-still-open-month": "5"}
    page = await lead.press("Write it down for duty 1", 422, **typed, **{"dated-still-open-year": "2098"})
    assert faults(page) == {"dated-still-open": "The day that it is from must be today or earlier"}
    page = await lead.press("Write it down for duty 1", 200, **{"dated-still-open-year": "2026"})
    assert "Item <7>" in page.text
    page = await lead.press("Go on without duty 2", 422)
    assert set(faults(page)) == {"officer-reasons", "reason-reasons"}
    page = await lead.press("Go on without duty 2", 200, **{"officer-reasons": OFFICER, "reason-reasons": REASON})
    assert f"{OFFICER} decided to go on without this." in page.text
    assert OFFICER in (await lead.go("/manage/bus-42/open")).text
    await lead.press("Open it now")
    public = await service.visitor()
    text = (await public.go("/consultations/bus-42")).text
    for words in ("How much say you have", "No law makes us ask.", "Then we decide, and say why.", OFFICER, REASON):
        assert words in text
    assert "Item <7>" not in text, "evidence is for the record"
    assert (await DutyOverride.get()).officer == OFFICER
