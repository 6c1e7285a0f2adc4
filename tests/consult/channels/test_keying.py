"""Answers from paper, letters, calls, meetings and petitions: keyed by staff, stored and counted like those from the web."""

from __future__ import annotations

import datetime as dt

import pytest

from consult.accounts.models import Role
from consult.consultations.consultations import count_responses
from consult.consultations.models import State
from consult.findings.counting import by_channel, late_responses, petition_signatories
from consult.findings.method import beside_the_count
from consult.responding.models import PaperEntry, Respondent
from surveys.models import Answer, Channel, Response
from tests.conftest import Service
from tests.consult.channels.papers import DESK, NEW, PAPER, STORE, WORDS, an_open_consultation, keyed
from tests.consult.desk import at_the_desk, faults, log_of, typed_in
from tests.factories import an_account
from tests.visitor import Page, words


def rows_of(page: Page) -> list[list[str]]:
    """The rows of the tables of a page."""
    return [[words(cell) for cell in row] for row in page.tree.iter("tr")]


async def test_a_paper_is_stored_like_an_answer_from_the_web_and_counted(service: Service) -> None:
    await an_open_consultation(service)
    lead = await keyed(service, consent_to_quote="yes")
    assert "The answers are stored and counted." in lead.page.text
    response = await Response.get()
    assert response.channel is Channel.paper
    assert response.received_at == dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
    assert (response.late, response.signatories) == (False, 1)
    await service.spread()
    assert {a.question_key: a.value for a in await Answer.all()} == {"difference": WORDS, "capacity": "gp"}
    person = await Respondent.get()
    assert (person.number, person.capacity, person.consent_to_quote) == (1, "gp", True)
    entry = await PaperEntry.get(response_id=response.id)
    assert (entry.number, entry.first_by) == ("P-1", "lead@anytown.example")


async def test_the_log_and_the_list_name_the_paper_and_never_its_words(service: Service) -> None:
    await an_open_consultation(service)
    lead = await keyed(service)
    entry = await PaperEntry.get()
    assert "nurse" not in str(entry.first_typed)
    assert "nurse" not in lead.page.text
    (actor, action, detail) = (await log_of("consultation:bus-42"))[-1]
    assert (actor, action) == ("lead@anytown.example", "answers keyed")
    assert detail == {"number": "P-1", "channel": "paper", "twice": False}


async def test_a_petition_is_one_answer_with_its_signatories_beside_it(service: Service) -> None:
    consultation, _ = await an_open_consultation(service)
    petition = {"+channel": "petition", "+signatories": "1,900", "+source": "Friends of Bus 42"}
    lead = await keyed(service, **petition)
    response = await Response.get()
    assert (response.signatories, response.source) == (1900, "Friends of Bus 42")
    await service.spread()
    assert await Respondent.all().count() == 1
    assert await petition_signatories(consultation.questionnaire_id) == 1900
    assert ["Petition", "1", "1,900"] in rows_of(lead.page)
    assert (await log_of("consultation:bus-42"))[-1][2]["signatories"] == 1900


async def test_what_the_paper_leaves_empty_is_no_fault_even_where_the_web_asks_for_it(service: Service) -> None:
    await an_open_consultation(service)
    await keyed(service, capacity=[])
    assert (await Response.get()).record["answers"] == {"difference": WORDS}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"+number": ""}, "+number"),
        ({"+number": "<b>"}, "+number"),
        ({"+channel": []}, "+channel"),
        ({"+received-day": "31", "+received-month": "2"}, "+received"),
        ({"+received-year": "2999"}, "+received"),
        ({"+channel": "petition"}, "+signatories"),
        ({"+source": "x" * 201}, "+source"),
        ({"difference": "x" * 2001}, "difference"),
    ],
)
async def test_what_is_missing_about_a_paper_is_asked_for_and_nothing_keyed_is_lost(
    service: Service, typed: dict[str, str | list[str]], field: str
) -> None:
    await an_open_consultation(service)
    lead = await at_the_desk(service)
    await lead.go(NEW)
    page = await lead.press(STORE, 422, **{**PAPER, **typed})
    assert set(faults(page)) == {field}
    assert typed_in(page, STORE)["difference"] == {**PAPER, **typed}["difference"]
    assert await Response.all().count() == 0


async def test_an_empty_paper_is_not_stored(service: Service) -> None:
    await an_open_consultation(service)
    lead = await at_the_desk(service)
    await lead.go(NEW)
    page = await lead.press(STORE, 422, **{**PAPER, "difference": "", "capacity": []})
    assert "Enter at least one answer" in page.text


async def test_an_answer_that_cannot_be_taken_is_left_out_by_name_and_the_rest_counts(service: Service) -> None:
    await an_open_consultation(service)
    lead = await at_the_desk(service)
    await lead.go(NEW)
    await lead.press(STORE, 422, **{**PAPER, "name-it": "x" * 501})
    page = await lead.press(STORE, 200, **{"+as-is": "yes"})
    record = (await Response.get()).record
    assert record["answers"] == {"difference": WORDS, "capacity": "gp"}
    assert record["left_out"] == ["name-it"]
    assert "1 answer could not be used" in page.text


async def test_a_number_is_keyed_once_whatever_its_capitals(service: Service) -> None:
    await an_open_consultation(service)
    lead = await keyed(service)
    await lead.go(NEW)
    page = await lead.press(STORE, 422, **{**PAPER, "+number": "p-1", "difference": "Something else entirely"})
    assert "A paper with the number P-1 has been keyed already" in faults(page)["+number"]
    assert await Response.all().count() == await PaperEntry.all().count() == 1


async def test_a_paper_keyed_again_after_a_fault_is_stored_once(service: Service) -> None:
    await an_open_consultation(service)
    lead = await keyed(service)
    await PaperEntry.all().delete()  # what a crash between the two leaves behind
    await lead.go(NEW)
    await lead.press(STORE, **PAPER)
    assert await Response.all().count() == await PaperEntry.all().count() == 1


async def test_what_came_after_the_last_day_is_kept_marked_and_counted_nowhere(service: Service) -> None:
    consultation, _ = await an_open_consultation(service, state=State.closed, closes_on=dt.date(2026, 6, 3))
    lead = await keyed(service, **{"+received-day": "4"})
    assert "They came after the last day" in lead.page.text
    assert (await Response.get()).late
    await service.spread()
    assert await Respondent.all().count() == 0
    assert await Answer.all().count() == 0
    assert await count_responses(consultation) == 0
    assert await by_channel(consultation.questionnaire_id) == {}
    assert await late_responses(consultation.questionnaire_id) == 1
    page = await lead.go(DESK)
    assert ["Too late, not counted", "1", "–"] in rows_of(page)


async def test_what_came_in_time_and_is_keyed_after_closing_counts(service: Service) -> None:
    await an_open_consultation(service, state=State.closed, closes_on=dt.date(2026, 6, 3))
    await keyed(service, **{"+received-day": "3"})
    await service.spread()
    assert await Respondent.all().count() == 1


async def test_nothing_can_be_keyed_before_the_consultation_has_opened(service: Service) -> None:
    await an_open_consultation(service, state=State.draft)
    lead = await at_the_desk(service)
    await lead.go(NEW, 409)
    await lead.go(DESK)


async def test_the_id_of_a_keyed_answer_cannot_be_guessed_from_its_number(service: Service) -> None:
    one, _ = await an_open_consultation(service)
    await keyed(service)
    response = await Response.get()
    assert response.id.hex == service.keys.fingerprint("paper", f"{one.id}:P-1")[:32]


async def test_a_viewer_sees_numbers_and_no_way_to_key(service: Service) -> None:
    consultation, _ = await an_open_consultation(service)
    await keyed(service)
    await consultation.fetch_related("organisation")
    await an_account(consultation.organisation, "viewer@anytown.example", Role.viewer)
    viewer = await at_the_desk(service, "viewer@anytown.example")
    page = await viewer.go(DESK)
    assert "P-1" in page.text
    assert "Key in an answer" not in page.links
    await viewer.go(NEW, 403)


def test_the_method_note_says_how_many_signed_and_how_many_came_too_late() -> None:
    said = [fact.value for fact in beside_the_count({"signatories": 1900, "late": None})]
    assert said == [
        "1,900 people signed petitions. Each petition counts as one answer, however many people signed it.",
        "Fewer than 5 answers came after the last day. They are kept, and no figure includes them.",
    ]
    assert list(beside_the_count({"signatories": 0, "late": 0})) == list(beside_the_count({})) == []
