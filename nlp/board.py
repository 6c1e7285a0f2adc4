"""The board: groups of passages become ranked themes with counts of people, intervals, names and quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.facts import Words
from nlp.headline import judged
from nlp.intervals import rank_intervals, ranks, wilson
from nlp.labels import Label, sentence_case
from nlp.levels import Part
from nlp.material import Material
from nlp.minority import Few, View
from nlp.placing import Placed, Placement
from nlp.quotes import quotes
from nlp.surprising import Scores
from nlp.types import Coding, Evidence, MinorityView, Quote, Settings, Theme
from nlp.vectors import Matrix


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
    rows: Matrix
    """The vectors of the material's units."""
    engine: str
    """The engine that ran."""
    few: Few
    """Views that few hold, and answers about something else."""
    surprise: Scores
    """How unusual each answer is, 0 to 1."""
    parts: Sequence[tuple[Part, ...]] = ()
    """For each group its sub-themes; empty where nobody looked for any."""

    def parts_of(self, group: int) -> tuple[Part, ...]:
        """The sub-themes of a group."""
        return self.parts[group] if self.parts else ()


@dataclass(frozen=True, slots=True)
class Board:
    """The themes of the board in order of rank, their sub-themes, and the codings in order of answer and place."""

    themes: tuple[Theme, ...]
    subthemes: tuple[Theme, ...]
    codings: tuple[Coding, ...]


Slot = tuple[int, int]
"""The number of a draft (one for each language) and of a group in it."""


def board(drafts: Sequence[Draft], letters: frozenset[str], evidence: Sequence[Evidence]) -> Board:
    """One board of the themes of all drafts, which share their settings and the people who answered.

    `letters` are the ids of those who sent a form letter, `evidence` what can be checked in answers.
    """
    held = {(at, group): positions for at, draft in enumerate(drafts) for group, positions in _by_group(draft).items()}
    if not held:
        return Board((), (), ())
    counts = {slot: _people(drafts[slot[0]], positions) for slot, positions in held.items()}
    slots = sorted(held, key=lambda slot: (-counts[slot], drafts[slot[0]].labels[slot[1]].name.casefold(), slot))
    place_of = ranks(np.array([counts[slot] for slot in slots], dtype=np.int64))
    spans = rank_intervals(_membership(drafts, held, slots), drafts[0].settings.seed)
    known = {one.answer_id: one for one in evidence}
    stands = [_Stand(draft, Words(draft.material, draft.placed, known), letters) for draft in drafts]
    ids = {slot: f"t{at + 1}" for at, slot in enumerate(slots)}
    themes = tuple(
        _theme(stands[slot[0]], slot[1], held[slot], ids[slot], int(place_of[at]), spans[at]) for at, slot in enumerate(slots)
    )
    subthemes = tuple(sub for slot in slots for sub in _subthemes(stands[slot[0]], slot[1], held[slot], ids[slot]))
    return Board(judged(themes), subthemes, _all_codings(drafts, ids))


@dataclass(frozen=True, slots=True)
class _Stand:
    """What a theme's numbers are taken from."""

    draft: Draft
    words: Words
    letters: frozenset[str]


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
    drafts: Sequence[Draft], held: Mapping[Slot, list[Placement]], slots: Sequence[Slot]
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    first = np.cumsum([0, *(len(draft.material.answers) for draft in drafts)])
    table = np.zeros((int(first[-1]), len(slots)), dtype=np.bool_)
    for at, slot in enumerate(slots):
        table[[first[slot[0]] + _answer(drafts[slot[0]], placement) for placement in held[slot]], at] = True
    return table


def _theme(stand: _Stand, group: int, placements: list[Placement], theme_id: str, rank: int, span: tuple[int, int]) -> Theme:
    """A theme of the board."""
    draft = stand.draft
    theme = _drawn(stand, placements, draft.labels[group], draft.stability[group], theme_id)
    in_parts = {draft.material.passages[at].answer for part in draft.parts_of(group) for at in part.passages}
    return replace(
        theme,
        rank=rank,
        rank_low=min(span[0], rank),
        rank_high=max(span[1], rank),
        general=theme.count - len(in_parts) if in_parts else None,
    )


def _subthemes(stand: _Stand, group: int, placements: list[Placement], parent: str) -> list[Theme]:
    """The sub-themes of one theme, ranked among themselves; shares are of all who answered, as the theme's own."""
    parts = stand.draft.parts_of(group)
    place_of = ranks(np.array([part.people for part in parts], dtype=np.int64))
    found = []
    for at, part in enumerate(parts):
        inside = set(part.passages)
        held = [one for one in placements if one.passage in inside]
        theme = _drawn(stand, held, part.label, part.stability, _part_id(parent, at), whole=False)
        found.append(replace(theme, rank=int(place_of[at]), parent=parent))
    return found


def _part_id(parent: str, at: int) -> str:
    return f"{parent}.{at + 1}"


def _drawn(
    stand: _Stand, placements: list[Placement], label: Label, steady: float, theme_id: str, *, whole: bool = True
) -> Theme:
    """A theme or sub-theme with everything that is said of it, but for its rank."""
    draft = stand.draft
    people = {draft.material.answers[_answer(draft, one)].id for one in placements}
    low, high = wilson(len(people), draft.answered)
    facts = stand.words.facts([one.passage for one in placements], label.terms, whole=whole)
    return Theme(
        id=theme_id,
        rank=1,
        name=label.name,
        description=label.description,
        count=len(people),
        per_hundred=round(100 * len(people) / draft.answered, 1),
        terms=label.terms,
        quotes=quotes(draft.material, placements, frozenset(label.key)),
        stability=steady,
        share_low=round(100 * low, 1),
        share_high=round(100 * high, 1),
        coverage=round(label.coverage, 4),
        by_letter=len(people & stand.letters),
        stance=facts.stance,
        reasons=facts.reasons,
        evidence=facts.evidence,
        language=draft.material.lexicon.language,
    )


def _all_codings(drafts: Sequence[Draft], ids: Mapping[Slot, str]) -> tuple[Coding, ...]:
    found: list[Coding] = []
    for at, draft in enumerate(drafts):
        found += _codings(draft, {group: name for (one, group), name in ids.items() if one == at})
    return tuple(sorted(found, key=lambda one: one.answer_id))  # answers are in id order, and sorting keeps their passages'


def _codings(draft: Draft, ids: dict[int, str]) -> list[Coding]:
    """One coding per passage and theme; exactly one of an answer's codings is primary."""
    crowned: set[int] = set()
    found = []
    part_of = {
        (group, at): _part_id(theme_id, number)
        for group, theme_id in ids.items()
        for number, part in enumerate(draft.parts_of(group))
        for at in part.passages
    }
    for one in sorted(draft.placed.placements, key=lambda one: (one.passage, -one.similarity, one.group)):
        passage, answer = draft.material.passages[one.passage], _answer(draft, one)
        primary = one.group == draft.placed.primary[answer] and answer not in crowned
        if primary:
            crowned.add(answer)
        score = round(min(1.0, max(0.0, one.similarity)), 4)
        answer_id = draft.material.answers[answer].id
        span = (passage.start, passage.end)
        found.append(Coding(answer_id, ids[one.group], *span, score, primary, part_of.get((one.group, one.passage))))
    return found


def minority_views(draft: Draft, kept: Sequence[View], first: int = 1) -> tuple[MinorityView, ...]:
    """The minority views with their names and quotes, in the order given, numbered from `first`."""
    return tuple(_minority(draft, view, f"m{at}") for at, view in enumerate(kept, start=first))


def minority_codings(draft: Draft, kept: Sequence[View], first: int = 1) -> tuple[Coding, ...]:
    """A coding of the whole answer for everybody in a minority view, so that every id is in a coding, unplaced or blank."""
    return tuple(
        Coding(answer.id, f"m{at}", *_span(answer.text), score=1.0, primary=True)
        for at, view in enumerate(kept, start=first)
        for answer in (draft.material.answers[one] for one in view.answers)
    )


def _minority(draft: Draft, view: View, view_id: str) -> MinorityView:
    texts = [draft.material.answers[at] for at in view.answers]
    quotable = sorted(texts, key=lambda one: not FEWEST_QUOTED <= len(one.text.split()) <= MOST_QUOTED)  # others after them
    shown = tuple(Quote(one.id, *_span(one.text), one.text[slice(*_span(one.text))]) for one in quotable[:3])
    name = view.name or short_title(shown[0].text)
    return MinorityView(view_id, name, len(view.answers), view.rule, shown, draft.material.lexicon.language)


def _span(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


FEWEST_QUOTED, MOST_QUOTED = 4, 40
EDGES = "\"'“”‘’ /"


def short_title(text: str) -> str:
    """The first eight words as a heading: no quote marks at its edges, no full stop before the dots."""
    tokens = text.strip(EDGES).split()
    cut = len(tokens) > 8
    title = " ".join(tokens[:8]).rstrip(EDGES + ".,;:" if cut else EDGES)
    return sentence_case(title or text.strip()) + ("…" if cut else "")
