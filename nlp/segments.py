"""Words where they are not what stands between spaces: Chinese, Japanese, Thai; and where an apostrophe joins two of them.

Chinese and Thai are written without spaces. Every two neighbouring characters (three in Thai) are taken for a word, which is
known to serve counting about as well as a dictionary (Nie and Ren 1999), and longer words come back when neighbouring
pairs that overlap are written together again (`together`); in Thai words of grammar are cut out first. In Japanese pairs are
taken of Chinese characters, runs of katakana are words, and hiragana is grammar, of which the first sign stands for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.other_alphabets import OTHER
from nlp.scripts import HAN, KANA, THAI
from nlp.tokens import WORD

RUN = re.compile(f"([{HAN}]+)|([{THAI}]+)|([\u30a0-\u30ff]+)|([\u3040-\u309f]+)")
HIRAGANA = re.compile("[\u3040-\u309f]")
JOINED = re.compile(f"[{HAN}{THAI}{KANA}]")
NAMING = re.compile(f"[{HAN}\u30a0-\u30ff]")
AT_APOSTROPHE = re.compile("(?<=['’ʼ])")
PAIR, TRIPLE = 2, 3
THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
THAI_LETTER = re.compile(f"[{THAI}][{THAI_MARKS}]*")
THAI_GRAMMAR = re.compile("(" + "|".join(sorted(OTHER["th"].split(), key=lambda word: (-len(word), word))) + ")")


def segments(text: str) -> list[str]:
    """The words of a text without spaces, in order."""
    plain = NAMING.search(text) is None  # a text in hiragana alone keeps its runs whole: there is nothing else to go by
    return [part for word in WORD.findall(text) for part in _segmented(word, plain)]


def _segmented(word: str, plain: bool) -> Iterator[str]:
    at = 0
    for run in RUN.finditer(word):
        if run.end() <= at:
            continue
        if run.start() > at:
            yield word[at : run.start()]
        start, at = max(at, run.start()), run.end()
        han, thai, katakana, _ = run.groups()
        if han and len(han) == 1 and HIRAGANA.match(word[at : at + 1]):
            at += 1  # the first sign after a lone character belongs to it: 高い, 待ち
            yield word[start:at]
        elif han:
            yield from _windows(list(han), PAIR)
        elif thai:
            yield from _thai(thai)
        else:
            yield run.group() if katakana or plain else word[start]
    if at < len(word):
        yield word[at:]


def _thai(run: str) -> Iterator[str]:
    """Words of grammar by themselves, and triples of letters between them."""
    for part in THAI_GRAMMAR.split(run):
        if THAI_GRAMMAR.fullmatch(part):
            yield part
        else:
            yield from _windows(THAI_LETTER.findall(part), TRIPLE)


def _windows(letters: list[str], width: int) -> Iterator[str]:
    if 0 < len(letters) <= width:
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
        elif told and not told.endswith(("'", "’", "ʼ")) and not HIRAGANA.search(told[-1] + word[0]):
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
