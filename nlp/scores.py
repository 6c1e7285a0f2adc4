"""How close found themes come to people's codes: the measures of the theming literature, for several codes per answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.stats import rankdata
from sklearn.metrics import adjusted_rand_score, v_measure_score

Label = Hashable
Table = npt.NDArray[np.float64]

LEAST_SHARE = 0.01
"""A code held by a smaller share of answers is too rare to ask a theme for."""
TOP = 5
NOWHERE = "(nowhere)"


@dataclass(frozen=True, slots=True)
class Scores:
    """Measures of one theming against one coding; all from 0 to 1 except `ari`, `rank_correlation` (from -1), `k_ratio`."""

    v: float
    """V-measure (Rosenberg and Hirschberg 2007), on answers with exactly one code, by their primary theme."""
    ari: float
    """Adjusted Rand index, on the same answers."""
    matched_f1: float
    """Codes and themes matched one to one; F1 of each pair over all answers, weighted by the size of the code (wF1)."""
    theme_f1: float
    """The same, every code counting alike (thF1)."""
    precision: float
    """Micro precision of the codes of each answer, every theme standing for the code it fits best."""
    recall: float
    f1: float
    macro_f1: float
    """Mean over codes of the same F1."""
    answer_f1: float
    """Mean over answers of the same F1."""
    top5: float
    """Share of the five largest codes whose matched theme is among the five largest themes."""
    rank_correlation: float
    """Spearman correlation of the sizes of codes and of their matched themes."""
    k_ratio: float
    """Themes found for each code that at least one answer in a hundred holds."""
    unplaced: float
    """Share of answers in no theme and no minority view."""


def score(codes: Sequence[Sequence[Label]], found: Sequence[Sequence[Label]], minority: frozenset[Label] = frozenset()) -> Scores:
    """Score found themes (the primary one first in each answer's list) against codes given by people, answer by answer.

    `minority` names the labels that are minority views: they count as places for answers, not as themes. Raises ValueError
    when the lists differ in length or hold nothing.
    """
    if len(codes) != len(found) or not codes:
        raise ValueError(f"codes and themes must be of the same answers: {len(codes)} and {len(found)} were given")
    counts, large = _large(codes)
    sizes, themes = _by_size(found)
    overlap = _overlap(codes, found, large, themes)
    per_code, matched_size, partner = _matched(overlap, [counts[code] for code in large], [sizes[theme] for theme in themes])
    v, ari = _partition(codes, found)
    precision, recall, f1, macro, answer = _as_labels(codes, found, counts, sizes)
    held = np.array([counts[code] for code in large], dtype=np.float64)
    return Scores(
        v=v,
        ari=ari,
        matched_f1=float((per_code * held).sum() / max(1.0, held.sum())),
        theme_f1=float(per_code.mean()) if large else 0.0,
        precision=precision,
        recall=recall,
        f1=f1,
        macro_f1=macro,
        answer_f1=answer,
        top5=sum(partner.get(at, TOP) < TOP for at in range(min(TOP, len(large)))) / max(1, min(TOP, len(large))),
        rank_correlation=_spearman(held, matched_size),
        k_ratio=sum(theme not in minority for theme in themes) / max(1, len(large)),
        unplaced=sum(not held_ for held_ in found) / len(found),
    )


def matches(codes: Sequence[Sequence[Label]], found: Sequence[Sequence[Label]]) -> dict[Label, Label | None]:
    """Codes that at least one answer in a hundred holds, the largest first, each with the theme matched to it one to one."""
    counts, large = _large(codes)
    sizes, themes = _by_size(found)
    overlap = _overlap(codes, found, large, themes)
    *_, partner = _matched(overlap, [counts[code] for code in large], [sizes[theme] for theme in themes])
    return {code: themes[partner[at]] if at in partner else None for at, code in enumerate(large)}


def _large(codes: Sequence[Sequence[Label]]) -> tuple[Counter[Label], list[Label]]:
    """How many answers hold each code, and the codes that are not rare, the largest first."""
    counts = Counter(code for held in codes for code in set(held))
    least = max(2, LEAST_SHARE * len(codes))
    return counts, [code for code in sorted(counts, key=lambda one: (-counts[one], str(one))) if counts[code] >= least]


def _by_size(found: Sequence[Sequence[Label]]) -> tuple[Counter[Label], list[Label]]:
    """How many answers each theme holds, and the themes, the largest first."""
    sizes = Counter(theme for held in found for theme in set(held))
    return sizes, sorted(sizes, key=lambda theme: (-sizes[theme], str(theme)))


def _overlap(
    codes: Sequence[Sequence[Label]], found: Sequence[Sequence[Label]], rows: list[Label], columns: list[Label]
) -> Table:
    row, column = {code: at for at, code in enumerate(rows)}, {theme: at for at, theme in enumerate(columns)}
    table = np.zeros((len(rows), max(1, len(columns))))
    for given, placed in zip(codes, found, strict=True):
        for code in set(given):
            if code in row:
                table[row[code], [column[theme] for theme in set(placed)]] += 1
    return table


def _matched(overlap: Table, code_sizes: list[int], theme_sizes: list[int]) -> tuple[Table, Table, dict[int, int]]:
    """For each code the F1 and the size of the theme matched to it (nought where none), and which theme that is."""
    f1 = 2 * overlap / (np.array(code_sizes, dtype=float)[:, None] + np.array(theme_sizes or [1], dtype=float)[None, :])
    rows, columns = linear_sum_assignment(-f1)
    best, size = np.zeros(len(code_sizes)), np.zeros(len(code_sizes))
    partner = {int(row): int(column) for row, column in zip(rows, columns, strict=True) if f1[row, column] > 0}
    for row, column in partner.items():
        best[row], size[row] = f1[row, column], theme_sizes[column]
    return best, size, partner


def _partition(codes: Sequence[Sequence[Label]], found: Sequence[Sequence[Label]]) -> tuple[float, float]:
    pairs = [
        (str(given[0]), str(placed[0]) if placed else NOWHERE)
        for given, placed in zip(codes, found, strict=True)
        if len(set(given)) == 1
    ]
    if not pairs:
        return 0.0, 0.0
    truth, guess = zip(*pairs, strict=True)
    return float(v_measure_score(truth, guess)), float(adjusted_rand_score(truth, guess))


def _as_labels(
    codes: Sequence[Sequence[Label]], found: Sequence[Sequence[Label]], counts: Counter[Label], sizes: Counter[Label]
) -> tuple[float, float, float, float, float]:
    """Every theme read as the code it fits best (several may stand for one): precision, recall, F1; macro F1; F1 per answer."""
    together = Counter(
        (theme, code) for given, placed in zip(codes, found, strict=True) for theme in set(placed) for code in set(given)
    )
    stands_for: dict[Label, tuple[float, Label]] = {}
    for (theme, code), both in sorted(together.items(), key=str):
        fit = 2 * both / (sizes[theme] + counts[code])
        if fit > stands_for.get(theme, (0.0, ""))[0]:
            stands_for[theme] = (fit, code)
    guesses = [{stands_for[theme][1] for theme in placed if theme in stands_for} for placed in found]
    truths = [set(given) for given in codes]
    right = Counter(code for truth, guess in zip(truths, guesses, strict=True) for code in truth & guess)
    guessed = Counter(code for guess in guesses for code in guess)
    hits, claims, wanted = sum(right.values()), sum(guessed.values()), sum(counts.values())
    macro = [2 * right[code] / (counts[code] + guessed[code]) for code in counts]
    answer = [2 * len(truth & guess) / max(1, len(truth) + len(guess)) for truth, guess in zip(truths, guesses, strict=True)]
    precision, recall = hits / max(1, claims), hits / max(1, wanted)
    return precision, recall, 2 * hits / max(1, claims + wanted), float(np.mean(macro or [0.0])), float(np.mean(answer))


def _spearman(one: Table, two: Table) -> float:
    if len(one) < 3 or np.ptp(one) == 0 or np.ptp(two) == 0:
        return 0.0
    return float(np.corrcoef(rankdata(one), rankdata(two))[0, 1])
