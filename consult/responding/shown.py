"""What the answer page shows, remembered so that it can be drawn again while the database is away.

Somebody who presses the button in that moment gets the page back with every word on it. Frozen versions never change, so
they are read once. The rest is asked for each time, and what was last heard is used only when nobody answers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from starlette.applications import Starlette

from consult.consultations.access import public_consultation
from consult.consultations.documents import DocumentFacts, documents_of
from consult.consultations.public import PublicFacts, facts_of
from consult.errors import NotFound, database_is_away
from surveys.definition import Definition, load_definition, newest_frozen
from surveys.models import Version


@dataclass(frozen=True, slots=True)
class Shown:
    """A consultation and the version that its answer page shows now."""

    facts: PublicFacts
    definition: Definition
    documents: tuple[DocumentFacts, ...] = ()
    """What people can read beside the questions; a response keeps the hashes."""


class Shelf:
    """What one running service remembers of the consultations that the public has looked at."""

    def __init__(self) -> None:
        self._shown: dict[str, Shown] = {}
        self._versions: dict[int, tuple[int, Definition]] = {}

    async def look_up(self, slug: str, now: dt.datetime) -> Shown:
        """The consultation at this address, as it is now or, while the database is away, as it last was.

        It is closed from the end of its last day on, whether or not a worker has come to close it yet.

        Raises NotFound for a draft or an unknown name, and the database's own error for one that was never looked at.
        """
        try:
            self._shown[slug] = await self._read(slug)
        except NotFound:
            self._shown.pop(slug, None)
            raise
        except Exception as error:
            if not database_is_away(error) or slug not in self._shown:
                raise
        shown = self._shown[slug]
        return replace(shown, facts=shown.facts.at(now))

    async def version(self, version_id: int, facts: PublicFacts) -> Definition | None:
        """A frozen version of this consultation's questions, or None where it has none with this id."""
        if version_id not in self._versions:
            row = await Version.get_or_none(id=version_id, frozen_at__isnull=False)
            if row is None:
                return None
            self._versions[version_id] = (row.questionnaire_id, await load_definition(row))
        questionnaire_id, definition = self._versions[version_id]
        return definition if questionnaire_id == facts.questionnaire_id else None

    async def _read(self, slug: str) -> Shown:
        facts = facts_of(await public_consultation(slug))
        newest = await newest_frozen(facts.questionnaire_id)
        definition = await self.version(newest.id, facts) if newest else None
        if definition is None:
            raise NotFound("There is no consultation at this address.")
        return Shown(facts, definition, await documents_of(facts.id))


def shelf_of(app: Starlette) -> Shelf:
    """The shelf of this service; each has its own, because ids mean nothing in another database."""
    if not hasattr(app.state, "shelf"):
        app.state.shelf = Shelf()
    shelf: Shelf = app.state.shelf
    return shelf
