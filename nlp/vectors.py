"""Answers to vectors, from the answers alone: what words they share, and what words keep company in this consultation.

Three blocks. The lexical block is tf-idf of stems and pairs of stems, joined with letter sequences (which
forgive spelling), reduced by latent semantic analysis (Deerwester et al. 1990). The company
blocks average word vectors learnt from this set: positive pointwise mutual information of words in the same passage, and of
words near each other, reduced the same way (Bullinaria and Levy 2007; Levy, Goldberg and Dagan 2015). Chance comes from the seed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from nlp.lexicons import ENGLISH, Lexicon
from nlp.reduction import reduced
from nlp.tfidf import letters, stems_and_pairs

Matrix = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

LARGE = 300
"""From this many distinct passages on, a word seen once is taken for noise."""
LEXICAL_DIMENSIONS = 100
COMPANY_DIMENSIONS = 64
COMPANY_WEIGHT = 0.7
FEWEST_WORDS = 6
WINDOW = 5
DIFFUSION = 0.5
DIFFUSION_NEIGHBOURS = 10
LETTERS_WEIGHT = 0.4
SELF_COMPANY = 3.0
"""Added to each word's company with itself, so that a rare word still stands for itself."""
MOST_LETTER_SEQUENCES = 60_000
ASKED_WEIGHT = 0.5
NEGATION_WEIGHT = 0.1
"""Who denies what is a matter of stance; two denials are not yet about the same thing."""
WEAK_WEIGHT = 0.5


def unit(matrix: Matrix) -> Matrix:
    """Rows scaled to length one; zero rows stay zero."""
    lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    return np.asarray(np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 1e-9), dtype=np.float64)


def vectors(
    documents: Sequence[Sequence[str]],
    contexts: Sequence[Sequence[str]],
    seed: int,
    asked: frozenset[str] = frozenset(),
    lexicon: Lexicon = ENGLISH,
) -> Matrix:
    """One unit-length row per document given as stems: shape (documents, up to 228). Equal documents get equal rows.

    `contexts` are the whole answers, from which words' neighbours are learnt. `asked` holds the stems of the question:
    they are in many answers whatever these say, and weigh half.
    """
    least = 2 if len(documents) >= LARGE else 1
    blocks = [unit(lexical(documents, seed, asked, lexicon))]
    known, present = presence(documents, least)
    if len(known) >= FEWEST_WORDS:
        frequency = np.asarray(present.sum(axis=0), dtype=np.float64).ravel()
        rarity = (np.log((1 + present.shape[0]) / (1 + frequency)) + 1) * plain_weights(known, asked, lexicon)
        weighted = sp.csr_matrix(present.multiply(rarity))
        for learnt in (met_in_documents(present, frequency), met_nearby(contexts, known)):
            meanings = unit(reduced(learnt, min(COMPANY_DIMENSIONS, len(known) - 2), seed))
            blocks.append(COMPANY_WEIGHT * unit(np.asarray(weighted @ meanings)))
    return unit(np.hstack(blocks))


def lexical(documents: Sequence[Sequence[str]], seed: int, asked: frozenset[str], lexicon: Lexicon) -> Matrix:
    """The lexical block: shape (documents, at most `LEXICAL_DIMENSIONS`)."""
    least = 2 if len(documents) >= LARGE else 1
    most = 0.5 if len(documents) >= LARGE else 1.0
    parts = []
    if (found := stems_and_pairs(documents, least, most)) is not None:
        parts.append(found[1] @ sp.csr_matrix(sp.diags(plain_weights(found[0], asked, lexicon))))
    beside = [[word for word in document if word not in asked] for document in documents]
    if (spelt := letters(beside, least, MOST_LETTER_SEQUENCES)) is not None:
        parts.append(LETTERS_WEIGHT * spelt)
    if not parts:
        return np.zeros((len(documents), 1))
    return reduced(sp.csr_matrix(sp.hstack(parts)), LEXICAL_DIMENSIONS, seed)


def plain_weights(terms: Sequence[str], asked: frozenset[str], lexicon: Lexicon = ENGLISH) -> Matrix:
    """How much a term can tell answers apart: less when it is made only of words of the question, or of bare ones."""
    return np.array([max(_plain_weight(word, asked, lexicon) for word in term.split()) for term in terms])


def _plain_weight(word: str, asked: frozenset[str], lexicon: Lexicon) -> float:
    if word in lexicon.negation_stems:
        return NEGATION_WEIGHT
    if word in lexicon.weak_stems:
        return WEAK_WEIGHT
    return ASKED_WEIGHT if word in asked else 1.0


def presence(documents: Sequence[Sequence[str]], least: int) -> tuple[list[str], sp.csr_matrix]:
    """The words in at least `least` documents, sorted, and which document holds which, as ones."""
    counts: dict[str, int] = {}
    for document in documents:
        for word in set(document):
            counts[word] = counts.get(word, 0) + 1
    known = sorted(word for word, count in counts.items() if count >= least)
    column = {word: at for at, word in enumerate(known)}
    pairs = [(row, column[word]) for row, document in enumerate(documents) for word in sorted(set(document)) if word in column]
    rows = np.array([row for row, _ in pairs], dtype=np.int64)
    columns = np.array([at for _, at in pairs], dtype=np.int64)
    return known, sp.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(documents), len(column)))


def met_in_documents(present: sp.csr_matrix, frequency: Matrix) -> sp.csr_matrix:
    """Positive pointwise mutual information of words met together in two documents or more, plus a weight on themselves."""
    together = sp.coo_matrix(present.T @ present)
    apart = (together.row != together.col) & (together.data >= 2)
    rows, columns, met = together.row[apart], together.col[apart], together.data[apart]
    information = np.log(met * present.shape[0] / (frequency[rows] * frequency[columns]))
    return _positive(rows, columns, information, together.shape[0])


def met_nearby(contexts: Sequence[Sequence[str]], known: Sequence[str]) -> sp.csr_matrix:
    """The same for words met at least twice within five words of each other, context counts smoothed to the power 0.75."""
    number = {word: at for at, word in enumerate(known)}
    read = [[number[word] for word in context if word in number] for context in contexts]
    pairs = [(one, two) for row in read for at, one in enumerate(row) for two in row[at + 1 : at + WINDOW] if one != two]
    if not pairs:
        return SELF_COMPANY * sp.csr_matrix(sp.identity(len(known)))
    first, second = np.array(pairs, dtype=np.int64).T
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    near = sp.coo_matrix(sp.csr_matrix((np.ones(ends[0].size), ends), shape=(len(known), len(known))))
    often = near.data >= 2
    rows, columns, met = near.row[often].astype(np.int64), near.col[often].astype(np.int64), near.data[often]
    totals = np.bincount(ends[0], minlength=len(known)) + 1.0
    smoothed = totals**0.75 / (totals**0.75).sum()
    return _positive(rows, columns, np.log(met / (totals[rows] * smoothed[columns])), len(known))


def _positive(rows: Indices, columns: Indices, information: Matrix, size: int) -> sp.csr_matrix:
    held = information > 0
    matrix = sp.csr_matrix((information[held], (rows[held], columns[held])), shape=(size, size))
    return sp.csr_matrix(matrix + SELF_COMPANY * sp.csr_matrix(sp.identity(size)))


def diffused(rows: Matrix) -> Matrix:
    """Each row drawn half-way to the mean of its ten nearest, weighted by squared cosine: short answers borrow from others.

    Rows are taken a thousand at a time, so that memory grows with the rows and not with their square.
    """
    size, nearest = rows.shape[0], min(DIFFUSION_NEIGHBOURS, rows.shape[0] - 1)
    if nearest < 1:
        return rows
    drawn, small = np.empty_like(rows), rows.astype(np.float32)
    for start in range(0, size, 1000):
        block = np.round(small[start : start + 1000] @ small.T, 6)
        here = np.arange(block.shape[0])
        block[here, start + here] = 0.0
        chosen = np.sort(np.argpartition(-block, nearest - 1, axis=1)[:, :nearest], axis=1)
        weights = np.clip(np.take_along_axis(block, chosen, axis=1), 0.0, None).astype(np.float64) ** 2
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
        drawn[start : start + 1000] = np.einsum("ij,ijd->id", weights, rows[chosen])
    return unit(rows + DIFFUSION * drawn)
