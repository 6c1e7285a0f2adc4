"""Vectors to clusters: how many the answers themselves suggest, and which passage belongs to which."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.cluster import KMeans

from nlp.louvain import Labels, communities, walkable
from nlp.starts import from_many_starts
from nlp.vectors import Matrix, unit

Weights = npt.NDArray[np.float64]

MOST_IN_GRAPH = 3_000
"""Distinct passages in the neighbourhood graph; more would not change the number of communities, only the time."""
NEIGHBOURS = 15
SMALLEST_SHARE = 0.005
"""A community with a smaller share of people is not counted as a theme."""
RESTARTS = 10
FEW = 300
TRIES_WHEN_FEW = 9
"""A small graph falls apart differently from one order of visits to the next: the median of nine is steadier."""


def neighbourhood(rows: Matrix, neighbours: int) -> sp.csr_matrix:
    """Each row joined to its nearest by squared cosine; symmetric."""
    size = rows.shape[0]
    neighbours = min(neighbours, size - 1)
    if neighbours < 1:
        return sp.csr_matrix((size, size))
    similarity = np.round(rows @ rows.T, 9)
    np.fill_diagonal(similarity, -np.inf)
    nearest = np.sort(np.argpartition(-similarity, neighbours - 1, axis=1)[:, :neighbours], axis=1)
    weights = np.clip(np.take_along_axis(similarity, nearest, axis=1), 0.0, None) ** 2
    sources = np.repeat(np.arange(size), neighbours)
    directed = sp.csr_matrix((weights.ravel(), (sources, nearest.ravel())), shape=(size, size))
    graph = sp.csr_matrix(directed.maximum(directed.T))
    graph.eliminate_zeros()
    graph.sort_indices()
    return graph


def neighbours_for(size: int) -> int:
    """How many neighbours each of `size` passages gets: 15, or 4 to 8 in a small set."""
    return NEIGHBOURS if size > 300 else max(4, min(8, size // 8))


def peopled(graph: sp.csr_matrix, weights: Weights) -> sp.csr_matrix:
    """The graph of people behind a graph of distinct passages: those who wrote the same are joined to each other as well.

    A passage written by w people counts as sqrt(w) of them, so that one slogan does not hold the whole graph together.
    """
    spread = sp.csr_matrix(sp.diags(np.sqrt(weights)))
    joined = sp.csr_matrix(spread @ graph @ spread + sp.csr_matrix(sp.diags(weights - np.sqrt(weights))))
    joined.sort_indices()
    return joined


def sample(weights: Weights, seed: int, most: int = MOST_IN_GRAPH) -> Labels:
    """Which passages stand for all: all of them, or the most repeated (up to half of `most`) and others drawn with the seed."""
    size = weights.size
    if size <= most:
        return np.arange(size, dtype=np.int64)
    order = np.argsort(-weights, kind="stable")
    repeated = order[weights[order] > 1][: most // 2]
    others = np.setdiff1d(np.arange(size), repeated)
    drawn = np.random.default_rng(seed).choice(others, most - repeated.size, replace=False)
    return np.sort(np.concatenate([repeated, drawn])).astype(np.int64)


def suggested(rows: Matrix, weights: Weights, detail: float, seed: int, smallest: float = SMALLEST_SHARE) -> int:
    """How many themes the neighbourhood graph suggests: its Louvain communities that hold enough people; at least 1.

    `detail` is the resolution at which the graph is cut, `smallest` the least share of people that counts.
    """
    chosen = sample(weights, seed)
    graph = walkable(peopled(neighbourhood(rows[chosen], neighbours_for(chosen.size)), weights[chosen]))
    tries = 1 if chosen.size >= FEW else TRIES_WHEN_FEW
    found = [_large_enough(communities(graph, detail, seed + at), weights[chosen], smallest) for at in range(tries)]
    return max(1, int(np.median(found)))


def _large_enough(labels: Labels, weights: Weights, smallest: float) -> int:
    held = np.bincount(labels, weights=weights)
    return int((held >= max(2.0, smallest * held.sum())).sum())


def grouped(rows: Matrix, weights: Weights, count: int, seed: int, restarts: int = RESTARTS) -> Labels:
    """K-means of the rows into `count` groups, each row weighing the square root of its people, best of several starts."""
    count = max(1, min(count, np.unique(rows, axis=0).shape[0]))
    if rows.shape[0] < FEW:
        labels = from_many_starts(rows, np.sqrt(weights)[None, :], count, seed, restarts)[0]
        return np.unique(labels, return_inverse=True)[1].astype(np.int64)
    model = KMeans(count, n_init=restarts, random_state=seed, max_iter=100)
    return np.asarray(model.fit(rows, sample_weight=np.sqrt(weights)).labels_, dtype=np.int64)


def centres(rows: Matrix, weights: Weights, labels: Labels) -> Matrix:
    """Unit-length weighted mean of each group's rows: shape (groups, dimensions)."""
    shape, where = (int(labels.max()) + 1, labels.size), (labels, np.arange(labels.size))
    if labels.size >= FEW:
        return unit(np.asarray(sp.csr_matrix((weights, where), shape=shape) @ rows))
    member = np.zeros(shape)  # building a sparse one costs more than multiplying by a small one
    member[where] = weights
    return unit(member @ rows)
