"""Publications: frozen datasets with a hash, and the files made from them. Nothing published reads a mutable row."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult.accounts.models import Account
from consult.consultations.models import Consultation


class Publication(Model):
    """One version of the findings. `dataset` is canonical JSON, kept as text so that its bytes and hash stay the same."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "consult.Consultation", related_name="publications", on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "consult.Account", related_name="publications", on_delete=fields.SET_NULL, null=True
    )
    number = fields.IntField()
    dataset = fields.TextField()
    dataset_hash = fields.CharField(max_length=64)
    what_changed = fields.TextField(default="")
    published_at = fields.DatetimeField()
    consultation_id: int
    files: fields.ReverseRelation[PublishedFile]

    class Meta:
        table = "publication"
        unique_together = (("consultation", "number"),)


class PublishedFile(Model):
    """A file made from a publication's dataset: the PDF, the CSV, the JSON."""

    id = fields.IntField(primary_key=True)
    publication: fields.ForeignKeyRelation[Publication] = fields.ForeignKeyField(
        "consult.Publication", related_name="files", on_delete=fields.CASCADE
    )
    name = fields.CharField(max_length=80)
    media_type = fields.CharField(max_length=80)
    content = fields.BinaryField()
    sha256 = fields.CharField(max_length=64)
    publication_id: int

    class Meta:
        table = "published_file"
        unique_together = (("publication", "name"),)
