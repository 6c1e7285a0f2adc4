"""The sentence below a theme's name: what its members mention, in their words, and about how many of them."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.headings import Heading, listed
from nlp.phrases import Key, Phrases, written

MOST_QUOTED = 3
FULLER = 0.33


def describe(chosen: Heading, group: int, terms: Sequence[Key], phrases: Phrases) -> str:
    """One plain sentence of what the theme covers: the words its members used, and how many of them did.

    'Most people here mention “parking”; some also mention “disabled bays” or “front door”.' It is true of any theme, one-word
    answers included, and holds nothing that the members did not write. `terms` are the theme's terms, the name's own first.
    """
    held, size = phrases.in_group[group], max(1, phrases.sizes[group])
    if chosen.mixed:
        said = _quoted(chosen.keys, phrases)
        return (
            f"People here make different points: some mention {listed(said, ' or ')}."
            if said
            else "People here make different points."
        )
    if not chosen.keys or chosen.keys[0] not in phrases.surfaces:
        return f"{_how_many(chosen.coverage)} here wrote “{chosen.name.casefold()}”."
    first = f"{_how_many(chosen.coverage)} here {_mention(chosen.coverage)} “{written(chosen.keys[0], phrases)}”"
    further = list(dict.fromkeys(_fuller(key, group, phrases) for key in terms if key != chosen.keys[0]))[:MOST_QUOTED]
    further = further or [key for key in [_fuller(chosen.keys[0], group, phrases)] if key != chosen.keys[0]]
    if not further:
        return f"{first}."
    return f"{first}; {_others(max(held[key] for key in further) / size)} {listed(_quoted(further, phrases), ' or ')}."


def _fuller(key: Key, group: int, phrases: Phrases) -> Key:
    """A longer phrase that says what a word is about ("open later" of "later"), if enough of its users wrote it."""
    held = phrases.in_group[group]
    least = max(2.0, FULLER * held[key])
    longer = [
        other
        for other in phrases.longer(group, key[0])
        if len(key) == 1 and held[other] >= least and not any(map(str.isdigit, other))
    ]
    return max(longer, key=lambda other: (held[other], -len(other), other), default=key)


def _quoted(keys: Sequence[Key], phrases: Phrases) -> list[str]:
    return [f"“{written(key, phrases)}”" for key in keys]


def _how_many(share: float) -> str:
    if share >= 0.9:
        return "Nearly everyone"
    return "Most people" if share >= 0.5 else "Many people" if share >= 0.25 else "Some people"


def _mention(share: float) -> str:
    return "mentions" if share >= 0.9 else "mention"


def _others(share: float) -> str:
    return "many also mention" if share >= 0.25 else "some also mention" if share >= 0.08 else "a few also mention"
