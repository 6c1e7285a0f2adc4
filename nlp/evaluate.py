"""Score the method against hand-coded answers: `python -m nlp.evaluate FILE --column answer --codes codes`."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path
from statistics import fmean

from sklearn.metrics import adjusted_rand_score

from nlp.scores import NOWHERE, Scores, score
from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theming

FEWEST_ANSWERS = 25


@dataclass(frozen=True, slots=True)
class Coded:
    """An answer with the codes that people gave it."""

    comment: Comment
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean scores over questions and seeds, and how alike the runs with different seeds are (mean pairwise ARI)."""

    scores: Scores
    seed_stability: float
    questions: int
    answers: int
    seeds: tuple[int, ...]


def evaluate(questions: dict[str, list[Coded]], seeds: Sequence[int], *, ask: bool = True) -> Evaluation:
    """Theme each question apart with each seed, and score against its codes. `ask` tells the method the question's words.

    Raises ValueError when there is no question with enough coded answers.
    """
    if not questions:
        raise ValueError(f"no question has {FEWEST_ANSWERS} coded answers")
    found: list[Scores] = []
    alike: list[float] = []
    for question, coded in sorted(questions.items()):
        runs = [_run(coded, Settings(question=question if ask else "", seed=seed)) for seed in seeds]
        found += [score([one.codes for one in coded], places, _minority(places)) for places in runs]
        primaries = [[held[0] if held else NOWHERE for held in places] for places in runs]
        alike += [float(adjusted_rand_score(one, two)) for one, two in combinations(primaries, 2)]
    answers = sum(len(coded) for coded in questions.values())
    return Evaluation(mean(found), fmean(alike) if alike else 1.0, len(questions), answers, tuple(seeds))


def _run(coded: Sequence[Coded], settings: Settings) -> list[list[str]]:
    return placed(find_themes([one.comment for one in coded], settings), [one.comment.id for one in coded])


def placed(theming: Theming, ids: Iterable[str]) -> list[list[str]]:
    """For each answer the ids of its themes or minority view, the primary one first."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for coding in sorted(theming.codings, key=lambda one: not one.primary):
        if coding.theme_id not in held[coding.answer_id]:
            held[coding.answer_id].append(coding.theme_id)
    return [held[answer_id] for answer_id in ids]


def _minority(places: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(one for held in places for one in held if one.startswith("m"))


def mean(found: Sequence[Scores]) -> Scores:
    """The plain mean of each measure."""
    return Scores(**{field.name: fmean(getattr(one, field.name) for one in found) for field in fields(Scores)})


def read(
    path: Path, column: str, codes: str, question: str | None, ids: str | None, drop: frozenset[str]
) -> dict[str, list[Coded]]:
    """Coded answers by question from a CSV file; answers left without a code once `drop` is taken out are passed over.

    Raises ValueError, naming the column, when one is missing.
    """
    found: defaultdict[str, list[Coded]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in (column, codes, question, ids) if name and name not in (reader.fieldnames or [])]
        if missing:
            raise ValueError(f"the file has no column {missing[0]!r}; it has {', '.join(reader.fieldnames or ['none'])}")
        for at, row in enumerate(reader):
            held = tuple(code for code in row[codes].split("|") if code and code not in drop)
            if held and row[column].strip():
                name = row[ids] if ids else f"{at:07d}"
                found[row[question] if question else ""].append(Coded(Comment(name, row[column]), held))
    return {name: coded for name, coded in found.items() if len(coded) >= FEWEST_ANSWERS}


def table(name: str, evaluation: Evaluation) -> str:
    """The scores as lines of text, one measure a line."""
    head = (
        f"{name}: {evaluation.answers} answers, {evaluation.questions} question(s), seeds {', '.join(map(str, evaluation.seeds))}"
    )
    rows = [f"  {measure.replace('_', ' '):18s}{value:7.3f}" for measure, value in asdict(evaluation.scores).items()]
    return "\n".join([head, *rows, f"  {'seed stability':18s}{evaluation.seed_stability:7.3f}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; exit status 2 with a sentence when the file cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m nlp.evaluate", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--column", required=True, help="the column with the answers")
    parser.add_argument("--codes", required=True, help="the column with the codes, separated by |")
    parser.add_argument("--id", help="the column with the answers' ids (row numbers when not given)")
    parser.add_argument("--question-column", help="theme each question in this column apart")
    parser.add_argument("--question", default="", help="the question, where the file has one")
    parser.add_argument("--drop", nargs="*", default=[], help="codes that are not about what was said")
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds to average over")
    parser.add_argument("--json", type=Path, help="write the scores to this file as well")
    options = parser.parse_args(arguments)
    try:
        coded = read(options.file, options.column, options.codes, options.question_column, options.id, frozenset(options.drop))
        if not options.question_column:
            coded = dict(zip([options.question], coded.values(), strict=False))
        evaluation = evaluate(coded, range(1, options.seeds + 1))
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(table(options.file.stem, evaluation) + "\n")
    if options.json:
        options.json.write_text(json.dumps(asdict(evaluation), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
