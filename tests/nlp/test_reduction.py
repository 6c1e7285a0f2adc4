"""Fewer dimensions and weights of terms, beside what NumPy and scikit-learn make of the same counts. The answers are invented."""

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.clusters import neighbourhood
from nlp.louvain import communities, walkable
from nlp.reduction import Matrix, reduced
from nlp.tfidf import letters, stems_and_pairs
from nlp.vectors import unit

SAID = [
    "kind nurs",
    "nurs kind kind",
    "long wait",
    "wait too long",
    "bus stop",
    "a stop",
    "überall kind",
    "",
    "long long wait bus",
] * 4


def falling(rows: int, columns: int) -> Matrix:
    """A seeded matrix whose singular values fall from 1 by a tenth each."""
    random, most = np.random.default_rng(5), min(30, rows, columns)
    left, right = (np.linalg.qr(random.normal(size=(size, most)))[0] for size in (rows, columns))
    return np.asarray(left * 0.9 ** np.arange(most) @ right.T, dtype=np.float64)


def products(rows: Matrix) -> Matrix:
    return np.asarray(rows @ rows.T, dtype=np.float64)


def test_few_rows_of_many_columns_keep_exactly_their_strongest_directions() -> None:
    matrix = falling(60, 200)
    left, strength, _ = np.linalg.svd(matrix, full_matrices=False)
    assert np.allclose(products(reduced(sp.csr_matrix(matrix), 8, 1)), products(left[:, :8] * strength[:8]), atol=1e-12)


def test_many_rows_keep_their_strongest_directions_nearly_exactly() -> None:
    for matrix in (falling(400, 500), falling(400, 90), falling(90, 90)):
        left, strength, _ = np.linalg.svd(matrix, full_matrices=False)
        assert np.allclose(products(reduced(sp.csr_matrix(matrix), 8, 1)), products(left[:, :8] * strength[:8]), atol=1e-4)


def test_the_seed_decides_what_is_drawn() -> None:
    matrix = sp.csr_matrix(falling(400, 90))
    assert np.array_equal(reduced(matrix, 8, 1), reduced(matrix, 8, 1))
    assert not np.array_equal(reduced(matrix, 8, 1), reduced(matrix, 8, 2))


def test_a_handful_of_rows_loses_nothing() -> None:
    matrix = falling(20, 60)
    assert np.array_equal(reduced(sp.csr_matrix(matrix), 8, 1), matrix)


def test_stems_and_pairs_weigh_what_scikit_learn_says() -> None:
    documents = [said.split() for said in SAID]
    vectorizer = TfidfVectorizer(
        analyzer="word", token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, min_df=5, max_df=0.4
    )
    expected = vectorizer.fit_transform(SAID)
    found = stems_and_pairs(documents, 5, 0.4)
    assert found is not None
    assert found[0] == vectorizer.get_feature_names_out().tolist()
    assert np.allclose(found[1].toarray(), expected.toarray(), atol=1e-12)


def test_letters_weigh_what_scikit_learn_says() -> None:
    documents = [said.split() for said in SAID]
    for least, limit in ((1, 60_000), (5, 60_000), (1, 20)):
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=least, max_features=limit)
        found = letters(documents, least, limit)
        assert found is not None
        assert np.allclose(found.toarray(), vectorizer.fit_transform(SAID).toarray(), atol=1e-12)


def test_where_no_term_is_common_enough_there_are_no_weights() -> None:
    documents = [["one"], ["two"], []]
    assert stems_and_pairs(documents, 2, 1.0) is None
    assert letters([[], []], 1, 10) is None


def test_a_graph_made_walkable_once_falls_apart_as_the_sparse_one_does() -> None:
    random = np.random.default_rng(3)
    rows = unit(random.normal(size=(90, 12)) + 3 * random.normal(size=(6, 12))[np.arange(90) % 6])
    graph = neighbourhood(rows, 6)
    walked = walkable(graph)
    for seed in range(4):
        labels = communities(walked, 1.0, seed)
        assert np.array_equal(labels, communities(graph, 1.0, seed))
        assert [len(set(labels[at::6].tolist())) for at in range(6)] == [1] * 6
