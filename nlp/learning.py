"""What `find_themes` made of a sample, learnt: where each theme lies in word space, and how near to it is near enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from nlp.assigning import Assigner, Entry, Floats, Indices, Marks, nearness, second_shares
from nlp.counting import Passages, Reader, Vocabulary, vocabulary
from nlp.languages import listen
from nlp.lexicons import lexicon
from nlp.material import telling
from nlp.types import Coding, Comment, Theming, UnplacedReason
from nlp.vectors import plain_weights, unit
from nlp.wordspace import Space, space

OTHERS_WHO_SHARE = 2
MOSTLY_SHARED = 0.8
LEAST_SECOND = 0.5
"""However many are in two themes in the sample: a second theme is at least half as near as the first."""


def learn(sample: Sequence[Comment], theming: Theming) -> Assigner:
    """Learn from the answers of a sample and what `find_themes` made of them."""
    spoken = listen((one.text for one in sample), theming.settings.question)
    words = vocabulary([one.text for one in sample], theming.settings.question, spoken.main)
    reader = Reader(words)
    read = {one.id: passages for one in sample if isinstance(passages := reader.read(one.text), tuple)}
    taught = [one.id for one in theming.themes] + [view.id for view in theming.minority if view.count > 1]
    groups = (*taught, *(view.id for view in theming.minority if view.count == 1))
    lesson = _lesson([one for one in sample if one.id in read], theming, read, taught, spoken.main)
    known, centres = _centres(words, lesson, len(taught))
    return Assigner(
        words,
        groups,
        known,
        centres,
        _marks(nearness(known, centres, lesson.passages), lesson),
        _seen(read, theming, groups),
        *_telling(words, read),
        spoken,
        frozenset((spoken.main, *(one.language for one in theming.themes))),
    )


def _centres(words: Vocabulary, lesson: _Lesson, groups: int) -> tuple[Space, Floats]:
    """The word space of a sample, and the mean of each group in it: shape (columns, groups)."""
    spoken = lexicon(words.language)
    known = space(lesson.passages, plain_weights(list(words.numbers), frozenset(spoken.stems(words.question)), spoken))
    inside = np.flatnonzero(lesson.first >= 0)
    shape = (groups, len(lesson.passages))
    member = sp.csr_matrix((np.ones(inside.size), (lesson.first[inside], inside)), shape=shape)
    total = np.asarray((member @ known.rows(lesson.passages)).todense(), dtype=np.float64)
    return known, np.ascontiguousarray(unit(total).T)


def _telling(words: Vocabulary, read: dict[str, Passages]) -> tuple[frozenset[int], frozenset[int]]:
    """Stems that show an answer to be on the topic (none where most answers hold none of them), and stems that tell nothing."""
    spoken, numbers = lexicon(words.language), words.numbers
    bare = frozenset(numbers[one] for one in spoken.weak_stems | spoken.negation_stems if one in numbers)
    asked = {numbers[one] for one in spoken.stems(words.question) if one in numbers}
    held = [{number for passage in passages for number in passage} - bare for passages in read.values()]
    spread = Counter(number for told in held for number in told)
    common = asked | {number for number, answers in spread.items() if answers > OTHERS_WHO_SHARE}
    shared = sum(not common.isdisjoint(told) for told in held)
    return frozenset(common) if shared >= MOSTLY_SHARED * len(held) else frozenset(), bare


@dataclass(frozen=True, slots=True)
class _Lesson:
    """The passages of a sample and where `find_themes` put them."""

    passages: list[tuple[int, ...]]
    owner: Indices
    first: Indices
    """The group that each passage is nearest to, or -1 where it is in none."""
    score: Floats
    several: int
    """How many passages are in more than one group."""


def _lesson(
    sample: Sequence[Comment], theming: Theming, read: dict[str, Passages], groups: Sequence[str], language: str
) -> _Lesson:
    number, codings = {group: at for at, group in enumerate(groups)}, _by_answer(theming.codings)
    spoken = lexicon(language)
    passages: list[tuple[int, ...]] = []
    owner, first, score, several = [], [], [], 0
    for at, one in enumerate(sample):
        for span, passage in zip(telling(one.text, spoken), read[one.id], strict=True):
            held = _held([coding for coding in codings[one.id] if coding.theme_id in number], span)
            passages.append(passage)
            owner.append(at)
            first.append(number[held[0].theme_id] if held else -1)
            score.append(held[0].score if held else 0.0)
            several += len({coding.theme_id for coding in held}) > 1
    return _Lesson(passages, np.array(owner, dtype=np.int64), np.array(first, dtype=np.int64), np.array(score), several)


def _by_answer(codings: Sequence[Coding]) -> defaultdict[str, list[Coding]]:
    held: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        held[coding.answer_id].append(coding)
    return held


def _held(codings: Sequence[Coding], span: tuple[int, int]) -> list[Coding]:
    """The codings that touch a passage, the nearest first."""
    touching = [coding for coding in codings if coding.start < span[1] and span[0] < coding.end]
    return sorted(touching, key=lambda coding: (-coding.score, len(coding.theme_id), coding.theme_id))


def _marks(near: Floats, lesson: _Lesson) -> Marks:
    """How near is near enough, so that as many of the sample are placed as were."""
    own, taught = near.max(axis=1, initial=0.0), lesson.first >= 0
    groups = range(near.shape[1])
    typical = np.array(
        [np.median(near[lesson.first == group, group]) if (lesson.first == group).any() else 1.0 for group in groups]
    )
    level = np.array(
        [np.median(lesson.score[lesson.first == group]) if (lesson.first == group).any() else 0.0 for group in groups]
    )
    answers = int(lesson.owner.max(initial=-1)) + 1
    best, inside = np.zeros(answers), np.zeros(answers, dtype=np.bool_)
    np.maximum.at(best, lesson.owner, own)
    np.logical_or.at(inside, lesson.owner, taught)
    answer = at_least(best, int(inside.sum()))
    further = (own < best[lesson.owner]) & (best[lesson.owner] >= answer)
    passage = at_least(own[further], int((further & taught).sum()))
    share, _ = second_shares(near, typical)
    return Marks(typical, level, answer, passage, max(LEAST_SECOND, at_least(share, lesson.several)))


def _median(values: Floats, empty: float) -> float:
    return float(np.median(values)) if values.size else empty


def at_least(values: Floats, number: int) -> float:
    """The mark that `number` of the values reach; above them all for none."""
    if number <= 0 or not values.size:
        return 2.0
    return float(np.sort(values)[::-1][min(number, values.size) - 1])


def _seen(
    read: dict[str, Passages], theming: Theming, groups: Sequence[str]
) -> dict[Passages, tuple[Entry, ...] | UnplacedReason]:
    """What became of each way of reading in the sample; of the first answer by id where equals went apart."""
    number, codings = {group: at for at, group in enumerate(groups)}, _by_answer(theming.codings)
    reasons = {one.answer_id: one.reason for one in theming.unplaced}
    seen: dict[Passages, tuple[Entry, ...] | UnplacedReason] = {}
    for answer_id, passages in sorted(read.items()):
        if answer_id in codings:
            seen.setdefault(passages, _entries(codings[answer_id], number))
        elif answer_id in reasons:
            seen.setdefault(passages, reasons[answer_id])
    return seen


def _entries(codings: Sequence[Coding], number: dict[str, int]) -> tuple[Entry, ...]:
    """Each group of an answer once, with its best score."""
    held: dict[int, tuple[float, bool]] = {}
    for coding in codings:
        group = number[coding.theme_id]
        score, primary = held.get(group, (0.0, False))
        held[group] = max(score, coding.score), primary or coding.primary
    return tuple((group, score, primary) for group, (score, primary) in sorted(held.items()))
