"""Form letters and near-duplicates: found, grouped, and counted three ways, with what each person added kept apart.

A campaign is a legitimate way to be heard, and not the same thing as many people writing for themselves. So its submissions are
counted as they came, its distinct texts beside them, and a personal addition is an answer of its own.

How: exact copies are folded together; texts that share runs of three words are compared on their runs of two (Broder 1997); the
text with the most kin founds a campaign; its template is what enough of the kin share; and every text is measured against the
template, never against its neighbour, so that no chain of likenesses joins what is not alike. Nothing is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from nlp.letters import additions, beyond, read, shared_pairs, shared_text, spread
from nlp.passages import Span
from nlp.shingles import Flags, Shingles, Whole, neighbours, shared, shingles
from nlp.tokens import words
from nlp.types import Campaign, Comment, Member

Shares = npt.NDArray[np.float64]

LEAST_WORDS = 12
"""Words of a text that can found a campaign. People do write "more parking" or a whole short sentence alike without any letter
to copy; by twelve words in the same order chance no longer explains it."""
LEAST_MEMBERS = 3
"""Submissions in a campaign. Two alike may be one person who pressed the button twice, or a couple."""
MOST_EDITED = 1 / 3
"""Share of the words that a member may have replaced, inserted or dropped."""

KIN_RUNS = 5
"""Shared runs of two words that make two texts kin, enough to look closer."""
KIN_SHARE = 0.12
"""Of the shorter text's runs, for the same. Two texts that each keep 2/3 of the words keep (2/3)^4 = 0.20 of the runs."""
TEMPLATE_SHARE = 0.3
"""A run belongs to the template when this share of the submissions holds it; an edited member keeps (2/3)^2 = 0.44 of them."""
TEMPLATE_RUNS = 8
"""Runs in the shortest template: fewer may be a turn of phrase."""
MEMBER_SHARE = 0.25
"""Of the template's runs in a member: two standard deviations below the 0.44 expected of a letter of 40 words."""
MEMBERS_MEAN = 0.4
"""Of the template's runs, on average over the submissions: a loose crowd around a turn of phrase falls short of it."""
ROUNDS = 4
"""Times that the template and its members are found from each other; they settle in two or three."""

MOST_COUNTED = 200
"""About how many texts of a group, evenly spread, tell which runs it shares: a share of 0.3 is then known to about 0.03."""
CHANCES = 2
"""Groups that may fall apart around a text before it founds no more: keeps the work in proportion where chance makes many kin."""


@dataclass(frozen=True, slots=True)
class CampaignSettings:
    """What decides a campaign besides the answers. Raises ValueError, naming field and value, when one is out of range."""

    question: str = ""
    """The question as people saw it: repeating its words is no campaign."""
    least_words: int = LEAST_WORDS
    least_members: int = LEAST_MEMBERS

    def __post_init__(self) -> None:
        if self.least_words < 8:
            raise ValueError(f"least_words must be 8 or more, not {self.least_words}")
        if self.least_members < 2:
            raise ValueError(f"least_members must be 2 or more, not {self.least_members}")


@dataclass(frozen=True, slots=True)
class _Texts:
    """Distinct texts long enough to belong to a campaign, in order of their words, with the answers that wrote each."""

    words: tuple[tuple[str, ...], ...]
    answers: tuple[tuple[Comment, ...], ...]
    weights: Whole
    founders: Flags
    """Which are long enough to found one."""


def find_campaigns(comments: Sequence[Comment], settings: CampaignSettings | None = None) -> tuple[Campaign, ...]:
    """The campaigns among the answers, largest first; the same in any order of rows. Nobody is in two.

    Raises ValueError when two comments share an id: submissions could not be counted.
    """
    settings = settings or CampaignSettings()
    texts = _distinct(comments, settings)
    if not len(texts.weights):
        return ()
    runs = shingles(texts.words, words(settings.question))
    templates = _templates(texts, runs, settings)
    home, likeness = _assigned(templates, runs.columns)
    groups = [np.flatnonzero(home == at) for at in range(len(templates))]
    kept = [group for group in groups if texts.weights[group].sum() >= settings.least_members]
    found = [_campaign(texts, group, likeness, settings) for group in kept]
    return _numbered([campaign for campaign in found if campaign is not None])


def own_words(campaigns: Sequence[Campaign]) -> dict[str, tuple[Span, ...]]:
    """For every member of a campaign, by answer id, the spans that are the person's own; none when it is the letter alone."""
    return {member.answer_id: member.additions for campaign in campaigns for member in campaign.members}


def _distinct(comments: Sequence[Comment], settings: CampaignSettings) -> _Texts:
    ordered = sorted(comments, key=lambda comment: comment.id)
    twice = next((one.id for one, two in pairwise(ordered) if one.id == two.id), None)
    if twice is not None:
        raise ValueError(f"two answers have the id {twice!r}; each answer needs an id of its own")
    found: dict[tuple[str, ...], list[Comment]] = {}
    shortest = settings.least_words * (1 - MOST_EDITED)  # what is left of the shortest founder after the most edits
    for comment in ordered:
        folded = tuple(words(comment.text))
        if len(folded) >= shortest:
            found.setdefault(folded, []).append(comment)
    inside = sorted(found)
    return _Texts(
        words=tuple(inside),
        answers=tuple(tuple(found[text]) for text in inside),
        weights=np.array([len(found[text]) for text in inside], dtype=np.int64),
        founders=np.array([len(text) >= settings.least_words for text in inside], dtype=bool),
    )


def _templates(texts: _Texts, runs: Shingles, settings: CampaignSettings) -> list[Whole]:
    """The runs of each campaign's template, found from the text with the most kin downwards."""
    kin = _kinship(runs)
    standing = np.asarray(kin @ texts.weights).ravel() + (texts.weights - 1)
    free = np.ones(len(texts.weights), dtype=bool)
    failed = np.zeros(len(texts.weights), dtype=np.int64)
    found: list[Whole] = []
    for founder in np.lexsort((np.arange(len(standing)), -standing)):
        if standing[founder] <= 0:
            break
        if not free[founder] or not texts.founders[founder] or failed[founder] >= CHANCES:
            continue
        group = np.append(kin.indices[kin.indptr[founder] : kin.indptr[founder + 1]], founder)
        group = group[free[group]]
        if texts.weights[group].sum() < settings.least_members:
            continue
        template, members = _settled(group, texts, runs, free, settings.least_members)
        if len(template):
            found.append(template)
            free[members] = False
        else:
            failed[group] += 1
    return found


def _kinship(runs: Shingles) -> sp.csr_array:
    """Which texts are close enough to look at together: a symmetric 0/1 matrix."""
    left, right = neighbours(runs.threes)
    together = shared(runs.pairs, left, right)
    length = np.diff(runs.pairs.indptr)
    kept = (together >= KIN_RUNS) & (together >= KIN_SHARE * np.minimum(length[left], length[right]))
    one, two = left[kept], right[kept]
    ones = np.ones(2 * len(one), dtype=np.int64)
    shape = (len(length), len(length))
    return sp.csr_array((ones, (np.append(one, two), np.append(two, one))), shape=shape)


def _settled(group: Whole, texts: _Texts, runs: Shingles, free: Flags, least: int) -> tuple[Whole, Whole]:
    """Template and members found from each other until they agree; an empty template when they fall apart."""
    nothing = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for _ in range(ROUNDS):
        template = _common(group, texts.weights, runs.pairs)
        if len(template) < TEMPLATE_RUNS:
            return nothing
        holds = _held(template, runs.columns)
        members = np.flatnonzero(free & (holds >= MEMBER_SHARE))
        if texts.weights[members].sum() < least:
            return nothing
        if np.array_equal(members, group):
            break
        group = members
    mean = np.average(holds[members], weights=texts.weights[members])
    return (template, members) if mean >= MEMBERS_MEAN else nothing


def _entries(matrix: sp.csr_array | sp.csc_array, lines: Whole) -> Whole:
    """What the lines of a sparse matrix hold, one after another (its own slicing costs more than these small sums)."""
    held = [matrix.indices[matrix.indptr[at] : matrix.indptr[at + 1]] for at in lines]
    return np.concatenate(held).astype(np.int64)


def _common(group: Whole, weights: Whole, pairs: sp.csr_array) -> Whole:
    """The runs that enough submissions of a group hold, and two at least."""
    group = group[:: max(1, len(group) // MOST_COUNTED)]
    times = np.repeat(weights[group], pairs.indptr[group + 1] - pairs.indptr[group])
    held, place = np.unique(_entries(pairs, group), return_inverse=True)
    counts = np.bincount(place, weights=times)
    common: Whole = held[counts >= max(2.0, TEMPLATE_SHARE * weights[group].sum())]
    return common


def _held(template: Whole, columns: sp.csc_array) -> Shares:
    """The share of a template's runs that each text holds."""
    return np.bincount(_entries(columns, template), minlength=columns.shape[0]) / len(template)


def _assigned(templates: Sequence[Whole], columns: sp.csc_array) -> tuple[Whole, Shares]:
    """For each text the template it holds most of (-1 for none), and how much: nobody is in two campaigns."""
    home = np.full(columns.shape[0], -1, dtype=np.int64)
    best = np.zeros(columns.shape[0], dtype=np.float64)
    for at, template in enumerate(templates):
        holds = _held(template, columns)
        better = (holds >= MEMBER_SHARE) & (holds > best)
        home[better], best[better] = at, holds[better]
    return home, best


def _campaign(texts: _Texts, group: Whole, likeness: Shares, settings: CampaignSettings) -> Campaign | None:
    """One campaign from its distinct texts, the most typical first; None where they share a saying, not a letter."""
    order = sorted(group.tolist(), key=lambda at: (-likeness[at], -texts.weights[at], at))
    voters = [order[at] for at in spread(len(order))]
    written, weights = [read(texts.answers[at][0].text) for at in voters], [int(texts.weights[at]) for at in voters]
    pairs = shared_pairs(written, weights)
    if beyond(shared_text(written, weights, frozenset()), settings.question) < settings.least_words:
        return None
    template = shared_text(written, weights, pairs)
    members = [
        Member(answer.id, round(float(likeness[at]), 4), additions(read(answer.text), pairs))
        for at in order
        for answer in texts.answers[at]
    ]
    return Campaign(
        id="",
        template=template,
        members=tuple(sorted(members, key=lambda member: member.answer_id)),
        submissions=len(members),
        distinct_texts=len(order),
        exact_duplicates=len(members) - len(order),
        personal_additions=sum(bool(member.additions) for member in members),
    )


def _numbered(campaigns: list[Campaign]) -> tuple[Campaign, ...]:
    ordered = sorted(campaigns, key=lambda one: (-one.submissions, one.members[0].answer_id))
    return tuple(replace(campaign, id=f"c{at}") for at, campaign in enumerate(ordered, start=1))
