"""Each kind of question checks what somebody sent, and stores it as they wrote it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.kinds.answered import Problem, clean_text
from surveys.kinds.settings import LONGEST_SHORT_TEXT, LONGEST_TEXT
from surveys.kinds.words import limit_of
from surveys.models import Kind, Purpose
from surveys.questions import check_answers, packed, unpacked
from tests.surveys.asked import form


def question(key: str, kind: Kind, required: bool = False, **settings: int) -> QuestionDefinition:
    choices = (ChoiceDefinition("yes", {"en": "Yes"}), ChoiceDefinition("no", {"en": "No"})) if kind is Kind.single_choice else ()
    return QuestionDefinition(key, kind, Purpose.topic, required, {"en": key}, {}, choices, dict(settings))


def asked(*questions: QuestionDefinition) -> Definition:
    return Definition(1, 1, ("en",), questions, frozen=True)


TEXT = question("why", Kind.long_text, most_characters=10)
MUST = question("must", Kind.long_text, required=True)
CHOICE = question("choice", Kind.single_choice)
MUST_CHOOSE = question("pick", Kind.single_choice, required=True)


def test_what_was_answered_is_stored_and_what_was_left_out_is_not() -> None:
    result = check_answers(asked(TEXT, CHOICE), form({"why": " because ", "choice": ""}))
    assert result.values == {"why": {"": " because "}}
    assert result.problems == ()


def test_only_white_space_is_no_answer() -> None:
    assert check_answers(asked(TEXT, CHOICE), form({"why": " \n\t ", "choice": " "})).values == {}
    assert check_answers(asked(MUST), form({"must": " \r\n "})).problems == (Problem("must", "missing"),)


def test_every_problem_is_told_at_once_in_the_order_of_the_questions() -> None:
    result = check_answers(asked(MUST, MUST_CHOOSE, TEXT), form({"why": "x" * 11}))
    assert result.problems == (Problem("must", "missing"), Problem("pick", "missing"), Problem("why", "too-long", 10, 11))
    assert result.values == {}


def test_an_answer_may_be_just_as_long_as_allowed() -> None:
    assert check_answers(asked(TEXT), form({"why": "x" * 10})).values == {"why": {"": "x" * 10}}


def test_a_line_end_counts_as_one_character_however_the_browser_sends_it() -> None:
    assert check_answers(asked(TEXT), form({"why": "12345\r\n789"})).values == {"why": {"": "12345\n789"}}
    assert check_answers(asked(TEXT), form({"why": "1234\r\n" * 2})).problems == ()


def test_only_offered_choices_are_taken() -> None:
    assert check_answers(asked(CHOICE), form({"choice": "yes"})).values == {"choice": {"": "yes"}}
    for sent in ("maybe", "Yes", "yes ", "yes\x00no"):
        assert check_answers(asked(CHOICE), form({"choice": sent})).problems == (Problem("choice", "not-offered"),), sent


def test_fields_that_no_question_has_are_ignored() -> None:
    assert check_answers(asked(TEXT), form({"other": "x", "csrf": "y"})).values == {}


def test_the_standard_limits_differ_by_kind() -> None:
    assert limit_of(MUST) == LONGEST_TEXT
    assert limit_of(question("name", Kind.short_text)) == LONGEST_SHORT_TEXT
    assert limit_of(TEXT) == 10


@given(st.text())
def test_stored_text_holds_no_control_character_and_loses_nothing_else(text: str) -> None:
    cleaned = clean_text(text)
    assert not any(ord(c) < 32 and c not in "\t\n" for c in cleaned)
    assert [c for c in cleaned if c != "\n"] == [c for c in text if ord(c) >= 32 or c == "\t"]
    assert clean_text(cleaned) == cleaned


@given(st.dictionaries(st.sampled_from(["why", "must", "choice", "pick", "x"]), st.text(max_size=30)))
def test_an_answer_is_stored_or_its_problem_told_never_both(sent: dict[str, str]) -> None:
    result = check_answers(asked(TEXT, MUST, CHOICE, MUST_CHOOSE), form(sent))
    assert not set(result.values) & {problem.question_key for problem in result.problems}
    assert {"must", "pick"} <= set(result.values) | {problem.question_key for problem in result.problems}


@given(
    st.dictionaries(st.text(min_size=1), st.dictionaries(st.sampled_from(["", "bus", "+other"]), st.text(min_size=1), min_size=1))
)
def test_a_record_gives_back_the_values_that_were_packed(values: dict[str, dict[str, str]]) -> None:
    assert unpacked({"answers": packed(values)}) == values
