"""A questionnaire as it is printed: from its definition to the plain values that `reports` draws. Pure.

Every kind of question has a shape on paper; a kind that is added without one fails the first test.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from consult.channels.ways_on_paper import Wording, where_next, who_answers, without_piping
from consult.consultations.public import PublicFacts, minutes, prose
from consult.templating import make_environment
from consult.wording import wording_text
from reports.questionnaire import (
    Appraisal,
    Grid,
    Lines,
    PaperQuestionnaire,
    Passage,
    Places,
    Points,
    Question,
    Shape,
    Squares,
    Steps,
    Ticks,
)
from surveys.definition import Definition, QuestionDefinition
from surveys.kinds.grids import columns_of, scores_of
from surveys.kinds.measuring import steps_of
from surveys.kinds.settings import places, ticks, total
from surveys.kinds.words import limit_of
from surveys.models import Axis, Kind

LETTERS_ON_A_LINE = 60
MOST_LINES = 12
MOST_OTHER_LINES = 3
GRIDS = frozenset({Kind.matrix, Kind.statements, Kind.touchpoints})


@dataclass(frozen=True, slots=True)
class Returning:
    """Where a paper goes, and the address at which the same questions stand on the web."""

    to: tuple[str, ...] = ()
    web_address: str = ""


def questionnaire_on_paper(
    facts: PublicFacts, definition: Definition, language: str, returning: Returning, dated: dt.date | None
) -> PaperQuestionnaire:
    """Everything that the document says, in one language; where a text is not translated the English is given."""
    definition = without_piping(definition)
    words = Wording(definition, language, _fixed(language))
    return PaperQuestionnaire(
        title=wording_text(facts.title, language),
        organisation=facts.organisation_name,
        language=language,
        questions=tuple(_question(question, number, words) for number, question in enumerate(definition.questions, start=1)),
        version=definition.number,
        passages=_passages(facts, language),
        notice=wording_text(facts.notice, language),
        closes_on=facts.closes_on,
        return_to=returning.to,
        web_address=returning.web_address,
        minutes=minutes(definition),
        dated=dated,
    )


def _fixed(language: str) -> Any:
    """The words of fixed answers, from the one place where they are translated."""
    module: Any = make_environment(language).get_template("components/answered.html").module
    return lambda key: str(module.fixed_answer(key)).strip()


def _passages(facts: PublicFacts, language: str) -> tuple[Passage, ...]:
    found = []
    texts = (
        ("about", facts.background),
        ("can_change", facts.can_change),
        ("is_fixed", facts.is_fixed),
        ("decided_by", facts.decided_by),
    )
    for heading, text in texts:
        blocks = tuple((block.kind == "list", block.lines) for block in prose(text, language).blocks)
        if blocks:
            found.append(Passage(heading, blocks))  # type: ignore[arg-type]
    return tuple(found)


def _question(question: QuestionDefinition, number: int, words: Wording) -> Question:
    return Question(
        number=number,
        words=wording_text(question.wording, words.language),
        shape=shape_of(question, words),
        help=wording_text(question.help, words.language),
        before=who_answers(question, words),
        after=where_next(question, words),
        is_optional=not question.required,
    )


def shape_of(question: QuestionDefinition, words: Wording) -> Shape:
    """What is filled in for a question of this kind."""
    kind = question.kind
    if kind in (Kind.long_text, Kind.short_text):
        return Lines(_lines_for(question))
    if kind is Kind.number:
        return Lines(1, "number")
    if kind is Kind.date:
        return Squares("date", (2, 2, 4))
    if kind is Kind.area:
        return Squares("area", (4,))
    if kind in (Kind.rating, Kind.slider):
        return _steps(question, words)
    if kind in GRIDS:
        return _grid(question, words)
    if kind is Kind.appraisal:
        return _appraisal(question, words)
    return _list(question, words)


def _list(question: QuestionDefinition, words: Wording) -> Shape:
    """One choice, several, a scale of words, a stage, a ranking, points."""
    options = _words_of(question, Axis.answer, words)
    if question.kind is Kind.ranking:
        return Places(options, places(question.settings, len(options)))
    if question.kind is Kind.points:
        return Points(options, total(question.settings))
    if question.kind is Kind.several_choices:
        rules = ticks(question.settings, len(options))
        return Ticks(options, several=True, fewest=rules.fewest, most=rules.most, other=rules.other)
    return Ticks(options, other=question.settings.get("other") is True)


def _lines_for(question: QuestionDefinition) -> int:
    if question.kind is Kind.short_text:
        return min(MOST_OTHER_LINES, max(1, limit_of(question) // 200))
    return max(3, min(MOST_LINES, limit_of(question) // LETTERS_ON_A_LINE))


def _steps(question: QuestionDefinition, words: Wording) -> Steps:
    span, poles = steps_of(question), _words_of(question, Axis.answer, words)
    low, high = poles if len(poles) == 2 else ("", "")
    return Steps(span.low, span.high, low, high)


def _grid(question: QuestionDefinition, words: Wording) -> Grid:
    columns = _words_of(question, Axis.answer, words) if question.kind is Kind.matrix else ()
    columns = columns or tuple(words.fixed(key) for key in columns_of(question))
    return Grid(columns, _words_of(question, Axis.row, words), has_words=question.kind is Kind.touchpoints)


def _appraisal(question: QuestionDefinition, words: Wording) -> Appraisal:
    options, levels = _words_of(question, Axis.answer, words), _words_of(question, Axis.level, words)
    cells = tuple(f"{option} – {level}" for option in options for level in levels) if levels else options
    span = scores_of(question)
    return Appraisal(_words_of(question, Axis.row, words), cells, span.low, span.high)


def _words_of(question: QuestionDefinition, axis: Axis, words: Wording) -> tuple[str, ...]:
    return tuple(wording_text(choice.wording, words.language) for choice in question.along(axis))
