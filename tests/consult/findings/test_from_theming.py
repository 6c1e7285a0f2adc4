"""A run becomes a findings report that says the same, and nothing that the run does not know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consult.findings.from_theming import findings_pdf, findings_report
from consult.wording import ordinal
from tests.consult.theming.runs import RICH, SOUND, SOURCE
from tests.reports.conformance import broken_rules
from tests.reports.reading import read


def test_the_report_says_what_the_run_found() -> None:
    report = findings_report(SOUND, SOURCE)
    assert report.title == "What would make your high street better?"
    assert (report.board.asked, report.board.answered, report.board.blank) == (8, 5, 1)
    assert (report.board.in_themes, report.board.in_minority) == (3, 1)
    assert [(theme.name, theme.rank, theme.tied, theme.count) for theme in report.board.themes] == [
        ("Trees", 1, True, 2),
        ("Small shops", 1, True, 2),
    ]
    assert [(view.name, view.count) for view in report.minority] == [("The tram", 1)]
    assert [(left.reason, left.count) for left in report.leftovers] == [("A joke", 1)]
    assert report.published_on is None


def test_every_person_asked_is_in_the_sums_of_the_report() -> None:
    report = findings_report(SOUND, SOURCE)
    placed = (report.board.in_themes or 0) + (report.board.in_minority or 0)
    assert placed + sum(left.count for left in report.leftovers) == report.board.answered


def test_the_summary_is_two_to_five_sentences_with_the_first_theme_and_a_warning() -> None:
    summary = findings_report(SOUND, SOURCE).summary
    assert 2 <= len(summary) <= 5
    assert summary[0] == "We asked 8 people. 5 answered and 1 left it blank."
    assert summary[1] == SOUND.headline
    assert "nobody has checked" in summary[-1]


def test_the_theme_that_is_no_headline_is_marked_and_what_followed_comes_after_the_one_that_is() -> None:
    third = replace(RICH.themes[1], id="t3", rank=3, name="The tram stop", count=1, per_hundred=20.0)
    second = replace(RICH.themes[1], rank=2)
    report = findings_report(replace(RICH, themes=(replace(RICH.themes[0], count=3), second, third)), SOURCE)
    assert [theme.headline for theme in report.board.themes] == [False, True, True]
    assert report.summary[1] == RICH.headline
    assert report.summary[2] == "Then came “The tram stop” (1 person)."


def test_the_pdf_prints_subthemes_sides_and_letters_and_breaks_no_rule(tmp_path: Path) -> None:
    made = findings_pdf(RICH, SOURCE)
    text = " ".join(" ".join(node.words for node in read(made).root.walk()).split())
    for words in (
        "Trees (*)",
        "Elms",
        "1 spoke for it",
        "Letters that many people sent",
        "2 people sent this letter",
        "It begins",
    ):
        assert words in text
    assert broken_rules(made, tmp_path) == []


def test_ranks_are_put_in_words_with_their_doubt() -> None:
    themes = findings_report(SOUND, SOURCE).board.themes
    assert themes[0].rank_words == "first, could be first to second"
    assert themes[1].rank_words == "first"
    unknown = replace(SOUND, themes=(replace(SOUND.themes[0], rank_low=0, rank_high=0), SOUND.themes[1]))
    assert findings_report(unknown, SOURCE).board.themes[0].rank_words == ""


@pytest.mark.parametrize("rank, words", [(1, "first"), (10, "tenth"), (11, "11th"), (22, "22nd"), (33, "33rd"), (41, "41st")])
def test_ordinals(rank: int, words: str) -> None:
    assert ordinal(rank) == words


def test_the_method_lets_anybody_repeat_the_run_and_names_no_folder() -> None:
    facts = {fact.name: fact.value for fact in findings_report(SOUND, SOURCE).method}
    assert facts["File"] == "answers.csv"
    assert facts["Seed"] == "3"
    assert facts["Rows read"] == "6"
    assert facts["Rule: Everyone is accounted for"] == "Nobody may disappear. Held. 6 of 6."
    assert not any("/" in value for value in facts.values())


def test_the_same_run_gives_the_same_pdf() -> None:
    assert findings_pdf(SOUND, SOURCE) == findings_pdf(SOUND, SOURCE)


def test_a_run_without_a_question_is_named_after_its_file() -> None:
    silent = replace(SOUND, settings=replace(SOUND.settings, question=""))
    assert findings_report(silent, SOURCE).title == "What people said in answers.csv"
    assert findings_pdf(silent, SOURCE).startswith(b"%PDF-")


def test_the_pdf_of_a_file_job_breaks_no_rule_of_accessible_pdf(tmp_path: Path) -> None:
    nasty = replace(SOUND, themes=(replace(SOUND.themes[0], name="<b>Trees</b> & 🌳 الأشجار"), SOUND.themes[1]))
    assert broken_rules(findings_pdf(nasty, SOURCE), tmp_path) == []
