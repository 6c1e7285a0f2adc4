"""The board: groups of passages become ranked themes with counts of people, intervals, names and quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.intervals import rank_intervals, ranks, wilson
from nlp.labels import Label, sentence_case
from nlp.material import Material
from nlp.minority import View
from nlp.placing import Placed, Placement
from nlp.quotes import quotes
from nlp.types import Coding, MinorityView, Quote, Settings, Theme


@dataclass(frozen=True, slots=True)
class Draft:
    """What the board is drawn from."""

    material: Material
    placed: Placed
    labels: list[Label]
    settings: Settings
    stability: list[float]
    """For each group, how well it was found again in resamples."""
    answered: int
    """People who wrote something, non-answers included: the base of every share."""
    small: tuple[set[int], ...] = ()
    """The answers of each group too small for a theme: minority views in the making."""


def theme_list(draft: Draft) -> tuple[tuple[Theme, ...], tuple[Coding, ...]]:
    """The themes in order of rank, and the codings under their ids, in order of answer and place."""
    held = _by_group(draft)
    groups = sorted(held, key=lambda group: (-_people(draft, held[group]), draft.labels[group].name.casefold(), group))
    if not groups:
        return (), ()
    counts = np.array([_people(draft, held[group]) for group in groups], dtype=np.int64)
    place_of = ranks(counts)
    spans = rank_intervals(_membership(draft, held, groups), draft.settings.seed)
    themes = tuple(
        _theme(draft, group, held[group], f"t{at + 1}", int(place_of[at]), spans[at]) for at, group in enumerate(groups)
    )
    return themes, _codings(draft, {group: f"t{at + 1}" for at, group in enumerate(groups)})


def _by_group(draft: Draft) -> dict[int, list[Placement]]:
    held: defaultdict[int, list[Placement]] = defaultdict(list)
    for placement in draft.placed.placements:
        held[placement.group].append(placement)
    return held


def _answer(draft: Draft, placement: Placement) -> int:
    return draft.material.passages[placement.passage].answer


def _people(draft: Draft, placements: Sequence[Placement]) -> int:
    return len({_answer(draft, placement) for placement in placements})


def _membership(
    draft: Draft, held: dict[int, list[Placement]], groups: Sequence[int]
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    table = np.zeros((len(draft.material.answers), len(groups)), dtype=np.bool_)
    for at, group in enumerate(groups):
        table[[_answer(draft, placement) for placement in held[group]], at] = True
    return table


def _theme(draft: Draft, group: int, placements: list[Placement], theme_id: str, rank: int, span: tuple[int, int]) -> Theme:
    label = draft.labels[group]
    count = _people(draft, placements)
    low, high = wilson(count, draft.answered)
    return Theme(
        id=theme_id,
        rank=rank,
        name=label.name,
        description=label.description,
        count=count,
        per_hundred=round(100 * count / draft.answered, 1),
        terms=label.terms,
        quotes=quotes(draft.material, placements, frozenset(label.key)),
        stability=draft.stability[group],
        rank_low=min(span[0], rank),
        rank_high=max(span[1], rank),
        share_low=round(100 * low, 1),
        share_high=round(100 * high, 1),
    )


def _codings(draft: Draft, ids: dict[int, str]) -> tuple[Coding, ...]:
    """One coding per passage and theme; exactly one of an answer's codings is primary."""
    crowned: set[int] = set()
    found = []
    for one in sorted(draft.placed.placements, key=lambda one: (one.passage, -one.similarity, one.group)):
        passage, answer = draft.material.passages[one.passage], _answer(draft, one)
        primary = one.group == draft.placed.primary[answer] and answer not in crowned
        if primary:
            crowned.add(answer)
        score = round(min(1.0, max(0.0, one.similarity)), 4)
        answer_id = draft.material.answers[answer].id
        found.append(Coding(answer_id, ids[one.group], passage.start, passage.end, score, primary))
    return tuple(found)


def minority_views(draft: Draft, kept: Sequence[View]) -> tuple[MinorityView, ...]:
    """The minority views with their names and quotes, in the order given."""
    return tuple(_minority(draft, view, f"m{at + 1}") for at, view in enumerate(kept))


def minority_codings(draft: Draft, kept: Sequence[View]) -> tuple[Coding, ...]:
    """A coding of the whole answer for everybody in a minority view, so that every id is in a coding, unplaced or blank."""
    return tuple(
        Coding(answer.id, f"m{at + 1}", *_span(answer.text), score=1.0, primary=True)
        for at, view in enumerate(kept)
        for answer in (draft.material.answers[one] for one in view.answers)
    )


def _minority(draft: Draft, view: View, view_id: str) -> MinorityView:
    texts = [draft.material.answers[at] for at in view.answers]
    shown = tuple(Quote(one.id, *_span(one.text), one.text[slice(*_span(one.text))]) for one in texts[:3])
    return MinorityView(view_id, _short(shown[0].text), len(view.answers), view.rule, shown)


def _span(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


EDGES = "\"'“”‘’ /"


def _short(text: str) -> str:
    """The first eight words as a heading: no quote marks at its edges, no full stop before the dots."""
    tokens = text.strip(EDGES).split()
    cut = len(tokens) > 8
    title = " ".join(tokens[:8]).rstrip(EDGES + ".,;:" if cut else EDGES)
    return sentence_case(title or text.strip()) + ("…" if cut else "")
