"""Words to stems: lower case, stop words out, spelling folded. English; for others see `lexicons.py`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from nltk.stem.snowball import SnowballStemmer

from nlp.words import IRREGULAR, NEGATED, STOP

MARKS = "\u200c" + "".join(chr(at) for at in range(0x300, 0x1E00) if unicodedata.category(chr(at)).startswith("M"))
"""Signs that belong to the letter before them (the vowels of Hindi, accents set apart), and the joint of Persian words."""
_LETTERS = rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*"
WORD = re.compile(rf"{_LETTERS}(?:['’ʼ]{_LETTERS})*")
APOSTROPHES = str.maketrans("", "", "'’ʼ")

_STEMMER = SnowballStemmer("english")
RARE_AT_MOST = 2
COMMON_AT_LEAST = 4
SHORTEST_FOLDED = 5
SHORTEST_ROOT = 4
FAR_COMMONER = 20
"""A slip that several people make folds all the same when the right spelling is this many times as common."""
LONG_ENOUGH_TO_SHUFFLE = 7
ENDINGS = ("ship", "ian", "ist", "ism", "ment", "ness", "less", "ful", "er", "al", "ic")


def words(text: str) -> list[str]:
    """The words of a text, case folded and without apostrophes, in order: `"Don't KNOW"` gives `["dont", "know"]`."""
    # an apostrophe may stand alone and be a letter to Unicode (U+02BC): it is no word
    return [word for found in WORD.findall(text.casefold()) if (word := found.translate(APOSTROPHES))]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of one folded word."""
    return str(_STEMMER.stem(IRREGULAR.get(word, word)))


@lru_cache(maxsize=200_000)
def content(word: str) -> str | None:
    """The stem of a word that carries meaning; None for a stop word. Every negated auxiliary becomes `not`."""
    if word in NEGATED:
        return "not"
    if word in STOP or (len(word) == 1 and word.isascii() and not word.isdigit()):
        return None
    return stem(word)


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order; empty when the text is all grammar."""
    return [found for word in words(text) if (found := content(word)) is not None]


def fold_spelling(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """Rare stems that are one slip away from a common one, mapped to it.

    A stem in at most two documents, of five letters or more, folds to a stem found at least four times and four times as
    often that can be reached by one missing, added, changed or swapped letter (SymSpell's deletion keys, Garbe 2012), or, if
    long, has the same letters in another order. A slip that many make folds when the right spelling is far commoner.
    """
    counts = Counter(stem_ for document in documents for stem_ in set(document))
    index = slip_index(counts)
    return {
        rare: best
        for rare, count in sorted(counts.items())
        if len(rare) >= SHORTEST_FOLDED and not rare.isdigit()
        if (best := nearest(rare, count, counts, index)) is not None
    }


def slip_index(counts: Counter[str]) -> dict[str, list[str]]:
    """The common stems by every way in which they could be slipped on; `counts` says in how many documents each stem is."""
    index: dict[str, list[str]] = {}
    for known, count in sorted(counts.items()):
        if count >= COMMON_AT_LEAST and len(known) >= SHORTEST_FOLDED:
            for key in _slips(known):
                index.setdefault(key, []).append(known)
    return index


def fold_families(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """Longer members of a word family mapped to the shortest one found here: leadership and leader to lead, clinician to clinic.

    A stem loses an ending only when what remains is itself a stem of two documents or more, four letters at least: the
    answers themselves attest the family (corpus-based stemming, Xu and Croft 1998).
    """
    counts = Counter(stem_ for document in documents for stem_ in set(document))
    roots = {stem_ for stem_, count in counts.items() if count >= 2 and len(stem_) >= SHORTEST_ROOT}
    return {stem_: root for stem_ in sorted(counts) if (root := _root(stem_, roots)) != stem_}


def _root(stem_: str, roots: set[str]) -> str:
    for ending in ENDINGS:
        if stem_.endswith(ending):
            shorter = stem_[: -len(ending)]
            found = shorter if shorter in roots else _root(shorter, roots)
            if found in roots:
                return found
    return stem_


def nearest(rare: str, count: int, counts: Counter[str], index: dict[str, list[str]]) -> str | None:
    """The common stem that a rare one (of five letters or more, in `count` documents) is a slip of, if any."""
    found = {known for key in _slips(rare) for known in index.get(key, ()) if _near(rare, known, count, counts[known])}
    return min(found, key=lambda known: (-counts[known], known), default=None)


def _near(rare: str, known: str, count: int, known_count: int) -> bool:
    enough = COMMON_AT_LEAST if count <= RARE_AT_MOST else FAR_COMMONER if len(rare) > SHORTEST_FOLDED else float("inf")
    return known_count >= enough * count and abs(len(known) - len(rare)) <= 1


def _slips(word: str) -> set[str]:
    # The first letter stays: people rarely slip on it, and it keeps "prices" away from "rices".
    shuffled = {word[0] + "".join(sorted(word[1:])) + word[-1]} if len(word) >= LONG_ENOUGH_TO_SHUFFLE else set()
    return {word} | shuffled | {word[:at] + word[at + 1 :] for at in range(1, len(word))}


def folded(document: Iterable[str], spelling: dict[str, str]) -> list[str]:
    """The document with every slip replaced by what `fold_spelling` found for it."""
    return [spelling.get(stem_, stem_) for stem_ in document]
