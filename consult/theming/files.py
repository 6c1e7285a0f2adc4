"""An analyst's file of answers, CSV, XLSX or Parquet, read row by row; whatever cannot be used is refused with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from consult.theming import delimited, parquet, workbook
from consult.theming.tables import CannotRead, Limits, NumberedRow, Table, position, too_long_cell
from nlp.types import Comment

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
PARQUET_ENDINGS = (".parquet", ".pq")
PARQUET_MARK = b"PAR1"
ZIP_MARK = b"PK\x03\x04"
OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls workbook or one with a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a word-processor document"),
    (b"SQLite format 3", "a database"),
)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The answers of one file, in the order of its rows."""

    name: str
    """The file's name without its folder."""
    column: str
    id_column: str | None
    comments: tuple[Comment, ...]
    notes: tuple[str, ...]
    """Plain sentences about how the file was read."""
    counted: int = 0
    """How many answers there are, where they are too many to be held in `comments`."""

    @property
    def rows(self) -> int:
        """How many answers the file has."""
        return self.counted or len(self.comments)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file being read: its answers come one by one, once, and are not held."""

    comments: Iterator[Comment]
    about: tuple[str, ...]
    """Plain sentences about how the file is read."""
    left_out: list[int] = field(default_factory=list)
    """The rows with nothing in any column that were met so far."""

    def notes(self) -> tuple[str, ...]:
        """Plain sentences about how the file was read, once it has been."""
        return (*self.about, *empty_rows_note(len(self.left_out)))


def read_answers(
    path: Path, column: str, id_column: str | None = None, sheet: str | None = None, limits: Limits | None = None
) -> AnswerFile:
    """Read the answers in `column` of a CSV, XLSX or Parquet file.

    Ids are the cells of `id_column`, kept as text, or "1", "2"… by row. Texts are kept exactly as they stand, so that
    quotes can point into them. Only the two columns are held in memory.

    Raises CannotRead, with a sentence for the analyst, for anything that cannot be used.
    """
    with answers_opened(path, column, id_column, sheet, limits) as file:
        comments = tuple(file.comments)
        check_some(len(comments))
        return AnswerFile(path.name, column.strip(), id_column and id_column.strip(), comments, file.notes())


def check_some(answers: int) -> None:
    """See that there is any answer. Raises CannotRead."""
    if not answers:
        raise CannotRead("The file has column names but no answers under them. Check the export, then run it again.")


@contextmanager
def answers_opened(
    path: Path, column: str, id_column: str | None = None, sheet: str | None = None, limits: Limits | None = None
) -> Iterator[Opened]:
    """The same, read as its answers are taken. Raises CannotRead, at once or while they are."""
    limits = limits or Limits()
    wanted = [name.strip() for name in (column, id_column) if name is not None]
    try:
        with opened(path, wanted, sheet, limits) as table:
            text_at = position(table.columns, column, "--column")
            id_at = None if id_column is None else position(table.columns, id_column, "--id")
            left_out: list[int] = []
            yield Opened(collected(table, text_at, id_at, left_out, limits), table.notes, left_out)
    except OSError as error:
        raise CannotRead(f"The file cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None


def opened(path: Path, wanted: list[str], sheet: str | None, limits: Limits) -> AbstractContextManager[Table]:
    """The file as a table, by its ending and its first bytes.

    Raises CannotRead when there is no such file, when it is empty or too big, and when it is not what its ending says.
    """
    check_file(path, limits)
    ending = path.suffix.lower()
    if ending not in TEXT_ENDINGS + WORKBOOK_ENDINGS + PARQUET_ENDINGS:
        raise CannotRead(f"Files ending in “{ending}” are not read. Save the answers as .csv or .xlsx, then run it again.")
    check_kind(path, ending)
    if ending in WORKBOOK_ENDINGS:
        return workbook.opened(path, wanted, sheet, limits)
    if sheet is not None:
        raise CannotRead("Only workbooks have sheets. Leave out --sheet for any other file.")
    if ending in PARQUET_ENDINGS:
        return parquet.opened(path, wanted)
    return delimited.opened(path, wanted, limits)


def check_file(path: Path, limits: Limits) -> None:
    """See that there is such a file, that it holds something, and that it is not too big."""
    if not path.exists():
        raise CannotRead("There is no such file. Check the name and the folder.")
    if not path.is_file():
        raise CannotRead("That is a folder or a device, not a file. Give the name of a .csv or .xlsx file.")
    size = path.stat().st_size
    if size == 0:
        raise CannotRead("The file is empty. Check the export, then run it again.")
    if size > limits.file:
        raise CannotRead(
            f"The file has {size:,} bytes; at most {limits.file:,} are read. Raise --max-mb if it really is that big."
        )


def check_kind(path: Path, ending: str) -> None:
    """See that the first bytes are those of a text file, of a workbook or of Parquet, as the ending promised."""
    workbook_expected = ending in WORKBOOK_ENDINGS
    with path.open("rb") as file:
        head = file.read(16)
    for mark, kind in OTHER_KINDS:
        if head.startswith(mark):
            raise CannotRead(f"The file is {kind}, whatever its name says. Save the answers as .csv or .xlsx, then run it again.")
    if head.startswith(PARQUET_MARK) != (ending in PARQUET_ENDINGS):
        raise CannotRead(
            "The name of a Parquet file ends in .parquet, and that of no other. Check what the file is, and rename it."
        )
    is_zip = head.startswith(ZIP_MARK)
    if is_zip and not workbook_expected:
        raise CannotRead("The file is a workbook or zipped, not text. If it is a workbook, let its name end in .xlsx.")
    if workbook_expected and not is_zip:
        raise CannotRead("The file is not a workbook, though its name says so. If it is text, let its name end in .csv.")


def collected(table: Table, text_at: int, id_at: int | None, left_out: list[int], limits: Limits) -> Iterator[Comment]:
    """One comment for each row with anything in it; the numbers of wholly empty rows go to `left_out`."""
    seen: dict[str, int] = {}
    for at, (row, cells) in enumerate(filled(table.rows, len(table.columns), left_out), 1):
        if len(cells[text_at]) > limits.cell:
            raise too_long_cell(row, limits.cell)
        if id_at is None:
            yield Comment(str(at), cells[text_at])
            continue
        answer_id = cells[id_at].strip()
        check_id(answer_id, row, seen)
        seen[answer_id] = row
        yield Comment(answer_id, cells[text_at])


def filled(rows: Iterable[NumberedRow], width: int, left_out: list[int]) -> Iterator[NumberedRow]:
    """The rows that say anything. In a file of one column an empty row is a blank answer, so all are kept."""
    for row, cells in rows:
        if width > 1 and not any(cell.strip() for cell in cells):
            left_out.append(row)
        else:
            yield row, cells


def check_id(answer_id: str, row: int, seen: dict[str, int]) -> None:
    """See that a row's id is there and new. The id itself is not printed: it may be a person's number or address."""
    if not answer_id:
        raise CannotRead(f"Row {row} has no id. Fill it in, or leave out --id to number the rows.")
    if answer_id in seen:
        raise CannotRead(f"Rows {seen[answer_id]} and {row} have the same id. Give each answer its own, or leave out --id.")


def empty_rows_note(number: int) -> tuple[str, ...]:
    """A note about wholly empty rows, when there were any."""
    if not number:
        return ()
    rows = "1 row with nothing in any column was" if number == 1 else f"{number:,} rows with nothing in any column were"
    return (f"{rows} left out: it is not counted as an answer." if number == 1 else f"{rows} left out: they are not counted.",)
