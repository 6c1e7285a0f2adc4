"""The questionnaire on paper as a file: drawn in a child process, once for each wording, and remembered.

The public may ask for it as often as it likes: what it can vary (language, edition) is a short list, so it costs at most a
second of a child process for each item of it (docs/decisions/0008-paper-and-other-channels.md).
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.applications import Starlette

from consult.channels.drawing_paper import paper_pdf
from consult.errors import NotFound, TooBusy
from consult.jobs import CannotWork
from consult.offload import ChildDied, in_child
from reports.questionnaire import PaperQuestionnaire
from surveys.definition import Definition

MOST_KEPT = 64
NAME = re.compile(r"questions-(en|cy)(-large-print)?\.pdf", re.ASCII)


@dataclass(frozen=True, slots=True)
class PaperName:
    """What the name of a file asks for."""

    language: str
    large: bool

    @property
    def file(self) -> str:
        """The name."""
        return f"questions-{self.language}{'-large-print' if self.large else ''}.pdf"


def paper_name(text: str, definition: Definition) -> PaperName:
    """Reads the name of a file. Raises NotFound for one in a language that the questionnaire does not speak."""
    found = NAME.fullmatch(text)
    if found is None or found.group(1) not in definition.languages:
        raise NotFound("There is no such file.")
    return PaperName(found.group(1), found.group(2) is not None)


def papers_of(definition: Definition) -> list[PaperName]:
    """Every paper edition of a questionnaire, in its languages."""
    return [PaperName(code, large) for code in ("en", "cy") if code in definition.languages for large in (False, True)]


@dataclass
class PaperShelf:
    """What one running service has drawn, the oldest forgotten first; one child at a time."""

    drawn: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, asked: PaperQuestionnaire, name: PaperName) -> bytes:
        """The file. Raises TooBusy when it could not be drawn."""
        key = hashlib.sha256(f"{name.file}:{asked!r}".encode()).hexdigest()
        if key not in self.drawn:
            async with self.one_at_a_time:
                if key not in self.drawn:
                    self.drawn[key] = await _in_child(asked, name)
        self.drawn.move_to_end(key)
        while len(self.drawn) > MOST_KEPT:
            self.drawn.popitem(last=False)
        return self.drawn[key]


async def _in_child(asked: PaperQuestionnaire, name: PaperName) -> bytes:
    try:
        return await in_child(paper_pdf, asked, name.large)
    except (CannotWork, ChildDied, RuntimeError):
        raise TooBusy("We could not make the document just now.", "Wait a minute, then try again.") from None


def paper_shelf(app: Starlette) -> PaperShelf:
    """The shelf of this service."""
    if not hasattr(app.state, "papers"):
        app.state.papers = PaperShelf()
    shelf: PaperShelf = app.state.papers
    return shelf
