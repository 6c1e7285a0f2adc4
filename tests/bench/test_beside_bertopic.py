"""The comparison with BERTopic, without BERTopic: what it does where the answers are absent, and how it times our side."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from nlp.evaluate import placed
from nlp.theming import find_themes
from nlp.types import Comment, Settings

BENCH = Path(__file__).parents[2] / "bench"
QUESTION = "What could be better at the library?"


def invented(count: int) -> list[str]:
    """Answers on three subjects, no two alike."""
    points = ("longer opening hours on day", "cheaper parking for visitor", "more large print books on shelf")
    return [f"{points[at % 3]} {at}" for at in range(count)]


def work(folder: Path, answers: list[str], limit: int | None) -> tuple[int, Path]:
    """Have our side themed in a process of its own: its exit status and where its result is."""
    job, result = folder / "job.json", folder / "result.json"
    questions = [{"question": QUESTION, "answers": answers}]
    job.write_text(json.dumps({"method": "ours", "seed": 3, "limit": limit, "questions": questions}), encoding="utf-8")
    command = [sys.executable, "-I", str(BENCH / "beside" / "theme_once.py"), str(job), str(result)]
    return subprocess.run(command, check=False, capture_output=True).returncode, result


def test_without_hand_coded_answers_it_says_so_and_the_next_measurement_can_go_on(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH / "bertopic.py"), "--sets", "arguments", "party-likes", "--data", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [line.partition(",")[0] for line in done.stdout.splitlines()] == ["arguments: skipped", "party-likes: skipped"]


def test_the_answers_are_placed_as_the_method_places_them_and_the_seconds_are_told_apart(tmp_path: Path) -> None:
    answers = invented(90)
    status, file = work(tmp_path, answers, None)
    assert status == 0
    result: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    comments = [Comment(f"{at:07d}", answer) for at, answer in enumerate(answers)]
    direct = find_themes(comments, Settings(question=QUESTION, seed=3))
    assert result["found"] == [placed(direct, [one.id for one in comments])]
    assert result["start"] > 0
    assert result["work"] > 0


def test_a_side_that_gives_up_on_a_question_leaves_it_out_rather_than_end_the_run(tmp_path: Path) -> None:
    status, file = work(tmp_path, ["", "   "], None)
    assert status == 0
    assert json.loads(file.read_text(encoding="utf-8"))["found"] == [None]


def test_past_the_limit_of_processor_seconds_the_process_ends_without_a_result(tmp_path: Path) -> None:
    status, file = work(tmp_path, [f"{one} {at % 97} and {at % 89}" for at, one in enumerate(invented(6000))], 1)
    assert status == -signal.SIGXCPU
    assert not file.exists()
