"""What was planted, and how much of it is found: `python -m bench.planted [sets]`. Everything is invented and drawn from seeds.

Lone views: consultations of 200 answers, each with one clear view that nobody shares. Campaigns: three form letters with a
tenth, a fifth and a third of their words changed, among 2,000 answers. The generators are those of the tests.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, `tests` is not on the path

from nlp.campaigns import find_campaigns
from nlp.theming import find_themes
from nlp.types import Settings, Theming
from tests.nlp.planted_campaigns import planted as planted_campaigns
from tests.nlp.planted_views import Planted, planted

SETS = 200
SIZES = (200, 120, 40)
EDITS = (0.1, 0.2, 0.33)


def fate(theming: Theming, answer_id: str) -> str:
    """What became of one answer: `lone view`, `small group`, `theme`, or the reason why it is unplaced."""
    sizes = {view.id: view.count for view in theming.minority}
    homes = [coding.theme_id for coding in theming.codings if coding.answer_id == answer_id]
    if not homes:
        return next(one.reason for one in theming.unplaced if one.answer_id == answer_id)
    views = [sizes[home] for home in homes if home in sizes]
    return "theme" if not views else "lone view" if min(views) == 1 else "small group"


def lone_among_the_many(theming: Theming, made: Planted) -> tuple[int, int]:
    """How many answers that make a point of the many are kept as lone views or called off-topic, and how many there are."""
    held = [fate(theming, answer) for answer in sorted(made.many)]
    return sum(one == "lone view" for one in held), sum(one in ("off-topic", "joke") for one in held)


def lone_views(sets: int) -> None:
    """Print what became of the lone view of each set, and how many others were kept or called off-topic by mistake."""
    fates: Counter[str] = Counter()
    others = strange = many = 0
    for seed in range(sets):
        made = planted(seed)
        theming = find_themes(made.comments, Settings(question=made.question))
        fates[fate(theming, made.lone)] += 1
        lone, off = lone_among_the_many(theming, made)
        others, strange, many = others + lone, strange + off, many + len(made.many)
    kept = fates["lone view"] + fates["small group"]
    print(f"lone views kept: {kept} of {sets} ({100 * kept / sets:.1f} %)", dict(sorted(fates.items())))
    print(f"answers of the many kept as lone views: {others} of {many} ({100 * others / many:.2f} %)")
    print(f"answers of the many called off-topic or a joke: {strange} of {many} ({100 * strange / many:.2f} %)", flush=True)


def campaigns() -> None:
    """Print recall and precision of each planted campaign, by the share of words edited."""
    for share in EDITS:
        comments, truth = planted_campaigns(share, SIZES, 2000, seed=1)
        found = [{member.answer_id for member in one.members} for one in find_campaigns(comments)]
        for letter, size in enumerate(SIZES):
            gold = {answer for answer, which in truth.items() if which == letter}
            best = max(found, key=lambda members: len(members & gold), default=set())
            recall, precision = len(best & gold) / len(gold), len(best & gold) / max(1, len(best))
            print(f"campaign of {size} in 2,000, {share:.0%} edited: recall {recall:.3f}, precision {precision:.3f}", flush=True)


if __name__ == "__main__":
    campaigns()
    lone_views(int(sys.argv[1]) if len(sys.argv) > 1 else SETS)
