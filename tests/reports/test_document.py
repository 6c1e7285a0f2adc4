"""What every document shares."""

from __future__ import annotations

import pytest
from reportlab.platypus import Spacer

from reports.blocks import Manuscript
from reports.document import CannotBeLaidOut, Cover, Imprint, bind, write_cover
from reports.phrases import phrases
from reports.style import STANDARD
from reports.words import plain
from tests.reports.reading import read

IMPRINT = Imprint("A title", "A body", "en-GB", "An illustration")


def manuscript() -> Manuscript:
    """A manuscript with its cover."""
    started = Manuscript(phrases("en"), STANDARD)
    write_cover(started, IMPRINT, Cover("Our survey said", "What people told us"))
    return started


def test_an_error_of_layout_quotes_nobody() -> None:
    written = manuscript()
    written.paragraph(plain("somebody's own words"))
    written.add(Spacer(1, 5000))
    with pytest.raises(CannotBeLaidOut) as raised:
        bind(written, IMPRINT)
    assert raised.value.__cause__ is None
    assert "words" not in str(raised.value).replace("nobody's words", "")


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for lines in range(30, 50):
        written = manuscript()
        with written.inside("Sect"):
            for number in range(lines):
                written.paragraph(f"Line {number}")
            written.heading(2, "A heading", key="heading")
            written.quotation("In someone’s own words", "Words that follow the heading.", "answer 1")
        document = read(bind(written, IMPRINT))
        heading, quote = document.all("H2")[0], document.all("BlockQuote")[0]
        assert pages_of(document.marked, heading.text()) == pages_of(document.marked, quote.kids[0].text()), lines


def pages_of(marked: dict[tuple[tuple[int, int], int], str], words: str) -> set[tuple[int, int]]:
    """The pages on which exactly these words stand."""
    return {page for (page, _), text in marked.items() if text.strip() == words}


def test_what_is_drawn_outside_every_element_is_an_artifact() -> None:
    written = manuscript()
    document = read(bind(written, IMPRINT))
    assert document.unmarked == []
    assert any("Page 1 of" in words for words in document.artifacts[0])
