"""An answer cut into passages: spans of the stored text, one point each, so that long answers can hold several themes."""

from __future__ import annotations

import re

from nlp.lexicons import ENGLISH, Lexicon
from nlp.tokens import MARKS

Span = tuple[int, int]

LONGEST_WHOLE = 20
"""Answers of up to this many words stay whole; measured with the rules for several themes per answer."""
LIST_OF_SHORT_ITEMS = 4

PROBE = re.compile(r"\s+/+\s+|\s*\n+\s*")
"""How interviewers mark that they asked again: what follows is another point."""
ITEM = re.compile(r"\s*[,/\n、，،]+\s*")
EDGE = re.compile(rf"[\w\"'“‘«„「『¿¡(£€$#@+].*[\w\"'”’“»」』)%.!?。！？؟।+{MARKS}]|[\w][{MARKS}]*", re.DOTALL)


def passages(text: str, lexicon: Lexicon = ENGLISH) -> list[Span]:
    """The spans of an answer that each make one point, in order; none overlap, and `text[start:end]` has no blank edges.

    A short answer is one span. A long one is cut at the ends of sentences, at line breaks and semicolons, and before words
    that turn or add (but, however, and also). A piece without a content word stays with the piece before it.
    """
    whole = trimmed(text, 0, len(text))
    if whole[0] >= whole[1]:
        return []
    if len(lexicon.words(text)) <= LONGEST_WHOLE:
        return _listed(text, whole, lexicon)
    return _joined(text, pieces(text, lexicon.breaks), lexicon)


def _listed(text: str, whole: Span, lexicon: Lexicon) -> list[Span]:
    """A short answer that is a bare list ("parking, food, the noise") as its items; any other as itself."""
    probed = _joined(text, pieces(text, PROBE), lexicon)
    if len(probed) > 1:
        return probed
    items = pieces(text, ITEM)
    if len(items) < 3 or any(len(lexicon.words(text[start:end])) > LIST_OF_SHORT_ITEMS for start, end in items):
        return [whole]
    return _joined(text, items, lexicon)


def pieces(text: str, cut: re.Pattern[str]) -> list[Span]:
    """The spans between the cuts, trimmed; those with nothing readable are left out."""
    bounds = [0, *(at for match in cut.finditer(text) for at in match.span()), len(text)]
    spans = [trimmed(text, start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return [(start, end) for start, end in spans if start < end]


def _joined(text: str, pieces: list[Span], lexicon: Lexicon) -> list[Span]:
    """Pieces without a content word joined to their neighbour."""
    spans: list[Span] = []
    for start, end in pieces:
        if spans and (not lexicon.stems(text[start:end]) or not lexicon.stems(text[spans[-1][0] : spans[-1][1]])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blank or stray characters at its edges; empty (start, start) when nothing readable is left."""
    found = EDGE.search(text, start, end)
    return (found.start(), found.end()) if found else (start, start)
