"""The entries of themes.json, and what its rows say beside the theme: sub-theme, campaign and what can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from consult.theming.natural import natural
from nlp.types import Campaign, Evidence, MinorityView, Quote, Theme, Theming

Members = Mapping[str, set[str]]
"""Theme or view id -> ids of the answers in it."""


def theme_entry(theme: Theme, answered: int, people: Members | None) -> dict[str, Any]:
    """One theme or sub-theme of themes.json; `per_hundred` is not rounded, so that it can be worked out again exactly."""
    return {
        "rank": theme.rank,
        "id": theme.id,
        "name": theme.name,
        "description": theme.description,
        "count": theme.count,
        "per_hundred": 100 * theme.count / answered,
        "share_low": theme.share_low,
        "share_high": theme.share_high,
        "rank_low": theme.rank_low,
        "rank_high": theme.rank_high,
        "stability": theme.stability,
        "parent": theme.parent,
        "terms": list(theme.terms),
        "quotes": [quote_entry(quote) for quote in theme.quotes],
        "answer_ids": ids_in(theme.id, people),
        "language": theme.language,
        "headline": theme.headline,
        "no_headline": theme.no_headline,
        "coverage": theme.coverage,
        "general": theme.general,
        "by_letter": theme.by_letter,
        "stance": None if theme.stance is None else asdict(theme.stance),
        "reasons": theme.reasons,
        "evidence": list(theme.evidence),
    }


def minority_entry(view: MinorityView, people: Members | None) -> dict[str, Any]:
    """One minority view of themes.json."""
    return {
        "id": view.id,
        "name": view.name,
        "count": view.count,
        "rule": view.rule,
        "quotes": [quote_entry(quote) for quote in view.quotes],
        "answer_ids": ids_in(view.id, people),
        "language": view.language,
    }


def campaign_entry(campaign: Campaign) -> dict[str, Any]:
    """One form letter of themes.json."""
    return {
        "id": campaign.id,
        "name": campaign.name,
        "submissions": campaign.submissions,
        "distinct_texts": campaign.distinct_texts,
        "exact_duplicates": campaign.exact_duplicates,
        "personal_additions": campaign.personal_additions,
        "template": campaign.template,
        "opening": None if campaign.opening is None else quote_entry(campaign.opening),
        "themes": list(campaign.themes),
        "members": [
            {"answer_id": one.answer_id, "likeness": one.likeness, "additions": spans(one.additions)}
            for one in sorted(campaign.members, key=lambda one: natural(one.answer_id))
        ],
    }


def evidence_entry(found: Evidence) -> dict[str, Any]:
    """What in one answer can be checked."""
    return {"answer_id": found.answer_id, "spans": spans(found.spans)}


def quote_entry(quote: Quote) -> dict[str, Any]:
    """One quote of themes.json: `text` is the stored answer from code point `start` to `end`."""
    return asdict(quote)


def spans(found: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    """Spans of a stored answer, in code points."""
    return [{"start": start, "end": end} for start, end in found]


def ids_in(theme_id: str, people: Members | None) -> list[str] | None:
    """The ids of everybody in a theme; None where there are too many answers to list, and assignments.csv has them."""
    return None if people is None else sorted(people[theme_id], key=natural)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a row of assignments.csv says of an answer beside its theme."""

    subthemes: Mapping[tuple[str, str], list[str]]
    """(answer id, theme id) -> ids of the sub-themes, in order."""
    names: Mapping[str, str]
    campaign: Mapping[str, str]
    checks: Mapping[str, int]

    def cells(self, answer_id: str, theme_id: str) -> tuple[str, str, str, str]:
        """Ids and names of sub-themes (with a bar between two), the campaign, and how many things can be checked."""
        held = self.subthemes.get((answer_id, theme_id), [])
        checks = self.checks.get(answer_id, 0)
        return "|".join(held), " | ".join(self.names[one] for one in held), self.campaign.get(answer_id, ""), str(checks or "")


def beside(theming: Theming) -> Beside:
    """What the rows of a run say beside its themes."""
    order = {theme.id: at for at, theme in enumerate(theming.subthemes)}
    found: dict[tuple[str, str], set[str]] = {}
    for coding in theming.codings:
        if coding.subtheme is not None:
            found.setdefault((coding.answer_id, coding.theme_id), set()).add(coding.subtheme)
    return Beside(
        {key: sorted(held, key=order.__getitem__) for key, held in found.items()},
        {theme.id: theme.name for theme in theming.subthemes},
        {one.answer_id: campaign.id for campaign in theming.campaigns for one in campaign.members},
        {one.answer_id: len(one.spans) for one in theming.evidence},
    )
