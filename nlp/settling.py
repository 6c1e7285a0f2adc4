"""From clusters to themes: near-equal ones merged, small and mixed ones dissolved into the nearest good one or none."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from nlp.clusters import FEW, centres
from nlp.louvain import Labels
from nlp.material import Material
from nlp.vectors import Matrix, presence

NEAR_EQUAL = 0.7
"""Themes whose centres are nearer than this say the same thing in other words."""
COHERENT = 0.4
BY_CHANCE = 1.0
"""Among few people who wrote much, three words are soon shared by chance: more is asked of a small and wordy group."""
SMALLEST_SHARE = 0.01
SMALLEST_SHARE_OF_FEW = 0.04
NEAREST_GOOD = 0.3
"""A passage whose own group is dissolved joins the nearest theme at this cosine or more; else it is in no theme."""


def merged(material: Material, rows: Matrix, labels: Labels, near: float = NEAR_EQUAL) -> Labels:
    """Join the two nearest groups again and again until no two centres are nearer than `near` (a cosine)."""
    while True:
        middle = centres(rows, material.people, labels)
        similarity = np.round(np.triu(middle @ middle.T, 1), 6)
        if similarity.size == 0 or similarity.max() < near:
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


def fewest(answers: int, detail: float = 1.0) -> int:
    """The fewest people that make a theme: 1 in a handful of answers, 2 below 40, then 3 or 4, and one per cent of many.

    Who asks for more `detail` than 1 gets smaller themes: at detail 4, a quarter of one per cent of many.
    """
    if answers < 10:
        return 1
    if answers < 40:
        return 2
    return max(3, min(4, round(SMALLEST_SHARE_OF_FEW * answers)), round(SMALLEST_SHARE * answers / max(1.0, detail)))


Words = tuple[list[str], sp.csr_matrix]
"""The words of all units, and which unit holds which: `presence(material.units, 1)`, to be counted once for many groupings."""


def coherence(material: Material, labels: Labels, words: Words | None = None) -> list[float]:
    """For each group, how far it is about something: the shares of its members who used its three most telling words, added up.

    A telling word is at least twice as common inside as in all passages. A clear theme scores 0.5 to 2, a mixed bag 0.1 to 0.3.
    """
    known, present = words or presence(material.units, 1)
    groups = int(labels.max(initial=-1)) + 1
    inside = np.flatnonzero(labels >= 0)
    where, weight = (labels[inside], inside), material.people[inside]
    if labels.size < FEW:  # building a sparse one costs more than multiplying by a small one
        member = np.zeros((groups, labels.size))
        member[where] = weight
        used = np.asarray((present.T @ member.T).T, dtype=np.float64)
    else:
        used = np.asarray((sp.csr_matrix((weight, where), shape=(groups, labels.size)) @ present).todense(), dtype=np.float64)
    sizes = np.bincount(labels[inside], weights=weight, minlength=groups)
    shares = used / np.maximum(sizes[:, None], 1.0)
    everywhere = used.sum(axis=0) / material.people.sum()
    telling = (shares >= 2 * everywhere) & np.array([word not in material.lexicon.negation_stems for word in known])
    best = np.sort(np.where(telling, shares, 0.0), axis=1)[:, ::-1][:, :3]
    return [round(float(total), 6) for total in best.sum(axis=1)]


def mixed(material: Material, labels: Labels, words: Words | None = None) -> set[int]:
    """The groups that are mixed bags, and must not be given a confident name."""
    sizes, told = people_in(material, labels), np.array([len(unit) for unit in material.units], dtype=np.float64)
    bags = set()
    inside = labels >= 0
    held = np.bincount(labels[inside], weights=material.people[inside], minlength=len(sizes))
    lengths = np.bincount(labels[inside], weights=(material.people * told)[inside], minlength=len(sizes))
    for group, value in enumerate(coherence(material, labels, words)):
        wordy = float(lengths[group] / held[group]) - 1 if held[group] else 0.0
        if value < COHERENT + BY_CHANCE * max(0.0, wordy) / max(1, sizes[group]):
            bags.add(group)
    return bags


def dissolved(material: Material, rows: Matrix, labels: Labels, bad: set[int]) -> Labels:
    """Bad groups taken apart: each of their units joins the nearest remaining theme, or none (-1) when none is near."""
    good = [group for group in range(int(labels.max(initial=-1)) + 1) if group not in bad]
    if not bad or not good:
        return labels
    inside = labels >= 0
    middle = centres(rows[inside], material.people[inside], labels[inside])[good]
    similarity = np.round(rows @ middle.T, 6)
    nearest = np.array(good)[similarity.argmax(axis=1)]
    homeless = np.isin(labels, sorted(bad))
    moved = np.where(similarity.max(axis=1) >= NEAREST_GOOD, nearest, -1)
    return numbered(np.where(homeless, moved, labels))
