"""The answers made ready for counting: passages, their stems, and each distinct passage once with the people who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.clean import is_non_answer
from nlp.lexicons import ENGLISH, Lexicon
from nlp.passages import Span, passages
from nlp.tokens import fold_spelling, folded
from nlp.types import Comment

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One point of one answer: `answers[answer].text[start:end]`, and the distinct unit that it reads as."""

    answer: int
    start: int
    end: int
    unit: int


@dataclass(frozen=True, slots=True)
class Material:
    """Answers in id order, their passages in order, and the distinct passages (units) sorted by their stems."""

    answers: tuple[Comment, ...]
    passages: tuple[Passage, ...]
    units: tuple[Stems, ...]
    people: npt.NDArray[np.float64]
    """Distinct people per unit."""
    spelling: dict[str, str]
    """Stems read as another: slips of the pen, and longer members of a word family."""
    lexicon: Lexicon = ENGLISH
    """The language that the answers are in."""

    def text(self, passage: Passage) -> str:
        """The words of the passage, exactly as stored."""
        return self.answers[passage.answer].text[passage.start : passage.end]

    def contexts(self) -> list[list[str]]:
        """The stems of each whole answer, in order."""
        held: list[list[str]] = [[] for _ in self.answers]
        for passage in self.passages:
            held[passage.answer].extend(self.units[passage.unit])
        return held

    def of_answers(self) -> list[list[int]]:
        """For each answer, the positions of its passages."""
        held: list[list[int]] = [[] for _ in self.answers]
        for at, passage in enumerate(self.passages):
            held[passage.answer].append(at)
        return held


def gather(answers: Sequence[Comment], lexicon: Lexicon = ENGLISH) -> Material:
    """Cut the answers, all in one language, into passages, fold their spelling and collapse those that read the same."""
    spans = [(at, start, end) for at, answer in enumerate(answers) for start, end in telling(answer.text, lexicon)]
    raw = [read(answers[at].text[start:end], lexicon) for at, start, end in spans]
    spelling = fold_spelling(raw)
    families = lexicon.families([folded(document, spelling) for document in raw])
    spelling = {**families, **{slip: families.get(meant, meant) for slip, meant in spelling.items()}}
    documents = [tuple(folded(document, spelling)) for document in raw]
    units = tuple(sorted(set(documents)))
    number = {unit: at for at, unit in enumerate(units)}
    held = tuple(Passage(at, start, end, number[document]) for (at, start, end), document in zip(spans, documents, strict=True))
    writers = {(passage.unit, passage.answer) for passage in held}
    people = np.bincount([unit for unit, _ in sorted(writers)], minlength=len(units)).astype(np.float64)
    return Material(tuple(answers), held, units, people, spelling, lexicon)


def telling(text: str, lexicon: Lexicon = ENGLISH) -> list[Span]:
    """The passages of an answer, without those that only say "I don't know" beside others that say something."""
    spans = passages(text, lexicon)
    told = [(start, end) for start, end in spans if not is_silent(lexicon.words(text[start:end]), lexicon)]
    return told or spans


def is_silent(folded: list[str], lexicon: Lexicon) -> bool:
    """Whether the words of a passage only say that there is nothing to say."""
    return is_non_answer(folded, "", lexicon) or " ".join(folded) in lexicon.nothings


def read(text: str, lexicon: Lexicon = ENGLISH) -> list[str]:
    """The stems of a passage; where it is all grammar ("it was them"), the stems of every word, so that equals still meet."""
    words = lexicon.words(text)
    if " ".join(words) in lexicon.nothings - {"everything", "all"}:
        return [lexicon.nothing]
    return lexicon.stems(text) or [lexicon.stem(word) for word in words]
