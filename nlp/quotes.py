"""Quotes that show a theme: a lead, one that says it differently, one that disagrees; exact spans, by different people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.material import Material
from nlp.passages import trimmed
from nlp.placing import Placement
from nlp.tokens import content, words
from nlp.types import Quote, QuoteRole

FEWEST_WORDS, MOST_WORDS = 4, 40
ABOUT = 0.25
"""How much a quote gains by using the words of the theme's name."""
NEAR_WORDS = 4
MOST_CONSIDERED = 300
OPENING = re.compile(r"^(?:(?:and|but|also|because|so|plus)\b[,\s]+)+", re.IGNORECASE)
AGAINST = re.compile(
    r"\b(not|no|never|dont|don't|won't|wont|isn't|isnt|cannot|can't|cant|but|however|although|disagree|against|wrong|worse|doubt\w*|unlikely"
    r"|myth|nonsense|rubbish|hardly|nothing|without|lack\w*|fail\w*|worr\w*|afraid|fear\w*)\b",
    re.IGNORECASE,
)
MESSY = re.compile(r"(.)\1{3,}|[/\\|<>{}\[\]#*_=]|\?{2,}|!{2,}|\.{4,}|https?:|\S+@\S+|\d{6,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that could be quoted for a theme, with what the choice depends on."""

    answer: int
    start: int
    end: int
    text: str
    similarity: float
    stems: frozenset[str]


def quotes(material: Material, placements: Sequence[Placement], about: frozenset[str]) -> tuple[Quote, ...]:
    """Up to three quotes of one theme: a lead, an echo in other words, and a dissent where there is one.

    `about` holds the stems of the theme's name: quotes that use them show what the name means.
    """
    candidates = [_candidate(material, placement) for placement in _nearest(material, placements)]
    ordered = sorted(candidates, key=lambda one: (-_merit(one, about), one.answer, one.start))
    if not ordered:
        return ()
    lead = ordered[0]
    chosen: list[tuple[Candidate, QuoteRole]] = [(lead, "lead")]
    echo = _echo(lead, ordered, about)
    if echo is not None:
        chosen.append((echo, "echo"))
    dissent = _dissent([one for one, _ in chosen], ordered, about)
    if dissent is not None:
        chosen.append((dissent, "dissent"))
    return tuple(_quote(material, one, role) for one, role in chosen)


def _nearest(material: Material, placements: Sequence[Placement]) -> list[Placement]:
    """The nearest placements with different wordings, at most `MOST_CONSIDERED`: the far ones would not be chosen."""
    different: dict[str, Placement] = {}
    for placement in sorted(placements, key=lambda one: (-one.similarity, one.passage)):
        if len(different) == MOST_CONSIDERED:
            break
        different.setdefault(material.text(material.passages[placement.passage]).casefold(), placement)
    return list(different.values())


def _quote(material: Material, one: Candidate, role: QuoteRole) -> Quote:
    return Quote(material.answers[one.answer].id, one.start, one.end, one.text, role)


def _candidate(material: Material, placement: Placement) -> Candidate:
    passage = material.passages[placement.passage]
    whole = material.answers[passage.answer].text
    opening = OPENING.match(whole[passage.start : passage.end])
    start, end = trimmed(whole, passage.start + (opening.end() if opening else 0), passage.end)
    if start >= end:
        start, end = passage.start, passage.end
    return Candidate(passage.answer, start, end, whole[start:end], placement.similarity, frozenset(material.units[passage.unit]))


def _merit(one: Candidate, about: frozenset[str]) -> float:
    """Nearness to the theme, less what makes a quote hard to read: too short, too long, untidy."""
    length = len(words(one.text))
    short = 0.12 * max(0, FEWEST_WORDS - length)  # a bare word of the theme is still better than a sentence beside it
    long = 0.02 * max(0, length - MOST_WORDS)
    named = ABOUT * len(one.stems & about) / max(1, len(about))
    shouting = one.text.isupper() and length > 3
    return round(one.similarity - short - long - 0.2 * bool(MESSY.search(one.text)) - 0.2 * shouting + _ease(length) + named, 6)


def _ease(length: int) -> float:
    """A little for quotes of eight to twenty-five words: long enough to give a reason, short enough to read aloud."""
    return 0.1 if 8 <= length <= 25 else 0.05 if 6 <= length <= 32 else 0.0


def _echo(lead: Candidate, ordered: Sequence[Candidate], about: frozenset[str]) -> Candidate | None:
    """The best candidate by another person that shares least with the lead."""
    others = [one for one in ordered if one.answer != lead.answer]
    return max(others, key=lambda one: _merit(one, about) - 0.4 * _overlap(one.stems, lead.stems), default=None)


def _dissent(chosen: Sequence[Candidate], ordered: Sequence[Candidate], about: frozenset[str]) -> Candidate | None:
    """The best clean candidate that denies what the lead says of the theme, or says it where the lead denies it."""
    people = {one.answer for one in chosen}
    denied = _denies(chosen[0].text, about)
    turned = (
        one
        for one in ordered
        if one.answer not in people
        and one.stems & about
        and FEWEST_WORDS <= len(words(one.text)) <= MOST_WORDS
        and (not AGAINST.search(one.text) if denied else _denies(one.text, about))
    )
    return next(turned, None)


def _denies(text: str, about: frozenset[str]) -> bool:
    """Whether a word of denial or doubt stands within four words of one of the theme's own."""
    told = words(text)
    against = [at for at, word in enumerate(told) if AGAINST.fullmatch(word)]
    own = [at for at, word in enumerate(told) if content(word) in about]
    return any(abs(one - other) <= NEAR_WORDS for one in against for other in own)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
