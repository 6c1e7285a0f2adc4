"""Which questions are shown together, and earlier answers inside later questions. Pure, so no database is asked."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.models import Kind, Purpose
from surveys.paths import way
from surveys.piping import LONGEST_PIPED, piping_faults, with_answers
from surveys.steps import all_steps, is_one_page, steps_on

YES_NO = (ChoiceDefinition("yes", {"en": "Yes", "cy": "Ydw"}), ChoiceDefinition("no", {"en": "No"}))


def question(key: str, wording: str = "", *, kind: Kind = Kind.single_choice, **more: Any) -> QuestionDefinition:
    choices = YES_NO if kind in (Kind.single_choice, Kind.several_choices) else ()
    words = {"en": wording or key, "cy": wording or key}
    return QuestionDefinition(key, kind, Purpose.topic, False, words, {}, choices=choices, **more)


def asked(*questions: QuestionDefinition) -> Definition:
    return Definition(1, 1, ("en", "cy"), questions)


def if_yes(key: str) -> dict[str, Any]:
    return {"question": key, "is": "yes"}


def read(wording: str, kind: Kind, answer: dict[str, str], language: str = "en") -> str:
    definition = asked(question("first", kind=kind), question("second", wording))
    return with_answers(definition, {"first": answer}).questions[1].wording[language]


def test_questions_that_depend_on_nothing_are_shown_together() -> None:
    definition = asked(question("a"), question("b"), question("c"))
    assert all_steps(definition) == (("a", "b", "c"),)
    assert is_one_page(definition)


def test_a_step_ends_before_a_question_that_depends_on_one_in_it() -> None:
    definition = asked(question("a"), question("b"), question("c", shown_if=if_yes("a")), question("d"))
    assert all_steps(definition) == (("a", "b"), ("c", "d"))
    assert not is_one_page(definition)


def test_a_step_ends_after_a_question_that_jumps() -> None:
    definition = asked(question("a", jumps=({"if": if_yes("a"), "to": "c"},)), question("b"), question("c"))
    assert all_steps(definition) == (("a",), ("b", "c"))


def test_a_step_ends_before_a_question_that_repeats_an_answer_in_it() -> None:
    definition = asked(question("a"), question("b", "You said {answer:a}. Why?"))
    assert all_steps(definition) == (("a",), ("b",))


def test_steps_off_the_way_are_left_out() -> None:
    definition = asked(question("a"), question("b", shown_if=if_yes("a")))
    assert steps_on(definition, ("a",)) == (("a",),)
    assert steps_on(definition, ("a", "b")) == (("a",), ("b",))


@st.composite
def questionnaires(draw: st.DrawFn) -> Definition:
    """Up to eight questions of yes and no, each perhaps asked only after a yes to an earlier one, some with a jump."""
    keys = [f"q{at}" for at in range(draw(st.integers(1, 8)))]
    made = []
    for at, key in enumerate(keys):
        earlier = draw(st.sampled_from([None, *keys[:at]]))
        to = draw(st.sampled_from([None, None, "", *keys[at + 1 :]]))
        jumps = ({"if": if_yes(key), "to": to},) if to is not None else ()
        made.append(question(key, shown_if=if_yes(earlier) if earlier else None, jumps=jumps))
    return asked(*made)


@given(questionnaires(), st.data())
def test_no_answer_on_a_step_changes_what_the_step_asks(definition: Definition, data: st.DataObject) -> None:
    answers = {q.key: {"": data.draw(st.sampled_from(["yes", "no"]))} for q in definition.questions}
    shown = steps_on(definition, way(definition, answers))
    for step in shown:
        others = {key: value for key, value in answers.items() if key not in step}
        changed = {**others, **{key: {"": data.draw(st.sampled_from(["yes", "no"]))} for key in step}}
        assert step in steps_on(definition, way(definition, changed))
    assert [key for step in shown for key in step] == list(way(definition, answers))


def test_an_earlier_answer_is_repeated_in_the_readers_language() -> None:
    assert read("You said {answer:first}.", Kind.single_choice, {"": "yes"}) == "You said Yes."
    assert read("You said {answer:first}.", Kind.single_choice, {"": "yes"}, "cy") == "You said Ydw."
    assert read("So {answer:first}?", Kind.several_choices, {"yes": "yes", "+other": "a boat"}) == "So Yes, a boat?"
    assert read("You chose {answer:first}.", Kind.single_choice, {"": "+other", "+other": "by boat"}) == "You chose by boat."


def test_where_there_is_no_answer_nothing_is_left_behind() -> None:
    assert read("You said “{answer:first}”. Why?", Kind.short_text, {}) == "You said. Why?"
    assert read("{answer:first} Why?", Kind.short_text, {}) == "Why?"
    assert read("You said {answer:nobody}, why?", Kind.short_text, {"": "x"}) == "You said, why?"
    assert read("Why {answer:}?", Kind.short_text, {}) == "Why?"


def test_what_people_type_is_never_read_as_a_mark_and_stays_on_one_line() -> None:
    assert read("“{answer:first}”?", Kind.short_text, {"": "{answer:first} \\1"}) == "“{answer:first} \\1”?"
    assert read("{answer:first}?", Kind.short_text, {"": "a\n b"}) == "a b?"
    assert read("{answer:first}", Kind.short_text, {"": "x" * 5_000}) == "x" * LONGEST_PIPED + "…"


def test_a_wording_without_marks_is_left_as_it_is() -> None:
    definition = asked(question("a", "What {answer} is “” this ?"))
    assert with_answers(definition, {}) is definition


def test_the_lead_is_told_of_an_answer_that_cannot_be_repeated() -> None:
    definition = asked(
        question("a", "After {answer:b}, {answer:nobody} and {answer:a}?"),
        question("b", kind=Kind.long_text),
        question("c", "Why {answer:b}? Not {answer:a}?"),
    )
    faults = [(one.question_key, one.words) for one in piping_faults(definition)]
    assert faults == [
        ("a", "It repeats an answer that is only given later."),
        ("a", "It repeats an answer that is only given later."),
        ("a", "It repeats the answer to 'nobody', and there is no such question."),
        ("c", "It repeats an answer that cannot stand in a sentence. Use a short one."),
    ]


def test_an_answer_that_comes_earlier_and_is_short_may_be_repeated() -> None:
    assert piping_faults(asked(question("a"), question("b", "Why {answer:a}?"))) == ()
