"""Quotes for the findings: exact spans of stored answers, from people who allow it, described by groups of five or more."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from consult.findings.breakdowns import SMALLEST
from consult.findings.counting import sharing_a_description
from consult.responding.models import Respondent
from consult.theming.models import Codebook, ThemeQuote
from surveys.definition import Definition
from surveys.models import Purpose

Json = dict[str, Any]


class QuoteIsNotExact(RuntimeError):
    """A stored quote does not lie within its answer, so nothing may be published. The message holds no words."""


def fingerprint(text: str) -> str:
    """SHA-256 of a text, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


async def quotes_by_theme(codebook: Codebook, definition: Definition) -> dict[int, list[Json]]:
    """Theme id -> its quotes in order, from consenting people alone. Raises QuoteIsNotExact."""
    rows = await (
        ThemeQuote.filter(theme__codebook_id=codebook.id, theme__retired_at=None)
        .order_by("theme_id", "position", "id")
        .select_related("answer__response__respondent", "theme")
    )
    alike = await sharing_a_description(codebook.consultation_id)
    found: dict[int, list[Json]] = {}
    for row in rows:
        # select_related has fetched it: a one-to-one relation seen from its other end
        person: Respondent = row.answer.response.respondent  # type: ignore[attr-defined]
        if person.consent_to_quote:
            held = found.setdefault(row.theme_id, [])
            held.append(_quote(row, person, _description(person, alike, definition), first=not held))
    return found


def _quote(row: ThemeQuote, person: Respondent, who: Json, *, first: bool) -> Json:
    text = row.answer.value[row.start : row.end]
    if not 0 <= row.start < row.end <= len(row.answer.value):
        raise QuoteIsNotExact(f"A quote of {row.theme.key} does not lie within answer {person.number}.")
    # the lead may have been somebody who no longer allows it: then the next one leads
    role = "lead" if first else "echo" if row.role == "lead" else row.role
    where = {"respondent": person.number, "start": row.start, "end": row.end, "answer_sha256": fingerprint(row.answer.value)}
    return {**where, "text": text, "role": role, **who}


def _description(person: Respondent, alike: Mapping[tuple[str, str], int], definition: Definition) -> Json:
    """What is said of the person: capacity and area where five or more people share both, else what five share, else nothing."""
    capacity, area = person.capacity, person.area
    if alike.get((capacity, area), 0) < SMALLEST:
        same_capacity = sum(people for (one, _), people in alike.items() if one == capacity)
        same_area = sum(people for (_, one), people in alike.items() if one == area)
        if same_capacity >= SMALLEST:
            area = ""
        else:
            capacity, area = "", area if same_area >= SMALLEST else ""
    return {
        "capacity": words_for(definition, Purpose.capacity, capacity),
        "area": words_for(definition, Purpose.area, area),
    }


def words_for(definition: Definition, purpose: Purpose, key: str) -> dict[str, str]:
    """What people say of themselves, in the words of the questionnaire; empty where they did not say."""
    question = definition.with_purpose(purpose)
    choice = question.choice(key) if question and key else None
    return dict(choice.wording) if choice else {}
