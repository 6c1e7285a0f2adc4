"""The board of very many answers: what `find_themes` said of the sample, with everybody counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nlp.headline import headline
from nlp.intervals import pattern_rank_intervals, ranks, wilson
from nlp.minority import LONE_VIEW, SMALL_GROUP
from nlp.outcomes import BLANK, KINDS, PLACED, Outcome
from nlp.rules import Totals, outcomes
from nlp.types import Evidence, MinorityView, Quote, Tally, Theme, Theming

WITHOUT_THEME = ("no-theme", "off-topic")


@dataclass(slots=True)
class Sums:
    """What became of everybody, counted as chunks come in, in any order."""

    kinds: Counter[str] = field(default_factory=Counter)
    patterns: Counter[tuple[int, ...]] = field(default_factory=Counter)
    """How many people are in each set of groups, given by their numbers in order."""

    def add(self, outcome: Outcome) -> None:
        """Count a chunk."""
        for kind, people in enumerate(np.bincount(outcome.kinds, minlength=len(KINDS)).tolist()):
            self.kinds[KINDS[kind]] += people
        starts = np.flatnonzero(np.diff(outcome.row, prepend=-1)).tolist()
        group = outcome.group.tolist()
        self.patterns.update(tuple(group[start:end]) for start, end in zip(starts, [*starts[1:], len(group)], strict=True))

    def people(self, groups: int) -> list[int]:
        """How many people are in each of the first `groups` groups."""
        held = [0] * groups
        for pattern, count in self.patterns.items():
            for group in pattern:
                held[group] += count
        return held

    def in_any(self, groups: frozenset[int]) -> int:
        """How many people are in at least one of the groups."""
        return sum(count for pattern, count in self.patterns.items() if not groups.isdisjoint(pattern))


@dataclass(frozen=True, slots=True)
class Everybody:
    """The whole result: a theming without lists of answers, and what each group of the outcomes is called in it."""

    theming: Theming
    heading: tuple[tuple[str, str, str], ...]
    """For each group the id, the rank ("" for a minority view) and the name on the board."""
    order: tuple[int, ...]
    """For each group its place on the board, counted from 0."""


def counted(
    sample: Theming, groups: Sequence[str], sums: Sums, real: Mapping[str, str], asked: int, digest: str, notes: Sequence[str]
) -> Everybody:
    """The sample's theming with everybody counted.

    `groups` are the sample's ids of the groups that `sums` counts by number; `real` gives the id of each answer of the sample.
    What was measured on the sample alone and would be wrong of all (campaigns, stance, sub-themes) is left out.
    """
    people = dict(zip(groups, sums.people(len(groups)), strict=True))
    answered = sum(number for kind, number in sums.kinds.items() if kind != KINDS[BLANK])
    themes = sorted(sample.themes, key=lambda one: (-people[one.id], one.name.casefold(), one.id))
    views = sorted((view for view in sample.minority if people[view.id]), key=lambda one: (-people[one.id], _number(one.id)))
    renamed = {one.id: f"t{at}" for at, one in enumerate(themes, 1)} | {one.id: f"m{at}" for at, one in enumerate(views, 1)}
    number = {group: at for at, group in enumerate(groups)}
    spans = _intervals(sums, [number[one.id] for one in themes], sample.settings.seed)
    place = ranks(np.array([people[one.id] for one in themes], dtype=np.int64)).tolist()
    board = tuple(
        _theme(one, renamed[one.id], people[one.id], answered, place[at], spans[at], real) for at, one in enumerate(themes)
    )
    minority = tuple(_view(one, renamed[one.id], people[one.id], real) for one in views)
    tally, totals = _tallied(sums, frozenset(number[one.id] for one in themes), answered)
    theming = replace(
        sample,
        asked=max(asked, answered + tally.blank),
        answered=answered,
        blank=(),
        themes=board,
        minority=minority,
        codings=(),
        unplaced=(),
        surprising=tuple(real[one] for one in sample.surprising),
        rules=outcomes(board, totals),
        input_hash=digest,
        notes=(*map(_of_sample, sample.notes), *notes),
        subthemes=(),
        campaigns=(),
        evidence=tuple(Evidence(real[one.answer_id], one.spans) for one in sample.evidence),
        headline=headline(board),
        tally=tally,
    )
    return _headed(theming, groups, renamed)


def _of_sample(note: str) -> str:
    """A note with a number in front counts answers of the sample."""
    return f"In the sample, {note}" if note[:1].isdigit() else note


def _number(view_id: str) -> int:
    return int(view_id[1:])


def _headed(theming: Theming, groups: Sequence[str], renamed: Mapping[str, str]) -> Everybody:
    shown = {one.id: (one.id, str(one.rank), one.name) for one in theming.themes}
    shown |= {one.id: (one.id, "", one.name) for one in theming.minority}
    at = {one: place for place, one in enumerate(shown)}
    held = [renamed.get(group, "") for group in groups]  # a view that nobody holds has no name
    return Everybody(theming, tuple(shown.get(one, ("", "", "")) for one in held), tuple(at.get(one, -1) for one in held))


def _intervals(sums: Sums, themes: Sequence[int], seed: int) -> list[tuple[int, int]]:
    """The rank interval of each theme; `themes` are their group numbers in the order of the board."""
    held: Counter[tuple[bool, ...]] = Counter()
    for pattern, count in sums.patterns.items():
        held[tuple(group in pattern for group in themes)] += count
    held[(False,) * len(themes)] += sum(count for kind, count in sums.kinds.items() if kind not in (KINDS[PLACED], KINDS[BLANK]))
    ordered = sorted((pattern, count) for pattern, count in held.items() if count)
    if not themes or not ordered:
        return []
    patterns = np.array([pattern for pattern, _ in ordered], dtype=np.bool_)
    return pattern_rank_intervals(patterns, np.array([count for _, count in ordered], dtype=np.int64), seed)


def _theme(
    one: Theme, theme_id: str, count: int, answered: int, rank: int, span: tuple[int, int], real: Mapping[str, str]
) -> Theme:
    low, high = wilson(count, answered)
    return replace(
        one,
        id=theme_id,
        rank=rank,
        count=count,
        per_hundred=round(100 * count / answered, 1),
        quotes=_quotes(one.quotes, real),
        rank_low=min(span[0], rank),
        rank_high=max(span[1], rank),
        share_low=round(100 * low, 1),
        share_high=round(100 * high, 1),
        general=None,
        by_letter=0,
        stance=None,
        reasons=None,
        evidence=tuple(real[answer] for answer in one.evidence),
    )


def _view(one: MinorityView, view_id: str, count: int, real: Mapping[str, str]) -> MinorityView:
    rule = SMALL_GROUP if one.rule == LONE_VIEW and count > 1 else one.rule
    return replace(one, id=view_id, count=count, rule=rule, quotes=_quotes(one.quotes, real))


def _quotes(quotes: Sequence[Quote], real: Mapping[str, str]) -> tuple[Quote, ...]:
    return tuple(replace(quote, answer_id=real[quote.answer_id]) for quote in quotes)


def _tallied(sums: Sums, themes: frozenset[int], answered: int) -> tuple[Tally, Totals]:
    in_themes, placed = sums.in_any(themes), sums.kinds[KINDS[PLACED]]
    reasons = [(kind, sums.kinds[kind]) for kind in KINDS[2:] if sums.kinds[kind]]
    without = sum(number for kind, number in reasons if kind in WITHOUT_THEME)
    apart = sum(number for kind, number in reasons if kind not in WITHOUT_THEME)
    ordered = tuple(sorted(reasons, key=lambda pair: (-pair[1], pair[0])))
    tally = Tally(in_themes, placed - in_themes, ordered, sums.kinds[KINDS[BLANK]])  # type: ignore[arg-type]
    return tally, Totals(answered, in_themes, without, placed - in_themes, apart, sums.kinds["other-language"])
