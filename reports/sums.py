"""The sums of a report: everyone who was asked is somewhere, once, or the report is not printed."""

from __future__ import annotations

from dataclasses import dataclass

from reports.data import FindingsReport

_ROUNDING = 0.051
"""Shares are given to one decimal place; a difference up to half of one is rounding."""


class FindingsDoNotAddUp(ValueError):
    """The numbers of a report contradict each other; the message says which."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the people asked are: each is counted once."""

    asked: int
    answered: int
    blank: int
    silent: int
    """Asked, and neither answered nor left a blank."""
    in_themes: int
    in_minority: int
    """In a view that few people hold, and in no theme."""
    outside: tuple[tuple[str, int], ...]
    """Reason and number of people, for those in neither."""


def account(report: FindingsReport) -> Account:
    """Where everyone asked is. Raises FindingsDoNotAddUp when numbers are negative, contradict or leave people over."""
    board = report.board
    outside = tuple((leftover.reason, leftover.count) for leftover in report.leftovers)
    left_over = sum(count for _, count in outside)
    in_minority = board.in_minority
    if in_minority is None and board.in_themes is not None:
        in_minority = board.answered - board.in_themes - left_over
    if in_minority is None:
        in_minority = sum(view.count for view in report.minority)
    in_themes = board.in_themes if board.in_themes is not None else board.answered - in_minority - left_over
    found = Account(
        asked=board.asked,
        answered=board.answered,
        blank=board.blank,
        silent=board.asked - board.answered - board.blank,
        in_themes=in_themes,
        in_minority=in_minority,
        outside=outside,
    )
    _check(found, left_over)
    _check_themes(report)
    return found


def _check(found: Account, left_over: int) -> None:
    if found.silent < 0:
        raise FindingsDoNotAddUp(f"{found.answered} answered and {found.blank} blank are more than the {found.asked} asked.")
    if min(found.answered, found.blank, found.in_themes, found.in_minority, *(count for _, count in found.outside)) < 0:
        raise FindingsDoNotAddUp(
            f"Of {found.answered} people who answered, {found.in_themes} are in themes, "
            f"{found.in_minority} only in minority views and {left_over} outside: a number is below nought."
        )
    if found.in_themes + found.in_minority + left_over != found.answered:
        raise FindingsDoNotAddUp(
            f"{found.in_themes} people in themes, {found.in_minority} only in minority views and {left_over} outside "
            f"are not the {found.answered} who answered."
        )


def _check_themes(report: FindingsReport) -> None:
    """Counts within the base, shares that follow from them, and an order that follows from the counts."""
    answered, before = report.board.answered, None
    for theme in report.board.themes:
        if not 0 <= theme.count <= answered:
            raise FindingsDoNotAddUp(f"Theme {theme.key} has {theme.count} people of {answered} who answered.")
        if answered and abs(theme.per_hundred - 100 * theme.count / answered) > _ROUNDING:
            raise FindingsDoNotAddUp(
                f"Theme {theme.key} says {theme.per_hundred} in every 100, but {theme.count} of {answered} is "
                f"{100 * theme.count / answered:.1f}."
            )
        if too_many := [part.name for part in theme.parts if part.count > theme.count]:
            raise FindingsDoNotAddUp(f"The part “{too_many[0]}” of theme {theme.key} has more people than the theme.")
        if theme.parts and theme.general is not None and theme.general + sum(part.count for part in theme.parts) < theme.count:
            raise FindingsDoNotAddUp(f"The parts of theme {theme.key} and its other people are fewer than its {theme.count}.")
        if before is not None and theme.count > before:
            raise FindingsDoNotAddUp(f"Theme {theme.key} has more people than the theme before it.")
        before = theme.count
