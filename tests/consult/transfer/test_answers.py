"""Answers from a spreadsheet: columns are named, every row is tried, and all rows go in once or none."""

from __future__ import annotations

import csv
import io

import openpyxl

from consult.jobs import Job
from consult.transfer import answers
from surveys.models import Answer, Channel, Response
from tests.conftest import Service
from tests.consult.desk import at_the_desk, faults, log_of
from tests.consult.responding.every_kind import SLUG
from tests.consult.transfer.answered import answered_in_two_versions
from tests.consult.transfer.test_whole import send_file, table, take
from tests.factories import a_public_consultation, an_account
from tests.visitor import Page, Visitor

HEAD = ["What difference would the bus make to you", "name-it", "Which of these are you?", "Helper's initials"]
GOOD = [["I could get there", "Betsy", "Patient", "AB"], ["=none", "", "Meddyg teulu", "CD"]]


def sheet(*rows: list[str], head: list[str] = HEAD) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()


async def choose(lead: Visitor, content: bytes, name: str = "stall.csv", slug: str = "bus-42") -> Page:
    await lead.go(f"/manage/{slug}/import")
    return await send_file(lead, f"/manage/{slug}/import", name, content)


async def a_lead(service: Service) -> Visitor:
    await a_public_consultation(await an_account())
    return await at_the_desk(service)


async def test_a_lead_brings_in_a_table_step_by_step(service: Service) -> None:
    lead = await a_lead(service)
    page = await choose(lead, sheet(*GOOD))
    assert page.h1 == "What each column is"
    form = page.form_with("Check every row")
    proposed = [form.values[f"c{place}"] for place in (0, 2, 3)]
    assert proposed == ["difference", "capacity", ""]
    assert "c1" not in form.fields, "a column that is named as our own files name it needs no field"
    page = await lead.press("Check every row")
    assert page.h1 == "Every row is good"
    assert await Response.all().count() == 0, "a dry run stores nothing"
    page = await lead.press("Bring all of them in")
    assert page.h1 == "Bringing in the answers"
    await service.work()
    page = await lead.go(page.url)
    assert "2 responses are stored" in page.text
    await service.spread()
    assert {(one.channel, one.late) for one in await Response.all()} == {(Channel.imported, False)}
    told = sorted([(one.question_key, one.value) for one in await Answer.all()])
    assert told == [
        ("capacity", "gp"),
        ("capacity", "patient"),
        ("difference", "=none"),
        ("difference", "I could get there"),
        ("name-it", "Betsy"),
    ]
    [(actor, action, detail)] = [line for line in await log_of("consultation:bus-42") if line[1] == "answers brought in"]
    assert (actor, action, detail["answers"]) == ("lead@anytown.example", "answers brought in", 2)


async def test_pressing_twice_or_working_twice_brings_the_rows_in_once_and_forgets_the_file(service: Service) -> None:
    lead = await a_lead(service)
    await choose(lead, sheet(*GOOD))
    await lead.press("Check every row")
    form = lead.page
    await lead.press("Bring all of them in")
    lead.page = form
    await lead.press("Bring all of them in")
    await service.work()
    await service.work()
    assert await Response.all().count() == 2
    [job] = await Job.filter(kind=answers.KIND)
    assert "rows" not in job.args
    page = await choose(lead, sheet(*GOOD))
    assert "brought in before" in page.text


async def test_one_bad_row_keeps_all_of_them_out_and_is_named_without_its_words(service: Service) -> None:
    lead = await a_lead(service)
    await choose(lead, sheet(*GOOD, ["secret words", "", "Astronaut", ""], ["more", "", "", ""]))
    page = await lead.press("Check every row")
    assert page.h1 == "Some rows need another look"
    assert ["".join(cell.itertext()) for row in page.tree.iter("tr") for cell in row][3:] == [
        *("4", "Which of these are you?", "This is not one of the answers that people could choose."),
        *("5", "Which of these are you?", "This must be answered, and it is empty."),
    ]
    assert "secret" not in page.html
    assert "Astronaut" not in page.html
    job = await Job.get(kind=answers.KIND)
    token = service.keys.fingerprint("csrf", lead.client.cookies["consult_session"])
    refused = await lead.client.post(f"/manage/bus-42/import/{job.id}", data={"csrf": token, "do": "import"})
    assert refused.status_code == 409
    await service.work()
    assert await Response.all().count() == 0


async def test_answers_that_leave_out_a_duty_can_be_taken_when_the_lead_says_so(service: Service) -> None:
    lead = await a_lead(service)
    await choose(lead, sheet(["more", "", "", ""]))
    page = await lead.press("Check every row", lenient="yes")
    assert page.h1 == "Every row is good"


async def test_the_lead_corrects_what_a_column_is(service: Service) -> None:
    lead = await a_lead(service)
    head = ["Comment", "Kind of person", "Extra"]
    page = await choose(lead, sheet(["I could get there", "GP", "x"], head=head))
    page = await lead.press("Check every row", 422)
    assert "Choose a question for at least one column" in page.text
    page = await lead.press("Check every row", 422, c0="difference", c1="capacity", c2="capacity")
    assert set(faults(page)) == {"c2"}
    page = await lead.press("Check every row", c0="difference", c1="capacity", c2="")
    assert page.h1 == "Every row is good"
    page = await lead.follow("Change what the columns are")
    assert page.form_with("Check every row").values["c1"] == "capacity"


async def test_a_table_of_ours_comes_back_equal_in_what_people_said(service: Service) -> None:
    await answered_in_two_versions(await an_account())
    lead = await at_the_desk(service)
    before = await take(lead, "answers.csv")
    workbook = await take(lead, "answers.xlsx")
    for name, content in (("answers.csv", before), ("answers.xlsx", workbook)):
        await Response.all().delete()
        page = await choose(lead, content, name, SLUG)
        page = await lead.press("Check every row")
        assert page.h1 == "Every row is good", page.text
        await lead.press("Bring all of them in")
        await service.work()
        assert said(await take(lead, "answers.csv")) == said(before)


def said(content: bytes) -> list[dict[str, str]]:
    """The rows without what an import gives anew: name, number, channel, and lateness by the consultation's own dates."""
    new = {"_response", "_number", "_channel", "_late"}
    rows = [{name: cell for name, cell in row.items() if name not in new} for row in table(content)]
    return sorted(rows, key=lambda row: (row["_received_at"], row["long-text"], row["short-text"]))


async def test_files_in_other_encodings_and_with_semicolons_are_read(service: Service) -> None:
    lead = await a_lead(service)
    text = "difference;capacity\n“Caffi” a thŷ;Claf\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        page = await choose(lead, text.encode(encoding))
        assert page.h1 == "What each column is"
        page = await lead.press("Check every row")
        assert page.h1 == "Every row is good"


async def test_files_that_cannot_be_used_are_refused_with_what_to_do(service: Service) -> None:
    lead = await a_lead(service)
    for name, content in (
        ("a.csv", b""),
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"not a workbook"),
        ("a.csv", b"difference\n"),
        ("a.csv", b"difference,capacity\nonly one\n"),
        ("no-ending", b"x"),
    ):
        page = await choose(lead, content, name)
        assert "file" in faults(page), name


async def test_nothing_is_brought_into_a_draft_and_late_answers_into_a_closed_one_are_marked(service: Service) -> None:
    from consult.consultations.models import Consultation, State
    from tests.factories import NOW

    lead = await a_lead(service)
    await Consultation.all().update(state=State.draft)
    await lead.go("/manage/bus-42/import", 409)
    await Consultation.all().update(state=State.closed, closed_at=NOW)
    head = ["difference", "capacity", "_received_at"]
    await choose(lead, sheet(["in time", "GP", "2026-05-31"], ["late", "GP", "2026-06-02 10:00"], head=head))
    await lead.press("Check every row")
    await lead.press("Bring all of them in")
    await service.work()
    late = {one.record["answers"]["difference"]: one.late for one in await Response.all()}
    assert late == {"in time": False, "late": True}


async def test_another_consultations_file_is_not_found(service: Service) -> None:
    account = await an_account()
    await a_public_consultation(account)
    await a_public_consultation(account, "bus-43")
    lead = await at_the_desk(service)
    await choose(lead, sheet(*GOOD))
    job = await Job.get(kind=answers.KIND)
    await lead.go(f"/manage/bus-43/import/{job.id}", 404)


async def test_a_workbook_of_somebody_elses_making_is_read_with_its_dates_and_numbers(service: Service) -> None:
    import datetime as dt

    await answered_in_two_versions(await an_account())
    await Response.all().delete()
    lead = await at_the_desk(service)
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["How likely are you to use the new bus?", "When did you last go to the hospital?", "number"])
    book.active.append([7, dt.date(2026, 2, 28), 12.0])
    held = io.BytesIO()
    book.save(held)
    await choose(lead, held.getvalue(), "theirs.xlsx", SLUG)
    page = await lead.press("Check every row")
    assert page.h1 == "Every row is good"
    await lead.press("Bring it in")
    await service.work()
    assert (await Response.get()).record["answers"] == {"rating": "7", "date": "2026-02-28", "number": "12"}
