"""A file of answers of which a person has coded some: the answers, the codes of those, and the question each is to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from consult.theming.codebook_file import same
from consult.theming.files import check_id, empty_rows_note, filled, opened
from consult.theming.tables import CannotRead, Limits, Table, position, too_long_cell
from nlp.types import Comment


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns, as the analyst gave them."""

    answer: str
    codes: str | None
    id: str | None = None
    question: str | None = None
    separator: str = "|"
    """Stands between the codes of one cell."""


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One answer with what a person coded it as; no codes: not read yet."""

    number: int
    """Of the row, as a spreadsheet shows it."""
    comment: Comment
    codes: frozenset[str]
    """As the cell writes them."""
    question: str


@dataclass(frozen=True, slots=True)
class CodedFile:
    """The answers of one file, in the order of its rows."""

    name: str
    columns: Columns
    rows: tuple[CodedRow, ...]
    notes: tuple[str, ...]


def read_coded(path: Path, columns: Columns, sheet: str | None = None, limits: Limits | None = None) -> CodedFile:
    """Read answers and the codes of those that have some; a row whose codes are empty has not been read yet.

    Ids are the cells of the id column, kept as text, or "1", "2"… by row.
    Raises CannotRead, with a sentence for the analyst, for anything that cannot be used.
    """
    limits = limits or Limits()
    wanted = [name.strip() for name in (columns.answer, columns.codes, columns.id, columns.question) if name is not None]
    try:
        with opened(path, wanted, sheet, limits) as table:
            left_out: list[int] = []
            rows = tuple(_rows(table, columns, left_out, limits))
            notes = (*table.notes, *empty_rows_note(len(left_out)))
    except OSError as error:
        raise CannotRead(f"The file cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    if not rows:
        raise CannotRead("The file has column names but no answers under them. Check the export, then run it again.")
    return CodedFile(path.name, columns, rows, notes)


def _rows(table: Table, columns: Columns, left_out: list[int], limits: Limits) -> Iterator[CodedRow]:
    text_at = position(table.columns, columns.answer, "--column")
    codes_at = _place(table, columns.codes, "--codes")
    id_at = _place(table, columns.id, "--id")
    question_at = _place(table, columns.question, "--question-column")
    seen: dict[str, int] = {}
    for row, cells in filled(table.rows, len(table.columns), left_out):
        if len(cells[text_at]) > limits.cell:
            raise too_long_cell(row, limits.cell)
        answer_id = str(len(seen) + 1) if id_at is None else cells[id_at].strip()
        check_id(answer_id, row, seen)
        seen[answer_id] = row
        codes = frozenset[str]() if codes_at is None else split(cells[codes_at], columns.separator)
        question = "" if question_at is None else " ".join(cells[question_at].split())
        yield CodedRow(row, Comment(answer_id, cells[text_at]), codes, question)


def _place(table: Table, name: str | None, option: str) -> int | None:
    return None if name is None else position(table.columns, name, option)


def split(cell: str, separator: str) -> frozenset[str]:
    """The codes of a cell, each on one line without space around it."""
    return frozenset(code for part in cell.split(separator) if (code := " ".join(part.split())))


def keys(row: CodedRow, meanings: Mapping[str, str]) -> frozenset[str]:
    """The keys of the row's codes, by `Codebook.meanings`.

    Raises CannotRead for a code that the codebook does not have. It is not printed: the column may be one of answers.
    """
    found = [meanings.get(same(code)) for code in row.codes]
    if None in found:
        raise CannotRead(
            f"Row {row.number} has a code that is not in the codebook. Add it there or correct the row, then run it again."
        )
    return frozenset(key for key in found if key is not None)
