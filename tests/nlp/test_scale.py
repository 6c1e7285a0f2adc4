"""Very many answers: what is found in a sample, applied to everybody. The answers are invented (see bench/scale_answers.py)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from sklearn.metrics import v_measure_score

from nlp.census import Census
from nlp.counting import Reader, vocabulary
from nlp.lexicons import ENGLISH
from nlp.material import gather
from nlp.outcomes import KINDS
from nlp.scale import Held, Many, name_of, theme_many
from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theming
from tests.nlp.invented_answers import QUESTION, texts

SETTINGS = Settings(question=QUESTION)
ANSWERS = tuple(Comment(f"r{at:05d}", text) for at, text in enumerate(texts(2_400)))
MOST = 600
ODD = (
    "Parking, litter, dog mess",
    "buses / bins / noise",
    "I don't know. But the buses are late, and nobody tells us anything when they are cancelled, which happens every week.",
    "Don’t close the library",
    "it was them",
    "nothing",
    "Nothing\nat all",
    "prking and the parkng",
    "ʼ",
    "…",
    "NHS = No Hurry Surgery",
    "hahaha",
    "qwerty",
    "Bürgersteig",
    "🙂",
)
"""Illustrative answers that are read in unusual ways."""


@pytest.fixture(scope="module")
def many() -> Many:
    return theme_many(Held(ANSWERS, 500), SETTINGS, most=MOST)


def where(many: Many, comments: Sequence[Comment]) -> dict[str, tuple[str, list[tuple[str, int, bool]]]]:
    """For each answer what became of it, and its themes by name with score and primacy."""
    found, first = {}, 0
    for chunk in range(many.chunks):
        outcome = many.outcome(chunk)
        for at, kind in enumerate(outcome.kinds.tolist()):
            held = np.flatnonzero(outcome.row == at)
            names = [many.everybody.heading[group][2] for group in outcome.group[held].tolist()]
            entries = list(zip(names, outcome.score[held].tolist(), outcome.primary[held].tolist(), strict=True))
            found[comments[first + at].id] = KINDS[kind], entries
        first += outcome.kinds.size
    return found


def test_everybody_is_counted_once_and_is_somewhere(many: Many) -> None:
    tally = many.theming.tally
    assert tally is not None
    assert many.theming.answered + tally.blank == len(ANSWERS)
    assert tally.in_themes + tally.in_minority + sum(number for _, number in tally.unplaced) == many.theming.answered
    people = Counter(name for _, entries in where(many, ANSWERS).values() for name in {name for name, _, _ in entries})
    assert {one.name: one.count for one in many.theming.themes} == {one.name: people[one.name] for one in many.theming.themes}


def test_whoever_is_in_a_theme_has_one_primary_theme_and_nobody_else_has_any(many: Many) -> None:
    for kind, entries in where(many, ANSWERS).values():
        assert sum(primary for _, _, primary in entries) == (kind == "placed")
        assert bool(entries) == (kind == "placed")


def test_any_number_of_processes_any_chunks_and_any_order_of_rows_give_the_same(many: Many) -> None:
    shuffled = list(ANSWERS)
    random.Random(5).shuffle(shuffled)
    other = theme_many(Held(shuffled, 777), SETTINGS, jobs=2, most=MOST)
    assert other.theming == many.theming
    assert where(other, shuffled) == where(many, ANSWERS)


def test_when_all_are_in_the_sample_it_says_what_find_themes_says() -> None:
    few = ANSWERS[:500]
    many, found = theme_many(Held(few), SETTINGS, most=1_000), find_themes(few, SETTINGS)
    assert sorted((one.name, one.count) for one in many.theming.themes) == sorted((one.name, one.count) for one in found.themes)
    assert many.theming.answered == found.answered
    assert many.theming.tally is not None
    assert dict(many.theming.tally.unplaced) == Counter(one.reason for one in found.unplaced)


def test_the_others_are_placed_much_as_if_all_had_been_read_together(many: Many) -> None:
    primary = {coding.answer_id: coding.theme_id for coding in find_themes(ANSWERS, SETTINGS).codings if coding.primary}
    placed = {name: next((theme for theme, _, first in held if first), "") for name, (_, held) in where(many, ANSWERS).items()}
    both = [name for name in primary if placed[name]]
    assert len(both) >= 0.8 * len(primary)
    shuffled = sorted(placed[name] for name in both)
    random.Random(1).shuffle(shuffled)
    agreement = v_measure_score([primary[name] for name in both], [placed[name] for name in both])
    by_chance = v_measure_score([primary[name] for name in both], shuffled)
    assert agreement > 0.6 > 2 * by_chance


def test_quotes_are_exact_spans_of_the_answers_they_name(many: Many) -> None:
    by_id = {one.id: one.text for one in ANSWERS}
    quotes = [quote for theme in many.theming.themes for quote in theme.quotes]
    quotes += [quote for view in many.theming.minority for quote in view.quotes]
    assert quotes
    assert all(by_id[quote.answer_id][quote.start : quote.end] == quote.text for quote in quotes)


def test_a_stopped_run_is_carried_on_and_does_no_chunk_twice(many: Many) -> None:
    kept = {name: value for name, value in many.kept.items() if name != name_of(3)}
    before = dict(kept)
    kept[name_of(1)], kept[name_of(2)] = kept[name_of(2)], kept[name_of(1)]  # a chunk done anew would come out otherwise
    again = theme_many(Held(ANSWERS, 500), SETTINGS, most=MOST, kept=kept)
    assert kept[name_of(3)] == many.kept[name_of(3)]
    assert kept[name_of(1)] == before[name_of(2)] != before[name_of(1)]
    assert again.theming == many.theming


def test_two_answers_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="r00007"):
        theme_many(Held([*ANSWERS[:600], ANSWERS[7]], 100), SETTINGS, most=100)


def test_answers_are_read_as_the_method_reads_them() -> None:
    comments = [*ANSWERS[:800], *(Comment(f"x{at}", text) for at, text in enumerate(ODD))]
    material = gather(comments)
    known = vocabulary([one.text for one in comments], QUESTION)
    stems = list(known.numbers)
    expected: defaultdict[int, list[tuple[str, ...]]] = defaultdict(list)
    for passage in material.passages:
        expected[passage.answer].append(material.units[passage.unit])
    reader, read = Reader(known), 0
    for at, one in enumerate(comments):
        passages = reader.read(one.text)
        if isinstance(passages, tuple):
            read += 1
            assert [tuple(stems[number] for number in passage) for passage in passages] == expected[at], one.text
    assert read > 700


def test_what_is_no_answer_is_told_apart_as_the_method_does() -> None:
    from nlp.clean import set_apart

    comments = [Comment(f"x{at:02d}", text) for at, text in enumerate((*ODD, "idk", "who knows", "lol", "  "))]
    tidied = set_apart(comments, QUESTION)
    known = vocabulary([one.text for one in comments], QUESTION)
    read = {one.id: Reader(known).read(one.text) for one in comments}
    assert {name: why for name, why in read.items() if isinstance(why, str)} == {
        one.answer_id: one.reason for one in tidied.apart
    }
    assert sorted(name for name, why in read.items() if why is None) == sorted(tidied.blank)
    assert ENGLISH.language == known.language


def test_people_are_drawn_by_what_they_wrote_as_often_as_they_wrote_it() -> None:
    said = ["the buses"] * 600 + ["the bins"] * 300 + [f"point {at}" for at in range(300)] + [""] * 50
    drawn: list[list[int]] = []
    for seed in (1, 1, 2):
        rows = list(range(len(said)))
        random.Random(len(drawn)).shuffle(rows)
        census = Census()
        census.add([str(row) for row in rows], [said[row] for row in rows])
        drawn.append([rows[row] for row in census.sample(400, seed).tolist()])
    assert drawn[0] == drawn[1] != drawn[2]
    texts_drawn = Counter(said[row] for row in drawn[0])
    assert texts_drawn[""] == 0
    assert 150 < texts_drawn["the buses"] < 250
    assert 60 < texts_drawn["the bins"] < 140


def test_the_hash_of_all_answers_hangs_on_ids_and_texts_and_on_no_order() -> None:
    def hashed(*answers: tuple[str, str]) -> str:
        census = Census()
        census.add([answer_id for answer_id, _ in answers], [text for _, text in answers])
        return census.hashed()

    assert hashed(("1", "a"), ("2", "b")) == hashed(("2", "b"), ("1", "a"))
    assert len({hashed(("1", "a"), ("2", "b")), hashed(("1", "b"), ("2", "a")), hashed(("1", "a")), hashed()}) == 4


def test_answers_in_a_language_without_themes_are_told_apart(many: Many) -> None:
    foreign = Comment("zz", "Mehr Busse am Abend wären schön, weil wir sonst nicht nach Hause kommen")
    held = [*ANSWERS, foreign]
    found = where(theme_many(Held(held, 500), SETTINGS, most=MOST), held)
    assert found["zz"][0] == "other-language"


def test_a_result_without_lists_keeps_nothing_that_counts_the_sample_alone(many: Many) -> None:
    theming: Theming = many.theming
    assert (theming.codings, theming.unplaced, theming.blank, theming.campaigns) == ((), (), (), ())
    assert any(f"{MOST:,} of the {len(ANSWERS):,} answers" in note for note in theming.notes)
