"""Two people who coded the same answers: how far they agree, and how a machine would fare that coded as the second did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.beyond_chance import BeyondChance, Judged, beyond_chance
from nlp.evaluate import marks, mean
from nlp.scores import LEAST_SHARE, Scores, score

Pair = tuple[Sequence[str], Sequence[str]]
"""The codes that the first and the second coder gave to one answer."""


@dataclass(frozen=True, slots=True)
class TwoCoders:
    """What two people make of the same answers."""

    answers: int
    scores: Scores
    """The second coder scored as if a machine had found the codes: no machine should promise more."""
    agreement: BeyondChance
    """Code by code, of the same name."""


def two_coders(questions: Mapping[str, Sequence[Pair]], seed: int) -> TwoCoders:
    """Compare two coders on the answers that both coded, by question; codes that neither gave to one in a hundred are left out.

    Raises ValueError when there is no such answer or code.
    """
    ordered = [(name, pairs) for name, pairs in sorted(questions.items()) if pairs]
    if not ordered:
        raise ValueError("no answer has codes by both coders")
    scores = [score([first for first, _ in pairs], [second for _, second in pairs]) for _, pairs in ordered]
    judged = [_judged(name, pairs) for name, pairs in ordered]
    return TwoCoders(sum(len(pairs) for _, pairs in ordered), mean(scores), beyond_chance(judged, seed))


def _judged(question: str, pairs: Sequence[Pair]) -> Judged:
    given = [Counter(code for pair in pairs for code in sorted(set(pair[coder]))) for coder in (0, 1)]
    least = LEAST_SHARE * len(pairs)
    codes = sorted(code for code in set(given[0]) | set(given[1]) if max(one[code] for one in given) >= least)
    codes.sort(key=lambda code: -given[0][code])
    first, second = (marks([pair[coder] for pair in pairs], codes) for coder in (0, 1))
    return Judged(question, tuple(codes), first, second)
