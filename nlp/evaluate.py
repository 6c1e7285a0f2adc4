"""Score the method against hand-coded answers: `python -m nlp.evaluate FILE --column answer --codes codes`.

`consult evaluate` is the same for analysts: it reads more kinds of file, says more, and draws the learning curve.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import combinations
from pathlib import Path
from statistics import fmean

import numpy as np
from sklearn.metrics import adjusted_rand_score

from nlp.beyond_chance import BeyondChance, Judged, Marks, beyond_chance
from nlp.scores import NOWHERE, Label, Scores, matches, score
from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theming

FEWEST_ANSWERS = 25

Progress = Callable[[str, float], None]


def _silent(step: str, done: float) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An answer with the codes that people gave it."""

    comment: Comment
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionScores:
    """Mean scores over the seeds on one question."""

    question: str
    answers: int
    scores: Scores


@dataclass(frozen=True, slots=True)
class Match:
    """A code and the theme matched to it one to one; no theme where none overlaps or all are taken."""

    question: str
    code: str
    theme_id: str | None
    theme_name: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean scores over questions and seeds, and how alike the runs with different seeds are (mean pairwise ARI)."""

    scores: Scores
    seed_stability: float
    questions: int
    answers: int
    seeds: tuple[int, ...]
    by_seed: tuple[Scores, ...]
    """For each seed the mean over questions."""
    by_question: tuple[QuestionScores, ...]
    agreement: BeyondChance | None
    """Of the themes found with the first seed, each standing for the code matched to it, with the people; None where no code is
    held by two answers. The matching was made on the same answers, so it is a little kind to the machine."""
    matched: tuple[Match, ...]
    """Side by side with the codes of `agreement`."""
    engine: str
    """The engine that really ran."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One question themed with one seed."""

    places: list[list[str]]
    names: dict[str, str]
    engine: str


def evaluate(
    questions: Mapping[str, list[Coded]],
    seeds: Sequence[int],
    *,
    ask: bool = True,
    settings: Settings | None = None,
    progress: Progress = _silent,
) -> Evaluation:
    """Theme each question apart with each seed, and score against its codes. `ask` tells the method the question's words.

    `settings` says how to theme; its question and seed are set for each run. Raises ValueError when there is no question with
    enough coded answers, and NothingToTheme (a ValueError) when one has no usable answer.
    """
    if not questions:
        raise ValueError(f"no question has {FEWEST_ANSWERS} coded answers")
    base, ordered = settings or Settings(), sorted(questions.items())
    runs: list[list[_Run]] = []
    for at, (question, coded) in enumerate(ordered):
        progress("Finding themes", at / len(ordered))
        asked = replace(base, question=question if ask else "")
        runs.append([_run(coded, replace(asked, seed=seed)) for seed in seeds])
    table = [[_scored(coded, run) for run in found] for (_, coded), found in zip(ordered, runs, strict=True)]
    per_question = [QuestionScores(name, len(coded), mean(found)) for (name, coded), found in zip(ordered, table, strict=True)]
    per_seed = [mean(found) for found in zip(*table, strict=True)]
    first = [found[0] for found in runs]
    agreement, matched = _agreement(ordered, first, seeds[0])
    return Evaluation(
        scores=mean([one for found in table for one in found]),
        seed_stability=_stability(runs),
        questions=len(ordered),
        answers=sum(len(coded) for _, coded in ordered),
        seeds=tuple(seeds),
        by_seed=tuple(per_seed),
        by_question=tuple(per_question),
        agreement=agreement,
        matched=matched,
        engine=", ".join(sorted({run.engine for run in first})),
    )


def _run(coded: Sequence[Coded], settings: Settings) -> _Run:
    theming = find_themes([one.comment for one in coded], settings)
    names = {theme.id: theme.name for theme in theming.themes} | {view.id: view.name for view in theming.minority}
    return _Run(placed(theming, [one.comment.id for one in coded]), names, theming.engine)


def placed(theming: Theming, ids: Iterable[str]) -> list[list[str]]:
    """For each answer the ids of its themes or minority view, the primary one first."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for coding in sorted(theming.codings, key=lambda one: not one.primary):
        if coding.theme_id not in held[coding.answer_id]:
            held[coding.answer_id].append(coding.theme_id)
    return [held[answer_id] for answer_id in ids]


def _scored(coded: Sequence[Coded], run: _Run) -> Scores:
    return score([one.codes for one in coded], run.places, _minority(run.places))


def _minority(places: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(one for held in places for one in held if one.startswith("m"))


def mean(found: Sequence[Scores]) -> Scores:
    """The plain mean of each measure."""
    return Scores(**{field.name: fmean(getattr(one, field.name) for one in found) for field in fields(Scores)})


def _stability(runs: Sequence[Sequence[_Run]]) -> float:
    """Mean adjusted Rand index between runs of the same question with different seeds, by primary theme; 1 for one seed."""
    alike: list[float] = []
    for found in runs:
        primaries = [[held[0] if held else NOWHERE for held in run.places] for run in found]
        alike += [float(adjusted_rand_score(one, two)) for one, two in combinations(primaries, 2)]
    return fmean(alike) if alike else 1.0


def _agreement(
    questions: Sequence[tuple[str, list[Coded]]], runs: Sequence[_Run], seed: int
) -> tuple[BeyondChance | None, tuple[Match, ...]]:
    judged, found = [], []
    for (question, coded), run in zip(questions, runs, strict=True):
        codes = [one.codes for one in coded]
        partner = matches(codes, run.places)
        if not partner:
            continue
        names = tuple(str(code) for code in partner)
        judged.append(Judged(question, names, marks(codes, list(partner)), marks(run.places, list(partner.values()))))
        found += [
            Match(question, str(code), None if theme is None else str(theme), run.names.get(str(theme)))
            for code, theme in partner.items()
        ]
    return (beyond_chance(judged, seed) if judged else None), tuple(found)


def marks(held: Sequence[Sequence[Label]], labels: Sequence[Label | None]) -> Marks:
    """Whether each answer holds each label, never for None: shape (answers, labels)."""
    place = {label: at for at, label in enumerate(labels) if label is not None}
    found = np.zeros((len(held), len(labels)), dtype=np.bool_)
    for row, labels_held in enumerate(held):
        found[row, [place[label] for label in labels_held if label in place]] = True
    return found


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
    return large_enough(found)


def large_enough(questions: Mapping[str, list[Coded]]) -> dict[str, list[Coded]]:
    """The questions with enough coded answers to theme."""
    return {name: coded for name, coded in questions.items() if len(coded) >= FEWEST_ANSWERS}


def table(name: str, evaluation: Evaluation) -> str:
    """The scores as lines of text, one measure a line."""
    head = (
        f"{name}: {evaluation.answers} answers, {evaluation.questions} question(s), seeds {', '.join(map(str, evaluation.seeds))}"
    )
    rows = [f"  {measure.replace('_', ' '):18s}{value:7.3f}" for measure, value in asdict(evaluation.scores).items()]
    rows.append(f"  {'seed stability':18s}{evaluation.seed_stability:7.3f}")
    if evaluation.agreement is not None:
        rows.append(f"  {'kappa':18s}{evaluation.agreement.kappa.value:7.3f}")
        rows.append(f"  {'alpha':18s}{evaluation.agreement.alpha.value:7.3f}")
    return "\n".join([head, *rows])


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
    parser.add_argument("--engine", choices=("lexical", "semantic"), default="lexical")
    parser.add_argument("--detail", type=float, default=1.0, help="from 0.25 (few broad themes) to 8 (many narrow ones)")
    parser.add_argument("--json", type=Path, help="write the scores to this file as well")
    options = parser.parse_args(arguments)
    try:
        coded = read(options.file, options.column, options.codes, options.question_column, options.id, frozenset(options.drop))
        if not options.question_column:
            coded = dict(zip([options.question], coded.values(), strict=False))
        settings = Settings(engine=options.engine, detail=options.detail)
        evaluation = evaluate(coded, range(1, options.seeds + 1), settings=settings)
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(table(options.file.stem, evaluation) + "\n")
    if options.json:
        options.json.write_text(json.dumps(asdict(evaluation), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
