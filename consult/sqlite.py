"""Tortoise's SQLite engine with two mends: transactions take the write lock at once, and a cancelled one lets go.

Tortoise opens transactions with a deferred BEGIN: one that reads and then writes while another connection has written
fails with "database is locked" at once, whatever the busy timeout. BEGIN IMMEDIATE waits its turn instead.
And a task cancelled between taking the lock and BEGIN would keep the lock for ever; here it gives it back.
"""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any, cast

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import TransactionManagementError


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that holds SQLite's write lock from its first statement."""

    async def begin(self) -> None:
        try:
            await self._connection.commit()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise TransactionManagementError(error) from error


class CarefulTransactionContext(SqliteTransactionContext):
    """Enters a transaction, or gives back everything it took on the way."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            # A task of its own: the connection's thread runs BEGIN to its end even when we are cancelled meanwhile.
            begin = asyncio.ensure_future(self.connection.begin())
            try:
                await asyncio.shield(begin)
            except asyncio.CancelledError:
                await begin
                await self.connection.rollback()
                raise
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return cast(TransactionalDBClient, self.connection)


class Client(SqliteClient):
    """The client that `tortoise_config` names for sqlite:// addresses."""

    def _in_transaction(self) -> TransactionContext:
        return CarefulTransactionContext(ImmediateTransaction(self), self._lock)


client_class = Client


def get_client_class(db_info: dict[str, Any]) -> type[Client]:
    """Tortoise asks an engine module for its client through this name."""
    return Client
