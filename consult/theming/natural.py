"""The order in which people list ids."""

from __future__ import annotations

import re


def natural(answer_id: str) -> list[tuple[int, str]]:
    """A sort key under which "2" comes before "10" and "r9" before "r10"; total, so that order never depends on input."""
    parts = re.split(r"([0-9]+)", answer_id)
    return [(int(part) if at % 2 else 0, part) for at, part in enumerate(parts)]
