"""How long a first board takes, beside the plain way (tf-idf and k-means), in one run: `python -m bench.theming [answers …]`.

The answers are invented: points drawn with a seed from a small stock of phrases, so that anyone can run this again. Only the
ratio means much; the seconds depend on the machine.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence

from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.theming import find_themes
from nlp.types import Comment, Settings

SIZES = (100, 1_000, 8_000)
SUBJECTS = (
    "parking",
    "opening hours",
    "the food",
    "the nurses",
    "waiting times",
    "the lifts",
    "letters",
    "the website",
    "the bus",
)
VERDICTS = (
    "is slow",
    "was kind",
    "should be cheaper",
    "needs more staff",
    "was cold",
    "never works",
    "is better",
    "was late again",
)
REASONS = ("because I work", "since the move", "for my mother", "at the weekend", "when it rains", "and nobody told us", "")


def answers(count: int, seed: int = 1) -> list[Comment]:
    """`count` invented answers of one to three points."""
    chance = random.Random(seed)

    def point() -> str:
        return f"{chance.choice(SUBJECTS)} {chance.choice(VERDICTS)} {chance.choice(REASONS)} {chance.randrange(40)}".strip()

    return [Comment(f"{at:07d}", ". ".join(point() for _ in range(chance.choice((1, 1, 2, 3))))) for at in range(count)]


def plain(comments: Sequence[Comment], themes: int) -> None:
    """The plain way: tf-idf of words, k-means with the number of themes given, no names, no quotes, no account of anybody."""
    with threadpool_limits(limits=1):
        matrix = TfidfVectorizer(stop_words="english").fit_transform(comment.text for comment in comments)
        KMeans(min(themes, len(comments)), n_init=10, random_state=1).fit(matrix)


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run of `work`."""
    before = time.process_time()
    work()
    return time.process_time() - before


def main(sizes: Sequence[int]) -> None:
    """Print one line a size: processor seconds of each way, and how many times as long ours takes."""
    print(f"{'answers':>9} {'ours, s':>9} {'plain, s':>9} {'ratio':>7} {'themes':>7}")
    for size in sizes:
        comments = answers(size)
        themes = len(find_themes(comments, Settings()).themes)
        ours = seconds(lambda comments=comments: find_themes(comments, Settings()))  # type: ignore[misc]
        other = seconds(lambda comments=comments, themes=themes: plain(comments, max(2, themes)))  # type: ignore[misc]
        print(f"{size:>9,} {ours:>9.2f} {other:>9.2f} {ours / max(other, 1e-3):>7.1f} {themes:>7}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
