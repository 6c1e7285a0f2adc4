"""Clear views that few people hold: kept by rule, whatever their number, and told apart from what is off the topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.material import Material
from nlp.tokens import words

SMALL_GROUP = "Fewer people than make a theme, but they say the same thing."
LONE_VIEW = "One person's clear view that no one else put forward; it is kept so that a lone voice is not lost."

FEWEST_STEMS = 3
POINTING = frozenset({"it", "its", "they", "them", "this", "these", "those", "he", "she"})
OTHERS_WHO_SHARE = 2
MOSTLY_SHARED = 0.8
FEWEST_IN_SET = 20
"""Below this many answers there is no telling what is off the topic."""


@dataclass(frozen=True, slots=True)
class View:
    """A minority view in the making: the answers that hold it and the rule that keeps it."""

    answers: tuple[int, ...]
    rule: str


def strangers(material: Material, question: str, left: Sequence[int]) -> list[int]:
    """Those of the answers left over that are off the topic: they share no telling word with the question or three others.

    Bare words do not count as shared. Where most answers stand alone (one-word answers, say) nothing is called off-topic.
    """
    held = _telling_stems(material)
    if len(held) < FEWEST_IN_SET:
        return []
    spread = Counter(stem for stems_ in held for stem in stems_)
    asked = set(material.lexicon.stems(question))
    shared = [any(stem in asked or spread[stem] > OTHERS_WHO_SHARE for stem in stems_) for stems_ in held]
    if sum(shared) < MOSTLY_SHARED * len(shared):
        return []
    return [at for at in left if not shared[at] and len(held[at]) >= FEWEST_STEMS and not refers_back(material.answers[at].text)]


def refers_back(text: str) -> bool:
    """Whether a text speaks of "it" or "them" without asking anything: it answers the question, however alone its words are."""
    return "?" not in text and not POINTING.isdisjoint(words(text))


def _telling_stems(material: Material) -> list[set[str]]:
    held: list[set[str]] = [set() for _ in material.answers]
    bare = material.lexicon.weak_stems | material.lexicon.negation_stems
    for passage in material.passages:
        held[passage.answer].update(stem for stem in material.units[passage.unit] if stem not in bare)
    return held


def views(material: Material, left: Sequence[int], small: Sequence[set[int]], most: int) -> list[View]:
    """The minority views among the answers left over: coherent small groups first, then lone clear views, at most `most` each.

    `small` holds the answers of each group too small to be a theme. A lone view is clear when it makes a point of its own:
    two telling words or more in an answer of four words or more.
    """
    free = set(left)
    groups = sorted((tuple(sorted(group & free)) for group in small), key=lambda answers: (-len(answers), answers))
    found = [View(answers, SMALL_GROUP) for answers in groups[:most] if len(answers) >= 2]
    free -= {answer for view in found for answer in view.answers}
    held = _telling_stems(material)
    clear = [at for at in sorted(free) if len(held[at]) >= 2 and len(material.lexicon.words(material.answers[at].text)) >= 4]
    ordered = sorted(clear, key=lambda at: (-len(held[at]), at))
    return found + [View((at,), LONE_VIEW) for at in sorted(ordered[:most])]
