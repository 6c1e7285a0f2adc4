"""Who is in no theme: kept as a minority view, off the topic, or listed with the reason. Nobody is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.board import Draft, minority_codings, minority_views
from nlp.clean import unplaced
from nlp.minority import View, strangers, views
from nlp.types import Coding, MinorityView, Unplaced

MOST_LONE_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Remainder:
    """The answers of one draft that are in no theme, by position: each is in a view, off the topic, or alone."""

    draft: Draft
    views: Sequence[View]
    off_topic: Sequence[int]
    alone: Sequence[int]

    @property
    def in_views(self) -> int:
        """People in a minority view."""
        return len({answer for view in self.views for answer in view.answers})

    @property
    def outside(self) -> int:
        """People in neither theme nor view."""
        return len(self.off_topic) + len(self.alone)

    def unplaced(self) -> list[Unplaced]:
        """Those in neither theme nor view, each with the reason."""
        answers = self.draft.material.answers
        return [unplaced(answers[at].id, "off-topic") for at in self.off_topic] + [
            unplaced(answers[at].id, "no-theme") for at in self.alone
        ]


def remainder(draft: Draft) -> Remainder:
    """What became of everybody in this draft who is in no theme."""
    material = draft.material
    left = sorted(set(range(len(material.answers))) - draft.placed.answers(material))
    strange = strangers(material, draft.settings.question, left)
    free = sorted(set(left) - set(strange))
    kept = views(material, free, draft.small, most=max(3, round(MOST_LONE_SHARE * draft.answered)))
    in_view = {answer for view in kept for answer in view.answers}
    return Remainder(draft, kept, strange, [at for at in free if at not in in_view])


def listed(rests: Sequence[Remainder]) -> tuple[tuple[MinorityView, ...], tuple[Coding, ...]]:
    """The minority views of all drafts, numbered through, with the codings of their people."""
    found: list[MinorityView] = []
    codings: list[Coding] = []
    for rest in rests:
        codings += minority_codings(rest.draft, rest.views, first=len(found) + 1)
        found += minority_views(rest.draft, rest.views, first=len(found) + 1)
    return tuple(found), tuple(codings)
