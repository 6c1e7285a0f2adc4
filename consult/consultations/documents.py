"""Background documents and links: what people can read before they answer. Every version is kept, with its hash.

A document's place in the list is also its name over time: what replaces it stands at the same place with the next version
number, and the one before gets the day on which it was taken down. So the record of a response, which holds hashes, can
always be matched with what stood on the page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tortoise.functions import Length
from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import BackgroundDocument, Consultation, State
from consult.errors import NotFound, NotNow
from surveys.definition import Wording

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"application/pdf": "PDF", DOCX: "Word", "image/png": "PNG", "image/jpeg": "JPEG"}
"""What may be kept here, with the word that people are told."""
ENDINGS = {"application/pdf": ".pdf", DOCX: ".docx", "image/png": ".png", "image/jpeg": ".jpg"}
SHOWN_IN_THE_BROWSER = frozenset({"application/pdf", "image/png", "image/jpeg"})
MOST_DOCUMENTS = 30
MOST_PARTS = 10_000
LONGEST_TITLE, LONGEST_ADDRESS, LONGEST_NAME = 200, 500, 200


class BadDocument(ValueError):
    """A file or an address that cannot stand here; the message is a sentence for the field."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document or link as the public sees it, without its content."""

    id: int
    position: int
    title: dict[str, str]
    address: str
    """Of a page elsewhere; empty for a file kept here."""
    media_type: str
    size: int
    """Bytes of the file; 0 for a link."""
    sha256: str
    version: int
    added_at: dt.datetime
    removed_at: dt.datetime | None = None

    @property
    def kind(self) -> str:
        """PDF, Word, PNG or JPEG; empty for a link."""
        return KINDS.get(self.media_type, "")

    @property
    def size_words(self) -> str:
        """The size as people know it: "340 KB", "1.2 MB"; empty for a link."""
        if not self.size:
            return ""
        return f"{self.size / 1_000_000:.1f} MB" if self.size >= 1_000_000 else f"{max(1, round(self.size / 1_000))} KB"


@dataclass(frozen=True, slots=True)
class Held:
    """What a document holds: a file with its kind, or the address of a page elsewhere."""

    address: str = ""
    file_name: str = ""
    media_type: str = ""
    content: bytes = b""

    @property
    def sha256(self) -> str:
        """The hash of the file, or, for a link, of the address: what the page behind it says is not ours to keep."""
        return hashlib.sha256(self.content or self.address.encode()).hexdigest()


def held_file(name: str, content: bytes) -> Held:
    """A file whose kind is read from what is in it, never from its name. Raises BadDocument."""
    if not content:
        raise BadDocument("The file is empty. Choose another file")
    media_type = _media_type(content)
    stem = "".join(c for c in name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] if c.isalnum() or c in " -_().")
    ending = ENDINGS[media_type]
    return Held(file_name=(stem.strip()[: LONGEST_NAME - 10] or "document") + ending, media_type=media_type, content=content)


def held_link(address: str) -> Held:
    """A link to a page elsewhere. Raises BadDocument for anything that is not a web address."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    plain = address.isprintable() and not any(c.isspace() for c in address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None or not plain:
        raise BadDocument("Enter a web address that begins with https://")
    if len(address) > LONGEST_ADDRESS:
        raise BadDocument(f"The web address must be {LONGEST_ADDRESS} characters or fewer")
    return Held(address=address)


async def documents_of(consultation_id: int) -> tuple[DocumentFacts, ...]:
    """What people can read now, in order."""
    return tuple(one for one in await history_of(consultation_id) if one.removed_at is None)


async def history_of(consultation_id: int) -> tuple[DocumentFacts, ...]:
    """Every document that ever stood here, place by place, the newest version first. The contents are not read."""
    rows = BackgroundDocument.filter(consultation_id=consultation_id).order_by("position", "-version", "-id")
    names = ("id", "position", "title", "address", "media_type", "sha256", "version", "added_at", "removed_at")
    found = []
    for row in await rows.annotate(size=Length("content")).values(*names, "size"):
        found.append(DocumentFacts(**{**row, "size": row["size"] or 0}))
    return tuple(found)


async def document_file(consultation: Consultation, document_id: int) -> BackgroundDocument:
    """A file of this consultation with its content, of whatever version. Raises NotFound."""
    row = await BackgroundDocument.get_or_none(id=document_id, consultation_id=consultation.id)
    if row is None or not row.content:
        raise NotFound("There is no such document.")
    return row


async def add_document(
    consultation: Consultation, account: Account, held: Held, title: Wording, *, now: dt.datetime
) -> BackgroundDocument:
    """Put a document or link at the end of the list. Raises NotNow when it is closed, BadDocument when there are too many."""
    async with in_transaction():
        await _for_change(consultation)
        standing = await BackgroundDocument.filter(consultation_id=consultation.id, removed_at=None).count()
        if standing >= MOST_DOCUMENTS:
            raise BadDocument(f"There are {MOST_DOCUMENTS} documents already. Take one down first")
        last = await BackgroundDocument.filter(consultation_id=consultation.id).order_by("-position").first()
        made = await _store(consultation, held, title, last.position + 1 if last else 1, 1, now)
        await _record(account, "document added", consultation, now, made)
    return made


async def replace_document(
    consultation: Consultation, account: Account, document_id: int, held: Held, title: Wording, *, now: dt.datetime
) -> BackgroundDocument:
    """Put a new version in the place of a document; the old one is kept. Raises NotFound, NotNow."""
    async with in_transaction():
        await _for_change(consultation)
        old = await _standing(consultation, document_id)
        await _take_down(old, now)
        made = await _store(consultation, held, title, old.position, old.version + 1, now)
        await _record(account, "document replaced", consultation, now, made, formerly=old.sha256)
    return made


async def remove_document(consultation: Consultation, account: Account, document_id: int, *, now: dt.datetime) -> None:
    """Take a document down. It is kept, because answers name it. Raises NotFound, NotNow."""
    async with in_transaction():
        await _for_change(consultation)
        row = await _standing(consultation, document_id)
        await _take_down(row, now)
        await _record(account, "document removed", consultation, now, row)


async def move_document(consultation: Consultation, account: Account, document_id: int, *, up: bool, now: dt.datetime) -> None:
    """Swap a document, with its earlier versions, with its neighbour; at the end nothing happens. Raises NotFound, NotNow."""
    async with in_transaction():
        await _for_change(consultation)
        row = await _standing(consultation, document_id)
        order = [one.position for one in await documents_of(consultation.id)]
        there = order.index(row.position) + (-1 if up else 1)
        if not 0 <= there < len(order):
            return
        every = BackgroundDocument.filter(consultation_id=consultation.id)
        for source, target in ((row.position, 0), (order[there], row.position), (0, order[there])):
            await every.filter(position=source).update(position=target)
        await _record(account, "document moved", consultation, now, row, direction="up" if up else "down")


def _media_type(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"PK\x03\x04") and _is_word(content):
        return DOCX
    raise BadDocument("The file must be a PDF, a Word document (.docx) or a picture (.png or .jpg)")


def _is_word(content: bytes) -> bool:
    """Whether a zip archive is a Word document without macros. Nothing in it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()[:MOST_PARTS])
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadDocument("The Word document has macros in it. Save it without them, as .docx, or as a PDF")
    return {"[Content_Types].xml", "word/document.xml"} <= names


async def _for_change(consultation: Consultation) -> None:
    row = await Consultation.filter(id=consultation.id).select_for_update().get()
    if row.state is State.closed:
        raise NotNow("This consultation is closed, so what people could read stays as it is.", "Go back to the overview.")


async def _standing(consultation: Consultation, document_id: int) -> BackgroundDocument:
    row = await BackgroundDocument.get_or_none(id=document_id, consultation_id=consultation.id, removed_at=None)
    if row is None:
        raise NotFound("There is no such document. Somebody may have taken it down.")
    return row


async def _take_down(row: BackgroundDocument, now: dt.datetime) -> None:
    row.removed_at = now
    await row.save(update_fields=["removed_at"])


async def _store(
    consultation: Consultation, held: Held, title: Wording, position: int, version: int, now: dt.datetime
) -> BackgroundDocument:
    return await BackgroundDocument.create(
        consultation=consultation,
        position=position,
        title=title,
        address=held.address,
        file_name=held.file_name,
        media_type=held.media_type,
        content=held.content or None,
        sha256=held.sha256,
        version=version,
        added_at=now,
    )


async def _record(
    account: Account, action: str, consultation: Consultation, now: dt.datetime, row: BackgroundDocument, **detail: Any
) -> None:
    facts = {"title": row.title, "sha256": row.sha256, "version": row.version, **detail}
    await audit.record(account.email, action, f"consultation:{consultation.slug}", now=now, **facts)
