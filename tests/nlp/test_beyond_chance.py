"""Agreement of two coders who may give several codes, against worked examples and against the plain statistics."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.agreement import cohen_kappa, krippendorff_alpha
from nlp.beyond_chance import Judged, Marks, beyond_chance


def marks(*rows: str) -> Marks:
    """A column for each row of ones and noughts."""
    return np.array([[letter == "1" for letter in row] for row in rows]).T


def test_krippendorffs_binary_example_and_cohens_table_come_out_as_published() -> None:
    # Krippendorff 2011, example A: alpha .095; and the textbook table of 20, 5, 10 and 15 proposals: kappa .4
    found = beyond_chance([Judged("", ("a",), marks("0100000010"), marks("1110010000"))], seed=1)
    assert found.alpha.value == pytest.approx(0.095, abs=0.0005)
    table = marks("1" * 25 + "0" * 25), marks("1" * 20 + "0" * 5 + "1" * 10 + "0" * 15)
    grants = beyond_chance([Judged("", ("fund",), *table)], seed=1)
    assert grants.kappa.value == pytest.approx(0.4)
    assert (grants.codes[0].both, grants.codes[0].only_first, grants.codes[0].only_second) == (20, 5, 10)


def test_of_each_code_it_is_what_the_plain_statistics_say_of_its_yes_and_no() -> None:
    random = np.random.default_rng(3)
    one = random.random((200, 4)) < (0.5, 0.3, 0.1, 0.02)
    two = one ^ (random.random((200, 4)) < 0.1)
    found = beyond_chance([Judged("q", tuple("abcd"), one, two)], seed=1)
    for at, code in enumerate(found.codes):
        assert code.kappa.value == pytest.approx(cohen_kappa(one[:, at].tolist(), two[:, at].tolist()))
        assert code.alpha.value == pytest.approx(krippendorff_alpha(list(zip(one[:, at], two[:, at], strict=True))))
        assert code.kappa.low < code.kappa.value < code.kappa.high


def test_pooled_kappa_sets_the_mean_agreement_against_the_mean_chance() -> None:
    # code a: seen .8, chance .5; code b: seen .9, chance .9; together (.85 - .7) / (1 - .7)
    first = marks("1111100000", "1000000000")
    second = marks("1111000001", "0000000000")
    found = beyond_chance([Judged("", ("a", "b"), first, second)], seed=1)
    assert found.kappa.value == pytest.approx(0.5)


def test_codes_that_most_answers_lack_do_not_make_two_strangers_agree() -> None:
    random = np.random.default_rng(1)
    one, two = random.random((2000, 20)) < 0.03, random.random((2000, 20)) < 0.03
    found = beyond_chance([Judged("", tuple(map(str, range(20))), one, two)], seed=1)
    assert (one == two).mean() > 0.9
    assert abs(found.kappa.value) < 0.02
    assert found.kappa.low < 0 < found.kappa.high


def test_a_code_that_the_second_never_gave_has_no_agreement_and_one_that_nobody_gave_no_disagreement() -> None:
    found = beyond_chance([Judged("", ("missed", "unused"), marks("1100", "0000"), marks("0000", "0000"))], seed=1)
    assert (found.codes[0].kappa.value, found.codes[0].f1) == (0.0, 0.0)
    assert found.codes[0].kappa.high == 0.0  # draws in which nobody gave the code are no agreement
    assert (found.codes[1].kappa.value, found.codes[1].alpha.value, found.codes[1].f1) == (1.0, 1.0, 1.0)


def test_the_order_of_answers_and_the_coders_changing_places_have_no_effect() -> None:
    random = np.random.default_rng(4)
    one, two = random.random((60, 3)) < 0.4, random.random((60, 3)) < 0.4
    order = random.permutation(60)
    found = beyond_chance([Judged("", tuple("abc"), one, two)], seed=7)
    assert beyond_chance([Judged("", tuple("abc"), one[order], two[order])], seed=7) == found
    swapped = beyond_chance([Judged("", tuple("abc"), two, one)], seed=7)
    assert swapped.kappa.value == pytest.approx(found.kappa.value)


def test_a_large_question_counts_for_more_than_a_small_one() -> None:
    agreed, opposed = marks("10" * 50), (marks("10" * 5), marks("01" * 5))
    found = beyond_chance([Judged("big", ("a",), agreed, agreed), Judged("small", ("a",), *opposed)], seed=1)
    assert found.answers == 110
    assert 0.7 < found.kappa.value < 1


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(11)
    everyone = random.random((20_000, 3)) < 0.3
    machine = everyone ^ (random.random((20_000, 3)) < 0.15)
    truth = beyond_chance([Judged("", tuple("abc"), everyone, machine)], seed=1).kappa.value
    held = 0
    for repeat in range(60):
        rows = random.choice(20_000, 200, replace=False)
        found = beyond_chance([Judged("", tuple("abc"), everyone[rows], machine[rows])], seed=repeat).kappa
        held += found.low <= truth <= found.high
    assert held >= 53


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="same answers"):
        beyond_chance([Judged("", ("a",), marks("10"), marks("100"))], seed=1)
    with pytest.raises(ValueError, match="nothing to compare"):
        beyond_chance([], seed=1)
