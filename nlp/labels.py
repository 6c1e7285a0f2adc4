"""Names for themes that read like headings people would write, from the members' own words; and terms and a description.

A phrase is scored by how many members used it (coverage), how much more often than people at large (lift), and how
exclusively (precision): the class-based tf-idf idea (Grootendorst 2022) with people in place of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from nlp.descriptions import describe
from nlp.headings import Ground, Heading, capital, ground, heading
from nlp.phrases import SLIP, Key, Phrases, written
from nlp.quotable import swears

MOST_TERMS = 8
PHRASE_SHARE = 0.35
"""A phrase is preferred to its commonest word when at least this share of those who used the word used the phrase."""
PHRASE_SHARE_OF_A_QUALITY = 0.25
"""The same where the word is a quality or an act that nobody made a heading of: it wants its noun."""
PHRASE_SHARE_OF_ALL = 0.05
"""A phrase may stand for a word too bare to be a name ("time") when this share of all members used it ("find the time")."""
CUT_SHORT = 0.75
"""A phrase that goes on in the same way this often is a part of the longer one: "less red" of "less red tape"."""
ASKED_WEIGHT = 0.3
"""Words of the question name everybody's answer: they count for less."""
NOT_A_THING = 0.85
"""What a lone quality or act is worth beside a lone thing, unless people answered with it alone."""
LEADS_ON = 0.6
"""What a phrase like "more vegetarian" is worth when its last word mostly leads on to another."""
SAME_FAMILY = 0.75
"""Stems more alike than this are one word spelt in two ways, or two of one family (Ratcliff and Obershelp's likeness)."""


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
    on = ground(phrases, question)
    taken: set[str] = set()
    made: dict[int, Label] = {}
    for group in sorted(range(len(phrases.sizes)), key=lambda at: (-phrases.sizes[at], at)):
        made[group] = _label(group, on, taken)
        taken.add(made[group].name.casefold())
    return [made[group] for group in range(len(phrases.sizes))]


def _label(group: int, on: Ground, taken: set[str]) -> Label:
    order = ranked(group, on)
    chosen = heading(group, order, on, taken)
    listed = _terms(chosen, [key for key in order if on.slips.isdisjoint(key)], on)
    terms = tuple(written(key, on.phrases) for key in listed)
    return Label(chosen.name, chosen.stems, chosen.coverage, terms, describe(chosen, group, listed, on.phrases))


FITS_MOST = 0.5


def honest(label: Label) -> str:
    """The name, where one phrase of it fits at least half the members; else nothing, for a reader is better served by a quote."""
    return label.name if label.key and label.coverage >= FITS_MOST else ""


def ranked(group: int, on: Ground) -> list[Key]:
    """The phrases of a group that could name it, best first."""
    held = on.phrases.in_group[group]
    cut_short = {part for key, count in held.items() for part in (key[:-1], key[1:]) if count >= CUT_SHORT * held[part]}
    scored = [(round(score(key, group, on), 9), key) for key in held if key not in cut_short]
    return [key for value, key in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if value > 0]


def score(key: Key, group: int, on: Ground) -> float:
    """How well a phrase names a group; 0 for one that cannot."""
    phrases = on.phrases
    held, size = phrases.in_group[group][key], phrases.sizes[group]
    if held < min(2, size) or not key:
        return 0.0
    everywhere = phrases.in_all[key]
    lift = max(log((held / size) / (everywhere / phrases.people)), 0.0) + 0.05
    value = _reach(key, group, on) ** 0.7 * lift * (held / everywhere) ** 0.3
    return float(value) * _shape(key, phrases) * _plainness(key, on)


def _reach(key: Key, group: int, on: Ground) -> float:
    """The share of members a name speaks for: half-way (geometrically) between those who used the phrase and its commonest word.

    A phrase says more plainly what its word is about, so it may stand for it, unless few who used the word meant the phrase.
    A word too bare to be a name ("time") has no better one than its commonest phrase ("find the time").
    """
    held, size = on.phrases.in_group[group][key], on.phrases.sizes[group]
    if len(key) == 1:
        return held / size
    telling = [word for word in key if word not in on.bare]
    word = max(telling or key, key=lambda word: (on.phrases.in_group[group][(word,)], word))
    commonest = max(held, on.phrases.in_group[group][(word,)])
    share = PHRASE_SHARE_OF_A_QUALITY if _completes(key, word, on.phrases) else PHRASE_SHARE
    least = share * commonest if telling else PHRASE_SHARE_OF_ALL * size
    return float((held * commonest) ** 0.5 / size) if held >= least else 0.5 * held / size


def _completes(key: Key, word: str, phrases: Phrases) -> bool:
    """Whether a phrase gives a word what it lacks: a quality, or a word that mostly leads on, its noun; an act anything."""
    uses = phrases.uses
    if uses.heads(word):
        return False
    return uses.kind(word) == "act" or (key[-1] != word and (uses.kind(word) == "quality" or uses.standing(word) < 0.5))


def _shape(key: Key, phrases: Phrases) -> float:
    """Two or three words read best; a lone word, or the last of a phrase, should be a thing."""
    uses, last = phrases.uses, key[-1]
    noun = min(1.0, 0.4 + uses.nounlike(last)) * min(1.0, 0.4 + uses.standing(last))
    if len(key) == 1 and uses.kind(last) != "thing" and not uses.heads(last):
        noun *= NOT_A_THING
    if key[0] in phrases.lexicon.openers and uses.standing(last) < 0.5:
        noun *= LEADS_ON  # "more vegetarian" what?
    return noun * {1: 1.0, 2: 1.3, 3: 1.15}.get(len(key), 0.8)


def _plainness(key: Key, on: Ground) -> float:
    """Less for words of the question and for bare words, which name everybody's answer."""
    if any(word.isdigit() for word in key):
        return 0.1 if key[0].isdigit() else 0.3  # "30 minutes" is somebody's story
    weak = sum(word in on.bare for word in key)
    if weak == len(key):
        return 0.02 if len(key) == 1 else 0.6
    if all(word in on.asked or word in on.bare for word in key):
        return ASKED_WEIGHT
    return 0.9 if weak or any(word in on.asked for word in key) else 1.0


def _terms(chosen: Heading, order: Sequence[Key], on: Ground) -> tuple[Key, ...]:
    """Up to eight phrases, the name's own first; no two share a word, or words of one family."""
    listed = [key for key in chosen.keys if key in on.phrases.surfaces]
    seen = [word for key in listed for word in key]
    for key in order:
        if len(listed) >= MOST_TERMS:
            break
        telling = [word for word in key if word not in on.bare]
        if not telling or any(of_one_family(word, other) for word in telling for other in seen):
            continue
        shown = written(key, on.phrases)
        if not SLIP.search(shown) and not swears(shown):
            listed.append(key)
            seen += telling
    return tuple(listed[:MOST_TERMS])


def of_one_family(one: str, other: str) -> bool:
    """Whether two stems are one word spelt in two ways, or two of one family: "immigr" and "imigr", "econom" and "economi"."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    return other.startswith(one) or one.startswith(other) or SequenceMatcher(None, one, other).ratio() >= SAME_FAMILY


def sentence_case(phrase: str) -> str:
    """The first letter a capital, the rest as written: "clinical leadership" gives "Clinical leadership", "iPads" stays."""
    return capital(phrase)
