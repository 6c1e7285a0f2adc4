"""`consult code` as an analyst runs it: what it proposes and writes, and what it refuses."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from consult.cli import app
from nlp.types import Comment
from tests.consult.theming.high_street import Outcome, csv_file, one_line
from tests.nlp.coded_answers import CODEBOOK, bus_answers

FILES = {"proposals.csv", "next.csv", "codebook.json", "codebook.csv", "coding.json"}
REPOSITORY = Path(__file__).parents[3]
READ = 60
COMMENTS, GOLD = bus_answers(200)
BASIC = ("--column", "answer", "--codes", "codes", "--id", "id")


def code(*arguments: object) -> Outcome:
    """Run `consult code` with these arguments inside this process."""
    result = CliRunner().invoke(app, ["code", *map(str, arguments)], catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def rows(read: int = READ, names: dict[str, str] | None = None) -> list[list[str]]:
    """A header, then the answers, of which the first `read` are coded; the last two are blank."""
    written = [
        [one.id, one.text, "|".join(sorted((names or {}).get(key, key) for key in GOLD[one.id].codes)) if at < read else ""]
        for at, one in enumerate(COMMENTS)
    ]
    return [["id", "answer", "codes"], *written, ["e1", "", ""], ["e2", "  ", ""]]


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(folder: Path, name: str = "coding.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """One good run on invented answers about a bus service."""
    folder = tmp_path_factory.mktemp("code")
    path = csv_file(folder / "answers.csv", rows())
    return code(path, *BASIC, "--next", 10, "--out", folder / "out"), folder / "out"


Results = tuple[Outcome, Path]

# What it writes


def test_a_good_run_ends_well_with_four_files_and_nothing_else(results: Results) -> None:
    outcome, out = results
    assert (outcome.status, outcome.err) == (0, "")
    assert {path.name for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_every_unread_answer_has_a_proposal_in_the_order_of_the_file_and_most_are_right(results: Results) -> None:
    lines = records(results[1] / "proposals.csv")
    assert list(lines[0]) == ["answer_id", "code", "confidence"]
    assert list(dict.fromkeys(line["answer_id"] for line in lines)) == [one.id for one in COMMENTS[READ:]]
    right = [line["code"] in GOLD[line["answer_id"]].codes for line in lines]
    assert sum(right) > 0.8 * len(right)


def test_every_answer_is_read_unread_or_blank(results: Results) -> None:
    found = document(results[1])
    assert (found["answers"], found["read"], found["unread"], found["blank"]) == (202, 60, 140, 2)
    assert found["read"] + found["unread"] + found["blank"] == found["answers"]
    assert found["blank_ids"] == ["e1", "e2"]


def test_what_to_read_next_is_unread_in_order_and_with_reasons(results: Results) -> None:
    lines = records(results[1] / "next.csv")
    assert list(lines[0]) == ["order", "answer_id", "why", "answer"]
    assert [line["order"] for line in lines] == [str(at) for at in range(1, 11)]
    assert {line["answer_id"] for line in lines} <= {one.id for one in COMMENTS[READ:]}
    assert sum("random" in line["why"] for line in lines) == 1
    texts = {one.id: one.text for one in COMMENTS}
    assert all(line["answer"] == texts[line["answer_id"]] for line in lines)


def test_coding_json_says_how_far_to_trust_it_and_whether_to_read_on(results: Results) -> None:
    found = document(results[1])
    assert found["schema"] == "our-survey-said/coding/1"
    agreement = found["agreement"]["per_answer_f1"]
    assert 0 < agreement["low"] < agreement["value"] < agreement["high"] <= 1
    assert (found["agreement"]["basis"], found["agreement"]["answers"]) == ("all read answers", 60)
    assert any("picked at random" in note for note in found["notes"])
    assert found["advice"]["sentence"]
    assert (found["settings"]["seed"], found["settings"]["checks"]) == (1, 0.1)
    assert sum(entry["read"] for entry in found["codes"]) == sum(len(GOLD[one.id].codes) for one in COMMENTS[:READ])


def test_the_terminal_shows_the_codes_the_sums_the_trust_and_the_files(results: Results) -> None:
    shown = one_line(results[0].out)
    assert "60 read, 140 unread, 2 blank" in shown
    assert "On 60 answers read so far the proposals agree with the person" in shown
    assert document(results[1])["advice"]["sentence"] in shown
    assert all(name in shown for name in (*FILES, "fares", "evening"))


def test_answers_read_as_checks_give_an_agreement_that_needs_no_caveat(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows(0))
    assert code(path, *BASIC, "--checks", 1, "--next", 40, "--out", tmp_path / "first").status == 0
    drawn = {line["answer_id"] for line in records(tmp_path / "first/next.csv")}
    coded = [[*row[:2], "|".join(sorted(GOLD[row[0]].codes)) if row[0] in drawn else ""] for row in rows(0)[1:]]
    outcome = code(csv_file(path, [["id", "answer", "codes"], *coded]), *BASIC, "--out", tmp_path / "second")
    found = document(tmp_path / "second")
    assert (found["agreement"]["basis"], found["agreement"]["answers"], found["notes"]) == ("random checks", 40, [])
    assert "On 40 answers drawn at random" in one_line(outcome.out)


def test_the_same_file_in_any_order_gives_the_same_bytes_on_other_cores(results: Results, tmp_path: Path) -> None:
    header, *body = rows()
    random.Random(3).shuffle(body)
    path = csv_file(tmp_path / "answers.csv", [header, *body])
    command = [sys.executable, "-m", "consult", "code", str(path), *BASIC, "--next", "10", "--out", str(tmp_path / "out")]
    environment = {**os.environ, "OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "77"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("next.csv", "codebook.json", "coding.json"):
        assert (tmp_path / "out" / name).read_bytes() == (results[1] / name).read_bytes(), name
    ours, theirs = (sorted((folder / "proposals.csv").read_bytes().splitlines()) for folder in (tmp_path / "out", results[1]))
    assert ours == theirs


def test_nothing_coded_yet_gives_no_proposals_but_says_where_to_begin(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows(0))
    outcome = code(path, *BASIC, "--out", tmp_path / "out")
    assert outcome.status == 0
    assert records(tmp_path / "out/proposals.csv") == []
    assert len(records(tmp_path / "out/next.csv")) == 20
    assert document(tmp_path / "out")["agreement"] is None
    assert "No answer is coded yet" in one_line(outcome.out)


def test_everything_coded_leaves_nothing_to_propose_or_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows(200))
    assert code(path, *BASIC, "--out", tmp_path / "out").status == 0
    assert (records(tmp_path / "out/proposals.csv"), records(tmp_path / "out/next.csv")) == ([], [])
    assert document(tmp_path / "out")["advice"]["sentence"] == "Stop: every answer has been read."


# Codebooks


def test_a_codebook_comes_out_as_it_went_in(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    codes = [{"key": one.key, "name": f"On {one.name}", "description": "d", "examples": ["e", "f"]} for one in CODEBOOK]
    book.write_text(json.dumps({"schema": "our-survey-said/codebook/1", "codes": codes}), encoding="utf-8")
    path = csv_file(tmp_path / "answers.csv", rows())
    assert code(path, *BASIC, "--codebook", book, "--out", tmp_path / "out").status == 0
    assert document(tmp_path / "out", "codebook.json")["codes"] == codes
    again = code(path, *BASIC, "--codebook", tmp_path / "out/codebook.json", "--out", tmp_path / "out")
    assert again.status == 0
    assert document(tmp_path / "out", "codebook.json")["codes"] == codes


def test_codes_written_by_name_in_any_case_are_proposed_by_name(tmp_path: Path) -> None:
    table = [["key", "name", "examples"], *([one.key, f"The {one.name}", "one | two"] for one in CODEBOOK)]
    book = csv_file(tmp_path / "book.csv", table)
    names = {one.key: f"The {one.name}" for one in CODEBOOK}
    written = rows(names=names)
    written[1][2] = written[1][2].upper()
    outcome = code(csv_file(tmp_path / "answers.csv", written), *BASIC, "--codebook", book, "--out", tmp_path / "out")
    assert outcome.status == 0
    assert {line["code"] for line in records(tmp_path / "out/proposals.csv")} <= set(names.values())
    assert document(tmp_path / "out", "codebook.json")["codes"][0]["examples"] == ["one", "two"]


def test_a_finished_codebook_with_its_coded_answers_applies_to_a_new_file(tmp_path: Path) -> None:
    earlier = csv_file(tmp_path / "wave1.csv", rows(200))
    comments, gold = bus_answers(80, seed=9)
    new = csv_file(tmp_path / "wave2.csv", [["id", "answer"], *([one.id, one.text] for one in comments)])
    outcome = code(new, *BASIC, "--learn-from", earlier, "--out", tmp_path / "out")
    assert outcome.status == 0
    lines = records(tmp_path / "out/proposals.csv")
    assert {line["answer_id"] for line in lines} == {one.id for one in comments}
    assert sum(line["code"] in gold[line["answer_id"]].codes for line in lines) > 0.9 * len(lines)
    found = document(tmp_path / "out")
    assert (found["answers"], found["read"], found["unread"], found["learnt_from"]) == (80, 0, 80, 200)
    assert any("another file alone" in note for note in found["notes"])
    assert {line["answer_id"] for line in records(tmp_path / "out/next.csv")} <= {one.id for one in comments}


def test_the_question_that_an_answer_is_to_tells_praise_from_blame(tmp_path: Path) -> None:
    asked = {"good": "What was good?", "bad": "What could be better?"}
    header = ["id", "answer", "codes", "question"]
    body = [
        [f"n{at:03}", "Nothing", ("praise", "blame")[at % 2] if at < 40 else "", asked[("bad", "good")[at % 2]]]
        for at in range(80)
    ]
    path = csv_file(tmp_path / "answers.csv", [header, *body])
    assert code(path, *BASIC, "--question-column", "question", "--out", tmp_path / "out").status == 0
    best = {line["answer_id"]: line["code"] for line in reversed(records(tmp_path / "out/proposals.csv"))}
    assert {best[f"n{at:03}"] for at in range(40, 80, 2)} == {"praise"}
    assert {best[f"n{at:03}"] for at in range(41, 80, 2)} == {"blame"}


def test_no_cell_of_the_results_is_a_formula(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "answers.csv", [["id", "answer", "codes"], ["a", "=1+1", ""], ["b", "late", "+x"], ["c", "late", ""]]
    )
    assert code(path, *BASIC, "--out", tmp_path / "out").status == 0
    written = (tmp_path / "out/next.csv").read_text(encoding="utf-8") + (tmp_path / "out/proposals.csv").read_text(
        encoding="utf-8"
    )
    assert "'=1+1" in written
    assert "'+x" in written


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
        (b"", "consult code: answers.csv: The file is empty"),
        (b"id,answer\n1,trees\n", "There is no column “codes” for --codes"),
        (b"id,answer,codes\n1,trees,x\n1,shops,\n", "Rows 2 and 3 have the same id"),
        (b"id,answer,codes\n1, ,\n2,,\n", "None of the 2 answers says anything"),
        ("id,answer,codes\n1,café,\n".encode() + b"2,caf\xe9,\n", "mixes encodings: row 3"),
        (b"id,answer,codes\n" + b"".join(b"%d,x,c%d\n" % (at, at) for at in range(400)), "has 400 different codes"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_written(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert_refused(code(path, *BASIC, "--out", tmp_path / "out"), tmp_path / "out", says)


@pytest.mark.parametrize(
    "options, says",
    [
        (["--seed", -1], "--seed must be from 0 to 4294967295, not -1"),
        (["--checks", 2], "--checks must be from 0 to 1, not 2"),
        (["--next", -1], "--next must be from 0 to 1,000, not -1"),
        (["--next", "x"], "'--next': “x” is not a whole number"),
        (["--separator", " "], "--separator is empty"),
        (["--question-column", "q"], "There is no column “q” for --question-column"),
        (["--codebook", "nowhere.json"], "The codebook cannot be read: no such file"),
        (["--learn-from", "nowhere.csv"], "The file for --learn-from cannot be used. There is no such file"),
    ],
)
def test_a_value_without_sense_is_refused_with_its_name(tmp_path: Path, options: Sequence[object], says: str) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    assert_refused(code(path, *BASIC, *options, "--out", tmp_path / "out"), tmp_path / "out", says)


def test_answers_and_codes_may_not_be_one_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "answers.csv", rows())
    outcome = code(path, "--column", "answer", "--codes", "answer", "--out", tmp_path / "out")
    assert_refused(outcome, tmp_path / "out", "name the same column")


@pytest.mark.parametrize(
    "content, says",
    [
        ("{", "The codebook is not JSON"),
        ("[]", "The codebook has no list called “codes”"),
        ('{"codes": []}', "The codebook has no codes"),
        ('{"codes": [{"key": "a"}]}', "Code 1 of the codebook has no name"),
        ('{"codes": [{"name": "A", "examples": "x"}]}', "Code 1 of the codebook is not as it should be"),
        ('{"codes": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]}', "two codes have the key 'a'"),
        ('{"codes": [{"key": "a", "name": "A"}, {"key": "b", "name": "a"}]}', "Two codes of the codebook have the same name"),
        ('{"codes": [{"name": "fares"}]}', "Row 2 has a code that is not in the codebook"),
    ],
)
def test_a_bad_codebook_is_refused_with_what_to_mend(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "book.json").write_text(content, encoding="utf-8")
    first = [["id", "answer", "codes"], ["1", "they never come on time", "late"], ["2", "rude", ""]]
    path = csv_file(tmp_path / "answers.csv", first)
    outcome = code(path, *BASIC, "--codebook", tmp_path / "book.json", "--out", tmp_path / "out")
    assert_refused(outcome, tmp_path / "out", says)
    assert "never come" not in outcome.err


def test_an_earlier_file_without_a_coded_answer_teaches_nothing(tmp_path: Path) -> None:
    path, earlier = csv_file(tmp_path / "answers.csv", rows()), csv_file(tmp_path / "wave1.csv", rows(0))
    outcome = code(path, *BASIC, "--learn-from", earlier, "--out", tmp_path / "out")
    assert_refused(outcome, tmp_path / "out", "has no coded answer")


def test_the_files_that_were_given_are_never_written_over(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "next.csv", rows())
    before = path.read_bytes()
    outcome = code(path, *BASIC, "--out", tmp_path)
    assert (outcome.status, "written over a file of answers" in outcome.err) == (2, True)
    assert path.read_bytes() == before


# Codebooks and results as others read them


@pytest.mark.parametrize("name", ["coding", "codebook"])
def test_every_json_file_is_as_its_schema_says(results: Results, name: str) -> None:
    schema = json.loads((REPOSITORY / f"docs/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document(results[1], f"{name}.json"))


def test_a_run_without_any_coded_answer_is_as_the_schema_says_too(tmp_path: Path) -> None:
    schema = json.loads((REPOSITORY / "docs/coding.schema.json").read_text(encoding="utf-8"))
    book = tmp_path / "book.json"
    book.write_text(json.dumps({"codes": [{"name": "Fares"}]}), encoding="utf-8")
    path = csv_file(tmp_path / "answers.csv", rows(0))
    assert code(path, *BASIC, "--codebook", book, "--out", tmp_path / "out").status == 0
    jsonschema.Draft202012Validator(schema).validate(document(tmp_path / "out"))


def test_a_codebook_goes_out_as_a_table_and_comes_back_the_same(tmp_path: Path) -> None:
    codes = [
        {
            "key": "fares",
            "name": "=Fares, tickets",
            "description": "What a trip costs\nand who pays",
            "examples": ["too dear", "-5 %"],
        },
        {"key": "-late", "name": "Late", "description": "", "examples": []},
    ]
    book = tmp_path / "book.json"
    book.write_text(json.dumps({"codes": codes}), encoding="utf-8")
    path = csv_file(tmp_path / "answers.csv", rows(0))
    assert code(path, *BASIC, "--codebook", book, "--out", tmp_path / "one").status == 0
    again = code(path, *BASIC, "--codebook", tmp_path / "one/codebook.csv", "--out", tmp_path / "two")
    assert (again.status, again.err) == (0, "")
    assert document(tmp_path / "two", "codebook.json")["codes"] == codes


def test_the_results_of_an_earlier_run_are_a_codebook(tmp_path: Path, results: Results) -> None:
    path = csv_file(tmp_path / "answers.csv", rows(0))
    assert code(path, *BASIC, "--codebook", results[1] / "coding.json", "--out", tmp_path / "out").status == 0
    keys = [one["key"] for one in document(tmp_path / "out", "codebook.json")["codes"]]
    assert keys == [one["key"] for one in document(results[1], "codebook.json")["codes"]]


def test_the_themes_of_a_board_are_a_codebook_without_anybodys_words(tmp_path: Path) -> None:
    board = tmp_path / "themes.json"
    quote = {"answer_id": "b1", "start": 0, "end": 9, "text": "dirty bus", "role": "lead"}
    theme = {
        "id": "t1",
        "name": "Dirty seats",
        "description": "Seats and floors.",
        "terms": ["seats", "litter"],
        "quotes": [quote],
    }
    board.write_text(json.dumps({"schema": "our-survey-said/themes/1", "themes": [theme]}), encoding="utf-8")
    path = csv_file(tmp_path / "answers.csv", rows(0))
    assert code(path, *BASIC, "--codebook", board, "--out", tmp_path / "out").status == 0
    found = document(tmp_path / "out", "codebook.json")["codes"]
    assert found == [
        {"key": "Dirty seats", "name": "Dirty seats", "description": "Seats and floors.", "examples": ["seats", "litter"]}
    ]


# A finished codebook and another wave


def test_what_one_wave_taught_is_proposed_for_the_next_and_trusted_as_far_as_its_own_blind_sample_says(tmp_path: Path) -> None:
    """Codes and codebook of wave 1; of wave 2 nothing but forty checks, coded blind in the order in which they were asked for."""
    earlier = csv_file(tmp_path / "wave1.csv", rows(120))
    second, truth = bus_answers(150, seed=2)
    second = [Comment(f"w{one.id}", one.text) for one in second]
    new = tmp_path / "wave2.csv"
    csv_file(new, [["id", "answer", "codes"], *([one.id, one.text, ""] for one in second)])
    asked = (*BASIC, "--learn-from", earlier, "--checks", "1", "--next", "40", "--out", tmp_path / "first")
    assert code(new, *asked).status == 0
    assert document(tmp_path / "first")["agreement"]["basis"] == "all read answers"
    checks = {line["answer_id"] for line in records(tmp_path / "first/next.csv")}
    written = {one.id: "|".join(sorted(truth[one.id[1:]].codes)) for one in second}
    csv_file(new, [["id", "answer", "codes"], *([one.id, one.text, written[one.id] * (one.id in checks)] for one in second)])
    book = tmp_path / "first/codebook.json"
    assert code(new, *BASIC, "--learn-from", earlier, "--codebook", book, "--out", tmp_path / "second").status == 0
    found = document(tmp_path / "second")
    assert (found["read"], found["unread"], found["learnt_from"]) == (40, 110, 120)
    assert (found["agreement"]["basis"], found["agreement"]["answers"]) == ("random checks", 40)
    stated, proposals = found["agreement"]["per_answer_f1"], {one.id: set[str]() for one in second if one.id not in checks}
    for line in records(tmp_path / "second/proposals.csv"):
        proposals[line["answer_id"]].add(line["code"])
    f1 = [2 * len(codes & truth[one[1:]].codes) / (len(codes) + len(truth[one[1:]].codes)) for one, codes in proposals.items()]
    assert len(proposals) == 110
    assert stated["low"] <= sum(f1) / len(f1) <= stated["high"]
    assert sum(f1) / len(f1) > 0.8


def test_an_engine_that_there_is_not_is_refused(tmp_path: Path) -> None:
    outcome = code(csv_file(tmp_path / "answers.csv", rows()), *BASIC, "--engine", "magic", "--out", tmp_path / "out")
    assert outcome.status == 2
    assert "--engine must be lexical or semantic, not “magic”" in one_line(outcome.err)
