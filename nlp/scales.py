"""The figures of grouping that depend on how finely themes are asked for, and on the rows they are found in."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.clusters import SMALLEST_SHARE
from nlp.settling import NEAR_EQUAL
from nlp.types import Settings
from nlp.vectors import LARGE

NEAR_EQUAL_OF_FEW = 0.5
"""What `nlp.settling.NEAR_EQUAL` is in a small set, beyond what all its passages share (`nlp.near_equal.beyond_shared`)."""
NEAR_EQUAL_IN_MEANING = 0.45
"""The same with word vectors: what is near in meaning is near, the rest far."""
RESOLUTION_OF_MEANING = 1.5
"""Word vectors bring more passages near each other than shared words do: the graph is cut at a higher resolution."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the neighbourhood graph is cut and which groups are one."""

    resolution: float
    """Of the communities (see `nlp.louvain.communities`)."""
    smallest: float
    """The smallest share of people in a community that counts."""
    near_equal: float
    """Cosine of two centres from which their groups are merged; in a small set beyond what all passages share."""


def scale(settings: Settings, units: int) -> Scale:
    """The figures for these settings (with the engine that really runs) and so many distinct passages."""
    semantic = settings.engine == "semantic"
    of_few = NEAR_EQUAL_IN_MEANING if semantic else NEAR_EQUAL_OF_FEW
    return Scale(
        resolution=settings.detail * (RESOLUTION_OF_MEANING if semantic else 1.0),
        smallest=SMALLEST_SHARE / max(1.0, settings.detail),
        near_equal=NEAR_EQUAL if units >= LARGE else of_few,
    )
