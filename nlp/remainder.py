"""Who is in no theme: kept as a minority view, off the topic, or listed with the reason. Nobody is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.board import Draft, minority_codings, minority_views
from nlp.clean import unplaced
from nlp.labels import honest
from nlp.minority import View
from nlp.placing import Placed
from nlp.surprising import worth_reading
from nlp.types import Coding, MinorityView, Unplaced, UnplacedReason


@dataclass(frozen=True, slots=True)
class Remainder:
    """The answers of one draft that are in no theme, by position: each is in a view, or outside."""

    draft: Draft
    views: Sequence[View]
    outside: Mapping[int, UnplacedReason]
    """Those in neither theme nor view, each with the reason."""

    @property
    def in_views(self) -> int:
        """People in a minority view."""
        return len({answer for view in self.views for answer in view.answers})

    def unplaced(self) -> list[Unplaced]:
        """Those in neither theme nor view, each with the reason."""
        answers = self.draft.material.answers
        return [unplaced(answers[at].id, reason) for at, reason in self.outside.items()]


def remainder(draft: Draft) -> Remainder:
    """What became of everybody in this draft who is in no theme."""
    in_view = {answer for view in draft.few.views for answer in view.answers}
    left = set(range(len(draft.material.answers))) - draft.placed.answers(draft.material) - in_view
    strange = dict(draft.few.strangers)
    return Remainder(draft, draft.few.views, {at: strange.get(at, "no-theme") for at in sorted(left)})


FEW_OF_A_LANGUAGE = "Few people wrote in this language; what these say is kept in their own words."


def as_views(draft: Draft) -> Draft:
    """The draft with its themes turned into minority views, each person in one: for a language that few of all people wrote in.

    Themes of three or four people would stand on one board with themes that need one person in a hundred. From thirty answers
    on a language keeps its themes, whatever the size of the set.
    """
    held: defaultdict[int, list[int]] = defaultdict(list)
    for answer, group in enumerate(draft.placed.primary.tolist()):
        if group >= 0:
            held[group].append(answer)
    ordered = sorted(held, key=lambda group: (-len(held[group]), held[group]))
    made = tuple(View(tuple(held[group]), FEW_OF_A_LANGUAGE, honest(draft.labels[group])) for group in ordered)
    nowhere = Placed((), np.full(len(draft.material.answers), -1, dtype=np.int64))
    return replace(draft, placed=nowhere, few=replace(draft.few, views=(*made, *draft.few.views)), parts=())


def unusual(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Ids of the answers of all drafts that are worth reading for being unusual, most unusual first."""
    ids = [answer.id for draft in drafts for answer in draft.material.answers]
    return worth_reading(ids, np.concatenate([draft.surprise for draft in drafts]))


def listed(rests: Sequence[Remainder]) -> tuple[tuple[MinorityView, ...], tuple[Coding, ...]]:
    """The minority views of all drafts, numbered through, with the codings of their people."""
    found: list[MinorityView] = []
    codings: list[Coding] = []
    for rest in rests:
        codings += minority_codings(rest.draft, rest.views, first=len(found) + 1)
        found += minority_views(rest.draft, rest.views, first=len(found) + 1)
    return tuple(found), tuple(codings)
