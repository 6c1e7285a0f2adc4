"""Taking responses in: many per transaction, each acknowledged only after the commit, none lost, none stored twice.

`Intake.save` returns when the response is on disk. A full queue raises Full at once (the page says 503 and keeps what was
typed), so memory is bounded. A request that is cancelled while it waits does not touch the transaction. When a batch
fails, its responses are tried one by one, so that a bad one cannot take its neighbours down.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import datetime as dt
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol
from uuid import UUID

import asyncpg


class Full(Exception):
    """Too many responses wait for the disk; nothing was stored."""


class StoredDifferently(Exception):
    """A response with this id and other answers was stored before: that one stands, and this one was not stored."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One response, ready to be stored as one durable record."""

    id: UUID
    version_id: int
    received_at: dt.datetime
    record: dict[str, Any]
    wave: int = 1
    channel: str = "web"
    late: bool = False
    signatories: int = 1
    source: str = ""


@dataclass(slots=True)
class _Waiting:
    submission: Submission
    done: asyncio.Future[None] = field(repr=False)


class Store(Protocol):
    """Where batches go: one transaction each, durable when `write` returns."""

    writers: int

    async def open(self) -> None: ...
    async def write(self, batch: list[Submission]) -> set[int]:
        """Store a batch; returns the places in it whose id stands with another record, and which were not stored."""
        ...

    async def close(self) -> None: ...


class Intake:
    """The queue in front of the store; use it as an async context manager, which on leaving stores what still waits."""

    def __init__(self, store: Store, most_waiting: int = 5_000, most_per_commit: int = 500) -> None:
        self.store, self.most_per_commit = store, most_per_commit
        self.queue: asyncio.Queue[_Waiting | None] = asyncio.Queue(most_waiting)
        self.committed = self.commits = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Intake:
        await self.store.open()
        self._tasks = [asyncio.create_task(self._write_batches()) for _ in range(self.store.writers)]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for _ in self._tasks:
            await self.queue.put(None)  # behind everything queued before, which is therefore stored first
        await asyncio.gather(*self._tasks)
        await self.store.close()

    async def save(self, submission: Submission) -> None:
        """Store a response; when this returns it is durable. Storing the same again changes nothing.

        Raises Full when too many wait, StoredDifferently when the same id came with another record before, and whatever
        the database raised when this response could not be stored.
        """
        waiting = _Waiting(submission, asyncio.get_running_loop().create_future())
        try:
            self.queue.put_nowait(waiting)
        except asyncio.QueueFull:
            raise Full from None
        await waiting.done

    async def _write_batches(self) -> None:
        stopping = False
        while not stopping:
            first = await self.queue.get()
            if first is None:
                return
            batch = [first]
            while len(batch) < self.most_per_commit and not self.queue.empty():
                item = self.queue.get_nowait()
                if item is None:
                    stopping = True
                    break
                batch.append(item)
            await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        try:
            stood = await self.store.write([item.submission for item in batch])
        except Exception as error:  # whatever it is, the waiting request must hear of it
            if len(batch) > 1:
                for item in batch:
                    await self._commit([item])
            elif not batch[0].done.done():
                batch[0].done.set_exception(error)
            return
        self.committed += len(batch)
        self.commits += 1
        for place, item in enumerate(batch):
            if item.done.done():  # the person may have gone; the answers are stored all the same
                continue
            if place in stood:
                item.done.set_exception(StoredDifferently())
            else:
                item.done.set_result(None)


COLUMNS = "id, version_id, wave, channel, received_at, record, late, signatories, source"
"""What a submission fills in of a response; the rest is empty until later."""


class SqliteStore:
    """A connection and thread of its own, beside Tortoise's: BEGIN IMMEDIATE, synchronous=FULL."""

    writers = 1

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._connection: sqlite3.Connection | None = None

    async def open(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    def _open(self) -> None:
        self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            self._connection.execute(f"PRAGMA {pragma}")

    async def write(self, batch: list[Submission]) -> set[int]:
        # shield: the thread goes on when this task is cancelled, so a cancel never comes between BEGIN and COMMIT
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, self._write, batch))

    def _write(self, batch: list[Submission]) -> set[int]:
        assert self._connection is not None
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            inserted = self._connection.executemany(
                f"INSERT INTO response({COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO NOTHING",
                [_row_for_sqlite(submission) for submission in batch],
            )
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        if inserted.rowcount == len(batch):
            return set()
        find = "SELECT record FROM response WHERE id = ?"
        return _differing(batch, {s.id: self._connection.execute(find, (str(s.id),)).fetchone()[0] for s in batch})

    async def close(self) -> None:
        connection = self._connection
        if connection is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, connection.close)
        self._thread.shutdown()


class PostgresStore:
    """Two connections of its own; a batch is one INSERT from arrays."""

    writers = 2

    def __init__(self, address: str) -> None:
        self.address = address.replace("asyncpg://", "postgres://", 1)
        self._pool: Any = None

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(self.address, min_size=1, max_size=self.writers, command_timeout=30)
        await refuse_unsafe_postgres(self._pool)

    async def write(self, batch: list[Submission]) -> set[int]:
        columns = [
            [s.id for s in batch],
            [s.version_id for s in batch],
            [s.wave for s in batch],
            [s.channel for s in batch],
            [s.received_at for s in batch],
            [_json(s.record) for s in batch],
            [s.late for s in batch],
            [s.signatories for s in batch],
            [s.source for s in batch],
        ]
        async with self._pool.acquire() as connection, connection.transaction():
            inserted = await connection.execute(
                f"INSERT INTO response({COLUMNS})"  # noqa: S608 - names of columns, written above
                " SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::timestamptz[], $6::jsonb[],"
                " $7::bool[], $8::int[], $9::text[])"
                " ON CONFLICT(id) DO NOTHING",
                *columns,
            )
            if inserted == f"INSERT 0 {len(batch)}":
                return set()
            rows = await connection.fetch("SELECT id, record FROM response WHERE id = ANY($1::uuid[])", columns[0])
        return _differing(batch, {row["id"]: row["record"] for row in rows})

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()


class UnsafeDatabase(Exception):
    """The database is set up in a way that can lose an acknowledged answer at a power cut."""


async def refuse_unsafe_postgres(pool: Any) -> None:
    """Raise UnsafeDatabase when PostgreSQL is told not to wait for the disk."""
    async with pool.acquire() as connection:
        for name in ("fsync", "synchronous_commit"):
            value = await connection.fetchval(f"SHOW {name}")
            if value == "off":
                raise UnsafeDatabase(f"PostgreSQL has {name} = off: an acknowledged answer could be lost. Set it to on.")


def _differing(batch: list[Submission], stored: dict[UUID, str]) -> set[int]:
    """The places whose stored record is not the one that was sent: somebody changed their answers and sent them again."""
    return {place for place, s in enumerate(batch) if json.loads(stored[s.id]) != json.loads(_json(s.record))}


def _row_for_sqlite(s: Submission) -> tuple[str | int | bool, ...]:
    written = (str(s.id), s.version_id, s.wave, s.channel, s.received_at.isoformat(" "), _json(s.record))
    return (*written, s.late, s.signatories, s.source)


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
