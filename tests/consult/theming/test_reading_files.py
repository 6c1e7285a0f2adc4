"""Reading an analyst's file: what is understood, and what is refused with a sentence that says what to do."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.theming.files import AnswerFile, read_answers
from consult.theming.tables import CannotRead, Limits
from tests.consult.theming.high_street import csv_file


def texts(read: AnswerFile) -> list[str]:
    return [comment.text for comment in read.comments]


def ids(read: AnswerFile) -> list[str]:
    return [comment.id for comment in read.comments]


def raw(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def workbook(path: Path, table: list[list[object]], title: str = "Answers") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in table:
        sheet.append(row)
    book.save(path)
    return path


def refusal(path: Path, column: str = "answer", id_column: str | None = None, **more: object) -> str:
    with pytest.raises(CannotRead) as caught:
        read_answers(path, column, id_column, **more)  # type: ignore[arg-type]
    return str(caught.value)


# What is understood


def test_texts_and_ids_are_kept_exactly_as_they_stand(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a.csv", [["id", "answer"], ["007", "  two  spaces\r\nand a line "], ["=1", 'she said "no", twice']]
    )
    read = read_answers(path, "answer", "id")
    assert texts(read) == ["  two  spaces\r\nand a line ", 'she said "no", twice']
    assert ids(read) == ["007", "=1"]
    assert read.name == "a.csv"


def test_without_an_id_column_answers_are_numbered_by_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["answer", "area"], ["trees", "Hill"], ["", "Hill"], ["shops", "Hill"]])
    assert ids(read_answers(path, "answer")) == ["1", "2", "3"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le+mark", "utf-16-be+mark"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["id", "answer"], ["1", "Ŵyn; a, b | c\td"], ["2", "naïve"]])
    content = text.getvalue()
    name = encoding.removesuffix("+mark")
    content = "\ufeff" + content if encoding.endswith("+mark") else content
    read = read_answers(raw(tmp_path / "a.csv", content.encode(name)), "answer", "id")
    assert texts(read) == ["Ŵyn; a, b | c\td", "naïve"]
    assert read.notes == ()


def test_windows_letters_are_read_and_the_results_say_so(tmp_path: Path) -> None:
    read = read_answers(raw(tmp_path / "a.csv", "id,answer\r\n1,Café – “nice”\r\n".encode("cp1252")), "answer", "id")
    assert texts(read) == ["Café – “nice”"]
    assert any("Windows-1252" in note for note in read.notes)


def test_a_file_of_one_column_needs_no_quotation_marks(tmp_path: Path) -> None:
    read = read_answers(
        raw(tmp_path / "a.txt", b'answer\nTrees, benches; shade | sun\tshelter\n\n"quoted, too"\nshops\n\n\n'), "answer"
    )
    assert texts(read) == ["Trees, benches; shade | sun\tshelter", "", "quoted, too", "shops"]


def test_line_ends_of_old_macs_are_line_ends(tmp_path: Path) -> None:
    assert texts(read_answers(raw(tmp_path / "a.csv", b"id,answer\r1,trees\r2,shops\r"), "answer", "id")) == ["trees", "shops"]


def test_rows_with_nothing_in_them_are_left_out_and_noted(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["id", "answer"], ["1", "trees"], ["", ""], ["2", ""], ["", " "]])
    read = read_answers(path, "answer", "id")
    assert ids(read) == ["1", "2"]
    assert "2 rows" in read.notes[0]


def test_a_workbook_gives_what_an_analyst_sees(tmp_path: Path) -> None:
    values: list[object] = [
        "trees",
        7,
        7.0,
        2.5,
        True,
        dt.date(2026, 6, 1),
        dt.datetime(2026, 6, 1, 14, 30),  # noqa: DTZ001 - a workbook knows no time zones
        None,
        "007",
        "two\nlines",
    ]
    path = workbook(tmp_path / "a.xlsx", [["id", "answer"], *([number, value] for number, value in enumerate(values, 1))])
    read = read_answers(path, "answer", "id")
    expected = ["trees", "7", "7", "2.5", "TRUE", "2026-06-01", "2026-06-01 14:30", "", "007", "two\nlines"]
    assert texts(read) == expected
    assert ids(read)[:3] == ["1", "2", "3"]


def test_a_named_sheet_is_read_and_an_unknown_one_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["nothing"], ["here"]], "Cover")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Wave 2")
    sheet.append(["answer"])
    sheet.append(["trees"])
    book.save(path)
    assert texts(read_answers(path, "answer", sheet="Wave 2")) == ["trees"]
    assert "Did you mean “Wave 2”?" in refusal(path, sheet="wave2")


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(answers=st.lists(words, min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_whatever_is_written_is_read_back(tmp_path: Path, answers: list[str], delimiter: str) -> None:
    table = [["id", "answer", "area"], *([str(number), answer, "Hill"] for number, answer in enumerate(answers))]
    assert texts(read_answers(csv_file(tmp_path / "a.csv", table, delimiter=delimiter), "answer", "id")) == answers


def test_memory_holds_only_the_columns_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("id,other,answer\n")
        for number in range(2_000):
            file.write(f"{number},{'x' * 10_000},trees\n")
    tracemalloc.start()
    read = read_answers(path, "answer", "id")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(read.comments) == 2_000
    assert path.stat().st_size > 20_000_000
    assert peak < 8_000_000


# What is refused


def test_a_column_that_is_missing_is_answered_with_those_there_are(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["id", "Answer text", "area"], ["1", "trees", "Hill"]])
    message = refusal(path, "answer_text")
    assert all(name in message for name in ("“id”", "“Answer text”", "“area”"))
    assert "Did you mean “Answer text”?" in message
    assert "for --id" in refusal(path, "Answer text", "key")


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    assert "2 columns called “answer”" in refusal(csv_file(tmp_path / "a.csv", [["answer", "answer"], ["a", "b"]]))


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "nothing in the file"),
        (b"\n\n \n", "nothing in the file"),
        (b"id,answer\n", "no answers under them"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .xls"),
        (b"id,answer\n1,\x00\x01\x02", "not text"),
        (b"id,answer\n1,caf\xe9 \x03\n", "not text"),
        ("id,answer\n1,trees\n".encode("utf-32"), "UTF-32"),
        ("id,answer\n1,trees\n".encode("utf-16-le"), "not text"),
        ("id,answer\n1,trees\n".encode("utf-16") + b"\x00\xd8\n\x00", "mixes encodings"),
        ("id,answer\n1,café\n2,trees\n3,".encode() + "café\n".encode("cp1252"), "row 4 is not UTF-8"),
        (b"id,answer\n1,trees\n2,\x81\x8d\n", "Row 3 has letters"),
        (b"id,answer\n1,trees\n2,trees,shops\n", "Row 3 has 3 cells but the first row has 2"),
        (b"id,answer\n1,trees\n2\n", "Row 3 has 1 cells but the first row has 2"),
        (b'id,answer\n1,"trees\n2,shops\n', "quotation marks in row 2"),
        (b'id,answer\n1,"trees" and shops\n', "quotation marks in row 2"),
        (b"id,answer\n1,trees\n2,shops\n1,benches\n", "Rows 2 and 4 have the same id"),
        (b"id,answer\n1,trees\n,shops\n", "Row 3 has no id"),
    ],
)
def test_a_text_file_that_cannot_be_used_is_refused_with_a_reason(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in refusal(raw(tmp_path / "a.csv", content), id_column="id")


def test_a_row_is_counted_as_a_spreadsheet_counts_it(tmp_path: Path) -> None:
    message = refusal(raw(tmp_path / "a.csv", b'id,answer\n1,"three\nlines\nhere"\n\n3,a,b\n'))
    assert message.startswith("Row 4 ")


def test_one_enormous_line_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"id,answer\n1,")
        for _ in range(64):
            file.write(b"x" * (1 << 20))
    tracemalloc.start()
    message = refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "a line of more than 16,000,000 characters" in message
    assert peak < 8_000_000


def test_a_cell_or_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["id", "answer"], ["1", "trees"], ["2", "x" * 50]])
    assert "Row 3 has a cell of more than 40 characters" in refusal(path, limits=Limits(cell=40))
    assert "at most 30 are read" in refusal(path, limits=Limits(file=30))
    book = workbook(tmp_path / "a.xlsx", [["answer"], ["x" * 50]])
    assert "Row 2 has a cell of more than 40 characters" in refusal(book, limits=Limits(cell=40))


def test_the_limit_on_cells_ends_with_the_reading(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    read_answers(csv_file(tmp_path / "a.csv", [["answer"], ["trees"]]), "answer")
    refusal(csv_file(tmp_path / "b.csv", [["answer"], ["x" * 50]]), limits=Limits(cell=40))
    assert csv.field_size_limit() == before


def test_names_that_lie_about_their_content_are_found_out(tmp_path: Path) -> None:
    book = workbook(tmp_path / "book.xlsx", [["answer"], ["trees"]])
    assert "let its name end in .xlsx" in refusal(raw(tmp_path / "a.csv", book.read_bytes()))
    assert "let its name end in .csv" in refusal(raw(tmp_path / "a.xlsx", b"answer\ntrees\n"))
    assert "Files ending in “.ods”" in refusal(raw(tmp_path / "a.ods", b"answer\ntrees\n"))


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "book.xlsx", [["answer"], ["trees"]]).read_bytes()
    assert "damaged" in refusal(raw(tmp_path / "cut.xlsx", whole[: len(whole) // 2]))
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "not an Excel workbook" in refusal(tmp_path / "other.xlsx")
    with zipfile.ZipFile(tmp_path / "hollow.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "damaged" in refusal(tmp_path / "hollow.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 5_000_000)
    assert path.stat().st_size < 100_000
    assert "unpacks to 5,000,000 bytes" in refusal(path, limits=Limits(file=1_000_000))


def test_a_formula_that_was_never_worked_out_is_refused_only_where_it_matters(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["sum", "answer"], ["=1+1", "trees"], [2, "shops"]])
    assert texts(read_answers(path, "answer")) == ["trees", "shops"]
    assert "Row 2 has a formula without a value" in refusal(path, "sum")


def test_a_folder_a_missing_file_and_a_sheet_of_a_text_file_are_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.csv")
    assert "a folder" in refusal(tmp_path)
    assert "Only workbooks have sheets" in refusal(csv_file(tmp_path / "a.csv", [["answer"], ["trees"]]), sheet="One")


def test_no_message_repeats_an_answer_or_an_id(tmp_path: Path) -> None:
    secret = "my neighbour at number nine"
    tables = [
        [["id", "answer"], [secret, "trees"], [secret, "shops"]],
        [["id", "answer"], ["1", secret, secret]],
        [["id", "answer"], ["", secret]],
    ]
    with warnings.catch_warnings():
        for table in tables:
            assert secret not in refusal(csv_file(tmp_path / "a.csv", table), id_column="id")
