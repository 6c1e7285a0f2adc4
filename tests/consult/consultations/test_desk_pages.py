"""The lead's pages: the list, a new consultation, what it is about, opening and closing."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from consult.accounts.models import Role
from consult.audit import first_broken
from consult.consultations.models import Consultation, State
from surveys.collect import Submission
from surveys.definition import latest_version
from tests.conftest import NOW, Service
from tests.consult.desk import ABOUT, CHOICE, add_question, at_the_desk, faults, log_of, make_draft, typed_in
from tests.factories import a_public_consultation, an_account, an_organisation


async def test_a_new_lead_is_told_how_to_start(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    assert "Your organisation has no consultations yet." in lead.page.text
    assert (await lead.follow("Make a new consultation")).h1 == "New consultation"


async def test_a_lead_makes_writes_opens_and_closes_a_consultation(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    page = await make_draft(lead)
    assert page.h1 == "Should bus 42 stop at the clinic?"
    assert "Only your organisation can see this." in page.text
    await lead.follow("Write the questions")
    await lead.follow("Add a question")
    await lead.go("/manage/bus-42/questions/new?kind=long-text")
    await lead.press("Save the question", wording="What difference would it make?")
    await lead.follow("Go back to the overview")
    page = await lead.follow("Open it to the public")
    assert "can no longer be changed" in page.text
    page = await lead.press("Open it now")
    assert "The consultation is open. People can answer now." in page.text
    public = await service.visitor()
    assert (await public.go("/consultations/bus-42")).h1 == "Should bus 42 stop at the clinic?"
    await lead.follow("Close it to answers")
    page = await lead.press("Close it now")
    assert "The consultation is closed." in page.text
    assert (await Consultation.get()).state is State.closed
    actions = [action for _, action, _ in await log_of("consultation:bus-42")]
    assert actions == ["consultation created", "question added", "consultation opened", "consultation closed"]
    assert await first_broken() is None


async def test_the_list_shows_state_answers_and_the_next_step_of_each(service: Service) -> None:
    account = await an_account()
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
    await a_public_consultation(account, "open-one", closes_on=tomorrow)
    await a_public_consultation(account, "late-one", closes_on=dt.date(2026, 6, 2))
    lead = await at_the_desk(service)
    await make_draft(lead)
    text = (await lead.go("/manage")).text
    assert "Draft 0 questions Next: Write the questions" in text
    assert "Open 0 answers so far Last day was 2 June 2026 Next: Close it to answers" in text
    assert f"Open until {tomorrow.day} " in text
    assert "Waiting for answers" in text


async def test_another_organisations_consultations_are_not_in_the_list(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account)
    await an_account(await an_organisation("Otherville Council"), "lead@otherville.example")
    other = await at_the_desk(service, "lead@otherville.example")
    assert "Your organisation has no consultations yet." in other.page.text
    assert "Otherville Council" in other.page.text


async def test_the_count_of_answers_is_live(service: Service) -> None:
    consultation = await a_public_consultation(await an_account())
    version = await latest_version(consultation.questionnaire_id)
    lead = await at_the_desk(service)
    assert "0 people have answered" in (await lead.go("/manage/bus-42")).text
    await service.app.state.intake.save(Submission(uuid4(), version.id, NOW, {"answers": {}, "consent_to_quote": False}))
    assert "1 person has answered" in (await lead.follow("Count again")).text


async def test_a_refused_form_says_what_is_wrong_and_keeps_every_word(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await lead.go("/manage/new")
    typed = {"title": "", "slug": "Bus stop", "background": "One.\n\nTwo.", "asked": "many", "closes_on-month": "6"}
    page = await lead.press("Save as a draft", 422, **typed, stage="evaluate", **{"language-cy": "yes"})
    assert faults(page) == {
        "title": "Enter the title of the consultation",
        "slug": "The web address must only have small letters a to z, numbers and single hyphens, like bus-stop-42",
        "closes_on": "The closing date must include a day and a year",
        "asked": "The number of people asked must be a whole number, like 250",
    }
    kept = typed_in(page, "Save as a draft")
    assert {name: kept[name] for name in typed} == typed
    assert (kept["stage"], kept["language-cy"]) == ("evaluate", ["yes"])
    assert not await Consultation.exists()


async def test_an_address_that_somebody_else_has_is_refused_beside_its_field(service: Service) -> None:
    await a_public_consultation(await an_account(await an_organisation("Otherville Council"), "lead@otherville.example"))
    await an_account()
    lead = await at_the_desk(service)
    await lead.go("/manage/new")
    page = await lead.press("Save as a draft", 422, **{**ABOUT, "slug": "bus-42"})
    assert faults(page) == {"slug": "There is already a consultation at “bus-42”: choose another web address"}
    assert typed_in(page, "Save as a draft")["background"] == ABOUT["background"]


async def test_the_address_is_made_from_the_title(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    assert (await make_draft(lead, slug="")).url.endswith("/manage/should-bus-42-stop-at-the-clinic?saved=made")


async def test_choosing_welsh_gives_every_text_a_second_box_and_the_opening_asks_for_it(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    page = await make_draft(lead, **{"language-cy": "yes"})
    assert "Now write each text in Welsh as well" in page.text
    assert page.h1 == "What it is about"
    welsh = {"title-cy": "Bws 42?", "background-cy": "Cefndir.", "can_change-cy": "- ble"}
    await lead.press("Save", 200, **welsh)
    await add_question(lead)
    page = await lead.go("/manage/bus-42/open")
    assert "It cannot open yet." in page.text
    missing = {words: place for words, place in page.links.items() if "in Welsh" in words}
    assert missing == {
        "Write who decides in Welsh": "/manage/bus-42/about#decided_by-cy",
        "Write the legal duty in Welsh": "/manage/bus-42/about#legal_duty-cy",
        "Write “What difference would the bus make to you?” in Welsh": (
            "/manage/bus-42/questions/what-difference-would-the-bus-make-to-you#wording-cy"
        ),
    }
    for place in missing.values():
        address, _, field = place.partition("#")
        assert field in {element.get("id") for element in (await lead.go(address)).tree.iter()}


async def test_opening_before_it_is_ready_changes_nothing_and_lists_what_is_missing(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead)
    await add_question(lead)
    await lead.go("/manage/bus-42/open")
    stale = lead.page.form_with("Open it now").values
    await lead.go("/manage/bus-42/about")
    await lead.press("Save", background="")
    response = await lead.client.post("/manage/bus-42/open", data=stale)
    assert response.status_code == 409
    assert "Write the background" in response.text
    assert "<title>Error: " in response.text
    assert (await Consultation.get()).state is State.draft


async def test_a_lead_is_warned_when_no_question_lets_people_use_their_own_words(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead)
    await add_question(lead, **CHOICE)
    assert "No question lets people answer in their own words." in (await lead.go("/manage/bus-42/open")).text
    await add_question(lead)
    assert "own words" not in (await lead.go("/manage/bus-42/open")).text


async def test_closing_before_the_promised_day_is_warned_of(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account, closes_on=dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2))
    await a_public_consultation(account, "late-one", closes_on=dt.date(2026, 6, 2))
    lead = await at_the_desk(service)
    assert "some will lose their chance to take part" in (await lead.go("/manage/bus-42/close")).text
    assert "lose their chance" not in (await lead.go("/manage/late-one/close")).text


async def test_opening_or_closing_twice_says_so(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account, closes_on=None)
    lead = await at_the_desk(service)
    assert (await lead.go("/manage/bus-42/open", status=409)).h1 == "Not at this stage"
    await lead.go("/manage/bus-42/close")
    form = lead.page.form_with("Close it now").values
    await lead.press("Close it now")
    assert (await lead.client.post("/manage/bus-42/close", data=form)).status_code == 409
    assert (await lead.go("/manage/bus-42/close", status=409)).h1 == "Not at this stage"


async def test_after_opening_the_texts_are_read_only_but_the_last_day_can_move(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account, closes_on=dt.date(2026, 6, 2))
    lead = await at_the_desk(service)
    page = await lead.go("/manage/bus-42/about")
    assert "they stay as they are" in page.text
    assert set(page.form_with("Save").values) == {"csrf", "closes_on-day", "closes_on-month", "closes_on-year", "asked"}
    page = await lead.press("Save", 422, **{"closes_on-year": "2025"}, asked="few")
    assert set(faults(page)) == {"closes_on", "asked"}
    assert typed_in(page, "Save")["asked"] == "few"
    await lead.press("Save", 200, **{"closes_on-year": "2099"}, asked="100")
    row = await Consultation.get()
    assert (row.closes_on, row.asked) == (dt.date(2099, 6, 2), 100)
    form = {**typed_in(await lead.go("/manage/bus-42/about"), "Save"), "title": "Other words"}
    assert (await lead.client.post("/manage/bus-42/about", data=form)).status_code == 303
    assert (await Consultation.get()).title == row.title


async def test_a_closed_consultations_last_day_does_not_move(service: Service) -> None:
    await a_public_consultation(await an_account(), state=State.closed)
    lead = await at_the_desk(service)
    assert set((await lead.go("/manage/bus-42/about")).form_with("Save").values) == {"csrf", "asked"}


async def test_a_viewer_reads_a_draft_without_a_form_and_cannot_make_one(service: Service) -> None:
    body = await an_organisation()
    await a_public_consultation(await an_account(body), state=State.draft)
    await an_account(body, "viewer@anytown.example", Role.viewer)
    viewer = await at_the_desk(service, "viewer@anytown.example")
    assert "Make a new consultation" not in viewer.page.links
    page = await viewer.go("/manage/bus-42")
    assert "Your role lets you look at everything here." in page.text
    assert "Open it to the public" not in page.links
    page = await viewer.follow("Say what it is about")
    assert "The lead of your organisation can change it." in page.text
    assert [b for form in page.forms() for b in form.buttons] == ["Sign out"]
    assert (await viewer.go("/manage/new", status=403)).h1 == "You cannot do this"


@pytest.mark.parametrize("role", [Role.viewer, Role.analyst, Role.decision_maker])
async def test_only_a_lead_makes_a_consultation(service: Service, role: Role) -> None:
    await an_account(role=role)
    person = await at_the_desk(service)
    csrf = str(person.page.form_with("Sign out").values["csrf"])
    response = await person.client.post("/manage/new", data={**ABOUT, "stage": "need", "involvement": "consult", "csrf": csrf})
    assert response.status_code == 403
    assert not await Consultation.exists()


async def test_the_public_does_not_see_a_draft(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead)
    public = await service.visitor()
    for address in ("/consultations/bus-42", "/consultations/bus-42/answer"):
        await public.go(address, status=404)
    assert "bus 42" not in (await public.go("/")).text


async def test_what_a_lead_types_is_text_and_never_markup(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead, title="<b>Bus</b> & <script>alert(1)</script>", background="</textarea><h1>x</h1>")
    for address in ("/manage", "/manage/bus-42", "/manage/bus-42/about", "/manage/bus-42/questions"):
        page = await lead.go(address)
        assert "<script>alert" not in page.html
        assert len(list(page.tree.iter("h1"))) == 1
    assert typed_in(await lead.go("/manage/bus-42/about"), "Save")["background"] == "</textarea><h1>x</h1>"
