"""Assisted coding on real hand-coded answers, which are not part of the repository: floors with a margin for one seed's noise."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from nlp.codebooks import Code, CodedAnswer, CodingSettings
from nlp.coding import Texts, fit, next_to_read, prepare
from nlp.types import Comment

DATA = Path(__file__).parents[2] / "../shared/data"
MOST_HELD_OUT = 1500


@pytest.mark.slow
@pytest.mark.parametrize(("name", "floor"), [("patient-feedback", 0.60)])
def test_two_hundred_answers_read_code_the_others_about_as_well_as_people_agree(name: str, floor: float) -> None:
    path = DATA / f"{name}.csv"
    if not path.exists():
        pytest.skip(
            f"the hand-coded answers are not here: put {name}.csv into shared/data beside the repository to run this test"
        )
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["id"], row["question"], row["answer"], row["codes"].split("|")) for row in csv.DictReader(file)]
    counts = Counter(code for *_, codes in rows for code in set(codes) if code)
    held = {code for code, count in counts.items() if count >= 0.01 * len(rows)}
    gold = {one: CodedAnswer(one, frozenset(codes) & held) for one, _, _, codes in rows if set(codes) & held}
    book = [Code(code, "" if code.isdigit() else code) for code in sorted(held)]
    texts = prepare([Comment(one, answer) for one, _, answer, _ in rows if one in gold], 1, {one: q for one, q, *_ in rows})
    order = np.random.default_rng(1).permutation(sorted(gold)).tolist()
    held_out = order[: min(len(order) // 3, MOST_HELD_OUT)]
    assert read_and_score(texts, book, gold, held_out) >= floor


def read_and_score(texts: Texts, book: list[Code], gold: dict[str, CodedAnswer], held_out: list[str]) -> float:
    settings = CodingSettings(seed=1)
    read: list[CodedAnswer] = []
    coder = fit(texts, book, read, settings)
    while len(read) < 200:
        read += [gold[one.answer_id] for one in next_to_read(texts, coder, read, 40, held_out)]
        coder = fit(texts, book, read, settings)
    proposed: dict[str, set[str]] = {}
    for one in coder.proposals:
        proposed.setdefault(one.answer_id, set()).add(one.code)
    pairs = [(proposed[one], gold[one].codes) for one in held_out]
    return float(np.mean([2 * len(ours & theirs) / (len(ours) + len(theirs)) for ours, theirs in pairs]))
