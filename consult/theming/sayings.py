"""What a run found, said in sentences: the same in the terminal and in the findings."""

from __future__ import annotations

from nlp.types import Campaign, Theme

NOT_STEADY = "(*)"
"""Stands behind the name of a theme that may not be the headline."""
NOT_STEADY_WORDS = "not a headline: it came back badly when some answers were left out, or its people said different things."


def people(count: int) -> str:
    """A number of people in words: "1 person", "1,204 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def side_words(theme: Theme) -> str:
    """Which side people take, who says why and who gives something to check; empty where the words show none of it.

    "Of 24 people, 9 spoke for it and 4 against; of the others the words do not show it. 6 said why."
    """
    said = []
    sides = theme.stance
    if sides is not None and sides.favour + sides.against + sides.mixed:
        shown = [(sides.favour, "for it"), (sides.against, "against"), (sides.mixed, "both ways")]
        first, *others = [f"{number:,} spoke {words}" for number, words in shown if number]
        told = _and([first, *(one.replace(" spoke", "") for one in others)])
        rest = "; of the others the words do not show it" if sides.unclear else ""
        said.append(f"Of {people(theme.count)}, {told}{rest}.")
    if theme.reasons:
        said.append(f"{theme.reasons:,} said why.")
    if theme.evidence:
        said.append(
            f"{people(len(theme.evidence)).capitalize()} gave something to check: a figure, a date, a source or what they saw."
        )
    return " ".join(said)


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def letter_words(campaign: Campaign) -> str:
    """A form letter counted three ways, in a sentence."""
    texts = "one text" if campaign.distinct_texts == 1 else f"{campaign.distinct_texts:,} different texts"
    own = f"{campaign.personal_additions:,} added words of their own" if campaign.personal_additions else "nobody added anything"
    return f"{people(campaign.submissions).capitalize()} sent this letter, in {texts}; {own}."
