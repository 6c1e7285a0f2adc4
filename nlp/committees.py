"""The machine as one or several committees of ridge regressions, one regression for each view of how alike answers are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.likeness import Texts, likenesses
from nlp.ridge import Ridge, fit_ridge

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

MOST_TOGETHER = 1500
"""More read answers than this are shared out among several committees, as the cost of one grows with the cube."""
BLOCK = 2000
"""Answers scored at a time, so that memory does not grow with their number."""


@dataclass(frozen=True, slots=True)
class Committee:
    """Fitted on the read answers at `members`, places in the list of read answers, in order."""

    members: Rows
    texts: Texts
    ridges: tuple[Ridge, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """Everything fitted on the read answers (positions in `Texts.ids`) before their scores become probabilities."""

    texts: Texts
    read: Rows
    committees: tuple[Committee, ...]

    def scores(self, rows: Rows) -> list[Matrix]:
        """The mean score over the committees, one matrix (rows, codes) per view, for answers that were not read."""
        some = self.texts.at(rows)
        totals = [np.zeros((rows.size, ridge.floor.size)) for ridge in self.committees[0].ridges]
        for committee in self.committees:
            views = likenesses(some, committee.texts)
            for total, ridge, view in zip(totals, committee.ridges, views, strict=True):
                total += ridge.scores(view) / len(self.committees)
        return totals

    def blocks(self, rows: Rows) -> Iterator[tuple[Rows, list[Matrix]]]:
        """The same, some rows at a time."""
        for start in range(0, rows.size, BLOCK):
            part = rows[start : start + BLOCK]
            yield part, self.scores(part)

    def left_out(self) -> list[Matrix]:
        """The same for the read answers, by regressions that have not seen the codes of the answer they score."""
        totals = [np.zeros((self.read.size, ridge.floor.size)) for ridge in self.committees[0].ridges]
        for committee in self.committees:
            others = np.setdiff1d(np.arange(self.read.size), committee.members)
            views = likenesses(self.texts.at(self.read[others]), committee.texts)
            for total, ridge, view in zip(totals, committee.ridges, views, strict=True):
                total[committee.members] += ridge.left_out / len(self.committees)
                total[others] += ridge.scores(view) / len(self.committees)
        return totals


def fit_machine(texts: Texts, read: Rows, codes: Matrix, seed: int) -> Machine:
    """Share the read answers out at random among as few committees as can be, and fit each.

    `read` are positions in `texts.ids`, at least one, and `codes` is 1 where an answer has a code: shape (read, codes).
    """
    number = -(-read.size // MOST_TOGETHER)
    shared_out = np.array_split(np.random.default_rng(seed).permutation(read.size), number)
    return Machine(texts, read, tuple(_committee(texts, read, codes, np.sort(members)) for members in shared_out))


def _committee(texts: Texts, read: Rows, codes: Matrix, members: Rows) -> Committee:
    own = texts.at(read[members])
    views = likenesses(own, own)
    return Committee(members, own, tuple(fit_ridge(view, codes[members]) for view in views))
