"""Agreement statistics give the values of published worked examples."""

import pytest

from nlp.agreement import cohen_kappa, interval, krippendorff_alpha


def test_kappa_of_fifty_grant_proposals_read_by_two_is_two_fifths() -> None:
    # the textbook table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no
    one = ["yes"] * 25 + ["no"] * 25
    two = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(one, two) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (["0100000010", "1110010000"], 0.095),
        (["aabbdcccedda", "babbbccceddd"], 0.692),
        (["123321412...", "1233224125.3", ".3332342251.", "12332441251."], 0.743),
    ],
    ids=["two coders, two codes", "two coders, five codes", "four coders with gaps"],
)
def test_alpha_is_that_of_krippendorffs_own_examples(coders: list[str], alpha: float) -> None:
    units = [[None if code == "." else code for code in unit] for unit in zip(*coders, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(alpha, abs=0.0005)


def test_perfect_agreement_is_one_and_lists_of_different_length_are_refused() -> None:
    assert cohen_kappa("aab", "aab") == 1.0
    assert krippendorff_alpha(["aa", "bb"]) == 1.0
    with pytest.raises(ValueError, match="2 and 3 codes"):
        cohen_kappa("ab", "abc")
    with pytest.raises(ValueError, match="coded by two"):
        krippendorff_alpha([["a"], [None, "b"]])


def test_the_interval_of_a_share_holds_the_share_and_narrows_with_more_items() -> None:
    def share(drawn: list[int] | tuple[int, ...]) -> float:
        return sum(at % 4 == 0 for at in drawn) / len(drawn)

    wide, narrow = (
        interval(lambda drawn: share(list(drawn)), 40, seed=1),
        interval(lambda drawn: share(list(drawn)), 4000, seed=1),
    )
    assert wide[0] < narrow[0] < 0.25 < narrow[1] < wide[1]
