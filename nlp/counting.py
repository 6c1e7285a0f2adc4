"""Answers read to numbers, each word looked up once: the passages and stems that `nlp.material` finds, many times as fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.clean import LAUGHING_FACES, LAUGHTER, SAYS_NOTHING, is_mash, is_non_answer, reason
from nlp.lexicons import ENGLISH, Lexicon, lexicon
from nlp.material import is_silent, read, telling
from nlp.passages import LONGEST_WHOLE, pieces
from nlp.tokens import APOSTROPHES, SHORTEST_FOLDED, fold_spelling, folded, nearest, slip_index, words
from nlp.types import UnplacedReason

Passages = tuple[tuple[int, ...], ...]
"""For each passage of an answer, the numbers of its stems in order; UNKNOWN for those outside the vocabulary."""

GRAMMAR = -1
UNKNOWN = -2
"""A stem outside the vocabulary: it says nothing by itself, but keeps its neighbours apart."""
JEST = frozenset({"kidding", "joking", "joke", "knock", "punchline", "bar"})
LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in ENGLISH.non_answers | ENGLISH.nothings)
MOST_WORDS = 200_000
"""Words remembered at most, so that a file of random letters fills no memory."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The stems of a sample by number, how slips are read, and what else reading an answer depends on."""

    question: str
    language: str
    """BCP 47 code of the language of most answers."""
    numbers: dict[str, int] = field(repr=False)
    spelling: dict[str, str] = field(repr=False)
    """Stems of the sample that are read as another."""
    counts: Counter[str] = field(repr=False)
    """In how many passages of the sample each stem is: slips met elsewhere fold to common ones."""
    index: dict[str, list[str]] = field(repr=False)
    spread: Counter[str] = field(repr=False)
    """In how many answers of the sample each word is."""


def vocabulary(texts: Sequence[str], question: str, language: str = "en") -> Vocabulary:
    """The vocabulary of a sample of answers, most of them in this language."""
    spoken = lexicon(language)
    raw = [read(text[start:end], spoken) for text in texts for start, end in telling(text, spoken)]
    spelling = fold_spelling(raw)
    families = spoken.families([folded(document, spelling) for document in raw])
    spelling = {**families, **{slip: families.get(meant, meant) for slip, meant in spelling.items()}}
    counts = Counter(found for document in raw for found in set(folded(document, spelling)))
    numbers = {found: at for at, found in enumerate(sorted(counts))}
    spread = Counter(word for text in texts for word in set(words(text)))
    return Vocabulary(question, language, numbers, spelling, counts, slip_index(counts), spread)


class Reader:
    """Reads answers by a vocabulary; it remembers words, and nothing of the answers."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon(vocabulary.language)
        self._numbers = _Lookup(vocabulary, self._lexicon)
        self._nothings = self._lexicon.nothings - {"everything", "all"}

    def read(self, text: str) -> Passages | UnplacedReason | None:
        """The passages of an answer; or why it cannot be themed; or None for a blank one."""
        tokens = self._lexicon.tokens(text.casefold())
        if not tokens or not text.isascii() or "'" in text:
            tokens = [word for token in tokens if (word := token.translate(APOSTROPHES))]
        if not tokens and not any(map(str.isalnum, text)):
            return None
        numbers = self._numbers.of(tokens)
        return self._reason(text, tokens) or self._passages(text, tokens, numbers)

    def _reason(self, text: str, tokens: Sequence[str]) -> UnplacedReason | None:
        """Why an answer cannot be themed: the rules of `nlp.clean`, asked only where they could say so."""
        question = self._vocabulary.question
        if self._lexicon != ENGLISH:
            return reason(text, question, self._vocabulary.spread, self._lexicon)
        if not self._numbers.odd.isdisjoint(tokens) or _marked(text):
            return reason(text, question, self._vocabulary.spread)
        if len(tokens) <= LONGEST_PHRASE or SAYS_NOTHING.issuperset(tokens):
            return "non-answer" if is_non_answer(tokens, question) else None
        return None

    def _passages(self, text: str, tokens: Sequence[str], numbers: list[int]) -> Passages:
        if len(tokens) <= LONGEST_WHOLE and "/" not in text and "\n" not in text and text.count(",") < 2:
            return (self._stems(tokens, numbers),)  # a short answer that is no list is one passage
        if len(tokens) > LONGEST_WHOLE:
            return self._cut(text)
        listed = [self._lexicon.words(text[start:end]) for start, end in telling(text, self._lexicon)]
        return tuple(self._stems(passage, self._numbers.of(passage)) for passage in listed)

    def _cut(self, text: str) -> Passages:
        """The passages of a long answer, as `nlp.passages` cuts and joins and `nlp.material` keeps them, each word read once."""
        joined: list[tuple[list[str], list[int]]] = []
        for start, end in pieces(text, self._lexicon.breaks):
            tokens = self._lexicon.words(text[start:end])
            numbers = self._numbers.of(tokens)
            if joined and (_is_grammar(numbers) or _is_grammar(joined[-1][1])):
                joined[-1][0].extend(tokens)
                joined[-1][1].extend(numbers)
            else:
                joined.append((tokens, numbers))
        told = [one for one in joined if not is_silent(one[0], self._lexicon)]
        return tuple(self._stems(*one) for one in told or joined)

    def _stems(self, tokens: Sequence[str], numbers: list[int]) -> tuple[int, ...]:
        """As `nlp.material.read`: nothings meet, and where all is grammar every word counts."""
        if len(tokens) <= LONGEST_PHRASE and " ".join(tokens) in self._nothings:
            return (self._numbers.number(self._lexicon.nothing),)
        told = tuple(number for number in numbers if number != GRAMMAR)
        return told or tuple(self._numbers.number(self._lexicon.stem(word)) for word in tokens)


class _Lookup(dict[str, int]):
    """The number of each word's stem, GRAMMAR or UNKNOWN, worked out when the word is first met; and which words are odd."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        super().__init__()
        self._vocabulary, self._lexicon = vocabulary, lexicon
        self.odd: set[str] = set()
        """Words that could be a joke or keys struck at random."""

    def of(self, tokens: Sequence[str]) -> list[int]:
        if len(self) > MOST_WORDS:
            self.clear()
            self.odd.clear()
        return [self[token] for token in tokens]

    def __missing__(self, word: str) -> int:
        if word in JEST or LAUGHTER.match(word) or is_mash(word, Counter()):
            self.odd.add(word)
        found = self._lexicon.content(word)
        number = GRAMMAR if found is None else self.number(found)
        self[word] = number
        return number

    def number(self, found: str) -> int:
        """The number of a stem, its spelling folded."""
        known = self._vocabulary
        meant = known.spelling.get(found, found)
        if meant not in known.numbers and len(meant) >= SHORTEST_FOLDED and not meant.isdigit():
            meant = nearest(meant, 1, known.counts, known.index) or meant
        return known.numbers.get(meant, UNKNOWN)


def _marked(text: str) -> bool:
    """Whether a text could play on an abbreviation or laugh: what `nlp.clean` finds by signs rather than words."""
    if "=" in text or ":" in text or "stands for" in text:
        return True
    return not text.isascii() and LAUGHING_FACES.search(text) is not None


def _is_grammar(numbers: Sequence[int]) -> bool:
    return all(number == GRAMMAR for number in numbers)
