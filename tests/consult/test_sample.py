"""The sample consultation is what its description says: a hundred answers whose themes are known."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from consult.sample.read import SampleAnswer, SampleReply, closest_reply, sample_answers, sample_definition

THEMES = (
    "clinical-leadership",
    "less-bureaucracy",
    "daily-contact",
    "whole-community",
    "trust-doctors",
    "no-time",
    "same-again",
    "money",
)
OUTSIDE = ("cynic", "joke", "off-topic", "non-answer", "blank")
DISPOSITIONS = {"accepted", "accepted-in-part", "not-accepted", "out-of-scope", "already-so"}
PERSONAL = {
    "phone": (r"(?:\+44|\b0)(?:[\s-]?\d){9,10}\b", "01632 960 001"),
    "postcode": (r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", "ZZ99 3CZ"),
    "e-mail": (r"[^\s@]+@[^\s@]+\.[a-z]{2,}", "nobody@example.org"),
    "NHS number": (r"\b\d{3}\s?\d{3}\s?\d{4}\b", "999 000 0000"),
}


def coded_by_hand() -> dict[str, set[str]]:
    """Answer id to the codes a person gave it, read apart from the loader, which leaves them out."""
    lines = (files("consult.sample") / "answers.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return {row["id"]: set(row["themes_by_hand"].split("|")) for row in csv.DictReader(lines)}


def people(theme: str, area: str = "") -> int:
    """How many people hold a theme by hand, in one area or in both."""
    codes = coded_by_hand()
    return sum(theme in codes[answer.id] for answer in sample_answers() if area in ("", answer.area))


def per_hundred(theme: str, area: str) -> float:
    """Share of the people of an area who wrote something."""
    return 100 * people(theme, area) / sum(answer.area == area and answer.text != "" for answer in sample_answers())


def words(answer: SampleAnswer) -> list[str]:
    return answer.text.split()


def raw_definition() -> Any:
    return json.loads((files("consult.sample") / "consultation.json").read_text(encoding="utf-8"))


def nodes(raw: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in the definition with the path to it."""
    yield path, raw
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from nodes(value, f"{path}/{key}")
    elif isinstance(raw, list):
        for number, value in enumerate(raw):
            yield from nodes(value, f"{path}/{number}")


def test_a_hundred_people_were_asked_and_three_left_it_blank() -> None:
    answers = sample_answers()
    assert [answer.id for answer in answers] == [f"r{number:03}" for number in range(1, 101)]
    assert len(answers) == sample_definition().asked
    assert sum(answer.text == "" for answer in answers) == 3


def test_every_capacity_and_both_areas_are_heard() -> None:
    capacities = Counter(answer.capacity for answer in sample_answers())
    assert set(capacities) == {"patient", "carer", "gp", "nurse", "manager", "councillor", "voluntary"}
    assert min(capacities.values()) >= 5, "a smaller group could not be shown: its cells would all be suppressed"
    areas = Counter(answer.area for answer in sample_answers())
    assert set(areas) == {"Harbour", "Hill"}
    assert min(areas.values()) >= 40


def test_closed_answers_are_choices_of_their_question_or_left_out() -> None:
    for question in sample_definition().questions:
        keys = {choice.key for choice in question.choices}
        given = [getattr(answer, question.key) for answer in sample_answers()] if keys else []
        assert set(given) <= (keys if question.required else keys | {""})
        assert keys <= set(given), f"nobody chose one of the choices of {question.key}"


def test_most_people_consent_to_be_quoted_and_some_do_not() -> None:
    consenting = sum(answer.consent_to_quote for answer in sample_answers())
    assert 80 <= consenting <= 95


@pytest.mark.parametrize(
    ("theme", "fewest", "most"),
    [
        ("clinical-leadership", 30, 34),
        ("less-bureaucracy", 15, 18),
        ("daily-contact", 13, 15),
        ("whole-community", 11, 13),
        ("trust-doctors", 9, 11),
        ("no-time", 11, 13),
        ("same-again", 10, 12),
        ("money", 8, 10),
        ("cynic", 1, 1),
        ("non-answer", 2, 2),
        ("blank", 3, 3),
    ],
)
def test_each_hidden_theme_is_held_by_about_as_many_people_as_was_meant(theme: str, fewest: int, most: int) -> None:
    assert fewest <= people(theme) <= most


def test_a_handful_of_jokes_and_off_topic_answers_belong_to_no_theme() -> None:
    aside = [codes for codes in coded_by_hand().values() if codes & {"joke", "off-topic"}]
    assert 4 <= len(aside) <= 5
    assert all(len(codes) == 1 for codes in aside)


def test_clinical_leadership_is_clearly_the_most_common_theme() -> None:
    counts = sorted((people(theme), theme) for theme in THEMES)
    assert counts[-1][1] == "clinical-leadership"
    assert counts[-1][0] >= 1.5 * counts[-2][0]


def test_every_answer_is_coded_and_only_real_themes_are_combined() -> None:
    for answer in sample_answers():
        codes = coded_by_hand()[answer.id]
        assert codes <= {*THEMES, *OUTSIDE}
        assert codes <= set(THEMES) or len(codes) == 1
        assert (codes == {"blank"}) == (answer.text == "")


def test_some_answers_make_several_points() -> None:
    several = [codes for codes in coded_by_hand().values() if len(codes) > 1]
    assert 15 <= len(several) <= 30
    assert max(len(codes) for codes in several) == 3


def test_harbour_speaks_of_clinicians_and_community_and_hill_of_time_and_red_tape() -> None:
    """Harbour: clinical leadership 38 against 24 in a hundred, the whole community 19 against 4.
    Hill: no time 22 against 2, bureaucracy 24 against 10. At least ten in a hundred lie between them each time."""
    for theme in ("clinical-leadership", "whole-community"):
        assert per_hundred(theme, "Harbour") - per_hundred(theme, "Hill") > 10
    for theme in ("no-time", "less-bureaucracy"):
        assert per_hundred(theme, "Hill") - per_hundred(theme, "Harbour") > 10


def test_answers_run_from_two_words_to_three_paragraphs() -> None:
    lengths = [len(words(answer)) for answer in sample_answers() if answer.text]
    assert min(lengths) == 2
    assert max(lengths) > 150
    assert max(answer.text.count("\n\n") + 1 for answer in sample_answers()) == 3


def test_only_very_short_answers_may_repeat_each_other() -> None:
    longer = [tuple(re.findall(r"\w+", answer.text.casefold())) for answer in sample_answers() if len(words(answer)) > 3]
    assert len(set(longer)) == len(longer)


def test_no_two_longer_answers_open_with_the_same_four_words() -> None:
    openings = Counter(tuple(words(answer)[:4]) for answer in sample_answers() if len(words(answer)) > 6)
    assert openings.most_common(1)[0][1] == 1


@pytest.mark.parametrize("kind", PERSONAL)
def test_no_answer_holds_personal_data(kind: str) -> None:
    pattern, example = PERSONAL[kind]
    assert re.search(pattern, f"call {example} now", re.IGNORECASE), "the pattern would find nothing"
    assert not [answer.id for answer in sample_answers() if re.search(pattern, answer.text, re.IGNORECASE)]


def test_answers_keep_their_words_and_line_breaks_exactly() -> None:
    for answer in sample_answers():
        assert answer.text == answer.text.strip()
        assert not set(answer.text) & {"\r", "\t", "�"}


def test_the_hand_coding_never_reaches_the_service() -> None:
    assert not [name for name in SampleAnswer.__dataclass_fields__ if "theme" in name or "hand" in name]


def test_every_text_of_the_definition_is_in_english_and_welsh() -> None:
    texts = [(path, raw) for path, raw in nodes(raw_definition()) if isinstance(raw, dict) and {"en", "cy"} & set(raw)]
    assert len(texts) > 60
    for path, text in texts:
        assert set(text) == {"en", "cy"}, path
        assert text["en"].strip(), path
        assert text["cy"].strip(), path
        assert text["en"] != text["cy"], f"{path} was not translated"


def test_no_words_for_the_public_stand_in_one_language_only() -> None:
    loose = [
        path
        for path, raw in nodes(raw_definition())
        if isinstance(raw, str) and " " in raw and not path.endswith(("/en", "/cy")) and "/cues/" not in path
    ]
    assert loose == []


def test_the_notice_says_that_nobody_was_asked() -> None:
    assert sample_definition().notice.en == (
        "Illustrative: this consultation and its answers were written to show how Our Survey Said works. Nobody was asked."
    )


def test_the_main_question_is_free_text_and_the_others_are_choices() -> None:
    questions = {question.key: question for question in sample_definition().questions}
    assert list(questions) == ["difference", "heard_of_change", "expect", "capacity", "area"]
    main = questions.pop("difference")
    assert (main.kind, main.purpose, main.choices) == ("long_text", "main", ())
    assert main.wording.en == "What will be the difference between a PCT and a Clinical Commissioning Group?"
    assert {question.kind for question in questions.values()} == {"single_choice"}
    assert [question.purpose for question in questions.values()] == ["", "", "capacity", "area"]


def test_the_decision_answers_every_theme_and_the_lone_view_once() -> None:
    replies = sample_definition().decision.replies
    assert [reply.theme for reply in replies] == [*THEMES, "cynic"]
    assert {reply.disposition for reply in replies} == DISPOSITIONS
    assert all(len(reply.reason.en.split()) >= 40 for reply in replies), "a resident would not feel answered"


@pytest.mark.parametrize("reply", sample_definition().decision.replies, ids=lambda reply: str(reply.theme))
def test_a_reply_is_found_by_the_words_of_its_own_theme(reply: SampleReply) -> None:
    assert closest_reply(sample_definition().decision.replies, [reply.name.en.upper()]) == reply


def test_a_theme_that_no_reply_was_written_for_gets_none() -> None:
    replies = sample_definition().decision.replies
    assert closest_reply(replies, ["Bins", "football"]) is None
    assert closest_reply(replies, []) is None
    assert closest_reply((), ["Clinical leadership"]) is None


def test_a_person_who_makes_one_point_is_given_the_reply_to_it() -> None:
    replies, codes = sample_definition().decision.replies, coded_by_hand()
    single = [answer for answer in sample_answers() if len(codes[answer.id]) == 1 and codes[answer.id] <= set(THEMES)]
    found = [closest_reply(replies, re.findall(r"\w+", answer.text)) for answer in single]
    right = sum(reply is not None and {reply.theme} == codes[answer.id] for reply, answer in zip(found, single, strict=True))
    assert right >= 0.85 * len(single)
