"""The school age that a text asks for: the Flesch-Kincaid grade (Kincaid et al. 1975) plus five. English. Pure."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
VOWELS = re.compile(r"[aeiouy]+")
SOUNDED = ("ses", "ces", "zes", "ches", "shes", "ted", "ded", "ies", "ied")


def reading_age(text: str) -> float:
    """Years of age, rounded to one place; 5 for a text without a word. One long word can move a short text by years."""
    words = WORD.findall(text)
    if not words:
        return 5.0
    sentences = max(1, len(re.findall(r"[.!?…]+(?=\s|$)|\n{2,}", text)))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return round(max(5.0, grade + 5), 1)


def syllables(word: str) -> int:
    """Syllables by groups of vowels, a silent e at the end left out; at least one. Right for about nine English words in ten."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if (
        plain.endswith(("es", "ed"))
        and not plain.endswith(("ses", "ces", "zes", "ches", "shes", "ted", "ded", "ies", "ied"))
        and count > 1
    ):
        count -= 1
    return max(1, count)
