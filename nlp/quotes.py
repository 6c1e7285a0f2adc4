"""Quotes that show a theme: a lead, one that says it differently, one that disagrees; exact spans, by different people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.lexicons import Lexicon
from nlp.material import Material
from nlp.passages import trimmed
from nlp.placing import Placement
from nlp.quotable import is_sentence, shows_who, swears, untidiness, whole_sentence
from nlp.stance import stance
from nlp.types import Quote, QuoteRole

FEWEST_WORDS, MOST_WORDS = 4, 40
WIDENED_TO = 30
"""A piece of a sentence is quoted with the whole of it up to this many words."""
ABOUT = 0.25
"""How much a quote gains by using the words of the theme's name."""
NEAR_WORDS = 4
MOST_CONSIDERED = 300
OTHER_WORDS = 0.5
"""How much an echo loses by saying it in the words of the lead."""
STILL_IN_THEME = 0.7
"""An echo is at least this near to the theme, as a share of the lead's nearness."""
UNFIT_TO_LEAD = 1.0
OPENING = re.compile(r"^(?:(?:and|but|also|because|so|plus)\b[,\s]+)+", re.IGNORECASE)
DISAGREES = re.compile(
    r"\b(?:disagree\w*|(?:do not|don[’']?t|cannot|can[’']?t) agree|opposed? to|against (?:this|it|the|any)|unnecessary"
    r"|not (?:a|an|the) (?:real )?(?:problem|issue|priority|threat|concern)|waste of (?:time|money)"
    r"|never had (?:a|any) problems?)\b",
    re.IGNORECASE,
)
"""Plain disagreement, whatever it is about."""
REFUSES = re.compile(
    r"\b(?:no need (?:for|to|of)|(?:do not|don[’']?t) (?:need|want)|not needed|should not|shouldn[’']?t|must not|mustn[’']?t"
    r"|leave (?:it|them|things) (?:alone|as))\b",
    re.IGNORECASE,
)
"""Says no to something to be done: a dissent only from somebody who asks for it."""
ASKS = re.compile(r"^\W*more\b|\b(?:should|needs?|needed|wants?|must|ought|please)\b", re.IGNORECASE)
PRAISE_BY_DENIAL = re.compile(
    r"^\W*(?:no|not|none|nothing)\b|\bnothing (?:better|bad|but|else|more|to)\b|\bnot (?:just|only)\b"
    r"|\b(?:could|can)(?: ?not|n[’']?t) (?:be|have been|fault|thank|ask|complain|wish|say)\b",
    re.IGNORECASE,
)
"""Denials that say nothing against a thing: "Nothing, the nurses were kind", "could not be more helpful"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that could be quoted for a theme, with what the choice depends on."""

    answer: int
    start: int
    end: int
    text: str
    similarity: float
    stems: frozenset[str]
    words: int
    ease: float
    """How much easier than others it is to read and to show; negative for an untidy one."""
    fit: bool
    """Whether it neither swears nor shows who wrote it."""


def quotes(material: Material, placements: Sequence[Placement], about: frozenset[str]) -> tuple[Quote, ...]:
    """Up to three quotes of one theme: a lead, an echo in other words, and a dissent where there is one.

    `about` holds the stems of the theme's name: quotes that use them show what the name means. Nothing that swears or shows
    who wrote it is chosen, unless the theme has nothing else; then it leads alone.
    """
    about = about - material.lexicon.nameless or about
    candidates = [_candidate(material, placement) for placement in _nearest(material, placements)]
    ordered = sorted(candidates, key=lambda one: (-_merit(one, about), one.answer, one.start))
    if not ordered:
        return ()
    lead, fit = ordered[0], [one for one in ordered if one.fit]
    chosen: list[tuple[Candidate, QuoteRole]] = [(lead, "lead")]
    dissent = _dissent(lead, fit, about, material.lexicon)
    echo = _echo(lead, [one for one in fit if dissent is None or one.answer != dissent.answer], about)
    if echo is not None:
        chosen.append((echo, "echo"))
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
    start, end = _span(whole, passage.start, passage.end, material.lexicon.language)
    text = whole[start:end]
    told = material.lexicon.words(text)
    stems = {stem for word in told if (stem := material.lexicon.content(word)) is not None}
    slips = sum(stem in material.spelling and not stem.startswith(material.spelling[stem]) for stem in stems)
    own, fit = frozenset(material.units[passage.unit]), not (shows_who(text) or swears(text))
    return Candidate(passage.answer, start, end, text, placement.similarity, own, len(told), _ease(text, len(told), slips), fit)


def _span(whole: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The passage as it is quoted: with the whole of its sentence if that is short, and without "and" or "but" before it."""
    wide = whole_sentence(whole, start, end, WIDENED_TO)
    opening = OPENING.match(whole[wide[0] : wide[1]]) if language == "en" else None  # "plus" is "more" in French
    first, last = trimmed(whole, wide[0] + (opening.end() if opening else 0), wide[1])
    return (first, last) if first < last else (start, end)


def _merit(one: Candidate, about: frozenset[str]) -> float:
    """Nearness to the theme and ease of reading; what is unfit to be shown comes last."""
    named = ABOUT * len(one.stems & about) / max(1, len(about))
    return round(one.similarity + named + one.ease - UNFIT_TO_LEAD * (not one.fit), 6)


def _ease(text: str, length: int, slips: int) -> float:
    """Less for a text too short, too long, untidy or misspelt; a little more for whole sentences.

    Best are eight to twenty-five words: long enough to give a reason, short enough to read aloud. A bare word of the theme is
    still better than a sentence beside it.
    """
    short, long = 0.12 * max(0, FEWEST_WORDS - length), 0.02 * max(0, length - MOST_WORDS)
    fair = 0.1 if 8 <= length <= 25 else 0.05 if 6 <= length <= 32 else 0.0
    return fair + 0.06 * is_sentence(text) - short - long - 0.2 * untidiness(text) - 0.1 * min(3, slips)


def _echo(lead: Candidate, ordered: Sequence[Candidate], about: frozenset[str]) -> Candidate | None:
    """The best candidate by another person in other words than the lead's, the words of the name apart."""
    others = [one for one in ordered if one.answer != lead.answer and one.text.casefold() != lead.text.casefold()]
    near = [one for one in others if one.similarity >= STILL_IN_THEME * lead.similarity] or others
    return max(
        near,
        key=lambda one: round(_merit(one, about) - OTHER_WORDS * _overlap(one.stems - about, lead.stems - about), 6),
        default=None,
    )


def _dissent(lead: Candidate, ordered: Sequence[Candidate], about: frozenset[str], lexicon: Lexicon) -> Candidate | None:
    """The best candidate by another person that takes the other side on the theme's own words; None where no words show it.

    The other side is what `nlp.stance` reads: blame where the lead praises, praise where it blames. Where the lead takes no side,
    only plain disagreement beside the theme's words will do.
    """
    if lexicon.language != "en" or not about:
        return None
    side, says_no = _side(lead.text, about), DISAGREES.search(lead.text) or REFUSES.search(lead.text)
    against = (DISAGREES, REFUSES) if ASKS.search(lead.text) else (DISAGREES,)
    turned = (
        one
        for one in ordered
        if one.answer != lead.answer
        and one.stems & about
        and FEWEST_WORDS <= one.words <= MOST_WORDS
        and (_side(one.text, about) == -side if side else not says_no and _disagrees(one.text, about, against, lexicon))
    )
    return next(turned, None)


def _side(text: str, about: frozenset[str]) -> int:
    """1 for praise of the theme's own words, -1 for blame, 0 where it is not plain."""
    told = stance(text, about) if not REFUSES.search(text) else "unclear"  # to refuse a plan is not to blame the thing
    return 1 if told == "for" else -1 if told == "against" and not PRAISE_BY_DENIAL.search(text) else 0


def _disagrees(text: str, about: frozenset[str], patterns: Sequence[re.Pattern[str]], lexicon: Lexicon) -> bool:
    """Whether plain disagreement stands within four words of one of the theme's own."""
    for match in (found for pattern in patterns for found in pattern.finditer(text)):
        before, after = lexicon.words(text[: match.start()]), lexicon.words(text[match.end() :])
        if any(lexicon.content(word) in about for word in (*before[-NEAR_WORDS:], *after[:NEAR_WORDS])):
            return True
    return False


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
