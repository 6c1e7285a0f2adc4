"""Tables of questionnaires and responses. (A class text here becomes the table's comment: no semicolon, migrations split on it.)

Wording is a map from language (and variant) to text: {"en": "…", "cy": "…"}."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class Kind(StrEnum):
    """The kinds of question; `surveys/questions.py` says how each checks, stores and prints an answer."""

    long_text = "long-text"
    short_text = "short-text"
    single_choice = "single-choice"
    several_choices = "several-choices"
    scale = "scale"
    """Ordered words, for instance strongly agree to strongly disagree (Likert 1932)."""
    rating = "rating"
    """A whole number between two ends, for instance 0 to 10."""
    slider = "slider"
    """A place between two poles, each in words."""
    ranking = "ranking"
    matrix = "matrix"
    """Rows times columns, one column for each row."""
    appraisal = "appraisal"
    """Functions times options, at one level or several: each cell scored, with a reason."""
    number = "number"
    date = "date"
    area = "area"
    """A postcode, of which only the outward code is kept."""
    statements = "statements"
    """Agree, disagree or unsure, on each of several statements."""
    points = "points"
    """So many points shared out between the choices."""
    touchpoints = "touchpoints"
    """How each step of an experience felt, from displeased to delighted, with words."""
    stage = "stage"
    """The step of a journey at which somebody is."""


class Axis(StrEnum):
    """What a choice is in its question: an answer (a column), or, where a question has several directions, a row or a level."""

    answer = "answer"
    row = "row"
    level = "level"


class Purpose(StrEnum):
    """What a question is for: its topic, or something about the person that breakdowns use."""

    topic = "topic"
    capacity = "capacity"
    area = "area"


class Channel(StrEnum):
    """How a response reached the body."""

    web = "web"
    paper = "paper"
    email = "email"
    letter = "letter"
    meeting = "meeting"
    telephone = "telephone"
    petition = "petition"
    imported = "import"


class Questionnaire(Model):
    """A set of questions with a history of versions."""

    id = fields.IntField(primary_key=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "questionnaire"


class Version(Model):
    """One wording of a questionnaire, frozen and hashed from the moment the public can see it."""

    id = fields.IntField(primary_key=True)
    questionnaire: fields.ForeignKeyRelation[Questionnaire] = fields.ForeignKeyField(
        "surveys.Questionnaire", related_name="versions", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    languages: list[str] = fields.JSONField(default=list)
    frozen_at = fields.DatetimeField(null=True)
    content_hash = fields.CharField(max_length=64, null=True)
    questionnaire_id: int

    class Meta:
        table = "questionnaire_version"
        unique_together = (("questionnaire", "number"),)


class Section(Model):
    """A heading and the questions under it."""

    id = fields.IntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "surveys.Version", related_name="sections", on_delete=fields.CASCADE
    )
    key = fields.CharField(max_length=60)
    position = fields.IntField()
    heading: dict[str, str] = fields.JSONField(default=dict)
    version_id: int

    class Meta:
        table = "section"
        unique_together = (("version", "key"),)


class Question(Model):
    """One question. Its key survives versions, languages, copies and waves, its id does not."""

    id = fields.IntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "surveys.Version", related_name="questions", on_delete=fields.CASCADE
    )
    section: fields.ForeignKeyNullableRelation[Section] = fields.ForeignKeyField(
        "surveys.Section", related_name="questions", on_delete=fields.SET_NULL, null=True
    )
    key = fields.CharField(max_length=60)
    kind = fields.CharEnumField(Kind, max_length=30)
    purpose = fields.CharEnumField(Purpose, max_length=20, default=Purpose.topic)
    position = fields.IntField()
    required = fields.BooleanField(default=False)
    wording: dict[str, str] = fields.JSONField(default=dict)
    help: dict[str, str] = fields.JSONField(default=dict)
    settings: dict[str, Any] = fields.JSONField(default=dict)
    shown_if: dict[str, Any] | None = fields.JSONField(null=True)
    jumps: list[dict[str, Any]] = fields.JSONField(default=list)
    version_id: int
    choices: fields.ReverseRelation[Choice]

    class Meta:
        table = "question"
        unique_together = (("version", "key"),)


class Choice(Model):
    """One answer that a closed question offers."""

    id = fields.IntField(primary_key=True)
    question: fields.ForeignKeyRelation[Question] = fields.ForeignKeyField(
        "surveys.Question", related_name="choices", on_delete=fields.CASCADE
    )
    key = fields.CharField(max_length=60)
    axis = fields.CharEnumField(Axis, max_length=10, default=Axis.answer)
    position = fields.IntField()
    wording: dict[str, str] = fields.JSONField(default=dict)
    question_id: int

    class Meta:
        table = "choice"
        unique_together = (("question", "key"),)


class Response(Model):
    """One respondent's submission: stored first as one durable record, then spread into answers.

    The id is made when the page is shown, so that sending the same page twice stores one response.
    """

    id: UUID = fields.UUIDField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "surveys.Version", related_name="responses", on_delete=fields.RESTRICT
    )
    wave = fields.IntField(default=1)
    channel = fields.CharEnumField(Channel, max_length=20, default=Channel.web)
    received_at = fields.DatetimeField()
    record: dict[str, Any] = fields.JSONField()
    spread_at = fields.DatetimeField(null=True)
    late = fields.BooleanField(default=False, description="received after closing, kept apart by policy")
    signatories = fields.IntField(default=1, description="people who signed it: more than one for a petition")
    source = fields.CharField(max_length=200, default="", description="where a letter, meeting or petition came from")
    amended_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    version_id: int
    answers: fields.ReverseRelation[Answer]

    class Meta:
        table = "response"
        indexes = (Index(fields=("version_id", "received_at")), Index(fields=("spread_at",)))


class Draft(Model):
    """Answers that somebody saved to come back to: found by a code of which only the hash is kept, and counted nowhere."""

    id: UUID = fields.UUIDField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "surveys.Version", related_name="drafts", on_delete=fields.CASCADE
    )
    code_hash = fields.CharField(max_length=64, unique=True)
    typed: dict[str, list[str]] = fields.JSONField()
    saved_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    version_id: int

    class Meta:
        table = "draft"
        indexes = (Index(fields=("expires_at",)),)


class Answer(Model):
    """One value of a response: a text, a ticked choice (`part` names the row, tick or cell where a question holds several)."""

    id = fields.BigIntField(primary_key=True)
    response: fields.ForeignKeyRelation[Response] = fields.ForeignKeyField(
        "surveys.Response", related_name="answers", on_delete=fields.CASCADE
    )
    question_key = fields.CharField(max_length=60)
    part = fields.CharField(max_length=200, default="")
    value = fields.TextField()
    response_id: UUID

    class Meta:
        table = "answer"
        unique_together = (("response", "question_key", "part"),)
        indexes = (Index(fields=("question_key",)),)
