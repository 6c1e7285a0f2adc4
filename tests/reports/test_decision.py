"""What the decision notice says."""

from __future__ import annotations

from dataclasses import replace

from pypdfium2 import PdfDocument

from reports import decision
from tests.reports.hostile import LETTER, hostile_decision
from tests.reports.illustrations import DECISION
from tests.reports.reading import read


def test_every_theme_gets_its_reply() -> None:
    document = read(decision.build(DECISION))
    table = [[cell.text() for cell in row.kids] for row in document.all("TR")]
    assert table[0] == ["You said", "People", "We did"]
    assert table[1] == [
        "Longer opening hours",
        "31",
        "Accepted in part. Two evenings a week, not Sundays. We will look at it again in a year.",
    ]
    assert len(table) == 1 + len(DECISION.replies)


def test_the_notice_says_what_was_decided_why_by_whom_and_on_what() -> None:
    words = read(decision.build(DECISION)).root.text()
    for piece in (
        "What we decided The library will open until 8pm",
        "Why More people asked for longer hours than for anything else. Two evenings cost less",
        "Decided by The Cabinet of Riverside Council on 2 October 2026.",
        DECISION.dataset_hash,
    ):
        assert piece in words


def test_a_decision_without_replies_or_date_says_so() -> None:
    words = read(decision.build(replace(DECISION, replies=(), decided_on=None))).root.text()
    assert "No reply to any theme has been recorded." in words
    assert "Decided by The Cabinet of Riverside Council." in words


def test_a_reply_of_several_pages_is_read_whole_in_its_row() -> None:
    document = read(decision.build(hostile_decision()))
    last = [[cell.text() for cell in row.kids] for row in document.all("TR")][-1]
    assert last[0] == "Everything"
    assert last[2] == f"Not accepted. {' '.join(LETTER[:12000].split())}"


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert decision.build(DECISION) == decision.build(DECISION)


def test_a_reply_that_fits_on_a_page_is_not_torn_and_the_headings_stand_once_on_each() -> None:
    reply = replace(DECISION.replies[0], reason="We weighed this with care. " * 40)
    notice = replace(DECISION, replies=tuple(replace(reply, theme=f"Point {number}") for number in range(12)))
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(decision.build(notice))]
    assert max(page.count("People We did") for page in pages) == 1
    for page in pages:
        assert page.count("Point ") * 40 == page.count("weighed"), "a reply goes on over the page"
