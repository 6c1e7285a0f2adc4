"""The whole result: letters counted as people and heard as one text, sides, reasons, evidence, and a headline that is steady.

All answers are invented, for illustration.
"""

import random
from collections import Counter
from dataclasses import replace

import pytest
from sklearn.metrics import adjusted_rand_score

from nlp.headline import headline, judged
from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theme, Theming
from tests.nlp.planted_campaigns import LETTERS, edited

OWN_WORDS = "The parking behind the station is full by eight every morning and nobody ever checks the permits."
POINTS = {
    "parking": ["more parking", "parking is full by nine", "not enough parking spaces", "cheaper parking", "free parking please"],
    "food": ["better food", "the food was cold", "more choice of food", "hot food at lunch", "food for vegetarians"],
    "nurses": ["the nurses were kind", "kind nurses", "nurses who listen", "more nurses at night", "lovely nurses"],
    "buses": ["more buses", "a later bus home", "the bus never comes", "buses on Sundays", "a bus from the village"],
}


def own_answers(people: int = 200, seed: int = 6) -> list[Comment]:
    chance = random.Random(seed)
    said = [chance.choice(POINTS[chance.choice(sorted(POINTS))]) for _ in range(people)]
    return [
        Comment(f"a{at:03d}", f"{text}{chance.choice(['', ' please', ' for us', ' thank you'])}") for at, text in enumerate(said)
    ]


def letter(people: int = 60, seed: int = 1) -> list[Comment]:
    """One letter sent by many, a tenth of its words changed; every sixth adds words of their own."""
    chance = random.Random(seed)
    sent = [edited(LETTERS[1], 0.1, chance) for _ in range(people)]
    return [Comment(f"l{at:03d}", text if at % 6 else f"{text} {OWN_WORDS}") for at, text in enumerate(sent)]


@pytest.fixture(scope="module")
def with_letter() -> Theming:
    return find_themes([*own_answers(), *letter()], Settings(question="What should change?"))


def themes_of(theming: Theming, answer_id: str) -> set[str]:
    return {coding.theme_id for coding in theming.codings if coding.answer_id == answer_id}


def primary(theming: Theming) -> dict[str, str]:
    return {coding.answer_id: coding.theme_id for coding in theming.codings if coding.primary}


def test_a_letter_is_counted_three_ways(with_letter: Theming) -> None:
    (found,) = with_letter.campaigns
    assert (found.id, found.submissions, found.personal_additions) == ("c1", 60, 10)
    assert found.submissions == found.distinct_texts + found.exact_duplicates == len(found.members)
    assert {member.answer_id for member in found.members} == {comment.id for comment in letter()}


def test_everybody_who_sent_a_letter_counts_as_a_person_in_what_it_speaks_to(with_letter: Theming) -> None:
    (found,) = with_letter.campaigns
    assert found.themes
    sent = {comment.id for comment in letter()}
    for theme in with_letter.themes:
        held = {coding.answer_id for coding in with_letter.codings if coding.theme_id == theme.id}
        assert theme.by_letter == len(held & sent)
    assert all(themes_of(with_letter, answer_id) & set(found.themes) for answer_id in sent)


def test_a_letter_does_not_make_themes_out_of_its_sentences(with_letter: Theming) -> None:
    without = find_themes(own_answers(), Settings(question="What should change?"))
    assert sum(2 * theme.by_letter > theme.count for theme in with_letter.themes) == 1
    one, other = primary(without), primary(with_letter)
    ids = [comment.id for comment in own_answers()]
    assert adjusted_rand_score([one.get(at, "") for at in ids], [other.get(at, "") for at in ids]) > 0.8


def test_what_somebody_added_to_a_letter_is_an_answer_of_its_own(with_letter: Theming) -> None:
    (found,) = with_letter.campaigns
    shared = {theme.id for theme in with_letter.themes if theme.by_letter < theme.count}
    added = {comment.id: comment for comment in letter() if comment.text.endswith(OWN_WORDS)}
    for comment in letter():
        beyond = [one for one in with_letter.codings if one.answer_id == comment.id and one.theme_id not in found.themes]
        assert [comment.text[one.start : one.end] for one in beyond] == ([OWN_WORDS] if comment.id in added else [])
        assert {one.theme_id for one in beyond} <= shared


def test_a_letter_begins_in_the_words_of_one_who_sent_it_and_its_template_in_nobodys_alone(with_letter: Theming) -> None:
    (found,) = with_letter.campaigns
    texts = {comment.id: comment.text for comment in letter()}
    assert found.opening is not None
    assert texts[found.opening.answer_id][found.opening.start : found.opening.end] == found.opening.text
    assert OWN_WORDS not in found.template


def test_answers_that_many_give_in_a_few_words_are_no_letter() -> None:
    assert find_themes([Comment(f"a{at:02d}", "More parking") for at in range(60)], Settings()).campaigns == ()


def test_other_ids_for_the_same_letters_change_nothing_but_the_ids(with_letter: Theming) -> None:
    again = find_themes(
        [replace(comment, id=f"{comment.id[0]}{999 - int(comment.id[1:])}") for comment in [*own_answers(), *letter()]],
        Settings(question="What should change?"),
    )
    assert [(theme.name, theme.count, theme.by_letter) for theme in again.themes] == [
        (theme.name, theme.count, theme.by_letter) for theme in with_letter.themes
    ]


FOR_FOOD = ["The food was lovely", "Excellent food and plenty of it", "Great food, well done", "I was pleased with the food"]
AGAINST_FOOD = ["The food was awful", "Terrible food", "Disgusting food because it was cold", "I was disappointed by the food"]
OF_FOOD = ["The food comes at noon", "Food", "I had the food on Tuesday", "What about the food"]


def sided() -> list[Comment]:
    said = FOR_FOOD * 6 + AGAINST_FOOD * 4 + OF_FOOD * 3 + ["the bus was late"] * 6 + ["a bus every hour"] * 6
    return [Comment(f"a{at:03d}", text) for at, text in enumerate(said)]


def test_the_sides_of_a_theme_are_those_that_words_show_and_add_up_to_its_people() -> None:
    (food,) = [theme for theme in find_themes(sided(), Settings(themes=2)).themes if "food" in theme.name.casefold()]
    assert food.stance is not None
    sides = food.stance
    assert sides.favour + sides.against + sides.mixed + sides.unclear == food.count
    assert (sides.favour, sides.against, sides.mixed) == (24, 16, 0)
    assert food.reasons == 4


def test_what_can_be_checked_is_marked_in_the_answer_and_in_its_theme() -> None:
    told = "The bus was late on Monday 3 March 2025, I waited 40 minutes"
    theming = find_themes([*sided(), Comment("z", told)], Settings(themes=2))
    (found,) = [one for one in theming.evidence if one.answer_id == "z"]
    assert all(0 <= start < end <= len(told) for start, end in found.spans)
    assert any("3 March 2025" in told[start:end] for start, end in found.spans)
    assert not any(one.answer_id == "a000" for one in theming.evidence)
    assert [theme.evidence for theme in theming.themes if "bus" in theme.name.casefold()] == [("z",)]


def theme(name: str, rank: int, count: int, *, stability: float = 1.0, coverage: float = 1.0) -> Theme:
    return Theme(f"t{rank}", rank, name, "", count, count / 2, (), (), stability, coverage=coverage)


def test_a_theme_that_falls_apart_keeps_its_rank_and_is_no_headline() -> None:
    first, second = judged([theme("Parking", 1, 40, stability=0.49), theme("Food", 2, 30, stability=0.5)])
    assert (first.rank, first.count, first.headline) == (1, 40, False)
    assert "0.49" in first.no_headline
    assert (second.headline, second.no_headline) == (True, "")
    said = headline([first, second])
    assert said.index("“Parking” has the most people, 40") < said.index("“Food”: 30 people")


def test_a_mixed_bag_is_no_headline() -> None:
    first, second = judged([theme("Other: this and that", 1, 40, coverage=0.1), theme("Food", 2, 30)])
    assert "10 in 100" in first.no_headline
    assert second.headline


def test_the_headline_names_all_who_share_the_first_place() -> None:
    assert headline(judged([theme("Parking", 1, 30), theme("Food", 1, 30)])) == (
        "Most often people spoke of “Parking” and “Food”: 30 people each."
    )


def test_where_no_theme_is_steady_the_headline_says_so() -> None:
    assert "No theme is steady enough" in headline(judged([theme("Parking", 1, 40, stability=0.1)]))
    assert headline([]) == ""


def test_everybody_is_in_one_place_when_a_letter_is_among_the_answers(with_letter: Theming) -> None:
    primaries = Counter(coding.answer_id for coding in with_letter.codings if coding.primary)
    outside = {one.answer_id for one in with_letter.unplaced}
    assert set(primaries.values()) == {1}
    assert primaries.keys() | outside == {comment.id for comment in [*own_answers(), *letter()]}
    assert not primaries.keys() & outside
    assert [rule.name for rule in with_letter.rules if not rule.held and rule.name in PROMISED] == []


PROMISED = {
    "Everyone is accounted for",
    "Sub-themes add up to their theme",
    "Form letters are counted as people and as texts",
    "Every theme has a name of its own",
}
