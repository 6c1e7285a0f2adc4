"""People who sign in: the public needs no account."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.organisations.models import Organisation


class Role(StrEnum):
    """What a person may do in their organisation's consultations."""

    lead = "lead"
    analyst = "analyst"
    decision_maker = "decision-maker"
    viewer = "viewer"


class Account(Model):
    """A member of staff. The password is kept as an argon2 hash."""

    id = fields.IntField(primary_key=True)
    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "consult.Organisation", related_name="accounts", on_delete=fields.CASCADE
    )
    email = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=200)
    role = fields.CharEnumField(Role, max_length=20, default=Role.lead)
    password_hash = fields.CharField(max_length=200)
    failed_sign_ins = fields.IntField(default=0)
    locked_until = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    organisation_id: int

    class Meta:
        table = "account"


class SignedIn(Model):
    """A session: the cookie holds a random token, the row only its hash, so that signing out really ends it."""

    id = fields.IntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "consult.Account", related_name="sessions", on_delete=fields.CASCADE
    )
    token_hash = fields.CharField(max_length=64, unique=True)
    started_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    account_id: int

    class Meta:
        table = "signed_in"
