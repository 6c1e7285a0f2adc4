"""Tables as an Excel workbook, made from CSV files row by row. For large ones in a child process (consult/offload.py)."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from surveys.columns import is_number

LONGEST_EXACT = 15
"""Digits that a spreadsheet keeps; a longer number is written as text."""

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that a workbook cannot hold."""
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The underline of words such as _x000D_, which a workbook would hold for an escaped character (ECMA-376, ST_Xstring)."""


def write_workbook(sheets: dict[str, str], numeric: list[int], target: str, tell: object = None) -> None:
    """Put CSV files (sheet name to path) into one workbook at `target`; the places in `numeric` of the first are numbers.

    Every other cell is text: nothing can be taken for a formula. `tell` is there for `in_child`.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for at, (name, path) in enumerate(sheets.items()):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in _rows(Path(path), set() if at else set(numeric)):
            sheet.append(row)
    book.save(target)


def _rows(path: Path, numeric: Collection[int]) -> Iterator[list[str | float | int]]:
    csv.field_size_limit(1_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.reader(file)):
            yield [_cell(text, number > 0 and place in numeric) for place, text in enumerate(row)]


def _cell(text: str, number: bool) -> str | float | int:
    if not number or not is_number(text) or len(text.strip("-").replace(".", "")) > LONGEST_EXACT:
        return LOOKS_ESCAPED.sub("_x005F_", NOT_IN_XML.sub("", text))
    return float(text) if "." in text else int(text)
