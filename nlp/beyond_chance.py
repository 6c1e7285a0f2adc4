"""How far two coders agree beyond chance where an answer may have several codes: for each code, and over all of them.

Each code is a yes or no on every answer, so that Cohen's kappa (1960) and Krippendorff's alpha (2011) apply to it as they
stand. Over all codes the agreement seen and the agreement by chance are each averaged before they are set against each other
("pooled kappa": De Vries, Elliott, Kanouse and Teleki 2008); alpha is pooled in the same way. Throwing all the yes and no into
one table would count it as agreement that most codes are absent from most answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.agreement import RESAMPLES

Marks = npt.NDArray[np.bool_]
Table = npt.NDArray[np.float64]

DRAWN_TOGETHER = 100
"""Resamples drawn at a time, so that memory does not grow with their number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure from -1 to 1 with its 95 % bootstrap interval, answers drawn with replacement."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Judged:
    """The same answers to one question as two coders marked them."""

    question: str
    codes: tuple[str, ...]
    first: Marks
    """Whether the first coder gave each answer each code: shape (answers, codes)."""
    second: Marks
    """The same of the second coder."""


@dataclass(frozen=True, slots=True)
class CodeBeyondChance:
    """Agreement on one code, in numbers of answers and beyond chance."""

    question: str
    code: str
    both: int
    only_first: int
    only_second: int
    f1: float
    """2 x both / (2 x both + only one of them), 0 to 1; 1 where neither gave it."""
    kappa: Figure
    alpha: Figure


@dataclass(frozen=True, slots=True)
class BeyondChance:
    """Agreement on each code and over all of them, larger questions counting for more."""

    answers: int
    kappa: Figure
    alpha: Figure
    codes: tuple[CodeBeyondChance, ...]


def beyond_chance(judged: Sequence[Judged], seed: int) -> BeyondChance:
    """Kappa and alpha of two coders with bootstrap intervals (1,000 seeded draws of answers, within each question).

    1 is perfect agreement and 0 what chance would give. A code that neither coder ever gave, or both always, counts as perfect.
    Raises ValueError when there is no answer or no code, or when the two were not asked the same.
    """
    for one in judged:
        if one.first.shape != one.second.shape or one.first.shape[1] != len(one.codes):
            raise ValueError(f"two coders must mark the same answers and codes: {one.first.shape} and {one.second.shape}")
    if not sum(one.first.size for one in judged):
        raise ValueError("there is nothing to compare: no answer or no code")
    drawn = np.concatenate([_drawn(one, (seed, at)) for at, one in enumerate(judged)], axis=1)
    names = [(one.question, code) for one in judged for code in one.codes]
    seen, chance = _kappa_parts(drawn)
    apart, expected = _alpha_parts(drawn)
    weight = drawn[0].sum(axis=-1)
    kappas, alphas = _over(seen - chance, 1 - chance), 1 - _over(apart, expected)
    pooled_kappa = _over((seen - chance) @ weight, (1 - chance) @ weight)
    pooled_alpha = 1 - _over(apart @ weight, expected @ weight)
    codes = [_code(*name, drawn[0, at], kappas[:, at], alphas[:, at]) for at, name in enumerate(names)]
    return BeyondChance(sum(len(one.first) for one in judged), _figure(pooled_kappa), _figure(pooled_alpha), tuple(codes))


def _drawn(judged: Judged, seed: tuple[int, int]) -> Table:
    """How many answers both, only the first, only the second and neither gave each code: shape (1 + draws, codes, 4).

    The first row is of the answers as they are, the others of answers drawn with replacement. Answers marked alike are the
    same here, so it is their numbers that are drawn; the order of answers has no effect.
    """
    marks, held = np.unique(np.hstack([judged.first, judged.second]), axis=0, return_counts=True)
    first, second = marks[:, : len(judged.codes)], marks[:, len(judged.codes) :]
    cells = np.stack([first & second, first & ~second, ~first & second, ~first & ~second], axis=-1).astype(np.float64)
    flat, total, random = cells.reshape(len(marks), -1), int(held.sum()), np.random.default_rng(seed)
    parts = [held[None, :] @ flat]
    for _ in range(RESAMPLES // DRAWN_TOGETHER):
        parts.append(random.multinomial(total, held / total, size=DRAWN_TOGETHER) @ flat)
    return np.vstack(parts).reshape(-1, len(judged.codes), 4)


def _kappa_parts(counts: Table) -> tuple[Table, Table]:
    """The share of answers on which the two agree, and the share that chance would give."""
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    total = counts.sum(axis=-1)
    one, two = (both + first) / total, (both + second) / total
    return (both + neither) / total, one * two + (1 - one) * (1 - two)


def _alpha_parts(counts: Table) -> tuple[Table, Table]:
    """The share of answers on which the two differ, and the share that pairing all their judgements at random would give."""
    both, first, second, neither = np.moveaxis(counts, -1, 0)
    total, differ = counts.sum(axis=-1), first + second
    given, not_given = 2 * both + differ, 2 * neither + differ
    return differ / total, given * not_given / (total * (2 * total - 1))


def _over(part: Table, whole: Table) -> Table:
    """Part over whole, and not a number where there is nothing that chance could have done."""
    nothing = np.abs(whole) < 1e-12
    return np.where(nothing, np.nan, part / np.where(nothing, 1.0, whole))


def _figure(drawn: Table) -> Figure:
    """The value, 1 where nobody could have disagreed, and its interval from the draws on which it can be taken."""
    value, draws = float(drawn[0]), drawn[1:][~np.isnan(drawn[1:])]
    if np.isnan(value) or not draws.size:
        return Figure(1.0, 1.0, 1.0)
    low, high = np.percentile(draws, [2.5, 97.5])
    return Figure(value, float(low), float(high))


def _code(question: str, code: str, counts: Table, kappa: Table, alpha: Table) -> CodeBeyondChance:
    both, first, second = (round(float(count)) for count in counts[:3])
    given = 2 * both + first + second
    f1 = 2 * both / given if given else 1.0
    return CodeBeyondChance(question, code, both, first, second, f1, _figure(kappa), _figure(alpha))
