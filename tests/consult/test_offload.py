"""Heavy work happens in a child process: its result, progress and refusals come back, and its death is an error."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from collections.abc import Coroutine
from typing import Any

import pytest

from consult.jobs import CannotWork
from consult.offload import ChildDied, in_child
from tests.consult import job_kinds


async def test_the_result_comes_back_from_another_process() -> None:
    assert await in_child(job_kinds.add_up, [1, 2, 3], False) == 6
    assert await in_child(job_kinds.own_process) != os.getpid()
    assert multiprocessing.active_children() == []


async def test_progress_is_told_in_order() -> None:
    told: list[tuple[float, str]] = []

    async def hear(share: float, doing: str) -> None:
        told.append((share, doing))

    await in_child(job_kinds.add_up, [1, 2, 3, 4], False, progress=hear)
    assert told == [(0.0, "Adding up"), (0.25, "Adding up"), (0.5, "Adding up"), (0.75, "Adding up")]


async def test_a_refusal_meant_for_people_keeps_its_words() -> None:
    with pytest.raises(CannotWork, match="There are no answers"):
        await in_child(job_kinds.refuse_in_child)


async def test_any_other_fault_is_known_by_its_kind_alone() -> None:
    with pytest.raises(RuntimeError) as raised:
        await in_child(job_kinds.fault_in_child)
    assert str(raised.value) == "KeyError"


async def test_a_child_that_dies_is_an_error_and_not_a_wait_for_ever() -> None:
    began = time.monotonic()
    with pytest.raises(ChildDied):
        await in_child(job_kinds.add_up, [1, 2, 3], True)
    assert time.monotonic() - began < 60
    assert multiprocessing.active_children() == []


async def test_a_child_whose_progress_nobody_wants_any_more_is_ended() -> None:
    class Enough(Exception):
        pass

    async def no_more(share: float, doing: str) -> None:
        raise Enough

    with pytest.raises(Enough):
        await in_child(job_kinds.add_up, list(range(100_000)), False, progress=no_more)
    assert multiprocessing.active_children() == []


async def test_the_event_loop_goes_on_while_a_child_computes() -> None:
    slowest = await slowest_turn_during(in_child(job_kinds.burn, 1.0))
    assert slowest < 0.5


async def test_the_event_loop_goes_on_while_a_child_is_sent_a_lot() -> None:
    """The arguments wait in a pipe until the child has started: that wait must not be the loop's."""
    slowest = await slowest_turn_during(in_child(job_kinds.length, "x" * 8_000_000))
    assert slowest < 0.5


async def slowest_turn_during(work: Coroutine[Any, Any, int]) -> float:
    """The longest that a task which sleeps for 10 ms had to wait for its turn, in seconds, while the work ran."""
    slowest = 0.0
    running = asyncio.create_task(work)
    while not running.done():
        before = time.monotonic()
        await asyncio.sleep(0.01)
        slowest = max(slowest, time.monotonic() - before - 0.01)
    assert running.result()
    return slowest
