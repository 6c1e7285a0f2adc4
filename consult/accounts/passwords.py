"""Passwords, as argon2id hashes; hashing takes a thread and a turn, so that sign-ins cannot starve the service."""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_CHARACTERS = 12
_hasher = PasswordHasher()
_DUMMY = _hasher.hash("no account has this password")


async def hash_password(password: str) -> str:
    """An argon2id hash with its own salt. Raises ValueError when the password is too short."""
    if len(password) < LEAST_CHARACTERS:
        raise ValueError(f"A password needs at least {LEAST_CHARACTERS} characters.")
    return await asyncio.to_thread(_hasher.hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Whether the password is the one behind the hash. Without a hash it takes as long, so that timing tells nobody
    which addresses have an account."""
    return await asyncio.to_thread(_verify, stored or _DUMMY, password) and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
