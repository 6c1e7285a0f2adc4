"""What a theme is called, and what is said of it: headings people would write, true of most members. All answers are invented."""

import re

import pytest

from nlp.labels import Label, labels
from nlp.material import gather
from nlp.phrases import counted
from nlp.types import Comment

PARKING = ["the parking", "no parking", "parking again", "more parking please"]


def named(*groups: list[str], question: str = "") -> list[Label]:
    """The labels of groups of answers, as if the method had put them together so."""
    said = [Comment(f"{group}-{at:03d}", text) for group, texts in enumerate(groups) for at, text in enumerate(texts)]
    material = gather(said)
    owner = [int(answer.id.split("-")[0]) for answer in material.answers]
    members = [[at for at, one in enumerate(material.passages) if owner[one.answer] == group] for group in range(len(groups))]
    return labels(counted(material, members), question)


def name(*group: str, question: str = "") -> str:
    return named(list(group), PARKING * 3, question=question)[0].name


def test_a_theme_is_named_by_the_phrase_most_members_wrote() -> None:
    answers = [
        "clinical leadership",
        "Clinical leadership at last",
        "the clinical leadership",
        "led by clinicians, clinical leadership",
    ]
    assert name(*answers) == "Clinical leadership"


def test_a_phrase_of_three_words_stands_where_it_is_what_people_say() -> None:
    answers = ["longer opening hours", "Longer opening hours please", "longer opening hours on Sunday", "opening hours", "hours"]
    assert name(*answers) == "Longer opening hours"


def test_a_quality_is_joined_with_its_noun() -> None:
    answers = ["very rude receptionist", "rude receptionist", "so rude", "they were rude to me", "the man was rude"]
    assert name(*answers) == "Rude receptionist"


def test_a_quality_that_people_answered_with_stands_alone() -> None:
    assert name("rude", "rude", "rude", "rude receptionist") == "Rude"


def test_an_act_is_headed_by_its_ing_form_where_people_wrote_it() -> None:
    answers = ["they listened", "she listened to me", "he listened well", "good at listening", "their listening", "we listened"]
    assert name(*answers) == "Listening"


def test_two_things_make_a_name_where_it_takes_two() -> None:
    answers = [
        "the noise",
        "noise at night",
        "all the noise",
        "the dust",
        "dust on the cars",
        "so much dust",
        "a smell",
        "the light",
    ]
    assert name(*answers) == "Dust and noise"


def test_a_bare_word_is_said_to_be_no_more() -> None:
    answers = [f"people {verb} there" for verb in ("shout", "queue", "smoke", "park", "wait", "sing", "drive", "camp")]
    assert name(*answers) == "People in general"


def test_a_common_phrase_speaks_for_a_bare_word() -> None:
    answers = ["help people", "they help people", "to help people more", "people matter", "people come first", "for people"]
    assert name(*answers) == "Help people"


def test_a_measure_alone_says_what_it_measures() -> None:
    answers = [
        "20 minutes",
        "it took 45 minutes",
        "an extra 10 minutes",
        "90 minutes in the end",
        "30 minutes late",
        "15 minutes",
    ]
    assert name(*answers) == "How many minutes"


def test_where_nothing_holds_members_together_the_heading_says_so() -> None:
    label, _ = named(["violins", "a taller fence", "marmalade", "the old clock", "ducks", "Thursday lunch"], PARKING)
    assert label.name.startswith("Other: ")
    assert len(label.name.split(",")) == 2
    assert label.description.startswith("People here make different points")


def test_nothing_is_a_name_where_most_say_there_is_nothing() -> None:
    assert name("nothing", "nothing really", "nothing at all", "Nothing, the nurses were lovely", "nothing") == "Nothing"


def test_an_answer_that_is_all_grammar_is_its_own_name_without_its_first_small_word() -> None:
    assert name("go on", "go on", "go on") == "Go on"
    assert name("to win", "to win", "to win") == "Win"


def test_no_phrase_reaches_over_a_comma() -> None:
    answers = ["pigs, trout, deer", "pigs, trout, hares", "pigs, trout", "pigs"]
    label, _ = named(answers, PARKING)
    assert label.name == "Pigs"
    assert "pigs trout" not in label.terms


def test_a_hyphened_word_stays_whole() -> None:
    assert name("carry-on bags", "a carry-on", "my carry-on was lost", "carry-on rules") == "Carry-on"


@pytest.mark.parametrize(("written", "heading"), [("tv", "TV"), ("NHS", "NHS"), ("GPs", "GPs"), ("gym", "Gym")])
def test_short_initials_keep_their_capitals(written: str, heading: str) -> None:
    answers = [written, f"the {written} again", f"more about {written}", f"fix the {written} first"]
    assert name(*answers) == heading


def test_the_commonest_spelling_is_taken_and_never_one_with_trebled_letters() -> None:
    assert name("sooo much coffeee", "coffeee", "coffee", "coffeee") == "Coffee"


def test_a_name_does_not_begin_with_a_number() -> None:
    answers = ["2 buses a day", "2 buses", "2 buses only", "buses at night", "the buses"]
    assert name(*answers) == "Buses"


def test_a_key_that_got_stuck_names_nothing() -> None:
    assert name("b" + "utton" * 20, "the b" + "utton" * 20, "button", "a button here") == "Button"


def test_words_of_the_question_name_a_theme_only_where_there_is_no_other() -> None:
    answers = ["library heating", "the heating in the library", "library heating is poor", "no heating"]
    assert "eating" in name(*answers, question="What of the library?")
    assert name("library", "the library", "a library", question="What of the library?") == "Library"


def test_names_differ_however_alike_the_themes() -> None:
    found = named(["cold food", "cold food", "cold food again"], ["cold food", "the cold food", "cold food on trays", "trays"])
    assert len({label.name.casefold() for label in found}) == 2


def test_no_name_and_no_term_swears() -> None:
    label, _ = named(["bloody parking meters", "bloody meters", "the bloody meters", "bloody awful meters"], PARKING)
    assert label.name == "Meters"
    assert not any("bloody" in term for term in label.terms)


def test_terms_hold_no_word_family_twice_and_are_eight_at_most() -> None:
    answers = [
        "immigration",
        "immigrants",
        "imigration rules",
        "illegal immigration",
        "border rules",
        "borders",
        "the border fence",
    ]
    many = [" ".join(f"w{letter}x{number}ord" for letter in "abcdefghijkl") for number in range(2)] * 3
    first, second = named(answers, many)
    assert sum(term.startswith(("im", "illegal im")) for term in first.terms) == 1
    assert sum("border" in term for term in first.terms) == 1
    assert len(second.terms) <= 8


def test_a_misspelling_of_a_common_word_is_no_term() -> None:
    label, _ = named([*["terrorism at the border"] * 40, *["the bordar", "bordar police", "police"] * 2], PARKING)
    assert "police" in label.terms
    assert not any("bordar" in term for term in label.terms)


@pytest.mark.parametrize(
    "answers",
    [["cheese"] * 3, ["go on", "go on"], ["one thing only"], ["cold food, warm beer", "cold food", "warm beer"], ["a", "b c"]],
    ids=["one word", "all grammar", "one answer", "two points", "letters"],
)
def test_the_description_is_one_sentence_that_quotes_only_what_was_written(answers: list[str]) -> None:
    label, _ = named(answers, PARKING)
    assert re.fullmatch(r"[A-Z][^.]*\.", label.description)
    for quoted in re.findall("“([^”]+)”", label.description):
        assert any(quoted.casefold() in answer.casefold() for answer in answers)


def test_the_description_adds_what_else_members_mention_and_how_many() -> None:
    answers = ["the computers are slow", "slow computers", "computers and wifi", "wifi", "computers", "more computers"]
    label, _ = named(answers, PARKING)
    assert label.description == "Most people here mention “computers”; many also mention “wifi” or “slow”."


def test_the_order_in_which_answers_came_changes_no_name() -> None:
    answers = ["the noise", "noise at night", "all the noise", "the dust", "dust on the cars", "so much dust", "a smell"]
    assert named(answers, PARKING) == named(answers[::-1], PARKING[::-1])
