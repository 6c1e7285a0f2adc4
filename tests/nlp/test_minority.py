"""Views that few hold are kept, the strange is told apart from the lone, and small groups say the same. Illustrative answers."""

import pytest

from nlp.strangers import takes_a_stand
from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theming
from tests.nlp.planted_views import Planted, planted

SETS = 12
"""Enough to notice a rule that loses one view in ten; `python -m bench.planted` looks at two hundred."""


def fate(theming: Theming, answer_id: str) -> str:
    """`view` when the answer is in a minority view and in no theme, `theme`, or the reason why it is unplaced."""
    homes = {coding.theme_id[0] for coding in theming.codings if coding.answer_id == answer_id}
    if not homes:
        return next(one.reason for one in theming.unplaced if one.answer_id == answer_id)
    return "view" if homes == {"m"} else "theme"


def board(made: Planted) -> Theming:
    return find_themes(made.comments, Settings(question=made.question))


def test_a_lone_clear_view_among_two_hundred_answers_is_kept() -> None:
    sets = [planted(seed) for seed in range(SETS)]
    kept = sum(fate(board(made), made.lone) == "view" for made in sets)
    assert kept >= SETS - 1, "bench/planted.py asks it of 200 sets: at least 95 in 100"


def test_what_many_say_is_not_kept_as_a_lone_view() -> None:
    points = (
        "You cannot get an appointment for three weeks",
        "It is shut whenever I am free",
        "One bus every two hours is no service",
    )
    sets = [planted(seed, lone=points[seed % 3]) for seed in range(3)]
    assert [fate(board(made), made.lone) for made in sets] == ["theme"] * 3


def test_few_of_the_many_are_printed_as_lone_views() -> None:
    made = planted(2)
    theming = board(made)
    ones = {view.id for view in theming.minority if view.count == 1}
    lone = {coding.answer_id for coding in theming.codings if coding.theme_id in ones}
    assert len(lone & made.many) <= 0.03 * len(made.comments)


def test_two_who_say_the_same_are_one_view_and_two_who_do_not_are_two() -> None:
    made = planted(1)
    alike = ("Lend out sewing machines and drills", "I would borrow sewing machines and drills")
    apart = ("The portrait of a slave trader should come down", "Swifts nest under the eaves, so leave the roof alone")
    extra = [Comment(f"z{at}", text) for at, text in enumerate((*alike, *apart))]
    theming = find_themes([*made.comments, *extra], Settings(question=made.question))
    home = {coding.answer_id: coding.theme_id for coding in theming.codings if coding.answer_id[0] == "z"}
    assert home["z0"] == home["z1"]
    assert len({home["z1"], home["z2"], home["z3"]}) == 3


def test_twenty_who_say_the_same_beside_a_very_long_letter_are_not_left_out() -> None:
    letter = " ".join(
        f"The nurses on ward {at} were kind and the food by gate {at} was cold. Nobody answered me." for at in range(200)
    )
    told = [Comment("letter", letter), *(Comment(f"a{at:02}", ("cold food", "more parking")[at % 2]) for at in range(40))]
    assert find_themes(told, Settings()).unplaced == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("up the Rovers, three nil away, what a screamer from Jenkins", "off-topic"),
        ("When will somebody empty the brown bins down Quay Street?", "off-topic"),
        ("I want to complain about the meters at the swimming baths. The machine swallowed my coins", "off-topic"),
        ("Mine has two vowels and yours has three consonants. Do I win a toaster?", "joke"),
        ("The portrait of a slave trader in the hall ought to come down", "view"),
        ("Give prisoners at Holme Gaol a card that carries on after release", "view"),
        ("Volunteers are doing the jobs of paid archivists", "view"),
    ],
)
def test_what_is_about_another_matter_stays_apart_and_a_view_of_ones_own_does_not(text: str, reason: str) -> None:
    made = planted(0, size=120, lone=text)
    assert fate(board(made), made.lone) == reason


@pytest.mark.parametrize(
    "text",
    ["Horses bolt, so send it round by the mill", "Scrap fines altogether", "Please dim the lights", "They never ask veterans"],
)
def test_proposals_and_statements_take_a_stand(text: str) -> None:
    assert takes_a_stand(text)


@pytest.mark.parametrize(
    "text", ["up the Harbour!! 3-0 saturday", "What a lovely wedding!", "Where is my parcel?", "I am forty six"]
)
def test_cheers_questions_and_news_of_oneself_take_none(text: str) -> None:
    assert not takes_a_stand(text)


WHERE = (
    *("church", "market", "school", "station", "bank", "library", "park", "harbour"),
    *("surgery", "bakery", "stadium", "pub", "chapel", "museum", "theatre", "hall"),
)


def test_a_view_of_three_is_headed_by_the_words_they_share_and_a_lone_one_by_its_own() -> None:
    """The answers are illustrative."""
    places = [f"{where} {what}" for where in ("near the", "behind the", "in front of the") for what in WHERE]
    many = [f"{point} {place}" for point in ("more trees", "cheaper parking") for place in places] * 4
    ferry = [
        "Run the night ferry to the island again",
        "The night ferry to the island was stopped, bring it back",
        "Bring back the night ferry",
    ]
    lone = "Teach every child in the parish to play chess"
    theming = find_themes([Comment(f"{at:04}", text) for at, text in enumerate([*many, *ferry, lone])], Settings())
    names = {view.name: view.count for view in theming.minority}
    assert names.get("Night ferry") == 3, names
    assert any(name.startswith("Teach every child") for name in names), names
