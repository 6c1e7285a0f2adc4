"""Small cells never leave the house: which counts of a table may be printed (MODEL invariant 14). Pure.

A cell of 1 to 4 people is hidden, and as many others as it takes so that what is printed (the other cells, the total, the
bases, and the words "fewer than 5") leaves every number from 1 to 4 possible for it. docs/decisions tells what counts as a
cell, and what somebody could still try.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

SMALLEST = 5
"""The fewest people of a cell that may be printed, other than nought."""

Hidden = Literal["", "small", "guard"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as it may be published."""

    count: int | None
    hidden: Hidden = ""
    """Why it is not printed: `small` is 1 to 4 people, `guard` could be any number and protects another cell."""


@dataclass(frozen=True, slots=True)
class Group:
    """People whom a breakdown counts together: those who gave any of these answers about themselves."""

    keys: tuple[str, ...]
    people: int


def is_small(count: int) -> bool:
    """Whether so few people are counted that one of them could be recognised. Nobody at all is not small."""
    return 0 < count < SMALLEST


def protect(counts: Sequence[int], most: Sequence[int]) -> tuple[Cell, ...] | None:
    """A row of counts as it may be printed beside its own sum; None where nothing of it may.

    `counts[i]` of `most[i]` people; both `most` and the sum of `counts` are printed. For a breakdown `most` holds the sizes
    of the groups, for the table of one question its base, once for each choice. Those of a group who are not counted are a
    cell too: where all but three of a group said something, the three are protected.
    """
    hidden = {at for at, count in enumerate(counts) if is_small(count) or is_small(most[at] - count)}
    while hidden and not _is_safe(counts, most, hidden):
        seen = [at for at in range(len(counts)) if at not in hidden]
        if not seen:
            return None
        hidden.add(_guard(counts, most, hidden, seen))
    if hidden and len(hidden) == len(counts):
        return None  # nothing but "fewer than 5" and "not shown" tells nobody anything
    return tuple(_cell(count, at in hidden) for at, count in enumerate(counts))


def _cell(count: int, hidden: bool) -> Cell:
    if not hidden:
        return Cell(count)
    return Cell(None, "small" if is_small(count) else "guard")


def _guard(counts: Sequence[int], most: Sequence[int], hidden: set[int], seen: Sequence[int]) -> int:
    """The cell to hide next: the smallest that makes the row safe, else the one that blurs the most."""
    for at in sorted(seen, key=lambda at: (counts[at], at)):
        if _is_safe(counts, most, hidden | {at}):
            return at
    return max(seen, key=lambda at: (min(counts[at], most[at] - counts[at]), -at))


def _is_safe(counts: Sequence[int], most: Sequence[int], hidden: set[int]) -> bool:
    """Whether nobody can work out a small number from the row with these cells hidden.

    The reader knows the sum of the hidden cells, and of each the bounds of its words. Each hidden cell can then be any whole
    number of one range, so that looking at the ends of the range is enough.
    """
    together = sum(counts[at] for at in hidden)
    room = sum(most[at] - counts[at] for at in hidden)
    if is_small(together) or is_small(room):
        return False  # they would make a small cell together
    low = {at: 1 if is_small(counts[at]) else 0 for at in hidden}
    high = {at: min(SMALLEST - 1, most[at]) if is_small(counts[at]) else most[at] for at in hidden}
    lows, highs = sum(low.values()), sum(high.values())
    for at in hidden:
        least = max(low[at], together - (highs - high[at]))
        greatest = min(high[at], together - (lows - low[at]))
        if is_small(counts[at]):
            wanted = 1, min(SMALLEST - 1, most[at])
        elif is_small(most[at] - counts[at]):
            wanted = max(0, most[at] - SMALLEST + 1), most[at] - 1
        else:
            continue
        if least > wanted[0] or greatest < wanted[1]:
            return False
    return True


def groups(people: Mapping[str, int]) -> tuple[Group, ...]:
    """The groups of a breakdown, in the order given: small ones counted together, so that every size may be printed.

    `people` maps each answer about oneself to how many gave it; answers that nobody gave are left out. Empty where there
    would be one group only.
    """
    present = {key: count for key, count in people.items() if count}
    pool = [key for key, count in present.items() if is_small(count)]
    others = sorted((key for key in present if key not in pool), key=lambda key: present[key])
    while pool and others and not _is_blurred([present[key] for key in pool]):
        pool.append(others.pop(0))
    kept = [Group((key,), present[key]) for key in present if key not in pool]
    if pool:
        if not _is_blurred([present[key] for key in pool]):
            return ()
        in_order = tuple(key for key in present if key in pool)
        kept.append(Group(in_order, sum(present[key] for key in pool)))
    return tuple(kept) if len(kept) > 1 else ()


def _is_blurred(sizes: Sequence[int]) -> bool:
    """Whether a pool of groups is large enough to print and does not give the size of a small one away.

    Small groups alone give themselves away when each of them must be as small, or as large, as a small group can be.
    """
    together, small = sum(sizes), sum(1 for size in sizes if is_small(size))
    if together < SMALLEST:
        return False
    return small < len(sizes) or small < together < (SMALLEST - 1) * small
