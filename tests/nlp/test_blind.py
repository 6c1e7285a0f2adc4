"""Agreement on a blindly coded sample: known figures, and intervals that hold the truth as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.blind import agreement, dice_interval, mean_interval
from nlp.codebooks import CodedAnswer


def coded(*codes: str) -> list[CodedAnswer]:
    return [CodedAnswer(str(at), frozenset(one.split())) for at, one in enumerate(codes)]


def test_two_coders_at_one_agree_wholly_and_the_interval_still_leaves_room() -> None:
    found = agreement(coded("a", "b", "a b", ""), coded("a", "b", "a b", ""))
    assert found.per_answer.value == found.per_answer.high == found.micro_f1 == 1
    assert found.per_answer.low < 0.8
    assert [(one.code, one.both, one.kappa) for one in found.codes] == [("a", 2, 1.0), ("b", 2, 1.0)]


def test_half_agreement_is_counted_per_answer_and_over_all_codes() -> None:
    found = agreement(coded("a", "a b", "c"), coded("a", "b", "d"))
    assert found.per_answer.value == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert found.micro_f1 == pytest.approx(2 * 2 / 7)
    of_a = next(one for one in found.codes if one.code == "a")
    assert (of_a.both, of_a.only_first, of_a.only_second) == (1, 1, 0)
    assert of_a.f1.value == pytest.approx(2 / 3)


def test_kappa_is_that_of_cohens_own_kind_of_table() -> None:
    """Twenty times both, five and ten times one only, fifteen times neither: kappa .40, as worked in many textbooks."""
    first = coded(*["a"] * 20, *["a"] * 5, *["x"] * 10, *["x"] * 15)
    second = coded(*["a"] * 20, *["x"] * 5, *["a"] * 10, *["x"] * 15)
    of_a = next(one for one in agreement(first, second).codes if one.code == "a")
    assert of_a.kappa == pytest.approx(0.4)


def test_only_answers_that_both_coded_are_compared() -> None:
    assert agreement(coded("a", "b", "c"), coded("a")).answers == 1
    with pytest.raises(ValueError, match="no answer in common"):
        agreement([], coded("a"))
    with pytest.raises(ValueError, match="coded twice"):
        agreement(coded("a") * 2, coded("a"))


@pytest.mark.parametrize("shares", [(0.25, 0.15, 0.2, 0.4), (0.08, 0.07, 0.15, 0.7), (0.6, 0.15, 0.15, 0.1)])
@pytest.mark.parametrize("size", [50, 100, 200])
def test_the_interval_holds_the_truth_93_to_97_times_in_a_hundred(shares: tuple[float, ...], size: int) -> None:
    values = np.array([0.0, 0.5, 2 / 3, 1.0])
    truth = float(values @ shares)
    random = np.random.default_rng(size)
    drawn = random.choice(values, (3000, size), p=shares)
    hits = [one.low <= truth <= one.high for one in map(mean_interval, drawn)]
    assert 0.93 <= np.mean(hits) <= 0.97


def test_a_sample_that_is_nearly_everybody_leaves_little_to_chance_and_a_sample_of_all_nothing() -> None:
    values = np.array([0.0, 1.0] * 50)
    wide, narrow, none = (mean_interval(values, population) for population in (None, 120, 100))
    assert narrow.high - narrow.low < 0.5 * (wide.high - wide.low)
    assert none.low == none.high == 0.5


@pytest.mark.parametrize("truth", [0.5, 0.8])
def test_the_interval_of_one_codes_f1_holds_the_truth_too(truth: float) -> None:
    """Each answer with the code is one that both gave (with the share that makes this F1) or only one of the two."""
    share = truth / (2 - truth)
    random = np.random.default_rng(4)
    both = random.binomial(40, share, 3000)
    hits = [found.low <= truth <= found.high for found in (dice_interval(int(one), 40 - int(one)) for one in both)]
    assert 0.93 <= np.mean(hits) <= 0.98


def test_an_interval_never_leaves_nought_to_one() -> None:
    for values in ([0.0], [1.0], [0.0, 0.0], [1.0] * 30, [0.0, 1.0]):
        found = mean_interval(np.array(values))
        assert 0 <= found.low <= found.value <= found.high <= 1
