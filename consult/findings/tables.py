"""The tables of the findings, each count as it may be printed: themes by group, closed questions, channels. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from consult.findings.breakdowns import Cell, Group, groups, is_small, protect
from consult.findings.shares import per_hundred
from surveys.definition import QuestionDefinition

Json = dict[str, Any]
DID_NOT_SAY = {"en": "Did not say", "cy": "Heb ddweud"}


def breakdown(question: QuestionDefinition, answered: Mapping[str, int], raised: Mapping[str, int]) -> list[Json]:
    """How many people of each group raised a theme; empty where so few did that no number of people may be printed.

    `answered` and `raised` map what people said of themselves to numbers of people.
    """
    parts = groups(in_order(question, answered))
    counts = [sum(raised.get(key, 0) for key in part.keys) for part in parts]
    cells = protect(counts, [part.people for part in parts])
    if cells is None or not any(cell.count for cell in cells):
        return []  # where only noughts are left to show, the table would seem to say that nobody did
    return [
        {**_named(question, part.keys), "base": part.people, "count": cell.count, "hidden": cell.hidden}
        for part, cell in zip(parts, cells, strict=True)
    ]


def who_answered(question: QuestionDefinition, answered: Mapping[str, int]) -> Json | None:
    """A question about the person as a table of the people in the base of the themes; None where none may be printed.

    The same people and groups as in the breakdowns: two tables over different people would give small cells away when one
    is taken from the other.
    """
    parts = groups(in_order(question, answered))
    if not parts:
        return None
    cells = [Cell(part.people) for part in parts]
    return {**_head(question, sum(part.people for part in parts)), "lines": _lines(question, parts, cells)}


def closed_table(question: QuestionDefinition, chosen: Mapping[str, int]) -> Json | None:
    """A closed question as a table; None where so few answered that even their number may not be printed."""
    counts = in_order(question, chosen)
    base = sum(counts.values())
    if is_small(base):
        return None
    parts = [Group((key,), count) for key, count in counts.items()]
    cells = protect([part.people for part in parts], [base] * len(parts)) or [Cell(None, "guard") for _ in parts]
    return {**_head(question, base), "lines": _lines(question, parts, cells)}


def channel_table(responses: Mapping[str, int]) -> list[Json]:
    """How answers reached the body: each channel with its number, or without where it may not be printed."""
    total = sum(responses.values())
    cells = protect(list(responses.values()), [total] * len(responses)) or [Cell(None, "guard") for _ in responses]
    return [
        {"channel": channel, "count": cell.count, "hidden": cell.hidden} for channel, cell in zip(responses, cells, strict=True)
    ]


def in_order(question: QuestionDefinition, people: Mapping[str, int]) -> dict[str, int]:
    """Numbers of people in the order of the question's choices, choices that nobody made included; then whatever is left."""
    known = [choice.key for choice in question.choices]
    left = sorted(key for key in people if key not in known)
    return {key: people.get(key, 0) for key in (*known, *left)}


def _head(question: QuestionDefinition, base: int) -> Json:
    return {"key": question.key, "purpose": question.purpose.value, "wording": dict(question.wording), "base": base}


def _lines(question: QuestionDefinition, parts: Sequence[Group], cells: Sequence[Cell]) -> list[Json]:
    base = sum(part.people for part in parts)
    return [
        {
            **_named(question, part.keys),
            "count": cell.count,
            "per_hundred": None if cell.count is None else per_hundred(cell.count, base),
            "hidden": cell.hidden,
        }
        for part, cell in zip(parts, cells, strict=True)
    ]


def _named(question: QuestionDefinition, keys: Sequence[str]) -> Json:
    return {"keys": list(keys), "wordings": [_wording(question, key) for key in keys]}


def _wording(question: QuestionDefinition, key: str) -> dict[str, str]:
    choice = question.choice(key)
    if choice is not None:
        return dict(choice.wording)
    return dict(DID_NOT_SAY) if not key else {"en": key}
