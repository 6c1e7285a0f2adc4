"""What a theme set must satisfy before anybody signs it: named rules, each with the sentence that justifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.types import RuleOutcome, Theme

MOST_UNPLACED = 0.10
MOST_IN_ONE = 0.60
LEAST_STABLE = 0.5
FEWEST_FOR_STABILITY = 30


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums that a theme set is judged by, in people."""

    answered: int
    placed: int
    without_theme: int
    minority: int
    apart: int


def outcomes(themes: Sequence[Theme], totals: Totals) -> tuple[RuleOutcome, ...]:
    """Every rule with its outcome, in the order in which a reader would ask."""
    return (
        _everyone_accounted_for(totals),
        _few_unplaced(totals),
        _names_differ(themes),
        _no_theme_holds_all(themes, totals),
        _headline_is_stable(themes),
        _enough_answers(totals),
    )


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


def _headline_is_stable(themes: Sequence[Theme]) -> RuleOutcome:
    first = [theme for theme in themes if theme.rank == 1]
    return RuleOutcome(
        "The headline would survive another sample",
        "A first place that falls apart when some answers are left out is an accident of who happened to reply.",
        all(theme.stability >= LEAST_STABLE for theme in first),
        "; ".join(f"{theme.name}: {theme.stability:.2f}" for theme in first),
    )


def _enough_answers(totals: Totals) -> RuleOutcome:
    return RuleOutcome(
        "There are enough answers to speak of themes",
        "With fewer than thirty answers, read them all: counts of themes say little.",
        totals.answered >= FEWEST_FOR_STABILITY,
        f"{totals.answered} answers.",
    )
