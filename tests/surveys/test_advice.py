"""Thirty-odd badly put questions, each flagged for the right reason, and thirty good ones left alone. All are illustrative."""

from __future__ import annotations

import pytest

from surveys.advice import MOST_OPEN, Rule, advice_on, advice_on_question
from surveys.models import Kind
from surveys.reading_age import reading_age, syllables
from tests.surveys.asked import asked, choices, question

BAD: list[tuple[str, Rule]] = [
    ("Don't you agree that the new clinic is a good idea?", "leading"),
    ("Isn't it time we had a modern hospital?", "leading"),
    ("Surely the bus should run later?", "leading"),
    ("Most people think the high street needs trees. What do you think?", "leading"),
    ("How good is the care at the surgery?", "leading"),
    ("Do you support our exciting plan for the library?", "leading"),
    ("The park is lovely, isn’t it?", "leading"),
    ("As you know, the old ward is outdated. Where should it go?", "leading"),
    ("How much do you welcome the new opening hours?", "leading"),
    ("Experts agree that walking is best. How often do you walk?", "leading"),
    ("Are the staff friendly and quick?", "two-in-one"),
    ("How satisfied are you with how clean and safe the ward is?", "two-in-one"),
    ("Should we close the pool and build flats?", "two-in-one"),
    ("Was the letter clear and useful?", "two-in-one"),
    ("Is the bus cheap and reliable?", "two-in-one"),
    ("How easy is it to park? How often do you come by bus?", "two-in-one"),
    ("Should the council raise fees and extend the opening hours?", "two-in-one"),
    ("Do you disagree that the clinic should not move?", "double-negative"),
    ("Should we not ban cars from the square?", "double-negative"),
    ("Are you against stopping the night bus?", "double-negative"),
    ("Would you never be unwilling to travel further?", "double-negative"),
    ("Is it unacceptable to not have a doctor on duty?", "double-negative"),
    ("Which stakeholders should we ask?", "jargon"),
    ("How should we utilise the old school?", "jargon"),
    ("What do you think of the new stroke pathway?", "jargon"),
    ("How could the reconfiguration help you?", "jargon"),
    ("What outcomes matter to you?", "jargon"),
    ("What should the ICB do first?", "abbreviation"),
    ("How did the MDT treat you?", "abbreviation"),
    ("What would change if a CCG took over from a PCT?", "abbreviation"),
    (
        "To what extent would the proposed consolidation of specialist outpatient facilities adversely affect accessibility"
        " for individuals experiencing transportation difficulties in your immediate locality?",
        "reading-age",
    ),
    (
        "Considering the anticipated demographic developments and corresponding expenditure limitations, which community"
        " rehabilitation alternatives represent reasonable investments for residential neighbourhoods?",
        "reading-age",
    ),
]

GOOD = [
    "What would make your high street better?",
    "What difference would a later bus make to you?",
    "How do you get to the hospital?",
    "How satisfied are you with the opening hours?",
    "What is good about the surgery?",
    "What could be better?",
    "How far do you agree or disagree that the bus comes often enough?",
    "Which of these matter to you?",
    "How easy is it to see a doctor?",
    "When did you last use the library?",
    "What should we keep as it is?",
    "What, if anything, would you change?",
    "Where should the new clinic be?",
    "How long did you wait?",
    "What do you think of the plan?",
    "Do you look after somebody who could not manage without your help?",
    "How often do you use the park?",
    "What would the change mean for you and your family?",
    "Have you or anybody in your home been to the clinic this year?",
    "What are the pros and cons of a new road?",
    "What do doctors and nurses do well?",
    "What will be the difference between a primary care trust (PCT) and a clinical commissioner?",
    "How safe do you feel in the town at night?",
    "Who should decide where the money goes?",
    "How important is a short journey to you?",
    "Should the library open on Sundays?",
    "What stops you from walking to school?",
    "If the clinic moved, how would you get there?",
    "What should the NHS spend less on?",
    "Is there anything else you want to tell us?",
    "How would you rate the food?",
    "Do you have a GP?",
]


def rules(text: str, kind: Kind = Kind.long_text) -> list[Rule]:
    return [one.rule for one in advice_on_question(question("q", kind, wording=text))]


@pytest.mark.parametrize(("text", "rule"), BAD, ids=[text[:40] for text, _ in BAD])
def test_a_badly_put_question_is_flagged_for_the_right_reason(text: str, rule: Rule) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize("text", GOOD)
def test_a_well_put_question_is_left_alone(text: str) -> None:
    assert rules(text) == []


def test_advice_says_what_was_found_why_it_matters_and_what_to_write() -> None:
    [one] = advice_on_question(question("q", Kind.long_text, wording="Are the staff friendly and quick?"))
    assert one.found.endswith("friendly and quick")
    assert one.why
    assert one.instead


def test_an_abbreviation_spelt_out_in_one_question_may_stand_in_another() -> None:
    spelt = question("one", Kind.long_text, wording="What should an Integrated Care Board (ICB) do?")
    bare = question("two", Kind.long_text, wording="Who should sit on the ICB?")
    assert [one for one in advice_on(asked(spelt, bare)) if one.rule == "abbreviation"] == []
    assert [one.question_key for one in advice_on(asked(bare)) if one.rule == "abbreviation"] == ["two"]


FORCED = question("q", Kind.single_choice, required=True, wording="Which do you use?")


@pytest.mark.parametrize(
    ("offered", "flagged"),
    [("Bus|Car", True), ("Bus|Car|Not sure", False), ("Bus|Car|None of these", False), ("Bus|Car|I don’t drive", False)],
)
def test_a_question_that_must_be_answered_needs_a_way_out(offered: str, flagged: bool) -> None:
    from dataclasses import replace

    found = advice_on_question(replace(FORCED, choices=choices(offered)))
    assert ("no-way-out" in [one.rule for one in found]) is flagged


@pytest.mark.parametrize(
    ("offered", "flagged"),
    [
        ("Strongly agree|Agree|Neither|Disagree|Strongly disagree", False),
        ("Very good|Good|Fairly good|Poor", True),
        ("Excellent|Very good|Good|Poor", True),
        ("Very satisfied|Satisfied|Dissatisfied|Very dissatisfied", False),
        ("Very easy|Easy|Hard|Very hard|I do not go", False),
        ("Always|Often|Never", True),
        ("Bus|Car|On foot", False),
    ],
)
def test_a_scale_has_as_many_answers_on_one_side_as_on_the_other(offered: str, flagged: bool) -> None:
    from dataclasses import replace

    found = advice_on_question(replace(question("q", Kind.scale, wording="What do you think?"), choices=choices(offered)))
    assert ("unbalanced" in [one.rule for one in found]) is flagged


def test_too_many_open_questions_are_told_once() -> None:
    many = [question(f"q{at}", Kind.long_text, wording="What do you think?") for at in range(MOST_OPEN + 1)]
    assert [one.rule for one in advice_on(asked(*many))] == ["too-many-open"]
    assert advice_on(asked(*many[1:])) == ()


def test_reading_age_rises_with_long_words_and_long_sentences() -> None:
    assert reading_age("The cat sat on the mat. It was warm.") < 8
    assert reading_age(BAD[-1][0]) > 20
    assert [syllables(word) for word in ("cat", "table", "hospital", "use", "wanted", "asked", "idea")] == [1, 2, 3, 1, 2, 1, 2]
