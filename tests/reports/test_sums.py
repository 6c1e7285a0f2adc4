"""The sums of a report reconcile, or it is not printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports import findings
from reports.data import Board, FindingsReport, Leftover
from reports.sums import FindingsDoNotAddUp, account
from tests.reports.illustrations import FINDINGS


def board(**changes: object) -> FindingsReport:
    """The illustration with its board changed."""
    return replace(FINDINGS, board=replace(FINDINGS.board, **changes))  # type: ignore[arg-type]


def test_everyone_asked_is_counted_once() -> None:
    found = account(FINDINGS)
    assert found.in_themes + found.in_minority + sum(count for _, count in found.outside) == found.answered
    assert found.answered + found.blank + found.silent == found.asked


def test_what_is_not_given_follows_from_the_rest() -> None:
    assert account(board(in_themes=None)).in_themes == 88
    assert account(board(in_themes=87)).in_minority == 2
    assert account(board(in_themes=88, in_minority=1)) == account(FINDINGS)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (board(asked=90), "more than the 90 asked"),
        (board(in_themes=95), "below nought"),
        (board(in_themes=80, in_minority=1), "are not the 94 who answered"),
        (replace(FINDINGS, leftovers=(Leftover("a joke", 200),)), "below nought"),
        (board(themes=(replace(FINDINGS.board.themes[0], count=95),)), "t1 has 95 people of 94"),
        (board(themes=(replace(FINDINGS.board.themes[0], per_hundred=34.0),)), "t1 says 34.0 in every 100"),
        (board(themes=tuple(reversed(FINDINGS.board.themes))), "has more people than the theme before it"),
    ],
)
def test_numbers_that_contradict_each_other_are_not_printed(broken: FindingsReport, says: str) -> None:
    with pytest.raises(FindingsDoNotAddUp, match=says):
        findings.build(broken)


def test_a_report_without_a_single_answer_is_printed() -> None:
    empty = replace(FINDINGS, board=Board("Anything?", 3, 0, 3, ()), minority=(), leftovers=(), closed=(), summary=())
    assert account(empty).in_themes == 0
    assert findings.build(empty).startswith(b"%PDF-1.7")
