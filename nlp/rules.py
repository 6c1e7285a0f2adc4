"""What a theme set must satisfy before anybody signs it: named rules, each with the sentence that justifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlp.types import Campaign, RuleOutcome, Theme, Theming

MOST_UNPLACED = 0.10
MOST_IN_ONE = 0.60
LEAST_STABLE = 0.5
LEAST_NAMED = 0.25
FEWEST_FOR_STABILITY = 30


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums that a theme set is judged by, in people."""

    answered: int
    placed: int
    without_theme: int
    minority: int
    apart: int
    other_language: int = 0
    """Set apart because too few people wrote in their language; part of `apart`."""


@dataclass(frozen=True, slots=True)
class Further:
    """What stands beside the themes: their sub-themes with the people in each (and in each theme), and the form letters."""

    subthemes: Sequence[Theme] = ()
    people: Mapping[str, set[str]] = field(default_factory=dict)
    """Ids of the answers in each theme and sub-theme."""
    campaigns: Sequence[Campaign] = ()


def further(theming: Theming) -> Further:
    """What stands beside the themes of a theming, its rules aside."""
    people: dict[str, set[str]] = {}
    for coding in theming.codings:
        for theme_id in (coding.theme_id, coding.subtheme):
            if theme_id is not None:
                people.setdefault(theme_id, set()).add(coding.answer_id)
    return Further(theming.subthemes, people, theming.campaigns)


def outcomes(themes: Sequence[Theme], totals: Totals, further: Further | None = None) -> tuple[RuleOutcome, ...]:
    """Every rule with its outcome, in the order in which a reader would ask; without `further`, those that need none of it."""
    found = [
        _everyone_accounted_for(totals),
        _few_unplaced(totals),
        _every_language_heard(totals),
        _names_differ(themes),
        _names_are_true(themes),
        _no_theme_holds_all(themes, totals),
        _headline_is_stable(themes),
    ]
    if further is not None:
        found += [_parts_roll_up(themes, further), _letters_are_told(further.campaigns)]
    return (*found, _enough_answers(totals))


def _everyone_accounted_for(totals: Totals) -> RuleOutcome:
    told = totals.placed + totals.without_theme + totals.minority + totals.apart
    return RuleOutcome(
        "Everyone is accounted for",
        "Nobody's answer may disappear: each is in a theme, a minority view, or listed with the reason.",
        told == totals.answered,
        f"{totals.placed} in themes, {totals.minority} in minority views only, "
        f"{totals.without_theme} without a theme, {totals.apart} set apart, of {totals.answered}.",
    )


def _few_unplaced(totals: Totals) -> RuleOutcome:
    return RuleOutcome(
        "Few answers are left without a theme",
        "When more than one answer in ten fits nowhere, the themes do not yet describe what people said.",
        totals.without_theme <= MOST_UNPLACED * totals.answered,
        f"{totals.without_theme} of {totals.answered}.",
    )


def _names_differ(themes: Sequence[Theme]) -> RuleOutcome:
    twice = sorted(name for name, count in Counter(theme.name.casefold() for theme in themes).items() if count > 1)
    return RuleOutcome(
        "Every theme has a name of its own",
        "Two themes with one name cannot be told apart in a discussion or in a decision.",
        not twice,
        "; ".join(twice),
    )


def _no_theme_holds_all(themes: Sequence[Theme], totals: Totals) -> RuleOutcome:
    largest = max((theme.count for theme in themes), default=0)
    return RuleOutcome(
        "No theme swallows the rest",
        "A theme that holds most of the answers usually mixes several points; it should be read and perhaps split.",
        len(themes) == 1 or largest <= MOST_IN_ONE * totals.answered,
        f"The largest holds {largest} of {totals.answered}.",
    )


def _every_language_heard(totals: Totals) -> RuleOutcome:
    return RuleOutcome(
        "Every language is heard",
        "Who answers in another language has the same say: such answers must be read, by a person where the program cannot.",
        totals.other_language == 0,
        f"{totals.other_language} answers must be read by somebody who knows their language." if totals.other_language else "",
    )


def _names_are_true(themes: Sequence[Theme]) -> RuleOutcome:
    weak = [theme for theme in themes if theme.coverage < LEAST_NAMED]
    return RuleOutcome(
        "Names are true of those they stand for",
        "A name that few of its people used says what they did not say; read such a theme and give it a better name.",
        not weak,
        "; ".join(f"{theme.name}: used by {100 * theme.coverage:.0f} in 100 of its people" for theme in weak),
    )


def _parts_roll_up(themes: Sequence[Theme], further: Further) -> RuleOutcome:
    """Every sub-theme lies within its theme, and the theme's people are those in sub-themes, each once, and the others."""
    wrong = []
    for theme in themes:
        whole = further.people.get(theme.id, set())
        parts = [further.people.get(sub.id, set()) for sub in further.subthemes if sub.parent == theme.id]
        inside = set[str]().union(*parts)
        general = theme.general or 0
        if not inside <= whole or (parts and len(inside) + general != theme.count):
            wrong.append(theme.name)
    return RuleOutcome(
        "Sub-themes add up to their theme",
        "A person in two sub-themes is one person: a theme counts its people once, and those who said the general thing as well.",
        not wrong,
        "; ".join(wrong) or (f"{len(further.subthemes)} sub-themes." if further.subthemes else "No theme has sub-themes."),
    )


def _letters_are_told(campaigns: Sequence[Campaign]) -> RuleOutcome:
    sums = [one.submissions == one.distinct_texts + one.exact_duplicates == len(one.members) for one in campaigns]
    told = [
        f"{one.id}: {one.submissions} submissions, {one.distinct_texts} distinct texts, "
        f"{one.personal_additions} with words of their own"
        for one in campaigns
    ]
    return RuleOutcome(
        "Form letters are counted as people and as texts",
        "A campaign is a fair way to be heard, and not the same as many people writing for themselves: both numbers are told.",
        all(sums),
        ("; ".join(told) or "No form letter was found").rstrip(".") + ".",
    )


def _headline_is_stable(themes: Sequence[Theme]) -> RuleOutcome:
    first = [theme for theme in themes if theme.rank == 1]
    return RuleOutcome(
        "The headline would survive another sample",
        "A first place that falls apart when some answers are left out is an accident of who happened to reply.",
        all(theme.stability >= LEAST_STABLE for theme in first),
        "; ".join(f"{theme.name}: {theme.stability:.2f}{'' if theme.headline else ', not the headline'}" for theme in first),
    )


def _enough_answers(totals: Totals) -> RuleOutcome:
    return RuleOutcome(
        "There are enough answers to speak of themes",
        "With fewer than thirty answers, read them all: counts of themes say little.",
        totals.answered >= FEWEST_FOR_STABILITY,
        f"{totals.answered} answers.",
    )
