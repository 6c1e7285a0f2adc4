"""Codebooks, themes and what puts answers in them: runs of the machine and moves of people."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from consult.accounts.models import Account
from consult.consultations.models import Consultation
from surveys.models import Answer


class ThemeKind(StrEnum):
    """A theme many share, or a minority view kept by rule."""

    theme = "theme"
    minority = "minority"


class Codebook(Model):
    """The themes of one free-text question in one consultation. `revision` grows with each change: a stale edit is refused."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="codebooks", on_delete=fields.CASCADE
    )
    question_key = fields.CharField(max_length=60)
    revision = fields.IntField(default=0)
    consultation_id: int
    themes: fields.ReverseRelation[Theme]
    runs: fields.ReverseRelation[Run]
    sign_offs: fields.ReverseRelation[SignOff]

    class Meta:
        table = "codebook"
        unique_together = (("consultation", "question_key"),)


class Run(Model):
    """One run of the machine: everything needed to repeat it, and what it said of itself."""

    id = fields.IntField(primary_key=True)
    codebook: fields.ForeignKeyRelation[Codebook] = fields.ForeignKeyField(
        "consult.Codebook", related_name="runs", on_delete=fields.CASCADE
    )
    engine = fields.CharField(max_length=30)
    seed = fields.BigIntField()
    settings: dict[str, Any] = fields.JSONField()
    software_version = fields.CharField(max_length=40)
    input_hash = fields.CharField(max_length=64)
    answered = fields.IntField()
    blank = fields.IntField()
    notes: list[str] = fields.JSONField(default=list)
    rules: list[dict[str, Any]] = fields.JSONField(default=list)
    finished_at = fields.DatetimeField()
    codebook_id: int

    class Meta:
        table = "run"


class Theme(Model):
    """A theme or minority view. Its key never changes, whatever happens to its name."""

    id = fields.IntField(primary_key=True)
    codebook: fields.ForeignKeyRelation[Codebook] = fields.ForeignKeyField(
        "consult.Codebook", related_name="themes", on_delete=fields.CASCADE
    )
    run: fields.ForeignKeyNullableRelation[Run] = fields.ForeignKeyField(
        "consult.Run", related_name="themes", on_delete=fields.SET_NULL, null=True
    )
    parent: fields.ForeignKeyNullableRelation[Theme] = fields.ForeignKeyField(
        "consult.Theme", related_name="children", on_delete=fields.SET_NULL, null=True
    )
    key = fields.CharField(max_length=40)
    kind = fields.CharEnumField(ThemeKind, max_length=20, default=ThemeKind.theme)
    name = fields.CharField(max_length=200)
    description = fields.TextField(default="")
    terms: list[str] = fields.JSONField(default=list)
    machine: dict[str, Any] = fields.JSONField(default=dict)
    retired_at = fields.DatetimeField(null=True)
    codebook_id: int
    codings: fields.ReverseRelation[Coding]
    quotes: fields.ReverseRelation[ThemeQuote]

    class Meta:
        table = "theme"
        unique_together = (("codebook", "key"),)


class Coding(Model):
    """A passage of an answer in a theme, put there by a run (with a score) or by a person."""

    id = fields.BigIntField(primary_key=True)
    theme: fields.ForeignKeyRelation[Theme] = fields.ForeignKeyField(
        "consult.Theme", related_name="codings", on_delete=fields.CASCADE
    )
    answer: fields.ForeignKeyRelation[Answer] = fields.ForeignKeyField(
        "surveys.Answer", related_name="codings", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "consult.Account", related_name="codings", on_delete=fields.SET_NULL, null=True
    )
    start = fields.IntField()
    end = fields.IntField()
    score = fields.FloatField(null=True)
    primary = fields.BooleanField(default=False)
    theme_id: int
    answer_id: int

    class Meta:
        table = "coding"
        indexes = (Index(fields=("theme_id", "answer_id")), Index(fields=("answer_id",)))


class Leftover(Model):
    """An answer outside every theme, with the reason: nobody's answer disappears."""

    id = fields.BigIntField(primary_key=True)
    codebook: fields.ForeignKeyRelation[Codebook] = fields.ForeignKeyField(
        "consult.Codebook", related_name="leftovers", on_delete=fields.CASCADE
    )
    answer: fields.ForeignKeyRelation[Answer] = fields.ForeignKeyField(
        "surveys.Answer", related_name="leftovers", on_delete=fields.CASCADE
    )
    reason = fields.CharField(max_length=30)
    explanation = fields.TextField()
    codebook_id: int
    answer_id: int

    class Meta:
        table = "leftover"
        unique_together = (("codebook", "answer"),)


class ThemeQuote(Model):
    """An exact span of a stored answer that shows what a theme is about."""

    id = fields.IntField(primary_key=True)
    theme: fields.ForeignKeyRelation[Theme] = fields.ForeignKeyField(
        "consult.Theme", related_name="quotes", on_delete=fields.CASCADE
    )
    answer: fields.ForeignKeyRelation[Answer] = fields.ForeignKeyField(
        "surveys.Answer", related_name="quotes", on_delete=fields.CASCADE
    )
    role = fields.CharField(max_length=20, default="lead")
    position = fields.IntField()
    start = fields.IntField()
    end = fields.IntField()
    theme_id: int
    answer_id: int

    class Meta:
        table = "theme_quote"


class Move(Model):
    """What a person changed in a codebook: from, to, why. The log can be replayed to the present state."""

    id = fields.IntField(primary_key=True)
    codebook: fields.ForeignKeyRelation[Codebook] = fields.ForeignKeyField(
        "consult.Codebook", related_name="moves", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "consult.Account", related_name="moves", on_delete=fields.SET_NULL, null=True
    )
    revision = fields.IntField()
    kind = fields.CharField(max_length=30)
    theme_key = fields.CharField(max_length=40, default="")
    before: dict[str, Any] = fields.JSONField(default=dict)
    after: dict[str, Any] = fields.JSONField(default=dict)
    reason = fields.TextField(default="")
    at = fields.DatetimeField()
    codebook_id: int

    class Meta:
        table = "move"
        unique_together = (("codebook", "revision"),)


class SignOff(Model):
    """A named person says that they checked the themes at this revision."""

    id = fields.IntField(primary_key=True)
    codebook: fields.ForeignKeyRelation[Codebook] = fields.ForeignKeyField(
        "consult.Codebook", related_name="sign_offs", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "consult.Account", related_name="sign_offs", on_delete=fields.RESTRICT
    )
    revision = fields.IntField()
    checked = fields.TextField(description="what the person says they checked")
    at = fields.DatetimeField()
    codebook_id: int

    class Meta:
        table = "sign_off"
