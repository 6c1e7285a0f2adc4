"""Passages into groups that can carry a name: found, split, merged, dissolved, and held up by enough people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.clusters import centres, grouped, suggested
from nlp.joining import joined
from nlp.louvain import Labels
from nlp.material import Material
from nlp.near_equal import beyond_shared
from nlp.placing import Placed, place
from nlp.scales import scale
from nlp.settling import Words, dissolved, fewest, merged, mixed, numbered, people_in
from nlp.starts import from_many_starts
from nlp.types import Settings
from nlp.vectors import LARGE, Matrix, diffused, presence, unit

MOST_SMALL_GROUPS = 8
TRIES_WHEN_SMALL = 20
STARTS_PER_TRY = 3
SPARE = 1.25
"""Groups that a small set of short answers is begun with, for each that its graph suggests; too small ones dissolve."""
SHORT = 3.0
"""Stems in a short passage, at most. Longer ones share words by chance: spare groups of them would gather lone views."""
LIKE_THE_OTHERS = 0.5
"""How much a try gains by being like the others (a cosine of who is with whom), beside its clearness (0 to 2)."""
HANDFUL = 20
"""With so few distinct passages nothing is estimated: those that share words are put together, the others stand alone."""
ALIKE_IN_A_HANDFUL = 0.35


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups that became themes, who is in them, and the groups too small for it."""

    labels: Labels
    """For each unit its group, or -1."""
    placed: Placed
    small: tuple[set[int], ...]
    """The answers of each small group."""
    tried: int
    """How many groups there were before the small and the mixed were dissolved."""


def group(material: Material, rows: Matrix, settings: Settings, answered: int | None = None) -> Grouping:
    """Group the units of the material by their rows; see the functions below for each step.

    `answered` counts all who wrote something, those set apart before included (the answers of the material when not given).
    """
    drawn = diffused(rows) if rows.shape[0] < LARGE else rows  # in a small set answers share too few words by themselves
    if settings.themes is None and rows.shape[0] <= HANDFUL:
        labels = handful(material)
    else:
        fine = scale(settings, rows.shape[0])
        count = settings.themes or begun_with(
            material, suggested(rows, material.people, fine.resolution, settings.seed, fine.smallest)
        )
        labels = first_groups(material, drawn, count, settings)
    tried = int(labels.max(initial=0)) + 1
    if settings.themes is None and rows.shape[0] >= LARGE:
        labels = joined(material, rows, labels, mixed(material, labels), answered or len(material.answers))
    labels, small = settled(material, drawn, labels, fixed=settings.themes is not None, detail=settings.detail)
    labels, placed, smaller = held_up(material, rows, labels, settings.detail)
    return Grouping(labels, placed, (*small, *smaller), tried)


def handful(material: Material) -> Labels:
    """A handful of passages: those that share words go together, by average cosine of their words alone."""
    shared = unit(presence(material.units, 1)[1].toarray())
    return merged(material, shared, np.arange(len(material.units), dtype=np.int64), near=ALIKE_IN_A_HANDFUL)


def begun_with(material: Material, likely: int) -> int:
    """How many groups to begin with where the graph suggests so many: some to spare in a small set of short answers."""
    told = float(np.average([len(stems) for stems in material.units], weights=material.people))
    return round(SPARE * likely) if len(material.units) < LARGE and told <= SHORT else likely


def first_groups(material: Material, rows: Matrix, count: int, settings: Settings) -> Labels:
    """K-means with `count` groups; unless their number was asked for, near-equals are merged.

    In a small set the lowest inertia says little, so the start is kept that puts most people in clear and tight groups.
    """
    if settings.themes is not None:
        return numbered(grouped(rows, material.people, count, settings.seed))
    near = scale(settings, rows.shape[0]).near_equal
    if rows.shape[0] >= LARGE:
        labels = numbered(grouped(rows, material.people, count, settings.seed))
        return merged(material, rows, labels, near)
    near = beyond_shared(near, rows, material.people)
    return chosen_try(material, rows, tries(material, rows, count, near, settings.seed))


def tries(material: Material, rows: Matrix, count: int, near: float, seed: int) -> list[Labels]:
    """K-means of a small set from many starts, near-equal groups merged in each."""
    weights = np.tile(np.sqrt(material.people), (TRIES_WHEN_SMALL, 1))
    found = from_many_starts(rows, weights, max(1, count), seed, STARTS_PER_TRY)
    return [merged(material, rows, numbered(labels), near) for labels in found]


def chosen_try(material: Material, rows: Matrix, found: list[Labels]) -> Labels:
    """The try that is clearest and most like the others: what many starts agree on comes back with another seed."""
    words = presence(material.units, 1)
    together = [(labels[:, None] == labels[None, :]).astype(np.float64) for labels in found]
    usual = np.mean(together, axis=0)
    size = float(np.linalg.norm(usual))
    like = [float((one * usual).sum()) / (float(np.linalg.norm(one)) * size) for one in together]
    scores = [
        round(_clearness(material, rows, labels, words) + LIKE_THE_OTHERS * alike, 6)
        for labels, alike in zip(found, like, strict=True)
    ]
    return found[int(np.argmax(scores))]  # the first of equals


def _clearness(material: Material, rows: Matrix, labels: Labels, words: Words) -> float:
    """The share of people in clear groups, plus the mean cosine of passages with their own centre: 0 to 2."""
    bags, least, sizes = mixed(material, labels, words), fewest(len(material.answers)), people_in(material, labels)
    clear = sum(size for at, size in enumerate(sizes) if at not in bags and size >= least) / max(1, sum(sizes))
    own = centres(rows, material.people, labels)[labels]
    return clear + float(np.average((rows * own).sum(axis=1), weights=material.people))


def settled(
    material: Material, rows: Matrix, labels: Labels, *, fixed: bool, detail: float = 1.0
) -> tuple[Labels, list[set[int]]]:
    """Small groups and mixed bags dissolved; small groups that agree are handed back for the minority views.

    With a `fixed` number of themes nothing is called mixed: who asks for a number gets it as far as the people suffice.
    """
    sizes = people_in(material, labels)
    few = {at for at, size in enumerate(sizes) if size < fewest(len(material.answers), detail)}
    if len(few) == len(sizes):
        return labels, []
    bags = set() if fixed or rows.shape[0] <= HANDFUL else mixed(material, labels)
    if few | bags == set(range(len(sizes))):
        bags = set()
    clear = [at for at in sorted(few - bags, key=lambda at: (-sizes[at], at))[:MOST_SMALL_GROUPS] if sizes[at] >= 2]
    kept = [_answers_of(material, labels, at) for at in clear]
    return numbered(np.where(np.isin(labels, clear), -1, dissolved(material, rows, labels, few | bags))), kept


def held_up(material: Material, rows: Matrix, labels: Labels, detail: float = 1.0) -> tuple[Labels, Placed, list[set[int]]]:
    """Everybody placed; groups left with too few people once vague passages are left out give them up, as small groups."""
    placed = place(material, rows, labels)
    people: dict[int, set[int]] = {}
    for one in placed.placements:
        people.setdefault(one.group, set()).add(material.passages[one.passage].answer)
    few = [at for at, answers in sorted(people.items()) if len(answers) < fewest(len(material.answers), detail)]
    if not few or len(few) == len(people):
        return labels, placed, []
    labels = numbered(np.where(np.isin(labels, few), -1, labels))
    return labels, place(material, rows, labels), [people[at] for at in few]


def _answers_of(material: Material, labels: Labels, at: int) -> set[int]:
    return {passage.answer for passage in material.passages if labels[passage.unit] == at}
