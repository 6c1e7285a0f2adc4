"""The semantic engine, and detail from coarse to fine. All answers here are invented for these tests."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from nlp.semantic import running, why_not
from nlp.settling import fewest
from nlp.statics import MATRIX_FILE, TOKENIZER_FILE, NoStatics, read, statics
from nlp.theming import find_themes
from nlp.types import DETAILS, Comment, Engine, Settings, Theming

SEMANTIC = Settings(question="What should we change?", engine="semantic")

MONEY = ["cost", "price", "expense", "fee", "charge", "bill", "payment", "money"]
PETS = ["dog", "cat", "puppy", "kitten", "rabbit", "hamster", "pet", "animal"]
RAIN = ["rain", "snow", "storm", "wind", "hail", "thunder", "weather", "fog"]


def comments(texts: list[str]) -> list[Comment]:
    return [Comment(f"{at:04d}", text) for at, text in enumerate(texts)]


def of_few_shared_words() -> list[Comment]:
    """Three subjects; each answer has a word of its own subject that only one other person used."""
    return comments([word for words in (MONEY, PETS, RAIN) for word in words for _ in range(2)])


def of_narrow_points_within_broad_ones() -> list[Comment]:
    """Four subjects with ten points each; eight people make each point, no two in the same words."""
    points = {
        "parking": "machine tickets lighting barrier surface fines signs kerbs spaces coins",
        "library": "novels computers toilets carpets newspapers shelves printers heating maps chairs",
        "garden": "benches roses pond hedges playground gates fountain weeds fences compost",
        "school": "teachers lunches homework uniform football exams choir buses lessons holidays",
    }
    ways = [f"{do} the {{}} {{}} {when}" for do, when in product(["mend", "improve", "change", "replace"], ["today", "soon"])]
    return comments([way.format(subject, point) for subject, told in points.items() for point in told.split() for way in ways])


def theme_of(theming: Theming, people: list[Comment]) -> dict[str, str]:
    """The main theme of each answer's text."""
    text = {one.id: one.text for one in people}
    return {text[coding.answer_id]: coding.theme_id for coding in theming.codings if coding.primary}


def cosine(one: str, two: str) -> float:
    first, second = statics().of([one, two])
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))


def damaged(folder: Path, name: str) -> Path:
    """A copy of the two files in which one has a byte that it should not have."""
    for file in (MATRIX_FILE, TOKENIZER_FILE):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes((installed() / file).read_bytes() + (b" " if file == name else b""))
    return folder


def installed() -> Path:
    spec = find_spec("wordllama")
    assert spec is not None
    return Path(str(spec.origin)).parent


def test_words_near_in_meaning_are_nearer_than_words_near_in_spelling() -> None:
    assert cosine("doctor", "physician") > cosine("doctor", "document")
    assert cosine("price", "cost") > cosine("price", "prince")


def test_a_word_has_a_vector_however_strange_it_is() -> None:
    rows = statics().of(["zzzxqv", "naïve", "🙂", "a" * 500])
    assert rows.shape == (4, 256)
    assert np.isfinite(rows).all()


def test_the_loader_of_the_package_which_may_ask_the_network_is_never_imported() -> None:
    statics()
    assert "wordllama" not in sys.modules


def test_the_output_says_that_the_semantic_engine_ran() -> None:
    theming = find_themes(of_few_shared_words(), SEMANTIC)
    assert (theming.engine, theming.settings.engine) == ("semantic", "semantic")
    assert not any("engine" in note for note in theming.notes)


def test_the_semantic_engine_joins_words_that_no_answer_holds_together() -> None:
    people = of_few_shared_words()
    found = theme_of(find_themes(people, SEMANTIC), people)
    together = [found[one] == found[two] for words in (MONEY, PETS, RAIN) for one in words for two in words if one < two]
    apart = [found[one] != found[two] for one in MONEY for two in PETS + RAIN]
    assert sum(together) >= 0.25 * len(together)
    assert all(apart)


def test_the_semantic_engine_gives_the_same_in_any_order_of_rows() -> None:
    people = of_few_shared_words()
    assert find_themes(people, SEMANTIC) == find_themes(people[::-1], SEMANTIC)


def test_without_the_package_the_lexical_engine_runs_and_a_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    people = of_few_shared_words()
    monkeypatch.setitem(sys.modules, "wordllama", None)  # as if it were not installed
    theming = find_themes(people, SEMANTIC)
    assert theming.engine == "lexical"
    assert "The semantic engine could not run, because the package with its word vectors is not installed" in theming.notes[-1]
    assert theming.themes == find_themes(people, Settings(question=SEMANTIC.question)).themes


@pytest.mark.parametrize("name", [MATRIX_FILE, TOKENIZER_FILE])
def test_a_file_that_is_not_the_measured_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoStatics, match="is not the one that the method was measured with"):
        read(damaged(tmp_path, name))


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    (damaged(tmp_path, "") / MATRIX_FILE).unlink()
    with pytest.raises(NoStatics, match=r"l2_supercat_256\.safetensors of its word vectors is missing"):
        read(tmp_path)


def test_the_lexical_engine_asks_for_no_word_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordllama", None)
    theming = find_themes(of_few_shared_words(), Settings(question=SEMANTIC.question))
    assert theming.engine == "lexical"
    assert not any("engine" in note for note in theming.notes)
    assert why_not(theming.settings) == ""


def test_answers_in_another_language_are_left_to_the_lexical_engine() -> None:
    assert running(SEMANTIC, "en").engine == "semantic"
    assert running(SEMANTIC, "cy").engine == "lexical"


@pytest.mark.parametrize("engine", get_args(Engine))
def test_coarse_detail_finds_the_subjects_and_fine_detail_their_points(engine: Engine) -> None:
    people = of_narrow_points_within_broad_ones()
    coarse, fine = (find_themes(people, Settings(engine=engine, detail=DETAILS[word], levels=1)) for word in ("coarse", "fine"))
    assert len(coarse.themes) == 4
    assert 36 <= len(fine.themes) <= 40


def test_fine_detail_lets_a_theme_be_small_and_never_below_three() -> None:
    assert fewest(3200) == 32
    assert fewest(3200, DETAILS["fine"]) == 8
    assert fewest(300, 8) == fewest(300) == 4
    assert fewest(3200, DETAILS["coarse"]) == 32


def test_the_words_for_detail_are_in_range_and_in_order() -> None:
    assert list(DETAILS) == ["coarse", "normal", "fine"]
    assert sorted(DETAILS.values()) == list(DETAILS.values())
    for detail in DETAILS.values():
        assert Settings(detail=detail).detail == detail
