"""Shares of people and what chance could have done to them. Pure."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959963984540054
PLACES = 4
"""Decimal places of a stored share: enough to round it again for print, few enough to be the same on every machine."""


def per_hundred(count: int, base: int) -> float:
    """`count` of `base` people as a share of a hundred; 0 where the base is nought."""
    return round(100 * count / base, PLACES) if base else 0.0


def likely_range(count: int, base: int) -> tuple[float, float]:
    """The 95 % interval of a share of a hundred (Wilson 1927, Journal of the American Statistical Association 22).

    (0, 100) where the base is nought. The theming method has the same formula, but it may only be called for themes.
    """
    if base <= 0:
        return 0.0, 100.0
    share, square = count / base, Z95 * Z95 / base
    middle = (share + square / 2) / (1 + square)
    half = Z95 * sqrt(share * (1 - share) / base + square / (4 * base)) / (1 + square)
    return round(100 * max(0.0, middle - half), PLACES), round(100 * min(1.0, middle + half), PLACES)
