"""Assisted coding: what a person's codes teach, what is proposed for the rest, and that it is the same every time."""

from __future__ import annotations

import random

import numpy as np
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.blind import agreement
from nlp.codebooks import Code, CodedAnswer, CodingSettings
from nlp.coding import Coder, fit, history, next_to_read, prepare, random_check
from nlp.types import Comment
from tests.nlp.coded_answers import CODEBOOK, bus_answers

COMMENTS, GOLD = bus_answers(300)
TEXTS = prepare(COMMENTS)
READ = [GOLD[comment.id] for comment in COMMENTS[:60]]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return fit(TEXTS, CODEBOOK, READ)


def proposed(coder: Coder) -> list[CodedAnswer]:
    codes: dict[str, set[str]] = {}
    for one in coder.proposals:
        codes.setdefault(one.answer_id, set()).add(one.code)
    return [CodedAnswer(answer, frozenset(held)) for answer, held in codes.items()]


def test_every_unread_answer_gets_a_proposal_and_no_read_one_does(coder: Coder) -> None:
    unread = {comment.id for comment in COMMENTS[60:]}
    assert {one.answer_id for one in coder.proposals} == unread
    assert {answer for answer, _ in coder.doubts} == unread
    assert {one.answer_id for one in coder.unseen} == {one.answer_id for one in READ}
    assert coder.read == 60


def test_sixty_answers_read_are_enough_to_code_the_other_simple_ones(coder: Coder) -> None:
    found = agreement(proposed(coder), [GOLD[comment.id] for comment in COMMENTS[60:]])
    assert found.per_answer.value > 0.9


def test_an_answer_that_makes_two_points_gets_two_codes(coder: Coder) -> None:
    truth = {one.answer_id for one in GOLD.values() if len(one.codes) == 2}
    several = [one for one in proposed(coder) if one.answer_id in truth]
    assert sum(len(one.codes) >= 2 for one in several) > 0.7 * len(several)


def test_proposals_come_from_the_most_to_the_least_certain_and_confidences_are_shares(coder: Coder) -> None:
    order = [(one.answer_id, -one.confidence) for one in coder.proposals]
    assert order == sorted(order)
    assert all(0 < one.confidence < 1 for one in coder.proposals)


def test_confidence_is_right_on_the_whole(coder: Coder) -> None:
    right = [one.code in GOLD[one.answer_id].codes for one in coder.proposals]
    assert abs(np.mean([one.confidence for one in coder.proposals]) - np.mean(right)) < 0.06


def test_the_order_of_rows_codes_and_coded_answers_has_no_effect(coder: Coder) -> None:
    shuffled = random.Random(5)
    comments, coded, book = list(COMMENTS), list(READ), list(CODEBOOK)
    for one in (comments, coded, book):
        shuffled.shuffle(one)
    assert fit(comments, book, coded) == coder


def test_the_number_of_threads_has_no_effect(coder: Coder) -> None:
    with threadpool_limits(limits=2):
        again = fit(COMMENTS, CODEBOOK, READ)
        assert again == coder
        assert next_to_read(TEXTS, again, READ, 10) == next_to_read(TEXTS, coder, READ, 10)


def test_the_machine_as_a_blind_coder_has_not_seen_the_codes_it_is_compared_with() -> None:
    """One answer coded against all reason: seen, it would be believed; left out, it is not."""
    comments = [*COMMENTS, Comment("odd", "tickets cost too much, cheaper tickets please")]
    odd = CodedAnswer("odd", frozenset({"clean"}))
    unseen = {one.answer_id: one.codes for one in fit(comments, CODEBOOK, [*READ, odd]).unseen}
    assert "fares" in unseen["odd"]
    assert "clean" not in unseen["odd"]


def test_with_nothing_read_there_are_no_proposals_but_there_is_something_to_read() -> None:
    nothing = fit(TEXTS, CODEBOOK, [])
    assert (nothing.proposals, nothing.doubts, nothing.unseen) == ((), (), ())
    chosen = next_to_read(TEXTS, nothing, [], 20)
    assert len({one.answer_id for one in chosen}) == 20
    assert {one.why for one in chosen} == {"spread", "check"}


def test_what_most_people_say_is_read_first_and_once_in_a_batch() -> None:
    comments = [Comment(f"same{at:03}", "the fare is too high") for at in range(100)] + COMMENTS[:40]
    texts = prepare(comments)
    chosen = next_to_read(texts, fit(texts, CODEBOOK, [], CodingSettings(checks=0.0)), [], 10)
    assert [one.answer_id.startswith("same") for one in chosen] == [True] + 9 * [False]


def test_an_answer_whose_words_nobody_shares_is_chosen_once_at_most() -> None:
    comments = [*COMMENTS, Comment("z1", "xylophone"), Comment("z2", "qwertz"), Comment("z3", "zymurgy")]
    texts = prepare(comments)
    chosen = [one.answer_id for one in next_to_read(texts, fit(texts, CODEBOOK, []), [], 303)]
    assert len(chosen) == len(set(chosen))
    assert {"z1", "z2", "z3"} <= set(chosen)


def test_answers_set_apart_and_answers_read_are_never_chosen(coder: Coder) -> None:
    apart = [comment.id for comment in COMMENTS[60:290]]
    chosen = next_to_read(TEXTS, coder, READ, 50, apart)
    assert {one.answer_id for one in chosen} == {comment.id for comment in COMMENTS[290:]}


def test_the_random_check_is_on_the_same_answers_whatever_they_say() -> None:
    order = [one.answer_id for one in next_to_read(TEXTS, fit(TEXTS, CODEBOOK, [], CodingSettings(checks=1.0)), [], 40)]
    coder = fit(TEXTS, CODEBOOK, [GOLD[one] for one in order])
    found = random_check(TEXTS, coder, [GOLD[one] for one in order])
    assert found is not None
    assert found.answers == 40
    assert random_check(TEXTS, coder, [GOLD[one] for one in order[1:]]) is None  # the first was not read: no sample yet


def test_agreement_grows_from_half_of_what_was_read_to_all_of_it() -> None:
    half, whole = history(TEXTS, CODEBOOK, READ, CodingSettings())
    assert (half.read, whole.read) == (30, 60)
    assert half.agreement < whole.agreement <= 1
    assert history(TEXTS, CODEBOOK, READ[:49], CodingSettings()) == ()


def test_blank_answers_are_named_and_never_proposed_for_or_chosen() -> None:
    comments = [*COMMENTS[:100], Comment("space", "  \n"), Comment("thumb", "👍"), Comment("dot", ".")]
    texts = prepare(comments)
    coder = fit(texts, CODEBOOK, [*READ, CodedAnswer("space", frozenset({"late"}))])
    assert texts.blank == ("space",)
    assert {"thumb", "dot"} <= {one.answer_id for one in coder.proposals}
    assert "space" not in {one.answer_id for one in coder.proposals}
    assert coder.read == 60


@pytest.mark.parametrize("coded", [1, 2, 3])
def test_a_handful_of_coded_answers_is_enough_to_begin(coded: int) -> None:
    coder = fit(TEXTS, CODEBOOK, READ[:coded])
    assert len({one.answer_id for one in coder.proposals}) == 300 - coded


def test_one_code_for_every_answer_is_proposed_for_every_answer() -> None:
    book = [Code("all", "Everything")]
    coder = fit(TEXTS, book, [CodedAnswer(one.answer_id, frozenset({"all"})) for one in READ])
    assert {one.code for one in coder.proposals} == {"all"}
    assert min(one.confidence for one in coder.proposals) > 0.9


def test_an_answer_to_which_no_code_fits_may_be_read_and_coded_with_none() -> None:
    coder = fit(TEXTS, CODEBOOK, [*READ, CodedAnswer(COMMENTS[60].id, frozenset())])
    assert coder.read == 61


def test_many_equal_answers_and_answers_of_stop_words_alone_do_no_harm() -> None:
    comments = [Comment(f"x{at:03}", "it was them") for at in range(50)]
    coder = fit(comments, CODEBOOK, [CodedAnswer("x000", frozenset({"late"}))])
    assert {one.code for one in coder.proposals} == {"late"}
    assert len(coder.proposals) == 49


def test_the_words_of_a_code_help_before_any_answer_under_it_was_read() -> None:
    """Nobody coded a dirty bus yet; the code that speaks of dirt is still the likeliest for one, among those never given."""
    book = [*CODEBOOK, Code("soil", "Dirty seats, litter, filthy"), Code("odd", "Helicopters and submarines")]
    read = [one for one in READ if "clean" not in one.codes]
    near = next(comment.id for comment in COMMENTS[60:] if "filthy" in comment.text)
    with_words = fit(TEXTS, book, [*read, CodedAnswer(near, frozenset({"soil"}))])
    soil = [one.answer_id for one in with_words.proposals if one.code == "soil"]
    assert soil
    assert sum("clean" in GOLD[one].codes for one in soil) > 0.5 * len(soil)


@pytest.mark.parametrize(
    ("coded", "message"),
    [
        ([CodedAnswer("nobody", frozenset())], "not among the answers"),
        ([READ[0], READ[0]], "coded twice"),
        ([CodedAnswer("b0000", frozenset({"trams"}))], "no code 'trams'"),
    ],
)
def test_what_does_not_fit_together_is_refused(coded: list[CodedAnswer], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fit(TEXTS, CODEBOOK, coded)


def test_two_answers_with_one_id_and_two_codes_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        prepare([Comment("a", "late"), Comment("a", "early")])
    with pytest.raises(ValueError, match="two codes have the key 'late'"):
        fit(TEXTS, [Code("late", "Late"), Code("late", "Later")], [])


@pytest.mark.parametrize("settings", [{"seed": -1}, {"checks": 1.5}])
def test_settings_refuse_bad_values(settings: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        CodingSettings(**settings)  # type: ignore[arg-type]
