"""For, against, with or without a reason, with evidence: said only where the text shows it. Measured on invented sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.evidence import evidence
from nlp.stance import gives_reason, stance
from tests.nlp.sayings import EVIDENCED, REASONED, STANCES, UNEVIDENCED, UNREASONED


def precision_and_recall(right: int, claimed: int, true: int) -> tuple[float, float]:
    return right / max(1, claimed), right / true


@pytest.mark.parametrize("side", ["for", "against", "mixed"])
def test_a_stance_that_is_told_is_nearly_always_right(side: str) -> None:
    told = [true for true, sayings in STANCES.items() for saying in sayings if stance(saying) == side]
    precision, recall = precision_and_recall(told.count(side), len(told), len(STANCES[side]))
    assert precision >= 0.9
    assert recall >= 0.7


def test_what_shows_no_side_is_unclear() -> None:
    unclear = [stance(saying) == "unclear" for saying in STANCES["unclear"]]
    assert sum(unclear) >= 0.9 * len(unclear)


def test_a_negation_turns_a_judgement_round_and_goes_no_further_than_its_clause() -> None:
    assert stance("I agree") == "for"
    assert stance("I do not agree") == "against"
    assert stance("I don’t agree") == "against"
    assert stance("Not cheap, but I agree") == "for"
    assert stance("I am not worried") == "unclear"


def test_a_question_takes_no_side() -> None:
    assert stance("Is this a good use of money?") == "unclear"
    assert stance("Is this a good use of money? I oppose it.") == "against"


def test_saying_that_there_is_no_reason_hides_none_that_follows() -> None:
    assert not gives_reason("Just because.")
    assert gives_reason("I am not sure why they closed it. I miss it because it was near.")


def test_a_stance_within_a_theme_reads_only_the_clauses_about_it() -> None:
    text = "The nurses were kind, but the food was awful."
    assert stance(text, {"nurse"}) == "for"
    assert stance(text, {"food", "meals"}) == "against"
    assert stance(text) == stance(text, {"parking"}) == "mixed"


def test_a_reason_that_is_seen_is_nearly_always_one() -> None:
    right = sum(map(gives_reason, REASONED))
    precision, recall = precision_and_recall(right, right + sum(map(gives_reason, UNREASONED)), len(REASONED))
    assert precision >= 0.9
    assert recall >= 0.8


def test_evidence_that_is_seen_is_nearly_always_some() -> None:
    found = [
        text
        for text, what in EVIDENCED
        if any(what in text[start:end] or text[start:end] in what for start, end in evidence(text))
    ]
    claimed = sum(bool(evidence(text)) for text in (*(text for text, _ in EVIDENCED), *UNEVIDENCED))
    precision, recall = precision_and_recall(len(found), claimed, len(EVIDENCED))
    assert precision >= 0.9
    assert recall >= 0.8


def test_each_piece_of_evidence_is_an_exact_span() -> None:
    text = "In May 2023 the bus cost £2.40; now it is £5, says the CQC (https://example.org/a)."
    assert [text[start:end] for start, end in evidence(text)] == ["In May 2023", "£2.40", "£5", "CQC", "https://example.org/a"]


@pytest.mark.parametrize("way", ["Open 24 hours a day.", "I agree 100%.", "110 % effort."])
def test_a_way_of_speaking_is_no_figure(way: str) -> None:
    assert evidence(way) == ()


WRITING = st.lists(
    st.one_of(
        st.sampled_from([*REASONED, *(text for text, _ in EVIDENCED), "£5", "İ", "🙂", "\n", "not", "because"]),
        st.text(max_size=8),
    )
).map(" ".join)


@given(WRITING)
def test_any_text_gets_an_answer_and_spans_within_it(text: str) -> None:
    assert stance(text) in ("for", "against", "mixed", "unclear")
    assert gives_reason(text) in (True, False)
    spans = evidence(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(one[1] < two[0] for one, two in pairwise(spans))
