"""The learning curve of assisted coding, on invented answers about a bus service."""

from __future__ import annotations

import pytest

from nlp.codebooks import CodedAnswer, CodingSettings
from nlp.coding import fit, prepare
from nlp.curve import WAYS, Curve, Gold, learning_curve, per_answer_f1
from tests.nlp.coded_answers import CODEBOOK, bus_answers

COMMENTS, CODED = bus_answers(180)
GOLD = Gold(tuple(COMMENTS), CODEBOOK, tuple(CODED[one.id] for one in COMMENTS), {})


@pytest.fixture(scope="module")
def curve() -> Curve:
    return learning_curve(GOLD, (1, 2), (10, 40, 100, 5000))


def test_both_ways_are_measured_at_every_mark_that_the_file_allows(curve: Curve) -> None:
    assert [(one.way, one.read) for one in curve.points] == [(way, mark) for way in WAYS for mark in (10, 40, 100)]
    assert (curve.answers, curve.codes, curve.held_out, curve.seeds) == (180, 5, 60, (1, 2))


def test_reading_more_teaches_more_and_the_range_holds_the_mean(curve: Curve) -> None:
    by_way = {way: [one for one in curve.points if one.way == way] for way in WAYS}
    assert all(points[0].f1 + 0.1 < points[-1].f1 for points in by_way.values())
    assert all(0 <= one.lowest <= one.f1 <= one.highest <= 1 for one in curve.points)


def test_the_order_of_answers_has_no_effect() -> None:
    back = Gold(GOLD.comments[::-1], GOLD.codebook[::-1], GOLD.coded[::-1], {})
    assert learning_curve(back, (1,), (10,)) == learning_curve(GOLD, (1,), (10,))


def test_answers_held_out_are_never_read() -> None:
    """Were they read, the machine would have no proposal for them, and agreement with what is not empty would be nought."""
    everything = learning_curve(GOLD, (1,), (120,))
    assert all(one.f1 > 0.8 for one in everything.points)


def test_too_few_answers_are_refused() -> None:
    few = Gold(GOLD.comments[:60], CODEBOOK, GOLD.coded[:60], {})
    with pytest.raises(ValueError, match="needs 50 answers to read beside those held out; there are 40"):
        learning_curve(few, (1,))


def test_agreement_counts_what_is_missed_and_what_is_too_much() -> None:
    texts = prepare(COMMENTS)
    coder = fit(texts, CODEBOOK, list(GOLD.coded[:60]), CodingSettings())
    one = COMMENTS[60].id
    proposed = frozenset(each.code for each in coder.proposals if each.answer_id == one)
    wrong = next(code.key for code in CODEBOOK if code.key not in proposed)
    assert per_answer_f1(coder, {one: CodedAnswer(one, proposed)}, [one]) == 1.0
    assert per_answer_f1(coder, {one: CodedAnswer(one, frozenset({wrong}))}, [one]) == 0.0
    half = 2 * len(proposed) / (2 * len(proposed) + 1)
    assert per_answer_f1(coder, {one: CodedAnswer(one, proposed | {wrong})}, [one]) == pytest.approx(half)
