"""Comma-separated files and their cousins (semicolon, tab, bar), read row by row without trusting them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from consult.theming.tables import CannotRead, Limits, NumberedRow, Table, split_header, too_long_cell

DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"
"""For a file of one column: a character that no spreadsheet writes, so that commas in the answers stay in them."""
ROWS_SNIFFED = 20
BLOCK = 1 << 20
SAVE_AS = "Save it as “CSV UTF-8”, then run it again."
WINDOWS_NOTE = "The file is not UTF-8, so it was read as Windows-1252, the older encoding of Western European Windows."
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
VERY_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@contextmanager
def opened(path: Path, wanted: Sequence[str], limits: Limits) -> Iterator[Table]:
    """Open the text file at `path` as a table; `wanted` column names help to tell its delimiter.

    Raises CannotRead for a file that is not text, mixes encodings, or breaks the rules of CSV (RFC 4180).
    """
    encoding, notes = text_encoding(path, limits)
    with cell_limit(limits.cell):
        delimiter = find_delimiter(path, encoding, wanted)
        with path.open(encoding=encoding, newline="") as file:
            columns, rows = split_header(numbered(file, delimiter, limits))
            yield Table(columns, answers(rows, len(columns)), notes)


def text_encoding(path: Path, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """The encoding of a text file, having read all of it in blocks, with notes for the reader.

    A byte order mark decides; then UTF-8; then Windows-1252, only where the whole file is sure to be that.
    """
    with path.open("rb") as file:
        head = file.read(4)
    # the mark of UTF-32 (little end first) begins with that of UTF-16
    if head.startswith(VERY_WIDE_MARKS):
        raise CannotRead(f"The file is in UTF-32, which is not supported. {SAVE_AS}")
    if head.startswith(WIDE_MARKS):
        return wide_encoding(path, limits)
    try:
        check_text(path, "utf-8-sig", limits)
    except UnicodeDecodeError:
        check_windows_text(path, limits)
        return "cp1252", (WINDOWS_NOTE,)
    return "utf-8-sig", ()


def wide_encoding(path: Path, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """UTF-16, once the whole file has proved to be that."""
    try:
        check_text(path, "utf-16", limits)
    except UnicodeDecodeError:
        raise CannotRead(f"The file begins as UTF-16 but does not go on so: it mixes encodings. {SAVE_AS}") from None
    return "utf-16", ()


def check_text(path: Path, encoding: str, limits: Limits) -> None:
    """Read the file in blocks of 1 MB and see that it is text in `encoding`, with lines of a bearable length.

    Raises UnicodeDecodeError when it is not in `encoding`, CannotRead when it cannot be text in any.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            if "\0" in text:
                raise CannotRead(f"The file is not text: it holds bytes that no text has. If it is a spreadsheet: {SAVE_AS}")
            line = unfinished_line(text, line, limits.line)
        decoder.decode(b"", final=True)


def unfinished_line(text: str, before: int, limit: int) -> int:
    """Characters since the last line end after `text`, when there were `before` already.

    Raises CannotRead at once when a line is longer than `limit`, so that no line is ever read whole to measure it.
    """
    first = min((at for at in (text.find("\n"), text.find("\r")) if at >= 0), default=len(text))
    if before + first > limit:
        raise CannotRead(f"The file has a line of more than {limit:,} characters, so it is not a table. Check the export.")
    last = max(text.rfind("\n"), text.rfind("\r"))
    return before + len(text) if last < 0 else len(text) - last - 1


def check_windows_text(path: Path, limits: Limits) -> None:
    """See that a file that is not UTF-8 is certainly Windows-1252.

    Raises CannotRead, naming the row, when it also holds UTF-8 letters (mixed encodings), bytes that Windows-1252
    leaves undefined, or control characters.
    """
    row = first_odd_row(path)
    if holds_wide_letters(path):
        raise CannotRead(f"The file mixes encodings: row {row} is not UTF-8 while other rows are. Mend that row. {SAVE_AS}")
    try:
        check_text(path, "cp1252", limits)
    except UnicodeDecodeError:
        raise CannotRead(f"Row {row} has letters in an encoding that is neither UTF-8 nor Windows-1252. {SAVE_AS}") from None
    if any(has_controls(block) for block in blocks(path, "cp1252")):
        raise CannotRead(f"The file is not text. If it is a spreadsheet: {SAVE_AS}")


def blocks(path: Path, encoding: str, errors: str = "strict") -> Iterator[str]:
    """The text of the file in blocks of about a million characters."""
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        while block := file.read(BLOCK):
            yield block


def has_controls(text: str) -> bool:
    """Whether there is a control character besides the white space that tables and letters hold."""
    return any(character < " " and character not in "\t\n\r\f\v" for character in set(text))


def holds_wide_letters(path: Path) -> bool:
    """Whether any letter beyond ASCII is in good UTF-8; bytes that are not come out of Python as lone surrogates."""
    return any(
        character > "\x7f" and not "\udc80" <= character <= "\udcff"
        for block in blocks(path, "utf-8-sig", "surrogateescape")
        for character in set(block)
    )


def first_odd_row(path: Path) -> int:
    """The number of the first row with bytes that are not UTF-8."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file, cell_limit(BLOCK * 64):
        for row, cells in enumerate(csv.reader(file), 1):
            if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
                return row
    return 1


@contextmanager
def cell_limit(characters: int) -> Iterator[None]:
    """Python's csv module refuses longer cells while this lasts; the limit is its only setting that is global."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def find_delimiter(path: Path, encoding: str, wanted: Sequence[str]) -> str:
    """The delimiter under which the header names most of the `wanted` columns, then under which rows are most even."""
    ranked = [(fitness(path, encoding, delimiter, wanted), delimiter) for delimiter in DELIMITERS]
    # max keeps the first of equals, so a comma wins a draw
    (_, several, *_), best = max(ranked, key=lambda pair: pair[0])
    return best if several else NO_DELIMITER


def fitness(path: Path, encoding: str, delimiter: str, wanted: Sequence[str]) -> tuple[int, bool, int, int]:
    """How well a delimiter fits: wanted names found, more than one column, uneven rows (negative), columns."""
    with path.open(encoding=encoding, newline="") as file:
        rows: list[list[str]] = []
        try:
            rows.extend(cells for cells in islice(csv.reader(file, delimiter=delimiter, strict=True), ROWS_SNIFFED) if cells)
        except csv.Error:
            # the first rows still tell; the row at fault is named when the file is read in earnest
            rows = rows or [[""]]
    header = [cell.strip() for cell in rows[0]] if rows else [""]
    uneven = sum(len(cells) != len(header) for cells in rows)
    return len(set(wanted) & set(header)), len(header) > 1, -uneven, len(header)


def numbered(file: Iterable[str], delimiter: str, limits: Limits) -> Iterator[NumberedRow]:
    """Rows with their numbers, counted as a spreadsheet counts them: a quoted line end does not begin a row.

    Raises CannotRead, naming the row, where quotation marks do not pair or a cell is too long.
    """
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error) or "field larger" in str(error):
                raise too_long_cell(row, limits.cell) from None
            raise CannotRead(
                f"The quotation marks in row {row} do not pair. Inside a quoted cell, write each quotation mark twice."
            ) from None
        yield row, cells


def answers(rows: Iterable[NumberedRow], width: int) -> Iterator[NumberedRow]:
    """The rows under the header, each with as many cells as it; an empty line is a blank answer only in a one-column file.

    Raises CannotRead, naming the row, for a row with more or fewer cells. Empty lines at the end are no rows.
    """
    waiting: list[NumberedRow] = []
    for row, cells in rows:
        if not cells:
            if width == 1:
                waiting.append((row, ("",)))
            continue
        if len(cells) != width:
            raise CannotRead(
                f"Row {row} has {len(cells)} cells but the first row has {width}. "
                "Put quotation marks round an answer that holds the separator, and check that no cell is missing."
            )
        yield from waiting
        waiting.clear()
        yield row, cells
