"""The one door through which anybody's words reach the page: cleaned, made printable, and escaped.

ReportLab's Paragraph parses markup and raises on an answer that holds `<b>`; a character that the typeface lacks would
print as an empty box, without an error. Neither can happen to words that have passed `plain`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reports.style import typeface

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_JOINERS = "\u200c\u200d\u20e3\ufe0e\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_KNOWN_AS = {
    "\u2713": "tick",
    "\u2714": "tick",
    "\u2705": "tick",
    "\u274c": "cross",
    "\u2717": "cross",
    "\U0001f44d": "thumbs up",
    "\U0001f44e": "thumbs down",
    "\U0001f602": "laughing with tears",
    "\U0001f923": "rolling about laughing",
    "\U0001f621": "angry face",
    "\U0001f64f": "hands pressed together",
    "\u2764": "heart",
    "\u2665": "heart",
}
"""Names that people use, where the Unicode name reads oddly; all others print under their Unicode name."""


def plain(text: str) -> str:
    """`text` as ReportLab markup that prints just these words, on one line: escaped and printable.

    Line ends become spaces; use `paragraphs` where they matter.
    """
    return escape(printable(text).replace("\n", " "))


def paragraphs(text: str) -> list[str]:
    """`text` as escaped, printable paragraphs, one for each non-empty line."""
    return [escape(line) for line in printable(text).split("\n") if line]


def printable(text: str) -> str:
    """`text` with single spaces, no control characters, and a name in brackets for what the typeface lacks.

    Composed to Unicode NFC. "👍🏽" gives "[thumbs up]"; five words in Arabic give "[words in Arabic script]".
    """
    tidy = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    pieces = (piece for piece, _ in _pieces(tidy))
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(lines)


def shortened(words: str, most: int) -> str:
    """At most `most` letters of `words`, with an ellipsis where more follow; for labels, never for anybody's answer."""
    return words if len(words) <= most else words[:most].rstrip() + "…"


def stand_ins(texts: Iterable[str]) -> int:
    """How many bracketed names `printable` puts into these texts, so that the method statement can say so."""
    return sum(is_stand_in for text in texts for _, is_stand_in in _pieces(unicodedata.normalize("NFC", text)))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of `text` with whether each is a stand-in; a run of letters in a missing script is one."""
    for script, run in groupby(_bridged(text), key=lambda pair: pair[1]):
        letters = "".join(character for character, _ in run)
        if script == "":
            yield letters, False
        elif script != "symbol":
            yield f"[words in {script} script]", True
        else:
            for character in letters:
                yield f"[{_name(character)}]", True


def _bridged(text: str) -> Iterator[tuple[str, str]]:
    """Each kept character with its missing script ("" when it prints, "symbol" for what is no letter).

    Spaces and marks between two letters of the same missing script belong to the run, so that a sentence is one piece.
    """
    kinds = [(character, kind) for character in text if (kind := _kind(character)) != "dropped"]
    follower = ""
    followers: list[str] = []
    for character, kind in reversed(kinds):
        followers.append(follower)
        if not _is_between_words(character):
            follower = kind
    before = ""
    for (character, kind), after in zip(kinds, reversed(followers), strict=True):
        if _is_between_words(character) and before == after and before not in ("", "symbol"):
            kind = before
        elif kind == "symbol" and before not in ("", "symbol") and unicodedata.category(character)[0] == "P":
            kind = before  # a full stop of that script, which ends its sentence
        elif not _is_between_words(character):
            before = kind
        yield character, kind


def _is_between_words(character: str) -> bool:
    return character != "\n" and (character.isspace() or unicodedata.category(character)[0] in "PMN")


@cache
def _kind(character: str) -> str:
    if character in "\n\t":
        return ""
    if _SPACES.match(character):
        return ""
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Cn") or character in _JOINERS or character in _SKIN_TONES:
        return "dropped"  # invisible: controls, direction marks, joiners, modifiers, and what Unicode does not name
    if typeface().has(character):
        return ""
    if category[0] in "LM" and (name := unicodedata.name(character, "")):
        script = name.split()[0].split("-")[0]
        return "Chinese" if script == "CJK" else script.capitalize()
    return "symbol"


def _name(character: str) -> str:
    return _KNOWN_AS.get(character) or unicodedata.name(character, "unnamed symbol").lower()
