"""`consult evaluate` as an analyst runs it: what it measures and writes, and what it refuses. The answers are invented."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from typer.testing import CliRunner

from consult.cli import app
from tests.consult.theming.high_street import Outcome, csv_file, one_line
from tests.nlp.coded_answers import bus_answers

REPOSITORY = Path(__file__).parents[3]
SCHEMA = json.loads((REPOSITORY / "docs/evaluation.schema.json").read_text(encoding="utf-8"))
COMMENTS, GOLD = bus_answers(124)
BASIC = ("--column", "answer", "--codes", "codes", "--id", "id", "--seeds", "1,2")
SVG = "{http://www.w3.org/2000/svg}"


def evaluate(*arguments: object) -> Outcome:
    """Run `consult evaluate` with these arguments inside this process."""
    result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)], catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def rows() -> list[list[str]]:
    """A header; 120 coded answers, of which the second person sees every seventh otherwise; then some that are passed over."""
    written = []
    for at, one in enumerate(COMMENTS[:120]):
        codes = "|".join(sorted(GOLD[one.id].codes))
        written.append([one.id, one.text, codes, "late" if at % 7 == 0 else codes])
    passed = [[one.id, one.text, "", ""] for one in COMMENTS[120:124]]
    return [
        ["id", "answer", "codes", "second"],
        *written,
        *passed,
        ["u1", "ask me later", "unclear", ""],
        ["e1", " ", "late", ""],
    ]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """One good run with everything asked for."""
    folder = tmp_path_factory.mktemp("evaluate")
    path = csv_file(folder / "bus.csv", rows())
    asked = (*BASIC, "--codes2", "second", "--drop", "unclear", "--learning-curve", "--out", folder / "out")
    return evaluate(path, *asked), folder / "out"


Results = tuple[Outcome, Path]


def document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    return found


def test_a_good_run_prints_every_measure_and_writes_two_files(results: Results) -> None:
    outcome, out = results
    assert (outcome.status, outcome.err) == (0, "")
    assert {path.name for path in out.iterdir()} == {"evaluation.json", "learning-curve.svg"}
    assert "120 coded answers to 1 question, seeds 1, 2, lexical engine" in outcome.out
    for words in ("V-measure", "(wF1)", "(thF1)", "Top five", "Second person", "Agreement beyond chance", "Read at random"):
        assert words in outcome.out


def test_evaluation_json_is_as_its_schema_says(results: Results) -> None:
    found = document(results[1])
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["settings"]["dropped"] == ["unclear"]


def test_every_row_is_measured_on_or_accounted_for(results: Results) -> None:
    found = document(results[1])
    assert (found["answers"], found["passed_over"]) == (120, {"uncoded": 5, "blank": 1, "small_question": 0})
    assert found["answers"] + sum(found["passed_over"].values()) == found["source"]["rows"]
    assert found["notes"] == [
        "5 answers without a code were passed over.",
        "1 answer with a code but without words was passed over.",
    ]


def test_the_agreement_adds_up_to_what_people_coded(results: Results) -> None:
    found = document(results[1])
    for one in found["agreement"]["codes"]:
        held = sum(one["code"] in GOLD[comment.id].codes for comment in COMMENTS[:120])
        assert one["both"] + one["only_person"] == held
        assert (one["theme_id"] is None) == (one["theme_name"] is None)


def test_two_people_who_mostly_agree_are_said_to(results: Results) -> None:
    people = document(results[1])["two_coders"]
    assert people["answers"] == 120
    assert 0.7 < people["kappa"]["low"] < people["kappa"]["value"] < people["kappa"]["high"] < 1
    assert people["scores"]["answer_f1"] > 0.85


def test_the_drawing_has_a_title_and_says_in_words_what_it_shows(results: Results) -> None:
    drawing = ElementTree.fromstring((results[1] / "learning-curve.svg").read_bytes())
    curve = document(results[1])["learning_curve"]
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == "title words"
    assert drawing.findtext(f"{SVG}desc") == curve["text"]
    assert all(f"{point['f1']:.2f} after {point['read']}" in curve["text"] for point in curve["points"])
    assert len(drawing.findall(f"{SVG}polyline")) == 2
    width, height = map(float, str(drawing.get("viewBox")).split()[2:])
    for line in drawing.findall(f"{SVG}polyline"):
        places = [float(number) for number in re.findall(r"[\d.]+", str(line.get("points")))]
        assert all(0 < x < width for x in places[::2])
        assert all(0 < y < height for y in places[1::2])


def test_the_order_of_rows_and_of_codes_in_a_cell_has_no_effect(tmp_path: Path) -> None:
    header, *body = rows()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    path = csv_file(tmp_path / "one" / "bus.csv", [header, *body])
    shuffled = [[one[0], one[1], "|".join(reversed(one[2].split("|"))), one[3]] for one in body]
    random.Random(3).shuffle(shuffled)
    other = csv_file(tmp_path / "two" / "bus.csv", [header, *shuffled])
    short = (*BASIC[:-2], "--seeds", "1")
    assert evaluate(path, *short, "--out", tmp_path / "a").status == evaluate(other, *short, "--out", tmp_path / "b").status == 0
    assert (tmp_path / "a/evaluation.json").read_bytes() == (tmp_path / "b/evaluation.json").read_bytes()


def test_without_a_folder_it_only_prints(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "bus.csv", rows())
    outcome = evaluate(path, *BASIC[:-2], "--seeds", "1", "--question", "What would make buses better?")
    assert (outcome.status, outcome.err) == (0, "")
    assert "Written to" not in outcome.out
    assert [one.name for one in tmp_path.iterdir()] == ["bus.csv"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--seeds", "1,two"), "--seeds must be whole numbers"),
        (("--seeds", "1,1"), "different numbers"),
        (("--seeds", "-4"), "seed must be from 0"),
        (("--engine", "quantum"), "--engine must be lexical or semantic, not “quantum”"),
        (("--detail", "99"), "--detail must be from 0.25 to 8"),
        (("--drop", "unknwon"), "--drop names “unknwon”, but no row has that code"),
        (("--codes2", "codes"), "--codes2 names the same column"),
        (("--codes2", "thrid"), "The second person’s codes cannot be read. There is no column “thrid”"),
        (("--question", "What?", "--question-column", "answer"), "Give one of them"),
        (("--codes", "second code"), "no column “second code” for --codes"),
        (("--codes", "id"), "nothing to measure on"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(tmp_path: Path, more: tuple[str, ...], says: str) -> None:
    path = csv_file(tmp_path / "bus.csv", rows()[:20] if "id" in more else rows())
    outcome = evaluate(path, *BASIC[:-2], *more, "--out", tmp_path / "out")
    assert outcome.status == 2
    assert says in one_line(outcome.err)
    assert not (tmp_path / "out").exists()


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    table = rows()
    table[9][0] = table[4][0]
    outcome = evaluate(csv_file(tmp_path / "bus.csv", table), *BASIC)
    assert outcome.status == 2
    assert "Rows 5 and 10 have the same id" in one_line(outcome.err)


def test_too_few_answers_for_a_curve_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "bus.csv", rows()[:50])
    outcome = evaluate(path, *BASIC, "--learning-curve", "--out", tmp_path / "out")
    assert outcome.status == 2
    assert "a learning curve needs 50 answers to read" in one_line(outcome.err)
    assert not (tmp_path / "out").exists()
