"""`consult theme` on very many answers: three files as ever, streamed, carried on after a stop. All answers are invented."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from consult.cli import app
from consult.theming import many
from consult.theming.files import read_answers
from consult.theming.tables import CannotRead
from consult.theming.unfinished import place_of
from tests.nlp.invented_answers import QUESTION, texts

ROWS = 1_500
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "themes.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "answer"])
        writer.writerows((f"r{at}", text) for at, text in enumerate(texts(ROWS), 1))
    return path


@pytest.fixture(autouse=True)
def small_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Very many begins at 1,000 here, and the sample is small, so that the tests are quick."""
    from nlp import scale

    monkeypatch.setattr(many, "MANY", 1_000)
    monkeypatch.setattr("consult.theming.command.MANY", 1_000)
    monkeypatch.setattr(scale, "SAMPLE", 300)
    monkeypatch.setattr(scale, "CHUNK", 400)


def theme(path: Path, out: Path, *options: str) -> str:
    command = ["theme", str(path), "--column", "answer", "--id", "id", "--question", QUESTION, "--out", str(out), *options]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    return result.output


def test_three_files_agree_account_for_everybody_and_are_all_that_stays(answers: Path, tmp_path: Path) -> None:
    printed = theme(answers, tmp_path / "out", "--jobs", "1")
    document = json.loads((tmp_path / "out" / "themes.json").read_bytes())
    jsonschema.validate(document, SCHEMA)
    text = (tmp_path / "out" / "assignments.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(dict.fromkeys(row["answer_id"] for row in rows)) == [f"r{at}" for at in range(1, ROWS + 1)]
    people = Counter(row["theme_id"] for row in rows)
    assert {one["id"]: one["count"] for one in document["themes"]} == {one["id"]: people[one["id"]] for one in document["themes"]}
    assert people["blank"] == document["blank"]
    assert people["unplaced"] == sum(document["tally"]["unplaced"].values())
    assert all(one["answer_ids"] is None for one in document["themes"])
    assert (tmp_path / "out" / "findings.pdf").read_bytes().startswith(b"%PDF")
    assert "Everybody is accounted for" in printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "out"]  # no answers stay beside the results


@pytest.fixture
def stopped(answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for results beside which a run was stopped while everybody was being placed."""
    from nlp import scale

    out, done = tmp_path / "out", []

    def until_the_third(*task: object) -> object:
        done.append(task)
        if len(done) == 3:
            raise KeyboardInterrupt
        return outcome_of(*task)  # type: ignore[arg-type]

    outcome_of = scale.outcome_of
    with monkeypatch.context() as patch:
        patch.setattr(scale, "outcome_of", until_the_third)
        command = ["theme", str(answers), "--column", "answer", "--id", "id", "--question", QUESTION, "--out", str(out)]
        result = CliRunner().invoke(app, [*command, "--jobs", "1"])
    assert result.exit_code == 130
    assert "carries on" in result.output
    assert not out.exists()
    return out


def test_a_stopped_run_is_carried_on_with_the_same_result(answers: Path, stopped: Path, tmp_path: Path) -> None:
    kept = place_of(stopped)
    assert len(list((kept / "outcomes").iterdir())) == 2
    assert kept.stat().st_mode & 0o077 == 0
    assert "Carrying on" in theme(answers, stopped, "--jobs", "1")
    assert not kept.exists()
    theme(answers, tmp_path / "fresh", "--jobs", "1")
    for name in ("themes.json", "assignments.csv", "findings.pdf"):
        assert (stopped / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes()


def test_what_is_left_of_a_run_with_other_settings_is_thrown_away_with_a_word(answers: Path, stopped: Path) -> None:
    assert "thrown away" in theme(answers, stopped, "--jobs", "1", "--seed", "2")
    assert not place_of(stopped).exists()


def test_ids_given_twice_are_refused_and_no_answers_stay_on_disk(answers: Path, tmp_path: Path) -> None:
    answers.write_text(answers.read_text(encoding="utf-8") + "r1200,again\n", encoding="utf-8")
    result = CliRunner().invoke(
        app, ["theme", str(answers), "--column", "answer", "--id", "id", "--out", str(tmp_path / "out"), "--jobs", "1"]
    )
    assert result.exit_code == 2
    assert "same id" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["answers.csv"]


@pytest.mark.parametrize("value", ["0", "-3"])
def test_less_than_one_process_is_refused(answers: Path, tmp_path: Path, value: str) -> None:
    result = CliRunner().invoke(app, ["theme", str(answers), "--column", "answer", "--out", str(tmp_path / "o"), "--jobs", value])
    assert result.exit_code == 2
    assert "--jobs must be 1 or more" in result.output


def test_a_scheduler_that_does_not_answer_is_said_so(answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.theming.cluster.SECONDS_TO_ANSWER", 1)
    command = ["theme", str(answers), "--column", "answer", "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in result.output


def test_parquet_is_read_as_the_same_table_in_csv_is(answers: Path, tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    rows = list(csv.reader(io.StringIO(answers.read_text(encoding="utf-8"))))[1:]
    table = pyarrow.table(
        {"id": [row[0] for row in rows], "age": list(range(len(rows))), "answer": [row[1] or None for row in rows]}
    )
    parquet.write_table(table, tmp_path / "answers.parquet", row_group_size=400)
    from_csv, from_parquet = (read_answers(tmp_path / name, "answer", "id") for name in ("answers.csv", "answers.parquet"))
    assert from_parquet.comments == from_csv.comments
    assert read_answers(tmp_path / "answers.parquet", "age").comments[3].text == "3"


def test_what_is_not_parquet_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.parquet"
    path.write_bytes(b"PAR1 this is no table PAR1")
    with pytest.raises(CannotRead, match="damaged"):
        read_answers(path, "answer")
    path.write_text("id,answer\n1,Buses\n", encoding="utf-8")
    with pytest.raises(CannotRead, match="rename it"):
        read_answers(path, "answer")


def test_without_the_optional_part_parquet_is_refused_with_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.parquet"
    path.write_bytes(b"PAR1 whatever PAR1")
    monkeypatch.setattr("consult.theming.parquet.find_spec", lambda name: None)
    with pytest.raises(CannotRead, match=r"pip install 'our-survey-said\[parquet\]'"):
        read_answers(path, "answer")


def test_a_dask_cluster_of_two_workers_gives_the_same_bytes(answers: Path, tmp_path: Path) -> None:
    from dask import config, distributed

    with config.set({"distributed.admin.tick.limit": "1h"}):
        local: Any = distributed.LocalCluster
        with local(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
            theme(answers, tmp_path / "cluster", "--scheduler", cluster.scheduler_address)
    theme(answers, tmp_path / "alone", "--jobs", "1")
    for name in ("themes.json", "assignments.csv", "findings.pdf"):
        assert (tmp_path / "cluster" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_ctrl_c_ends_a_run_at_once_with_nothing_half_written(tmp_path: Path) -> None:
    path, out = tmp_path / "many.csv", tmp_path / "out"
    path.write_text("answer\n" + "".join(f'"{text}"\n' for text in texts(52_000)), encoding="utf-8")
    command = [sys.executable, "-m", "consult", "theme", str(path), "--column", "answer", "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (place_of(out) / "run.json").exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1)  # it is finding the themes now, in a process of its own
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    # a helper process that is stopped while it starts may say so first; the program has the last word
    assert told.endswith("consult theme: Stopped. Nothing was left half-written, and the same command carries on from here.\n")
    assert not any(text in told for text in texts(1_000) if len(text) > 20), "nothing of an answer"
    assert not out.exists()
