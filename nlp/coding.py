"""Assisted coding: a person codes a few answers, the machine proposes codes for all others and says what to read next.

`fit` reads as the method's table of contents. The person decides: a proposal is a suggestion with a confidence, never a code.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.blind import Agreement, agreement
from nlp.code_sets import CodeSets, best_sets
from nlp.codebooks import Code, CodedAnswer, CodingSettings, Proposal, check_codebook, check_coded
from nlp.learnt import Reading, learn
from nlp.likeness import Texts, nearness_to_codes, prepare
from nlp.sampling import Known, ToRead, checked, choose
from nlp.stopping import Round, worth_reading_on
from nlp.types import Comment

__all__ = [
    "Coder",
    "Texts",
    "agreement",
    "fit",
    "history",
    "left_out_agreement",
    "next_to_read",
    "prepare",
    "random_check",
    "worth_reading_on",
]

VERSION = "1"
"""Of the method: raised whenever the same input could give another result."""
FEWEST_HALVED = 50
LEFT_OUT_WIDENED = 1.1
"""Left-out proposals lean on almost the same coded answers, so that their errors go together a little, which a sample's own
spread does not show (Bengio and Grandvalet 2004). Without this the interval held the truth 92 times in a hundred."""
LEAST_DOUBT = 0.01
"""An answer of which the machine is quite sure may still be wrong, so that it is not left out of the choice for ever."""

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coder:
    """What the machine has learnt from the answers that a person coded."""

    settings: CodingSettings
    read: int
    """Answers coded by the person, blank ones left out."""
    proposals: tuple[Proposal, ...]
    """For every answer that is neither read nor blank at least one, by answer id, then from the most to the least certain."""
    doubts: tuple[tuple[str, float], ...]
    """For each of those answers one minus the F1 expected of its proposals, 0 to 1: fit for ranking, too low on the whole."""
    unseen: tuple[CodedAnswer, ...]
    """For each read answer what would have been proposed had the person not coded it: the machine as a blind coder."""


def fit(
    comments: Sequence[Comment] | Texts,
    codebook: Sequence[Code],
    coded: Sequence[CodedAnswer],
    settings: CodingSettings | None = None,
) -> Coder:
    """Learn from the coded answers, and propose codes for all others.

    `comments` are all answers, read or not; give the `Texts` of `prepare` instead to spare reading them anew each round.
    With no answer coded there are no proposals. The order of comments, codes and coded answers has no effect.
    Raises ValueError for a codebook or coded answers that do not fit together.
    """
    settings = settings or CodingSettings()
    with threadpool_limits(limits=1):  # sums in another order would differ in the last bit
        texts = comments if isinstance(comments, Texts) else prepare(comments, settings.seed, engine=settings.engine)
        codebook, coded = in_order(texts, codebook, coded)
        if not coded:
            return Coder(settings, 0, (), (), ())
        reading = _reading(texts, codebook, coded)
        learnt = learn(reading, settings.seed)
        unread = np.setdiff1d(np.arange(len(texts.ids)), reading.read)
        likely = learnt.probabilities(unread)
        sets = best_sets(likely)
        return Coder(
            settings=settings,
            read=len(coded),
            proposals=_proposals(texts, codebook, unread, likely, sets),
            doubts=tuple((texts.ids[at], round(1 - float(f1), 4)) for at, f1 in zip(unread, sets.expected, strict=True)),
            unseen=_as_coded(texts, codebook, reading.read, best_sets(learnt.blind)),
        )


def next_to_read(
    texts: Texts, coder: Coder, coded: Sequence[CodedAnswer], number: int, apart: Collection[str] = ()
) -> tuple[ToRead, ...]:
    """The next answers for the person to read, best first, each with the reason: spread, doubt, or a random check.

    `apart` are ids that are not to be chosen, such as those that somebody else is reading.
    """
    with threadpool_limits(limits=1):
        position = {one: at for at, one in enumerate(texts.ids)}
        read = np.array(sorted(position[one.answer_id] for one in coded if one.answer_id in position), dtype=np.int64)
        doubt = np.ones(len(texts.ids))
        for answer_id, value in coder.doubts:
            doubt[position[answer_id]] = max(value, LEAST_DOUBT)
        known = Known(read, doubt, frozenset(apart))
        return tuple(choose(texts, known, number, coder.settings.checks, coder.settings.seed))


def random_check(
    texts: Texts, coder: Coder, coded: Sequence[CodedAnswer], among: Collection[str] | None = None
) -> Agreement | None:
    """Agreement of the machine with the person on the read answers that are a random sample, each proposed for blind.

    `among` narrows it to some answers, such as those of a new wave. None while there is no read answer in the sample.
    """
    ids = [one for one in texts.ids if among is None or one in among]
    sample = set(checked(ids, {one.answer_id for one in coded}, coder.settings.seed))
    person = [one for one in coded if one.answer_id in sample]
    return left_out_agreement(coder, person)


def left_out_agreement(coder: Coder, coded: Sequence[CodedAnswer]) -> Agreement | None:
    """Agreement of the machine, proposing for each read answer without its codes, with the person; None without any.

    True of all answers only where the read ones are a random sample.
    """
    return agreement(coder.unseen, coded, widened=LEFT_OUT_WIDENED) if coder.unseen and coded else None


def history(texts: Texts, codebook: Sequence[Code], coded: Sequence[CodedAnswer], settings: CodingSettings) -> tuple[Round, ...]:
    """How agreement grew from half of the read answers to all of them, for `worth_reading_on`.

    Half of them, drawn at random, propose for the other half and the other way about; all of them propose for each in turn
    without its own codes: both figures are means over the same answers. Empty with fewer than 50 read.
    """
    with threadpool_limits(limits=1):
        codebook, coded = in_order(texts, codebook, coded)
        if len(coded) < FEWEST_HALVED:
            return ()
        reading = _reading(texts, codebook, coded)
        shuffled = np.random.default_rng(settings.seed).permutation(len(coded))
        one, two = np.sort(shuffled[: len(coded) // 2]), np.sort(shuffled[len(coded) // 2 :])
        from_half = np.zeros(len(coded))
        for part, rest in ((one, two), (two, one)):
            likely = learn(reading.only(part), settings.seed).probabilities(reading.read[rest])
            from_half[rest] = _f1(likely, reading.codes[rest])
        from_all = _f1(learn(reading, settings.seed).blind, reading.codes)
        return Round(len(coded) // 2, float(from_half.mean())), Round(len(coded), float(from_all.mean()))


def _f1(likely: Matrix, codes: Matrix) -> Matrix:
    """The F1 of each answer's best set of codes against the person's; two empty sets agree."""
    proposed = best_sets(likely).proposed
    both, given = (proposed * codes).sum(axis=1), proposed.sum(axis=1) + codes.sum(axis=1)
    return np.asarray(np.where(given > 0, 2 * both / np.maximum(given, 1), 1.0))


def in_order(texts: Texts, codebook: Sequence[Code], coded: Sequence[CodedAnswer]) -> tuple[list[Code], list[CodedAnswer]]:
    """Codes by key, and coded answers by id without blank ones. Raises ValueError when they do not fit together."""
    check_codebook(codebook)
    check_coded(codebook, (*texts.ids, *texts.blank), coded)
    blank = set(texts.blank)
    ordered = sorted((one for one in coded if one.answer_id not in blank), key=lambda one: one.answer_id)
    return sorted(codebook, key=lambda code: code.key), ordered


def _reading(texts: Texts, codebook: Sequence[Code], coded: Sequence[CodedAnswer]) -> Reading:
    position = {one: at for at, one in enumerate(texts.ids)}
    read = np.array([position[one.answer_id] for one in coded], dtype=np.int64)
    return Reading(texts, read, code_matrix(codebook, coded), nearness_to_codes(texts, codebook))


def code_matrix(codebook: Sequence[Code], coded: Sequence[CodedAnswer]) -> Matrix:
    """1 where an answer has a code, else 0: shape (coded answers, codes), in the order given."""
    column = {code.key: at for at, code in enumerate(codebook)}
    matrix = np.zeros((len(coded), len(codebook)))
    for row, answer in enumerate(coded):
        matrix[row, [column[key] for key in sorted(answer.codes)]] = 1.0
    return matrix


def _proposals(texts: Texts, codebook: Sequence[Code], rows: Rows, likely: Matrix, sets: CodeSets) -> tuple[Proposal, ...]:
    order = np.argsort(-likely, axis=1, kind="stable")
    return tuple(
        Proposal(texts.ids[row], codebook[column].key, round(float(likely[at, column]), 4))
        for at, row in enumerate(rows)
        for column in order[at]
        if sets.proposed[at, column]
    )


def _as_coded(texts: Texts, codebook: Sequence[Code], rows: Rows, sets: CodeSets) -> tuple[CodedAnswer, ...]:
    keys = np.array([code.key for code in codebook], dtype=object)
    return tuple(
        CodedAnswer(texts.ids[row], frozenset(keys[proposed])) for row, proposed in zip(rows, sets.proposed, strict=True)
    )
