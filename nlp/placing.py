"""Who is in which theme: one person may be in several, and each only once in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.clusters import centres
from nlp.louvain import Labels
from nlp.material import Material
from nlp.vectors import Matrix, unit

SECOND_THEME = 0.85
"""A short answer joins a further theme that is at least this near, as a share of its nearness to its own."""
TYPICAL = 0.9
"""... and at least this near as a share of the median member's nearness."""
MOST_PER_PASSAGE = 2
MOST_LEFT_OUT = 0.06
"""Leaving out more than about one answer in sixteen would say that the themes are wrong rather than the answers."""
CLEARLY_NEAR = 0.45
"""A passage below this cosine tells us nothing of the theme: it is the story around the point."""
NEAR_AT_ALL = 0.25
"""An answer without a clear passage joins the theme of its nearest one down to this cosine; below, it is in no theme."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One passage in one group, with its similarity to the group's centre (-1 to 1)."""

    passage: int
    group: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Placed:
    """All placements, and for each answer the group that fits it best (-1 when it is in none)."""

    placements: tuple[Placement, ...]
    primary: npt.NDArray[np.int64]

    def members(self) -> list[list[int]]:
        """For each group the positions of its passages."""
        held: list[list[int]] = [[] for _ in range(max((one.group for one in self.placements), default=-1) + 1)]
        for one in self.placements:
            held[one.group].append(one.passage)
        return held

    def answers(self, material: Material) -> set[int]:
        """The answers that are in some group."""
        return {material.passages[one.passage].answer for one in self.placements}


def place(material: Material, rows: Matrix, labels: Labels) -> Placed:
    """Put every passage in the group of its unit (label -1: in none), and short answers in a near second one as well."""
    inside = labels >= 0
    if not inside.any():
        return Placed((), np.full(len(material.answers), -1, dtype=np.int64))
    middle = centres(rows[inside], material.people[inside], labels[inside])
    similarity = np.round(rows @ middle.T, 6)
    further = _further(similarity, labels)
    placements = tuple(
        Placement(at, group, float(similarity[passage.unit, group]))
        for at, passage in enumerate(material.passages)
        if labels[passage.unit] >= 0
        for group in (int(labels[passage.unit]), *further[passage.unit])
    )
    told = _telling(material, placements, _own_words(material, labels))
    return Placed(told, _primary(material, rows, middle, told))


def _own_words(material: Material, labels: Labels) -> list[set[str]]:
    """For each group the telling stems that two people or more of it used, and at least one in fifty."""
    held: list[Counter[str]] = [Counter() for _ in range(int(labels.max(initial=-1)) + 1)]
    for unit_stems, people, group in zip(material.units, material.people.tolist(), labels.tolist(), strict=True):
        if group >= 0:
            for stem in set(unit_stems) - material.lexicon.weak_stems - material.lexicon.negation_stems:
                held[group][stem] += int(people)
    sizes = np.bincount(labels[labels >= 0], weights=material.people[labels >= 0], minlength=len(held))
    return [
        {stem for stem, people in counts.items() if people >= max(2, size / 50)} for counts, size in zip(held, sizes, strict=True)
    ]


def _telling(material: Material, placements: tuple[Placement, ...], own: list[set[str]]) -> tuple[Placement, ...]:
    """The placements that say something of their theme.

    An answer without any joins its nearest theme if that is near at all. Without one of the theme's own words the likeness may
    be in the spelling or the grammar alone: the least like of those are left out, as long as few are.
    """
    best: dict[int, Placement] = {}
    for one in placements:
        answer = material.passages[one.passage].answer
        if answer not in best or one.similarity > best[answer].similarity:
            best[answer] = one
    vague = [(answer, one) for answer, one in best.items() if NEAR_AT_ALL <= one.similarity < CLEARLY_NEAR]
    doubtful = [
        (answer, one) for answer, one in vague if own[one.group].isdisjoint(material.units[material.passages[one.passage].unit])
    ]
    far = sum(one.similarity < NEAR_AT_ALL for one in best.values()) + len(material.answers) - len(best)
    room = max(0, round(MOST_LEFT_OUT * len(material.answers)) - far)
    left_out = {answer for answer, _ in sorted(doubtful, key=lambda pair: (pair[1].similarity, pair[0]))[:room]}
    joined = {id(one) for answer, one in vague if answer not in left_out}
    return tuple(one for one in placements if one.similarity >= CLEARLY_NEAR or id(one) in joined)


def _further(similarity: Matrix, labels: Labels) -> list[list[int]]:
    """The further groups of each unit, nearest first."""
    units = np.arange(labels.size)
    own = np.where(labels >= 0, similarity[units, np.maximum(labels, 0)], np.inf)
    typical = np.array([np.median(similarity[labels == group, group]) for group in range(similarity.shape[1])])
    near = (similarity >= SECOND_THEME * own[:, None]) & (similarity >= TYPICAL * typical[None, :]) & (similarity > 0)
    near[units[labels >= 0], labels[labels >= 0]] = False
    return [
        sorted(np.flatnonzero(row).tolist(), key=lambda group: (-similarity[at, group], group))[: MOST_PER_PASSAGE - 1]
        for at, row in enumerate(near)
    ]


def _primary(material: Material, rows: Matrix, middle: Matrix, placements: tuple[Placement, ...]) -> npt.NDArray[np.int64]:
    """For each answer, the group among its own that lies nearest to the answer as a whole."""
    whole = np.zeros((len(material.answers), rows.shape[1]))
    np.add.at(whole, [passage.answer for passage in material.passages], rows[[passage.unit for passage in material.passages]])
    nearness = np.round(unit(whole) @ middle.T, 6)
    primary = np.full(len(material.answers), -1, dtype=np.int64)
    for placement in placements:
        answer = material.passages[placement.passage].answer
        held = primary[answer]
        if held < 0 or (nearness[answer, placement.group], -placement.group) > (nearness[answer, held], -held):
            primary[answer] = placement.group
    return primary
