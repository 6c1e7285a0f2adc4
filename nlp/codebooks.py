"""The words of assisted coding: codes, answers that a person coded, and what the machine proposes for the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.types import Engine

MOST_CODES = 300


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a codebook. What it is called and what it covers help from the first answer on, if they are words."""

    key: str
    """Names the code in files; never changes."""
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    """Short texts that belong under the code, written by whoever wrote the codebook."""


@dataclass(frozen=True, slots=True)
class CodedAnswer:
    """The keys of all codes that one coder gave to one answer; none is a judgement too: no code fits."""

    answer_id: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One code that the machine proposes for one answer. It never overwrites what a person judged."""

    answer_id: str
    code: str
    confidence: float
    """The share of such proposals that a person is expected to agree with, 0 to 1, rounded to 4 places."""


@dataclass(frozen=True, slots=True)
class CodingSettings:
    """Everything that decides the outcome besides the answers and their codes. Raises ValueError for a bad value."""

    seed: int = 1
    """Same answers, codes, settings, seed and version: the same result, on any number of cores."""
    checks: float = 0.1
    """The share of the answers to read next that is drawn at random, 0 to 1: on these the agreement is estimated."""
    engine: Engine = "lexical"
    """`lexical` learns from these answers alone; `semantic` adds static word vectors from an optional package."""

    def __post_init__(self) -> None:
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"seed must be from 0 to {2**32 - 1}, not {self.seed}")
        if not 0 <= self.checks <= 1:
            raise ValueError(f"checks must be from 0 to 1, not {self.checks}")


def check_codebook(codebook: Sequence[Code]) -> None:
    """See that there are at most 300 codes, and that each has a key of its own. Raises ValueError."""
    if len(codebook) > MOST_CODES:
        raise ValueError(f"a codebook may have up to {MOST_CODES} codes, not {len(codebook)}")
    keys = sorted(code.key for code in codebook)
    twice = next((one for one, two in pairwise(keys) if one == two), None)
    if twice is not None:
        raise ValueError(f"two codes have the key {twice!r}")


def check_coded(codebook: Sequence[Code], ids: Iterable[str], coded: Sequence[CodedAnswer]) -> None:
    """See that each coded answer is there, is coded once, and has codes of the codebook only. Raises ValueError."""
    known, keys, seen = set(ids), {code.key for code in codebook}, set[str]()
    for answer in coded:
        if answer.answer_id not in known:
            raise ValueError("a coded answer is not among the answers")
        if answer.answer_id in seen:
            raise ValueError("an answer is coded twice by the same coder")
        if not answer.codes <= keys:
            raise ValueError(f"the codebook has no code {min(answer.codes - keys)!r}")
        seen.add(answer.answer_id)
