"""What a screen reader says: roles and words, in order, nothing missing and nothing twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reports import decision, findings
from reports.data import FindingsReport, QuotedAnswer
from reports.style import LARGE_PRINT, PAPER, STANDARD
from tests.reports.hostile import hostile_findings, pdf_of_200_themes, with_letter, with_themes
from tests.reports.illustrations import DECISION, FINDINGS, NOTICE
from tests.reports.reading import Document, aloud, read

GOLDEN = Path(__file__).parent / "golden"
"""Write them anew with `python -m tests.reports.rewrite_golden`, and read the difference before committing it."""


@pytest.fixture(scope="module")
def report() -> Document:
    return read(findings.build(FINDINGS))


def test_the_findings_read_aloud_as_written_down(report: Document) -> None:
    assert aloud(report.root) + "\n" == (GOLDEN / "findings.txt").read_text(encoding="utf-8")


def test_the_decision_reads_aloud_as_written_down() -> None:
    assert aloud(read(decision.build(DECISION)).root) + "\n" == (GOLDEN / "decision.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", [PAPER, LARGE_PRINT])
def test_every_edition_says_the_same_words(edition: object, report: Document) -> None:
    other = read(findings.build(FINDINGS, edition))  # type: ignore[arg-type]
    figures = {" ".join(node.text().split()) for node in report.all("TD") + report.all("TH") + report.all("LBody")}
    assert {" ".join(node.text().split()) for node in other.all("TD") + other.all("TH") + other.all("LBody")} == figures


@pytest.mark.parametrize("content", [FINDINGS, hostile_findings(), with_letter(), with_themes(30)])
def test_all_words_on_a_page_are_in_the_tree_or_in_its_head_and_foot(content: FindingsReport) -> None:
    document = read(findings.build(content))
    assert document.unmarked == []
    assert set(document.marked) <= document.reached


def test_only_head_foot_and_repeated_table_headings_stay_out_of_the_tree() -> None:
    document = read(findings.build(with_themes(60)))
    heads = {node.text() for node in document.all("TH") if node.attributes.get("Scope") == "/Column"}
    running = {FINDINGS.title, FINDINGS.organisation, NOTICE}
    pages = len(document.artifacts)
    for number, words in enumerate(document.artifacts, start=1):
        others = Counter(text.strip() for text in words) - Counter([*running, f"Page {number} of {pages}"])
        assert all(other in " ".join(heads) for other in others), others


def test_the_notice_and_the_page_number_stand_on_every_page(report: Document) -> None:
    pages = len(report.artifacts)
    assert pages > 5
    for number, words in enumerate(report.artifacts, start=1):
        assert NOTICE in words
        assert f"Page {number} of {pages}" in words


def test_headings_never_jump_a_level(report: Document) -> None:
    levels = [int(node.role[1]) for node in report.root.walk() if node.role in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_board_is_heard_as_a_numbered_list(report: Document) -> None:
    board = next(node for node in report.all("L") if node.attributes.get("ListNumbering") == "/Decimal")
    assert [item.text() for item in board.kids][:2] == [
        "1 Longer opening hours 31 people 33 in every 100",
        "2 A quiet room to read and study 22 people 23 in every 100",
    ]
    assert len(board.kids) == 8


def test_a_repeated_table_heading_is_read_once() -> None:
    document = read(pdf_of_200_themes())
    annex = document.all("Table")[-1]
    assert [node.text() for node in annex.walk() if node.attributes.get("Scope") == "/Column"] == [
        "Place",
        "Theme",
        "People",
        "In every 100",
        "Likely range",
    ]
    assert len([node for node in annex.walk() if node.role == "TR"]) == 201


def test_every_link_carries_words_a_person_can_understand(report: Document) -> None:
    links = report.all("Link")
    assert links
    for link in links:
        assert link.annotations
        for words in link.annotations:
            assert words == link.text()
            assert "://" not in words


def test_the_contents_say_the_page_on_which_a_heading_stands(report: Document) -> None:
    entries = {node.text() for node in report.all("Reference")}
    pages = len(report.artifacts)
    assert f"Annex: all themes {pages}" in entries
    assert "Summary 3" in entries


def test_words_do_not_run_together_at_the_end_of_a_line() -> None:
    words = "one two three four five six seven eight nine ten " * 40
    theme = replace(FINDINGS.board.themes[0], quotes=(QuotedAnswer(words.strip(), "1"),))
    document = read(findings.build(replace(FINDINGS, board=replace(FINDINGS.board, themes=(theme,), in_themes=88))))
    quote = document.all("BlockQuote")[0].text()
    assert quote == f"“{words.strip()}” answer 1"


def test_a_word_cut_in_two_by_the_end_of_a_line_is_read_as_one_word() -> None:
    word = "llanfair" * 60
    theme = replace(FINDINGS.board.themes[0], quotes=(QuotedAnswer(f"See {word} & more", "1"),))
    document = read(findings.build(replace(FINDINGS, board=replace(FINDINGS.board, themes=(theme,), in_themes=88))))
    assert document.all("BlockQuote")[0].text() == f"“See {word} & more” answer 1"


def test_a_letter_of_thirty_pages_is_read_whole_and_as_one_quotation() -> None:
    content = with_letter()
    document = read(findings.build(content))
    assert len(document.artifacts) > 30
    letter = content.board.themes[0].quotes[0].text
    assert document.all("BlockQuote")[0].text() == f"“{' '.join(letter.split())}” Resident, Northside, answer 17"


def test_the_document_says_which_standard_and_language_it_keeps() -> None:
    pdf = findings.build(FINDINGS, STANDARD)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>" in pdf
    assert b"2026-09-14T00:00:00Z" in pdf
