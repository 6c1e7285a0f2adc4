"""Opening and closing: the duties, what is frozen, and what can still be changed afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from consult.accounts.models import Account
from consult.audit import first_broken
from consult.consultations.addresses import BadAddress, free_slug
from consult.consultations.consultations import (
    NotReady,
    change_consultation,
    close_consultation,
    count_responses,
    create_consultation,
    open_consultation,
    what_is_missing,
)
from consult.consultations.days import local_day
from consult.consultations.models import Consultation, Involvement, Stage, State
from consult.errors import NotNow
from surveys import design
from surveys.collect import Submission
from surveys.definition import latest_version, load_definition
from surveys.models import Kind
from tests.conftest import NOW, Service
from tests.consult.desk import log_of
from tests.factories import FAR_OFF, an_account, meet_the_duties

ABOUT: dict[str, Any] = {
    "slug": "bus-42",
    "title": {"en": "Should bus 42 stop at the clinic?"},
    "background": {"en": "The clinic is a mile from the stop."},
    "can_change": {"en": "Where the bus stops."},
    "decided_by": {"en": "The board decides in July."},
    "legal_duty": {"en": "No law makes us ask."},
    "closes_on": FAR_OFF,
}


async def a_draft(account: Account, *, question: bool = True, languages: list[str] | None = None, **about: Any) -> Consultation:
    """A draft that may open, unless something is left out."""
    made = await create_consultation(account, now=NOW, languages=languages or ["en"], **{**ABOUT, **about})
    await meet_the_duties(made, account)
    if question:
        version = await latest_version(made.questionnaire_id)
        await design.add_question(version, kind=Kind.long_text, wording={"en": "What difference would it make?"})
    return made


async def missing(consultation: Consultation) -> dict[str, str]:
    """Where to go and what to do there; asking and trying to open must agree, and trying must change nothing."""
    asked = await what_is_missing(consultation, now=NOW)
    account = await Account.get()
    with pytest.raises(NotReady) as refused:
        await open_consultation(consultation, account, now=NOW)
    assert refused.value.missing == asked
    row = await Consultation.get(id=consultation.id)
    assert (row.state, row.opened_at) == (State.draft, None)
    assert (await latest_version(row.questionnaire_id)).frozen_at is None
    return {one.place: one.words for one in asked}


async def test_a_consultation_with_everything_said_opens_and_its_questions_are_frozen(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    await open_consultation(consultation, account, now=NOW)
    row = await Consultation.get(id=consultation.id)
    assert (row.state, row.opened_at) == (State.open, NOW)
    assert (consultation.state, consultation.opened_at) == (State.open, NOW)
    version = await latest_version(row.questionnaire_id)
    assert version.frozen_at == NOW
    assert version.content_hash == (await load_definition(version)).content_hash()
    log = await log_of("consultation:bus-42")
    assert log[-1] == (account.email, "consultation opened", {"version": 1, "questions": version.content_hash})
    assert await first_broken() is None


@pytest.mark.parametrize("text", ["title", "background", "can_change", "decided_by", "legal_duty"])
@pytest.mark.parametrize("left_out", [{}, {"en": "   "}])
async def test_it_does_not_open_while_a_text_that_people_need_is_missing(
    service: Service, text: str, left_out: dict[str, str]
) -> None:
    about: dict[str, Any] = {text: left_out}
    consultation = await a_draft(await an_account(), **about)
    assert list(await missing(consultation)) == [f"about#{text}"]


async def test_it_does_not_open_without_a_question(service: Service) -> None:
    consultation = await a_draft(await an_account(), question=False)
    assert await missing(consultation) == {"questions": "Write at least one question"}


async def test_it_does_not_open_while_a_closed_question_has_fewer_than_two_choices(service: Service) -> None:
    consultation = await a_draft(await an_account())
    version = await latest_version(consultation.questionnaire_id)
    for choices in ((), [("yes", {"en": "Yes"})]):
        await design.add_question(
            version, key=f"q{len(choices)}", kind=Kind.single_choice, wording={"en": "So?"}, choices=choices
        )
    assert await missing(consultation) == {
        "questions/q0#choices": "Mend “So?”. Write two or more choices",
        "questions/q1#choices": "Mend “So?”. Write two or more choices",
    }


async def test_it_does_not_open_with_a_closing_date_in_the_past(service: Service) -> None:
    today = local_day(NOW)
    consultation = await a_draft(await an_account(), closes_on=today - dt.timedelta(days=1))
    assert list(await missing(consultation)) == ["about#closes_on", "duties#time"]
    await change_consultation(consultation, await Account.get(), now=NOW, closes_on=today, slug="", title=ABOUT["title"])
    assert [one.place for one in await what_is_missing(consultation, now=NOW)] == ["duties#time"], "a day is too short"


async def test_every_text_must_be_in_every_language(service: Service) -> None:
    consultation = await a_draft(await an_account(), languages=["en", "cy"], question=False, is_fixed={"cy": "Dim."})
    version = await latest_version(consultation.questionnaire_id)
    await design.add_question(
        version,
        key="q",
        kind=Kind.single_choice,
        wording={"en": "So?"},
        help={"en": "Choose."},
        choices=[("a", {"en": "Yes", "cy": "Ie"}), ("b", {"en": "No"})],
    )
    assert await missing(consultation) == {
        "about#title-cy": "Write the title in Welsh",
        "about#background-cy": "Write the background in Welsh",
        "about#can_change-cy": "Write what can still change in Welsh",
        "about#decided_by-cy": "Write who decides in Welsh",
        "about#legal_duty-cy": "Write the legal duty in Welsh",
        "about#is_fixed": "Write what cannot change in English",
        "questions/q#wording-cy": "Write “So?” in Welsh",
        "questions/q#help-cy": "Write the help for “So?” in Welsh",
        "questions/q#choices-cy": "Write the choices of “So?” in Welsh",
    }


async def test_a_text_that_stands_in_welsh_alone_is_asked_for_once(service: Service) -> None:
    consultation = await a_draft(await an_account(), languages=["en", "cy"], title={"cy": "Bws 42?"})
    places = list(await missing(consultation))
    assert [place for place in places if place.startswith("about#title")] == ["about#title"]


async def test_everything_that_is_missing_is_said_at_once(service: Service) -> None:
    consultation = await a_draft(await an_account(), question=False, background={}, decided_by={})
    assert list(await missing(consultation)) == ["about#background", "about#decided_by", "questions"]


async def test_texts_of_a_language_that_was_given_up_do_not_reach_the_public(service: Service) -> None:
    account = await an_account()
    both = {"en": "Should it stop?", "cy": "A ddylai stopio?"}
    consultation = await a_draft(account, languages=["en", "cy"], title=both)
    await change_consultation(consultation, account, now=NOW, languages=["en"], slug="", title=both)
    assert (await Consultation.get(id=consultation.id)).title == both, "a draft keeps what was typed"
    await open_consultation(consultation, account, now=NOW)
    assert (await Consultation.get(id=consultation.id)).title == consultation.title == {"en": "Should it stop?"}


async def test_it_opens_once_and_closes_once(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    with pytest.raises(NotNow):
        await close_consultation(consultation, account, now=NOW)
    await open_consultation(consultation, account, now=NOW)
    with pytest.raises(NotNow):
        await open_consultation(consultation, account, now=NOW)
    await close_consultation(consultation, account, now=NOW)
    for act in (open_consultation, close_consultation):
        with pytest.raises(NotNow):
            await act(consultation, account, now=NOW)
    row = await Consultation.get(id=consultation.id)
    assert (row.state, row.closed_at) == (State.closed, NOW)
    actions = [action for _, action, _ in await log_of("consultation:bus-42")]
    assert actions == ["consultation created", "consultation opened", "consultation closed"]


async def test_answers_are_counted_before_and_after_they_are_spread_and_only_its_own(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    other = await a_draft(account, slug="bus-43")
    for one in (consultation, other):
        await open_consultation(one, account, now=NOW)
    version = await latest_version(consultation.questionnaire_id)
    for _ in range(3):
        await service.app.state.intake.save(Submission(uuid4(), version.id, NOW, {"answers": {}, "consent_to_quote": False}))
    assert await count_responses(consultation) == 3
    await service.spread()
    assert await count_responses(consultation) == 3
    assert await count_responses(other) == 0
    await close_consultation(consultation, account, now=NOW)
    assert (await log_of("consultation:bus-42"))[-1] == (account.email, "consultation closed", {"answers": 3})


async def test_the_log_says_which_texts_changed_and_the_new_closing_date_but_not_the_words(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    changed = await change_consultation(
        consultation,
        account,
        now=NOW,
        languages=["en", "cy"],
        slug="bus-stop-42",
        title={"en": "New words"},
        background=ABOUT["background"],
        closes_on=dt.date(2026, 7, 1),
    )
    assert changed == ("closes_on", "slug", "title", "languages")
    assert (await log_of("consultation:bus-stop-42"))[-1] == (
        account.email,
        "consultation changed",
        {"changed": ["closes_on", "slug", "title", "languages"], "closes_on": "2026-07-01", "formerly": "bus-42"},
    )
    assert (await latest_version(consultation.questionnaire_id)).languages == ["en", "cy"]
    assert (consultation.slug, consultation.title) == ("bus-stop-42", {"en": "New words"})


async def test_saving_without_a_change_leaves_no_line_in_the_log(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    assert await change_consultation(consultation, account, now=NOW, languages=["en"], **ABOUT) == ()
    assert [action for _, action, _ in await log_of("consultation:bus-42")] == ["consultation created"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"en": "Other words"}},
        {"background": {}},
        {"slug": "bus-43"},
        {"stage": Stage.evaluate},
        {"involvement": Involvement.empower},
        {"languages": ["en", "cy"]},
    ],
)
async def test_what_people_have_been_shown_can_no_longer_be_changed(service: Service, change: dict[str, Any]) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    await open_consultation(consultation, account, now=NOW)
    before = await Consultation.filter(id=consultation.id).values()
    with pytest.raises(NotNow):
        await change_consultation(consultation, account, now=NOW, **{**ABOUT, **change})
    assert await Consultation.filter(id=consultation.id).values() == before


async def test_the_closing_date_can_move_while_it_is_open_and_the_number_asked_even_later(service: Service) -> None:
    account = await an_account()
    consultation = await a_draft(account)
    await open_consultation(consultation, account, now=NOW)
    later = dt.date(2099, 9, 1)
    await change_consultation(consultation, account, now=NOW, **{**ABOUT, "closes_on": later, "asked": 100})
    row = await Consultation.get(id=consultation.id)
    assert (row.closes_on, row.asked) == (later, 100)
    await close_consultation(consultation, account, now=NOW)
    await change_consultation(consultation, account, now=NOW, **{**ABOUT, "closes_on": later, "asked": 120})
    assert (await Consultation.get(id=consultation.id)).asked == 120
    with pytest.raises(NotNow):
        await change_consultation(consultation, account, now=NOW, **{**ABOUT, "closes_on": dt.date(2099, 10, 1)})


async def test_an_address_belongs_to_one_consultation_of_any_organisation(service: Service) -> None:
    account = await an_account()
    await a_draft(account)
    other = await a_draft(account, slug="bus-43")
    with pytest.raises(BadAddress, match="already"):
        await a_draft(account)
    with pytest.raises(BadAddress, match="already"):
        await change_consultation(other, account, now=NOW, **ABOUT)
    assert (await Consultation.get(id=other.id)).slug == "bus-43"
    assert await Consultation.all().count() == 2


@pytest.mark.parametrize("slug", ["Bus", "bus 42", "bus--42", "-bus", "bus-", "bus/42", "new", "ŵ", "x" * 81, "..", "bus\n"])
async def test_a_malformed_address_is_refused(service: Service, slug: str) -> None:
    with pytest.raises(BadAddress):
        await a_draft(await an_account(), slug=slug)
    assert not await Consultation.exists()


async def test_an_address_is_made_from_the_title_and_numbered_when_it_is_taken(service: Service) -> None:
    account = await an_account()
    slugs = [(await a_draft(account, slug="", title={"en": title})).slug for title in ("Bus 42?", "Bus 42!", "New", "???")]
    assert slugs == ["bus-42", "bus-42-2", "new-2", "consultation"]
    assert await free_slug("Bus 42") == "bus-42-3"


def test_a_day_is_a_british_day() -> None:
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert local_day(late) == dt.date(2026, 7, 1)
    assert local_day(late.replace(month=12)) == dt.date(2026, 12, 30)
