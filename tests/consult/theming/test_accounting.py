"""A run that does not add up is never written: each broken sum is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from consult.theming.accounting import Unaccounted, check_accounts, in_minority_alone, in_themes
from nlp.types import Evidence, Quote, Stances
from tests.consult.theming.runs import COMMENTS, LETTER, RICH, SOUND, coding


def test_a_sound_run_passes_and_its_people_are_counted_once() -> None:
    check_accounts(SOUND, COMMENTS)
    assert in_themes(SOUND) == {"a1", "a2", "a3"}
    assert in_minority_alone(SOUND) == {"a4"}


@pytest.mark.parametrize(
    "change, says",
    [
        ({"unplaced": ()}, "1 answers are in no list"),
        ({"blank": ("a6", "a7")}, "1 answers in the lists are not in the file"),
        ({"blank": ("a6", "a5")}, "exclude each other"),
        ({"answered": 6}, "do not add up"),
        ({"codings": (*SOUND.codings, coding("a4", "t1"))}, "the counts of t1"),
        ({"codings": (*SOUND.codings, coding("a4", "t9"))}, "do not exist"),
        ({"themes": (replace(SOUND.themes[0], quotes=(Quote("a1", 0, 5, "Trees"),)), SOUND.themes[1])}, "a quote of t1"),
        ({"themes": (replace(SOUND.themes[0], count=3), SOUND.themes[1])}, "the counts of t1"),
    ],
)
def test_a_broken_sum_is_found(change: dict[str, Any], says: str) -> None:
    with pytest.raises(Unaccounted, match=says):
        check_accounts(replace(SOUND, **change), COMMENTS)


def test_a_run_with_everything_passes() -> None:
    check_accounts(RICH, COMMENTS)


@pytest.mark.parametrize(
    "change, says",
    [
        ({"subthemes": (replace(RICH.subthemes[0], count=2),)}, "the counts of t1.1"),
        ({"subthemes": ()}, "sub-themes that do not exist"),
        ({"themes": (replace(RICH.themes[0], general=0), RICH.themes[1])}, "the sub-themes of t1 do not add up"),
        ({"subthemes": (replace(RICH.subthemes[0], parent="t2"),)}, "do not add up to it"),
        ({"themes": (replace(RICH.themes[0], stance=Stances(2, 1, 0, 0)), RICH.themes[1])}, "the sides of t1"),
        ({"campaigns": (LETTER, replace(LETTER, id="c2"))}, "in two campaigns"),
        ({"campaigns": (replace(LETTER, submissions=3),)}, "the submissions of c1"),
        ({"evidence": (Evidence("a3", ((0, 99),)),)}, "a span is not in its answer"),
    ],
)
def test_a_broken_sum_of_parts_and_letters_is_found(change: dict[str, Any], says: str) -> None:
    with pytest.raises(Unaccounted, match=says):
        check_accounts(replace(RICH, **change), COMMENTS)
