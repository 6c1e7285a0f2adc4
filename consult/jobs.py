"""Jobs in the service's own database: enqueued in the transaction of the data, leased, shown with progress, retried.

A claim is one conditional UPDATE (PostgreSQL: FOR UPDATE SKIP LOCKED inside it; SQLite: its single writer makes it atomic).
It is a lease that the worker renews; when the lease runs out another worker takes the job. So a handler may run twice and
must be idempotent. `attempts` fences: a worker that lost its lease writes nothing more.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
import socket
import uuid
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.connection import get_connections
from tortoise.indexes import Index
from tortoise.models import Model

from consult.faults import where

if TYPE_CHECKING:
    from consult.security import Keyring  # at run time it would pull the whole frame of the pages into child processes

log = logging.getLogger(__name__)

Handler = Callable[["Work", dict[str, Any]], Awaitable[dict[str, Any] | None]]
HANDLERS: dict[str, Handler] = {}


class JobState(StrEnum):
    """Where a job stands."""

    queued = "queued"
    running = "running"
    done = "done"
    failed = "failed"


class Job(Model):
    """Slow work that a page started and a worker does."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=60)
    subject = fields.CharField(max_length=80, default="", description="what the job is about, for instance codebook:3")
    args: dict[str, Any] = fields.JSONField(default=dict)
    state = fields.CharEnumField(JobState, default=JobState.queued, max_length=10)
    progress = fields.FloatField(default=0)
    doing = fields.CharField(max_length=120, default="")
    attempts = fields.IntField(default=0)
    max_attempts = fields.IntField(default=5)
    run_after = fields.DatetimeField()
    lease_until = fields.DatetimeField(null=True)
    worker = fields.CharField(max_length=120, null=True)
    error = fields.TextField(null=True)
    result: dict[str, Any] = fields.JSONField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "job"
        indexes = (Index(fields=("state", "run_after")), Index(fields=("kind", "subject")))


class CannotWork(Exception):
    """A job cannot succeed however often it is tried; its message is a plain sentence for the page."""


class LostLease(Exception):
    """Another worker has this job now."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of this kind."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


async def enqueue(kind: str, args: dict[str, Any], *, now: dt.datetime, subject: str = "", max_attempts: int = 5) -> Job:
    """Put a job in the queue; inside a transaction it exists only if the transaction does.

    `subject` names what it is about, so that a page finds it again with `latest`.
    """
    return await Job.create(kind=kind, subject=subject, args=args, run_after=now, created_at=now, max_attempts=max_attempts)


async def latest(kind: str, subject: str) -> Job | None:
    """The last job of this kind about this subject, whatever became of it."""
    return await Job.filter(kind=kind, subject=subject).order_by("-id").first()


SHOWN_STATE = {JobState.queued: "waiting", JobState.running: "running", JobState.done: "done", JobState.failed: "failed"}


def shown(job: Job) -> dict[str, Any]:
    """How far a job is, as the progress part of a page wants it: state, words, done and total (a hundred steps)."""
    words = job.doing or "Waiting for its turn"
    if job.state is JobState.queued and job.attempts:
        words = "It stopped before its end, and will be tried again"
    if job.state is JobState.failed:
        words = job.error or "It stopped before its end."
    return {"state": SHOWN_STATE[job.state], "words": words, "done": int(100 * job.progress), "total": 100}


class Work:
    """A claimed job, as its handler sees it. `keys` are the service's, for handlers that make receipts."""

    def __init__(self, job: Job, lease: float, keys: Keyring | None = None) -> None:
        self.job, self.lease, self._keys = job, lease, keys

    @property
    def keys(self) -> Keyring:
        """The service's keys. Raises LookupError where the worker was started without them."""
        if self._keys is None:
            raise LookupError("this worker was given no keys")
        return self._keys

    async def progress(self, share: float, doing: str) -> None:
        """Say how far the work is (0 to 1) and what is being done; renews the lease. Raises LostLease."""
        changed = await self._mine().update(progress=share, doing=doing[:120], lease_until=_clock() + self._term())
        if not changed:
            raise LostLease(self.job.id)

    async def beat(self) -> None:
        """Renew the lease for as long as the handler runs."""
        while True:
            await asyncio.sleep(self.lease / 3)
            await self._mine().update(lease_until=_clock() + self._term())

    async def finish_here(self, result: dict[str, Any]) -> None:
        """End the job inside the caller's transaction, so that what it made and its end are stored together or not at all.

        That makes the effect happen once, however often the handler runs. Raises LostLease, which undoes the transaction,
        when another worker has the job or it has ended.
        """
        if not await self._end(result):
            raise LostLease(self.job.id)

    async def finish(self, result: dict[str, Any] | None) -> None:
        """End the job; nothing happens when the handler has ended it itself or another worker has it."""
        await self._end(result or {})

    async def _end(self, result: dict[str, Any]) -> int:
        changed: int = await self._mine().update(state=JobState.done, progress=1.0, result=result, error=None, lease_until=None)
        return changed

    async def fail(self, reason: str, *, final: bool) -> None:
        """Put the job back with a growing pause, or end it as failed."""
        later = _clock() + dt.timedelta(seconds=min(300, 2**self.job.attempts))
        state = JobState.failed if final or self.job.attempts >= self.job.max_attempts else JobState.queued
        await self._mine().update(state=state, error=reason[:2000], lease_until=None, run_after=later)

    def _term(self) -> dt.timedelta:
        return dt.timedelta(seconds=self.lease)

    def _mine(self) -> Any:
        return Job.filter(id=self.job.id, worker=self.job.worker, attempts=self.job.attempts, state=JobState.running)


async def claim(worker: str, lease: float) -> Job | None:
    """Take the oldest job that is due, or whose worker fell silent; None when there is none."""
    connection = get_connections().get(_alias())
    postgres = connection.capabilities.dialect == "postgres"
    now = _clock()
    times = [now + dt.timedelta(seconds=lease), now, now]
    values: list[Any] = [worker, *times] if postgres else [worker, *(t.isoformat(" ") for t in times)]
    marks = ["$1", "$2", "$3", "$4"] if postgres else ["?"] * 4
    sql = (
        f"UPDATE job SET state='running', worker={marks[0]}, lease_until={marks[1]}, attempts=attempts+1 WHERE id = ("  # noqa: S608 only placeholders are filled in
        f"SELECT id FROM job WHERE (state='queued' AND run_after <= {marks[2]}) "
        f"OR (state='running' AND lease_until < {marks[3]}) "
        f"ORDER BY id LIMIT 1{' FOR UPDATE SKIP LOCKED' if postgres else ''}) RETURNING id"
    )
    # not execute_query: on PostgreSQL it drops the rows of UPDATE ... RETURNING (Tortoise 1.1.9)
    rows = await connection.execute_query_dict(sql, values)
    return await Job.get(id=rows[0]["id"]) if rows else None


async def run_one(job: Job, lease: float, keys: Keyring | None = None) -> None:
    """Do one claimed job to its end, good or bad."""
    work = Work(job, lease, keys)
    if job.attempts > job.max_attempts:
        await work.fail(job.error or "The work was started several times and never came to its end.", final=True)
        return
    beat = asyncio.create_task(work.beat())
    try:
        await work.finish(await HANDLERS[job.kind](work, job.args))
    except LostLease:
        log.warning("job %s went to another worker", job.id)
    except CannotWork as reason:
        await work.fail(str(reason), final=True)
    except Exception as error:
        # the kind of error only: its text could hold a respondent's words
        log.error("job %s (%s) failed: %s at %s", job.id, job.kind, type(error).__name__, where(error))
        await work.fail(f"Something went wrong ({type(error).__name__}).", final=False)
    finally:
        beat.cancel()


async def work_off(
    stop: asyncio.Event,
    lease: float,
    chores: Callable[[], Awaitable[bool]],
    poll: float = 0.5,
    keys: Keyring | None = None,
) -> None:
    """Claim and do jobs until `stop` is set. `chores` is run between jobs; it says whether it found something to do."""
    me = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
    while not stop.is_set():
        busy = await chores()
        job = await claim(me, lease)
        if job is not None:
            await run_one(job, lease, keys)
        elif not busy:
            await _pause(stop, poll)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    waiter = asyncio.create_task(stop.wait())
    await asyncio.wait({waiter}, timeout=seconds)
    waiter.cancel()


def _alias() -> str:
    connection: str = Job._meta.default_connection or "default"
    return connection


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
