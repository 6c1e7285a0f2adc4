"""Who is asked a question: the form without JavaScript, what it stores, and what it says in words."""

from __future__ import annotations

from typing import Any

import pytest

from consult.consultations.models import Consultation
from consult.designing.questions import definition_of
from consult.designing.ways import answers_offered, read_way, values_of_way, words_of_way
from surveys.definition import QuestionDefinition
from surveys.models import Kind
from tests.conftest import Service
from tests.consult.desk import add_question, at_the_desk, faults, make_draft
from tests.factories import an_account
from tests.surveys.asked import asked, question
from tests.visitor import Visitor

TRAVEL = question("travel", Kind.single_choice, "bus car", other=True, wording="How do you travel?")
ACCESS = question("access", Kind.matrix, "easy hard", rows="doctor dentist", wording="How easy is it?")
SCORE = question("score", Kind.rating, wording="How likely?")
SHARE = question("share", Kind.points, "bus car", wording="Where should it go?")
GOAL = question("goal", Kind.long_text, wording="Why?")
BEFORE = asked(TRAVEL, ACCESS, SCORE, SHARE, GOAL, question("last", Kind.long_text, wording="Anything else?"))


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ({"if-0": "travel::is:bus"}, {"question": "travel", "is": "bus"}, "“How do you travel?” is “Bus”"),
        ({"if-0": "travel::is:+other"}, {"question": "travel", "is": "+other"}, "is “Something else”"),
        ({"if-0": "access:doctor:is:hard"}, {"question": "access", "row": "doctor", "is": "hard"}, "“Doctor”, is “Hard”"),
        ({"if-0": "score::least:", "if-0-number": "7"}, {"question": "score", "least": "7"}, "is at least 7"),
        (
            {"if-0": "share:bus:least:", "if-0-number": "50"},
            {"question": "share", "row": "bus", "least": "50"},
            "“Bus”, is at least 50",
        ),
        ({"if-0": "score::answered:"}, {"question": "score", "answered": True}, "has an answer"),
        ({"if-0": "travel::is:bus", "if-0-not": "yes"}, {"not": {"question": "travel", "is": "bus"}}, "it is not so that"),
        (
            {"if-0": "travel::is:bus", "if-2": "score::answered:", "join": "any"},
            {"any": [{"question": "travel", "is": "bus"}, {"question": "score", "answered": True}]},
            " or ",
        ),
    ],
)
def test_what_is_chosen_is_stored_said_in_words_and_comes_back_into_the_form(
    typed: dict[str, str], stored: dict[str, Any], words: str
) -> None:
    read = read_way({"when": "if", **typed}, BEFORE, 4)
    assert (read.errors, read.shown_if) == ({}, stored)
    goal = QuestionDefinition(**{**{name: getattr(GOAL, name) for name in GOAL.__slots__}, "shown_if": stored})
    [sentence] = words_of_way(goal, BEFORE)
    assert words in sentence
    assert read_way(values_of_way(goal), BEFORE, 4).shown_if == stored


def test_nothing_that_comes_later_can_be_asked_about() -> None:
    assert [title for title, _ in answers_offered(BEFORE, 2)] == ["How do you travel?", "How easy is it?"]
    assert read_way({"when": "if", "if-0": "score::answered:"}, BEFORE, 1).errors == {"if-0": "Choose an answer from the list"}


@pytest.mark.parametrize("number", ["", "many", "1e99999", "NaN"])
def test_a_number_that_is_needed_is_asked_for(number: str) -> None:
    read = read_way({"when": "if", "if-0": "score::least:", "if-0-number": number}, BEFORE, 4)
    assert set(read.errors) == {"if-0"}


def test_a_jump_needs_an_answer_and_a_place() -> None:
    jump = {"jump-0": "travel::is:car", "to-0": "last"}
    assert read_way(jump, BEFORE, 0).jumps == ({"if": {"question": "travel", "is": "car"}, "to": "last"},)
    assert read_way({**jump, "to-0": "+end"}, BEFORE, 0).jumps[0]["to"] == ""
    assert set(read_way({**jump, "to-0": ""}, BEFORE, 0).errors) == {"jump-0"}


async def a_draft_with_two_questions(service: Service) -> Visitor:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead)
    await add_question(lead, wording="How do you travel?", kind="single-choice", choices="Bus\nCar")
    await add_question(lead, wording="Why not by bus?")
    return lead


async def test_a_lead_says_who_is_asked_and_sees_it_in_words(service: Service) -> None:
    lead = await a_draft_with_two_questions(service)
    await lead.follow("Who is asked question Why not by bus?")
    page = await lead.press("Save who is asked", 200, **{"when": "if", "if-0": "how-do-you-travel::is:car"})
    assert "Asked only if “How do you travel?” is “Car”." in page.text
    version = await definition_of(await Consultation.get(slug="bus-42"))
    assert version.questions[1].shown_if == {"question": "how-do-you-travel", "is": "car"}
    await lead.follow("Who is asked question Why not by bus?")
    page = await lead.press("Save who is asked", 200, when="always", **{"if-0": ""})
    assert "Asked only" not in page.text


async def test_a_form_left_half_made_says_what_is_missing(service: Service) -> None:
    lead = await a_draft_with_two_questions(service)
    await lead.follow("Who is asked question Why not by bus?")
    page = await lead.press("Save who is asked", 422, when="if")
    assert faults(page) == {"if-0": "Choose at least one answer that this depends on, or choose “Always”"}


async def test_a_question_that_nobody_would_see_keeps_the_consultation_from_opening(service: Service) -> None:
    lead = await a_draft_with_two_questions(service)
    await lead.follow("Who is asked question Why not by bus?")
    both = {"if-0": "how-do-you-travel::is:car", "if-1": "how-do-you-travel::is:bus"}
    page = await lead.press("Save who is asked", 200, when="if", join="all", **both)
    assert "nobody would ever see it" in page.text
    assert "nobody would ever see it" in (await lead.go("/manage/bus-42/open")).text


async def test_advice_stands_beside_a_question_and_keeps_nobody_from_opening(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead)
    page = await add_question(lead, wording="Surely the bus should run later?")
    assert "Look again at “Surely”." in page.text
    assert "Open it now" in (await lead.go("/manage/bus-42/open")).text
