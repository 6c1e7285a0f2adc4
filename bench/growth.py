"""How the cost of reading grows with its length: processor seconds of four or ten times as much over those of as much.

Run: python -m bench.growth. A ratio near 4 (or 10) is linear; comparing every pair would give 16 (or 100).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, `tests` is not on the path

from nlp.campaigns import find_campaigns
from nlp.evidence import evidence
from nlp.stance import gives_reason, stance
from tests.nlp.planted_campaigns import planted

PIECES = ("1,1", "9", "www.", "the study ", "because ", "not good ", ". ", "According to ")
"""What could make a pattern look back over all that it has read."""


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run, after one that warms up."""
    work()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def campaigns(number: int) -> float:
    """Finding a form letter in so many answers, one in fifty of them a copy with every fifth word changed."""
    comments, _ = planted(0.2, (number // 50,), number)
    return seconds(lambda: find_campaigns(comments))


def sides(text: str) -> float:
    """Stance, reasons and evidence of one text."""
    return seconds(lambda: (stance(text), gives_reason(text), evidence(text)))


def main() -> None:
    """Print each ratio, small first."""
    print(f"form letters in 8,000 answers over 2,000: {campaigns(8_000) / campaigns(2_000):.1f} (linear: 4)", flush=True)
    for piece in PIECES:
        ratio = sides(piece * 20_000) / max(sides(piece * 2_000), 1e-4)
        print(f"stance, reasons and evidence of {piece!r}, ten times as long: {ratio:.1f} (linear: 10)", flush=True)


if __name__ == "__main__":
    main()
