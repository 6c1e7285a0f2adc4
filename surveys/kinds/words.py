"""Questions that are answered in words: long and short text, and an area. Pure."""

from __future__ import annotations

import re

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import Answered, Form, one, refused
from surveys.kinds.settings import LONGEST_SHORT_TEXT, LONGEST_TEXT, characters
from surveys.models import Kind

OUTWARD = r"(?:[A-PR-UWYZ][0-9][0-9A-HJKPSTUW]?|[A-PR-UWYZ][A-HK-Y][0-9][0-9ABEHMNPRVWXY]?|GIR|BFPO)"
INWARD = r"(?:[0-9][ABD-HJLNP-UW-Z]{2}|[0-9]{1,4})"
POSTCODE = re.compile(rf"({OUTWARD})\s*{INWARD}?")
"""A postcode or its first half, after the pattern in the Royal Mail's Programmers' Guide (and BFPO numbers)."""


def limit_of(question: QuestionDefinition) -> int:
    """The greatest number of characters that a text question takes."""
    return characters(question.settings, LONGEST_TEXT if question.kind is Kind.long_text else LONGEST_SHORT_TEXT)


def read_text(question: QuestionDefinition, form: Form) -> Answered:
    """The words as they were typed."""
    value = one(form, question.key)
    if not value.strip():
        return refused(question.key, "missing") if question.required else Answered()
    if len(value) > limit_of(question):
        return refused(question.key, "too-long", limit=limit_of(question), length=len(value))
    return Answered({"": value})


def read_area(question: QuestionDefinition, form: Form) -> Answered:
    """The outward code of a postcode ("SY23" of "SY23 3BU"): the rest could name a house, so it is not kept."""
    value = one(form, question.key).strip()
    if not value:
        return refused(question.key, "missing") if question.required else Answered()
    found = outward_code(value)
    return Answered({"": found}) if found else refused(question.key, "not-a-postcode")


def outward_code(text: str) -> str:
    """The first half of a UK postcode in capitals, or "" where the text is none."""
    found = POSTCODE.fullmatch(" ".join(text.upper().split()))
    return found.group(1) if found else ""
