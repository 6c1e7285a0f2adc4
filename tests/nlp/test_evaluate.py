"""Scoring the method against coded answers. The answers are invented, for illustration."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from nlp.coders import two_coders
from nlp.evaluate import Coded, Evaluation, evaluate, main, marks, read
from nlp.scores import matches, score
from nlp.types import Settings
from tests.nlp.coded_answers import CODEBOOK, bus_answers

COMMENTS, GOLD = bus_answers(240)
CODED = [Coded(one, tuple(sorted(GOLD[one.id].codes))) for one in COMMENTS]
QUESTIONS = {"What should we improve?": CODED[:160], "What was good?": CODED[160:]}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(QUESTIONS, (1, 2))


def test_scores_are_means_over_questions_and_seeds(evaluation: Evaluation) -> None:
    assert (evaluation.questions, evaluation.answers, evaluation.seeds) == (2, 240, (1, 2))
    assert evaluation.scores.v == pytest.approx(sum(one.v for one in evaluation.by_seed) / 2)
    assert evaluation.scores.v == pytest.approx(sum(one.scores.v for one in evaluation.by_question) / 2)
    assert [(one.question, one.answers) for one in evaluation.by_question] == [
        ("What should we improve?", 160),
        ("What was good?", 80),
    ]


def test_agreement_is_of_the_matched_themes_code_by_code(evaluation: Evaluation) -> None:
    assert evaluation.agreement is not None
    told = [(one.question, one.code) for one in evaluation.agreement.codes]
    assert told == [(one.question, one.code) for one in evaluation.matched]
    assert {code for _, code in told} == {code.key for code in CODEBOOK}
    given = {code.code: code.both + code.only_first for code in evaluation.agreement.codes if code.question == "What was good?"}
    assert given == {key: sum(key in one.codes for one in CODED[160:]) for key in given}
    assert all(one.theme_name for one in evaluation.matched if one.theme_id)
    assert 0 < evaluation.agreement.kappa.low < evaluation.agreement.kappa.value < 1


def test_one_seed_is_as_alike_as_can_be_and_no_question_is_refused(evaluation: Evaluation) -> None:
    assert 0 < evaluation.seed_stability <= 1
    assert evaluate({"": CODED[:60]}, (3,)).seed_stability == 1.0
    with pytest.raises(ValueError, match="no question has 25 coded answers"):
        evaluate({}, (1,))


def test_settings_decide_how_it_is_themed() -> None:
    coarse = evaluate({"": CODED}, (1,), settings=Settings(themes=2))
    assert coarse.scores.k_ratio == pytest.approx(2 / 5)
    assert coarse.engine == "lexical"


def test_a_code_without_an_overlapping_theme_is_matched_to_none() -> None:
    assert matches([["a"], ["a"], ["b"], ["b"]], [["t1"], ["t1"], [], []]) == {"a": "t1", "b": None}
    assert marks([["a", "x"], []], ["a", None, "b"]).tolist() == [[True, False, False], [False, False, False]]


def test_theme_f1_counts_small_codes_as_much_as_large_ones() -> None:
    found = score([["a"]] * 8 + [["b"]] * 2, [["t"]] * 8 + [[]] * 2)
    assert found.matched_f1 == pytest.approx(0.8)
    assert found.theme_f1 == pytest.approx(0.5)


def test_the_order_of_answers_has_no_effect_on_scores() -> None:
    codes, found = [["a"], ["b"], ["c"], ["b"], ["a"], ["c"]], [["t1"], ["t1"], ["t2"], ["t3"], ["t1"], []]
    assert score(codes, found) == score(codes[::-1], found[::-1])


def test_a_coder_compared_with_herself_agrees_throughout_and_with_another_less() -> None:
    same = two_coders({"": [(one.codes, one.codes) for one in CODED]}, seed=1)
    assert same.scores.v == pytest.approx(1)
    assert (same.scores.matched_f1, same.agreement.kappa.value) == (1, 1)
    other = [(one.codes, one.codes if at % 4 else ("late",)) for at, one in enumerate(CODED)]
    found = two_coders({"": other}, seed=1)
    assert 0.4 < found.agreement.kappa.value < 0.95
    assert found.agreement.kappa.low < found.agreement.kappa.value < found.agreement.kappa.high
    assert found.answers == 240
    with pytest.raises(ValueError, match="both coders"):
        two_coders({"": []}, seed=1)


def coded_file(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "answer", "codes"])
        writer.writerows([one.comment.id, one.comment.text, "|".join(one.codes)] for one in CODED)
    return path


def test_the_module_prints_a_table_and_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coded_file(tmp_path / "bus.csv")
    asked = ["--column", "answer", "--codes", "codes", "--id", "id", "--seeds", "1", "--json", str(tmp_path / "scores.json")]
    assert main([str(path), *asked]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("bus: 240 answers, 1 question(s), seeds 1\n")
    assert "theme f1" in shown
    assert "kappa" in shown
    assert json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["answers"] == 240


def test_the_module_says_which_column_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = coded_file(tmp_path / "bus.csv")
    assert main([str(path), "--column", "reply", "--codes", "codes"]) == 2
    assert "no column 'reply'" in capsys.readouterr().err


def test_dropped_codes_and_answers_left_without_any_are_passed_over(tmp_path: Path) -> None:
    path = coded_file(tmp_path / "bus.csv")
    found = read(path, "answer", "codes", None, "id", frozenset({"late"}))[""]
    assert [one.comment.id for one in found] == [one.comment.id for one in CODED if set(one.codes) != {"late"}]
    assert not any("late" in one.codes for one in found)
