"""When are two themes the same in other words? How near is near, where all answers share much already."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nlp.vectors import Matrix


def beyond_shared(near: float, rows: Matrix, people: npt.NDArray[np.float64]) -> float:
    """The cosine that stands as far above the likeness of all passages as `near` does above nought.

    Answers to a pointed question share many words, and all groups are near each other by these alone: a cosine of .5 says
    much among short answers and little among arguments for or against one thing. `rows` are of unit length, `people` weigh
    them; what they share is the squared length of their mean, the mean cosine over all pairs of people.
    """
    middle = np.average(rows, axis=0, weights=people)
    shared = float(np.round(middle @ middle, 6))
    return shared + (1.0 - shared) * near
