"""What the method must know of a language, as one value that is passed along: stems, grammar, denials, bare words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nlp import tokens
from nlp.words import (
    BARE_VERBS,
    BEFORE_NOUN,
    BEFORE_VERB,
    FILLERS,
    GRAMMAR,
    INNER,
    NEGATIONS,
    NON_ANSWERS,
    NOTHINGS,
    STOP,
    WEAK_ALONE,
    WEAK_VERBS,
)

NONE: frozenset[str] = frozenset()


def cut_before(starting: str, after_comma: str) -> re.Pattern[str]:
    """Where a long answer is cut: ends of sentences, new lines, dashes; before words that turn, and others after a comma.

    Both lists are words joined by "|".
    """
    return re.compile(
        rf"\s+/+\s+|(?<=[.!?;:])\s+|\s*[\n;]+\s*|,\s+(?=(?:{after_comma})\b)|\s+(?=(?:{starting})\b)|\s+[-–—]\s+",
        re.IGNORECASE,
    )


BREAK = cut_before("but|however|although|whereas|and also|plus", "and|but|also|because|so")


def _known(default: frozenset[str] = NONE) -> frozenset[str]:
    """A field that does not tell two lexicons apart: the language does."""
    return field(default=default, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language as the method sees it. Two lexicons are equal when their language is; copies are cheap to send to a process."""

    language: str
    """BCP 47 code."""
    tokens: Callable[[str], list[str]] = field(compare=False, repr=False)
    """The words of a text as they are written, in order."""
    stem: Callable[[str], str] = field(compare=False, repr=False)
    """The stem of one folded word."""
    content: Callable[[str], str | None] = field(compare=False, repr=False)
    """The stem of a folded word that carries meaning; None for grammar."""
    families: Callable[[Sequence[Sequence[str]]], dict[str, str]] = field(compare=False, repr=False)
    """From documents of stems: longer members of a word family mapped to the one they are read as."""
    negation_stems: frozenset[str] = _known()
    """Who denies what is a matter of stance, hardly of subject."""
    weak_stems: frozenset[str] = _known()
    """Stems too bare to tell answers apart, or to name them."""
    nameless: frozenset[str] = _known()
    """Stems of words that name nothing alone, the weak ones among them."""
    edges: frozenset[str] = _known()
    """Words that never begin or end a heading."""
    inner: frozenset[str] = _known()
    """Grammar that reads well in the middle of a heading, and is not counted there."""
    kept_inside: frozenset[str] = _known()
    """Words that may stand in the middle of a heading although they may not stand at its edge."""
    openers: frozenset[str] = _known()
    """Words that may begin a heading although they are grammar: no, more, less."""
    before_noun: frozenset[str] = _known()
    before_verb: frozenset[str] = _known()
    non_answers: frozenset[str] = _known()
    """Whole answers, folded, that answer nothing."""
    nothings: frozenset[str] = _known()
    """Whole answers that are a real answer where the question invites them ("nothing"), and none elsewhere."""
    nothing: str = field(default="nothing", compare=False, repr=False)
    """The stem that those stand for."""
    breaks: re.Pattern[str] = field(default=BREAK, compare=False, repr=False)
    """Where a long answer is cut into passages."""
    shortest_alone: int = field(default=3, compare=False, repr=False)
    """The fewest letters of a word that may be a heading by itself."""

    def __reduce__(self) -> tuple[Callable[[str], Lexicon], tuple[str]]:
        return lexicon, (self.language,)

    def words(self, text: str) -> list[str]:
        """The words of a text, folded, in order."""
        return [word for found in self.tokens(text.casefold()) if (word := found.translate(tokens.APOSTROPHES))]

    def stems(self, text: str) -> list[str]:
        """The stems of the words that carry meaning, in order; empty when the text is all grammar."""
        return [found for word in self.words(text) if (found := self.content(word)) is not None]

    def spelt(self, run: Sequence[str]) -> str:
        """Neighbouring tokens as they are written: with spaces between them."""
        return " ".join(run)


def lexicon(language: str) -> Lexicon:
    """The lexicon of a language by its BCP 47 code."""
    return ENGLISH


WEAK_STEMS = frozenset(tokens.stem(word) for word in WEAK_ALONE) - NEGATIONS

ENGLISH = Lexicon(
    language="en",
    tokens=tokens.WORD.findall,
    stem=tokens.stem,
    content=tokens.content,
    families=tokens.fold_families,
    negation_stems=frozenset({"not", "no", "never"}),
    weak_stems=WEAK_STEMS,
    nameless=WEAK_STEMS | {tokens.stem(word) for word in BARE_VERBS},
    edges=GRAMMAR | FILLERS | WEAK_VERBS | STOP,
    inner=INNER,
    kept_inside=INNER | {"not", "no", "more", "less", "too", "own"},
    openers=frozenset({"no", "more", "less"}),
    before_noun=BEFORE_NOUN,
    before_verb=BEFORE_VERB,
    non_answers=NON_ANSWERS,
    nothings=NOTHINGS,
    nothing=tokens.stem("nothing"),
)
