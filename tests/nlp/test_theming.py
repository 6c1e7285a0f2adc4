"""What the method promises, whatever the answers: everybody accounted for, people counted once, the same result every time."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.theming import NothingToTheme, find_themes
from nlp.types import Comment, Settings, Theming

POINTS = ["more parking", "longer opening hours", "cold food", "kind nurses", "the lifts are broken"]


def comments(*texts: str) -> list[Comment]:
    return [Comment(f"r{at:04d}", text) for at, text in enumerate(texts)]


def survey(people: int = 100, seed: int = 3) -> list[Comment]:
    """Invented answers: each person makes one of five points, with a word of their own."""
    chance = random.Random(seed)
    return comments(
        *(f"{chance.choice(POINTS)} {chance.choice(['please', 'for me', 'on Sundays', ''])}".strip() for _ in range(people))
    )


def accounted(theming: Theming, answers: list[Comment]) -> None:
    ids = {answer.id for answer in answers}
    placed = {coding.answer_id for coding in theming.codings}
    outside = {one.answer_id for one in theming.unplaced}
    blank = set(theming.blank)
    assert placed | outside | blank == ids
    assert len(placed) + len(outside) + len(blank) == len(ids)
    for theme in theming.themes:
        assert theme.count == len({coding.answer_id for coding in theming.codings if coding.theme_id == theme.id})
    for answer_id in placed:
        assert sum(coding.primary for coding in theming.codings if coding.answer_id == answer_id) == 1


def exact_quotes(theming: Theming, answers: list[Comment]) -> None:
    texts = {answer.id: answer.text for answer in answers}
    shown = [theme.quotes for theme in theming.themes] + [view.quotes for view in theming.minority]
    assert all(shown)
    for quote in (quote for quotes in shown for quote in quotes):
        assert quote.text == texts[quote.answer_id][quote.start : quote.end] != ""
    for coding in theming.codings:
        assert 0 <= coding.start < coding.end <= len(texts[coding.answer_id])


def test_five_points_become_five_themes_named_in_peoples_own_words() -> None:
    theming = find_themes(survey(), Settings(question="What should we change?"))
    assert {theme.name for theme in theming.themes} == {
        "More parking",
        "Longer opening hours",
        "Cold food",
        "Kind nurses",
        "Lifts",
    }


def test_the_order_of_rows_changes_nothing() -> None:
    answers = survey()
    shuffled = answers[:]
    random.Random(1).shuffle(shuffled)
    assert find_themes(shuffled, Settings()) == find_themes(answers, Settings())


def test_equal_counts_share_a_rank_and_shares_are_of_those_who_answered() -> None:
    theming = find_themes(comments(*POINTS[:3] * 10, "", " "), Settings())
    assert [theme.rank for theme in theming.themes] == [1, 1, 1]
    assert [theme.per_hundred for theme in theming.themes] == [33.3, 33.3, 33.3]
    assert (theming.asked, theming.answered, len(theming.blank)) == (32, 30, 2)


def test_one_person_who_says_a_thing_thrice_counts_once() -> None:
    answers = comments(
        *["more parking"] * 12, *["cold food"] * 12, "More parking. More parking is what we need here. And please, more parking."
    )
    parking = next(theme for theme in find_themes(answers, Settings()).themes if "parking" in theme.name)
    assert parking.count == 13


def test_a_long_answer_may_be_in_several_themes_and_each_coding_points_at_its_passage() -> None:
    long = (
        "I would like more parking near the front door because I cannot walk far. "
        "The cold food on the ward was a disgrace to the place."
    )
    answers = comments(*POINTS * 12, long)
    theming = find_themes(answers, Settings())
    names = {theme.id: theme.name for theme in theming.themes}
    spans = {
        names[coding.theme_id]: long[coding.start : coding.end]
        for coding in theming.codings
        if coding.answer_id == answers[-1].id
    }
    assert "parking" in spans["More parking"]
    assert "food" not in spans["More parking"]
    assert "cold food" in spans["Cold food"]


def test_a_joke_stays_off_the_board_but_is_listed() -> None:
    answers = [*survey(), Comment("z1", "a bouncy castle lol")]
    listed = {one.answer_id: one.reason for one in find_themes(answers, Settings()).unplaced}
    assert listed["z1"] == "joke"


def test_an_answer_about_something_else_is_off_topic() -> None:
    answers = [*survey(), Comment("z1", "up the Rovers, three nil on Saturday, what a screamer from Jenkins")]
    listed = {one.answer_id: one.reason for one in find_themes(answers, Settings()).unplaced}
    assert listed["z1"] == "off-topic"


def test_a_lone_clear_view_is_kept_as_a_minority_view_with_the_rule_that_keeps_it() -> None:
    answers = [*survey(), Comment("z1", "Whoever wins the contract, they will close it and blame somebody else")]
    theming = find_themes(answers, Settings())
    (view,) = [view for view in theming.minority if view.quotes[0].answer_id == "z1"]
    assert view.count == 1
    assert "lone voice" in view.rule


@pytest.mark.parametrize(
    ("texts", "sentence"), [([], "no answers"), (["", " … "], "None of the 2"), (["n/a", "dk"], "None of the 2")]
)
def test_where_there_is_nothing_to_theme_a_sentence_says_so(texts: list[str], sentence: str) -> None:
    with pytest.raises(NothingToTheme, match=sentence):
        find_themes(comments(*texts), Settings())


def test_two_answers_with_one_id_are_refused_without_their_words() -> None:
    with pytest.raises(ValueError, match="two answers have the id 'a'") as refusal:
        find_themes([Comment("a", "secret"), Comment("a", "words")], Settings())
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "answers",
    [
        comments("Clinical leadership"),
        comments("More parking", "Better food"),
        comments(*["More parking"] * 200),
        comments(*["it is", "they are", "of the"] * 5),
        comments(*["الخدمة ممتازة", "الخدمة بطيئة", "שירות טוב"] * 4),
        comments("👍", "great 👍", "great staff", "😀"),
        comments(" ".join(f"Ward {at} was cold and the nurses were kind." for at in range(1500)), *["cold ward"] * 5),
        comments(*[f"point number {at} is {at * 7919}" for at in range(60)]),
    ],
    ids=["one", "two", "equal", "stop words", "right to left", "emoji", "a thirty-page letter", "all different"],
)
def test_every_answer_is_accounted_for_in_odd_sets(answers: list[Comment]) -> None:
    theming = find_themes(answers, Settings())
    accounted(theming, answers)
    exact_quotes(theming, answers)


WORDS = ["parking", "food", "hours", "nurse", "cold", "lift", "the", "not", "is", "it", "we", "😀", "שלום", "ok", "lol", "n/a"]
word = st.sampled_from(WORDS) | st.text(max_size=6)
texts = st.lists(st.lists(word, max_size=30).map(" ".join), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.randoms(use_true_random=False))
def test_every_answer_is_accounted_for_in_any_order_of_rows(said: list[str], chance: random.Random) -> None:
    answers = comments(*said)
    shuffled = answers[:]
    chance.shuffle(shuffled)
    try:
        theming = find_themes(answers, Settings())
    except NothingToTheme:
        with pytest.raises(NothingToTheme):
            find_themes(shuffled, Settings())
        return
    accounted(theming, answers)
    exact_quotes(theming, answers)
    assert find_themes(shuffled, Settings()) == theming


def test_as_many_themes_as_asked_for() -> None:
    assert len(find_themes(survey(), Settings(themes=3)).themes) == 3


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    find_themes(survey(), Settings(), progress=lambda step, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_minority_view_is_headed_by_its_own_first_words_in_sentence_case() -> None:
    lone = '"the choir should come back to the ward. It sang every friday"'
    answers = comments(*["more parking"] * 12, *["cold food"] * 12, lone)
    (view,) = find_themes(answers, Settings()).minority
    assert view.name == "The choir should come back to the ward…"
