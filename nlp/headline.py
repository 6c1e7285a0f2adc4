"""The headline: the first theme that is steady and of one mind, so that it may say what the survey said.

Rank is by people and stays as it is. But a theme that falls apart when some answers are left out may not be shown as the finding:
another sample of the same people would have had another one there. Nor may a mixed bag, which says nothing that one could quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.rules import LEAST_NAMED, LEAST_STABLE
from nlp.types import Theme


def judged(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """The themes, those that may not headline marked, with the sentence that says why. Ranks and counts stay as they are."""
    told = [(theme, why_not(theme)) for theme in themes]
    return tuple(replace(theme, headline=False, no_headline=reason) if reason else theme for theme, reason in told)


def why_not(theme: Theme) -> str:
    """Why a theme may not headline, in one sentence; nothing where it may."""
    if theme.stability < LEAST_STABLE:
        return (
            f"When some answers were left out it came back only in part ({theme.stability:.2f} of 1, {LEAST_STABLE} asked), "
            "so it is no headline."
        )
    if theme.coverage < LEAST_NAMED:
        return f"Its people said different things: the name fits {100 * theme.coverage:.0f} in 100 of them, so it is no headline."
    return ""


def headline(themes: Sequence[Theme]) -> str:
    """What the survey said, in one or two sentences; nothing for no themes. `themes` are in order of rank and judged."""
    if not themes:
        return ""
    top = [theme for theme in themes if theme.rank == themes[0].rank]
    steady = next((theme for theme in themes if theme.headline), None)
    if steady is None:
        return "No theme is steady enough for a headline: take them as a way to sort the answers, and read these."
    equal = [theme for theme in themes if theme.rank == steady.rank and theme.headline]
    said = f"Most often people spoke of {_named(equal)}: {_people(steady.count)}{' each' if len(equal) > 1 else ''}."
    if steady.rank == top[0].rank:
        return said
    first = f"{_named(top)} {'has' if len(top) == 1 else 'have'} the most people, {_people(top[0].count)}"
    return (
        f"{first}{' each' if len(top) > 1 else ''}, but may be an accident of who replied, or a mix of several points. "
        f"The first theme that is neither is {_named(equal)}: {_people(steady.count)}{' each' if len(equal) > 1 else ''}."
    )


def _named(themes: Sequence[Theme]) -> str:
    names = [f"“{theme.name}”" for theme in themes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
