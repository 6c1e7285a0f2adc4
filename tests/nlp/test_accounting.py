"""Nobody's answer disappears, whatever people write: each is in a theme, a view of few, unplaced with the reason, or blank."""

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consult.theming.accounting import check_accounts
from nlp.theming import NothingToTheme, find_themes
from nlp.types import Comment, Settings, Theming
from tests.nlp.planted_views import planted

QUESTION = "What should we change?"
LETTER = (
    "The nurses on ward {at} were kind and the food was cold. I wrote to the council about the lift on {day}. "
    "Nobody answered me, and the car park by gate {at} was full again."
)
SCRIPTS = (
    "الخدمة كانت ممتازة والطبيب لطيف",
    "השירות היה טוב מאוד",
    "服务很好但是等待时间太长",
    "सेवा बहुत अच्छी थी",
    "บริการดีมาก แต่รอนาน",
    "Η εξυπηρέτηση ήταν καλή",
    "Обслуживание было хорошим",
    "L'attente était trop longue",
    "Die Wartezeit war zu lang",
    "La espera fue demasiado larga",
    "서비스가 좋았습니다",
    "サービスが良かったです",
    "Dịch vụ rất tốt",
    "Usługa była bardzo dobra",
    "ਸੇਵਾ ਬਹੁਤ ਵਧੀਆ ਸੀ",
    "সেবা খুব ভালো ছিল",
)


def comments(*texts: str) -> list[Comment]:
    return [Comment(f"r{at:05d}", text) for at, text in enumerate(texts)]


def accounted(theming: Theming, answers: list[Comment]) -> None:
    check_accounts(theming, answers)  # in exactly one list, counts of distinct people, quotes that are what was written
    texts = {answer.id: answer.text for answer in answers}
    told = [one.answer_id for one in theming.unplaced] + list(theming.blank)
    assert len(told) == len(set(told))
    crowned = Counter(coding.answer_id for coding in theming.codings if coding.primary)
    assert crowned == dict.fromkeys({coding.answer_id for coding in theming.codings}, 1)
    assert all(0 <= coding.start < coding.end <= len(texts[coding.answer_id]) for coding in theming.codings)
    assert set(theming.surprising) <= texts.keys() - set(theming.blank)
    assert len(set(theming.surprising)) == len(theming.surprising) <= max(0, len(texts) // 20)
    assert all(view.count == len(view.quotes) or view.count > len(view.quotes) > 0 for view in theming.minority)


def themed(answers: list[Comment]) -> Theming | None:
    try:
        return find_themes(answers, Settings(question=QUESTION))
    except NothingToTheme:
        return None


ODD = {
    "emoji only": ["😀", "👍👍", "❤️", "🤷🏽‍♀️ 🤷🏽‍♀️", "👩‍👩‍👧‍👦", "more parking 🚗", "😡"] * 3,
    "right to left": ["שירות טוב", "الخدمة بطيئة", "‏more parking‏", "\u202eparking more\u202c", "\u2067السيارات\u2069"] * 5,
    "combining characters": ["cafe\u0301 please", "café please", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́", "\u0301", "n\u0303o\u0308"] * 5,
    "lone surrogates": ["more parking \ud83d", "\udc00", "\ud800\udbff here", "cold \udfff food"] * 4,
    "control characters": ["more\x00parking", "\x00", "cold\x07food\x1b[31m", "\x7f\x80", "a\u2028b", "\x0bfood"] * 3,
    "zero width": ["\u200b", "more\u200bparking", "\u200d\u200c\ufeff", "\ufeffmore parking", "cold\u2060food", "\u00ad"] * 4,
    "one long letter": [" ".join(LETTER.format(at=at, day=at % 31) for at in range(430)), *["cold food", "more parking"] * 20],
    "all equal": ["More parking."] * 10_000,
    "nothing but stop words": ["it is", "they are", "of the", "so be it", "and then some"] * 6,
    "one": ["more parking"],
    "two": ["more parking", "cold food"],
    "one blank and one answer": ["", "cold food"],
    "one word each": [f"{first}{second}" for first in "bdfgklmnprst" for second in ("ollo", "arran", "izzen", "ugg", "epit")],
    "many languages": [f"{text} {at % 3}" for at, text in enumerate(SCRIPTS * 25)],
    "markup": ["<b>more</b> parking", "<script>alert('x')</script>", "<!-- -->", "&lt;p&gt; &amp;", "{{ 7*7 }}", "'; DROP--"] * 4,
    "one endless word": ["a" * 100_000, "ab" * 50_000, *["more parking", "cold food"] * 10],
    "numbers": ["1", "2", "3", "10 000", "-5", "3.14", "٣", "½", "²", "Ⅷ"] * 3,
    "punctuation": ["...", "!!!", "?!", "—", "“”", "'", "ʼ", "ʼ parking", "'''food'''"] * 3,
    "white space": [" ", "\n\n", "\t", "\u3000", "\u00a0", "  more   parking  \n"] * 3,
    "a table": ["| a | b |\n|---|---|\n| parking | food |", "1. parking\n2. food\n3. lifts", "- parking", "a,b\r\nd,e"] * 4,
}  # fmt: skip


@pytest.mark.parametrize("texts", ODD.values(), ids=ODD.keys())
def test_every_answer_is_accounted_for_in_any_order_of_rows(texts: list[str]) -> None:
    answers = comments(*texts)
    shuffled = answers[:]
    random.Random(4).shuffle(shuffled)
    found = themed(answers)
    if found is not None:
        accounted(found, answers)
    assert themed(shuffled) == found


def test_a_set_with_all_of_it_is_accounted_for() -> None:
    chance = random.Random(8)
    odd = [text for name, texts in ODD.items() if name != "all equal" for text in sorted(set(texts))]
    answers = comments(*odd, *(comment.text for comment in planted(2, size=100).comments))
    chance.shuffle(answers)
    found = themed(answers)
    assert found is not None
    accounted(found, answers)


PIECES = [
    "parking",
    "cold food",
    "the",
    "not",
    "it",
    "?",
    "n/a",
    "lol",
    "😀",
    "שלום",
    "\x00",
    "\ud83d",
    "\u200b",
    "e\u0301",
    "<b>",
    "9",
    ". ",
]
piece = st.sampled_from(PIECES) | st.text(st.characters(), max_size=5)
answer = st.lists(piece, max_size=12).map(" ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(answer, min_size=1, max_size=60), st.integers(0, 40), st.randoms(use_true_random=False))
def test_whatever_people_write_nobody_is_lost(said: list[str], usual: int, chance: random.Random) -> None:
    answers = comments(*said, *["more parking please", "the food was cold"] * usual)
    shuffled = answers[:]
    chance.shuffle(shuffled)
    found = themed(answers)
    if found is not None:
        accounted(found, answers)
    assert themed(shuffled) == found
