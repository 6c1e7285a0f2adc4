"""How far two or more coders agree, beyond chance: Cohen's kappa and Krippendorff's alpha, with bootstrap intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

import numpy as np

Code = Hashable
RESAMPLES = 1_000


def cohen_kappa(one: Sequence[Code], two: Sequence[Code]) -> float:
    """Agreement of two coders who each gave every item one code (Cohen 1960): 1 perfect, 0 what chance would give.

    Raises ValueError when the lists differ in length or are empty. Where both used one and the same code throughout, 1.0.
    """
    if len(one) != len(two) or not one:
        raise ValueError(f"two coders must code the same items: {len(one)} and {len(two)} codes were given")
    seen = sum(a == b for a, b in zip(one, two, strict=True)) / len(one)
    first, second = Counter(one), Counter(two)
    chance = sum(first[code] * second[code] for code in first) / len(one) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def krippendorff_alpha(units: Sequence[Sequence[Code | None]]) -> float:
    """Agreement of any number of coders on nominal codes, with gaps (Krippendorff 2011): 1 perfect, 0 chance.

    `units` holds for each item the codes given to it, one per coder, None where a coder left it out. Items with fewer than
    two codes tell nothing and are passed over. Raises ValueError when no item has two codes. Where only one code was ever
    used, 1.0.
    """
    pairable = [[code for code in unit if code is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) >= 2]
    if not pairable:
        raise ValueError("no item was coded by two coders")
    totals = Counter(code for unit in pairable for code in unit)
    values = sum(totals.values())
    observed = sum(_disagreeing_pairs(Counter(unit)) / (len(unit) - 1) for unit in pairable) / values
    expected = _disagreeing_pairs(totals) / (values * (values - 1))
    return 1.0 if expected == 0 else 1 - observed / expected


def _disagreeing_pairs(counts: Counter[Code]) -> float:
    total = sum(counts.values())
    return float(total * total - sum(count * count for count in counts.values()))


def interval(measure: Callable[[Sequence[int]], float], items: int, seed: int) -> tuple[float, float]:
    """The 95 % bootstrap interval of a measure over `items` items; it is called with the positions drawn, with replacement.

    Draws on which the measure cannot be taken (it raises ValueError) are passed over. Raises ValueError when none can.
    """
    random = np.random.default_rng(seed)
    found = []
    for _ in range(RESAMPLES):
        try:
            found.append(measure(random.integers(0, items, items).tolist()))
        except ValueError:
            continue
    if not found:
        raise ValueError("no resample allowed the measure to be taken")
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)
