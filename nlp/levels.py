"""Two levels: a theme of many people cut into the sub-themes that it clearly falls into, if it does.

The same steps as for the themes themselves, within one theme: what its passages have in common is taken out of their vectors, the
neighbourhood graph of the rest says how many parts there are, and parts that are small, mixed or would not come back from another
sample are given up. Their people stay in the theme, as do all who said the general thing: sub-themes refine and move nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.clusters import centres, grouped, neighbourhood, neighbours_for, peopled, sample
from nlp.labels import Label, labels
from nlp.louvain import Labels, communities
from nlp.material import Material
from nlp.phrases import counted
from nlp.placing import Placed
from nlp.rules import LEAST_STABLE
from nlp.settling import merged, mixed, numbered, people_in
from nlp.stability import stability
from nlp.types import Settings
from nlp.vectors import Matrix, unit

FEWEST_TO_DIVIDE = 50
"""People of a theme that is looked into; below, a board of two levels says more of chance than of people."""
FEWEST_WHEN_ASKED = 20
"""The same when two levels were asked for."""
FEWEST_PASSAGES = 20
"""Distinct passages of a theme; fewer are not enough for a graph to show parts."""
RESTARTS = 3
FEWEST_IN_PART = 5
LEAST_OF_THEME = 0.1
"""A sub-theme has at least five people and a tenth of its theme's."""
MOST_OF_THEME = 0.8
"""A part that holds more of the theme's people than this is the theme itself."""
LEAST_NAMED = 0.25
"""Share of a part's people who used the phrase that names it; a part with a name that says less has none."""
LEAST_IN_PARTS = 0.4
"""Unless two levels were asked for, the named parts must together hold at least two in five of the theme's people."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-theme in the making."""

    passages: tuple[int, ...]
    """Positions of its passages, all of them in the theme."""
    label: Label
    stability: float
    people: int
    """Distinct people."""


def parts(material: Material, rows: Matrix, placed: Placed, names: Sequence[Label], settings: Settings) -> list[tuple[Part, ...]]:
    """For each theme its sub-themes, those with most people first; none where it does not fall into two clear parts or more."""
    if settings.levels == 1:
        return [() for _ in names]
    return [_divided(material, rows, sorted(held), name, settings) for held, name in zip(placed.members(), names, strict=True)]


def _divided(material: Material, rows: Matrix, positions: list[int], name: Label, settings: Settings) -> tuple[Part, ...]:
    inside, units = narrowed(material, positions)
    people = len({passage.answer for passage in inside.passages})
    if people < (FEWEST_WHEN_ASKED if settings.levels == 2 else FEWEST_TO_DIVIDE) or len(units) < FEWEST_PASSAGES:
        return ()
    own = beside_the_theme(rows[units], inside)
    tried = merged(inside, own, numbered(grouped(own, inside.people, _count(own, inside, settings), settings.seed, RESTARTS)))
    if len(_of_one_mind(inside, tried, people)) < 2:
        return ()
    steady = stability(own, inside.people, tried, int(tried.max()) + 1, settings.seed)
    clear = [at for at in _of_one_mind(inside, tried, people) if steady[at] >= LEAST_STABLE]
    held: defaultdict[int, list[int]] = defaultdict(list)
    for at, passage in enumerate(inside.passages):
        held[int(tried[passage.unit])].append(at)
    named = labels(counted(inside, [held[at] for at in clear]), f"{settings.question} {name.name}")
    told = [(at, label) for at, label in zip(clear, named, strict=True) if _says_more(label, name)]
    if len(told) < 2 or (settings.levels is None and _share(inside, tried, [at for at, _ in told]) < LEAST_IN_PARTS):
        return ()
    found = [Part(tuple(positions[one] for one in held[at]), label, steady[at], _people(inside, held[at])) for at, label in told]
    return tuple(sorted(found, key=lambda part: (-part.people, part.label.name.casefold())))


def _people(inside: Material, held: Sequence[int]) -> int:
    return len({inside.passages[at].answer for at in held})


def _says_more(label: Label, theme: Label) -> bool:
    """Whether a part's name is more than the theme's own: a part without one says the general thing."""
    return bool(label.key) and not set(label.key) <= set(theme.key) and label.coverage >= LEAST_NAMED


def narrowed(material: Material, positions: Sequence[int]) -> tuple[Material, list[int]]:
    """The material of these passages alone (answers keep their places), and which units of the whole its units are."""
    passages = [material.passages[at] for at in positions]
    units = sorted({passage.unit for passage in passages})
    place = {unit_: at for at, unit_ in enumerate(units)}
    inside = replace(
        material,
        passages=tuple(replace(passage, unit=place[passage.unit]) for passage in passages),
        units=tuple(material.units[unit_] for unit_ in units),
        people=material.people[units],
    )
    return inside, units


def beside_the_theme(rows: Matrix, inside: Material) -> Matrix:
    """What sets each passage apart from the theme's other passages: its row less the theme's middle, at length one."""
    middle = centres(rows, inside.people, np.zeros(len(rows), dtype=np.int64))[0]
    return unit(rows - (rows @ middle)[:, None] * middle[None, :])


def _count(rows: Matrix, inside: Material, settings: Settings) -> int:
    """How many parts the theme's own neighbourhood graph shows: its communities that hold enough people."""
    chosen = sample(inside.people, settings.seed)
    weights = inside.people[chosen]
    graph = peopled(neighbourhood(rows[chosen], neighbours_for(chosen.size)), weights)
    held = np.bincount(communities(graph, settings.detail, settings.seed), weights=weights)
    return max(1, int((held >= LEAST_OF_THEME / 2 * held.sum()).sum()))


def _of_one_mind(inside: Material, tried: Labels, people: int) -> list[int]:
    """The parts with enough people that are neither the whole theme nor a mixed bag."""
    bags = mixed(inside, tried)
    least, most = max(FEWEST_IN_PART, LEAST_OF_THEME * people), MOST_OF_THEME * people
    return [at for at, size in enumerate(people_in(inside, tried)) if least <= size <= most and at not in bags]


def _share(inside: Material, tried: Labels, clear: Sequence[int]) -> float:
    """The share of the theme's people who are in one of these parts."""
    held = {passage.answer for passage in inside.passages if int(tried[passage.unit]) in set(clear)}
    return len(held) / max(1, len({passage.answer for passage in inside.passages}))
