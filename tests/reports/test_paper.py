"""The questionnaire on paper: what is read out, what can be filled in, and that it keeps the standard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports import paper
from reports.paper_words import _ENGLISH, _WELSH
from reports.phrases import LanguageNotOffered
from reports.questionnaire import Grid, Lines, PaperQuestionnaire, Question, Ticks
from reports.style import LARGE_PRINT, PAPER, Edition
from tests.reports.conformance import broken_rules
from tests.reports.paper_forms import form
from tests.reports.reading import Document, Node, read

HOSTILE = "<b>Why?</b> & “so” 🚌 " + "longword" * 30
LONG = Question(1, HOSTILE, Ticks(tuple(f"{HOSTILE} {n}" for n in range(60)), several=True, other=True), help=HOSTILE)


def alts(node: Node) -> list[str]:
    """What is said of each field under an element."""
    return [one.alt for one in node.walk() if one.role == "Form"]


def question(document: Document, number: int) -> Node:
    """Everything from the heading of a question on, up to the next."""
    for section in document.all("Sect"):
        headings = [node for node in section.kids if node.role == "H3"]
        if headings and headings[0].text().startswith(f"{number} "):
            return section
    raise AssertionError(f"no question {number}")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("edition", [PAPER, LARGE_PRINT], ids=lambda edition: edition.name)
def test_the_questionnaire_keeps_every_rule_of_pdf_ua(edition: Edition, language: str, tmp_path: Path) -> None:
    assert broken_rules(paper.build(form(language), edition), tmp_path) == []


@pytest.mark.parametrize("edition", [PAPER, LARGE_PRINT], ids=lambda edition: edition.name)
def test_awkward_words_and_questions_longer_than_a_page_are_printed_whole(edition: Edition, tmp_path: Path) -> None:
    rows = Grid((HOSTILE, "b"), tuple(f"{HOSTILE} {n}" for n in range(20)), has_words=True)
    asked = form(questions=(LONG, Question(2, "Q", rows), Question(3, "Long", Lines(40))), return_to=(HOSTILE,))
    pdf = paper.build(asked, edition)
    assert broken_rules(pdf, tmp_path) == []
    document = read(pdf)
    assert document.unmarked == []
    assert len(alts(question(document, 1))) == 62, "60 choices, one for something else, and a line for its words"


def test_every_box_and_line_is_a_field_that_a_screen_reader_names() -> None:
    document = read(paper.build(form()))
    expected = {
        1: ["lines to write on"],
        3: ["box to tick"] * 4 + ["lines to write on"],
        4: ["box to tick"] * 3,
        5: ["box to tick"] * 11,
        6: ["lines to write on"],
        7: ["box to write in"] * 4,
        8: ["box to tick"] * 8,
        9: ["box to tick"] * 15 + ["lines to write on"] * 3,
        10: ["box to write in", "lines to write on"] * 4,
        12: ["box to write in"] * 3,
        14: ["box to write in"] * 3,
    }
    assert {number: alts(question(document, number)) for number in expected} == expected


def test_a_question_says_who_answers_it_how_and_where_to_go_on() -> None:
    document = read(paper.build(form()))
    third, fourth, fifth = (question(document, number).text() for number in (3, 4, 5))
    assert third.endswith("If you chose “Car” in question 3, go to question 7.")
    assert "Answer this only if you chose “Bus” in question 3. Tick up to 2 boxes." in fourth
    assert "Tick one box, from 0 (Not at all likely) to 10 (Very likely)." in fifth
    assert "(optional)" not in question(document, 1).text()


def test_a_grid_is_a_table_with_headings_of_rows_and_columns() -> None:
    table = question(read(paper.build(form())), 8)
    heads = [node.text() for node in table.walk() if node.role == "TH" and node.attributes.get("Scope") == "/Column"]
    rows = [node.text() for node in table.walk() if node.role == "TH" and node.attributes.get("Scope") == "/Row"]
    assert (heads, rows) == (["About", "Easy", "Not easy", "Very hard", "I do not go"], ["The doctor", "The dentist"])


def test_a_grid_whose_headings_are_too_wide_becomes_a_list_for_each_row() -> None:
    feelings = question(read(paper.build(form(), LARGE_PRINT)), 9)
    assert [node for node in feelings.walk() if node.role == "Table"] == []
    assert alts(feelings) == (["box to tick"] * 5 + ["lines to write on"]) * 3


def test_the_front_says_how_to_answer_by_when_and_where_to_send_it() -> None:
    words = read(paper.build(form())).root.text()
    for piece in (
        "It takes about 12 minutes.",
        "It must reach us by 30 June 2026.",
        "Send it or bring it to: Freepost ANYTOWN 1 High Street Anytown",
        "What can still change • where the bus stops",
        "15 May we quote your words?",
        "These are the questions in version 2.",
    ):
        assert piece in words


def test_without_an_address_it_goes_to_the_body_that_asks() -> None:
    words = read(paper.build(form(return_to=(), closes_on=None))).root.text()
    assert "Send it or bring it to: Anytown Health Commissioning" in words
    assert "It must reach us" not in words


def test_the_document_says_which_language_it_is_in() -> None:
    welsh = read(paper.build(form("cy"))).root.text()
    assert "Sut i ateb" in welsh
    assert "How to answer" not in welsh
    assert _ENGLISH.keys() - _WELSH.keys() == {"minutes.one"}, "Welsh uses one form where English has two"
    with pytest.raises(LanguageNotOffered, match="'fr'"):
        paper.build(replace(form(), language="fr"))


def test_the_same_questions_give_the_same_bytes() -> None:
    asked: PaperQuestionnaire = form()
    assert paper.build(asked) == paper.build(asked)
