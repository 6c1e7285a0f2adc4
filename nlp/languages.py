"""Which language each answer is in: noticed by its alphabet, by a vote of function words, and by the company it keeps.

A sentence in any language is a third grammar, so the words of grammar it holds tell its language (Grefenstette 1995). Short
answers may hold none: they are taken to be in the main language of the set, unless their words occur only in answers that
are surely in another one. Nothing is learnt from anywhere else, and nothing is downloaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.function_words import ALSO_ENGLISH
from nlp.function_words import LATIN as LATIN_WORDS
from nlp.language_names import named
from nlp.other_alphabets import OTHER
from nlp.scripts import LATIN, holds, script
from nlp.types import Comment, Unplaced
from nlp.words import GRAMMAR, NEGATED, NEGATIONS, STOP, WEAK_ALONE

FEWEST_OF_A_LANGUAGE = 10
"""Answers in a language other than the main one that are themed apart; fewer are for somebody who reads the language.

The number does not grow with the set: sixty answers in Welsh are worth themes of their own among ten thousand in English.
"""
SURE = 2.5
"""Evidence of three words of grammar, or of two of which no other language has one."""
LIKELY = 1.5
"""Evidence of one word of grammar that no other language has: enough for a language that others of the set surely write."""
MAIN_SHARE = 0.1
"""Where a smaller share tells its language, as in sets of single words, the question does, or English is assumed."""
LEAD = 1.25
"""How many times the evidence of the next language one must have to be sure."""
NEAR = 0.8
"""Languages with at least this share of the best one's evidence stay in question: Danish beside Norwegian."""
OF_ITS_OWN = 0.5
"""How much more a word weighs that only one language has."""
BY_LETTER = 0.5
MOST_BY_LETTERS = 1.0

BY_SCRIPT: dict[str, tuple[str, ...]] = {
    "Arab": ("ar", "fa", "ur"),
    "Armn": ("hy",),
    "Beng": ("bn",),
    "Cyrl": ("ru", "uk", "bg"),
    "Deva": ("hi",),
    "Ethi": ("am",),
    "Geor": ("ka",),
    "Grek": ("el",),
    "Gujr": ("gu",),
    "Guru": ("pa",),
    "Hang": ("ko",),
    "Hani": ("zh", "ja"),
    "Hebr": ("he",),
    "Kana": ("ja",),
    "Khmr": ("km",),
    "Knda": ("kn",),
    "Laoo": ("lo",),
    "Mlym": ("ml",),
    "Mymr": ("my",),
    "Orya": ("or",),
    "Sinh": ("si",),
    "Taml": ("ta",),
    "Telu": ("te",),
    "Thai": ("th",),
}
"""The languages of each script other than Latin, the commonest first."""

LETTERS: dict[str, str] = {
    "cy": "ŵŷẁỳ",
    "de": "äöüß",
    "es": "ñ¿¡",
    "pl": "łżśćńąęź",
    "cs": "řěů",
    "hu": "őű",
    "ro": "ățșţ",
    "tr": "ğış",
    "nb": "øå",
    "da": "øåæ",
    "sv": "åäö",
    "fi": "äö",
    "pt": "ãõ",
    "lt": "ėįųū",
    "lv": "āēīūģķļņ",
    "et": "õäö",
    "vi": "ơưđạảấầẩậắằặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỵỷỹ",
    "ur": "ٹڈڑںےہھگچپ",
    "fa": "پچژگ",
    "ar": "ةىأإ",
    "uk": "іїєґ",
    "ru": "ыэё",
    "bg": "ъ",
}
"""Letters that lend weight to a language without proving it: a Welsh place name in an English answer has them too."""

_ALSO_ENGLISH = frozenset(ALSO_ENGLISH.split())
_NO_GRAMMAR = _ALSO_ENGLISH - STOP - NEGATIONS - NEGATED - GRAMMAR - WEAK_ALONE
_ENGLISH_WORDS = STOP | NEGATIONS | NEGATED | GRAMMAR | WEAK_ALONE | _ALSO_ENGLISH


def _listed() -> dict[str, tuple[str, ...]]:
    """Each function word with the languages that have it, in order of their codes."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    lists = {**LATIN_WORDS, **OTHER}
    for language in sorted(lists):
        for word in sorted(set(lists[language].split())):
            held[word].append(language)
    for word in sorted(_ENGLISH_WORDS):
        held[word].append("en")
    return {word: tuple(sorted(languages)) for word, languages in held.items()}


LISTED = _listed()
_FOREIGN = frozenset(word for word, languages in LISTED.items() if "en" not in languages)
_ENGLISH_ALONE = frozenset(word for word, languages in LISTED.items() if languages == ("en",)) - _ALSO_ENGLISH
_APART = str.maketrans(dict.fromkeys("'’ʼ.,;:!?()[]{}\"“”‘/\\|-–—…*_&+=<>#@£$%^~`0123456789¿¡«»„،؛؟।", " "))


@dataclass(frozen=True, slots=True)
class Vote:
    """What one text says of its own language: the languages in question, likeliest first, and whether the first is sure."""

    candidates: tuple[str, ...]
    evidence: float
    """For the first of them, about one for each word of grammar."""
    sure: bool


UNKNOWN = Vote((), 0.0, False)
_PLAIN_ENGLISH = Vote(("en",), SURE, True)
_LIKELY_ENGLISH = Vote(("en",), LIKELY, False)


def vote(text: str) -> Vote:
    """The vote of one text by its script, its letters and its words of grammar."""
    folded = text.casefold().translate(_APART)
    if folded.isascii():
        words = folded.split()
        if _FOREIGN.isdisjoint(words) and not _ENGLISH_ALONE.isdisjoint(words):
            return _PLAIN_ENGLISH if sum(map(_ENGLISH_ALONE.__contains__, words)) > 1 else _LIKELY_ENGLISH
        return _decided(_counted(LISTED.keys() & words))
    written = script(folded)
    if written is None:
        return UNKNOWN
    if written == LATIN:
        return _decided(_with_letters(_counted(LISTED.keys() & folded.split()), folded))
    return _of_script(written, folded)


def _counted(known: Iterable[str]) -> dict[str, float]:
    """The evidence for each language: one for each distinct word of its grammar, and half as much again for one of its own.

    An English word that is grammar elsewhere ("care" in Romanian) speaks half as loud for English.
    """
    held: defaultdict[str, float] = defaultdict(float)
    for word in known:
        languages = LISTED[word]
        for language in languages:
            held[language] += 1 if len(languages) > 1 else 1 + OF_ITS_OWN
        if word in _NO_GRAMMAR:
            held["en"] -= 0.5
    return held


def _with_letters(held: dict[str, float], folded: str) -> dict[str, float]:
    letters = set(folded)
    found = {language: BY_LETTER * len(letters & set(own)) for language, own in LETTERS.items()}
    return {
        language: held.get(language, 0.0) + min(MOST_BY_LETTERS, found.get(language, 0.0))
        for language in sorted({*held, *found})
        if held.get(language) or found.get(language)
    }


def _of_script(written: str, folded: str) -> Vote:
    """A script with one language decides alone; among several, letters and words of grammar do."""
    if written == "Hani" and holds(folded, "Kana"):
        written = "Kana"
    among = BY_SCRIPT[written]
    if len(among) == 1:
        return Vote(among, SURE, True)
    if written == "Hani":
        return Vote(("zh", "ja"), LIKELY, any(character in _CHINESE for character in folded))
    held = _with_letters(_counted(LISTED.keys() & folded.split()), folded)
    said = _decided({language: held.get(language, 0.0) + 0.01 * (len(among) - at) for at, language in enumerate(among)})
    return Vote(said.candidates, max(LIKELY, said.evidence), said.sure)


_CHINESE = frozenset("的了是在我你他她们這这那没沒也都就和与與很更还還要会會吗嗎呢吧着著过過么麼怎谁誰什")


def _decided(held: dict[str, float]) -> Vote:
    if not held:
        return UNKNOWN
    order = sorted(held, key=lambda language: (-held[language], language != "en", language))
    best = held[order[0]]
    second = held[order[1]] if len(order) > 1 else 0.0
    near = tuple(language for language in order if held[language] >= NEAR * best)
    return Vote(near, best, best >= SURE and best > LEAD * second and (near[0] == "en" or "en" not in near))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The languages of a set of answers, and what is needed to tell that of any one of them."""

    main: str
    """The language of most answers."""
    sure: dict[str, int]
    """Answers that are surely in each language, by code."""
    own_words: dict[str, str] = field(repr=False)
    """Words found in sure answers of one language other than the main one, and in none of the main one."""
    main_words: frozenset[str] = field(repr=False)
    """Words found in answers in the main language; empty where nobody surely wrote in another."""

    def language(self, text: str) -> str:
        """The BCP 47 code of a text's language; the main language where the text itself does not tell."""
        said = vote(text)
        if said.sure:
            return said.candidates[0]
        if said.candidates and script(text) != LATIN and script(text) is not None:
            return max(said.candidates, key=lambda one: (self.sure.get(one, 0), -said.candidates.index(one)))
        if self.main in said.candidates:
            return self._by_words(text) if len(said.candidates) > 1 else self.main
        heard = [one for one in said.candidates if one in self.sure and (said.evidence >= LIKELY or self._is_strange(text))]
        return max(heard, key=lambda one: (self.sure[one], one)) if heard else self._by_words(text)

    def _is_strange(self, text: str) -> bool:
        """Whether nobody who surely wrote in the main language used any of the text's words."""
        return bool(self.main_words) and self.main_words.isdisjoint(_words(text))

    def _by_words(self, text: str) -> str:
        """The language that alone uses more words of the text than the main one uses at all, or the main one."""
        if not self.own_words:
            return self.main
        words = set(_words(text))
        found = Counter(self.own_words[word] for word in sorted(words) if word in self.own_words)
        best = min(found, key=lambda one: (-found[one], one), default=self.main)
        return best if found[best] > len(words & self.main_words) else self.main


def _words(text: str) -> list[str]:
    return text.casefold().translate(_APART).split()


def listen(texts: Iterable[str], question: str = "") -> Spoken:
    """Which languages a set of texts is in. `question` decides where the texts themselves do not.

    Each text is a person's answer, as often as it was given. The order of the texts changes nothing.
    """
    heard = Counter(texts)
    votes = {text: vote(text) for text in heard}
    sure: Counter[str] = Counter()
    likely: Counter[str] = Counter()
    for text, said in votes.items():
        if said.sure:
            sure[said.candidates[0]] += heard[text]
        if said.evidence >= LIKELY:
            likely[said.candidates[0]] += heard[text]
    main = _most(likely)
    if main is None or likely[main] < MAIN_SHARE * heard.total():
        main = _asked_in(question)
    return Spoken(main, dict(sorted(sure.items())), *_vocabularies(votes, main))


def _asked_in(question: str) -> str:
    said = vote(question)
    return said.candidates[0] if said.sure else "en"


def _most(held: Counter[str]) -> str | None:
    return min(held, key=lambda language: (-held[language], language != "en", language), default=None)


def _vocabularies(votes: dict[str, Vote], main: str) -> tuple[dict[str, str], frozenset[str]]:
    """For each word that surely belongs to one language other than the main one, that language; and the words of the main one."""
    others: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, said in votes.items():
        if said.sure and said.candidates[0] != main:
            for word in set(_words(text)):
                others[word][said.candidates[0]] += 1
    if not others:
        return {}, frozenset()
    plain = frozenset(word for text, said in votes.items() if said.candidates == (main,) for word in _words(text))
    own = {word: min(found, key=lambda one: (-found[one], one)) for word, found in sorted(others.items()) if word not in plain}
    return own, plain


@dataclass(frozen=True, slots=True)
class Part:
    """The answers in one language, in the order given."""

    language: str
    answers: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A set of answers by language, and those in a language that too few people used."""

    parts: tuple[Part, ...]
    """To be themed apart: the main language first, then the larger before the smaller."""
    unread: tuple[Unplaced, ...]
    """In order of id."""
    notes: tuple[str, ...]
    """What a reader must know of the languages; nothing where all is in English."""


def parted(answers: Sequence[Comment], spoken: Spoken) -> Parted:
    """The answers by language; there must be one at least.

    Those in the main language are themed whatever their number, those in another when there are `FEWEST_OF_A_LANGUAGE`.
    """
    held: defaultdict[str, list[Comment]] = defaultdict(list)
    for answer in answers:
        held[spoken.language(answer.text)].append(answer)
    order = sorted(held, key=lambda language: (language != spoken.main, -len(held[language]), language))
    parts = [Part(language, tuple(held[language])) for language in order]
    enough = [part for at, part in enumerate(parts) if at == 0 or len(part.answers) >= FEWEST_OF_A_LANGUAGE]
    few = [part for part in parts if part not in enough]
    unread = [Unplaced(answer.id, "other-language", why_unread(part.language)) for part in few for answer in part.answers]
    return Parted(tuple(enough), tuple(sorted(unread, key=lambda one: one.answer_id)), tuple(_notes(enough, few)))


def why_unread(language: str) -> str:
    """Why an answer in a language that few used is in no theme, and what to do about it."""
    return (
        f"The answer is in {named(language)}, in which fewer than {FEWEST_OF_A_LANGUAGE} people wrote: too few for themes of "
        "their own. Have it read, or translated, by somebody who knows the language."
    )


def _notes(enough: Sequence[Part], few: Sequence[Part]) -> list[str]:
    main = enough[0]
    told = []
    if main.language != "en":
        told.append(f"{_are(main)} in {named(main.language)}: the themes are named in it.")
    told += [f"{_are(part)} in {named(part.language)}: they are themed apart, in their own words." for part in enough[1:]]
    return told + [
        f"{_are(part)} in {named(part.language)}, too few for themes of their own: have them read by somebody who knows it."
        for part in few
    ]


def _are(part: Part) -> str:
    return f"{len(part.answers)} answers are" if len(part.answers) != 1 else "1 answer is"
