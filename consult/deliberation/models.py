"""Rounds in which people see the themes as statements, and vote."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from consult.consultations.models import Consultation
from consult.theming.models import Theme


class Position(StrEnum):
    """What somebody says to a statement."""

    agree = "agree"
    disagree = "disagree"
    unsure = "unsure"


class Round(Model):
    """A time in which people may vote."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="rounds", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    consultation_id: int
    statements: fields.ReverseRelation[Statement]

    class Meta:
        table = "round"
        unique_together = (("consultation", "number"),)


class Statement(Model):
    """One sentence to agree or disagree with: it comes from a theme or a minority view."""

    id = fields.IntField(primary_key=True)
    round: fields.ForeignKeyRelation[Round] = fields.ForeignKeyField(
        "consult.Round", related_name="statements", on_delete=fields.CASCADE
    )
    theme: fields.ForeignKeyNullableRelation[Theme] = fields.ForeignKeyField(
        "consult.Theme", related_name="statements", on_delete=fields.SET_NULL, null=True
    )
    position = fields.IntField()
    text = fields.TextField()
    round_id: int

    class Meta:
        table = "statement"


class Vote(Model):
    """Where one person stands on one statement now: `VoteCast` keeps what they said before."""

    id = fields.BigIntField(primary_key=True)
    statement: fields.ForeignKeyRelation[Statement] = fields.ForeignKeyField(
        "consult.Statement", related_name="votes", on_delete=fields.CASCADE
    )
    voter_hash = fields.CharField(max_length=64)
    position = fields.CharEnumField(Position, max_length=10)
    cast_at = fields.DatetimeField()
    statement_id: int

    class Meta:
        table = "vote"
        unique_together = (("statement", "voter_hash"),)


class VoteCast(Model):
    """Every vote as it was cast, so that a change of mind is visible."""

    id = fields.BigIntField(primary_key=True)
    statement: fields.ForeignKeyRelation[Statement] = fields.ForeignKeyField(
        "consult.Statement", related_name="cast", on_delete=fields.CASCADE
    )
    voter_hash = fields.CharField(max_length=64)
    position = fields.CharEnumField(Position, max_length=10)
    cast_at = fields.DatetimeField()
    statement_id: int

    class Meta:
        table = "vote_cast"
        indexes = (Index(fields=("statement_id", "voter_hash")),)
