"""Words where they are not what stands between spaces: Chinese, Japanese, Thai; and where an apostrophe joins two of them.

Chinese and Thai are written without spaces. Every two neighbouring characters (three in Thai) are taken for a word, which is
known to serve counting about as well as a dictionary (Nie and Ren 1999), and longer words come back when neighbouring
pairs that overlap are written together again (`together`). In Japanese pairs are taken of Chinese characters, and runs of
katakana are words; hiragana is mostly grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.scripts import HAN, KANA, THAI
from nlp.tokens import WORD

SPACELESS = re.compile(f"[{HAN}]+|[{THAI}]+|[\u30a0-\u30ff]+|[\u3040-\u309f]+")
HAN_RUN = re.compile(f"[{HAN}]+")
JOINED = re.compile(f"[{HAN}{THAI}{KANA}]")
AT_APOSTROPHE = re.compile("(?<=['’ʼ])")
PAIR, THAI_RUN = 2, 3
THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
THAI_LETTER = re.compile(f"[{THAI}][{THAI_MARKS}]*")


def segments(text: str) -> list[str]:
    """The words of a text without spaces, in order; overlapping pairs in a run of Chinese characters, triples in Thai."""
    found: list[str] = []
    for word in WORD.findall(text):
        at = 0
        for run in SPACELESS.finditer(word):
            if run.start() > at:
                found.append(word[at : run.start()])
            found.extend(_cut(run.group()))
            at = run.end()
        if at < len(word):
            found.append(word[at:])
    return found


def _cut(run: str) -> Iterator[str]:
    if HAN_RUN.match(run):
        yield from _windows(list(run), PAIR)
    elif THAI_LETTER.match(run):
        yield from _windows(THAI_LETTER.findall(run), THAI_RUN)
    else:
        yield run


def _windows(letters: list[str], width: int) -> Iterator[str]:
    if len(letters) <= width:
        yield "".join(letters)
    for at in range(len(letters) - width + 1 if len(letters) > width else 0):
        yield "".join(letters[at : at + width])


def parts(text: str) -> list[str]:
    """The words of a text where an apostrophe joins two: "l'attente" gives "l’" and "attente", "i'r" gives "i'" and "r"."""
    return [part for word in WORD.findall(text) for part in AT_APOSTROPHE.split(word) if part]


def together(run: Sequence[str]) -> str:
    """Neighbouring words as they are written: overlapping pairs as one word, no space after an apostrophe, one elsewhere."""
    told = ""
    before = ""
    for word in run:
        shared = _shared(before, word)
        if shared:
            told += word[shared:]
        elif told and not told.endswith(("'", "’", "ʼ")):
            told += " " + word
        else:
            told += word
        before = word
    return told


def _shared(before: str, word: str) -> int:
    """How many characters the end of one word shares with the beginning of the next, in a script without spaces."""
    if not before or not JOINED.match(before[-1]) or not JOINED.match(word[0]):
        return 0
    return next((size for size in range(min(len(before), len(word)) - 1, 0, -1) if before.endswith(word[:size])), 0)
