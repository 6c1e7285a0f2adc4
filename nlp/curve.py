"""The learning curve of assisted coding: how well the machine codes answers held out, after so many others were read.

The person of the curve is the codes already in the file. Answers are read in two ways: as `consult code` would choose them,
and at random, so that the curve shows what choosing is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import numpy as np

from nlp.codebooks import Code, CodedAnswer, CodingSettings
from nlp.coding import Coder, fit, next_to_read, prepare
from nlp.likeness import Texts
from nlp.types import Comment, Engine

Way = Literal["chosen", "random"]
WAYS: tuple[Way, ...] = ("chosen", "random")

MARKS = (25, 50, 100, 200, 400, 800)
MOST_HELD_OUT = 1500
FEWEST_READABLE = 50
SMALL, LARGE, SMALL_UNTIL = 20, 50, 200
"""Chosen answers are read in small batches until this many were read, then in large ones."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Gold:
    """Answers with the codes that people gave them."""

    comments: tuple[Comment, ...]
    codebook: tuple[Code, ...]
    coded: tuple[CodedAnswer, ...]
    """One for each comment."""
    questions: Mapping[str, str]
    """Which question each answer is to, by id; may be empty."""


@dataclass(frozen=True, slots=True)
class Point:
    """Agreement with the held-out codes after reading so many answers: mean F1 per answer and its range over the seeds."""

    way: Way
    read: int
    f1: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in order of way, then of answers read."""

    answers: int
    codes: int
    held_out: int
    """Answers never read, on which agreement is measured: a third, at most 1,500; drawn anew for each seed."""
    seeds: tuple[int, ...]
    points: tuple[Point, ...]


def _silent(step: str, done: float) -> None:
    """Progress that nobody watches."""


def learning_curve(
    gold: Gold,
    seeds: Sequence[int],
    marks: Sequence[int] = MARKS,
    progress: Progress = _silent,
    engine: Engine = "lexical",
) -> Curve:
    """Read up to the largest mark that the file allows, both ways, with each seed, and measure at every mark.

    The same for any order of comments. Raises ValueError when fewer than 50 answers are left to read.
    """
    texts = prepare(gold.comments, 1, gold.questions, engine)
    person = {one.answer_id: one for one in gold.coded if one.answer_id in set(texts.ids)}
    held_out = min(len(person) // 3, MOST_HELD_OUT)
    readable = len(person) - held_out
    if readable < FEWEST_READABLE:
        raise ValueError(f"a learning curve needs {FEWEST_READABLE} answers to read beside those held out; there are {readable}")
    within = [mark for mark in sorted(set(marks)) if 0 < mark <= readable] or [readable]
    found: dict[tuple[Way, int], list[float]] = {(way, mark): [] for way in WAYS for mark in within}
    for at, seed in enumerate(seeds):
        order = np.random.default_rng(seed).permutation(sorted(person)).tolist()
        tested, rest = order[:held_out], order[held_out:]
        for way, reader in zip(WAYS, (_chosen, _at_random), strict=True):
            for mark, coder in reader(texts, gold.codebook, person, tested, rest, within, seed):
                found[way, mark].append(per_answer_f1(coder, person, tested))
                progress("Reading as a person would", (at + 0.5 * WAYS.index(way) + 0.5 * mark / within[-1]) / len(seeds))
    points = tuple(Point(way, mark, fmean(f1), min(f1), max(f1)) for (way, mark), f1 in found.items())
    return Curve(len(person), len(gold.codebook), held_out, tuple(seeds), points)


def _chosen(
    texts: Texts,
    codebook: Sequence[Code],
    person: Mapping[str, CodedAnswer],
    tested: Sequence[str],
    _rest: Sequence[str],
    marks: Sequence[int],
    seed: int,
) -> Iterator[tuple[int, Coder]]:
    """Read what the method asks for, batch after batch, the held-out answers kept apart."""
    settings, read = CodingSettings(seed=seed), list[CodedAnswer]()
    coder = fit(texts, codebook, read, settings)
    for mark in marks:
        while len(read) < mark:
            batch = min(SMALL if len(read) < SMALL_UNTIL else LARGE, mark - len(read))
            read += [person[one.answer_id] for one in next_to_read(texts, coder, read, batch, apart=tested)]
            coder = fit(texts, codebook, read, settings)
        yield mark, coder


def _at_random(
    texts: Texts,
    codebook: Sequence[Code],
    person: Mapping[str, CodedAnswer],
    _tested: Sequence[str],
    rest: Sequence[str],
    marks: Sequence[int],
    seed: int,
) -> Iterator[tuple[int, Coder]]:
    for mark in marks:
        yield mark, fit(texts, codebook, [person[one] for one in rest[:mark]], CodingSettings(seed=seed))


def per_answer_f1(coder: Coder, person: Mapping[str, CodedAnswer], ids: Sequence[str]) -> float:
    """Mean over answers of F1 between the proposed codes and the person's; two empty sets agree."""
    proposed: dict[str, set[str]] = {one: set() for one in ids}
    for proposal in coder.proposals:
        if proposal.answer_id in proposed:
            proposed[proposal.answer_id].add(proposal.code)
    sizes = [(len(codes & person[one].codes), len(codes) + len(person[one].codes)) for one, codes in proposed.items()]
    return fmean(2 * both / given if given else 1.0 for both, given in sizes)
