"""Names for themes that read like headings people would write, from the members' own words; and terms and a description.

A phrase is scored by how many members used it (coverage), how much more often than people at large (lift), and how
exclusively (precision): the class-based tf-idf idea (Grootendorst 2022) with people in place of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from nlp.phrases import Key, Phrases, written

MOST_TERMS = 8
PHRASE_SHARE = 0.35
"""A phrase is preferred to its commonest word when at least this share of those who used the word used the phrase."""
CUT_SHORT = 0.75
"""A phrase that goes on in the same way this often is a part of the longer one: "less red" of "less red tape"."""
ASKED_WEIGHT = 0.3
"""Words of the question name everybody's answer: they count for less."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a theme is called and why: the phrase behind the name, the share of members who used it, and further terms."""

    name: str
    key: Key
    coverage: float
    terms: tuple[str, ...]
    description: str


def labels(phrases: Phrases, question: str) -> list[Label]:
    """A label for each group, names distinct; larger groups choose first."""
    asked = frozenset(phrases.lexicon.stems(question))
    taken: set[frozenset[str]] = set()
    made: dict[int, Label] = {}
    for group in sorted(range(len(phrases.sizes)), key=lambda at: (-phrases.sizes[at], at)):
        made[group] = _label(group, phrases, asked, taken)
        taken.add(frozenset(made[group].key))
    return [made[group] for group in range(len(phrases.sizes))]


def ranked(group: int, phrases: Phrases, asked: frozenset[str]) -> list[Key]:
    """The phrases of a group that could name it, best first."""
    held = phrases.in_group[group]
    cut_short = {part for key, count in held.items() for part in (key[:-1], key[1:]) if count >= CUT_SHORT * held[part]}
    scored = [(score(key, group, phrases, asked), key) for key in held if key not in cut_short]
    return [key for value, key in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if value > 0]


def score(key: Key, group: int, phrases: Phrases, asked: frozenset[str]) -> float:
    """How well a phrase names a group; 0 for one that cannot."""
    held, size = phrases.in_group[group][key], phrases.sizes[group]
    if held < min(2, size) or not key:
        return 0.0
    everywhere = phrases.in_all[key]
    lift = max(log((held / size) / (everywhere / phrases.people)), 0.0) + 0.05
    value = _reach(key, group, phrases) ** 0.7 * lift * (held / everywhere) ** 0.3
    return float(value) * _shape(key, phrases) * _plainness(key, asked, phrases.lexicon.nameless)


def _reach(key: Key, group: int, phrases: Phrases) -> float:
    """The share of members a name speaks for: half-way (geometrically) between those who used the phrase and its commonest word.

    A phrase says more plainly what its word is about, so it may stand for it, unless few who used the word meant the phrase.
    A word too bare to be a name ("time") has no better one than its commonest phrase ("find the time").
    """
    held, size = phrases.in_group[group][key], phrases.sizes[group]
    if len(key) == 1:
        return held / size
    word = max(key, key=lambda word: (phrases.in_group[group][(word,)], word))
    commonest = phrases.in_group[group][(word,)]
    fits = held >= PHRASE_SHARE * commonest or (held > 1 and word in phrases.lexicon.nameless)
    return float((held * max(held, commonest)) ** 0.5 / size) if fits else 0.5 * held / size


def _shape(key: Key, phrases: Phrases) -> float:
    """Two or three words read best; a lone word, or the last of a phrase, should be a noun."""
    noun = min(1.0, 0.4 + phrases.nounlike(key[-1])) * min(1.0, 0.4 + phrases.standing(key[-1]))
    return noun * {1: 1.0, 2: 1.3, 3: 1.15}.get(len(key), 0.8)


def _plainness(key: Key, asked: frozenset[str], nameless: frozenset[str]) -> float:
    """Less for words of the question and for bare words, which name everybody's answer."""
    if any(word.isdigit() for word in key):
        return 0.3
    weak = sum(word in nameless for word in key)
    if weak == len(key):
        return 0.02 if len(key) == 1 else 0.6
    if all(word in asked or word in nameless for word in key):
        return ASKED_WEIGHT
    return 0.9 if weak or any(word in asked for word in key) else 1.0


def _label(group: int, phrases: Phrases, asked: frozenset[str], taken: set[frozenset[str]]) -> Label:
    order = ranked(group, phrases, asked)
    key = next((key for key in order if frozenset(key) not in taken), order[0] if order else ())
    terms = _terms(key, order, phrases)
    name = sentence_case(written(key, phrases)) if key else phrases.commonest[group]
    coverage = phrases.in_group[group][key] / max(1, phrases.sizes[group])
    return Label(name, key, coverage, terms, describe(terms))


def _terms(first: Key, order: Sequence[Key], phrases: Phrases) -> tuple[str, ...]:
    """Up to eight phrases, none made only of words already listed."""
    listed: list[Key] = [first] if first else []
    seen = set(first)
    for key in order:
        if len(listed) == MOST_TERMS:
            break
        if not seen.issuperset(key) and not all(word in phrases.lexicon.nameless for word in key):
            listed.append(key)
            seen.update(key)
    return tuple(written(key, phrases) for key in listed)


def describe(terms: Sequence[str]) -> str:
    """One plain sentence of what the theme covers: "People wrote about parking, disabled bays and the car park."."""
    if not terms:
        return "People wrote about different things."
    told = list(terms[:4])
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"People wrote about {listed}."


def sentence_case(phrase: str) -> str:
    """The first letter a capital, the rest as written: "clinical leadership" gives "Clinical leadership", "iPads" stays."""
    return phrase if any(map(str.isupper, phrase.split(" ")[0])) else phrase[:1].upper() + phrase[1:]
