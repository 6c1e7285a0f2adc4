"""The files of a run: what their cells say, and that they appear whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consult.theming.natural import natural
from consult.theming.output import CannotWrite, assignments_csv, put, themes_document
from nlp.types import Comment
from tests.consult.theming.runs import COMMENTS, RICH, SOUND, SOURCE


def test_assignments_have_a_row_per_answer_and_theme_with_the_best_score_of_its_passages() -> None:
    lines = list(csv.reader(io.StringIO(assignments_csv(SOUND, SOURCE).decode(), newline="")))
    assert lines[0][6:] == ["subtheme_id", "subtheme_name", "campaign_id", "evidence"]
    assert {tuple(line[6:]) for line in lines[1:]} == {("", "", "", "")}
    assert [line[:6] for line in lines] == [
        ["answer_id", "theme_id", "theme_rank", "theme_name", "score", "primary"],
        ["a1", "t1", "1", "Trees", "0.7000", "true"],
        ["a1", "t2", "1", "Small shops", "0.5000", "false"],
        ["a2", "t1", "1", "Trees", "0.5000", "true"],
        ["a3", "t2", "1", "Small shops", "0.7500", "true"],
        ["a4", "m1", "", "The tram", "0.5000", "true"],
        ["a5", "unplaced", "", "joke", "", ""],
        ["a6", "blank", "", "blank", "", ""],
    ]


def test_what_stands_beside_a_theme_is_told_at_the_end_of_each_row() -> None:
    lines = list(csv.reader(io.StringIO(assignments_csv(RICH, SOURCE).decode(), newline="")))
    assert [line[6:] for line in lines[1:]] == [
        ["t1.1", "Elms", "c1", ""],
        ["", "", "c1", ""],
        ["", "", "", ""],
        ["", "", "", "2"],
        ["", "", "", ""],
        ["", "", "c1", ""],
        ["", "", "", ""],
    ]
    found = themes_document(RICH, SOURCE)
    assert found["subthemes"][0]["answer_ids"] == ["a1"]
    assert found["campaigns"][0]["members"][1] == {"answer_id": "a5", "likeness": 0.5, "additions": [{"start": 0, "end": 2}]}
    assert found["themes"][0]["stance"] == {"favour": 1, "against": 0, "mixed": 0, "unclear": 1}
    assert (found["themes"][0]["headline"], found["themes"][0]["general"], found["themes"][0]["reasons"]) == (False, 1, 1)
    assert found["evidence"] == [{"answer_id": "a3", "spans": [{"start": 0, "end": 5}, {"start": 7, "end": 12}]}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    theming = replace(
        SOUND,
        themes=(replace(SOUND.themes[0], name=f"{start}cmd"), SOUND.themes[1]),
        unplaced=(replace(SOUND.unplaced[0], answer_id=f"{start}1"),),
    )
    source = replace(SOURCE, comments=(*COMMENTS[:4], Comment(f"{start}1", "ha ha"), COMMENTS[5]))
    lines = list(csv.reader(io.StringIO(assignments_csv(theming, source).decode(), newline="")))
    assert lines[1][3] == f"'{start}cmd"
    assert lines[6][0] == f"'{start}1"


def test_the_document_takes_notes_of_the_file_and_of_the_run() -> None:
    found = themes_document(SOUND, SOURCE)
    assert found["notes"] == ["A note about the file.", "A note about the run."]
    assert found["themes"][0]["answer_ids"] == ["a1", "a2"]
    assert found["minority"][0]["answer_ids"] == ["a4"]
    assert found["source"] == {"file": "answers.csv", "column": "answer", "id_column": "id", "rows": 6}


def test_ids_are_listed_as_people_count() -> None:
    assert sorted(["r10", "r9", "10", "2", "r9b", ""], key=natural) == ["", "2", "10", "r9", "r9b", "r10"]


def test_ids_that_read_the_same_as_numbers_still_have_one_order() -> None:
    assert sorted(["01", "1", "001"], key=natural) == sorted(["1", "001", "01"], key=natural)


def test_files_are_put_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    put(tmp_path / "out", {"one": b"1", "two": b"2"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {"one": b"1", "two": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "out/one").stat().st_mode & 0o777 == 0o666 & ~umask


def test_when_a_file_cannot_be_written_none_appears(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        put(tmp_path / "out", {"one": b"1", "no/such/folder": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_reached_by_a_link_keeps_its_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link", {"one": b"1"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/one").read_bytes() == b"1"


class PressedWhileMoving(dict[str, bytes]):
    """Files during whose moving somebody presses Ctrl-C: `put` writes them by items and moves them by name."""

    def __iter__(self) -> Iterator[str]:
        os.kill(os.getpid(), signal.SIGINT)
        return super().__iter__()


def test_ctrl_c_waits_until_the_files_are_moved(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "out", PressedWhileMoving(one=b"1", two=b"2"))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"one", "two"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
