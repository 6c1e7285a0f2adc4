"""Unusual answers: what stands out is at the top of the reading list, and among equals nothing does. Illustrative answers."""

import random

import numpy as np
from sklearn.metrics import roc_auc_score

from nlp.material import Material, gather
from nlp.surprising import MOST, surprise, worth_reading
from nlp.theming import find_themes
from nlp.types import Comment, Settings
from nlp.vectors import Matrix, vectors
from tests.nlp.planted_topics import BUSES, LIBRARY, SURGERY, Consultation
from tests.nlp.planted_views import said


def prepared(texts: list[str]) -> tuple[Material, Matrix]:
    material = gather([Comment(f"a{at:04}", text) for at, text in enumerate(texts)])
    return material, vectors(material.units, material.contexts(), 1)


def with_strays(own: Consultation, other: Consultation, size: int, strays: int, seed: int) -> tuple[list[str], list[bool]]:
    """Answers to one consultation with some of another's among them, and which those are."""
    chance = random.Random(seed)
    told = [(said(own, chance), False) for _ in range(size)] + [(said(other, chance), True) for _ in range(strays)]
    chance.shuffle(told)
    return [text for text, _ in told], [stray for _, stray in told]


def test_answers_to_another_question_are_ranked_as_the_unusual_ones() -> None:
    found = []
    for seed, (own, other) in enumerate([(SURGERY, BUSES), (LIBRARY, SURGERY), (BUSES, LIBRARY)]):
        texts, strays = with_strays(own, other, 200, 8, seed)
        found.append(roc_auc_score(strays, surprise(*prepared(texts))))
    assert np.mean(found) >= 0.9


def test_answers_to_the_same_question_are_not_told_apart() -> None:
    """The control: were the ranks a matter of chance or of place in the file, the test above would show it too."""
    texts, strays = with_strays(SURGERY, SURGERY, 200, 40, 4)
    assert 0.3 < roc_auc_score(strays, surprise(*prepared(texts))) < 0.7


def test_what_eight_people_say_alike_is_not_unusual() -> None:
    texts, _ = with_strays(SURGERY, BUSES, 200, 0, 3)
    assert surprise(*prepared([*texts, *["the bus fares are far too high"] * 8]))[-8:].max() < 0.8


def test_one_rare_word_is_less_unusual_than_a_sentence_of_them() -> None:
    texts, _ = with_strays(LIBRARY, BUSES, 100, 0, 1)
    scores = surprise(*prepared([*texts, "boks", "Swifts nest under the eaves until September"]))
    assert scores[-1] > scores[-2]


def test_among_equals_nobody_is_surprising() -> None:
    material, rows = prepared(["more parking"] * 100)
    scores = surprise(material, rows)
    assert len(set(scores.tolist())) == 1
    assert worth_reading([answer.id for answer in material.answers], scores) == ()


def test_the_list_is_short_and_begins_with_the_most_unusual() -> None:
    scores = np.linspace(0, 1, 2000)
    listed = worth_reading([f"a{at:04}" for at in range(2000)], scores)
    assert len(listed) == MOST
    assert listed[:2] == ("a1999", "a1998")
    assert len(worth_reading([f"a{at}" for at in range(100)], np.linspace(0, 1, 100))) == 5


def test_in_a_handful_nothing_is_usual_yet_and_nothing_is_listed() -> None:
    material, rows = prepared(["more parking", "cold food", "the choir"])
    assert surprise(material, rows).tolist() == [0, 0, 0]


def test_a_run_lists_the_stray_among_its_first_three() -> None:
    texts, _ = with_strays(SURGERY, BUSES, 120, 0, 5)
    stray = "Swifts nest under the eaves, so leave the roof alone before September"
    answers = [Comment(f"a{at:04}", text) for at, text in enumerate([*texts, stray])]
    assert "a0120" in find_themes(answers, Settings(question=SURGERY.question)).surprising[:3]
