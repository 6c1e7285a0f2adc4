"""A run that does not add up is never written: each broken sum is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from consult.theming.accounting import Unaccounted, check_accounts, in_minority_alone, in_themes
from nlp.types import Quote
from tests.consult.theming.runs import COMMENTS, SOUND, coding


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
