"""Clear views that few people hold: kept by rule, whatever their number, and told apart from what is off the topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.material import Material
from nlp.tokens import stems, words

SMALL_GROUP = "Fewer people than make a theme, but they say the same thing."
LONE_VIEW = "One person's clear view that no one else put forward; it is kept so that a lone voice is not lost."

FEWEST_STEMS = 3
FEWEST_IN_SET = 20
"""Below this many answers there is no telling what is off the topic."""


@dataclass(frozen=True, slots=True)
class View:
    """A minority view in the making: the answers that hold it and the rule that keeps it."""

    answers: tuple[int, ...]
    rule: str


def shares_content(material: Material, question: str) -> list[bool]:
    """For each answer, whether any of its stems is in the question or in another answer."""
    held = _stems_of_answers(material)
    spread = Counter(stem for stems_ in held for stem in stems_)
    asked = set(stems(question))
    return [any(stem in asked or spread[stem] > 1 for stem in stems_) for stems_ in held]


def _stems_of_answers(material: Material) -> list[set[str]]:
    held: list[set[str]] = [set() for _ in material.answers]
    for passage in material.passages:
        held[passage.answer].update(material.units[passage.unit])
    return held


def views(material: Material, left: Sequence[int], small: Sequence[set[int]], most: int) -> list[View]:
    """The minority views among the answers left over: coherent small groups first, then lone clear views, at most `most`.

    `small` holds the answers of each group too small to be a theme. A lone view is clear when it makes a point of its own:
    three content words or more in a sentence of four words or more, sharing some content with other answers.
    """
    free = set(left)
    found = [View(tuple(sorted(group & free)), SMALL_GROUP) for group in small if len(group & free) >= 2]
    free -= {answer for view in found for answer in view.answers}
    held = _stems_of_answers(material)
    clear = [at for at in sorted(free) if len(held[at]) >= FEWEST_STEMS and len(words(material.answers[at].text)) >= 4]
    ordered = sorted(clear, key=lambda at: (-len(held[at]), at))
    lone = [View((at,), LONE_VIEW) for at in sorted(ordered[:most])]
    return sorted(found, key=lambda view: -len(view.answers)) + lone
