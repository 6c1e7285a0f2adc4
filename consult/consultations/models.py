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
