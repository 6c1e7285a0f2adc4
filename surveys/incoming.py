"""Answers from a table of somebody else's making: which column is what, and every row checked as if it had been typed. Pure.

Nothing is dropped in silence: a cell that cannot be taken, or that answers a question which this person would not have been
asked, is a fault of its row.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from surveys.columns import SHOWN, plain, table_of, words_of_part
from surveys.definition import Definition, QuestionDefinition
from surveys.incoming_words import tick_of, value_of
from surveys.kinds.answered import CHOSEN, OTHER, OTHER_CHOICE, Parts, Problem, clean_text, name_of
from surveys.models import Kind
from surveys.questions import check_answers, packed
from surveys.stored import form_of, without_duties

TAKEN_ABOUT = {
    "_version": "Version of the questions",
    "_language": "Language",
    "_received_at": "When it was received",
    "_wave": "Wave",
    "_signatories": "How many people signed",
    "_source": "Where it came from",
    "_consent_to_quote": "May be quoted (yes or no)",
}
"""What a table may say about a response; a table cannot say through which channel it came, that is always "import"."""
MOST_FAULTS = 200
NEAR = 0.86

Odd = Literal["version", "moment", "whole", "yes-or-no", "too-long", "not-a-tick", "not-taken", "nothing"]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a column can be: its name as an export has it, and its words for a list to choose from."""

    name: str
    words: str
    question_key: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one row, at one column ("" for the whole row): a problem of the answer, or something odd."""

    row: int
    column: str
    question_key: str = ""
    problem: Problem | None = None
    odd: Odd | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """One row that can be stored."""

    version: int
    wave: int
    signatories: int
    source: str
    received_at: dt.datetime | None
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole table checked. `faults` has the first ones, `wrong` is how many rows have any."""

    taken: tuple[Taken, ...]
    faults: tuple[RowFault, ...]
    wrong: int


@dataclass(slots=True)
class _Row:
    number: int
    cells: dict[str, str]
    """By the name of the target; only what is not empty."""
    faults: list[RowFault] = field(default_factory=list)


def targets_of(definitions: Sequence[Definition], language: str = "en") -> tuple[Target, ...]:
    """Everything that a column can be, in order. Ticks can also come in one column, their words with semicolons between."""
    found = [Target(name, words) for name, words in TAKEN_ABOUT.items()]
    whole: set[str] = set()
    for column in table_of(definitions):
        if not column.question_key or column.part == SHOWN:
            continue
        question = _newest(definitions, column.question_key, column.part)
        words = next((text for text in (question.wording.get(language), *question.wording.values()) if text), question.key)
        if question.kind is Kind.several_choices and question.key not in whole:
            whole.add(question.key)
            found.append(Target(question.key, f"{words} – all ticks in one column", question.key, ""))
        part = words_of_part(question, column.part, language)
        found.append(Target(column.name, f"{words} – {part}" if part else words, column.question_key, column.part))
    return tuple(found)


def _newest(definitions: Sequence[Definition], key: str, part: str) -> QuestionDefinition:
    asked = [found for one in definitions if (found := one.question(key)) is not None]
    return next((one for one in reversed(asked) if words_of_part(one, part, "en")), asked[-1])


def propose(columns: Sequence[str], targets: Sequence[Target]) -> dict[int, str]:
    """For each column (by its place) the target that its name stands for: the same name, the same words, or nearly those."""
    found: dict[int, str] = {}
    by_name = {target.name: target.name for target in targets}
    by_words: dict[str, str] = {}
    for target in targets:
        for words in (target.name, target.words, target.name.removeprefix("_")):
            by_words.setdefault(_folded(words), target.name)
    looks: tuple[Callable[[str], str | None], ...] = (
        by_name.get,
        lambda name: by_words.get(_folded(name)),
        lambda name: _near(name, by_words),
    )
    for look in looks:
        for place, column in enumerate(columns):
            if place not in found and column and (name := look(column)) is not None and name not in found.values():
                found[place] = name
    return found


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold().replace("_", " ")))


def _near(name: str, by_words: Mapping[str, str]) -> str | None:
    near = difflib.get_close_matches(_folded(name), list(by_words), n=1, cutoff=NEAR)
    return by_words[near[0]] if near else None


def check_rows(
    definitions: Sequence[Definition],
    mapping: Mapping[int, str],
    columns: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    lenient: bool = False,
) -> Outcome:
    """Check every row. `mapping` is from the place of a column to the name of a target; `lenient` takes answers from people
    who left out what must be answered. Rows that say no version are answers to the newest."""
    by_number = {one.number: without_duties(one) if lenient else one for one in definitions}
    named = {name: columns[place] for place, name in mapping.items()}
    taken: list[Taken] = []
    faults: list[RowFault] = []
    wrong = 0
    for number, cells in rows:
        held = {name: text for place, name in mapping.items() if place < len(cells) and (text := plain(cells[place])).strip()}
        row = _Row(number, held)
        made = _take(row, by_number, named)
        if row.faults:
            wrong += 1
            faults += row.faults[: max(0, MOST_FAULTS - len(faults))]
        elif made is not None:
            taken.append(made)
    return Outcome(tuple(taken), tuple(faults), wrong)


def _take(row: _Row, definitions: Mapping[int, Definition], named: Mapping[str, str]) -> Taken | None:
    newest = max(definitions)
    version = _whole(row, "_version", newest, named)
    definition = definitions.get(version)
    if definition is None:
        row.faults.append(RowFault(row.number, named.get("_version", ""), odd="version"))
        return None
    values, shown = _answers(row, definition, named)
    if not values and not row.faults:
        row.faults.append(RowFault(row.number, "", odd="nothing"))
    record: dict[str, Any] = {
        "answers": packed(values),
        "shown": list(shown),
        "consent_to_quote": _consent(row, named),
        "language": row.cells.get("_language", "").strip().lower() or definition.languages[0],
    }
    if record["language"] not in definition.languages:
        record["language"] = definition.languages[0]
    source = clean_text(row.cells.get("_source", "")).strip()
    if len(source) > 200:
        row.faults.append(RowFault(row.number, named.get("_source", ""), odd="too-long"))
    wave, signed = _whole(row, "_wave", 1, named), _whole(row, "_signatories", 1, named)
    return Taken(version, wave, signed, source, _moment(row, named), record)


def _answers(row: _Row, definition: Definition, named: Mapping[str, str]) -> tuple[dict[str, Parts], tuple[str, ...]]:
    """The answers of a row that can be stored; what is wrong is added to the row's faults."""
    sent: dict[str, Parts] = {}
    for question in definition.questions:
        if parts := dict(_parts(row, question, named, definition.number)):
            sent[question.key] = parts
    form = {name: value for key, parts in sent.items() for name, value in form_of(_question(definition, key), parts).items()}
    checked = check_answers(definition, form)
    for problem in checked.problems:
        column = named.get(name_of(problem.question_key, problem.part), named.get(problem.question_key, ""))
        row.faults.append(RowFault(row.number, column, problem.question_key, problem, version=definition.number))
    for name, key in _lost(row, definition, sent, checked.values):
        column = named.get(name, named.get(key, ""))
        row.faults.append(RowFault(row.number, column, key, odd="not-taken", version=definition.number))
    return checked.values, checked.shown


def _lost(row: _Row, definition: Definition, sent: Mapping[str, Parts], stored: Mapping[str, Parts]) -> Iterator[tuple[str, str]]:
    """What a row says that would be stored nowhere, as (name, question): off its way, or words without their tick."""
    refused = {fault.question_key for fault in row.faults}
    known = {question.key for question in definition.questions}
    for name in row.cells:
        if not name.startswith("_") and name.partition(".")[0] not in known:
            yield name, name.partition(".")[0]
    for key, parts in sent.items():
        # nought points are stored only beside others that are not
        left = [part for part, value in parts.items() if part not in stored.get(key, {}) and value.strip() != "0"]
        if left and key not in refused:
            yield name_of(key, left[0]), key


def _question(definition: Definition, key: str) -> QuestionDefinition:
    return next(question for question in definition.questions if question.key == key)


def _parts(row: _Row, question: QuestionDefinition, named: Mapping[str, str], version: int) -> Iterator[tuple[str, str]]:
    """The parts that the cells of a row give to a question."""
    several = question.kind is Kind.several_choices
    for name, cell in row.cells.items():
        key, _, part = name.partition(".")
        if key != question.key:
            continue
        if several and not part:
            yield from _ticks(row, question, cell, named[name], version)
        elif several and part != OTHER:
            tick = tick_of(question, part, cell)
            if tick is None:
                row.faults.append(RowFault(row.number, named[name], key, odd="not-a-tick", version=version))
            elif tick:
                yield part, CHOSEN
        else:
            yield part, value_of(question, part, cell)


def _ticks(row: _Row, question: QuestionDefinition, cell: str, column: str, version: int) -> Iterator[tuple[str, str]]:
    for words in re.split(r"[;|\n]", cell):
        key = value_of(question, "", words.strip())
        if key == OTHER_CHOICE:
            continue  # the words beside it, in a column of their own, are the tick
        if key and question.choice(key) is None:
            row.faults.append(RowFault(row.number, column, question.key, odd="not-a-tick", version=version))
        elif key:
            yield key, CHOSEN


def _whole(row: _Row, name: str, standard: int, named: Mapping[str, str]) -> int:
    text = row.cells.get(name, "").strip()
    if not text:
        return standard
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII) or int(text) < 1:
        row.faults.append(RowFault(row.number, named[name], odd="whole"))
        return standard
    return int(text)


def _consent(row: _Row, named: Mapping[str, str]) -> bool:
    text = row.cells.get("_consent_to_quote", "").strip()
    said = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False, "": False}
    if text.casefold() not in said:
        row.faults.append(RowFault(row.number, named["_consent_to_quote"], odd="yes-or-no"))
    return said.get(text.casefold(), False)


def _moment(row: _Row, named: Mapping[str, str]) -> dt.datetime | None:
    """When a response was received; a day or a time without a zone is taken as universal time."""
    text = row.cells.get("_received_at", "").strip()
    if not text:
        return None
    text = re.sub(r"^(\d{1,2})/(\d{1,2})/(\d{4})", lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}", text)
    try:
        made = dt.datetime.fromisoformat(text)
    except ValueError:
        row.faults.append(RowFault(row.number, named["_received_at"], odd="moment"))
        return None
    return made if made.tzinfo else made.replace(tzinfo=dt.UTC)
