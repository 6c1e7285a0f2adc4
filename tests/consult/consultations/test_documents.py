"""Background documents: what may be kept, how it is served, and that nothing that stood on a page is ever lost."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import pytest

from consult.accounts.access import COOKIE
from consult.consultations.documents import (
    BadDocument,
    add_document,
    documents_of,
    held_file,
    held_link,
    history_of,
    move_document,
    remove_document,
    replace_document,
)
from consult.consultations.models import BackgroundDocument, Consultation, State
from consult.errors import NotNow
from surveys.models import Response
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, log_of
from tests.factories import a_public_consultation, an_account
from tests.visitor import Visitor

PDF = b"%PDF-1.7 illustrative"
TITLE = {"en": "The plan", "cy": "Y cynllun"}


def word(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return held.getvalue()


@pytest.mark.parametrize(
    "content, media_type",
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xffrest", "image/jpeg"),
        (word("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_the_kind_of_a_file_is_read_from_what_is_in_it(content: bytes, media_type: str) -> None:
    assert held_file("../../etc/plan.exe", content).media_type == media_type
    assert held_file("../../etc/plan.exe", content).file_name.startswith("plan.")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=alert(1)>",
        b"<html>",
        b"PK\x03\x04 broken",
        word("xl/workbook.xml"),
        word("word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_anything_else_is_refused_whatever_its_name_says(content: bytes) -> None:
    with pytest.raises(BadDocument):
        held_file("plan.pdf", content)


@pytest.mark.parametrize(
    "address", ["", "plan", "javascript:alert(1)", "ftp://x.example", "https://", "https://a b.example", "https://u:p@x.example"]
)
def test_a_link_must_be_a_web_address(address: str) -> None:
    with pytest.raises(BadDocument):
        held_link(address)
    assert held_link(" https://x.example/plan ").address == "https://x.example/plan"


async def test_a_replaced_document_is_kept_with_its_version_and_order_moves_with_it(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    first = await add_document(consultation, account, held_file("a.pdf", PDF), TITLE, now=NOW)
    second = await add_document(consultation, account, held_link("https://x.example"), TITLE, now=NOW)
    again = await replace_document(consultation, account, first.id, held_file("b.pdf", PDF + b"2"), TITLE, now=NOW)
    await move_document(consultation, account, second.id, up=True, now=NOW)
    await move_document(consultation, account, second.id, up=True, now=NOW)
    assert [(one.id, one.version, one.size) for one in await documents_of(consultation.id)] == [
        (second.id, 1, 0),
        (again.id, 2, len(PDF) + 1),
    ]
    await remove_document(consultation, account, second.id, now=NOW)
    assert [one.id for one in await history_of(consultation.id)] == [second.id, again.id, first.id]
    log = [(action, detail["version"]) for _, action, detail in await log_of("consultation:bus-42")]
    added, moved = "document added", "document moved"
    assert log == [(added, 1), (added, 1), ("document replaced", 2), (moved, 1), ("document removed", 1)]
    await Consultation.filter(id=consultation.id).update(state=State.closed)
    with pytest.raises(NotNow):
        await add_document(consultation, account, held_file("a.pdf", PDF), TITLE, now=NOW)


async def send(lead: Visitor, service: Service, action: str, content: bytes = b"", **typed: str) -> Any:
    """Press a button of the page of documents, with a file where there is one."""
    csrf = service.keys.fingerprint("csrf", lead.client.cookies[COOKIE])
    files = {"file": ("plan.pdf", content, "text/html")} if content else {"file": ("", b"")}
    return await lead.client.post(
        "/manage/bus-42/documents",
        data={"csrf": csrf, "action": action, "title": TITLE["en"], "title-cy": TITLE["cy"], **typed},
        files=files,
        headers={"Origin": "http://testserver"},
    )


async def test_a_lead_adds_a_document_and_people_read_it_beside_the_questions(service: Service) -> None:
    await a_public_consultation(await an_account())
    lead = await at_the_desk(service)
    big = PDF + b" " * 300_000
    assert (await send(lead, service, "add", big)).status_code == 303
    assert (await send(lead, service, "add", address="https://x.example/plan")).status_code == 303
    page = await lead.go("/manage/bus-42/documents")
    assert "PDF, 300 KB · version 1" in page.text
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42")
    assert "Read before you answer" in page.text
    assert "Y cynllun" in (await visitor.go("/consultations/bus-42?lang=cy")).text
    page = await visitor.go("/consultations/bus-42/answer?lang=en")
    assert "What you can read first" in page.text
    response = await visitor.download(
        page.links["The plan"] if page.links["The plan"].startswith("/") else "/consultations/bus-42/documents/1"
    )
    assert response.content == big
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-disposition"] == "inline; filename*=utf-8''plan.pdf"
    same = await visitor.client.get(str(response.url), headers={"If-None-Match": response.headers["etag"]})
    assert same.status_code == 304


async def test_a_response_keeps_the_hashes_of_what_stood_on_the_page(service: Service) -> None:
    account = await an_account()
    consultation = await a_public_consultation(account)
    for held in (held_file("a.pdf", PDF), held_link("https://x.example")):
        await add_document(consultation, account, held, TITLE, now=NOW)
    visitor = await service.visitor()
    await visitor.go("/consultations/bus-42/answer")
    await visitor.press("Send your answers", capacity="gp")
    record = (await Response.get()).record
    assert record["background"] == [hashlib.sha256(PDF).hexdigest(), hashlib.sha256(b"https://x.example").hexdigest()]


async def test_what_is_wrong_with_a_document_is_said_at_its_field(service: Service) -> None:
    await a_public_consultation(await an_account())
    lead = await at_the_desk(service)
    for typed, content, words in (
        ({"title": ""}, PDF, "Enter a title"),
        ({"title-cy": ""}, PDF, "Enter the title in Welsh"),
        ({}, b"", "Choose a file, or enter a web address below"),
        ({}, b"<html>", "The file must be a PDF"),
        ({"address": "https://x.example"}, PDF, "not both"),
        ({}, PDF + b" " * 21_000_000, "must be 20 MB or smaller"),
    ):
        response = await send(lead, service, "add", content, **typed)
        assert (response.status_code, words in response.text) == (422, True), words
    assert not await BackgroundDocument.exists()


async def test_the_documents_of_a_draft_and_of_others_are_not_to_be_had(service: Service) -> None:
    account = await an_account()
    draft = await a_public_consultation(account, "draft", State.draft)
    other = await a_public_consultation(account)
    made = await add_document(draft, account, held_file("a.pdf", PDF), TITLE, now=NOW)
    link = await add_document(other, account, held_link("https://x.example"), TITLE, now=NOW)
    visitor = await service.visitor()
    for path in (f"draft/documents/{made.id}", f"bus-42/documents/{made.id}", f"bus-42/documents/{link.id}"):
        await visitor.go(f"/consultations/{path}", status=404)
    lead = await at_the_desk(service)
    assert (await lead.download(f"/manage/draft/documents/{made.id}")).content == PDF
    await lead.go(f"/manage/bus-42/documents/{made.id}", status=404)
