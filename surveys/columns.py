"""Responses as a table: one row a response, one column a part of a question, and what every column means. Pure.

Names of columns about the response begin with "_", which no key of a question does. A part of a question is named as the
form names it: "travel", "travel.+other" (words beside a tick), "access.doctor" (a row). "travel.+shown" says whether the
person was asked at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys.definition import Definition, QuestionDefinition, Wording
from surveys.kinds import parts_of
from surveys.kinds.answered import CHOSEN, OTHER, OTHER_CHOICE, WHY, Parts, name_of
from surveys.kinds.grids import cells_of, columns_of, scores_of
from surveys.kinds.measuring import steps_of
from surveys.models import Axis, Kind
from surveys.paths import way

SHOWN = "+shown"
NUMERIC = frozenset({Kind.rating, Kind.slider, Kind.number, Kind.ranking, Kind.points, Kind.appraisal})
DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may take for a formula (OWASP, CSV injection), behind any apostrophes that stood there before."""
ABOUT: tuple[tuple[str, str], ...] = (
    ("_response", "A name for the row that stays the same in every export. It opens nothing."),
    ("_number", "The public number of the response, in order of arrival. Empty until the service has sorted it in."),
    ("_channel", "How the response came: web, paper, email, letter, meeting, telephone, petition or import."),
    ("_wave", "Which time of asking it belongs to, from 1."),
    ("_version", "The version of the questions that the person saw. The dictionary has the wording of each version."),
    ("_language", "The language in which the person answered."),
    ("_received_at", "When the response was received, in universal time."),
    ("_late", "yes: received after the consultation had closed."),
    ("_amended_at", "When the person last changed the answers; empty if never."),
    ("_signatories", "How many people signed it: more than 1 for a petition."),
    ("_source", "Where a letter, meeting or petition came from."),
    ("_capacity", "In what capacity the person answered: the key of a choice."),
    ("_area", "Where the person lives: a key or the first half of a postcode."),
    ("_consent_to_quote", "yes: the person agreed that their words may be quoted."),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and, unless it is about the response, the question and the part in it."""

    name: str
    question_key: str = ""
    part: str = ""
    number: bool = False
    """Whether it holds numbers, which are written as they are."""


def table_of(definitions: Sequence[Definition]) -> tuple[Column, ...]:
    """The columns for responses to any of these versions (oldest first): as the newest asks, then what only older ones asked."""
    columns = {name: Column(name) for name, _ in ABOUT}
    for key in dict.fromkeys(question.key for definition in reversed(definitions) for question in definition.questions):
        shown = name_of(key, SHOWN)
        columns[shown] = Column(shown, key, SHOWN)
        for definition in reversed(definitions):
            if question := definition.question(key):
                for part in parts_of(question):
                    number = question.kind in NUMERIC and not part.endswith(WHY)
                    columns.setdefault(name_of(key, part), Column(name_of(key, part), key, part, number))
    return tuple(columns.values())


def row_of(
    columns: Sequence[Column],
    definition: Definition,
    about: Mapping[str, str],
    values: Mapping[str, Parts],
    shown: Iterable[str] | None,
) -> list[str]:
    """One response in the order of the columns, harmless. `shown` None: worked out from the answers."""
    asked = set(way(definition, values) if shown is None else shown)
    there = {question.key for question in definition.questions}
    row = []
    for column in columns:
        if not column.question_key:
            row.append(harmless(about.get(column.name, "")))
        elif column.part == SHOWN:
            row.append(yes_or_no(column.question_key in asked) if column.question_key in there else "")
        else:
            value = values.get(column.question_key, {}).get(column.part, "")
            row.append(value if not value or (column.number and is_number(value)) else harmless(value))
    return row


def yes_or_no(value: bool) -> str:
    """A yes or a no as tables hold it."""
    return "yes" if value else "no"


def is_number(text: str) -> bool:
    """Whether a cell is a plain number, which no spreadsheet takes for a formula."""
    return re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII) is not None


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet could take it for a formula; `plain` takes it away again."""
    return f"'{cell}" if DANGEROUS.match(cell) else cell


def plain(cell: str) -> str:
    """The cell as it was before `harmless`; any other as it is."""
    return cell[1:] if cell.startswith("'") and DANGEROUS.match(cell) else cell


def dictionary_of(definitions: Sequence[Definition]) -> Iterator[list[str]]:
    """What every column means, as a table: heading first, then a row for each column in each version, in its languages."""
    languages = list(dict.fromkeys(code for definition in definitions for code in definition.languages))
    head = ["column", "version", "kind", "must_answer", "asked_if"]
    yield [*head, *(f"{what}_{code}" for code in languages for what in ("question", "part", "values"))]
    for name, meaning in ABOUT:
        yield [name, "", "about the response", "", "", meaning, *[""] * (3 * len(languages) - 1)]
    for column in table_of(definitions):
        for definition in definitions:
            question = definition.question(column.question_key)
            if question and (column.part == SHOWN or column.part in parts_of(question)):
                yield [harmless(cell) for cell in _meaning(column, definition, question, languages)]


def _meaning(column: Column, definition: Definition, question: QuestionDefinition, languages: Sequence[str]) -> list[str]:
    conditional = "" if question.shown_if is None else _condition(question.shown_if)
    row = [column.name, str(definition.number), question.kind.value, yes_or_no(question.required), conditional]
    for code in languages:
        row += [
            _in(question.wording, code),
            words_of_part(question, column.part, code),
            values_of_part(question, column.part, code),
        ]
    return row


def _condition(stored: Mapping[str, object]) -> str:
    return json.dumps(stored, ensure_ascii=False, sort_keys=True)


def _in(wording: Wording, code: str) -> str:
    return wording.get(code, "")


def words_of_part(question: QuestionDefinition, part: str, code: str) -> str:
    """What a part is about, in one language: the row, the choice, the cell; "" for the one value of a question."""
    if part in ("", SHOWN, OTHER):
        return {"": "", SHOWN: "whether the person was asked", OTHER: "the words beside “something else”"}[part]
    base = part.removesuffix(f".{WHY}")
    words = {choice.key: _in(choice.wording, code) for choice in question.choices}
    if question.kind is Kind.appraisal:
        for cell, function, option, level in cells_of(question):
            words[cell] = " / ".join(_in(one.wording, code) for one in (function, option, level) if one)
    return words.get(base, base) + (": the words beside it" if base != part else "")


def values_of_part(question: QuestionDefinition, part: str, code: str) -> str:
    """What a cell of this part can hold, with the words of each value in one language."""
    if part == OTHER or part.endswith(f".{WHY}"):
        return "words"
    if part == SHOWN:
        return "yes; no"
    if question.kind is Kind.several_choices:
        return f"{CHOSEN} where it was ticked"
    if question.kind in (Kind.rating, Kind.slider, Kind.appraisal):
        span = scores_of(question) if question.kind is Kind.appraisal else steps_of(question)
        return f"{span.low} to {span.high}" + _ends(question, code)
    keys = columns_of(question) if question.kind in BY_KEY else ()
    if not keys:
        return FREE.get(question.kind, "")
    words = {choice.key: _in(choice.wording, code) for choice in question.along(Axis.answer)}
    other = [f"{OTHER_CHOICE} = something else"] if OTHER in parts_of(question) else []
    return "; ".join([*(f"{key} = {words[key]}" if words.get(key) else key for key in keys), *other])


def _ends(question: QuestionDefinition, code: str) -> str:
    if question.kind is Kind.appraisal:
        return ""
    ends = [_in(choice.wording, code) for choice in question.along(Axis.answer)]
    return f" ({ends[0]} to {ends[-1]})" if len(ends) > 1 else ""


BY_KEY = frozenset({Kind.single_choice, Kind.scale, Kind.stage, Kind.matrix, Kind.statements, Kind.touchpoints})
FREE = {
    Kind.long_text: "words",
    Kind.short_text: "words",
    Kind.area: "the first half of a postcode",
    Kind.number: "a number",
    Kind.date: "a day as 2027-03-31",
    Kind.ranking: "a place, 1 for the first",
    Kind.points: "a whole number of points",
}
