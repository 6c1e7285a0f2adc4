"""The way through a questionnaire: conditions, jumps, and the proof that every way ends and every question can be reached."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.conditions import BadCondition, holds
from surveys.conditions import read as read_condition
from surveys.definition import Definition
from surveys.models import Kind
from surveys.paths import findings_on, way
from surveys.questions import check_answers
from tests.surveys.asked import asked, form, question

BUS = {"question": "travel", "is": "bus"}
CAR = {"question": "travel", "is": "car"}
TRAVEL = question("travel", Kind.single_choice, "bus car foot")


def faults(definition: Definition) -> list[tuple[str, str]]:
    return [(finding.question_key, finding.fault) for finding in findings_on(definition)]


def test_a_question_is_asked_only_when_its_condition_holds() -> None:
    version = asked(TRAVEL, question("late", Kind.single_choice, "yes no", shown_if=BUS), question("last", Kind.long_text))
    assert way(version, {"travel": {"": "bus"}}) == ("travel", "late", "last")
    assert way(version, {"travel": {"": "car"}}) == way(version, {}) == ("travel", "last")


def test_an_answer_off_the_way_is_neither_stored_nor_checked_nor_does_it_decide_anything() -> None:
    version = asked(
        TRAVEL,
        question("late", Kind.single_choice, "yes no", shown_if=BUS, required=True),
        question("why", Kind.long_text, shown_if={"question": "late", "is": "yes"}),
    )
    result = check_answers(version, form({"travel": "car", "late": "yes", "why": "It never comes"}))
    assert (result.values, result.problems, result.shown) == ({"travel": {"": "car"}}, (), ("travel",))
    assert [problem.question_key for problem in check_answers(version, form({"travel": "bus"})).problems] == ["late"]


def test_a_jump_leads_over_questions_or_to_the_end() -> None:
    version = asked(
        question("travel", Kind.single_choice, "bus car foot", jumps=[{"if": CAR, "to": "parking"}, {"if": BUS, "to": ""}]),
        question("shoes", Kind.long_text),
        question("parking", Kind.long_text),
    )
    assert way(version, {"travel": {"": "car"}}) == ("travel", "parking")
    assert way(version, {"travel": {"": "bus"}}) == ("travel",)
    assert way(version, {"travel": {"": "foot"}}) == ("travel", "shoes", "parking")
    assert faults(version) == []


def test_conditions_join_with_all_any_and_not() -> None:
    both = read_condition({"all": [{"any": [BUS, CAR]}, {"not": {"question": "age", "least": 18}}]})
    assert holds(both, {"travel": {"": "car"}, "age": {"": "17"}})
    assert not holds(both, {"travel": {"": "car"}, "age": {"": "18"}})
    assert holds(both, {"travel": {"": "bus"}}), "a number that was not given is not at least anything"


def test_a_tick_a_row_and_points_can_be_asked_about() -> None:
    assert holds(read_condition({"question": "used", "is": "bus"}), {"used": {"bus": "yes", "car": "yes"}})
    assert holds(read_condition({"question": "access", "row": "doctor", "is": "hard"}), {"access": {"doctor": "hard"}})
    assert holds(read_condition({"question": "money", "row": "bus", "least": 50}), {"money": {"bus": "50"}})
    assert not holds(read_condition({"question": "why", "answered": True}), {"why": {}})


@pytest.mark.parametrize(
    "stored",
    [{}, {"question": "q"}, {"question": "", "is": "x"}, {"all": BUS}, {"all": [], "any": []}, {"not": "travel"},
     {"question": "q", "is": "x", "least": 1}, {"question": "q", "least": "much"}, {"question": "q", "answered": False}],
)  # fmt: skip
def test_a_condition_that_cannot_be_read_says_so(stored: dict[str, Any]) -> None:
    with pytest.raises(BadCondition):
        read_condition(stored)


def test_a_loop_is_found() -> None:
    version = asked(TRAVEL, question("why", Kind.long_text, jumps=[{"if": BUS, "to": "travel"}]))
    assert faults(version) == [("why", "loop")]
    assert faults(asked(question("why", Kind.long_text, jumps=[{"to": "why"}]))) == [("why", "loop")]


def test_a_way_to_nowhere_and_a_look_ahead_are_found() -> None:
    version = asked(question("first", Kind.long_text, shown_if=BUS, jumps=[{"to": "gone"}]), TRAVEL)
    assert sorted(faults(version)) == [("first", "later"), ("first", "nowhere")]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"question": "travel", "is": "boat"}, "does not offer"),
        ({"question": "nobody", "is": "boat"}, "no question"),
        ({"question": "travel", "least": 3}, "asks for a number"),
        ({"question": "travel", "row": "bus", "is": "yes"}, "has none there"),
    ],
)
def test_a_condition_that_its_question_cannot_answer_is_found(condition: dict[str, Any], words: str) -> None:
    [finding] = findings_on(asked(TRAVEL, question("why", Kind.long_text, shown_if=condition)))
    assert (finding.fault, words in finding.words) == ("condition", True), finding


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [BUS, CAR]},
        {"all": [BUS, {"not": {"question": "travel", "answered": True}}]},
        {"any": []},
        {"question": "score", "least": 11},
        {"all": [{"question": "score", "least": 8}, {"not": {"question": "score", "least": 3}}]},
        {"all": [{"question": "used", "is": "none"}, {"question": "used", "is": "bus"}]},
        {"all": [{"question": "money", "row": "bus", "least": 60}, {"question": "money", "row": "car", "least": 60}]},
        {"all": [{"question": "followed", "answered": True}, CAR]},
    ],
    ids=str,
)
def test_a_question_that_no_answers_lead_to_is_found(condition: dict[str, Any]) -> None:
    version = asked(
        TRAVEL,
        question("score", Kind.rating),
        question("used", Kind.several_choices, "bus car none", alone=["none"]),
        question("money", Kind.points, "bus car foot"),
        question("followed", Kind.long_text, shown_if=BUS),
        question("goal", Kind.long_text, shown_if=condition),
    )
    assert faults(version) == [("goal", "unreachable")]


def test_a_question_that_every_way_jumps_over_is_found() -> None:
    version = asked(
        question("travel", Kind.single_choice, "bus car", required=True, jumps=[{"if": BUS, "to": "end"}, {"if": CAR, "to": ""}]),
        question("between", Kind.long_text),
        question("end", Kind.long_text),
    )
    assert faults(version) == [("between", "unreachable")]


def test_forty_questions_with_conditions_are_proved_at_once() -> None:
    questions = [question("q0", Kind.single_choice, "a b c")]
    for at in range(1, 40):
        before = {"question": f"q{at - 1}", "is": "abc"[at % 3]}
        questions.append(
            question(f"q{at}", Kind.single_choice, "a b c", shown_if={"any": [before, {"question": "q0", "is": "b"}]})
        )
    assert faults(asked(*questions)) == []


KEYS = [f"q{at}" for at in range(6)]


@st.composite
def versions(draw: st.DrawFn) -> Definition:
    """Random questionnaires of up to six questions with conditions and jumps, good and bad."""
    questions = []
    for at in range(draw(st.integers(1, 6))):
        earlier = st.sampled_from(KEYS[:at]) if at else st.nothing()
        tests = st.builds(
            lambda key, value: {"question": key, "is": value} if value else {"question": key, "answered": True},
            earlier,
            st.sampled_from(["a", "b", ""]),
        )
        trees = st.recursive(
            tests,
            lambda inner: st.one_of(
                st.builds(lambda one: {"not": one}, inner),
                st.builds(lambda word, all_: {word: all_}, st.sampled_from(["all", "any"]), st.lists(inner, max_size=3)),
            ),
            max_leaves=4,
        )
        shown_if = draw(st.none() | trees) if at else None
        jumps = (
            draw(st.lists(st.builds(lambda c, to: {"if": c, "to": to}, trees, st.sampled_from([*KEYS, ""])), max_size=1))
            if at
            else []
        )
        kind = draw(st.sampled_from([Kind.single_choice, Kind.several_choices]))
        questions.append(question(KEYS[at], kind, "a b", required=draw(st.booleans()), shown_if=shown_if, jumps=jumps))
    return asked(*questions)


def every_answer(version: Definition) -> Iterator[dict[str, dict[str, str]]]:
    """All answers that all people could give, tried one by one: the slow way that the proof must agree with."""
    offered = []
    for one in version.questions:
        single = [{"": "a"}, {"": "b"}]
        several = [{"a": "yes"}, {"b": "yes"}, {"a": "yes", "b": "yes"}]
        given_: list[dict[str, str]] = single if one.kind is Kind.single_choice else several
        offered.append(given_ if one.required else [{}, *given_])
    for answers in itertools.product(*offered):
        yield dict(zip((one.key for one in version.questions), answers, strict=True))


@settings(max_examples=150, deadline=None)
@given(version=versions())
def test_the_proof_agrees_with_trying_every_answer(version: Definition) -> None:
    found = findings_on(version)
    if any(finding.fault in ("loop", "nowhere", "later", "condition") for finding in found):
        place = {one.key: at for at, one in enumerate(version.questions)}
        assert any(
            jump["to"] and place.get(jump["to"], -1) <= at for at, one in enumerate(version.questions) for jump in one.jumps
        )
        return
    ways = [way(version, answers) for answers in every_answer(version)]
    reached = {key for keys in ways for key in keys}
    assert {one.key for one in version.questions} - reached == {finding.question_key for finding in found}
    assert all(list(keys) == sorted(set(keys)) for keys in ways), "a way goes forward only, and ends"
