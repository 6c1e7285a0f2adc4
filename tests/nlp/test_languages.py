"""Answers in several languages: each is noticed, themed apart in its own words, or listed for somebody who can read it."""

import pickle
import random
from dataclasses import replace
from functools import cache

import pytest

from nlp.languages import FEWEST_OF_A_LANGUAGE, listen, parted, vote
from nlp.lexicons import ENGLISH, FUNCTION_WORDS, lexicon
from nlp.remainder import FEW_OF_A_LANGUAGE
from nlp.segments import segments, together
from nlp.theming import find_themes
from nlp.types import Comment, Settings, Theming
from tests.nlp.foreign_answers import ARABIC, CHINESE, GERMAN, LOANS, POLISH, TWO_IN_GERMAN, WELSH
from tests.nlp.foreign_answers import ENGLISH as IN_ENGLISH

QUESTION = "What should we improve?"
MIXED = [*IN_ENGLISH * 5, *LOANS, *WELSH, *POLISH, *TWO_IN_GERMAN]


def comments(texts: list[str] | tuple[str, ...]) -> list[Comment]:
    return [Comment(f"r{at:03}", text) for at, text in enumerate(texts)]


def names(theming: Theming, language: str) -> set[str]:
    return {theme.name for theme in theming.themes if theme.language == language}


@cache
def themed(answers: tuple[str, ...]) -> Theming:
    return find_themes(comments(answers), Settings())


@pytest.fixture(scope="module")
def mixed() -> Theming:
    return find_themes(comments(MIXED), Settings(question=QUESTION))


def test_each_answer_of_a_mixed_set_is_taken_for_the_language_it_is_in() -> None:
    spoken = listen(MIXED)
    assert spoken.main == "en"
    for language, texts in {"en": (*IN_ENGLISH, *LOANS), "cy": WELSH, "pl": POLISH, "de": TWO_IN_GERMAN}.items():
        assert {text: spoken.language(text) for text in texts} == dict.fromkeys(texts, language)


def test_welsh_and_polish_answers_have_themes_of_their_own_on_the_same_board(mixed: Theming) -> None:
    assert names(mixed, "cy") == {"Parcio", "Bysiau", "Meddyg"}
    assert {"Kolejki", "Tłumacz"} <= names(mixed, "pl")
    assert {theme.language for theme in mixed.themes} == {"en", "cy", "pl"}
    counts = [theme.count for theme in mixed.themes]
    assert counts == sorted(counts, reverse=True)
    assert all(theme.per_hundred == round(100 * theme.count / mixed.answered, 1) for theme in mixed.themes)


def test_no_theme_mixes_languages(mixed: Theming) -> None:
    spoken, texts = listen(MIXED), {comment.id: comment.text for comment in comments(MIXED)}
    for theme in mixed.themes:
        members = {coding.answer_id for coding in mixed.codings if coding.theme_id == theme.id}
        assert {spoken.language(texts[member]) for member in members} == {theme.language}


def test_too_few_answers_in_a_language_are_listed_with_what_to_do(mixed: Theming) -> None:
    listed = [one for one in mixed.unplaced if one.reason == "other-language"]
    assert [one.answer_id for one in listed] == [comment.id for comment in comments(MIXED) if comment.text in TWO_IN_GERMAN]
    assert all("German" in one.explanation and "translated" in one.explanation for one in listed)


def test_the_notes_say_which_languages_were_noticed_and_how_many_answers_are_in_each(mixed: Theming) -> None:
    told = " ".join(mixed.notes)
    assert "30 answers are in Welsh" in told
    assert "15 answers are in Polish" in told
    assert "2 answers are in German" in told
    assert "in English" not in told


def test_everybody_in_a_mixed_set_is_accounted_for(mixed: Theming) -> None:
    placed = {coding.answer_id for coding in mixed.codings}
    outside = [one.answer_id for one in mixed.unplaced]
    assert sorted([*placed, *outside]) == [comment.id for comment in comments(MIXED)]
    assert next(rule for rule in mixed.rules if rule.name == "Everyone is accounted for").held


def test_the_order_of_rows_changes_nothing_in_a_mixed_set(mixed: Theming) -> None:
    shuffled = comments(MIXED)
    random.Random(2).shuffle(shuffled)
    assert find_themes(shuffled, Settings(question=QUESTION)) == mixed


def test_a_set_in_english_says_nothing_of_languages() -> None:
    theming = find_themes(comments(IN_ENGLISH * 3 + LOANS), Settings(question=QUESTION))
    assert theming.notes == ()
    assert {theme.language for theme in theming.themes} == {"en"}


@pytest.mark.parametrize(
    ("language", "answers", "expected"),
    [
        ("cy", WELSH, {"Parcio", "Bysiau", "Meddyg"}),
        ("de", GERMAN, {"Kindergarten", "Radwege", "Busse"}),
        ("zh", CHINESE, {"停车场", "公交车", "翻译"}),
        ("ar", ARABIC, {"الحافلات", "مترجم"}),
    ],
)
def test_a_set_wholly_in_another_language_is_themed_in_it(language: str, answers: tuple[str, ...], expected: set[str]) -> None:
    theming = themed(answers)
    assert expected <= names(theming, language)
    assert {theme.language for theme in theming.themes} == {language}
    placed = {coding.answer_id for coding in theming.codings}
    assert len(placed) >= 0.85 * len(answers)
    for theme in theming.themes:
        for quote in theme.quotes:
            assert answers[int(quote.answer_id[1:])][quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("language", "answers"), [("cy", WELSH), ("pl", POLISH), ("de", GERMAN), ("zh", CHINESE), ("ar", ARABIC), ("en", IN_ENGLISH)]
)
def test_every_answer_of_a_set_in_one_language_is_in_that_language(language: str, answers: tuple[str, ...]) -> None:
    spoken = listen(answers)
    assert spoken.main == language
    assert {text: spoken.language(text) for text in answers} == dict.fromkeys(answers, language)


@pytest.mark.parametrize("answers", [WELSH, POLISH, GERMAN, ARABIC], ids=["Welsh", "Polish", "German", "Arabic"])
def test_names_and_terms_neither_begin_nor_end_on_a_word_of_grammar(answers: tuple[str, ...]) -> None:
    theming = themed(answers)
    for theme in theming.themes:
        known = lexicon(theme.language)
        for phrase in (theme.name, *theme.terms):
            words = known.words(phrase)
            assert words[-1] not in known.edges
            assert words[0] not in known.edges - known.openers


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ce qui me gêne le plus, c'est l'attente à l'hôpital", "fr"),
        ("No hay suficientes autobuses por la noche", "es"),
        ("Non ci sono abbastanza autobus e sono sempre in ritardo", "it"),
        ("Os autocarros não passam com frequência na nossa rua", "pt"),
        ("Er zijn niet genoeg bussen en ze komen altijd te laat", "nl"),
        ("Autobuzele nu vin la timp și sunt prea puține", "ro"),
        ("Bussarna kommer alltid för sent och det finns inte många", "sv"),
        ("Bussit ovat aina myöhässä ja niitä on liian vähän", "fi"),
        ("A buszok mindig késnek, és nincs belőlük elég", "hu"),
        ("Otobüsler çok geç geliyor ve daha fazla sefer olmalı", "tr"),
        ("Níl go leor busanna ann agus bíonn siad déanach i gcónaí", "ga"),
        ("Chan eil busaichean gu leòr ann agus tha iad daonnan fadalach", "gd"),
        ("Автобусы всегда опаздывают, и их очень мало", "ru"),
        ("Автобуси завжди запізнюються, і їх дуже мало", "uk"),
        ("Автобусите винаги закъсняват и са много малко", "bg"),
        ("Τα λεωφορεία αργούν πάντα και δεν είναι αρκετά", "el"),
        ("האוטובוסים תמיד מאחרים ואין מספיק מהם", "he"),
        ("بسیں ہمیشہ دیر سے آتی ہیں اور کم ہیں", "ur"),
        ("اتوبوس‌ها همیشه دیر می‌رسند و خیلی کم هستند", "fa"),
        ("बसें हमेशा देर से आती हैं", "hi"),
        ("বাস সবসময় দেরি করে আসে", "bn"),
        ("ਬੱਸਾਂ ਹਮੇਸ਼ਾ ਦੇਰ ਨਾਲ ਆਉਂਦੀਆਂ ਹਨ", "pa"),
        ("બસો હંમેશા મોડી આવે છે", "gu"),
        ("பேருந்துகள் எப்போதும் தாமதமாக வருகின்றன", "ta"),
        ("バスはいつも遅れて来ます", "ja"),
        ("버스가 항상 늦게 와요", "ko"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert vote(text).candidates[0] == language


def test_a_single_word_belongs_to_the_language_whose_answers_alone_use_it() -> None:
    spoken = listen(["We need more jobs and the buses are late"] * 3 + list(WELSH))
    assert spoken.main == "cy"
    english = listen(["We need more jobs and the buses are late", "There is nothing for the young to do"] * 20 + list(WELSH))
    assert english.main == "en"
    assert english.language("Meddyg") == "cy"
    assert english.language("Jobs") == english.language("Ynys Môn") == "en"


def test_single_words_without_any_grammar_are_taken_for_english_or_the_question_s_language() -> None:
    fruit = ["banana", "mango", "kiwi", "papaya", "lemon"] * 4
    assert listen(fruit).main == "en"
    assert listen(fruit, "Welche Früchte essen Sie am liebsten und warum?").main == "de"


def test_a_language_is_themed_apart_from_ten_answers_on() -> None:
    answers = comments([*IN_ENGLISH * 3, *POLISH[:FEWEST_OF_A_LANGUAGE]])
    spoken = listen(comment.text for comment in answers)
    assert [part.language for part in parted(answers, spoken).parts] == ["en", "pl"]
    fewer = parted(answers[:-1], spoken)
    assert [part.language for part in fewer.parts] == ["en"]
    assert len(fewer.unread) == FEWEST_OF_A_LANGUAGE - 1


def test_non_answers_are_known_by_the_words_of_their_language() -> None:
    texts = [*GERMAN, "weiß nicht", "Keine Ahnung", "nichts"]
    reasons = {one.answer_id: one.reason for one in find_themes(comments(texts), Settings(question=QUESTION)).unplaced}
    silent = [comment.id for comment in comments(texts)[len(GERMAN) :]]
    assert [reasons.get(answer_id) for answer_id in silent[:2]] == ["non-answer", "non-answer"]
    assert reasons.get(silent[2]) != "non-answer"  # "nothing" answers a question that asks what to improve


def test_a_welsh_word_counts_with_its_mutated_forms() -> None:
    theming = themed(WELSH)
    parcio = next(theme for theme in theming.themes if theme.name == "Parcio")
    soft = {comment.id for comment in comments(WELSH) if "barcio" in comment.text}
    assert len(soft) == 3
    assert soft <= {coding.answer_id for coding in theming.codings if coding.theme_id == parcio.id}


def test_text_without_spaces_is_cut_into_pairs_that_join_again() -> None:
    assert segments("停车场太贵了。") == ["停车", "车场", "场太", "太贵", "贵了"]
    assert together(["停车", "车场"]) == "停车场"
    assert together(["l'", "attente", "à", "l'", "hôpital"]) == "l'attente à l'hôpital"


def test_signs_above_and_below_letters_stay_with_their_words() -> None:
    assert lexicon("hi").words("हिन्दी में सेवा") == ["हिन्दी", "में", "सेवा"]
    assert ENGLISH.words("cafe\u0301") == ["cafe\u0301"]


@pytest.mark.parametrize("language", sorted(FUNCTION_WORDS))
def test_every_language_reads_its_own_grammar_as_grammar(language: str) -> None:
    known = lexicon(language)
    told = {word for word in FUNCTION_WORDS[language].split() if known.content(word) is not None}
    assert {known.stem(word) for word in told} <= known.negation_stems
    assert known.content("xylophon") is not None


def test_lexicons_are_equal_by_language_and_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(lexicon("cy"))) is lexicon("cy")
    assert lexicon("cy") == replace(lexicon("cy"), nameless=frozenset({"x"}))
    assert lexicon("cy") != lexicon("de")


def test_a_language_that_few_of_very_many_wrote_in_has_views_of_its_own_but_no_place_on_the_board() -> None:
    answers = comments([*IN_ENGLISH * 100, *POLISH[:12]])
    polish = {answer.id for answer in answers[-12:]}
    theming = find_themes(answers, Settings(question=QUESTION))
    assert {theme.language for theme in theming.themes} == {"en"}
    views = [view for view in theming.minority if view.language == "pl"]
    assert views
    assert {view.rule for view in views if view.count > 1} == {FEW_OF_A_LANGUAGE}
    held = {coding.answer_id for coding in theming.codings} | {one.answer_id for one in theming.unplaced}
    assert polish <= held
    assert sum(view.count for view in views) == len(polish & {coding.answer_id for coding in theming.codings})
