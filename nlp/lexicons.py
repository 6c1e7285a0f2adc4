"""What the method must know of a language, as one value that is passed along: stems, grammar, denials, bare words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from nlp import tokens
from nlp.bare_words import BARE
from nlp.function_words import LATIN
from nlp.other_alphabets import OTHER
from nlp.segments import parts, segments, together
from nlp.stemming import fold_doubled, fold_mutations, fold_prefixes, no_families, stemmer
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
FUNCTION_WORDS = {**LATIN, **OTHER}


ENDS = r"\s+/+\s+|(?<=[.!?;:])\s+|\s*[\n;]+\s*|\s+[-–—]\s+"
ENDS_ELSEWHERE = r"|(?<=[。！？；])|(?<=[؟؛।])\s*"


def cut_before(starting: str, after_comma: str, ends: str = ENDS) -> re.Pattern[str]:
    """Where a long answer is cut: ends of sentences, new lines, dashes; before words that turn, and others after a comma.

    Both lists are words joined by "|", and may be empty.
    """
    before = rf"|\s+(?=(?:{starting})\b)" if starting else ""
    comma = rf"|[,،]\s+(?=(?:{after_comma})\b)" if after_comma else ""
    return re.compile(ends + comma + before, re.IGNORECASE)


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
    spelt: Callable[[Sequence[str]], str] = field(default=" ".join, compare=False, repr=False)
    """Neighbouring tokens as they are written: most often with spaces between them."""

    def __reduce__(self) -> tuple[Callable[[str], Lexicon], tuple[str]]:
        return lexicon, (self.language,)

    def words(self, text: str) -> list[str]:
        """The words of a text, folded, in order."""
        return [word for found in self.tokens(text.casefold()) if (word := found.translate(tokens.APOSTROPHES))]

    def stems(self, text: str) -> list[str]:
        """The stems of the words that carry meaning, in order; empty when the text is all grammar."""
        return [found for word in self.words(text) if (found := self.content(word)) is not None]


def lexicon(language: str) -> Lexicon:
    """The lexicon of a language by its BCP 47 code; one without lists where nothing is known of the language."""
    return ENGLISH if language == "en" else _built(language)


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


SPLIT_AT_APOSTROPHE = frozenset({"ca", "cy", "es", "fr", "ga", "gd", "it", "pt"})
"""Languages in which an apostrophe joins two words; elsewhere it stands inside one."""
SPACELESS = frozenset({"ja", "th", "zh"})
TOKENS: dict[str, Callable[[str], list[str]]] = {
    **dict.fromkeys(sorted(SPLIT_AT_APOSTROPHE), parts),
    **dict.fromkeys(sorted(SPACELESS), segments),
}
FAMILIES = {"cy": fold_mutations, "de": fold_doubled, "he": fold_prefixes}


@lru_cache(maxsize=128)
def _built(language: str) -> Lexicon:
    lists = {name: frozenset(text.split()) for name, text in BARE.get(language, {}).items()}
    grammar = frozenset(FUNCTION_WORDS.get(language, "").split())
    no, inside, more = (lists.get(name, NONE) for name in ("no", "inside", "more"))
    stem = stemmer(language)
    weak = frozenset(stem(word) for word in lists.get("bare", NONE))
    nothings = _phrases(language, "nothing")
    return Lexicon(
        language=language,
        tokens=TOKENS.get(language, tokens.WORD.findall),
        stem=stem,
        content=lru_cache(maxsize=100_000)(partial(_content, stem, grammar | _plain(grammar), no, language in SPACELESS)),
        families=FAMILIES.get(language, no_families),
        negation_stems=frozenset(stem(word) for word in no),
        weak_stems=weak,
        nameless=weak,
        edges=grammar | _plain(grammar) | no | (SIGNS if language == "ja" else NONE),
        inner=inside - no,
        kept_inside=inside | more,
        openers=more,
        before_noun=inside,
        non_answers=_phrases(language, "unanswering"),
        nothings=nothings,
        nothing=stem(min(nothings, default="nothing")),
        breaks=_breaks(BARE.get(language, {}).get("turn", "").split(), inside),
        shortest_alone=2 if language in SPACELESS or language == "ko" else 3,
        spelt=together if language in SPACELESS | SPLIT_AT_APOSTROPHE else " ".join,
    )


def _content(stem: Callable[[str], str], grammar: frozenset[str], no: frozenset[str], spaceless: bool, word: str) -> str | None:
    if word in no:
        return stem(word)
    if word in grammar or (len(word) == 1 and word.isascii() and not word.isdigit()):
        return None
    if spaceless and (HIRAGANA.fullmatch(word) or any(character in grammar for character in word if character >= "\u4e00")):
        return None
    return stem(word)


def _plain(grammar: frozenset[str]) -> frozenset[str]:
    """The same words as people type them who leave accents out."""
    return frozenset(unicodedata.normalize("NFD", word).translate(_NO_ACCENTS) for word in grammar if word[:1] < "\u0250")


_NO_ACCENTS = dict.fromkeys(range(0x300, 0x370))
HIRAGANA = re.compile("[\u3040-\u309f]+")
SIGNS = frozenset(map(chr, range(0x3040, 0x30A0)))


def _phrases(language: str, name: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in BARE.get(language, {}).get(name, "").split("|")) - {""}


def _breaks(turning: Sequence[str], inside: frozenset[str]) -> re.Pattern[str]:
    """ "And" cuts only after a comma; "but" cuts wherever it stands."""
    return cut_before("|".join(word for word in turning if word not in inside), "|".join(turning), ENDS + ENDS_ELSEWHERE)
