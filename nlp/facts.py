"""What the members of a theme say of it beside the point itself: which side they take, whether they say why, what can be checked.

Read from what each person says of the theme: the whole answer of somebody in no other theme, else the passages placed in it.
The words of the theme decide which clauses count for the side (`stance.py`). Nothing is guessed: most people's side is unclear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from nlp.evidence import evidence
from nlp.material import Material
from nlp.passages import Span
from nlp.placing import Placed
from nlp.stance import Clause, Stance, clauses, gives_reason, side
from nlp.tokens import stem, words
from nlp.types import Comment, Evidence, Stances

READ = "en"
"""The language whose words for praise, blame and reasons are known."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found in the words of one theme's, or sub-theme's, people."""

    stance: Stances | None
    reasons: int | None
    evidence: tuple[str, ...]
    """Ids of the answers with something to check, those with most first."""


class Words:
    """The members' words about each theme, read once however many themes and sub-themes ask."""

    def __init__(self, material: Material, placed: Placed, checkable: Mapping[str, Evidence]) -> None:
        """`checkable` holds what can be checked, by answer id."""
        self._material, self._checkable = material, checkable
        groups: defaultdict[int, set[int]] = defaultdict(set)
        for one in placed.placements:
            groups[material.passages[one.passage].answer].add(one.group)
        self._single = {answer for answer, held in groups.items() if len(held) == 1}
        self._reasons: dict[str, bool] = {}
        self._clauses: dict[str, tuple[Clause, ...]] = {}

    def facts(self, positions: Sequence[int], terms: Collection[str], *, whole: bool = True) -> Facts:
        """The facts of a theme from the positions of its passages and its terms; `whole` as for `_said`."""
        said = self._said(positions, whole=whole)
        about = frozenset(stem(word) for term in terms for word in words(term))
        rich = Counter({answer: number for answer, spans in said.items() if (number := self._checks(answer, spans))})
        ordered = sorted(rich, key=lambda answer: (-rich[answer], self._material.answers[answer].id))
        known = self._material.lexicon.language == READ
        return Facts(
            self._stances(said, about) if known else None,
            sum(any(self._why(text) for text in self._texts(answer, spans)) for answer, spans in said.items()) if known else None,
            tuple(self._material.answers[answer].id for answer in ordered),
        )

    def _said(self, positions: Sequence[int], *, whole: bool) -> dict[int, list[Span]]:
        """For each person the spans that are about the theme: all of the answer when it is in one theme (and `whole`)."""
        held: defaultdict[int, list[Span]] = defaultdict(list)
        for at in positions:
            passage = self._material.passages[at]
            if whole and passage.answer in self._single:
                held[passage.answer] = [(0, len(self._material.answers[passage.answer].text))]
            else:
                held[passage.answer].append((passage.start, passage.end))
        return held

    def _texts(self, answer: int, spans: Sequence[Span]) -> list[str]:
        return [self._material.answers[answer].text[start:end] for start, end in spans]

    def _why(self, text: str) -> bool:
        if text not in self._reasons:
            self._reasons[text] = gives_reason(text)
        return self._reasons[text]

    def _stances(self, said: Mapping[int, Sequence[Span]], about: frozenset[str]) -> Stances:
        sides = Counter(_together([self._side(text, about) for text in self._texts(at, spans)]) for at, spans in said.items())
        return Stances(sides["for"], sides["against"], sides["mixed"], sides["unclear"])

    def _side(self, text: str, about: frozenset[str]) -> Stance:
        if text not in self._clauses:
            self._clauses[text] = clauses(text)
        return side(self._clauses[text], about)

    def _checks(self, answer: int, spans: Sequence[Span]) -> int:
        """How many things to check lie in these spans."""
        held = self._checkable.get(self._material.answers[answer].id)
        return sum(any(start <= one[0] and one[1] <= end for start, end in spans) for one in held.spans) if held else 0


def checkable(answers: Sequence[Comment]) -> tuple[Evidence, ...]:
    """What can be checked, for every answer that holds something of the kind, in their order."""
    found = ((answer.id, evidence(answer.text)) for answer in answers)
    return tuple(Evidence(answer_id, spans) for answer_id, spans in found if spans)


def _together(sides: Sequence[Stance]) -> Stance:
    """One person's side from several passages."""
    shown = set(sides) - {"unclear"}
    if not shown:
        return "unclear"
    return shown.pop() if len(shown) == 1 else "mixed"
