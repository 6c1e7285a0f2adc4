"""From clusters to themes: near-equal ones merged, small and mixed ones dissolved into the nearest good one or none."""

from __future__ import annotations

import numpy as np

from nlp.clusters import centres
from nlp.louvain import Labels
from nlp.material import Material
from nlp.vectors import Matrix

NEAR_EQUAL = 0.7
"""Themes whose centres are nearer than this say the same thing in other words."""
NEAREST_GOOD = 0.3
"""A passage whose own group is dissolved joins the nearest theme at this cosine or more; else it is in no theme."""


def merged(material: Material, rows: Matrix, labels: Labels) -> Labels:
    """Join the two nearest groups again and again until no two centres are nearer than `NEAR_EQUAL`."""
    while True:
        middle = centres(rows, material.people, labels)
        similarity = np.round(np.triu(middle @ middle.T, 1), 6)
        if similarity.size == 0 or similarity.max() < NEAR_EQUAL:
            return labels
        one, two = np.unravel_index(int(similarity.argmax()), similarity.shape)
        labels = numbered(np.where(labels == two, one, labels))


def numbered(labels: Labels) -> Labels:
    """Groups renumbered 0, 1, ... in their order; -1 (no group) stays."""
    kept = np.unique(labels[labels >= 0])
    return np.where(labels >= 0, np.searchsorted(kept, labels), -1).astype(np.int64)


def people_in(material: Material, labels: Labels) -> list[int]:
    """Distinct people in each group."""
    held: list[set[int]] = [set() for _ in range(int(labels.max(initial=-1)) + 1)]
    for passage in material.passages:
        group = int(labels[passage.unit])
        if group >= 0:
            held[group].add(passage.answer)
    return [len(people) for people in held]


def fewest(answers: int) -> int:
    """The fewest people that make a theme: 1 in a handful of answers, 2 below 40, then 3, and half a per cent of many."""
    if answers < 10:
        return 1
    return 2 if answers < 40 else max(3, round(0.005 * answers))


def dissolved(material: Material, rows: Matrix, labels: Labels, bad: set[int]) -> Labels:
    """Bad groups taken apart: each of their units joins the nearest remaining theme, or none (-1) when none is near."""
    good = [group for group in range(int(labels.max(initial=-1)) + 1) if group not in bad]
    if not bad or not good:
        return labels
    middle = centres(rows, material.people, labels)[good]
    similarity = np.round(rows @ middle.T, 6)
    nearest = np.array(good)[similarity.argmax(axis=1)]
    homeless = np.isin(labels, sorted(bad))
    moved = np.where(similarity.max(axis=1) >= NEAREST_GOOD, nearest, -1)
    return numbered(np.where(homeless, moved, labels))
