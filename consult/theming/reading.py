"""Answers as staff read them: a sheet at a time, with the passages of a theme marked, and who wrote them in general terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import Subquery

from consult.responding.models import Respondent
from consult.theming.models import Coding, Theme
from consult.wording import wording_text
from surveys.definition import Definition
from surveys.models import Answer, Purpose

ANSWERS_ON_A_SHEET = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which part of a long list is shown. Sheets are counted from 1; `first` is the place of its first entry, from 0."""

    number: int
    sheets: int
    total: int
    first: int
    size: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer, in the theme or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's answer, whole: the pieces joined are the stored text."""

    number: int
    """The respondent's public number."""
    who: str
    """Capacity and area, never a name; empty when neither is known."""
    may_quote: bool
    pieces: tuple[Piece, ...]


def sheet(total: int, number: int, size: int = ANSWERS_ON_A_SHEET) -> Sheet:
    """The sheet with this number of a list of `total` entries, or the nearest one that there is."""
    sheets = max(1, -(-total // size))
    number = min(max(1, number), sheets)
    return Sheet(number, sheets, total, (number - 1) * size, size)


async def answers_in(theme: Theme, definition: Definition, number: int) -> tuple[list[Answered], Sheet]:
    """One sheet of the answers in a theme, in order of arrival, the coded passages marked."""
    wanted = Answer.filter(id__in=Subquery(Coding.filter(theme_id=theme.id).values("answer_id")))
    which = sheet(await wanted.count(), number)
    rows = await wanted.order_by("id").offset(which.first).limit(which.size)
    spans: dict[int, list[tuple[int, int]]] = {}
    for coding in await Coding.filter(theme_id=theme.id, answer_id__in=[row.id for row in rows]):
        spans.setdefault(coding.answer_id, []).append((coding.start, coding.end))
    people = await respondents_of(rows)
    return [answered(row, people[row.response_id], definition, spans[row.id]) for row in rows], which


async def respondents_of(answers: Iterable[Answer]) -> dict[UUID, Respondent]:
    """The respondents of some answers, by the id of their response."""
    rows = await Respondent.filter(response_id__in=list({answer.response_id for answer in answers}))
    return {row.response_id: row for row in rows}


def answered(answer: Answer, person: Respondent, definition: Definition, spans: Iterable[tuple[int, int]] = ()) -> Answered:
    """An answer as the page shows it."""
    pieces = pieces_of(answer.value, spans)
    return Answered(person.number, who_wrote(person, definition), person.consent_to_quote, pieces)


def pieces_of(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text cut at the edges of the spans; overlapping spans are one. The pieces joined are the text again."""
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start], False))
        pieces.append(Piece(text[start:end], True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], False))
    return tuple(pieces)


def who_wrote(person: Respondent, definition: Definition) -> str:
    """Capacity and area in the words of the questionnaire: "Patient, Northside"; empty when neither is known."""
    told = ((Purpose.capacity, person.capacity), (Purpose.area, person.area))
    return ", ".join(words for purpose, key in told if (words := _label(definition, purpose, key)))


def _label(definition: Definition, purpose: Purpose, key: str) -> str:
    question = definition.with_purpose(purpose)
    choice = question.choice(key) if question and key else None
    return wording_text(choice.wording) if choice else ""
