"""What a lead may type about a question, and what is said when it cannot be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.designing.typed import LONGEST_HELP, LONGEST_WORDING, read_question, values_of
from consult.designing.typed_lists import LONGEST_CHOICE, MOST_CHOICES
from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.models import Kind, Purpose

WHO = QuestionDefinition(
    "who",
    Kind.single_choice,
    Purpose.capacity,
    True,
    {"en": "Who are you?"},
    {},
    (
        ChoiceDefinition("patient", {"en": "Patient"}),
        ChoiceDefinition("gp", {"en": "GP"}),
        ChoiceDefinition("other", {"en": "Other"}),
    ),
)
EMPTY = Definition(1, 1, ("en",), ())
WELSH = Definition(1, 1, ("en", "cy"), ())
WITH_WHO = Definition(1, 1, ("en",), (WHO,))
TEXT = {"wording": "Why?", "kind": "long-text", "purpose": "topic"}
CHOICE = {"wording": "Which?", "kind": "single-choice", "purpose": "topic", "choices": "Yes\nNo"}


def errors(definition: Definition = EMPTY, key: str = "", **typed: str) -> dict[str, str]:
    return read_question({**CHOICE, **typed}, definition, key).errors


def test_a_question_in_words_needs_its_wording_alone() -> None:
    read = read_question(TEXT, EMPTY)
    assert read.errors == {}
    assert (read.kind, read.purpose, read.wording, read.help, read.required, read.choices) == (
        Kind.long_text,
        Purpose.topic,
        {"en": "Why?"},
        {},
        False,
        (),
    )


def test_choices_are_one_a_line_and_empty_lines_do_not_count() -> None:
    read = read_question({**CHOICE, "choices": " Yes \r\n\r\n  No,  never\n", "required": "yes"}, EMPTY)
    assert read.choices == (("", {"en": "Yes"}), ("", {"en": "No, never"}))
    assert read.required


def test_choices_typed_for_a_question_in_words_are_left_out() -> None:
    assert read_question({**CHOICE, "kind": "short-text", "choices": "one"}, EMPTY).choices == ()


def test_the_question_the_kind_and_the_purpose_are_needed() -> None:
    assert errors(wording=" \n", kind="", purpose="boss") == {
        "wording": "Enter the question",
        "kind": "Choose how people answer",
        "purpose": "Choose what the question is for",
    }


@pytest.mark.parametrize("choices", ["", "Yes", "\n\n", "Yes\n\n"])
def test_one_choice_is_no_choice(choices: str) -> None:
    assert errors(choices=choices) == {"choices": "Enter two or more choices, each on a line of its own"}


def test_each_choice_must_be_different_whatever_its_capitals() -> None:
    assert errors(choices="Yes\nNo\nYES") == {"choices": "“YES” stands twice. Each choice must be different"}


def test_texts_and_choices_may_be_as_long_as_their_limits_and_no_longer() -> None:
    fits = {"wording": "w" * LONGEST_WORDING, "help": "h" * LONGEST_HELP, "choices": f"{'c' * LONGEST_CHOICE}\nNo"}
    assert errors(EMPTY, "", **fits) == {}
    too_long = {name: f"x{text}" for name, text in fits.items()}
    assert set(errors(EMPTY, "", **too_long)) == {"wording", "help", "choices"}


def test_there_may_be_fifty_choices_and_no_more() -> None:
    lines = [str(number) for number in range(MOST_CHOICES)]
    assert errors(choices="\n".join(lines)) == {}
    assert list(errors(choices="\n".join([*lines, "more"]))) == ["choices"]


def test_welsh_choices_belong_to_the_english_ones_by_their_order() -> None:
    read = read_question({**CHOICE, "wording-cy": "Pa un?", "choices-cy": "Ie\nNa"}, WELSH)
    assert read.errors == {}
    assert read.wording == {"en": "Which?", "cy": "Pa un?"}
    assert read.choices == (("", {"en": "Yes", "cy": "Ie"}), ("", {"en": "No", "cy": "Na"}))


def test_welsh_choices_may_wait_but_not_be_fewer_or_the_same_twice() -> None:
    assert errors(WELSH) == {}
    assert "same number of choices in Welsh" in errors(WELSH, **{"choices-cy": "Ie"})["choices-cy"]
    assert "stands twice" in errors(WELSH, **{"choices-cy": "Ie\nIe"})["choices-cy"]


def test_welsh_is_not_read_where_the_consultation_is_in_english_alone() -> None:
    assert read_question({**CHOICE, "wording-cy": "Pa un?"}, EMPTY).wording == {"en": "Which?"}


@pytest.mark.parametrize("kind", ["long-text", "short-text"])
@pytest.mark.parametrize("purpose", ["capacity", "area"])
def test_groups_of_people_come_from_a_list_because_the_findings_count_them(kind: str, purpose: str) -> None:
    assert list(errors(kind=kind, purpose=purpose)) == ["purpose"]


def test_only_one_question_asks_who_somebody_is() -> None:
    assert "Who are you?" in errors(WITH_WHO, purpose="capacity")["purpose"]
    assert errors(WITH_WHO, "who", purpose="capacity") == {}
    assert errors(WITH_WHO, purpose="area") == {}


def keys(choices: str) -> list[str]:
    return [key for key, _ in read_question({**CHOICE, "choices": choices}, WITH_WHO, "who").choices]


def test_a_choice_keeps_its_key_when_it_moves_or_is_reworded() -> None:
    assert keys("GP\nPatient\nOther") == ["gp", "patient", "other"]
    assert keys("Patient\nFamily doctor\nOther") == ["patient", "gp", "other"]


def test_a_new_choice_gets_a_new_key_and_one_that_is_taken_out_gives_its_key_to_nobody() -> None:
    assert keys("Patient\nCarer\nGP\nOther") == ["patient", "", "gp", "other"]
    assert keys("Patient\nOther") == ["patient", "other"]


def test_no_two_choices_get_the_same_key() -> None:
    given = [key for key in keys("GP\nGeneral practitioner\nOther") if key]
    assert len(set(given)) == len(given)


def test_a_stored_question_comes_back_into_the_form_and_is_read_the_same() -> None:
    welsh = replace(WHO, wording={"en": "Who?", "cy": "Pwy?"}, help={"en": "Choose."})
    read = read_question(values_of(welsh), WELSH, "who")
    assert read.errors == {}
    assert (read.wording, read.help, read.kind, read.purpose, read.required) == (
        welsh.wording,
        welsh.help,
        welsh.kind,
        welsh.purpose,
        True,
    )
    assert [wording for _, wording in read.choices] == [choice.wording for choice in welsh.choices]
