"""Export, wipe, import: equal. A change of wording after ten answers: both versions in every file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tortoise.transactions import in_transaction

from consult.consultations.models import Consultation
from consult.responding.models import Respondent
from consult.settings import Settings
from consult.transfer.exporting import batches, definitions_of
from surveys.models import Response, Version
from surveys.transfer import Written, load_written, store_versions
from tests.conftest import Service
from tests.consult.desk import at_the_desk, faults, log_of
from tests.consult.responding.every_kind import SLUG
from tests.consult.transfer.answered import answered_in_two_versions, wipe
from tests.factories import NOW, an_account, an_organisation
from tests.surveys.questionnaires import definitions
from tests.visitor import Page, Visitor

NAMES = ("answers.csv", "dictionary.csv", "questionnaire.json", "consultation.json")


async def take(lead: Visitor, name: str, slug: str = SLUG) -> bytes:
    return (await lead.download(f"/manage/{slug}/data/{name}")).content


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def send_file(visitor: Visitor, address: str, name: str, content: bytes, **typed: str) -> Page:
    """Choose a file in the form of the page in front of the visitor, and send it."""
    token = next(form.values["csrf"] for form in visitor.page.forms() if "file" in form.fields)
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    answer = await visitor.client.post(
        address, data={"csrf": token, **typed}, files={"file": (name, content)}, headers=headers, follow_redirects=True
    )
    return visitor._look(answer, answer.status_code)


async def test_export_wipe_import_gives_the_same_consultation(service: Service) -> None:
    consultation = await answered_in_two_versions(await an_account())
    await service.spread()
    lead = await at_the_desk(service)
    before = {name: await take(lead, name) for name in NAMES}
    await wipe(consultation)
    assert not await Response.exists()
    await lead.go("/manage/import")
    page = await send_file(lead, "/manage/import", "consultation.json", before["consultation.json"])
    assert page.status == 200
    assert page.h1 == "A bus to the hospital"
    again = {name: await take(lead, name) for name in NAMES}
    assert again == before
    await service.spread()
    assert {name: await take(lead, name) for name in NAMES} == before
    assert await Respondent.filter(capacity="").count() == 19
    back = await Consultation.get(slug=SLUG)
    assert [action for _, action, _ in await log_of(f"consultation:{SLUG}")][-1] == "data taken away"
    assert back.state.value == "open"


async def test_a_change_after_ten_answers_shows_both_versions_in_every_file(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    await service.spread()
    lead = await at_the_desk(service)
    rows = table(await take(lead, "answers.csv"))
    assert [row["_version"] for row in rows] == ["1"] * 10 + ["2"] * 9
    # the number 20 belongs to a response that was withdrawn, so those after it follow
    assert [row["_number"] for row in rows] == [str(number) for number in range(21, 40)]
    meanings = table(await take(lead, "dictionary.csv"))
    told = {row["version"]: (row["question_en"], row["values_en"]) for row in meanings if row["column"] == "single-choice"}
    assert told == {
        "1": ("How do you get to the hospital?", "bus = Bus; car = Car; on-foot = On foot; +other = something else"),
        "2": ("How do you go there?", "bus = By bus; car = By car; on-foot = On foot; +other = something else"),
    }
    whole = json.loads(await take(lead, "consultation.json"))
    assert [one["number"] for one in whole["questionnaire"]["versions"]] == [1, 2]
    assert [one["version"] for one in whole["responses"]] == [1] * 10 + [2] * 10


async def test_the_table_has_everything_about_each_response_and_no_formula(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    await service.spread()
    lead = await at_the_desk(service)
    content = await take(lead, "answers.csv")
    rows = table(content)
    assert rows[5]["_signatories"] == "900"
    assert rows[5]["_source"] == "A petition in the library"
    assert {row["_channel"] for row in rows} == {"web", "paper"}
    assert rows[0]["long-text"] == "'=SUM(A1:A1) and “more”,\nŵ"
    assert rows[0]["area"] == "SY23"
    assert rows[1]["several-choices.+other"] == "'-the rain"
    assert {row["stage.+shown"] for row in rows} == {"yes"}
    dangerous = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(dangerous)]
    assert b"00000000-0000-0000" not in content, "the id of a response opens its page, so no table has it"


async def test_the_workbook_holds_the_same_table_with_numbers_as_numbers_and_a_dictionary(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    lead = await at_the_desk(service)
    rows = table(await take(lead, "answers.csv"))
    book = openpyxl.load_workbook(io.BytesIO(await take(lead, "answers.xlsx")))
    assert book.sheetnames == ["answers", "dictionary"]
    head, *cells = [[cell.value for cell in row] for row in book["answers"].iter_rows()]
    assert head == list(rows[0])
    first = dict(zip(head, cells[0], strict=True))
    assert (first["rating"], first["number"], first["_wave"]) == (0, 40, 1)
    assert first["long-text"] == rows[0]["long-text"]
    assert {cell.data_type for row in book["answers"].iter_rows() for cell in row} <= {"s", "inlineStr", "n"}


async def test_a_withdrawn_response_is_in_no_table_and_its_words_in_no_file(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    lead = await at_the_desk(service)
    assert len(table(await take(lead, "answers.csv"))) == 19
    last = json.loads(await take(lead, "consultation.json"))["responses"][-1]
    assert (last["record"], last["withdrawn_at"] is not None) == ({"number": 20}, True)


async def changed(lead: Visitor, change: Any) -> bytes:
    document = json.loads(await take(lead, "consultation.json"))
    change(document)
    return json.dumps(document).encode()


@hypothesis_settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data())
async def test_any_questionnaire_comes_back_from_the_database_as_it_was(service: Service, data: st.DataObject) -> None:
    definition = data.draw(definitions())
    sections = (("about-you", {"en": "About you"}),)
    asked = tuple((one, "about-you" if at % 2 else "") for at, one in enumerate(definition.questions))
    version = Written(1, definition.languages, NOW, definition.content_hash(), sections, asked)
    async with in_transaction():
        questionnaire, _ = await store_versions([version], NOW)
    assert await load_written(questionnaire.id) == (version,)


async def test_a_consultation_that_is_here_already_is_not_brought_in_twice(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    lead = await at_the_desk(service)
    content = await take(lead, "consultation.json")
    await lead.go("/manage/import")
    page = await send_file(lead, "/manage/import", "consultation.json", content)
    assert "already a consultation" in faults(page)["slug"]
    page = await send_file(lead, "/manage/import", "consultation.json", content, slug="another")
    assert "stored here already" in faults(page)["file"]
    assert await Consultation.all().count() == 1
    assert await Version.all().count() == 2, "nothing of what was refused stays"


async def test_a_file_with_one_bad_answer_is_refused_whole_and_its_words_are_not_repeated(service: Service) -> None:
    consultation = await answered_in_two_versions(await an_account())
    lead = await at_the_desk(service)

    def spoil(document: Any) -> None:
        document["responses"][7]["record"]["answers"]["scale"] = "my own secret"

    content = await changed(lead, spoil)
    await wipe(consultation)
    await lead.go("/manage/import")
    page = await send_file(lead, "/manage/import", "consultation.json", content)
    assert faults(page)["file"].startswith("response 8: the answer to “scale”")
    assert "secret" not in page.html
    assert not await Consultation.exists()
    assert not await Response.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"{}", b'{"format": "our-survey-said/consultation/1"}', b'{"format": "our-survey-said/consultation/9"}'],
)
async def test_anything_else_is_refused_with_a_sentence(service: Service, content: bytes) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await lead.go("/manage/import")
    assert "file" in faults(await send_file(lead, "/manage/import", "consultation.json", content))


async def test_a_large_file_is_read_in_a_process_of_its_own_with_the_same_refusals(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    from consult.transfer import answers
    from consult.transfer.importing import read_consultation

    with pytest.raises(answers.Unusable, match="not JSON"):
        await answers.apart(answers.SMALL, read_consultation, b"not json")


async def test_responses_that_arrive_in_one_moment_are_each_read_once_however_few_at_a_time(service: Service) -> None:
    consultation = await answered_in_two_versions(await an_account())
    definitions = await definitions_of(consultation)
    for size in (1, 2, 7, 20, 100):
        read = [response.id.int async for found in batches(definitions, size) for response in found]
        assert read == list(range(1, 21))


async def test_another_organisations_lead_takes_nothing_away(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    await an_account(await an_organisation("Otherville Council"), "lead@otherville.example")
    other = await at_the_desk(service, "lead@otherville.example")
    for name in NAMES:
        answer = await other.client.get(f"/manage/{SLUG}/data/{name}")
        assert answer.status_code == 404
