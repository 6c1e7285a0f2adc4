"""Whether a text is fit to be quoted: tidy, free of swearing, and of what would show who wrote it, as far as a pattern can tell.

Patterns find what has a shape (e-mail addresses, telephone and NHS numbers, postcodes, "Mr Jones"). A first name in the middle of
a sentence has none: a person reads every quote before it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FAR = 300
"""A sentence that ends further away than this many characters is too long to be quoted whole."""
STRAY = " \n\t,;-–—/"
TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sister|Nurse|Matron|Councillor|Cllr|Rev|Reverend|Sir|Lady"
PERSONAL = re.compile(
    r"\S+@\S+\.\S+"  # e-mail
    r"|https?://\S+|\bwww\.\S+"
    r"|(?<!\d)(?:\+?\d[ ()-]?){9,}\d?(?!\d)"  # telephone; an NHS number is ten digits as well
    r"|(?<!\d)\d{6,}(?!\d)"
    r"|\b(?i:[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2})\b"  # postcode (after the shape published with BS 7666)
    r"|\b(?i:[a-ceghj-prstw-z][a-ceghj-nprstw-z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d])\b"  # National Insurance number
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b"  # a date, of birth perhaps
    rf"|\b(?:{TITLES})\.? [A-Z][a-z]+"
    r"|\b(?i:my name is|i am called|yours sincerely|kind regards)\b"
)
SWEARING = re.compile(
    r"\b(?:f+u+c+k\w*|f[*@#]+\w*|wtf|sh[i1]t\w*|bullsh\w*|b[o0]ll[o0]cks?|w[a@]nk\w*|tw[a@]ts?|c[u*]nts?|arse\w*|assholes?|bastards?"
    r"|bitch\w*|dick(?:s|heads?)|pricks?|piss\w*|crap\w*|bugger\w*|bloody|sods?|goddam\w*|retard\w*|slags?|whores?|tossers?)\b",
    re.IGNORECASE,
)
MESSY = re.compile(r"(.)\1{3,}|[/\\|<>{}\[\]#*_=~^]|\?{2,}|!{2,}|\.{3,}|…|,,|\bxx+\b", re.IGNORECASE)
BROKEN_OFF = re.compile(
    r"(?:\b(?:and|or|but|the|a|an|of|to|for|with|because|that|which|when|if|as|in|at|by|from|my|your|their|e\.?g\.?|i\.?e\.?|etc)|[,(–-])\W*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?](?=[\s\"'”’)]|$)|\n")
ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|approx|no|st|dr|mr|mrs)\.$", re.IGNORECASE)


def shows_who(text: str) -> bool:
    """Whether the text holds something with the shape of a person's data: an address, a number, a name after a title."""
    return PERSONAL.search(text) is not None


def swears(text: str) -> bool:
    """Whether the text holds a swear word."""
    return SWEARING.search(text) is not None


def untidiness(text: str) -> int:
    """How many kinds of disorder a text shows: stray marks, brackets left open, an end broken off, all in capitals."""
    unclosed = any(text.count(one) != text.count(other) for one, other in ("()", "“”")) or text.count('"') % 2 == 1
    shouting = text.isupper() and len(text.split()) > 3
    return bool(MESSY.search(text)) + unclosed + bool(BROKEN_OFF.search(text)) + shouting


def is_sentence(text: str) -> bool:
    """Whether the text looks like whole sentences: a capital first, a full stop or its like last."""
    return text[:1].isupper() and text.rstrip("\"'”’)")[-1:] in {".", "!", "?"}


def whole_sentence(text: str, start: int, end: int, most_words: int) -> tuple[int, int]:
    """The span widened to the ends of its sentence, if that has at most `most_words` words; the span itself otherwise.

    Only the neighbourhood is read, so that a very long answer costs no more than a short one.
    """
    left, right = max(0, start - FAR), min(len(text), end + FAR)
    first = max((at for at in _ends(text, left, start) if at <= start), default=left)
    last = min(_ends(text, max(start, end - 1), right), default=right)
    while first < start and text[first] in STRAY:
        first += 1
    last = max(end, first + len(text[first:last].rstrip()))
    cut_off = (first == left > 0) or (last == right < len(text))
    return (start, end) if cut_off or len(text[first:last].split()) > most_words else (first, last)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end within a part of a text."""
    for match in SENTENCE_END.finditer(text, start, end):
        if not ABBREVIATED.search(text[max(0, match.end() - 8) : match.end()]):
            yield match.end()
