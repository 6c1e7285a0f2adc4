"""How alike two answers are, seen five ways: by words, by every word, by letters, by meaning, and by all of these together.
The semantic engine adds a sixth, what their words mean in general.

Each view is a kernel: 1 for equal answers, less the less they share. Frequencies, spelling and the company that words keep are
learnt from all answers, read or not, so that a few coded answers speak for many. Distances are softened by an exponential
(a Gaussian kernel on unit vectors), and a small part rewards answers of like length, which tells how many codes to expect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.codebooks import Code
from nlp.sense import nearness_in_sense, senses
from nlp.tokens import fold_spelling, folded, stem, stems, words
from nlp.types import Comment, Engine
from nlp.vectors import (
    COMPANY_DIMENSIONS,
    COMPANY_WEIGHT,
    FEWEST_WORDS,
    LETTERS_WEIGHT,
    LEXICAL_DIMENSIONS,
    met_in_documents,
    met_nearby,
    presence,
    unit,
)

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

WIDTH = 1.0
"""How fast likeness falls with distance: exp(WIDTH x (cosine - 1))."""
LENGTH_WEIGHT = 0.05
LENGTH_WIDTH = 0.5
"""Of the logarithm of the number of words."""
BLEND = (0.7, 0.5, 0.5, 1.4)
"""How much stems, every word, letters and meaning count in the view of all together."""
QUESTION_WEIGHT = 0.1
"""How much it counts, beside any view, that two answers are to the same question: "nothing" praises or blames by it."""
LARGE = 300
"""From this many answers on, what only one of them holds is taken for noise."""
MOST_TERMS = 60_000


@dataclass(frozen=True, slots=True)
class Texts:
    """Answers made ready for coding, in the order of their ids; blank ones are apart."""

    ids: tuple[str, ...]
    blank: tuple[str, ...]
    """Ids of answers of nothing but space: there is nothing to code."""
    documents: tuple[tuple[str, ...], ...]
    """The stems of each answer, spelling folded."""
    views: tuple[sp.csr_matrix, ...]
    """Unit rows: stems and their pairs; every word and their pairs; letters. Shape (answers, terms)."""
    meaning: Matrix
    """Unit rows: shape (answers, up to 228)."""
    length: Matrix
    """Logarithm of one plus the number of words."""
    question: Rows
    """A number for the question that each answer is to; all nought where there is one question."""
    sense: Matrix
    """Unit rows of static word vectors: shape (answers, 256), or (answers, 0) with the lexical engine."""

    spoken: tuple[tuple[str, ...], ...] = ()
    """The words of each answer as they were written, at least one; kept for the semantic engine only."""

    @property
    def engine(self) -> Engine:
        """The engine that really runs: lexical where the word vectors could not be used."""
        return "semantic" if self.sense.shape[1] else "lexical"

    def at(self, rows: Rows) -> Texts:
        """Some of the answers, in the order given."""
        return Texts(
            tuple(self.ids[row] for row in rows),
            self.blank,
            tuple(self.documents[row] for row in rows),
            tuple(view[rows] for view in self.views),
            self.meaning[rows],
            self.length[rows],
            self.question[rows],
            self.sense[rows],
            tuple(self.spoken[row] for row in rows) if self.spoken else (),
        )


def prepare(
    comments: Sequence[Comment], seed: int = 1, questions: Mapping[str, str] | None = None, engine: Engine = "lexical"
) -> Texts:
    """Read all answers once, coded or not; each round of coding then starts from here. Order of comments has no effect.

    `questions` says by id which question each answer is to, where they are to several; only which are the same matters.
    The semantic engine adds word vectors where they are installed; `Texts.engine` says whether they are.
    Raises ValueError when two comments share an id.
    """
    with threadpool_limits(limits=1):  # sums in another order would differ in the last bit
        return _prepared(comments, seed, questions or {}, engine)


def _prepared(comments: Sequence[Comment], seed: int, questions: Mapping[str, str], engine: Engine) -> Texts:
    ordered = sorted(comments, key=lambda comment: comment.id)
    if any(one.id == two.id for one, two in pairwise(ordered)):
        raise ValueError("two answers have the same id; each answer needs an id of its own")
    kept = [comment for comment in ordered if comment.text.strip()]
    blank = tuple(comment.id for comment in ordered if not comment.text.strip())
    spoken = [_said(comment.text) for comment in kept]
    documents = _documents(kept, spoken)
    letters = [" ".join(one) for one in spoken]
    views = (_weighed(documents), _weighed(spoken), _weighed(letters, letters=True))
    length = np.log1p(np.array([len(one) for one in spoken], dtype=np.float64))
    question = _numbered([questions.get(comment.id, "") for comment in kept])
    together = sp.csr_matrix(sp.hstack([views[0], LETTERS_WEIGHT * views[2]]))
    meaning = _meaning(documents, together, seed)
    sense = senses(spoken, engine)
    said = tuple(map(tuple, spoken)) if sense.shape[1] else ()
    return Texts(tuple(one.id for one in kept), blank, documents, views, meaning, length, question, sense, said)


def _numbered(names: Sequence[str]) -> Rows:
    number = {name: at for at, name in enumerate(sorted(set(names)))}
    return np.array([number[name] for name in names], dtype=np.int64)


def _said(text: str) -> list[str]:
    """The words of an answer; of one without any its signs, as a thumb or a full stop may have been coded too."""
    return words(text) or text.split()


def _documents(kept: Sequence[Comment], spoken: Sequence[list[str]]) -> tuple[tuple[str, ...], ...]:
    raw = [stems(comment.text) or [stem(word) for word in said] for comment, said in zip(kept, spoken, strict=True)]
    spelling = fold_spelling(raw)
    return tuple(tuple(folded(document, spelling)) for document in raw)


def _meaning(documents: Sequence[tuple[str, ...]], words_and_letters: sp.csr_matrix, seed: int) -> Matrix:
    """Latent semantic analysis of words and letters, beside the mean of word vectors learnt from these answers, twice:
    from words met in the same answer and from words met near each other. Unlike those of theming these vectors keep the
    weight of a plain "no" or "nothing", which people's codes hang on."""
    blocks = [unit(reduced(words_and_letters, LEXICAL_DIMENSIONS, seed))]
    known, present = presence(documents, _least(documents))
    if len(known) >= FEWEST_WORDS:
        frequency = np.asarray(present.sum(axis=0), dtype=np.float64).ravel()
        weighted = sp.csr_matrix(present.multiply(np.log((1 + len(documents)) / (1 + frequency)) + 1))
        for learnt in (met_in_documents(present, frequency), met_nearby(documents, known)):
            words_known = unit(reduced(learnt, min(COMPANY_DIMENSIONS, len(known) - 2), seed))
            blocks.append(COMPANY_WEIGHT * unit(np.asarray(weighted @ words_known)))
    return unit(np.hstack(blocks))


def reduced(matrix: sp.csr_matrix, dimensions: int, seed: int) -> Matrix:
    """The rows in at most `dimensions` dimensions, by randomised singular value decomposition (Halko et al. 2011)."""
    dimensions = min(dimensions, matrix.shape[0] - 1, matrix.shape[1] - 1)
    if dimensions < 2:
        return np.asarray(matrix.toarray(), dtype=np.float64)
    *_, directions = randomized_svd(matrix, dimensions, n_iter=4, random_state=seed)
    return np.asarray(matrix @ directions.T, dtype=np.float64)


def _least(documents: Sequence[object]) -> int:
    return 2 if len(documents) >= LARGE else 1


def _with_pairs(document: Sequence[str]) -> list[str]:
    return [*document, *(f"{first} {second}" for first, second in pairwise(document))]


def _weighed(documents: Sequence[Sequence[str]], letters: bool = False) -> sp.csr_matrix:
    """Tf-idf with unit rows, of words and their pairs, or of runs of three to five letters."""
    least = _least(documents)
    vectorizer = (
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=least, max_features=MOST_TERMS)
        if letters
        else TfidfVectorizer(analyzer=_with_pairs, sublinear_tf=True, min_df=least, max_features=MOST_TERMS)
    )
    try:
        return sp.csr_matrix(vectorizer.fit_transform(documents))
    except ValueError:  # no answer, or no term in two of them
        return sp.csr_matrix((len(documents), 1))


def likenesses(some: Texts, others: Texts) -> list[Matrix]:
    """The five or six views of how alike two lots of answers are, each of shape (some, others), from about 0 to 1.05."""
    plain = _plain_views(some, others)
    in_sense = [some.sense @ others.sense.T] if some.sense.shape[1] else []
    return [_softened(view, some, others) for view in (*plain, _blended(plain), *in_sense)]


def likeness(some: Texts, others: Texts) -> Matrix:
    """The fifth of these views alone, the first four together: shape (some, others)."""
    return _softened(_blended(_plain_views(some, others)), some, others)


def own_likeness(texts: Texts) -> Matrix:
    """How like itself each answer is by `likeness`: shape (answers,). Less than most for one whose words nobody shares."""
    lexical = [np.asarray(view.multiply(view).sum(axis=1), dtype=np.float64).ravel() for view in texts.views]
    joined = (_blended([*lexical, (texts.meaning**2).sum(axis=1)]) + QUESTION_WEIGHT) / (1 + QUESTION_WEIGHT)
    return np.asarray(np.exp(WIDTH * (joined - 1.0)) + LENGTH_WEIGHT)


def _plain_views(some: Texts, others: Texts) -> list[Matrix]:
    lexical = [np.asarray((one @ two.T).toarray()) for one, two in zip(some.views, others.views, strict=True)]
    return [*lexical, some.meaning @ others.meaning.T]


def _blended(plain: Sequence[Matrix]) -> Matrix:
    return np.asarray(sum(weight * view for weight, view in zip(BLEND, plain, strict=True)) / sum(BLEND))


def _softened(view: Matrix, some: Texts, others: Texts) -> Matrix:
    same = some.question[:, None] == others.question[None, :]
    apart = (some.length[:, None] - others.length[None, :]) / LENGTH_WIDTH
    joined = (view + QUESTION_WEIGHT * same) / (1 + QUESTION_WEIGHT)
    return np.asarray(np.exp(WIDTH * (joined - 1.0)) + LENGTH_WEIGHT * np.exp(-0.5 * apart * apart))


def nearness_to_codes(texts: Texts, codebook: Sequence[Code]) -> Matrix:
    """How near each answer is in meaning to the words of each code: shape (answers, codes, 1 or 3), cosines from -1 to 1.

    The first is learnt from the answers: a word means the mean of the answers that hold it; a code means its words, rare ones
    weighing more; nought where no answer holds a word of the code. The others, with the semantic engine, go by what the
    words mean in general.
    """
    known = sorted({word for document in texts.documents for word in document})
    number = {word: at for at, word in enumerate(known)}
    holds = _presence(texts.documents, number)
    centred = texts.meaning - texts.meaning.mean(axis=0) if texts.ids else texts.meaning
    rarity = np.log((1.0 + len(texts.ids)) / (1.0 + np.asarray(holds.sum(axis=0)).ravel()))
    meanings = unit(np.asarray(holds.T @ centred)) * rarity[:, None]
    codes = np.zeros((len(codebook), centred.shape[1]))
    for row, code in enumerate(codebook):
        text = " ".join((code.name, code.description, *code.examples))
        codes[row] = meanings[[number[word] for word in stems(text) if word in number]].sum(axis=0)
    in_sense = nearness_in_sense(texts.sense, texts.spoken, codebook) if texts.sense.shape[1] else []
    return np.stack([unit(centred) @ unit(codes).T, *in_sense], axis=-1)


def _presence(documents: Sequence[tuple[str, ...]], number: dict[str, int]) -> sp.csr_matrix:
    held = [sorted({number[word] for word in document}) for document in documents]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in held])]).astype(np.int64)
    columns = np.array([at for one in held for at in one], dtype=np.int64)
    return sp.csr_matrix((np.ones(columns.size), columns, starts), shape=(len(documents), max(1, len(number))))
