"""Strategies for hypothesis: questionnaires with every kind of question, and answers that a form could have sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.kinds.answered import OTHER, OTHER_CHOICE, WHY, Form
from surveys.kinds.grids import cells_of, columns_of, scores_of
from surveys.kinds.measuring import steps_of
from surveys.models import Axis, Kind, Purpose

WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30).filter(str.strip),
    st.sampled_from(["=1+1", "+44", "-3", "@all", "'=x", "''@", 'é, "ŵ"', "a\nb", "\t=2", "“Ŷ” – 😀", "_x000A_", "1;2"]),
)
AXES = {
    Kind.matrix: (Axis.answer, Axis.row),
    Kind.appraisal: (Axis.answer, Axis.row, Axis.level),
    Kind.statements: (Axis.row,),
    Kind.touchpoints: (Axis.row,),
    Kind.slider: (Axis.answer,),
    **dict.fromkeys(
        (Kind.single_choice, Kind.several_choices, Kind.scale, Kind.ranking, Kind.points, Kind.stage), (Axis.answer,)
    ),
}


@st.composite
def questions(draw: st.DrawFn, kind: Kind, earlier: QuestionDefinition | None) -> QuestionDefinition:
    """A question of a kind that can be asked; sometimes only of those who answered the one before."""
    choices = tuple(
        ChoiceDefinition(f"{axis.value[0]}{place}", {"en": f"{axis.value} {place} {draw(WORDS)}", "cy": draw(WORDS)}, axis)
        for axis in AXES.get(kind, ())
        for place in range(2 if kind is Kind.slider else draw(st.integers(2, 3)))
    )
    other = kind in (Kind.single_choice, Kind.several_choices) and draw(st.booleans())
    shown_if = {"question": earlier.key, "answered": True} if earlier and draw(st.booleans()) else None
    settings: dict[str, Any] = {"other": True} if other else {}
    settings |= {"places": 2} if kind is Kind.number else {}
    wording = {"en": draw(WORDS), "cy": draw(WORDS)}
    return QuestionDefinition(
        kind.value, kind, Purpose.topic, draw(st.booleans()), wording, {"en": draw(WORDS)}, choices, settings, shown_if
    )


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """A version with one question of every kind, in any order."""
    made: list[QuestionDefinition] = []
    for kind in draw(st.permutations(list(Kind))):
        made.append(draw(questions(kind, made[-1] if made else None)))
    return Definition(1, 1, ("en", "cy"), tuple(made), frozen=True)


@st.composite
def forms(draw: st.DrawFn, definition: Definition) -> Form:
    """A form that somebody could have sent: each question answered well."""
    sent: dict[str, list[str]] = {}
    for question in definition.questions:
        sent |= draw(answers(question))
    return sent


@st.composite
def answers(draw: st.DrawFn, question: QuestionDefinition) -> dict[str, list[str]]:
    """The fields of one answer, whole; none at all now and then, where that is allowed."""
    if not question.required and draw(st.booleans()):
        return {}
    key, kind = question.key, question.kind
    offered = [choice.key for choice in question.along(Axis.answer)]
    if kind in (Kind.single_choice, Kind.scale, Kind.stage, Kind.several_choices):
        return _chosen(draw, question, offered)
    if kind in (Kind.matrix, Kind.statements, Kind.touchpoints):
        rows = [row.key for row in question.along(Axis.row)]
        why = {f"{key}.{row}.{WHY}": [draw(WORDS)] for row in rows} if kind is Kind.touchpoints else {}
        return {f"{key}.{row}": [draw(st.sampled_from(columns_of(question)))] for row in rows} | why
    if kind is Kind.appraisal:
        span = scores_of(question)
        cells = [cell for cell, *_ in cells_of(question)]
        scored = {f"{key}.{cell}": [str(draw(st.integers(span.low, span.high)))] for cell in cells}
        return scored | {f"{key}.{cells[0]}.{WHY}": [draw(WORDS)]}
    if kind is Kind.ranking:
        places = draw(st.permutations(range(1, len(offered) + 1)))
        return {f"{key}.{one}": [str(place)] for one, place in zip(offered, places, strict=True)}
    if kind is Kind.points:
        first = draw(st.integers(0, 100))
        return {f"{key}.{one}": [str({0: first, 1: 100 - first}.get(at, 0))] for at, one in enumerate(offered)}
    return {key: [draw(_value(question))]}


def _chosen(draw: st.DrawFn, question: QuestionDefinition, offered: list[str]) -> dict[str, list[str]]:
    key = question.key
    if question.settings.get("other") and draw(st.booleans()):
        return {key: [OTHER_CHOICE], f"{key}.{OTHER}": [draw(WORDS)]}
    if question.kind is Kind.several_choices:
        return {key: draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))}
    return {key: [draw(st.sampled_from(offered))]}


def _value(question: QuestionDefinition) -> st.SearchStrategy[str]:
    if question.kind in (Kind.rating, Kind.slider):
        span = steps_of(question)
        return st.integers(span.low, span.high).map(str)
    return {
        Kind.number: st.sampled_from(["-12", "0", "7", "2.5", "1,250", "-0.25", "123456789012345"]),
        Kind.date: st.dates(dt.date(1900, 1, 1)).map(str),
        Kind.area: st.sampled_from(["SY23 3BU", "E1", "n1 9gu", "SW1A 1AA"]),
    }.get(question.kind, WORDS)
