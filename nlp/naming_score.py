"""How often a found theme's name says what people said: measured against groups of answers made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from nlp.material import read
from nlp.scores import LEAST_SHARE
from nlp.tokens import words

LEAST_F1 = 0.3
"""A theme that fits its group less than this is another theme: its name has nothing to answer for."""
COMMONEST = 3


@dataclass(frozen=True, slots=True)
class NamingScore:
    """How many themes were matched to a group made by hand, and how many of them bear a name that the group would know."""

    matched: int
    named: int

    @property
    def share(self) -> float:
        """Named over matched, 0 to 1; 0 when nothing was matched."""
        return self.named / self.matched if self.matched else 0.0

    def __add__(self, other: NamingScore) -> NamingScore:
        return NamingScore(self.matched + other.matched, self.named + other.named)


def naming_score(
    answers: Sequence[str],
    codes: Sequence[Sequence[str]],
    found: Sequence[Sequence[str]],
    names: dict[str, str],
    largest: int | None = None,
) -> NamingScore:
    """How many matched themes have a name that shares a stem with one of the three commonest answers of their group.

    `answers`, `codes` (given by people) and `found` (ids of themes) run side by side; `names` gives the name of each theme to
    be judged. Groups held by at least one answer in a hundred, or only the `largest` of them, are matched with themes one to
    one by F1, and pairs below `LEAST_F1` are left out. Answers are compared folded; equal counts in the order of the alphabet.
    Meant for sets of short answers (after the measure for the ProtoQA set in the notes of this project). Raises ValueError when
    the lists differ in length.
    """
    if not len(answers) == len(codes) == len(found):
        raise ValueError(f"answers, codes and themes must run side by side: {len(answers)}, {len(codes)} and {len(found)}")
    groups = _groups(codes, largest)
    themes = sorted(names)
    f1 = _f1(codes, found, groups, themes)
    pairs = [(int(row), int(column)) for row, column in zip(*linear_sum_assignment(-f1), strict=True)]
    matched = [(groups[row], themes[column]) for row, column in pairs if round(float(f1[row, column]), 6) >= LEAST_F1]
    known = [not _said(answers, codes, group).isdisjoint(read(names[theme])) for group, theme in matched]
    return NamingScore(len(matched), sum(known))


def _groups(codes: Sequence[Sequence[str]], largest: int | None) -> list[str]:
    counts = Counter(code for held in codes for code in set(held))
    large = sorted((-count, code) for code, count in counts.items() if count >= max(2, LEAST_SHARE * len(codes)))
    return [code for _, code in large[:largest]]


def _f1(
    codes: Sequence[Sequence[str]], found: Sequence[Sequence[str]], groups: list[str], themes: list[str]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    held = np.array([[group in given for group in groups] for given in codes], dtype=np.float64).reshape(-1, len(groups))
    placed = np.array([[theme in given for theme in themes] for given in found], dtype=np.float64).reshape(-1, len(themes))
    sizes = held.sum(axis=0)[:, None] + placed.sum(axis=0)[None, :]
    return np.asarray(2 * (held.T @ placed) / np.maximum(sizes, 1.0), dtype=np.float64)


def _said(answers: Sequence[str], codes: Sequence[Sequence[str]], group: str) -> set[str]:
    """The stems of the commonest answers of a group."""
    texts = Counter(" ".join(words(text)) for text, given in zip(answers, codes, strict=True) if group in given)
    commonest = sorted(texts, key=lambda text: (-texts[text], text))[:COMMONEST]
    return {stem for text in commonest for stem in read(text)}
