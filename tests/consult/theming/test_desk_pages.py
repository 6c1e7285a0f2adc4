"""The analyst's desk, page by page, without a script: who may see it, what it says, what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.accounts.accounts import sign_in
from consult.accounts.models import Account, Role
from consult.consultations.models import Consultation, State
from consult.jobs import Job, JobState
from consult.theming.models import Codebook, Theme
from consult.theming.running import start_theming
from nlp.types import Campaign, Stances
from tests.conftest import NOW, Service
from tests.consult.theming.desk import QUESTION, answer_ids, found, people_answer, themes_are_found
from tests.factories import PASSWORD, a_public_consultation, an_account, an_organisation
from tests.visitor import Visitor, words

DESK = "/manage/bus-42/themes"


async def signed_in(service: Service, account: Account) -> Visitor:
    """Somebody whose browser holds the cookie of a session that began now."""
    import datetime as dt

    visitor = await service.visitor()
    visitor.client.cookies.set("consult_session", await sign_in(account.email, PASSWORD, now=dt.datetime.now(dt.UTC)))
    return visitor


async def a_desk(service: Service, role: Role = Role.analyst) -> tuple[Visitor, Account, Consultation]:
    """Nine people have answered; the visitor has this role in the organisation that asked them."""
    account = await an_account(role=role)
    consultation = await a_public_consultation(account)
    await people_answer(service, consultation)
    return await signed_in(service, account), account, consultation


async def test_a_stranger_is_sent_to_sign_in(service: Service) -> None:
    consultation = await a_public_consultation(await an_account())
    client = (await service.visitor()).client
    for address in (DESK, f"{DESK}/t1", "/jobs/1"):
        response = await client.get(address)
        assert (response.status_code, response.headers["location"]) == (303, f"/sign-in?next={address}")
    for address in (f"{DESK}/run", f"{DESK}/sign-off", f"{DESK}/t1"):
        assert (await client.post(address)).headers["location"].startswith("/sign-in")
    assert await Job.all().count() == 0
    assert consultation.slug == "bus-42"


async def test_another_organisations_desk_is_not_there(service: Service) -> None:
    _, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    job = await start_theming(consultation, QUESTION, account, now=NOW)
    other = await an_account(await an_organisation("Othertown Council"), "lead@othertown.example")
    visitor = await signed_in(service, other)
    for address in (DESK, f"{DESK}/t1", f"/jobs/{job.id}"):
        await visitor.go(address, status=404)


async def test_before_the_first_run_the_page_says_what_will_happen(service: Service) -> None:
    visitor, *_ = await a_desk(service)
    page = await visitor.go(DESK)
    assert page.h1 == "Themes"
    assert "8 people wrote an answer so far, and 1 person left it blank." in page.text
    assert "Nobody’s answer is lost" in page.text
    await visitor.press("Find the themes")
    assert "Waiting for its turn" in visitor.page.text
    assert f'data-poll="/jobs/{(await Job.get()).id}"' in visitor.page.html


async def test_pressing_the_button_twice_starts_one_job(service: Service) -> None:
    visitor, *_ = await a_desk(service)
    first = await visitor.go(DESK)
    await visitor.press("Find the themes")
    visitor.page = first
    await visitor.press("Find the themes")
    assert await Job.all().count() == 1


@pytest.mark.parametrize("number", ["1", "81", "many", "-3", "2.5"])
async def test_a_number_of_themes_that_cannot_be_is_refused_and_kept(service: Service, number: str) -> None:
    visitor, *_ = await a_desk(service)
    await visitor.go(DESK)
    page = await visitor.press("Find the themes", status=422, themes=number, detail="fine")
    assert page.title.startswith("Error: Themes")
    assert "Enter a whole number of themes from 2 to 80, or leave it empty" in page.text
    form = page.form_with("Find the themes")
    assert (form.values["themes"], form.values["detail"]) == (number, "fine")
    assert await Job.all().count() == 0


async def test_a_form_without_its_token_is_refused(service: Service) -> None:
    visitor, *_ = await a_desk(service)
    for address in ("run", "sign-off", "t1"):
        response = await visitor.client.post(f"{DESK}/{address}", data={"question": QUESTION, "csrf": "wrong"})
        assert response.status_code == 403
    assert await Job.all().count() == 0


@pytest.mark.parametrize("role", [Role.viewer, Role.decision_maker])
async def test_others_of_the_organisation_look_but_do_not_touch(service: Service, role: Role) -> None:
    visitor, account, consultation = await a_desk(service, role)
    page = await visitor.go(DESK)
    assert "The lead or an analyst can do it" in page.text
    await themes_are_found(consultation, account)
    page = await visitor.go(DESK)
    assert [button for form in page.forms() for button in form.buttons] == ["Sign out"]
    page = await visitor.go(f"{DESK}/t1")
    csrf = page.form_with("Sign out").values["csrf"]
    response = await visitor.client.post(f"{DESK}/t1", data={"csrf": csrf, "name": "Mine", "reason": "x", "revision": "1"})
    assert response.status_code == 403
    assert (await Theme.get(key="t1")).name == "Appointments"


async def test_a_failed_run_says_why_and_what_to_do(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    job = await start_theming(consultation, QUESTION, account, now=NOW)
    await Job.filter(id=job.id).update(state=JobState.failed, error="There are no answers to theme.")
    page = await visitor.go(DESK)
    assert "There are no answers to theme." in page.text
    assert "press the button to try again" in page.text
    await visitor.press("Find the themes")
    assert await Job.all().count() == 2


async def test_progress_is_shown_on_the_page_and_as_json(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    job = await start_theming(consultation, QUESTION, account, now=NOW)
    await Job.filter(id=job.id).update(state=JobState.running, progress=0.4, doing="Grouping answers that say the same")
    page = await visitor.go(DESK)
    assert "Grouping answers that say the same" in page.text
    answer = (await visitor.client.get(f"/jobs/{job.id}")).json()
    assert answer == {"state": "running", "words": "Grouping answers that say the same", "done": 40, "total": 100}
    await visitor.go("/jobs/999999", status=404)


async def test_the_desk_shows_every_theme_with_count_share_interval_and_words(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    page = await visitor.go(DESK)
    assert "57 in every 100 of the 7 people who answered" in page.text
    assert "it would probably be between 25 and 84 in every 100" in page.text
    assert "Its place: first, could be first to second." in page.text
    assert "my appointments" in page.text
    assert "answer 1" in page.text
    assert "Patient" in page.text
    assert "Few answers say little." in page.text
    assert "There are few answers: read them all." in page.text


async def test_a_first_theme_that_is_no_headline_is_said_to_be_none_and_parts_stand_under_their_theme(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    run = found(await answer_ids(consultation))
    first, second = run.themes
    shaky = replace(first, headline=False, no_headline="It came back only in part.", stance=Stances(1, 0, 0, 3), general=2)
    part = replace(first, id="t1.1", parent="t1", name="On time", count=2)
    letter = Campaign("c1", "Keep the bus", (), 3, 2, 1, 1)
    await themes_are_found(consultation, account, replace(run, themes=(shaky, second), subthemes=(part,), campaigns=(letter,)))
    page = await visitor.go(DESK)
    text = " ".join(page.text.split())
    assert "“Appointments” stands first, but is no headline. It came back only in part." in text
    assert "The first theme that may be one is “Cleaner air”." in text
    assert "On time: 2 people" in text
    assert "None of these: 2 people" in text
    assert "Of 4 people, 1 spoke for it; of the others the words do not show it." in text
    assert "A form letter. 3 people sent this letter, in 2 different texts; 1 added words of their own." in text


async def test_what_a_person_who_did_not_consent_wrote_is_quoted_nowhere(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    page = await visitor.go(DESK)
    quotes = [words(quote) for quote in page.tree.iter("blockquote")]
    assert "Getting to appointments" not in quotes
    assert quotes == ["my appointments", "No taxi to appointments", "cleaner", "Keep the old stop"]


async def test_answers_outside_the_themes_can_be_read_with_their_reason(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    page = await visitor.go(DESK)
    assert "Written as a joke" in page.text
    assert "ha ha <b>buses</b>" in page.text
    assert "ha ha &lt;b&gt;buses" in page.html
    assert "May not be quoted." in page.text
    assert "Nothing but marks" in page.text


async def test_the_table_of_sums_adds_up_to_everybody(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    await people_answer(service, consultation, (("A shorter walk", True),))
    page = await visitor.go(DESK)
    table = next(t for t in page.tree.iter("table") if t.get("class") == "sums")
    numbers = [int(words(cell)) for cell in table.iter("td")]
    assert sum(numbers[:-1]) == numbers[-1] == 10
    assert "1 person answered after these themes were found." in page.text


async def test_a_theme_is_renamed_on_its_page(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    await visitor.go(DESK)
    await visitor.follow("Rename “Appointments”")
    await visitor.press("Save the name", name="Easier to get to appointments", reason="It says the point.")
    assert visitor.page.h1 == "Easier to get to appointments"
    assert "The program called it “Appointments”." in visitor.page.text
    assert "Why: It says the point." in visitor.page.text
    assert "Easier to get to appointments" in (await visitor.go(DESK)).text


async def test_a_theme_page_marks_the_passages_and_shows_each_answer_whole(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    page = await visitor.go(f"{DESK}/t1")
    marked = [words(mark) for mark in page.tree.iter("mark")]
    assert marked == ["appointments", "No taxi to appointments", "appointments on time", "appointments", "Easier appointments"]
    assert "No taxi to appointments any more. And appointments on time." in page.text
    assert "Getting to appointments without asking my son" in page.text


async def test_a_rename_without_a_reason_comes_back_with_what_was_typed(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    await visitor.go(f"{DESK}/t1")
    page = await visitor.press("Save the name", status=422, name="A better name", reason="")
    assert page.title.startswith("Error: ")
    assert "Enter why you are changing it" in page.text
    assert page.form_with("Save the name").values["name"] == "A better name"


async def test_two_people_rename_at_once_and_the_second_sees_what_the_first_did(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    other = await signed_in(service, await an_account_beside(account))
    await visitor.go(f"{DESK}/t1")
    await other.go(f"{DESK}/t1")
    await other.press("Save the name", name="Getting to appointments", reason="Clearer")
    page = await visitor.press("Save the name", status=409, name="Appointments made easy", reason="Plainer")
    assert "renamed “Appointments” to “Getting to appointments”" in page.text
    assert page.form_with("Save the name").values["name"] == "Appointments made easy"
    await visitor.press("Save the name")
    assert visitor.page.h1 == "Appointments made easy"


async def an_account_beside(account: Account) -> Account:
    """A colleague."""
    await account.fetch_related("organisation")
    return await an_account(account.organisation, "second@anytown.example", Role.lead)


async def test_themes_are_signed_off_under_a_name_and_a_change_asks_for_it_again(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    page = await visitor.go(DESK)
    assert "Not signed off yet." in page.text
    page = await visitor.press("Sign off the themes", status=422)
    assert "Enter what you checked" in page.text
    page = await visitor.press("Sign off the themes", checked="I read all nine.")
    assert "Illustrative Lead checked these themes" in page.text
    assert "What they checked: I read all nine." in page.text
    await visitor.go(f"{DESK}/t2")
    await visitor.press("Save the name", name="Air you can breathe", reason="Plainer")
    assert "The themes need to be signed off again." in visitor.page.text
    assert "Changed since they were signed off." in (await visitor.go(DESK)).text


async def test_a_new_run_over_peoples_work_needs_a_tick(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    await themes_are_found(consultation, account)
    await visitor.go(f"{DESK}/t2")
    await visitor.press("Save the name", name="Air you can breathe", reason="Plainer")
    await visitor.go(DESK)
    page = await visitor.press("Find the themes again", status=422)
    assert "Tick the box if you want to replace them." in page.text
    await visitor.press("Find the themes again", replace="yes")
    assert (await Job.get()).args["revision"] == (await Codebook.get()).revision


async def test_a_draft_has_no_themes_to_find(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account, state=State.draft)
    visitor = await signed_in(service, account)
    assert "has not opened" in (await visitor.go(DESK)).text


async def test_long_lists_come_a_sheet_at_a_time(service: Service) -> None:
    visitor, account, consultation = await a_desk(service)
    codebook = await themes_are_found(consultation, account)
    await people_answer(service, consultation, tuple((f"lol {number}", False) for number in range(60)), spread=False)
    await service.spread()
    await everything_unread_is_a_joke(codebook)
    page = await visitor.go(DESK)
    assert "Page 1 of 2" in page.text
    await visitor.follow("Next answers outside the themes")
    assert "Page 2 of 2" in visitor.page.text
    assert "Page 2 of 2" in (await visitor.go(f"{DESK}?page=99")).text


async def everything_unread_is_a_joke(codebook: Codebook) -> None:
    from consult.theming.codebook import answers_to
    from consult.theming.models import Coding, Leftover

    known = {*await Coding.all().values_list("answer_id", flat=True), *await Leftover.all().values_list("answer_id", flat=True)}
    answers = [a for a in await answers_to(codebook.consultation_id, QUESTION) if a.id not in known]
    await Leftover.bulk_create([Leftover(codebook=codebook, answer=a, reason="joke", explanation="A joke.") for a in answers])
