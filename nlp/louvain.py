"""Communities of a weighted graph by the Louvain method (Blondel et al. 2008), in plain Python over sparse rows, seeded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Labels = npt.NDArray[np.int64]

LEAST_GAIN = 1e-9
MOST_SWEEPS = 30

Links = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Graph:
    """A weighted graph as plain lists, which are quicker than sparse rows to walk node by node."""

    neighbours: list[Links]
    """Each node's neighbours with weights, in order and without itself."""
    loops: list[float]
    """The weight that each node has with itself."""
    strength: list[float]
    """The sum of each node's weights, its loop included."""


def walkable(graph: sp.csr_matrix) -> Graph:
    """A symmetric sparse graph ready for `communities`, to be made once for however many tries."""
    bounds, targets, weights = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    links = [list(zip(targets[start:end], weights[start:end], strict=True)) for start, end in pairwise(bounds)]
    beside = [[link for link in held if link[0] != node] for node, held in enumerate(links)]
    loops = [sum(weight for other, weight in held if other == node) for node, held in enumerate(links)]
    return Graph(beside, loops, [float(weight) for weight in np.asarray(graph.sum(axis=1)).ravel()])


def communities(graph: sp.csr_matrix | Graph, resolution: float, seed: int) -> Labels:
    """A community per node that makes modularity at this resolution (Reichardt and Bornholdt 2006) as large as local moves can.

    `graph` is symmetric, without negative weights. Labels are 0, 1, ... by first appearance. The order in which nodes are
    visited is drawn from the seed; ties go to the community met first in that order of labels.
    """
    random = np.random.default_rng(seed)
    here = graph if isinstance(graph, Graph) else walkable(graph)
    labels = list(range(len(here.strength)))
    while True:
        merged = _renumbered(_local_moves(here, resolution, random))
        labels = [merged[label] for label in labels]
        if max(merged, default=-1) + 1 == len(here.strength):
            return np.array(_renumbered(labels), dtype=np.int64)
        here = _contracted(here, merged)


def _local_moves(graph: Graph, resolution: float, random: np.random.Generator) -> list[int]:
    neighbours, strength = graph.neighbours, graph.strength
    price = resolution / (float(sum(strength)) or 1.0)
    label, mass = list(range(len(strength))), list(strength)
    for _ in range(MOST_SWEEPS):
        moves = 0
        for node in random.permutation(len(strength)).tolist():
            moves += _move(node, neighbours[node], strength[node], label, mass, price)
        if not moves:
            break
    return label


def _move(node: int, neighbours: Links, strength: float, label: list[int], mass: list[float], price: float) -> int:
    """Put the node where modularity gains most; 1 if it moved, else 0."""
    home = label[node]
    links: dict[int, float] = {}
    for other, weight in neighbours:
        community = label[other]
        if community in links:
            links[community] += weight
        else:
            links[community] = weight
    here, cost = links.pop(home, 0.0), price * strength
    if not links:
        return 0
    stays = here - cost * (mass[home] - strength) + LEAST_GAIN
    for community, weight in links.items():  # most nodes stay: only where one does not is the order of labels asked for
        if weight - cost * mass[community] > stays:
            break
    else:
        return 0
    best, best_gain = home, stays - LEAST_GAIN
    for community in sorted(links):
        gain = links[community] - cost * mass[community]
        if gain > best_gain + LEAST_GAIN:
            best, best_gain = community, gain
    mass[home] -= strength
    mass[best] += strength
    label[node] = best
    return int(best != home)


def _contracted(graph: Graph, labels: list[int]) -> Graph:
    """The graph with each community as one node; weights inside a community become its loop."""
    size = max(labels) + 1
    held: list[dict[int, float]] = [{} for _ in range(size)]
    loops, strength = [0.0] * size, [0.0] * size
    for node, home in enumerate(labels):
        loops[home] += graph.loops[node]
        strength[home] += graph.strength[node]
        links = held[home]
        for other, weight in graph.neighbours[node]:
            links[labels[other]] = links.get(labels[other], 0.0) + weight
    for home, links in enumerate(held):
        loops[home] += links.pop(home, 0.0)
    return Graph([sorted(links.items()) for links in held], loops, strength)


def _renumbered(labels: list[int]) -> list[int]:
    first: dict[int, int] = {}
    return [first.setdefault(label, len(first)) for label in labels]
