"""Stems for languages other than English: Snowball where NLTK has it, endings taken off lightly elsewhere.

Light stemming takes one ending of a short list off a word that stays long enough (after Savoy 2006). Stems
are for counting only; what a reader sees is always a form that somebody wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from nltk.stem.snowball import ArabicStemmer, SnowballStemmer

SNOWBALL = {
    "da": "danish",
    "de": "german",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}

ENDINGS: dict[str, str] = {
    "bg": "ията ите ята ата ото ета ове еве ът ят та то те и а я о е",
    "bn": "গুলোর গুলো গুলি দের ের তে কে রা টা টি র",
    "ca": "cions ions ció ment es os as s a e o",
    "cs": "ových ového ami ách ech ích ého ému ých ými ům ou em ám ov om ů y i a e o u á é í ý",
    "cy": "iadau feydd oedd iaid iau ion ydd wyr au od on",
    "el": "ους ουν ων ες ας ης ου ος οι ια ιο εις ει α η ο ι ε υ ω",
    "et": "dega dele dest ide des ste id ed ga le st s d e a i u",
    "fa": "هایی های ها ی",
    "ga": "eanna anna acha eacha ean aí an",
    "gd": "ichean achan eannan ean an",
    "gu": "ોમાં ોને ોની ો ી ા ું ે",
    "hi": "ियों ाओं ियाँ ों ें ीं ां ी ा े ो ि ु",
    "hr": "ijega ima ama oga ega om em og eg ih im a e i o u",
    "ko": "에서는 에서 으로 에게 까지 부터 이나 은 는 이 가 을 를 에 의 도 와 과 로 만 들",
    "lt": "iams iais uose ose ams ais oms omis ų us as is ai ei os ės io iu ui ą ę į o a e ė i u y",
    "lv": "iem ajiem ajām ām as es is us ai ei am os ā ē ī ū a e i o u s š",
    "pa": "ੀਆਂ ਿਆਂ ਾਂ ੇ ੀ ਾ ਿ",
    "pl": "ościami owych owego ami ach ów owi ego emu ych ich ymi imi iem em om iom iej ej ie ia ię ią ii ą ę y i a e o u",
    "sk": "ových ového ami ách och ého ému ých ými om ou ov iam y i a e o u á é í ý",
    "sq": "ave eve ëve it in ët et ën at ut i a e u",
    "sw": "",
    "ta": "களுக்கு களில் களை கள் ுக்கு ில் ின் ும் ை",
    "tr": "lerinin larının lerden lardan lerin ların lere lara lerde larda leri ları nin nın nun nün ler lar den dan ten tan "
    "de da te ta si sı su sü in ın un ün i ı u ü e a",
    "uk": "ами ями ого ому ими іми ах ях ів їв ою ею ий ій их ам ям ом ем а я у ю и і ї о е ь",
    "ur": "وں یں یاں ے ی ا",
}
"""Endings of nouns and adjectives, the first that fits taken off."""

SHORTEST_LEFT = {"ko": 2, "bn": 2, "gu": 2, "hi": 2, "pa": 2, "ur": 2, "fa": 3, "el": 3, "ta": 3}
USUALLY_LEFT = 4
ACCENTS = str.maketrans("άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ")
LENITED = "bcdfgmpst"
ECLIPSED = {"mb": "b", "gc": "c", "nd": "d", "bhf": "f", "ng": "g", "bp": "p", "dt": "t", "ts": "s"}

# What a Welsh word may begin with in place of its own first letter, and that letter (soft, nasal and breathed mutation).
MUTATED = {
    "b": ("p",),
    "f": ("b", "m"),
    "mh": ("p",),
    "m": ("b",),
    "ph": ("p",),
    "d": ("t",),
    "dd": ("d",),
    "nh": ("t",),
    "n": ("d",),
    "th": ("t",),
    "g": ("c",),
    "ngh": ("c",),
    "ng": ("g",),
    "ch": ("c",),
    "l": ("ll", "gl"),
    "r": ("rh", "gr"),
    "": ("g",),
}


def stemmer(language: str) -> Callable[[str], str]:
    """From a folded word to its stem, remembered by word; the word itself where nothing is known of the language."""
    return lru_cache(maxsize=100_000)(_plain(language))


def _plain(language: str) -> Callable[[str], str]:
    if language == "ar":
        return _arabic
    if language in SNOWBALL:
        return partial(_snowball, SnowballStemmer(SNOWBALL[language]))
    if language == "ja":
        return _japanese
    if language in {"ga", "gd"}:
        return partial(_gaelic, language)
    return partial(light, language)


def _snowball(found: SnowballStemmer, word: str) -> str:
    return str(found.stem(word)) or word


def _arabic(word: str) -> str:
    # NLTK's Arabic stemmer remembers the word before: a new one for each keeps the order of answers out of the result
    return str(ArabicStemmer().stem(word)) or word


def _japanese(word: str) -> str:
    """A character without the sign that bends it: 高い and 高く meet in 高."""
    return word[0] if len(word) == 2 and word[0] >= "\u4e00" and "\u3040" <= word[1] <= "\u309f" else word


@lru_cache(maxsize=64)
def _endings(language: str) -> tuple[str, ...]:
    return tuple(ENDINGS.get(language, "").split())


def light(language: str, word: str) -> str:
    """The word without the first of its language's endings that fits and leaves enough of it."""
    if language == "el":
        word = word.translate(ACCENTS)
    least = SHORTEST_LEFT.get(language, USUALLY_LEFT)
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _gaelic(language: str, word: str) -> str:
    """Irish or Scottish Gaelic without the change at the beginning (an bus, na mbusanna, bhus) and without its ending."""
    for changed, own in ECLIPSED.items():
        if language == "ga" and word.startswith(changed) and len(word) > len(changed) + 2:
            word = own + word[len(changed) :]
            break
    if len(word) > 3 and word[0] in LENITED and word[1] == "h":
        word = word[0] + word[2:]
    return light(language, word)


def fold_mutations(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """Welsh stems mapped to the form without mutation, where the answers hold it: feddyg to meddyg, barcio to parcio."""
    return _folded_to(documents, _unmutated)


def _unmutated(stem: str) -> list[str]:
    return [
        first + stem[len(changed) :]
        for changed, own in MUTATED.items()
        if stem.startswith(changed) and len(stem) - len(changed) >= 3
        for first in own
    ]


def fold_doubled(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """German stems with a doubled last letter mapped to the one without, where the answers hold it: Busse and Bus meet."""
    return _folded_to(documents, lambda stem: [stem[:-1]] if len(stem) > 3 and stem[-1] == stem[-2] else [])


def fold_prefixes(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """Hebrew stems without a joined article, preposition or "and", where the answers hold the bare word too."""
    return _folded_to(documents, lambda stem: [stem[1:]] if stem[:1] in "והבלמשכ" and len(stem) > 3 else [])


def _folded_to(documents: Sequence[Sequence[str]], roots: Callable[[str], list[str]]) -> dict[str, str]:
    """Each stem mapped to the commonest of its possible roots that is itself found here; roots themselves are not mapped on."""
    counts = Counter(stem for document in documents for stem in set(document))
    found = {
        stem: min(known, key=lambda root: (-counts[root], root))
        for stem in sorted(counts)
        if (known := [root for root in roots(stem) if root in counts])
    }
    return {stem: root for stem, root in found.items() if root not in found}


def no_families(documents: Sequence[Sequence[str]]) -> dict[str, str]:
    """No word families beyond what stems bring together."""
    return {}
