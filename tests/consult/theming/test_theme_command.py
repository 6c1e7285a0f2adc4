"""`consult theme` as an analyst runs it: what it writes, and that it writes nothing when it cannot do the job."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.consult.theming.high_street import ANSWERS, QUESTION, Outcome, csv_file, one_line, rows, theme, theme_apart

REPOSITORY = Path(__file__).parents[3]
SCHEMA = json.loads((REPOSITORY / "docs/themes.schema.json").read_text(encoding="utf-8"))
FILES = {"themes.json", "assignments.csv", "findings.pdf"}

Results = tuple[Outcome, Path]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """One good run on the answers about the high street."""
    folder = tmp_path_factory.mktemp("run")
    path = csv_file(folder / "answers.csv", rows())
    outcome = theme(path, "--column", "answer", "--id", "id", "--question", QUESTION, "--asked", 40, "--out", folder / "out")
    return outcome, folder / "out"


def document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "themes.json").read_text(encoding="utf-8"))
    return found


def assignments(folder: Path) -> list[dict[str, str]]:
    with (folder / "assignments.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What it writes


def test_a_good_run_ends_well_with_three_files_and_nothing_else(results: Results) -> None:
    outcome, out = results
    assert (outcome.status, outcome.err) == (0, "")
    assert {path.name for path in out.iterdir()} == FILES
    assert (out / "findings.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_themes_json_is_as_its_schema_says(results: Results) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(document(results[1]))
    assert (results[1] / "themes.json").read_bytes().endswith(b"}\n")


def test_every_answer_is_in_a_theme_a_minority_view_unplaced_or_blank(results: Results) -> None:
    found = document(results[1])
    placed = {answer for entry in found["themes"] + found["minority"] for answer in entry["answer_ids"]}
    outside = [entry["answer_id"] for entry in found["unplaced"]] + found["blank_ids"]
    assert len(outside) == len(set(outside))
    assert placed.isdisjoint(outside)
    assert placed | set(outside) == {row[0] for row in rows()[1:]}
    assert (found["asked"], found["answered"], found["blank"]) == (40, len(ANSWERS) - 2, 2)
    assert {"a024", "a025"} <= {entry["answer_id"] for entry in found["unplaced"] if entry["reason"] == "non-answer"}


def test_themes_are_ranked_by_distinct_people_and_ties_share_a_rank(results: Results) -> None:
    found = document(results[1])
    counts = [entry["count"] for entry in found["themes"]]
    assert len(counts) >= 2
    assert counts == sorted(counts, reverse=True)
    for entry in found["themes"]:
        assert entry["rank"] == 1 + sum(count > entry["count"] for count in counts)
        assert entry["per_hundred"] == 100 * entry["count"] / found["answered"]
        assert entry["count"] == len(entry["answer_ids"])


def test_each_quote_is_the_stored_answer_from_start_to_end(results: Results) -> None:
    stored = dict(rows()[1:])
    quotes = [quote for entry in document(results[1])["themes"] for quote in entry["quotes"]]
    assert quotes
    for quote in quotes:
        assert stored[quote["answer_id"]][quote["start"] : quote["end"]] == quote["text"]


def test_assignments_agree_with_the_themes_and_keep_the_order_of_the_file(results: Results) -> None:
    found, lines = document(results[1]), assignments(results[1])
    assert list(lines[0])[:6] == ["answer_id", "theme_id", "theme_rank", "theme_name", "score", "primary"]
    assert list(dict.fromkeys(line["answer_id"] for line in lines)) == [row[0] for row in rows()[1:]]
    for entry in found["themes"]:
        held = [line for line in lines if line["theme_id"] == entry["id"]]
        assert sorted(line["answer_id"] for line in held) == entry["answer_ids"]
        assert {(line["theme_rank"], line["theme_name"]) for line in held} == {(str(entry["rank"]), entry["name"])}
        assert all(0 <= float(line["score"]) <= 1 and line["primary"] in {"true", "false"} for line in held)
    assert {line["answer_id"] for line in lines if line["theme_id"] == "blank"} == {"a026", "a027"}
    reasons = {line["answer_id"]: line["theme_name"] for line in lines if line["theme_id"] == "unplaced"}
    assert reasons == {entry["answer_id"]: entry["reason"] for entry in found["unplaced"]}


def test_each_answer_in_a_theme_has_one_primary_theme(results: Results) -> None:
    lines = [line for line in assignments(results[1]) if line["theme_id"].startswith("t")]
    for answer in {line["answer_id"] for line in lines}:
        assert sum(line["primary"] == "true" for line in lines if line["answer_id"] == answer) == 1


def test_the_terminal_shows_the_board_the_sums_and_the_files(results: Results) -> None:
    shown = one_line(results[0].out)
    assert "We asked 40 people" in shown
    assert QUESTION in shown
    assert "Our survey said" in shown
    for entry in document(results[1])["themes"]:
        assert entry["name"] in shown
    assert f"= {len(ANSWERS) - 2} answered 2 left it blank 12 sent nothing = 40 asked" in shown
    assert all(name in shown for name in FILES)


def test_the_same_file_gives_the_same_bytes_in_another_process_on_other_cores(results: Results, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    environment = {**os.environ, "OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "77", "NO_COLOR": "1"}
    asked = ["--column", "answer", "--id", "id", "--question", QUESTION, "--asked", 40, "--out", tmp_path / "out"]
    outcome = theme_apart(path, *asked, environment=environment)
    assert (outcome.status, outcome.err) == (0, "")
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (results[1] / name).read_bytes(), name


def test_another_seed_is_recorded(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    assert theme(path, "--column", "answer", "--seed", 7, "--themes", 3, "--detail", 2, "--out", tmp_path / "out").status == 0
    settings = document(tmp_path / "out")["settings"]
    assert (settings["seed"], settings["themes"], settings["detail"]) == (7, 3, 2)
    assert settings["version"]


def test_the_order_of_the_rows_does_not_matter_to_the_themes(results: Results, tmp_path: Path) -> None:
    header, *body = rows()
    random.Random(5).shuffle(body)
    path = csv_file(tmp_path / "answers.csv", [header, *body])
    asked = ["--column", "answer", "--id", "id", "--question", QUESTION, "--asked", 40, "--out", tmp_path / "out"]
    assert theme(path, *asked).status == 0
    assert (tmp_path / "out/themes.json").read_bytes() == (results[1] / "themes.json").read_bytes()
    assert (tmp_path / "out/findings.pdf").read_bytes() == (results[1] / "findings.pdf").read_bytes()


def test_other_files_in_the_folder_are_left_alone_and_old_results_replaced(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    out = tmp_path / "a/b/out"
    assert theme(path, "--column", "answer", "--out", out).status == 0
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "themes.json").write_text("old", encoding="utf-8")
    assert theme(path, "--column", "answer", "--out", out).status == 0
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert document(out)["schema"] == "our-survey-said/themes/1"


def test_a_column_named_with_the_question_gives_the_question(tmp_path: Path) -> None:
    table = [[QUESTION, "area"], *([answer, "Hill"] for answer in ANSWERS)]
    path = csv_file(tmp_path / "answers.csv", table)
    assert theme(path, "--column", QUESTION, "--out", tmp_path / "out").status == 0
    assert document(tmp_path / "out")["question"] == QUESTION
    assert document(tmp_path / "out")["blank_ids"] == ["26", "27"]


@pytest.mark.parametrize("answers", [ANSWERS[:5], ["parking"] * 30, ["Free parking near the shops"], ["trees", "", "parking"]])
def test_few_answers_and_equal_answers_are_themed_or_told_what_to_do(tmp_path: Path, answers: list[str]) -> None:
    path = csv_file(tmp_path / "answers.csv", rows(answers))
    outcome = theme(path, "--column", "answer", "--id", "id", "--out", tmp_path / "out")
    assert outcome.status == 0
    found = document(tmp_path / "out")
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["answered"] + found["blank"] == len(answers)


# What it refuses


def assert_refused(outcome: Outcome, out: Path, says: str) -> None:
    assert outcome.status == 2
    assert says in one_line(outcome.err.replace("│", " "))
    assert "Traceback" not in outcome.err + outcome.out
    assert outcome.out == ""
    assert not out.exists()
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "answers.csv: The file is empty"),
        (b"id,text\n1,trees\n", "There is no column “answer”"),
        (b"%PDF-1.7 \xe2\xe3", "a PDF"),
        ("id,answer\n1,café\n".encode() + b"2,caf\xe9\n", "mixes encodings: row 3"),
        (b"id,answer\n1,trees\n1,shops\n", "Rows 2 and 3 have the same id"),
        (b"id,answer\n1,\n2, \n3,...\n", "None of the 3 answers"),
        (b"id,answer\n1,dont know\n2,n/a\n", "None of the 2 answers"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_written(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert_refused(theme(path, "--column", "answer", "--id", "id", "--out", tmp_path / "out"), tmp_path / "out", says)


@pytest.mark.parametrize(
    "options, says",
    [
        (["--asked", 5], "--asked is 5, but the file has 28 answers"),
        (["--themes", 1], "--themes must be from 2 to 80, not 1"),
        (["--seed", -1], "--seed must be from 0 to 4294967295, not -1"),
        (["--detail", "nan"], "--detail must be from 0.25 to 8, not nan"),
        (["--seed", "x"], "'--seed': “x” is not a whole number"),
        (["--themes", "many"], "'--themes': “many” is not a whole number"),
        (["--detail", "finest"], "“finest” is neither coarse, normal, fine nor a number"),
        (["--engine", "best"], "--engine must be lexical or semantic, not “best”"),
        (["--levels", "3"], "--levels must be 1 or 2, not 3"),
        (["--max-mb", 0], "--max-mb must be 1 or more, not 0"),
        (["--sheet", "One"], "Only workbooks have sheets"),
    ],
)
def test_a_value_without_sense_is_refused_with_its_name(tmp_path: Path, options: list[object], says: str) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    assert_refused(theme(path, "--column", "answer", *options, "--out", tmp_path / "out"), tmp_path / "out", says)


@pytest.mark.parametrize("content, says", [(b"id,answer\n1,\x00\n", "not text"), (b"id,answer\n1,a,b\n", "Row 2 has 3 cells")])
def test_a_real_process_leaves_with_status_2_and_no_traceback(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert_refused(theme_apart(path, "--column", "answer", "--out", tmp_path / "out"), tmp_path / "out", says)


def test_two_gigabytes_of_one_line_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    with path.open("wb") as file:
        file.write(b"answer\n")
        file.write(b"x" * 17_000_000)
        file.truncate(2_000_000_000)
    began = time.monotonic()
    outcome = theme_apart(path, "--column", "answer", "--max-mb", 4000, "--out", tmp_path / "out")
    assert_refused(outcome, tmp_path / "out", "a line of more than 16,000,000 characters")
    assert time.monotonic() - began < 20
    assert_refused(
        theme(path, "--column", "answer", "--out", tmp_path / "out"), tmp_path / "out", "at most 1,000,000,000 are read"
    )


def test_old_results_stay_as_they_were_when_a_run_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "themes.json").write_text("old", encoding="utf-8")
    path = csv_file(tmp_path / "answers.csv", [["answer"], [""]])
    assert theme(path, "--column", "answer", "--out", out).status == 2
    assert [(entry.name, entry.read_text(encoding="utf-8")) for entry in out.iterdir()] == [("themes.json", "old")]


def test_a_folder_that_cannot_hold_the_results_is_refused_before_the_work(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    assert "--out is a file" in theme(path, "--column", "answer", "--out", path).err
    (tmp_path / "out/findings.pdf").mkdir(parents=True)
    outcome = theme(path, "--column", "answer", "--out", tmp_path / "out")
    assert (outcome.status, "a folder called “findings.pdf”" in outcome.err) == (2, True)


def test_the_answers_are_never_written_over(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "assignments.csv", rows())
    before = path.read_bytes()
    outcome = theme(path, "--column", "answer", "--out", tmp_path)
    assert (outcome.status, "written over the file of answers" in outcome.err) == (2, True)
    assert path.read_bytes() == before


def run_script(script: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script that ends in `consult.cli.main()` as a process of its own, on the answers about the high street."""
    path = csv_file(tmp_path / "answers.csv", rows())
    command = [sys.executable, "-c", script, "theme", str(path), "--column", "answer", "--out", str(tmp_path / "out")]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run_script(
        "import os, signal, consult.cli, nlp.theming\n"
        "real = nlp.theming.find_themes\n"
        "def press(step, done):\n"
        "    if done > 0.3: os.kill(os.getpid(), signal.SIGINT)\n"
        "nlp.theming.find_themes = lambda comments, settings, asked, say: real(comments, settings, asked, press)\n"
        "consult.cli.main()\n",
        tmp_path,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "consult theme: Stopped. Nothing was left half-written.\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["answers.csv"]


def test_a_fault_of_the_program_tells_the_place_but_nobodys_words(tmp_path: Path) -> None:
    done = run_script(
        "import consult.cli, nlp.theming\n"
        "def fail(*_): raise KeyError('my neighbour')\n"
        "nlp.theming.find_themes = fail\n"
        "consult.cli.main()\n",
        tmp_path,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("consult: The program failed (KeyError in __main__")
    assert "neighbour" not in done.stderr
    assert not (tmp_path / "out").exists()
