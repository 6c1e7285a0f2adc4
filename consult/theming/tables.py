"""A table of answers as it comes from a file: a header, numbered rows, and what can be wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

COLUMNS_LISTED = 12
NAME_SHOWN = 40

NumberedRow = tuple[int, Sequence[str]]
"""The row's number as a spreadsheet shows it (the header is usually row 1), and its cells as text."""


class CannotRead(ValueError):
    """The file cannot be used as it is. The message says in a sentence or two what is wrong and what to do.

    It never quotes a respondent's words; it may name columns, which are the analyst's own.
    """


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most, so that no file can fill the memory."""

    file: int = 1_000_000_000
    """Bytes in the file; for a workbook, also what it unpacks to."""
    line: int = 16_000_000
    """Characters between two line ends of a text file."""
    cell: int = 1_000_000
    """Characters in one cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file: `rows` is read once, as it is needed, and leaves the header out."""

    columns: tuple[str, ...]
    rows: Iterator[NumberedRow]
    notes: tuple[str, ...] = ()
    """Plain sentences about how the file was read that a reader of the results should know."""


def split_header(rows: Iterator[NumberedRow]) -> tuple[tuple[str, ...], Iterator[NumberedRow]]:
    """The names in the first row that holds anything, and the rows after it.

    Raises CannotRead when every row is empty.
    """
    for _, cells in rows:
        if any(cell.strip() for cell in cells):
            return tuple(cell.strip() for cell in cells), rows
    raise CannotRead("There is nothing in the file. It needs a first row of column names, then one row for each answer.")


def position(columns: Sequence[str], name: str, option: str) -> int:
    """Where the column `name` stands, counted from 0; `option` is what the analyst typed to ask for it.

    Raises CannotRead, listing the columns, when there is no such column or more than one.
    """
    wanted = name.strip()
    if columns.count(wanted) > 1:
        raise CannotRead(f"There are {columns.count(wanted)} columns called “{wanted}”. Rename all but one, then run it again.")
    if wanted in columns:
        return list(columns).index(wanted)
    raise CannotRead(
        f"There is no column “{wanted}” for {option}. The first row has {listed(columns)}.{suggestion(wanted, columns)}"
    )


def listed(names: Iterable[str]) -> str:
    """Names for a message: shortened, at most a dozen, because a file without a header would show answers here."""
    known = [f"“{shortened(name)}”" for name in names if name]
    more = len(known) - COLUMNS_LISTED
    return ", ".join(known[:COLUMNS_LISTED]) + (f" and {more} more" if more > 0 else "")


def suggestion(wanted: str, names: Iterable[str]) -> str:
    """“ Did you mean …?” with the nearest name, by difflib's ratio without regard to case; empty when none is near."""
    by_folded = {name.casefold(): name for name in names if name}
    near = difflib.get_close_matches(wanted.casefold(), by_folded, n=1)
    return f" Did you mean “{shortened(by_folded[near[0]])}”?" if near else ""


def shortened(name: str) -> str:
    """A name on one line of at most 40 characters."""
    line = " ".join(name.split())
    return line if len(line) <= NAME_SHOWN else line[: NAME_SHOWN - 1] + "…"


def too_long_cell(row: int, limit: int) -> CannotRead:
    """The error for a cell longer than `limit` characters."""
    return CannotRead(
        f"Row {row} has a cell of more than {limit:,} characters. "
        "Often a quotation mark was opened and never closed; close it or shorten the cell."
    )
