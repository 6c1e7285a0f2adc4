"""Form letters among answers: who is in which, what they share, what each added; planted truth from invented letters."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.campaigns import CampaignSettings, find_campaigns, own_words
from nlp.tokens import words
from nlp.types import Campaign, Comment
from tests.nlp.planted_campaigns import ADDED, LETTERS, edited, own_answer, planted, reordered

SIZES = (200, 120, 40)


def copies(text: str, number: int, prefix: str = "c") -> list[Comment]:
    return [Comment(f"{prefix}{at}", text) for at in range(number)]


def ids(campaign: Campaign) -> set[str]:
    return {member.answer_id for member in campaign.members}


def recall_and_precision(found: tuple[Campaign, ...], truth: dict[str, int], letter: int) -> tuple[float, float]:
    gold = {answer for answer, which in truth.items() if which == letter}
    best = max(map(ids, found), key=lambda members: len(members & gold), default=set())
    return len(best & gold) / len(gold), len(best & gold) / max(1, len(best))


@pytest.mark.parametrize("share", [0.1, 0.2, 0.33])
@pytest.mark.parametrize("seed", [1, 2])
def test_three_edited_campaigns_are_found_among_two_thousand_answers(share: float, seed: int) -> None:
    comments, truth = planted(share, SIZES, 2000, seed)
    found = find_campaigns(comments)
    for letter in range(len(SIZES)):
        recall, precision = recall_and_precision(found, truth, letter)
        assert recall >= 0.98
        assert precision >= 0.98
    assert sum(campaign.submissions for campaign in found) <= 1.02 * sum(SIZES)


@pytest.mark.parametrize("size", [3, 5, 10])
def test_a_small_campaign_with_a_fifth_of_its_words_changed_is_found(size: int) -> None:
    comments, truth = planted(0.2, (size,), 1000, seed=size)
    recall, precision = recall_and_precision(find_campaigns(comments), truth, 0)
    assert (recall, precision) == (1.0, 1.0)


def test_people_who_write_for_themselves_are_no_campaign() -> None:
    chance = random.Random(5)
    assert find_campaigns([Comment(f"a{at}", own_answer(chance)) for at in range(500)]) == ()


@pytest.mark.parametrize("text", ["more parking", "nothing", "The staff were kind and the ward was clean."])
def test_what_many_say_in_a_few_words_is_no_campaign(text: str) -> None:
    assert find_campaigns(copies(text, 50)) == ()


def test_two_alike_are_no_campaign_and_three_are() -> None:
    assert find_campaigns(copies(LETTERS[0], 2)) == ()
    (campaign,) = find_campaigns(copies(LETTERS[0], 3))
    assert (campaign.submissions, campaign.distinct_texts, campaign.exact_duplicates) == (3, 1, 2)


def test_a_saying_inside_answers_of_ones_own_is_no_campaign() -> None:
    chance = random.Random(2)
    saying = "the rich are getting richer and the poor are getting poorer"
    told = [Comment(f"a{at}", f"{own_answer(chance)} {saying}. {own_answer(chance)}") for at in range(30)]
    assert find_campaigns(told) == ()


def test_repeating_the_question_is_no_campaign() -> None:
    question = "What will be the difference between a primary care trust and a clinical commissioning group?"
    chance = random.Random(3)
    said = "The difference between a primary care trust and a clinical commissioning group will be that "
    told = [Comment(f"a{at}", said + own_answer(chance).lower()) for at in range(20)]
    assert find_campaigns(told, CampaignSettings(question=question)) == ()


def test_case_punctuation_and_spacing_make_no_distinct_text() -> None:
    plain = LETTERS[1].replace(",", "").replace(".", "")
    told = [
        Comment("a", LETTERS[1]),
        Comment("b", LETTERS[1].upper()),
        Comment("c", f"  {plain}\n"),
        Comment("d", LETTERS[1] + " Yes!"),
    ]
    (campaign,) = find_campaigns(told)
    assert (campaign.submissions, campaign.distinct_texts) == (4, 2)


@pytest.mark.parametrize("extra", ADDED)
def test_what_a_person_added_is_kept_word_for_word(extra: str) -> None:
    first, rest = LETTERS[0].split(". ", 1)
    texts = (f"{LETTERS[0]} {extra}", f"{extra} {LETTERS[0]}", f"{first}. {extra} {rest}")
    told = [*copies(LETTERS[0], 9), *(Comment(f"p{at}", text) for at, text in enumerate(texts))]
    (campaign,) = find_campaigns(told)
    assert (campaign.submissions, campaign.distinct_texts, campaign.personal_additions) == (12, 4, 3)
    added = own_words([campaign])
    for at, text in enumerate(texts):
        assert [text[start:end] for start, end in added[f"p{at}"]] == [extra]


def test_greetings_and_names_are_neither_template_nor_additions() -> None:
    names = ("Ada Quill", "Bram Oakes", "Cleo Marsh", "Dov Penn")
    told = [Comment(name, f"Dear Councillor,\n{LETTERS[2]}\nYours sincerely,\n{name}") for name in names]
    (campaign,) = find_campaigns(told)
    assert campaign.personal_additions == 0
    assert not any(part in campaign.template for name in names for part in name.split())


def test_sentences_in_another_order_are_the_same_letter() -> None:
    chance = random.Random(9)
    told = [Comment(f"r{at}", reordered(LETTERS[0], chance)) for at in range(8)]
    (campaign,) = find_campaigns(told)
    assert campaign.submissions == 8
    assert campaign.personal_additions == 0


def test_the_template_is_the_letter_though_nobody_sent_it_unchanged() -> None:
    chance = random.Random(4)
    told = [Comment(f"e{at}", edited(LETTERS[0], 0.2, chance)) for at in range(60)]
    (campaign,) = find_campaigns(told)
    ours, theirs = words(campaign.template), words(LETTERS[0])
    assert len(set(ours) & set(theirs)) >= 0.9 * len(set(theirs))
    assert abs(len(ours) - len(theirs)) <= 0.15 * len(theirs)


def test_a_letter_that_grew_by_chains_of_edits_keeps_only_what_is_like_its_template() -> None:
    """A to B to C, each a third from the one before: the ends share next to nothing, and are not one campaign."""
    chance = random.Random(8)
    chain = [LETTERS[0]]
    for _ in range(12):
        chain.append(edited(chain[-1], 0.33, chance))
    found = find_campaigns([Comment(f"a{at:02}", text) for at, text in enumerate(chain)])
    assert not any({"a00", "a12"} <= ids(campaign) for campaign in found)


def test_two_answers_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two answers have the id 'a'"):
        find_campaigns([Comment("a", "x"), Comment("a", "y")])


def test_settings_out_of_range_are_refused_by_name_and_value() -> None:
    with pytest.raises(ValueError, match="least_words must be 8 or more, not 2"):
        CampaignSettings(least_words=2)
    with pytest.raises(ValueError, match="least_members must be 2 or more, not 1"):
        CampaignSettings(least_members=1)


def test_no_answers_hold_no_campaign() -> None:
    assert find_campaigns([]) == ()
    assert find_campaigns([Comment("a", ""), Comment("b", "🙂"), Comment("c", "مرحبا")]) == ()


MIXED = planted(0.25, (12, 6, 4), 60, seed=7)[0] + [Comment("odd1", "İstanbul ß ﬁ 🙂 " + LETTERS[1]), Comment("odd2", "🙂" * 50)]
EXPECTED = find_campaigns(MIXED)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_any_order_of_rows_gives_the_same_campaigns(chance: random.Random) -> None:
    shuffled = list(MIXED)
    chance.shuffle(shuffled)
    assert find_campaigns(shuffled) == EXPECTED


PIECES = st.sampled_from((*LETTERS, *ADDED, *LETTERS[0].split(". "), "ẞtraße İ 🙂", "\n\n", "Dear Sir,", "ﬃ", "—"))


@given(st.lists(st.lists(PIECES, max_size=4).map(" ".join), max_size=14))
@settings(max_examples=60, deadline=None)
def test_spans_are_exact_sums_reconcile_and_nobody_is_in_two(texts: list[str]) -> None:
    comments = [Comment(f"a{at}", text) for at, text in enumerate(texts)]
    stored = {comment.id: comment.text for comment in comments}
    found = find_campaigns(comments)
    everyone = [member for campaign in found for member in campaign.members]
    assert len({member.answer_id for member in everyone}) == len(everyone)
    for member in everyone:
        text, edge = stored[member.answer_id], 0
        for start, end in member.additions:
            assert edge <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            edge = end
    for campaign in found:
        assert campaign.submissions == len(campaign.members) == campaign.distinct_texts + campaign.exact_duplicates
        assert campaign.personal_additions == sum(bool(member.additions) for member in campaign.members)
