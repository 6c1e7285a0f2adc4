"""What answers and codes mean in general, by static word vectors: one more view for coding with the semantic engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from nlp.codebooks import Code
from nlp.statics import NoStatics, Statics, statics
from nlp.tokens import words
from nlp.types import Engine
from nlp.vectors import unit

Matrix = npt.NDArray[np.float64]

SHORTEST_TELLING = 4
"""Letters of a word in a code's name that may stand for the code by itself; shorter ones are mostly grammar."""


def senses(spoken: Sequence[Sequence[str]], engine: Engine) -> Matrix:
    """For each answer the mean vector of its words, rare ones weighing more (tf-idf); unit rows, shape (answers, 256).

    Shape (answers, 0) for the lexical engine, and where the word vectors cannot be used: `nlp.semantic.why_not` says why.
    """
    try:
        table = statics() if engine == "semantic" else None
    except NoStatics:
        table = None
    return np.zeros((len(spoken), 0)) if table is None else _senses(spoken, table)


def _senses(spoken: Sequence[Sequence[str]], table: Statics) -> Matrix:
    known = sorted({word for said in spoken for word in said})
    number = {word: at for at, word in enumerate(known)}
    starts = np.concatenate([[0], np.cumsum([len(said) for said in spoken])]).astype(np.int64)
    columns = np.array([number[word] for said in spoken for word in said], dtype=np.int64)
    held = sp.csr_matrix((np.ones(columns.size), columns, starts), shape=(len(spoken), max(1, len(known))))
    held.sum_duplicates()
    answers_with = np.bincount(held.indices, minlength=held.shape[1])
    rarity = np.log((1.0 + len(spoken)) / (1.0 + answers_with))
    vectors = table.of(known) if known else np.zeros((1, table.pieces.shape[1]))
    return unit(np.asarray(held @ (vectors * rarity[:, None])))


def nearness_in_sense(senses_of_answers: Matrix, spoken: Sequence[Sequence[str]], codebook: Sequence[Code]) -> list[Matrix]:
    """How near each answer is in sense to the words of each code, two ways: cosines, each of shape (answers, codes).

    As a whole, what all answers and what all codes share taken out first, as it tells none of them apart; and by the one word
    of the answer that is nearest to any longer word of the code's name or description. Nought for a code without words.
    """
    table = statics()
    return [_as_a_whole(senses_of_answers, codebook, table), _by_one_word(spoken, codebook, table)]


def _as_a_whole(senses_of_answers: Matrix, codebook: Sequence[Code], table: Statics) -> Matrix:
    codes = np.zeros((len(codebook), senses_of_answers.shape[1]))
    for row, code in enumerate(codebook):
        if said := words(" ".join((code.name, code.description, *code.examples))):
            codes[row] = table.of(said).mean(axis=0)
    worded = codes.any(axis=1)
    if worded.sum() > 1:
        codes[worded] -= codes[worded].mean(axis=0)
    middle = senses_of_answers.mean(axis=0) if senses_of_answers.size else 0.0
    return np.asarray(unit(senses_of_answers - middle) @ unit(codes).T)


def _by_one_word(spoken: Sequence[Sequence[str]], codebook: Sequence[Code], table: Statics) -> Matrix:
    known = sorted({word for said in spoken for word in said})
    nearest = np.zeros((len(spoken), len(codebook)))
    if not known:
        return nearest
    number = {word: at for at, word in enumerate(known)}
    columns = np.array([number[word] for said in spoken for word in said], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(said) for said in spoken[:-1]])]).astype(np.int64)
    vectors = unit(table.of(known))
    for column, code in enumerate(codebook):
        telling = [word for word in words(f"{code.name} {code.description}") if len(word) >= SHORTEST_TELLING]
        if telling:
            near = (vectors @ unit(table.of(telling)).T).max(axis=1)
            nearest[:, column] = np.maximum.reduceat(near[columns], starts)
    return nearest
