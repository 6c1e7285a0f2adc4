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


def nearness_in_sense(senses_of_answers: Matrix, codebook: Sequence[Code]) -> Matrix:
    """How near each answer is in sense to the words of each code: cosines, shape (answers, codes); nought without words.

    What all answers share, and what all codes share, is taken out first: it tells none of them apart.
    """
    table = statics()
    codes = np.zeros((len(codebook), senses_of_answers.shape[1]))
    for row, code in enumerate(codebook):
        if said := words(" ".join((code.name, code.description, *code.examples))):
            codes[row] = table.of(said).mean(axis=0)
    worded = codes.any(axis=1)
    if worded.sum() > 1:
        codes[worded] -= codes[worded].mean(axis=0)
    middle = senses_of_answers.mean(axis=0) if senses_of_answers.size else 0.0
    return np.asarray(unit(senses_of_answers - middle) @ unit(codes).T)
