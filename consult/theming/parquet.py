"""Parquet files, read a batch at a time with pyarrow, which is an optional part: only the columns asked for are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from consult.theming.tables import CannotRead, NumberedRow, Table

ROWS_AT_ONCE = 10_000
NOT_INSTALLED = (
    "Parquet files are read by an optional part that is not installed. "
    "Install it with: pip install 'our-survey-said[parquet]'. Or save the answers as .csv, then run it again."
)
BROKEN = "The file is damaged or not real Parquet. Write it again, then run it again."
NOT_ASKED_FOR = "…"
"""Stands in the columns that are not read, so that a blank answer is a row with something in it."""


@contextmanager
def opened(path: Path, wanted: Sequence[str]) -> Iterator[Table]:
    """Open a Parquet file as a table; cells outside the `wanted` columns are not read.

    Raises CannotRead when pyarrow is not installed, for a damaged file, and for columns that hold anything but plain values.
    """
    if find_spec("pyarrow") is None:
        raise CannotRead(NOT_INSTALLED)
    from pyarrow import ArrowException, parquet

    try:
        with path.open("rb") as stream, parquet.ParquetFile(stream) as file:
            columns = tuple(name.strip() for name in file.schema_arrow.names)
            yield Table(columns, rows(file, columns, wanted))
    except ArrowException:
        raise CannotRead(BROKEN) from None


def rows(file: Any, columns: Sequence[str], wanted: Sequence[str]) -> Iterator[NumberedRow]:
    """The rows with their numbers; the first is 2, as under a row of column names."""
    names = [name for name in file.schema_arrow.names if name.strip() in wanted]
    place = {name: list(file.schema_arrow.names).index(name) for name in names}
    number = 1
    for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=names, use_threads=False):
        held = {place[name]: batch.column(name).to_pylist() for name in names}
        for at in range(batch.num_rows):
            number += 1
            yield (
                number,
                [as_text(held[column][at], number) if column in held else NOT_ASKED_FOR for column in range(len(columns))],
            )


def as_text(value: object, row: int) -> str:
    """A cell as text: nothing for a missing value, 3 rather than 3.0, dates as 2026-03-31."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return (
            "" if value != value else str(int(value)) if value.is_integer() else repr(value)
        )  # NaN is how pandas writes nothing
    if isinstance(value, (dt.date, dt.datetime, dt.time)):
        return value.isoformat()
    if isinstance(value, (list, dict, bytes)):
        raise CannotRead(f"Row {row} holds a list, a record or bytes where text is wanted. Choose a column of plain text.")
    return str(value)
