"""Decisions, and what the body answers to each theme."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from consult.accounts.models import Account
from consult.consultations.models import Consultation
from consult.findings.models import Publication


class Verdict(StrEnum):
    """What the body does about a theme."""

    accepted = "accepted"
    in_part = "accepted-in-part"
    not_accepted = "not-accepted"
    out_of_scope = "out-of-scope"
    already = "already-so"


class Decision(Model):
    """What was decided, by whom and why: it cites one published version of the findings."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="decisions", on_delete=fields.CASCADE
    )
    publication: fields.ForeignKeyRelation[Publication] = fields.ForeignKeyField(
        "consult.Publication", related_name="decisions", on_delete=fields.RESTRICT
    )
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "consult.Account", related_name="decisions", on_delete=fields.SET_NULL, null=True
    )
    question = fields.TextField()
    chosen = fields.TextField()
    reasons = fields.TextField()
    decided_by = fields.CharField(max_length=200)
    decided_on = fields.DateField(null=True)
    published_at = fields.DatetimeField(null=True)
    unfinished: dict[str, Any] | None = fields.JSONField(null=True)
    """Of a draft: theme key -> what was typed of a reply that has no verdict yet. None once the decision is published."""
    created_at = fields.DatetimeField()
    consultation_id: int
    publication_id: int
    dispositions: fields.ReverseRelation[Disposition]

    class Meta:
        table = "decision"


class Disposition(Model):
    """The reply to one theme or minority view of the cited publication."""

    id = fields.IntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "consult.Decision", related_name="dispositions", on_delete=fields.CASCADE
    )
    theme_key = fields.CharField(max_length=40)
    verdict = fields.CharEnumField(Verdict, max_length=20)
    reason = fields.TextField()
    decision_id: int

    class Meta:
        table = "disposition"
        unique_together = (("decision", "theme_key"),)
