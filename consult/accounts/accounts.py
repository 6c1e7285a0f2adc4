"""Adding accounts, signing in and out."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account, Role, SignedIn
from consult.accounts.passwords import hash_password, matches
from consult.errors import Refusal
from consult.organisations.models import Organisation

SESSION_LENGTH = dt.timedelta(hours=12)
FAILURES_BEFORE_LOCK = 10
LOCK_LENGTH = dt.timedelta(minutes=15)


class CannotSignIn(Refusal):
    """The e-mail address and password do not go together, or the account is locked for a while."""

    status = 422
    title = "There is a problem"


async def add_account(
    email: str, name: str, password: str, organisation: Organisation, *, now: dt.datetime, role: Role = Role.lead
) -> Account:
    """Add a member of staff. Raises ValueError, in plain words, for a bad address, a short password or a known address."""
    email = email.strip().lower()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise ValueError(f"{email!r} is not an e-mail address.")
    hashed = await hash_password(password)
    async with in_transaction():
        if await Account.exists(email=email):
            raise ValueError(f"There is already an account for {email}.")
        account = await Account.create(
            email=email, name=name.strip(), organisation=organisation, role=role, password_hash=hashed, created_at=now
        )
        await audit.record("system", "account added", f"account:{email}", now=now, role=role.value)
    return account


async def sign_in(email: str, password: str, *, now: dt.datetime) -> str:
    """Start a session: returns the token for the cookie.

    Raises CannotSignIn, in the same words and after the same work for an unknown address, a wrong password and a locked
    account, so that a stranger does not learn which addresses have accounts.
    """
    account = await Account.get_or_none(email=email.strip().lower())
    right = await matches(password, account.password_hash if account else None)
    locked = account is not None and account.locked_until is not None and account.locked_until > now
    if account is None or not right or locked:
        if account is not None and not locked:
            await _count_failure(account, now)
        raise CannotSignIn(
            "The e-mail address or the password is wrong, or there were too many wrong tries.",
            f"Check both and try again. After {FAILURES_BEFORE_LOCK} wrong tries you have to wait 15 minutes.",
        )
    token = secrets.token_urlsafe(32)
    async with in_transaction():
        await Account.filter(id=account.id).update(failed_sign_ins=0, locked_until=None)
        await SignedIn.create(account=account, token_hash=_hash(token), started_at=now, expires_at=now + SESSION_LENGTH)
        await audit.record(account.email, "signed in", f"account:{account.email}", now=now)
    return token


async def sign_out(token: str, *, now: dt.datetime) -> None:
    """End the session of this token, if there is one."""
    session = await SignedIn.get_or_none(token_hash=_hash(token)).select_related("account")
    if session is not None:
        async with in_transaction():
            await session.delete()
            await audit.record(session.account.email, "signed out", f"account:{session.account.email}", now=now)


async def signed_in_account(token: str, *, now: dt.datetime) -> Account | None:
    """Whose session this token is, with the organisation; None when there is none or it has ended."""
    session = await SignedIn.get_or_none(token_hash=_hash(token), expires_at__gt=now).select_related("account__organisation")
    return session.account if session else None


async def _count_failure(account: Account, now: dt.datetime) -> None:
    failures = account.failed_sign_ins + 1
    lock = now + LOCK_LENGTH if failures >= FAILURES_BEFORE_LOCK else None
    await Account.filter(id=account.id).update(failed_sign_ins=0 if lock else failures, locked_until=lock)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
