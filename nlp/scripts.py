"""Which alphabet a text is written in, by code points, and how its words are found: letters, marks, and no spaces at all."""

from __future__ import annotations

import re
from collections import Counter

LATIN = "Latn"

RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, LATIN),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x077F, "Arab"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x137F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, "Grek"),
    (0x3040, 0x30FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFF, "Arab"),
    (0x20000, 0x2FA1F, "Hani"),
)
"""Blocks of letters (Unicode 15) and the script they belong to (ISO 15924)."""

DENSE = frozenset({"Hani", "Kana", "Hang"})
"""Scripts in which a character says as much as two or three letters."""

_CLASS = {
    script: "".join(f"{chr(start)}-{chr(end)}" for start, end, name in RANGES if name == script)
    for script in sorted({name for _, _, name in RANGES})
}
_FOUND = {script: re.compile(f"[{inside}]") for script, inside in _CLASS.items()}
HAN, KANA, THAI = _CLASS["Hani"], _CLASS["Kana"], _CLASS["Thai"]


def script(text: str) -> str | None:
    """The script that most of the text's letters are in; None where there is no letter of a known one."""
    if text.isascii():
        return LATIN if any(map(str.isalpha, text)) else None
    held: Counter[str] = Counter()
    for letter in text:
        found = _of(ord(letter)) if letter.isalpha() else None
        if found is not None:
            held[found] += 2 if found in DENSE else 1
    return min(held, key=lambda name: (-held[name], name), default=None)


def _of(point: int) -> str | None:
    if point <= 0x024F:
        return LATIN
    return next((name for start, end, name in RANGES if start <= point <= end), None)


def holds(text: str, name: str) -> bool:
    """Whether the text holds a letter of the script."""
    return _FOUND[name].search(text) is not None
