"""What is read of an answer: what is set apart, where it is cut, and which words are taken for the same."""

from itertools import pairwise

import pytest

from nlp.clean import is_mock_expansion, is_non_answer, set_apart
from nlp.passages import passages
from nlp.tokens import fold_families, fold_spelling, stems, words
from nlp.types import Comment


@pytest.mark.parametrize(
    "text", ["n/a", "Don't know", "I really don't know how to answer that", "No comment.", "<DK>", "dk / dk", "asdfghjk"]
)
def test_an_answer_that_says_nothing_is_a_non_answer(text: str) -> None:
    (one,) = set_apart([Comment("a", text), Comment("b", "more parking")], "What matters to you?").apart
    assert (one.answer_id, one.reason) == ("a", "non-answer")


@pytest.mark.parametrize(
    "text",
    [
        "They don't know what they are doing",
        "no time",
        "no care",
        "There won't be one",
        "not as good",
        "I have no appetite for it",
    ],
)
def test_a_denial_that_says_something_is_an_answer(text: str) -> None:
    assert not is_non_answer(words(text), "What will be different?")


def test_nothing_is_an_answer_where_the_question_invites_it() -> None:
    assert not is_non_answer(["nothing"], "What could we do better?")
    assert is_non_answer(["nothing"], "What is the most important issue to you?")


def test_a_laugh_with_a_point_that_others_share_is_no_joke() -> None:
    tidied = set_apart([Comment("a", "more parking haha"), Comment("b", "parking")], "")
    assert not tidied.apart


def test_a_long_answer_is_cut_where_it_turns_and_a_short_one_stays_whole() -> None:
    text = "The nurses were kind to my mother every day, but the food was cold; and also nobody told us when she could go home."
    cut = [text[start:end] for start, end in passages(text)]
    assert cut == [
        "The nurses were kind to my mother every day",
        "but the food was cold",
        "and also nobody told us when she could go home.",
    ]
    assert passages("Kind nurses, but cold food.") == [(0, 27)]


def test_a_bare_list_is_cut_into_its_items() -> None:
    text = "parking, food, the noise"
    assert [text[start:end] for start, end in passages(text)] == ["parking", "food", "the noise"]


def test_every_passage_is_a_span_of_the_text_in_order_without_overlap() -> None:
    text = "  First — this.  Second; that\n\nand a third thing which goes on for many words so that it is cut, but not lost!  "
    spans = passages(text)
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_a_slip_of_the_pen_folds_to_the_word_that_many_wrote() -> None:
    told = [["economi"]] * 200 + [["econmi"]] * 3 + [["ecomoni"]] * 3 + [["parking"]]
    assert fold_spelling(told) == {"econmi": "economi", "ecomoni": "economi"}


def test_a_word_family_meets_in_the_root_that_others_used() -> None:
    told = [stems(text) for text in ("clinical leadership", "clinicians leading", "led by clinicians", "a clinical lead")]
    folded = fold_families(told)
    assert [[folded.get(stem, stem) for stem in document] for document in told[:3]] == [
        ["clinic", "lead"],
        ["clinic", "lead"],
        ["lead", "clinic"],
    ]


def test_an_apostrophe_that_stands_alone_is_no_word() -> None:
    assert words("ʼ Hawaiʼi ʼ") == ["hawaii"]
    assert words("ʼʼ") == []


@pytest.mark.parametrize(
    ("text", "joke"),
    [
        ("PTA = Please Take Aspirin. HQ: Hardly Quick", True),
        ("PTA stands for Pupils Taking Afternoons!", True),
        ("PTA = parent teacher association", False),
        ("PTA = more meetings", False),
        ("PTA = Please Take Aspirin. The meetings are too long for me.", False),
    ],
)
def test_a_play_on_an_abbreviation_alone_is_a_joke(text: str, joke: bool) -> None:
    question = "What should the parent teacher association (PTA) do?"
    apart = set_apart([Comment("a", text), Comment("b", "shorter meetings")], question).apart
    assert [one.reason for one in apart] == (["joke"] if joke else [])


@pytest.mark.parametrize("rest", ["abcdefghijklmnopqrst" * 20 + " 1", "word " * 2_000 + "1", "a" * 50_000])
def test_a_long_text_after_letters_and_a_colon_is_read_once_and_not_in_every_way_that_it_could_be_parted(rest: str) -> None:
    """Read in every way, the first of these would take years."""
    assert not is_mock_expansion("GP: " + rest, "")
