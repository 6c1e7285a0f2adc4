"""Where two keyings differ, and how often."""

from __future__ import annotations

from consult.channels.comparing import agreement, disagreements, sealed
from consult.channels.keying import Answers, kept, read_answers
from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.models import Kind, Purpose


def asked(key: str, kind: Kind, *choices: str) -> QuestionDefinition:
    return QuestionDefinition(
        key, kind, Purpose.topic, True, {"en": key}, {}, tuple(ChoiceDefinition(c, {"en": c}) for c in choices)
    )


DEFINITION = Definition(
    1, 1, ("en",), (asked("wait", Kind.number), asked("where", Kind.area), asked("hard", Kind.several_choices, "cost", "wait"))
)


def read(**typed: list[str]) -> Answers:
    return read_answers(DEFINITION, typed)


def test_the_same_answer_typed_in_another_way_is_no_disagreement() -> None:
    one, other = read(wait=["1,250"], where=["SY23 3BU"]), read(wait=[" 1250 "], where=["sy23"])
    assert disagreements(DEFINITION, one, other) == []


def test_a_tick_more_is_a_disagreement_of_its_question_alone() -> None:
    found = disagreements(DEFINITION, read(wait=["5"], hard=["cost"]), read(wait=["5"], hard=["cost", "wait"]))
    assert [one.question.key for one in found] == ["hard"]


def test_agreement_counts_fields_that_at_least_one_of_two_filled_in() -> None:
    one, other = read(wait=["5"], hard=["cost"]), read(wait=["5"], hard=["cost", "wait"])
    found = agreement([(sealed(one, str.upper), sealed(other, str.upper))])
    assert (found.papers, found.fields, found.same) == (1, 4, 3)
    assert agreement([]).share is None


def test_what_could_name_a_house_is_not_kept_even_until_the_second_keying() -> None:
    assert kept({"where": ["SY23 3BU"], "csrf": ["x"], "+number": ["P-1"]}, DEFINITION) == {"where": ["SY23"], "+number": ["P-1"]}


def test_on_paper_nothing_is_required() -> None:
    assert read(wait=["5"]).problems == ()
    assert [problem.fault for problem in read(wait=["soon"]).problems] == ["not-a-number"]
