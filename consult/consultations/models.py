"""The consultation: what is asked of whom, by when, and what can still change."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from consult.organisations.models import Organisation
from surveys.models import Questionnaire


class State(StrEnum):
    """Where a consultation stands. It only moves forward, except that a closed one may be opened again."""

    draft = "draft"
    open = "open"
    closed = "closed"


class Stage(StrEnum):
    """The stage of the commissioning cycle that the consultation serves."""

    need = "need"
    procure = "procure"
    monitor = "monitor"
    evaluate = "evaluate"


class Involvement(StrEnum):
    """How much say the public has (after Arnstein 1969 and the IAP2 spectrum)."""

    inform = "inform"
    consult = "consult"
    involve = "involve"
    collaborate = "collaborate"
    empower = "empower"


class Consultation(Model):
    """One consultation of one organisation: load it only through `consultations/access.py`."""

    id = fields.IntField(primary_key=True)
    organisation: fields.ForeignKeyRelation[Organisation] = fields.ForeignKeyField(
        "consult.Organisation", related_name="consultations", on_delete=fields.RESTRICT
    )
    questionnaire: fields.OneToOneRelation[Questionnaire] = fields.OneToOneField(
        "surveys.Questionnaire", related_name="consultation", on_delete=fields.RESTRICT
    )
    slug = fields.CharField(max_length=80, unique=True)
    title: dict[str, str] = fields.JSONField(default=dict)
    background: dict[str, str] = fields.JSONField(default=dict)
    can_change: dict[str, str] = fields.JSONField(default=dict)
    is_fixed: dict[str, str] = fields.JSONField(default=dict)
    decided_by: dict[str, str] = fields.JSONField(default=dict)
    notice: dict[str, str] = fields.JSONField(default=dict)
    legal_duty: dict[str, str] = fields.JSONField(default=dict)
    stage = fields.CharEnumField(Stage, max_length=20, default=Stage.need)
    involvement = fields.CharEnumField(Involvement, max_length=20, default=Involvement.consult)
    state = fields.CharEnumField(State, max_length=20, default=State.draft)
    asked = fields.IntField(null=True)
    closes_on = fields.DateField(null=True)
    opened_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    organisation_id: int
    questionnaire_id: int

    class Meta:
        table = "consultation"


class DutyEvidence(Model):
    """What shows that a duty before opening is met, written down with its date by somebody with a name."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="evidence", on_delete=fields.CASCADE
    )
    duty = fields.CharField(max_length=40)
    words = fields.TextField()
    dated = fields.DateField()
    written_by = fields.CharField(max_length=254)
    created_at = fields.DatetimeField()
    consultation_id: int

    class Meta:
        table = "duty_evidence"


class DutyOverride(Model):
    """A named officer's decision to go on although a duty is not met, with the reason that is printed."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="overrides", on_delete=fields.CASCADE
    )
    duty = fields.CharField(max_length=40)
    officer = fields.CharField(max_length=200)
    reason = fields.TextField()
    written_by = fields.CharField(max_length=254)
    created_at = fields.DatetimeField()
    consultation_id: int

    class Meta:
        table = "duty_override"
        unique_together = (("consultation", "duty"),)


class BackgroundDocument(Model):
    """A document or link that people can read before they answer. A changed one is a new row with a hash of its own."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="documents", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    title: dict[str, str] = fields.JSONField(default=dict)
    address = fields.CharField(max_length=500, default="", description="of a page elsewhere, empty for a file kept here")
    file_name = fields.CharField(max_length=200, default="")
    media_type = fields.CharField(max_length=100, default="")
    content = fields.BinaryField(null=True)
    sha256 = fields.CharField(max_length=64)
    version = fields.IntField(default=1)
    added_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)
    consultation_id: int

    class Meta:
        table = "background_document"
