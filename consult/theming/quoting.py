"""Which words stand for a theme: exact spans of stored answers, from people who allowed it, and nobody else's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from nlp.types import Coding, MinorityView, Quote, QuoteRole, Theme, Theming

MOST_QUOTES = 3
SHORTEST, LONGEST = 12, 320
"""Characters of a passage that reads well on its own; others are taken only when there is nothing else."""


def quotes_to_show(theming: Theming, texts: Mapping[str, str], may_quote: Collection[str]) -> dict[str, tuple[Quote, ...]]:
    """For each theme and minority view, up to three quotes by different people among `may_quote` (ids of answers).

    The run's own choice is kept where its people allow it. Where they do not, the passages nearest to the theme take their
    place: the first becomes the lead. A dissent is kept only beside the lead that it answers.
    """
    passages = _by_theme(theming.codings)
    found: tuple[Theme | MinorityView, ...] = (*theming.themes, *theming.minority)
    return {
        entry.id: _chosen(entry.quotes, [_quote(one, texts) for one in passages.get(entry.id, ())], may_quote) for entry in found
    }


def title_to_show(view: MinorityView, shown: Sequence[Quote], may_quote: Collection[str]) -> str:
    """The working title of a minority view. It is made of the words of its first quote, so those need leave too."""
    if view.quotes and view.quotes[0].answer_id in may_quote:
        return view.name
    if not shown:
        return "A view held by one person" if view.count == 1 else f"A view held by {view.count} people"
    words = shown[0].text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _by_theme(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    """The passages of each theme, nearest first, those of a readable length before the others."""
    held: dict[str, list[Coding]] = {}
    for coding in codings:
        held.setdefault(coding.theme_id, []).append(coding)
    return {theme: sorted(passages, key=_merit) for theme, passages in held.items()}


def _merit(coding: Coding) -> tuple[bool, float, str, int]:
    readable = SHORTEST <= coding.end - coding.start <= LONGEST
    return not readable, -coding.score, coding.answer_id, coding.start


def _quote(coding: Coding, texts: Mapping[str, str]) -> Quote:
    return Quote(coding.answer_id, coding.start, coding.end, texts[coding.answer_id][coding.start : coding.end])


def _chosen(own: Sequence[Quote], passages: Sequence[Quote], may_quote: Collection[str]) -> tuple[Quote, ...]:
    kept = [quote for quote in own if quote.answer_id in may_quote]
    if len(kept) == len(own) and own:
        return tuple(kept)
    lead_kept = bool(kept) and kept[0] == own[0]
    chosen = kept if lead_kept else [quote for quote in kept if quote.role != "dissent"]
    for quote in passages:
        if len(chosen) >= min(MOST_QUOTES, max(2, len(own))):
            break
        people, said = {one.answer_id for one in chosen}, {one.text.casefold() for one in chosen}
        if quote.answer_id in may_quote and quote.answer_id not in people and quote.text.casefold() not in said:
            chosen.append(quote)
    order = {"lead": 0, "echo": 0, "dissent": 1}
    chosen.sort(key=lambda quote: order[quote.role])
    return tuple(_in_role(quote, at) for at, quote in enumerate(chosen))


def _in_role(quote: Quote, place: int) -> Quote:
    role: QuoteRole = "lead" if place == 0 else "dissent" if quote.role == "dissent" else "echo"
    return Quote(quote.answer_id, quote.start, quote.end, quote.text, role)
