"""Questions with rows: a matrix, statements, an experience step by step, functions appraised against options. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.definition import ChoiceDefinition, QuestionDefinition
from surveys.kinds.answered import WHY, Answered, Fault, Form, Parts, one, refused
from surveys.kinds.settings import LONGEST_REASON, Span, span
from surveys.models import Axis, Kind

STATEMENT_ANSWERS = ("agree", "disagree", "unsure")
FEELINGS = ("displeased", "disappointed", "content", "pleased", "delighted")
"""How a step of an experience felt, worst first: the scale from displeased to delighted, in five steps."""


def columns_of(question: QuestionDefinition) -> tuple[str, ...]:
    """The keys that each row offers: fixed for statements and feelings, the lead's own for a matrix."""
    if question.kind is Kind.statements:
        return STATEMENT_ANSWERS
    if question.kind is Kind.touchpoints:
        return FEELINGS
    return tuple(choice.key for choice in question.along(Axis.answer))


def read_rows(question: QuestionDefinition, form: Form) -> Answered:
    """One column for each row; a step of an experience may have words as well. A required question needs every row."""
    offered, parts = columns_of(question), Parts()
    rows = question.along(Axis.row)
    for row in rows:
        value = one(form, question.key, row.key).strip()
        if value and value not in offered:
            return refused(question.key, "not-offered", part=row.key)
        if value:
            parts[row.key] = value
        if question.kind is Kind.touchpoints:
            words = f"{row.key}.{WHY}"
            if (fault := _take_words(question, form, words, parts)) is not None:
                return fault
    left_out = [row.key for row in rows if row.key not in parts]
    if question.required and left_out:
        fault_of: Fault = "missing" if not parts else "rows-left-out"
        return refused(question.key, fault_of, part=left_out[0], limit=len(rows), length=len(rows) - len(left_out))
    return Answered(parts)


def scores_of(question: QuestionDefinition) -> Span:
    """The scores that a cell of an appraisal takes: 1 to 5 unless set."""
    return span(question.settings, 1, 5)


def cells_of(question: QuestionDefinition) -> Iterator[tuple[str, ChoiceDefinition, ChoiceDefinition, ChoiceDefinition | None]]:
    """Every cell of an appraisal: the name of its part, its function, its option, and its level where there are levels."""
    for function in question.along(Axis.row):
        for option in question.along(Axis.answer):
            for level in question.along(Axis.level) or (None,):
                name = f"{function.key}.{option.key}" + (f".{level.key}" if level else "")
                yield name, function, option, level


def read_appraisal(question: QuestionDefinition, form: Form) -> Answered:
    """A score for each cell, and a reason beside it. A reason without a score asks for the score; the rest may stay empty."""
    scores, parts = scores_of(question), Parts()
    left_out = ""
    for cell, *_ in cells_of(question):
        value = one(form, question.key, cell).strip()
        whole = value.isascii() and value.lstrip("-").isdigit() and len(value) <= 4
        if value and not (whole and scores.low <= int(value) <= scores.high):
            return refused(question.key, "not-offered", part=cell)
        if value:
            parts[cell] = str(int(value))
        left_out = left_out or ("" if value else cell)
        if (fault := _take_words(question, form, f"{cell}.{WHY}", parts)) is not None:
            return fault
        if f"{cell}.{WHY}" in parts and not value:
            return refused(question.key, "score-missing", part=cell)
    if question.required and left_out:
        return refused(question.key, "rows-left-out" if parts else "missing", part=left_out)
    return Answered(parts)


def _take_words(question: QuestionDefinition, form: Form, part: str, parts: Parts) -> Answered | None:
    """Put the words of a field into `parts`; the refusal where they are too long."""
    words = one(form, question.key, part)
    if len(words) > LONGEST_REASON:
        return refused(question.key, "too-long", part=part, limit=LONGEST_REASON, length=len(words))
    if words.strip():
        parts[part] = words
    return None
