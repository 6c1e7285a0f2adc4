"""How far two coders agree on a random sample that both coded blind, neither seeing the other's codes, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from nlp.codebooks import CodedAnswer
from nlp.intervals import wilson

FEWEST_CHECKED = 30
"""With fewer answers an interval is too wide to act on, and its own assumptions shake."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, all from 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: in how many answers both gave it, or one only."""

    code: str
    both: int
    only_first: int
    only_second: int
    f1: Estimate
    """2 x both / (2 x both + only one of them): the share of the given codes on which the two are at one (Dice 1945)."""
    kappa: float
    """Cohen's kappa: agreement beyond what chance would bring (Cohen 1960); nought when the code has no variation."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree."""

    answers: int
    per_answer: Estimate
    """The mean over answers of F1 between the two sets of codes; two empty sets agree."""
    micro_f1: float
    codes: tuple[CodeAgreement, ...]
    """Every code that either gave, in the order of keys."""


def agreement(
    first: Sequence[CodedAnswer], second: Sequence[CodedAnswer], population: int | None = None, widened: float = 1.0
) -> Agreement:
    """Agreement of two coders on the answers that both coded, which must be a random sample for the interval to hold.

    `population` is how many answers the sample was drawn from: when it is a large part of them, little is left to chance.
    Raises ValueError when the two coded no answer in common, or one coded an answer twice.
    """
    one, two = _by_id(first), _by_id(second)
    shared = sorted(one.keys() & two.keys())
    if not shared:
        raise ValueError("the two coders have no answer in common")
    pairs = [(one[at], two[at]) for at in shared]
    agreed = np.array([_f1(*pair) for pair in pairs])
    both = sum(len(a & b) for a, b in pairs)
    given = sum(len(a) + len(b) for a, b in pairs)
    keys = sorted(frozenset().union(*(a | b for a, b in pairs)))
    codes = tuple(_of_code(key, pairs) for key in keys)
    return Agreement(len(pairs), mean_interval(agreed, population, widened), 2 * both / given if given else 1.0, codes)


def _by_id(coded: Sequence[CodedAnswer]) -> dict[str, frozenset[str]]:
    found = {answer.answer_id: answer.codes for answer in coded}
    if len(found) < len(coded):
        raise ValueError("an answer is coded twice by the same coder")
    return found


def _f1(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 1.0


def _of_code(key: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> CodeAgreement:
    both = sum(key in a and key in b for a, b in pairs)
    first = sum(key in a and key not in b for a, b in pairs)
    second = sum(key in b and key not in a for a, b in pairs)
    total = len(pairs)
    observed = (total - first - second) / total
    share_first, share_second = (both + first) / total, (both + second) / total
    chance = share_first * share_second + (1 - share_first) * (1 - share_second)
    kappa = (observed - chance) / (1 - chance) if chance < 1 else 0.0
    return CodeAgreement(key, both, first, second, dice_interval(both, first + second), kappa)


def dice_interval(both: int, one_only: int) -> Estimate:
    """F1 of one code with its interval. Of the answers where either gave the code, the share where both did is binomial,
    so Wilson's interval holds for it, and F1 rises with it: 2 x share / (1 + share)."""
    low, high = wilson(both, both + one_only)
    share = both / (both + one_only)
    return Estimate(*(2 * at / (1 + at) for at in (share, low, high)))


def mean_interval(values: npt.NDArray[np.float64], population: int | None = None, widened: float = 1.0) -> Estimate:
    """The mean of values from 0 to 1 with its 95 % interval.

    Wilson's interval with Student's quantile and as many effective answers as a share would need for the same spread
    (Korn and Graubard 1998): unlike the mean plus and minus two errors it stays within 0 and 1 and copes with values at the
    ends. The spread is that of the values and half of one pretended value at each end, so that a sample without any spread
    is not taken for certainty. A sample that is a large part of its population gets the finite population correction.
    """
    count = values.size
    middle = float(values.mean())
    padded = (float(((values - middle) ** 2).sum()) + 0.5 * middle**2 + 0.5 * (1 - middle) ** 2) / count
    left = 1.0 if population is None or population <= 1 else max(0.0, (population - count) / (population - 1))
    if left <= 0:
        return Estimate(middle, middle, middle)
    square = (
        (widened * float(student.ppf(0.975, max(count - 1, 1)))) ** 2
        * max(padded, 1e-12)
        * left
        / max(middle * (1 - middle), 1e-12)
        / count
    )
    centre = (middle + square / 2) / (1 + square)
    half = sqrt(square * middle * (1 - middle) + square * square / 4) / (1 + square)
    return Estimate(middle, max(0.0, centre - half), min(1.0, centre + half))
