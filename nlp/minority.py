"""Clear views that few people hold: kept by rule, whatever their number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.agreeing import agreeing
from nlp.grouping import Grouping
from nlp.material import Material
from nlp.placing import CLEARLY_NEAR, Placed
from nlp.settling import fewest
from nlp.strangers import FEWEST_IN_SET, strangers, telling_stems
from nlp.surprising import Scores
from nlp.types import UnplacedReason
from nlp.vectors import Matrix

SMALL_GROUP = "Fewer people than make a theme, but they say the same thing."
LONE_VIEW = "One person's clear view that no one else put forward; it is kept so that a lone voice is not lost."

FEWEST_SMALL_GROUPS = 8
MOST_SMALL_SHARE = 0.005
"""Small groups printed: eight, or one for every two hundred answers, the largest first."""
MOST_LONE_SHARE = 0.03
FEWEST_LONE = 3
"""Lone views printed: three, or three answers in a hundred; a longer list is read by nobody."""
TELLING_WORDS = 2
WORDS = 4
OF_ITS_OWN = 0.5
"""A lone view shares at most this part of its telling words with two others."""
SET_FREE = 0.9
"""How unusual an answer must be (0 to 1) to be taken out of a theme that it is only vaguely near to."""


@dataclass(frozen=True, slots=True)
class View:
    """A minority view in the making: the answers that hold it and the rule that keeps it."""

    answers: tuple[int, ...]
    rule: str
    name: str = ""
    """A heading in the words of its people; empty where the first words of one of them must do."""


@dataclass(frozen=True, slots=True)
class Few:
    """The answers in no theme: views that few hold, and answers about something else with the reason."""

    views: tuple[View, ...] = ()
    strangers: tuple[tuple[int, UnplacedReason], ...] = ()


def few_hold(material: Material, rows: Matrix, grouping: Grouping, scores: Scores, question: str) -> tuple[Grouping, Few]:
    """What few people say, and the grouping without those of them that stood in a theme by a vague likeness alone.

    An answer is taken out of its themes when none of its passages is clearly near to one, most of its telling words are its
    own, and it is unusual (`scores`, see `nlp.surprising`): counted there, it would be lost in a theme that it does not speak of.
    """
    vague = _vague(material, grouping.placed)
    own = _of_their_own(material, vague)
    apart = strangers(material, question, vague)
    placed = grouping.placed.answers(material)
    most = max(FEWEST_LONE, round(MOST_LONE_SHARE * len(material.answers)))
    unusual = [at for at in own if at not in apart and (at not in placed or scores[at] >= SET_FREE)]
    lone = sorted(unusual, key=lambda at: (-scores[at], at))
    grouping, freed = set_free(material, grouping, [at for at in (*sorted(apart), *lone[:most]) if at in placed])
    left = set(range(len(material.answers))) - (placed - freed) - set(apart)
    room = max(FEWEST_SMALL_GROUPS, round(MOST_SMALL_SHARE * len(material.answers)))
    usual_first = sorted(left, key=lambda at: (scores[at], at))
    groups = [View(group, SMALL_GROUP) for group in agreeing(material, rows, usual_first)[:room]]
    grouped = {at for view in groups for at in view.answers}
    alone = [View((at,), LONE_VIEW) for at in sorted([at for at in lone if at in left - grouped][:most])]
    outside = tuple((at, reason) for at, reason in sorted(apart.items()) if at not in placed - freed)
    return grouping, Few((*groups, *alone), outside)


def _vague(material: Material, placed: Placed) -> list[int]:
    """The answers in no theme, or in none by a passage that is clearly near to it."""
    clear = {material.passages[one.passage].answer for one in placed.placements if one.similarity >= CLEARLY_NEAR}
    return [at for at in range(len(material.answers)) if at not in clear]


def _of_their_own(material: Material, among: Sequence[int]) -> list[int]:
    """Those that make a clear point of their own: two telling words or more in four words or more, most of them hardly shared."""
    held = telling_stems(material)
    spread = Counter(stem for stems in held for stem in stems)

    def clear(at: int) -> bool:
        shared = sum(spread[stem] > 2 for stem in held[at])
        long = len(material.lexicon.words(material.answers[at].text)) >= WORDS
        return long and len(held[at]) >= TELLING_WORDS and shared <= OF_ITS_OWN * len(held[at])

    return [at for at in among if clear(at)]


def set_free(material: Material, grouping: Grouping, answers: Sequence[int]) -> tuple[Grouping, set[int]]:
    """The grouping without these answers, and which of them could be taken out: no theme is left with too few people.

    Taken in the order given. Nobody is taken out of a handful, nor with words that somebody else wrote as well.
    """
    if len(material.answers) < FEWEST_IN_SET:
        return grouping, set()
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for one in grouping.placed.placements:
        homes[material.passages[one.passage].answer].add(one.group)
    left = Counter(group for groups in homes.values() for group in groups)
    freed: set[int] = set()
    for at in answers:
        if all(left[group] > fewest(len(material.answers)) for group in homes[at]) and not _repeated(material, at):
            freed.add(at)
            left.subtract(homes[at])
    return _without(material, grouping, freed), freed


def _repeated(material: Material, answer: int) -> bool:
    return any(passage.answer == answer and material.people[passage.unit] > 1 for passage in material.passages)


def _without(material: Material, grouping: Grouping, freed: set[int]) -> Grouping:
    if not freed:
        return grouping
    units = {passage.unit for passage in material.passages if passage.answer in freed}
    labels, primary = grouping.labels.copy(), grouping.placed.primary.copy()
    labels[sorted(units)] = -1
    primary[sorted(freed)] = -1
    kept = tuple(one for one in grouping.placed.placements if material.passages[one.passage].answer not in freed)
    return replace(grouping, labels=labels, placed=Placed(kept, np.asarray(primary)))


NAMED_FROM = 3
"""People in a view before it gets a heading: what one or two wrote is its own best name."""


def to_name(material: Material, few: Few) -> list[list[int]]:
    """The passages of every view that gets a heading, view by view, in their order."""
    passages = material.of_answers()
    return [[at for answer in view.answers for at in passages[answer]] for view in few.views if len(view.answers) >= NAMED_FROM]


def with_names(few: Few, names: Sequence[str]) -> Few:
    """The views with the headings found for those of `to_name`, in its order; an empty one leaves the view without."""
    left = iter(names)
    views = [replace(view, name=next(left)) if len(view.answers) >= NAMED_FROM else view for view in few.views]
    return replace(few, views=tuple(views))
