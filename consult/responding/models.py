"""Respondents: who answered, in what capacity, and what they allow. Never a name here."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from consult.consultations.models import Consultation
from surveys.models import Response


class Respondent(Model):
    """One person or one body in one consultation, without an account."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="respondents", on_delete=fields.RESTRICT
    )
    response: fields.OneToOneRelation[Response] = fields.OneToOneField(
        "surveys.Response", related_name="respondent", on_delete=fields.CASCADE
    )
    number = fields.IntField(description="public number of the response within the consultation, in order of arrival")
    capacity = fields.CharField(max_length=60, default="")
    area = fields.CharField(max_length=60, default="")
    consent_to_quote = fields.BooleanField(default=False)
    receipt_hash = fields.CharField(max_length=64, unique=True)
    consultation_id: int
    response_id: UUID

    class Meta:
        table = "respondent"
        unique_together = (("consultation", "number"),)


class PaperEntry(Model):
    """A paper questionnaire keyed in by staff, once or by two people who do not see each other's typing."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="paper_entries", on_delete=fields.CASCADE
    )
    number = fields.CharField(max_length=40, description="written on the paper, so that it can be found again")
    version_id = fields.IntField()
    first_typed: dict[str, list[str]] = fields.JSONField()
    first_by = fields.CharField(max_length=254)
    first_at = fields.DatetimeField()
    second_typed: dict[str, list[str]] | None = fields.JSONField(null=True)
    second_by = fields.CharField(max_length=254, default="")
    settled_at = fields.DatetimeField(null=True)
    response: fields.OneToOneNullableRelation[Response] = fields.OneToOneField(
        "surveys.Response", related_name="paper_entry", on_delete=fields.SET_NULL, null=True
    )
    consultation_id: int

    class Meta:
        table = "paper_entry"
        unique_together = (("consultation", "number"),)
