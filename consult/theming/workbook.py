"""Excel workbooks: one sheet, read row by row, every cell as the text that an analyst sees."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from consult.theming.tables import CannotRead, Limits, NumberedRow, Table, listed, split_header, suggestion, too_long_cell

BROKEN = "The workbook is damaged or not a real .xlsx. Open it in a spreadsheet program, save it again, then run it again."
FORMULA = re.compile(rb"<(\w{1,10}:)?f[ />]")
LONGEST_TAG = 13
BLOCK = 1 << 20
ESCAPED = re.compile(r"_x00(0[1-9A-D]|1[0-9A-F]|5[Ff])_")


@contextmanager
def opened(path: Path, wanted: Sequence[str], sheet: str | None, limits: Limits) -> Iterator[Table]:
    """Open the first sheet, or the one named `sheet`, as a table; in the `wanted` columns formulas must have values.

    Raises CannotRead for a damaged or enormous workbook, an unknown sheet, and formulas that were never worked out.
    """
    check_parts(path, limits)
    with loaded(path, values=True) as book:
        columns, rows = split_header(numbered(chosen_sheet(book, sheet), limits))
        if holds_formulas(path):
            check_formulas(path, sheet, [at for at, name in enumerate(columns) if name in wanted])
        yield Table(columns, checked(rows, len(columns)))


def check_parts(path: Path, limits: Limits) -> None:
    """See that the file is a workbook and does not unpack to more than the limit, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise CannotRead(BROKEN) from None
    if "xl/workbook.xml" not in names:
        raise CannotRead("The file is not an Excel workbook. Save the answers as .xlsx or .csv, then run it again.")
    if size > limits.file:
        raise CannotRead(
            f"The workbook unpacks to {size:,} bytes; at most {limits.file:,} are read. Save the answers alone as .csv."
        )


@contextmanager
def loaded(path: Path, *, values: bool) -> Iterator[Any]:
    """The workbook as openpyxl streams it; `values` asks for what formulas came to, else for the formulas."""
    import openpyxl

    # the file is opened here so that it is closed here: openpyxl keeps it open when a sheet is left half read
    with warnings.catch_warnings(), path.open("rb") as file:
        # openpyxl warns of styles and extensions that it leaves out; neither holds answers
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
        except Exception:
            # openpyxl raises whatever its parts meet in a damaged file: KeyError, ValueError, XML and zip errors
            raise CannotRead(BROKEN) from None
        try:
            yield book
        finally:
            book.close()


def chosen_sheet(book: Any, name: str | None) -> Any:
    """The sheet called `name`, or the first. Raises CannotRead, listing the sheets, when there is none of that name."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise CannotRead("The workbook has no sheet with cells. Put the answers in a sheet, then run it again.")
    if name is None:
        return next(iter(sheets.values()))
    if name not in sheets:
        raise CannotRead(f"There is no sheet “{name}”. The workbook has {listed(sheets)}.{suggestion(name, sheets)}")
    return sheets[name]


def numbered(sheet: Any, limits: Limits) -> Iterator[NumberedRow]:
    """Every row of the sheet as text, with its number. Raises CannotRead for a damaged sheet or a cell that is too long."""
    # files made by other programs often state a wrong size, and openpyxl would believe it
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    while True:
        try:
            row, values = next(rows)
        except StopIteration:
            return
        except Exception:
            # as in loaded(): a damaged sheet raises anything
            raise CannotRead(BROKEN) from None
        cells = [as_text(value) for value in values]
        if any(len(cell) > limits.cell for cell in cells):
            raise too_long_cell(row, limits.cell)
        yield row, cells


def as_text(value: object) -> str:
    """A cell's value as an analyst sees it: 7.0 is "7", a date is ISO 8601, true is "TRUE", nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    # control characters are escaped in the file's XML as _x000D_ and the like, and an underline before what only looks so
    # as _x005F_; openpyxl leaves them so
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def checked(rows: Iterator[NumberedRow], width: int) -> Iterator[NumberedRow]:
    """The rows under the header, filled up to its width, without the empty ones that end many sheets."""
    empty: list[int] = []
    for row, cells in rows:
        if not any(cell.strip() for cell in cells):
            empty.append(row)
            continue
        yield from ((number, [""] * width) for number in empty)
        empty.clear()
        yield row, [*cells, *[""] * (width - len(cells))]


def holds_formulas(path: Path) -> bool:
    """Whether any sheet has a formula: a cheap look, because checking them means reading the sheet twice more."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    tail = b""
                    while block := part.read(BLOCK):
                        if FORMULA.search(tail + block):
                            return True
                        tail = block[-LONGEST_TAG:]
    return False


def check_formulas(path: Path, sheet: str | None, columns: Sequence[int]) -> None:
    """See that no empty cell of these columns (counted from 0) is a formula whose value was never saved.

    Programs that write workbooks leave formulas without a value until a spreadsheet program has worked them out.
    Raises CannotRead, naming the row.
    """
    with loaded(path, values=True) as values, loaded(path, values=False) as formulas:
        pair = [chosen_sheet(book, sheet) for book in (values, formulas)]
        for one in pair:
            one.reset_dimensions()
        for row, (known, written) in enumerate(zip(*(one.iter_rows() for one in pair), strict=True), 1):
            for column in columns:
                if column < len(written) and written[column].data_type == "f" and known[column].value is None:
                    raise CannotRead(
                        f"Row {row} has a formula without a value. "
                        "Open the workbook in a spreadsheet program, save it, then run it again."
                    )
