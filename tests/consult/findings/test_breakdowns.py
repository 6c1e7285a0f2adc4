"""What is printed of a table never gives a small cell back. The attackers here try every number, not our own reasoning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.findings.breakdowns import Cell, Group, groups, is_small, protect


def possible_rows(cells: Sequence[Cell], most: Sequence[int], total: int) -> list[tuple[int, ...]]:
    """Every row of numbers that a reader of the printed table cannot rule out."""
    choices = [_possible(cell, top) for cell, top in zip(cells, most, strict=True)]
    return [row for row in product(*choices) if sum(row) == total]


def _possible(cell: Cell, top: int) -> Sequence[int]:
    if cell.count is not None:
        return [cell.count]
    return range(1, min(4, top) + 1) if cell.hidden == "small" else range(top + 1)


tables = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), min_size=2, max_size=4).map(
    lambda rows: [(min(a, b + 5), b + 5) for a, b in rows]
)


@given(tables)
def test_no_small_cell_can_be_worked_out_from_the_others_the_total_and_the_bases(table: list[tuple[int, int]]) -> None:
    counts, most = [count for count, _ in table], [base for _, base in table]
    cells = protect(counts, most)
    if cells is None:
        return
    rows = possible_rows(cells, most, sum(counts))
    assert tuple(counts) in rows
    for at, count in enumerate(counts):
        if is_small(count):
            assert {row[at] for row in rows} >= set(range(1, min(4, most[at]) + 1))
        if is_small(most[at] - count) and not is_small(count):
            assert {most[at] - row[at] for row in rows} >= set(range(1, min(4, most[at]) + 1))


@given(tables)
def test_what_is_hidden_is_no_small_cell_when_taken_together(table: list[tuple[int, int]]) -> None:
    cells = protect([count for count, _ in table], [base for _, base in table])
    if cells is not None:
        hidden = [pair for pair, cell in zip(table, cells, strict=True) if cell.count is None]
        assert not is_small(sum(count for count, _ in hidden))
        assert not is_small(sum(base - count for count, base in hidden))


@given(tables)
def test_no_small_number_is_printed_and_every_printed_number_is_true(table: list[tuple[int, int]]) -> None:
    counts = [count for count, _ in table]
    for count, cell in zip(counts, protect(counts, [base for _, base in table]) or (), strict=False):
        assert cell.count in (None, count)
        assert cell.count is None or not is_small(cell.count)
        assert (cell.hidden == "small") == (cell.count is None and is_small(count))


def test_a_row_without_small_cells_is_printed_whole() -> None:
    assert protect([10, 0, 25], [20, 20, 50]) == (Cell(10), Cell(0), Cell(25))


def test_hiding_one_cell_alone_would_give_it_back_so_another_goes_with_it() -> None:
    assert protect([3, 12, 30], [20, 40, 60]) == (Cell(None, "small"), Cell(None, "guard"), Cell(30))


def test_two_small_cells_whose_sum_gives_both_away_are_joined_by_a_third() -> None:
    assert protect([4, 4, 30, 9], [20, 20, 60, 40]) == (
        Cell(None, "small"),
        Cell(None, "small"),
        Cell(30),
        Cell(None, "guard"),
    )


def test_what_is_hidden_together_is_never_a_small_cell_itself() -> None:
    # hiding the nought beside the four would say that the two together are four
    assert protect([4, 0, 30], [20, 20, 60]) == (Cell(None, "small"), Cell(0), Cell(None, "guard"))


def test_the_few_of_a_group_who_did_not_say_it_are_protected_too() -> None:
    assert protect([18, 10, 30], [20, 40, 60]) == (Cell(None, "guard"), Cell(None, "guard"), Cell(30))


def test_a_breakdown_into_two_groups_with_a_small_cell_is_not_printed_at_all() -> None:
    assert protect([3, 12], [40, 40]) is None


def test_a_choice_picked_by_few_is_hidden_with_the_next_smallest_choice() -> None:
    assert protect([3, 40, 20, 10], [73] * 4) == (Cell(None, "small"), Cell(40), Cell(20), Cell(None, "guard"))


def test_small_groups_are_counted_together_and_every_size_may_be_printed() -> None:
    found = groups({"patient": 50, "councillor": 3, "nurse": 9, "voluntary": 2, "manager": 0})
    assert found == (Group(("patient",), 50), Group(("nurse",), 9), Group(("councillor", "voluntary"), 5))


def test_two_small_groups_that_could_only_be_four_and_four_take_a_third_with_them() -> None:
    found = groups({"patient": 50, "councillor": 4, "nurse": 9, "voluntary": 4})
    assert found == (Group(("patient",), 50), Group(("councillor", "nurse", "voluntary"), 17))


@pytest.mark.parametrize("people", [{"a": 30}, {"a": 30, "b": 2}, {"a": 2, "b": 2}, {}, {"a": 0, "b": 7}])
def test_a_breakdown_with_one_group_is_none(people: dict[str, int]) -> None:
    assert groups(people) == ()


@given(st.lists(st.integers(0, 12), max_size=6))
def test_nobody_is_lost_in_the_groups_and_no_group_is_small(sizes: list[int]) -> None:
    people = {str(at): size for at, size in enumerate(sizes)}
    found = groups(people)
    if found:
        assert sum(group.people for group in found) == sum(sizes)
        assert all(not is_small(group.people) for group in found)
        assert sorted(key for group in found for key in group.keys) == [key for key in people if people[key]]


@given(st.lists(st.integers(1, 12), min_size=2, max_size=4))
def test_the_size_of_a_small_group_cannot_be_worked_out_from_the_pool_it_is_in(sizes: list[int]) -> None:
    for group in groups({str(at): size for at, size in enumerate(sizes)}):
        real = [sizes[int(key)] for key in group.keys]
        small = [size for size in real if is_small(size)]
        # a group that is in the pool to blur the others could be of any size
        choices = [range(1, 5) if is_small(size) else range(1, group.people + 1) for size in real]
        rows = [row for row in product(*choices) if sum(row) == group.people]
        for at, size in enumerate(real):
            if small and is_small(size):
                assert len({row[at] for row in rows}) > 1
