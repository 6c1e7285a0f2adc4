"""The door through which people's words reach the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from reports.style import typeface
from reports.words import paragraphs, plain, printable, shortened, stand_ins
from tests.reports.hostile import AWKWARD


def test_markup_is_printed_and_not_obeyed() -> None:
    assert plain("<b>bold</b> & 'so' \"on\"") == "&lt;b&gt;bold&lt;/b&gt; &amp; 'so' \"on\""


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Good 👍", "Good [thumbs up]"),
        ("Good 👍🏽", "Good [thumbs up]"),
        ("I ❤️ it", "I [heart] it"),
        ("Done ✓", "Done [tick]"),
        ("مرحبا بكم في المكتبة", "[words in Arabic script]"),
        ("شكرا، thanks, شكرا", "[words in Arabic script] thanks, [words in Arabic script]"),
        ("图书馆很好。", "[words in Chinese script]"),
        ("₿ 5", "[bitcoin sign] 5"),
    ],
)
def test_what_the_typeface_lacks_is_named_in_brackets(words: str, printed: str) -> None:
    assert printable(words) == printed


@pytest.mark.parametrize(
    "words", ["tŷ dŵr", "Żółć", "Ελλάδα", "Привет", "naïve café", "½ £ € – — … “q” ‘q’", "1 + 1 = 2", "a_b@c.org #1"]
)
def test_what_the_typeface_has_stays_as_it_is(words: str) -> None:
    assert printable(words) == words


def test_letters_and_their_accents_become_one_character() -> None:
    assert printable("cafe\u0301") == "café"


def test_invisible_characters_and_odd_spaces_do_not_reach_the_page() -> None:
    assert printable("a\u202eb\u202c\x00\x07c\u00ad\u200bd\ufeff \u00a0\u3000 e") == "abcd e"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0c", "\x85"])
def test_every_kind_of_line_end_parts_paragraphs(end: str) -> None:
    assert paragraphs(f"one{end}{end}two") == ["one", "two"]
    assert plain(f"one{end}two") == "one two"


def test_stand_ins_are_counted_so_that_the_method_can_say_how_many() -> None:
    assert stand_ins(["fine", "👍👍", "مرحبا بكم", "✓"]) == 4
    assert stand_ins(["fine", "<b>"]) == 0


def test_a_label_is_shortened_and_says_so() -> None:
    assert shortened("abcdef", 4) == "abcd…"
    assert shortened("abcd", 4) == "abcd"


@given(st.text() | st.sampled_from(AWKWARD))
def test_whatever_somebody_writes_can_be_printed(words: str) -> None:
    printed = printable(words)
    assert all(character == "\n" or typeface().has(character) for character in printed)
    assert printable(printed) == printed
    Paragraph(plain(words), ParagraphStyle("any"))  # parses as markup without an error
