"""Where one question depends on another's answer, the form goes step by step, and no step loses a word of another."""

from __future__ import annotations

from typing import Any

import pytest

from consult.consultations.models import Consultation, State
from surveys.models import Draft, Response
from tests.conftest import Service
from tests.consult.responding.at_the_form import TYPED, at_the_form, typed_on
from tests.consult.responding.routed import CHECK, FORM, NEXT, PREVIOUS, SEND, at_the_first_step, to_the_check
from tests.factories import NOW
from tests.visitor import Visitor

STORED = {"travel": "bus", "driver": "Ann <b>", "wait": "40", "hard": {"cost": "yes", "wait": "yes"}, "day": "2025-03-31"}
RENAMED: dict[str, Any] = {"name-it": "Bertha"}
WHY = "It is\nfar & slow."


def fields_shown(visitor: Visitor) -> set[str]:
    """The fields that the page shows, without those that it carries along."""
    inputs = [*visitor.page.tree.iter("input"), *visitor.page.tree.iter("textarea")]
    return {str(one.get("name")).split(".")[0] for one in inputs if one.get("type") != "hidden"}


async def test_a_question_is_asked_only_of_those_whom_it_concerns(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    assert fields_shown(visitor) == {"travel", "driver"}
    assert "Part 1 of up to 4" in visitor.page.text
    await visitor.press(NEXT, travel="car")
    assert fields_shown(visitor) == {"hard", "parking", "day"}
    await visitor.press(PREVIOUS)
    await visitor.press(NEXT, travel="bus")
    assert fields_shown(visitor) == {"wait", "hard", "day"}


async def test_all_answers_are_shown_before_they_are_sent_and_stored_with_the_way(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await to_the_check(visitor)
    assert visitor.page.h1 == CHECK
    for words in ("Bus", "Ann <b>", "40", "The cost", "The wait", "far & slow.", "Yes, you may quote"):
        assert words in visitor.page.text
    assert "Where do you park?" not in visitor.page.text
    assert await Response.all().count() == 0
    await visitor.press(SEND)
    [response] = await Response.all()
    assert response.record["answers"] == {**STORED, "why": WHY}
    assert response.record["shown"] == ["travel", "driver", "wait", "hard", "day", "why"]
    assert response.record["consent_to_quote"] is True


async def test_what_is_wrong_on_a_step_is_said_there_and_nothing_is_lost(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    page = await visitor.press(NEXT, status=422, driver="Ann")
    assert page.links["Choose an answer to “How do you travel?”"] == "#travel"
    await visitor.press(NEXT, travel="bus")
    page = await visitor.press(NEXT, status=422, wait="long")
    assert page.links["Your answer to “How long do you wait?” must be a number, like 40"] == "#wait"
    await visitor.press(PREVIOUS)
    assert visitor.page.form_with(NEXT).values["driver"] == "Ann"


async def test_who_goes_back_finds_every_word_and_only_the_way_is_stored(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await to_the_check(visitor)
    page = await visitor.press("Change How do you travel?")
    assert page.form_with(NEXT).values["travel"] == "bus"
    await visitor.press(NEXT, travel="car")
    assert fields_shown(visitor) == {"hard", "parking", "day"}, "what was not seen before is asked now"
    await visitor.press(NEXT, parking="Here")
    assert visitor.page.h1 == CHECK, "what was seen before is not asked again"
    assert "How long do you wait?" not in visitor.page.text
    assert visitor.page.form_with(SEND).values["wait"] == "40", "the word that is off the way now is kept"
    await visitor.press(SEND)
    [response] = await Response.all()
    assert "wait" not in response.record["answers"]
    assert response.record["answers"]["parking"] == "Here"


async def test_a_tick_that_was_taken_away_stays_away(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await to_the_check(visitor)
    await visitor.press("Change What is hard?")
    await visitor.press(NEXT, hard=[])
    await visitor.press(SEND)
    [response] = await Response.all()
    assert "hard" not in response.record["answers"]


async def test_an_earlier_answer_is_repeated_escaped_and_leaves_nothing_where_there_is_none(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await visitor.press(NEXT, travel="bus", driver="Ann <b>")
    page = await visitor.press(NEXT, wait="40")
    assert "You said “Ann &lt;b&gt;” drives and you wait 40 minutes. Why?" in page.html
    await visitor.press(PREVIOUS)
    await visitor.press(PREVIOUS)
    await visitor.press(NEXT, travel="car", driver="")
    page = await visitor.press(NEXT)
    assert "You said drives and you wait minutes. Why?" in page.text


async def test_changing_the_language_keeps_every_word_at_every_place(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await visitor.press("Cymraeg", travel="bus", driver="Siân")
    assert visitor.page.headers["content-language"] == "cy"
    assert visitor.page.form_with("Parhau").values["driver"] == "Siân"
    visitor.client.cookies.clear()
    await visitor.press("Parhau")
    assert visitor.page.headers["content-language"] == "cy", "the address says it, so no cookie is needed"
    await visitor.press("English", wait="four")
    assert visitor.page.form_with(NEXT).values["wait"] == "four"
    await visitor.press(NEXT, wait="4")
    await visitor.press(NEXT)
    await visitor.press(NEXT)
    await visitor.press("Cymraeg")
    assert visitor.page.h1 == "Gwiriwch eich atebion cyn eu hanfon"
    assert "Siân" in visitor.page.text


async def test_changing_the_language_of_one_page_keeps_every_word(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press("Cymraeg", **TYPED)
    assert "Pa un o'r rhain ydych chi?" in page.text
    values = dict(page.form_with("Anfon eich atebion").values)
    values.pop("form_token")
    assert values == TYPED


@pytest.mark.parametrize(("opening", "go"), [(at_the_form, "send"), (at_the_first_step, "next")])
async def test_enter_in_a_field_goes_on_and_does_not_change_the_language(service: Service, opening: Any, go: str) -> None:
    visitor, _ = await opening(service)
    first = next(one for one in visitor.page.tree.iter("button") if one.get("name") == "go")
    assert first.get("value") == go, "the first button of a form is the one that Enter presses"


async def test_one_page_can_be_checked_first_and_changed(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press("Check your answers first", **TYPED)
    assert page.h1 == CHECK
    await visitor.press("Change What should the bus be called?")
    assert typed_on(visitor) == TYPED
    await visitor.press("Check your answers first", **RENAMED)
    await visitor.press(SEND)
    [response] = await Response.all()
    assert response.record["answers"]["name-it"] == "Bertha"


async def test_the_check_refuses_what_is_wrong(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press("Check your answers first", status=422, **{**TYPED, "capacity": []})
    assert "Choose an answer to “Which of these are you?”" in page.links


async def test_sending_past_the_steps_leads_to_the_first_that_is_wrong(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    data = {**visitor.page.form_with(NEXT).values, "travel": "bus", "driver": "Ann", "go": "send"}
    answer = await visitor.client.post(FORM, data=data)
    assert answer.status_code == 422
    assert "Enter an answer to “How long do you wait?”" in answer.text
    assert 'value="Ann"' in answer.text


async def test_a_step_of_a_closed_consultation_gives_the_words_back(service: Service) -> None:
    visitor, consultation = await at_the_first_step(service)
    await visitor.press(NEXT, travel="bus", driver="Ann")
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    page = await visitor.press(NEXT, status=410, wait="40")
    assert page.h1 == "This consultation is closed"
    assert "Ann" in page.text
    assert "40" in page.text


@pytest.mark.parametrize("token", ["", "nonsense"])
async def test_a_step_without_a_good_token_comes_back_where_it_was(service: Service, token: str) -> None:
    visitor, _ = await at_the_first_step(service)
    await visitor.press(NEXT, travel="bus", driver="Ann")
    await visitor.press(NEXT, status=403, form_token=token, wait="40")
    assert fields_shown(visitor) == {"wait", "hard", "day"}
    assert visitor.page.form_with(NEXT).values["driver"] == "Ann"
    await visitor.press(NEXT)


async def test_a_made_up_place_is_the_first_step(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await visitor.press(NEXT, travel="bus", place="no-such-question")
    assert fields_shown(visitor) == {"wait", "hard", "day"}


async def test_nothing_is_kept_before_somebody_asks_for_it(service: Service) -> None:
    visitor, _ = await at_the_first_step(service)
    await to_the_check(visitor)
    assert await Draft.all().count() == await Response.all().count() == 0
