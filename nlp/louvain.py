"""Communities of a weighted graph by the Louvain method (Blondel et al. 2008), in plain Python over sparse rows, seeded."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Labels = npt.NDArray[np.int64]

LEAST_GAIN = 1e-9
MOST_SWEEPS = 30


def communities(graph: sp.csr_matrix, resolution: float, seed: int) -> Labels:
    """A community per node that makes modularity at this resolution (Reichardt and Bornholdt 2006) as large as local moves can.

    `graph` is symmetric, without negative weights. Labels are 0, 1, ... by first appearance. The order in which nodes are
    visited is drawn from the seed; ties go to the community met first in that order of labels.
    """
    random = np.random.default_rng(seed)
    labels = np.arange(graph.shape[0], dtype=np.int64)
    while True:
        moved = _local_moves(graph, resolution, random)
        merged = _renumbered(moved)
        labels = merged[labels]
        if merged.max(initial=-1) + 1 == graph.shape[0]:
            return _renumbered(labels)
        graph = _contracted(graph, merged)


def _local_moves(graph: sp.csr_matrix, resolution: float, random: np.random.Generator) -> Labels:
    size = graph.shape[0]
    neighbours = _rows(graph)
    strength = [float(weight) for weight in np.asarray(graph.sum(axis=1)).ravel()]
    total = float(sum(strength)) or 1.0
    label = list(range(size))
    mass = list(strength)
    for _ in range(MOST_SWEEPS):
        moves = 0
        for node in random.permutation(size).tolist():
            moves += _move(node, neighbours[node], strength[node], label, mass, resolution / total)
        if not moves:
            break
    return np.array(label, dtype=np.int64)


def _rows(graph: sp.csr_matrix) -> list[list[tuple[int, float]]]:
    """Each node's neighbours with weights, without itself."""
    bounds, targets, weights = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    return [
        [(targets[at], weights[at]) for at in range(bounds[node], bounds[node + 1]) if targets[at] != node]
        for node in range(graph.shape[0])
    ]


def _move(
    node: int,
    neighbours: list[tuple[int, float]],
    strength: float,
    label: list[int],
    mass: list[float],
    price: float,
) -> int:
    """Put the node where modularity gains most; 1 if it moved, else 0."""
    links: defaultdict[int, float] = defaultdict(float)
    for other, weight in neighbours:
        links[label[other]] += weight
    home = label[node]
    mass[home] -= strength
    best, best_gain = home, links.get(home, 0.0) - price * strength * mass[home]
    for community in sorted(links):
        gain = links[community] - price * strength * mass[community]
        if gain > best_gain + LEAST_GAIN:
            best, best_gain = community, gain
    mass[best] += strength
    label[node] = best
    return int(best != home)


def _contracted(graph: sp.csr_matrix, labels: Labels) -> sp.csr_matrix:
    """The graph with each community as one node; weights inside a community become its loop."""
    size = graph.shape[0]
    member = sp.csr_matrix((np.ones(size), (np.arange(size), labels)), shape=(size, int(labels.max()) + 1))
    contracted = sp.csr_matrix(member.T @ graph @ member)
    contracted.sort_indices()
    return contracted


def _renumbered(labels: Labels) -> Labels:
    first: dict[int, int] = {}
    return np.array([first.setdefault(int(label), len(first)) for label in labels], dtype=np.int64)
