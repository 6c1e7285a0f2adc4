"""The fixed words of the reports."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from reports.paper_words import paper_phrases
from reports.phrases import LanguageNotOffered, phrases

SOURCES = Path(__file__).parents[2] / "reports"


def test_every_phrase_is_used_and_every_used_phrase_exists() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in SOURCES.glob("*.py") if file.name != "phrases.py")
    code += (SOURCES / "phrases.py").read_text(encoding="utf-8").partition("_ENGLISH = {")[0]
    known = {key.removesuffix(".one") for key in phrases("en").words}
    quoted = set(re.findall(r"[\"']([a-z_0-9]+(?:\.[a-z_]+)?)[\"']", code))
    assert {key for key in known if key not in quoted} - {f"quote.{role}" for role in ("lead", "echo", "dissent")} == set()
    said = set(re.findall(r"say\(\s*[\"']([a-z_0-9]+(?:\.[a-z_]+)?)[\"']", code))
    on_paper = {key.removesuffix(".one") for key in paper_phrases("en").words}
    assert {key for key in said if key not in known | on_paper and key != "board.unit.one"} == set()


def test_one_is_said_as_one() -> None:
    english = phrases("en-GB")
    assert english.say("minority.people", 1) == "One person holds this view"
    assert english.say("minority.people", 1204) == "1,204 people hold this view"


@pytest.mark.parametrize(
    ("share", "sentence", "table"),
    [
        (0.0, "0", "0.0"),
        (0.2, "fewer than 1", "0.2"),
        (12.5, "13", "12.5"),
        (33.0, "33", "33.0"),
        (99.6, "more than 99", "99.6"),
        (100.0, "100", "100.0"),
    ],
)
def test_a_share_is_whole_in_a_sentence_and_has_one_place_in_a_table(share: float, sentence: str, table: str) -> None:
    assert phrases("en").about(share) == sentence
    assert phrases("en").share(share) == table


def test_a_date_is_written_as_people_say_it() -> None:
    assert phrases("en").date(dt.date(2026, 9, 4)) == "4 September 2026"


@pytest.mark.parametrize("tag", ["fr", "zz-ZZ", ""])
def test_a_language_without_words_is_named(tag: str) -> None:
    with pytest.raises(LanguageNotOffered, match=repr(tag)):
        phrases(tag)
