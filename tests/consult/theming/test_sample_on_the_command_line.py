"""The flagship: `consult theme` on the sample consultation, whose answers were written for illustration."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.consult.theming.high_street import theme

REPOSITORY = Path(__file__).parents[3]
SAMPLE = REPOSITORY / "consult/sample/answers.csv"
QUESTION = "What will be the difference between a PCT and a Clinical Commissioning Group?"
WORDS_OF_CLINICAL_LEADERSHIP = re.compile(r"clinic|leader|\bled\b|\blead|doctors|in charge", re.IGNORECASE)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """themes.json of two runs on the sample, after seeing that every file is the same in both."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("one", "two"):
        outcome = theme(SAMPLE, "--column", "answer", "--id", "id", "--question", QUESTION, "--out", folder / name)
        assert (outcome.status, outcome.err) == (0, "")
    for path in (folder / "one").iterdir():
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes(), path.name
    document: dict[str, Any] = json.loads((folder / "one/themes.json").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def by_hand() -> dict[str, set[str]]:
    """The codes that a person gave to each answer of the sample."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: set(row["themes_by_hand"].split("|")) for row in csv.DictReader(file)}


def test_everybody_in_the_sample_is_accounted_for(found: dict[str, Any], by_hand: dict[str, set[str]]) -> None:
    placed = {answer for entry in found["themes"] + found["minority"] for answer in entry["answer_ids"]}
    outside = {entry["answer_id"] for entry in found["unplaced"]} | set(found["blank_ids"])
    assert placed | outside == set(by_hand)
    assert placed.isdisjoint(outside)
    assert (found["asked"], found["answered"], found["blank"]) == (100, 97, 3)
    assert set(found["blank_ids"]) == {answer for answer, codes in by_hand.items() if codes == {"blank"}}


def test_the_sample_fits_its_schema(found: dict[str, Any]) -> None:
    schema = json.loads((REPOSITORY / "docs/themes.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)


def test_people_who_say_they_do_not_know_are_set_apart(found: dict[str, Any], by_hand: dict[str, set[str]]) -> None:
    reasons = {entry["answer_id"]: entry["reason"] for entry in found["unplaced"]}
    for answer, codes in by_hand.items():
        if codes == {"non-answer"}:
            assert reasons.get(answer) == "non-answer", answer


def test_clinical_leadership_comes_first(found: dict[str, Any], by_hand: dict[str, set[str]]) -> None:
    first = found["themes"][0]
    assert WORDS_OF_CLINICAL_LEADERSHIP.search(first["name"])
    held = [answer for answer in first["answer_ids"] if "clinical-leadership" in by_hand[answer]]
    assert len(held) > len(first["answer_ids"]) / 2


def test_about_eight_themes_are_found(found: dict[str, Any]) -> None:
    assert 6 <= len(found["themes"]) <= 12


def outside(found: dict[str, Any]) -> set[str]:
    """The answers that are listed, but not on the board."""
    listed = {entry["answer_id"] for entry in found["unplaced"]}
    return listed | {answer for view in found["minority"] for answer in view["answer_ids"]}


def test_jokes_stay_off_the_board_but_are_listed(found: dict[str, Any], by_hand: dict[str, set[str]]) -> None:
    jokes = {answer for answer, codes in by_hand.items() if codes == {"joke"}}
    assert jokes
    assert jokes <= outside(found)


def test_most_answers_about_something_else_stay_off_the_board_too(found: dict[str, Any], by_hand: dict[str, set[str]]) -> None:
    """Not all: one about parking shares enough words with the subject to be taken for it."""
    elsewhere = {answer for answer, codes in by_hand.items() if codes == {"off-topic"}}
    assert len(elsewhere & outside(found)) > len(elsewhere) / 2
