"""How few answers a person must read: assisted coding beside a linear SVM on answers picked at random, in one run.

    python bench/coding.py [--seeds 3] [--sets patient-feedback party-likes] [--engine semantic] [--data FOLDER]

For each set of answers that people coded, a third (at most 1,500) is held out. Codes held by at least one answer in a hundred
count. Prints per-answer F1 on the held-out answers after 200 and 800 were read, the mean over the seeds and the spread.
"""

from __future__ import annotations

import argparse
import csv
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from nlp.blind import mean_interval
from nlp.calibration import calibration_error
from nlp.codebooks import Code, CodedAnswer, CodingSettings
from nlp.coding import Coder, Texts, fit, left_out_agreement, next_to_read, prepare, random_check
from nlp.types import Comment, Engine

DATA = Path(__file__).parents[2] / "shared" / "data"
SETS = ("patient-feedback", "party-likes")
MARKS = (200, 800)
BATCHES = ((200, 20), (10_000, 50))
MOST_HELD_OUT = 1500
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Set:
    """Answers with the codes that people gave them."""

    comments: tuple[Comment, ...]
    codebook: tuple[Code, ...]
    gold: dict[str, CodedAnswer]
    texts: Texts


@dataclass(slots=True)
class Measured:
    """Figures by name, one for each seed."""

    figures: dict[str, list[float]] = field(default_factory=dict)

    def note(self, name: str, value: float) -> None:
        """Keep a figure."""
        self.figures.setdefault(name, []).append(value)


def load(path: Path, least: float = 0.01, engine: Engine = "lexical") -> Set:
    """Read a hand-coded set; answers without any code that is held by at least `least` of all are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["id"], row["question"], row["answer"], row["codes"].split("|")) for row in csv.DictReader(file)]
    counts = Counter(code for *_, codes in rows for code in set(codes) if code)
    held = {code for code, count in counts.items() if count >= least * len(rows)}
    gold = {one: CodedAnswer(one, frozenset(codes) & held) for one, _, _, codes in rows if set(codes) & held}
    comments = tuple(Comment(one, answer) for one, _, answer, _ in rows if one in gold)
    questions = {one: question for one, question, *_ in rows}
    # codes that are bare numbers have no words to go by
    codebook = tuple(Code(code, "" if code.isdigit() else code) for code in sorted(held))
    return Set(comments, codebook, gold, prepare(comments, 1, questions, engine))


def split(coded: Set, seed: int) -> tuple[list[str], list[str]]:
    """The ids held out and those that may be read, both shuffled."""
    ids = np.random.default_rng(seed).permutation(sorted(coded.gold)).tolist()
    held_out = min(len(ids) // 3, MOST_HELD_OUT)
    return ids[:held_out], ids[held_out:]


def per_answer_f1(coded: Set, coder: Coder, ids: Sequence[str]) -> Matrix:
    """The F1 of each answer's proposed codes against the person's."""
    proposed: dict[str, set[str]] = {}
    for one in coder.proposals:
        proposed.setdefault(one.answer_id, set()).add(one.code)
    pairs = [(proposed.get(one, set()), coded.gold[one].codes) for one in ids]
    return np.array([2 * len(ours & theirs) / (len(ours) + len(theirs)) for ours, theirs in pairs])


def svm_f1(coded: Set, held_out: Sequence[str], read: Sequence[str]) -> float:
    """The plain way: one balanced linear SVM for each code on words and letters, the best code where none is above nought."""
    features = sp.hstack([coded.texts.views[0], 0.5 * coded.texts.views[2]]).tocsr()
    place = {one: at for at, one in enumerate(coded.texts.ids)}
    train, test = [place[one] for one in read], [place[one] for one in held_out]
    scores = np.full((len(test), len(coded.codebook)), -9.0)
    for column, code in enumerate(coded.codebook):
        has = np.array([code.key in coded.gold[one].codes for one in read])
        if has.any() and not has.all():
            scores[:, column] = (
                LinearSVC(C=0.5, class_weight="balanced").fit(features[train], has).decision_function(features[test])
            )
    proposed = scores > 0
    proposed[np.arange(len(test)), scores.argmax(axis=1)] |= ~proposed.any(axis=1)
    gold = np.array([[code.key in coded.gold[one].codes for code in coded.codebook] for one in held_out])
    return float((2 * (proposed & gold).sum(axis=1) / (proposed.sum(axis=1) + gold.sum(axis=1))).mean())


def read_chosen(coded: Set, held_out: Sequence[str], seed: int, measured: Measured) -> Coder:
    """Read as `next_to_read` says, in batches, and note the figures at each mark."""
    settings = CodingSettings(seed=seed)
    read: list[CodedAnswer] = []
    coder = fit(coded.texts, coded.codebook, read, settings)
    while len(read) < MARKS[-1]:
        batch = next(size for below, size in BATCHES if len(read) < below)
        chosen = next_to_read(coded.texts, coder, read, batch, apart=held_out)
        read += [coded.gold[one.answer_id] for one in chosen]
        began = time.process_time()
        coder = fit(coded.texts, coded.codebook, read, settings)
        if len(read) in MARKS:
            measured.note(f"seconds to fit on {len(read)} read", time.process_time() - began)
            measured.note(f"ours, chosen, {len(read)} read", float(per_answer_f1(coded, coder, held_out).mean()))
    note_quality(coded, coder, held_out, read, measured)
    return coder


def note_quality(coded: Set, coder: Coder, held_out: Sequence[str], read: Sequence[CodedAnswer], measured: Measured) -> None:
    """Is a confidence true, and does the interval hold the truth? On the held-out answers, after the last mark."""
    held = set(held_out)
    kept = [one for one in coder.proposals if one.answer_id in held]
    right = np.array([float(one.code in coded.gold[one.answer_id].codes) for one in kept])
    measured.note("calibration error of proposals", calibration_error(np.array([one.confidence for one in kept]), right))
    values = per_answer_f1(coded, coder, held_out)
    for size in (50, 100, 200):
        measured.note(f"interval from {size} checks holds the truth", coverage(values, size, 1000))
    estimate = random_check(coded.texts, coder, read, set(coded.gold) - held)
    if estimate is not None:
        measured.note("checks among the read", estimate.answers)
        measured.note("agreement stated less true", estimate.per_answer.value - float(values.mean()))


def stated_interval_holds(coded: Set, seed: int, repeats: int = 100, size: int = 150) -> float:
    """How often the interval stated after reading `size` answers at random holds the true agreement on all others."""
    hits = 0
    for repeat in range(repeats):
        ids = np.random.default_rng((seed, repeat)).permutation(sorted(coded.gold)).tolist()
        read = [coded.gold[one] for one in ids[:size]]
        coder = fit(coded.texts, coded.codebook, read, CodingSettings(seed=seed))
        stated = left_out_agreement(coder, read)
        assert stated is not None
        hits += stated.per_answer.low <= float(per_answer_f1(coded, coder, ids[size:]).mean()) <= stated.per_answer.high
    return hits / repeats


def coverage(values: Matrix, size: int, repeats: int) -> float:
    """How often the interval from a random sample of `size` held-out answers holds their mean over all."""
    random = np.random.default_rng(size)
    truth, hits = float(values.mean()), 0
    for _ in range(repeats):
        found = mean_interval(random.choice(values, size, replace=False), values.size)
        hits += found.low <= truth <= found.high
    return hits / repeats


def measure(coded: Set, seed: int, measured: Measured) -> None:
    """All figures of one seed."""
    held_out, free = split(coded, seed)
    for mark in MARKS:
        measured.note(f"SVM, random, {mark} read", svm_f1(coded, held_out, free[:mark]))
        coder = fit(coded.texts, coded.codebook, [coded.gold[one] for one in free[:mark]], CodingSettings(seed=seed))
        measured.note(f"ours, random, {mark} read", float(per_answer_f1(coded, coder, held_out).mean()))
    read_chosen(coded, held_out, seed, measured)
    measured.note("stated interval holds the truth", stated_interval_holds(coded, seed))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--least", type=float, default=0.01)
    parser.add_argument("--engine", choices=("lexical", "semantic"), default="lexical")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    warnings.simplefilter("error")
    for name in options.sets:
        path = options.data / f"{name}.csv"
        if not path.exists():
            print(f"{name}: skipped, the hand-coded answers are not here; give their folder with --data")
            continue
        began = time.process_time()
        coded = load(path, options.least, options.engine)
        name = f"{name} ({coded.texts.engine} engine)"
        print(f"{name}: {len(coded.gold):,} answers, {len(coded.codebook)} codes, read in {time.process_time() - began:.1f} s")
        measured = Measured()
        for seed in range(1, options.seeds + 1):
            measure(coded, seed, measured)
        for figure, values in measured.figures.items():
            print(f"  {figure:<45} {np.mean(values):.3f}  ({min(values):.3f} to {max(values):.3f})", flush=True)


if __name__ == "__main__":
    main()
