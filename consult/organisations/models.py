"""Bodies that consult."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Organisation(Model):
    """A commissioner, provider, council or charity. Nobody sees another organisation's rows."""

    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=80, unique=True)
    name = fields.CharField(max_length=200)
    created_at = fields.DatetimeField()

    class Meta:
        table = "organisation"
