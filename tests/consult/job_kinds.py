"""Kinds of job for tests, and a worker process that knows them: `python -m tests.consult.job_kinds` works until SIGTERM.

Each job writes into the audit log, which keeps what happened in order and can be counted.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import time
from collections.abc import Callable
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.jobs import CannotWork, Work, handles
from consult.offload import in_child


@handles("test-note")
async def note(work: Work, args: dict[str, Any]) -> dict[str, Any]:
    """Take a while, in steps, then write one line and end, both in one transaction."""
    steps = int(args.get("steps", 1))
    for step in range(steps):
        await work.progress(step / steps, f"Step {step + 1} of {steps}")
        await asyncio.sleep(float(args.get("pause", 0)))
    async with in_transaction():
        await work.finish_here({"steps": steps})
        await audit.record("worker", "noted", f"job:{work.job.id}", now=dt.datetime.now(dt.UTC))
    return {"steps": steps}


@handles("test-refuse")
async def refuse(work: Work, args: dict[str, Any]) -> None:
    """Cannot be done, however often it is tried."""
    raise CannotWork("There is nothing to do it with.")


@handles("test-fault")
async def fault(work: Work, args: dict[str, Any]) -> None:
    """A fault of the program, whose text holds what nobody may read."""
    raise RuntimeError("the words of a respondent")


@handles("test-poison")
async def poison(work: Work, args: dict[str, Any]) -> None:
    """Takes its worker down with it."""
    os._exit(9)


@handles("test-child")
async def child(work: Work, args: dict[str, Any]) -> dict[str, Any]:
    """Count in a child process; the child is killed the first time when the job says so."""
    die = bool(args.get("die_first")) and work.job.attempts == 1
    return {"sum": await in_child(add_up, list(range(10)), die, progress=work.progress)}


def add_up(numbers: list[int], die: bool, tell: Callable[[str, float], None]) -> int:
    """The sum, told in steps; or a death as sudden as that of a process that ran out of memory."""
    total = 0
    for at, number in enumerate(numbers):
        tell("Adding up", at / len(numbers))
        total += number
        if die:
            os._exit(9)
    return total


def refuse_in_child(tell: Callable[[str, float], None]) -> None:
    """A ValueError is meant for people."""
    raise ValueError("There are no answers.")


def fault_in_child(tell: Callable[[str, float], None]) -> None:
    """Any other error may hold a respondent's words."""
    raise KeyError("the words of a respondent")


def burn(seconds: float, tell: Callable[[str, float], None]) -> int:
    """Keep a processor busy for so many seconds of its time; returns the rounds it made."""
    rounds, end = 0, time.process_time() + seconds
    while time.process_time() < end:
        rounds += 1
    return rounds


def length(text: str, tell: Callable[[str, float], None]) -> int:
    """How long a text is that was sent over."""
    return len(text)


def own_process(tell: Callable[[str, float], None]) -> int:
    """The number of the process that does the work."""
    return os.getpid()


if __name__ == "__main__":
    from consult.settings import Settings
    from consult.worker import run_worker

    asyncio.run(run_worker(Settings.from_environment()))
