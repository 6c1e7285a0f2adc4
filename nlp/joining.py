"""What becomes of the members of a mixed bag: each joins a theme on the evidence of its words, or is left in none."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from nlp.clusters import centres
from nlp.louvain import Labels
from nlp.material import Material
from nlp.vectors import Matrix, plain_weights, presence

SMOOTHING = 200.0
"""Words of the whole consultation that each theme is given before its own are counted (Zhai and Lafferty 2004)."""
NATS_PER_COSINE = 5.0
"""How much evidence from words weighs as much as a cosine of one."""
MOST_LEFT_OUT = 0.15
"""Of all who answered; with more in no theme the board would not describe what people said."""
FORCED_AT_LEAST = 0.25
"""A member that is less like the theme than this cosine would not be placed there anyway."""


def joined(material: Material, rows: Matrix, labels: Labels, bags: set[int], answered: int) -> Labels:
    """The groups without the mixed `bags`: members join the theme that their words speak for, the doubtful ones none (-1).

    Doubt is the lead of the best theme over the next, in words and likeness together. At most a tenth of all who `answered`
    are left in no theme, those set apart before included; the rest go where they fit best.
    """
    good = [group for group in range(int(labels.max(initial=-1)) + 1) if group not in bags]
    if not bags or len(good) < 2:
        return labels
    kept = np.where(np.isin(labels, good), np.searchsorted(good, labels), -1).astype(np.int64)
    inside, homeless = np.flatnonzero(kept >= 0), np.flatnonzero(kept < 0)
    likeness = rows[homeless] @ centres(rows[inside], material.people[inside], kept[inside]).T
    speaks = np.round(likeness + evidence(material, kept)[homeless] / NATS_PER_COSINE, 6)
    best = speaks.argmax(axis=1)
    near = np.round(likeness[np.arange(best.size), best], 6) >= FORCED_AT_LEAST
    leads = np.sort(speaks, axis=1)
    order = np.lexsort((homeless, np.round(leads[:, -1] - leads[:, -2], 6), near))
    room = max(0.0, MOST_LEFT_OUT * answered - (answered - len(material.answers)))
    doubtful = order[np.cumsum(material.people[homeless[order]]) <= room]
    kept[homeless] = best
    kept[homeless[doubtful]] = -1
    return kept


def evidence(material: Material, labels: Labels) -> Matrix:
    """How far each unit's words speak for each group: log likelihood ratio against the whole, shape (units, groups).

    Words seen once say nothing. Smoothed by the whole (Dirichlet prior); bare words count half and denials a tenth.
    """
    known, present = presence(material.units, 2)
    if not known:
        return np.zeros((labels.size, int(labels.max()) + 1))
    weights = plain_weights(known, frozenset(), material.lexicon)
    inside = np.flatnonzero(labels >= 0)
    shape = (int(labels.max()) + 1, labels.size)
    member = sp.csr_matrix((material.people[inside], (labels[inside], inside)), shape=shape)
    used = np.asarray((member @ present).todense(), dtype=np.float64) * weights
    everywhere = np.asarray(present.T @ material.people, dtype=np.float64) * weights
    everywhere /= everywhere.sum()
    ratio = (used + SMOOTHING * everywhere) / (used.sum(axis=1, keepdims=True) + SMOOTHING) / everywhere
    return np.asarray(present @ (weights[:, None] * np.log(ratio).T), dtype=np.float64)
