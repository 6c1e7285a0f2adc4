"""Coding with what words mean in general: only with the optional word vectors, and said plainly where they are not."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.codebooks import Code, CodingSettings
from nlp.coding import fit, prepare
from nlp.likeness import likenesses, nearness_to_codes
from nlp.statics import NoStatics, statics
from nlp.types import Comment
from tests.nlp.coded_answers import CODEBOOK, bus_answers

COMMENTS, GOLD = bus_answers(120)
READ = [GOLD[comment.id] for comment in COMMENTS[:60]]


@pytest.fixture
def installed() -> None:
    """Skips where the optional word vectors are not installed."""
    try:
        statics()
    except NoStatics as reason:
        pytest.skip(f"the optional extra is not here: {reason}")


@pytest.mark.usefixtures("installed")
def test_a_code_is_near_to_answers_that_share_no_word_with_it() -> None:
    texts = prepare([Comment("a", "the doctor was brilliant"), Comment("b", "nowhere to leave my car")], engine="semantic")
    book = [Code("park", "Parking of vehicles"), Code("staff", "Medical staff, nurses")]
    near = nearness_to_codes(texts, book)[..., 1]
    assert texts.engine == "semantic"
    assert near[0, 1] > near[0, 0]
    assert near[1, 0] > near[1, 1]


@pytest.mark.usefixtures("installed")
def test_the_semantic_engine_adds_a_view_and_is_the_same_every_time() -> None:
    texts = prepare(COMMENTS, engine="semantic")
    assert len(likenesses(texts, texts)) == 1 + len(likenesses(prepare(COMMENTS), prepare(COMMENTS)))
    settings = CodingSettings(engine="semantic")
    found = fit(COMMENTS, CODEBOOK, READ, settings)
    assert found == fit(COMMENTS[::-1], CODEBOOK[::-1], READ[::-1], settings)
    assert found.proposals != fit(COMMENTS, CODEBOOK, READ).proposals


@pytest.mark.usefixtures("installed")
def test_a_code_without_words_is_near_to_nothing() -> None:
    texts = prepare(COMMENTS[:10], engine="semantic")
    assert not nearness_to_codes(texts, [Code("7", ""), Code("8", "Late buses"), Code("9", "Fares")])[:, 0].any()


def test_without_the_word_vectors_the_lexical_engine_runs_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.statics.PACKAGE", "a_package_that_is_not_installed")
    texts = prepare(COMMENTS, engine="semantic")
    assert texts.engine == "lexical"
    assert np.array_equal(texts.meaning, prepare(COMMENTS).meaning)
    found, plain = fit(texts, CODEBOOK, READ, CodingSettings(engine="semantic")), fit(COMMENTS, CODEBOOK, READ)
    assert found.proposals == plain.proposals


@pytest.mark.usefixtures("installed")
def test_one_word_is_enough_to_be_near_a_code_whatever_else_is_said() -> None:
    long = "we had driven for two hours with my mother in the back seat and then there was nowhere at all to leave the vehicle"
    texts = prepare([Comment("a", long), Comment("b", "two hours with my mother")], engine="semantic")
    near = nearness_to_codes(texts, [Code("park", "Parking of vehicles"), Code("3", "of the")])[..., 2]
    assert near[0, 0] > 0.6
    assert near[0, 0] > near[1, 0] + 0.2
    assert not near[:, 1].any()
