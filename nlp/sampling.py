"""Which answers a person should read next: those that tell most about all the others, a few at random to check.

Likeness between answers is read as in a Gaussian process: reading one answer lessens what is unknown about those like it
(Seo et al. 2000; "A-optimal" choice). Early on the answers are spread over everything that people wrote; later those come
first that the machine is in doubt about and that also speak for many. Each answer counts as read once it is chosen, so that
a batch does not hold the same thing twice. The answers to check on are the next ones of a fixed seeded order, whatever they
say: those of them that are coded are a random sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

from nlp.likeness import Texts, likeness, own_likeness

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Why = Literal["check", "spread", "doubt"]

NOISE = 0.3
MOST_CANDIDATES = 2000
MOST_TARGETS = 700
MOSTLY_DOUBT = 200
"""Answers read from which on the reason for a choice is called doubt rather than spread."""
FULL_DOUBT = 800
"""Answers read until doubt counts in full; before, it counts the less the fewer were read, as it is then no better founded."""
DOUBT_POWER = 2.0

WHY: dict[Why, str] = {
    "check": "Drawn at random, to check how far the proposals can be trusted.",
    "spread": "Stands for many answers unlike those read so far.",
    "doubt": "The proposals are unsure of this answer and of others like it.",
}


@dataclass(frozen=True, slots=True)
class ToRead:
    """An answer to read, and the reason it was chosen."""

    answer_id: str
    why: Why


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before choosing: the answers read, and how doubtful the proposals are for each answer."""

    read: Rows
    """Positions in `Texts.ids`."""
    doubt: Matrix
    """One minus the expected F1 of each answer, shape (answers,); all ones where nothing was proposed yet."""
    apart: frozenset[str] = frozenset()
    """Ids of answers that are not to be chosen."""


def check_order(ids: Sequence[str], seed: int) -> list[str]:
    """All ids in the order in which they serve as checks: random for who does not know the seed, the same for who does."""
    return sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode("utf-8", "surrogatepass")).digest())


def checked(ids: Sequence[str], coded: Collection[str], seed: int) -> list[str]:
    """The coded answers that are a random sample: those up to the first uncoded one in the order of checks.

    Answers chosen for other reasons may be among them, but which ones has nothing to do with what they say or how they
    were coded, as the order is fixed beforehand.
    """
    order = check_order(ids, seed)
    end = next((at for at, one in enumerate(order) if one not in coded), len(order))
    return order[:end]


def choose(texts: Texts, known: Known, number: int, checks: float, seed: int) -> list[ToRead]:
    """The answers to read next, best first, `checks` of them (a share) spread evenly among the others as random checks."""
    read = set(known.read.tolist())
    barred = {texts.ids[at] for at in read} | known.apart
    waiting = [one for one in check_order(texts.ids, seed) if one not in barred]
    number = min(number, len(waiting))
    drawn = waiting[: round(number * checks)]
    telling = _most_telling(texts, known, number - len(drawn), barred.union(drawn), seed)
    why: Why = "spread" if len(read) < MOSTLY_DOUBT else "doubt"
    return _mixed([ToRead(texts.ids[at], why) for at in telling], [ToRead(one, "check") for one in drawn])


def _mixed(telling: list[ToRead], drawn: list[ToRead]) -> list[ToRead]:
    """The two lists as one, each in its order, the shorter spread evenly through the longer."""
    placed = [
        ((at + 0.5) / len(part), part_number, one)
        for part_number, part in enumerate((telling, drawn))
        for at, one in enumerate(part)
    ]
    return [one for *_, one in sorted(placed, key=lambda entry: entry[:2])]


def _most_telling(texts: Texts, known: Known, number: int, barred: set[str], seed: int) -> list[int]:
    """Positions of the answers that, read together, leave least unknown about the doubtful ones."""
    if number < 1:
        return []
    random = np.random.default_rng(seed)
    free = np.array([at for at, one in enumerate(texts.ids) if one not in barred], dtype=np.int64)
    candidates = np.sort(random.permutation(free)[:MOST_CANDIDATES])
    targets = np.sort(random.permutation(candidates.size)[:MOST_TARGETS])
    unknown = _Unknown(texts.at(known.read), texts.at(candidates), targets)
    trust = known.doubt[candidates] ** (DOUBT_POWER * min(1.0, known.read.size / FULL_DOUBT))
    chosen: list[int] = []
    free_still = np.ones(candidates.size, dtype=np.bool_)
    while len(chosen) < number and free_still.any():
        worth = np.where(free_still, np.round(unknown.lessened() * trust, 9), -1.0)
        best = int(np.argmax(worth))
        free_still &= ~unknown.learn(best)
        chosen.append(int(candidates[best]))
    return chosen


class _Unknown:
    """What is unknown of the candidates, as covariance with the targets, lessened with each answer read."""

    def __init__(self, read: Texts, candidates: Texts, targets: Rows) -> None:
        self._candidates, self._targets = candidates, targets
        self._factors = _explained(read, candidates)
        near = likeness(candidates, candidates.at(targets))
        self._shared = (near - self._factors.T @ self._factors[:, targets]).astype(np.float32)
        self._itself = own_likeness(candidates)
        self._own = self._itself - (self._factors**2).sum(axis=0)

    def lessened(self) -> Matrix:
        """By how much reading each candidate would lessen what is unknown, summed over the targets."""
        squared = np.einsum("ct,ct->c", self._shared, self._shared).astype(np.float64)
        return np.asarray(squared / (self._own + NOISE))

    def learn(self, chosen: int) -> npt.NDArray[np.bool_]:
        """Count the candidate at this place as read; which candidates say the very same, itself among them."""
        column = likeness(self._candidates, self._candidates.at(np.array([chosen])))[:, 0]
        factor = (column - self._factors.T @ self._factors[:, chosen]) / np.sqrt(self._own[chosen] + NOISE)
        self._factors = np.vstack([self._factors, factor])
        self._shared -= np.outer(factor, factor[self._targets]).astype(np.float32)
        self._own = self._own - factor**2
        same = column > np.maximum(self._itself, self._itself[chosen]) - 1e-6
        same[chosen] = True
        return np.asarray(same)


def _explained(read: Texts, candidates: Texts) -> Matrix:
    """What the read answers explain of the candidates, factored: shape (read, candidates)."""
    if not read.ids:
        return np.zeros((0, len(candidates.ids)))
    within = likeness(read, read) + NOISE * np.eye(len(read.ids))
    across = likeness(read, candidates)
    return np.asarray(solve_triangular(np.linalg.cholesky(within), across, lower=True))
