"""The figures of grouping that depend on how finely themes are asked for, and on the rows they are found in."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.clusters import SMALLEST_SHARE
from nlp.settling import NEAR_EQUAL
from nlp.types import Settings
from nlp.vectors import LARGE

NEAR_EQUAL_IN_MEANING = 0.5
"""What `nlp.settling.NEAR_EQUAL` is in a small set with word vectors: what is near in meaning is near, the rest far."""
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
    """Cosine of two centres from which their groups are merged."""


def scale(settings: Settings, units: int) -> Scale:
    """The figures for these settings (with the engine that really runs) and so many distinct passages."""
    semantic = settings.engine == "semantic"
    return Scale(
        resolution=settings.detail * (RESOLUTION_OF_MEANING if semantic else 1.0),
        smallest=SMALLEST_SHARE / max(1.0, settings.detail),
        near_equal=NEAR_EQUAL_IN_MEANING if semantic and units < LARGE else NEAR_EQUAL,
    )
