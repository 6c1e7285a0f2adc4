"""Everybody put into the themes of a sample, by their words: what `find_themes` said of the sample is learnt, then applied.

Each theme is the mean of its passages in word space (tf-idf of stems and pairs of stems): the nearest-centroid classifier of
Rocchio (1971). How near is near enough, and when an answer is in a second theme, is set so that the sample itself comes out as
`find_themes` had it. An answer that reads exactly as one of the sample goes where that one went.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from nlp.counting import UNKNOWN, Passages, Vocabulary
from nlp.languages import Spoken
from nlp.placing import TYPICAL
from nlp.tokens import words
from nlp.types import UnplacedReason
from nlp.wordspace import Space

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Span = tuple[int, int]

Entry = tuple[int, float, bool]
"""A group, how near (0 to 1), and whether it is the primary one."""

FEWEST_STEMS = 3
POINTING = frozenset({"it", "its", "they", "them", "this", "these", "those", "he", "she"})
"""Whoever speaks of "it" answers the question, however alone the words are."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where answers went: one entry for each answer and group, in order of answer, then of group."""

    answer: Indices
    group: Indices
    score: Floats
    """0 to 1, on the scale of the sample's codings."""
    primary: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """How near is near enough: cosines in word space, set on the sample."""

    typical: Floats
    """For each group the nearness of its median member."""
    level: Floats
    """For each group the score of its median member in the sample."""
    answer: float
    """An answer is in a group when its best passage is at least this near."""
    passage: float
    """Each further passage of it counts when it is at least this near."""
    second: float
    """A passage is in a second group when it is at least this near, as a share of the first."""


@dataclass(frozen=True, slots=True)
class Assigner:
    """What is learnt of a sample: small enough to be sent to every process."""

    words: Vocabulary
    groups: tuple[str, ...]
    """Ids of the themes and minority views as the sample's result has them: first those of several people, which are taught."""
    space: Space = field(repr=False)
    centres: Floats = field(repr=False)
    """Shape (columns of the space, groups taught)."""
    marks: Marks
    seen: dict[Passages, tuple[Entry, ...] | UnplacedReason] = field(repr=False)
    """What became of the answers of the sample, by how they read."""
    common: frozenset[int] = field(repr=False)
    """Stems that show an answer to be on the topic: those of the question and of several answers; none where few share any."""
    bare: frozenset[int] = field(repr=False)
    """Stems that tell nothing."""
    spoken: Spoken = field(repr=False)
    languages: frozenset[str]
    """The languages that have themes."""

    def place(self, answers: Sequence[Passages]) -> Found:
        """The groups of answers given as passages; those in none have no entry."""
        owner = np.repeat(np.arange(len(answers)), [len(passages) for passages in answers])
        near = self.nearness([passage for passages in answers for passage in passages])
        return placed(near, owner, len(answers), self.marks)

    def nearness(self, passages: Sequence[Sequence[int]]) -> Floats:
        """The cosine of each passage with each group: shape (passages, groups)."""
        return nearness(self.space, self.centres, passages)

    def is_foreign(self, text: str, passages: Passages) -> bool:
        """Whether an answer is in a language without themes; asked only where half its words or more are unknown."""
        told = [number for passage in passages for number in passage]
        if text.isascii() and 2 * told.count(UNKNOWN) < len(told):
            return False
        return self.spoken.language(text) not in self.languages

    def is_strange(self, text: str, passages: Passages) -> bool:
        """Whether an answer in no theme is off the topic, by the words of the sample: it shares no telling one."""
        told = [number for passage in passages for number in passage if number not in self.bare]
        if not self.common or not self.common.isdisjoint(told) or len(told) < FEWEST_STEMS:
            return False
        return "?" in text or POINTING.isdisjoint(words(text))


def nearness(known: Space, centres: Floats, passages: Sequence[Sequence[int]]) -> Floats:
    """The cosine of each passage with each centre, rounded so that every machine compares the same: shape (passages, centres)."""
    return np.round(np.asarray(known.rows(passages) @ centres), 6)


def placed(near: Floats, owner: Indices, answers: int, marks: Marks) -> Found:
    """Who is in which group, from the nearness of their passages (`owner` says whose each is)."""
    if not near.size:
        nobody = np.zeros(0, dtype=np.int64)
        return Found(nobody, nobody, np.zeros(0), np.zeros(0, dtype=np.bool_))
    first, own = near.argmax(axis=1), near.max(axis=1)
    accepted = own >= thresholds(own, owner, answers, marks)
    second, also = seconds(near, marks)
    also &= accepted
    entries = np.concatenate([owner[accepted] * near.shape[1] + first[accepted], owner[also] * near.shape[1] + second[also]])
    nearest = np.concatenate([own[accepted], near[also, second[also]]])
    kept, where = np.unique(entries, return_inverse=True)
    best = np.zeros(kept.size)
    np.maximum.at(best, where, nearest)
    answer, group = kept // near.shape[1], kept % near.shape[1]
    score = np.clip(best / np.maximum(marks.typical[group], 1e-9) * marks.level[group], 0.0, 1.0)
    return Found(answer, group, np.round(score, 4), crowned(near, owner, answer, group, answers))


def thresholds(own: Floats, owner: Indices, answers: int, marks: Marks) -> Floats:
    """For each passage how near it must be: the best of each answer as near as an answer, the others as near as a passage."""
    best = np.zeros(answers)
    np.maximum.at(best, owner, own)
    return np.where(own == best[owner], max(marks.answer, 1e-6), max(marks.answer, marks.passage, 1e-6))


def seconds(near: Floats, marks: Marks) -> tuple[Indices, npt.NDArray[np.bool_]]:
    """For each passage its second group, and whether it is near enough."""
    rows, first = np.arange(near.shape[0]), near.argmax(axis=1)
    share, second = second_shares(near, marks.typical)
    return second, (share >= marks.second) & (first[rows] != second)


def second_shares(near: Floats, typical: Floats) -> tuple[Floats, Indices]:
    """For each passage, how near its second group is as a share of the first (0 where it is not typical), and which it is."""
    rows, first = np.arange(near.shape[0]), near.argmax(axis=1)
    others = np.where(near >= TYPICAL * typical, near, 0.0)
    others[rows, first] = 0.0
    second = others.argmax(axis=1)
    return others[rows, second] / np.maximum(near[rows, first], 1e-9), second


def crowned(near: Floats, owner: Indices, answer: Indices, group: Indices, answers: int) -> npt.NDArray[np.bool_]:
    """Which entry of each answer is the group that lies nearest to the answer as a whole; entries are in order of answer."""
    whole = sp.csr_matrix((np.ones(owner.size), (owner, np.arange(owner.size))), shape=(answers, owner.size)) @ near
    fits = np.round(np.asarray(whole)[answer, group], 6)
    order = np.lexsort((group, -fits, answer))
    first = np.insert(answer[order][1:] != answer[order][:-1], 0, True) if answer.size else np.zeros(0, dtype=np.bool_)
    crown = np.zeros(answer.size, dtype=np.bool_)
    crown[order[first]] = True
    return crown
