"""A heading put together from the phrases of a theme, as honest as the theme is clear.

One phrase where it speaks for most members ("Clinical leadership"), two where it takes two ("Age and experience"), a bare word
said to be no more than that ("People in general"), and a list that admits what it is where nothing holds the members together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nlp.phrases import Key, Phrases, slipped, written
from nlp.quotable import swears
from nlp.word_kinds import ENGLISH, IN_GENERAL, NEVER_ALONE, UNITS, is_adverb

SPEAKS_FOR_ENOUGH = 0.5
"""A phrase that speaks for this share of the members is a name by itself."""
GAIN_OF_A_SECOND = 0.2
"""What a second phrase must add to the share spoken for."""
LEAST_OF_A_SECOND = 0.15
LEAST_USED = 0.05
"""A name was written by this share of the members at least: it cannot be one person's turn of phrase."""
HONEST = 0.25
"""Below this share a name would be a guess: the heading says so."""
HELD_BY_MOST = 0.6
MOSTLY_NOTHING = 0.4
"""Where so many say that there is nothing to say, that is the theme, whatever else they mention."""
STANDS_FOR_ITS_BARE_WORD = 0.08
"""A phrase of a word too bare to be a name ("rest of the world") may stand for it when this share of the members wrote it."""
TYPICAL = 1.25
"""A word that is this many times as common inside as among all is a word of the theme."""
HELD_BY_NEARLY_ALL = 0.75
"""A word that this share of the members used is theirs all the same, if it is no commoner among the others."""
MOST_CONSIDERED = 12
MOST_WORDS = 5
EXAMPLES = 3
ACT_IN_A_LIST = 0.6
"""What an act or a quality is worth beside a thing in a list of what people mentioned."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What every name of a board is judged on: the phrases of all groups, and the stems that name nothing."""

    phrases: Phrases
    asked: frozenset[str]
    """Stems of the question: they are in everybody's answer."""
    bare: frozenset[str]
    """Stems that name nothing alone."""
    slips: frozenset[str]
    """Stems that are most likely another one misspelt."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, the phrases it is made of, and the share of members who wrote the first of them."""

    name: str
    keys: tuple[Key, ...]
    coverage: float
    mixed: bool = False
    """Whether nothing names most members: the heading lists what they said instead."""

    @property
    def stems(self) -> Key:
        """Every stem of a name, in order; none of a list of what people mentioned, which is no name."""
        return () if self.mixed else tuple(word for key in self.keys for word in key)


def ground(phrases: Phrases, question: str) -> Ground:
    """The ground for naming the groups of one question."""
    lexicon = phrases.lexicon
    bare = lexicon.nameless | (UNITS | NEVER_ALONE if lexicon.language == ENGLISH else frozenset())
    return Ground(phrases, frozenset(lexicon.stems(question)), bare, slipped(phrases))


def heading(group: int, order: Sequence[Key], on: Ground, taken: Collection[str]) -> Heading:
    """The heading of a group, given its phrases in order of worth; none of the names in `taken` (case folded) if it can be."""
    free = [key for key in _fit(group, order, on) if capital(written(key, on.phrases)).casefold() not in taken]
    best = _first(free, on)
    share = _share(group, on, best) if best else 0.0
    nothing = (on.phrases.lexicon.nothing,)
    if on.phrases.in_group[group][nothing] >= MOSTLY_NOTHING * on.phrases.sizes[group] and "nothing" not in taken:
        return _named(group, on, nothing)
    if best and share >= SPEAKS_FOR_ENOUGH:
        return _named(group, on, best)
    said = _said_alike(group, on, on.phrases.in_group[group][best] if best else 0)
    if said and said.name.casefold() not in taken:
        return said
    pair = _paired(group, best, free, on) if best else None
    if pair and pair.name.casefold() not in taken:
        return pair
    if best and share >= HONEST:
        return _named(group, on, best)
    return _of_a_bare_word(group, free, on, taken) or _mixed(group, order, on)


def _first(free: Sequence[Key], on: Ground) -> Key | None:
    """The best phrase that is no bare word; one of the question's own words only where there is no other."""
    named = [key for key in free if not _is_bare(key, on)]
    own = (key for key in named if on.asked.isdisjoint(key) or not (on.bare | on.asked).issuperset(key))
    return next(own, named[0] if named else None)


def _fit(group: int, order: Sequence[Key], on: Ground) -> list[Key]:
    """The phrases that enough members wrote to be a name, swear words apart."""
    held, size = on.phrases.in_group[group], on.phrases.sizes[group]
    least = max(min(2, size), LEAST_USED * size)
    return [key for key in order if held[key] >= least and not swears(written(key, on.phrases))]


def _named(group: int, on: Ground, *keys: Key) -> Heading:
    name = listed([written(key, on.phrases) for key in keys], _link(on.phrases))
    return Heading(capital(name), keys, on.phrases.in_group[group][keys[0]] / max(1, on.phrases.sizes[group]))


def _share(group: int, on: Ground, *keys: Key) -> float:
    members = set().union(*(spoken(key, group, on) for key in keys))
    return len(members) / max(1, on.phrases.sizes[group])


def spoken(key: Key, group: int, on: Ground) -> set[int]:
    """The members a phrase speaks for: those who used its commonest telling word, if that is a word of the theme at all."""
    telling = (
        [word for word in key if word not in on.bare | on.asked] or [word for word in key if word not in on.asked] or list(key)
    )
    typical = [
        held for word in telling if (held := on.phrases.holders[group].get(word)) and _is_typical(word, len(held), group, on)
    ]
    return max(typical, key=len, default=set())


def _is_typical(word: str, held: int, group: int, on: Ground) -> bool:
    usual = on.phrases.in_all[(word,)] / on.phrases.people
    return held >= max(usual, min(TYPICAL * usual, HELD_BY_NEARLY_ALL)) * on.phrases.sizes[group]


def _said_alike(group: int, on: Ground, more_than: int) -> Heading | None:
    """The very answer that many members gave, where no phrase was counted as often: "Come on" is all grammar."""
    said, times = on.phrases.commonest[group]
    lexicon, size = on.phrases.lexicon, on.phrases.sizes[group]
    if times < max(2, HONEST * size) or times <= more_than:
        return None
    name = _without_lead(said, on.phrases)
    stems = tuple(lexicon.stems(name)) or tuple(lexicon.stem(word) for word in lexicon.words(name))
    return Heading(capital(name), (stems,), times / size)


def _without_lead(said: str, phrases: Phrases) -> str:
    """A whole answer without the small words before its first other word: "to win" is headed "Win"."""
    words = said.split()
    while len(words) > 1 and words[0] in phrases.lexicon.inner:
        words = words[1:]
    return " ".join(words)


def _paired(group: int, best: Key, free: Sequence[Key], on: Ground) -> Heading | None:
    """The best phrase with the one that adds most to the members spoken for, if it adds enough and can stand beside it."""
    phrases = on.phrases
    size, held, first = phrases.sizes[group], phrases.in_group[group], spoken(best, group, on)
    found, most = None, GAIN_OF_A_SECOND * size
    for key in free[:MOST_CONSIDERED]:
        gain = len(spoken(key, group, on) - first)
        if gain >= most + (found is not None) and held[key] >= max(2, LEAST_OF_A_SECOND * size) and _beside(best, key, on):
            found, most = key, gain
    return _named(group, on, best, found) if found and len(first) + most >= HONEST * size else None


def _beside(one: Key, other: Key, on: Ground) -> bool:
    """Whether two phrases can stand beside each other: "rude and loud" can, "rude and equipment" cannot."""
    uses, both = on.phrases.uses, f"{written(one, on.phrases)} and {written(other, on.phrases)}"
    if set(one) & set(other) or both.count(" and ") > 1 or len(both.split()) > MOST_WORDS:
        return False
    if (on.bare | on.asked).issuperset(other) or not all(_stands(key[-1], on.phrases) for key in (one, other)):
        return False
    ends = ((one[0], other[0]), (one[-1], other[-1]))
    return all(uses.kind(first) == uses.kind(second) or (uses.heads(first) and uses.heads(second)) for first, second in ends)


def _stands(last: str, phrases: Phrases) -> bool:
    """Whether a word mostly ends its phrase, and is no mere act and no adverb."""
    uses = phrases.uses
    if (last,) in phrases.surfaces and phrases.lexicon.language == ENGLISH and is_adverb(written((last,), phrases)):
        return False
    return uses.standing(last) >= 0.5 and (uses.kind(last) == "quality" or uses.nounlike(last) >= 0.5)


def _is_bare(key: Key, on: Ground) -> bool:
    return len(key) == 1 and key[0] in on.bare


def _of_a_bare_word(group: int, free: Sequence[Key], on: Ground, taken: Collection[str]) -> Heading | None:
    """Where most members share only a word too bare to be a name: its commonest phrase, or the word for what it is."""
    held, size = on.phrases.in_group[group], on.phrases.sizes[group]
    shared: list[Key] = [(word,) for word in sorted(on.bare) if held[(word,)] >= HELD_BY_MOST * size]
    if not shared:
        return None
    word = max(shared, key=lambda key: (held[key], key))
    phrased = [key for key in free if word[0] in key and len(key) > 1 and not key[0].isdigit()]
    common = next((key for key in phrased if held[key] >= STANDS_FOR_ITS_BARE_WORD * size), None)
    if common and word != (on.phrases.lexicon.nothing,):
        return _named(group, on, common)
    name = _bare_name(word[0], on)
    if name and name.casefold() not in taken:
        return Heading(name, (word,), held[word] / size)
    return _named(group, on, phrased[0]) if phrased else None


def _bare_name(stem: str, on: Ground) -> str:
    """How a bare English word may head a theme, if it may."""
    phrases = on.phrases
    if (stem,) not in phrases.surfaces or phrases.lexicon.language != ENGLISH:
        return ""
    word = written((stem,), phrases)
    if stem == phrases.lexicon.nothing:
        return capital(word)
    if stem in UNITS:
        return f"How many {word}"
    return f"{capital(word)} in general" if stem in IN_GENERAL else ""


def _mixed(group: int, order: Sequence[Key], on: Ground) -> Heading:
    """What members of a mixed bag said most, said to be no more: "Other: Bush, ideas and election"."""
    phrases, held = on.phrases, on.phrases.in_group[group]
    single = [
        key for key in held if len(key) == 1 and key[0] not in on.bare | on.asked | on.slips and not swears(written(key, phrases))
    ]
    worth = {key: round(held[key] * (1 if phrases.uses.kind(key[0]) == "thing" else ACT_IN_A_LIST), 6) for key in single}
    ordered = sorted(single, key=lambda key: (-worth[key], -round(phrases.uses.nounlike(key[0]), 6), phrases.in_all[key], key))
    keys: tuple[Key, ...] = tuple(ordered[:EXAMPLES]) or tuple(order[:EXAMPLES])
    if not keys:
        said = _without_lead(phrases.commonest[group][0], phrases)
        return Heading(capital(said) or "Other", (), 0.0, mixed=not said)
    name = f"Other: {listed([written(key, phrases) for key in keys], _link(phrases))}"
    return Heading(name, keys, held[keys[0]] / max(1, phrases.sizes[group]), mixed=True)


def listed(said: Sequence[str], link: str = " and ") -> str:
    """Words in a row as one says them: "a, b and c"."""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])}{link}{said[-1]}"


def _link(phrases: Phrases) -> str:
    """What joins words of the members' language: no word of another."""
    return " and " if phrases.lexicon.language == ENGLISH else ", "


def capital(phrase: str) -> str:
    """The first letter a capital, the rest as written: "clinical leadership" gives "Clinical leadership", "iPads" stays."""
    return phrase if any(map(str.isupper, phrase.split(" ")[0])) else phrase[:1].upper() + phrase[1:]
