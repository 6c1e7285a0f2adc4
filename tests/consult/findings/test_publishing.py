"""Freezing, publishing and checking what was published, on both databases."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter
from typing import Any

import pypdfium2
import pytest

from consult import audit
from consult.consultations.models import Consultation, State
from consult.errors import NotNow
from consult.findings.dataset import canonical, dataset_hash, freeze_dataset
from consult.findings.models import Publication, PublishedFile
from consult.findings.publishing import ChangeNotSaid, start_publishing
from consult.findings.publishing import publish as publish_job
from consult.findings.sums import DoesNotReconcile, check_sums
from consult.findings.verifying import verify
from consult.jobs import HANDLERS, Job, JobState, LostLease, Work, claim, run_one
from consult.responding.models import Respondent
from consult.theming.codebook import rename_theme
from consult.theming.models import Codebook, SignOff
from surveys.models import Answer
from tests.conftest import NOW, Service
from tests.consult.findings.stories import (
    NAMES,
    PEOPLE,
    QUOTED,
    SECRETS,
    Story,
    a_story,
    dataset_in,
    people_in,
    publish,
    sign,
)

LATER = NOW + dt.timedelta(days=1)


async def files_of(publication: Publication) -> dict[str, bytes]:
    return {file.name: bytes(file.content) for file in await PublishedFile.filter(publication_id=publication.id)}


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


async def test_the_dataset_says_who_was_asked_and_where_every_answer_went(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    written = [one for one in PEOPLE if one.text]
    assert dataset["people"] == {
        "asked": 70,
        "took_part": 60,
        "answered": len(written),
        "blank": 60 - len(written),
        "in_themes": sum(1 for one in written if {"t1", "t2", "t3"} & set(one.themes)),
        "in_minority": 1,
        "outside": len(people_in("joke")) + len(people_in("off-topic")),
        "not_read": 0,
    }
    assert {one["reason"]: one["count"] for one in dataset["leftovers"]} == {"off-topic": 3, "joke": 2}
    assert [(one["name"], one["count"]) for one in dataset["themes"]] == [(NAMES[key], len(people_in(key))) for key in NAMES]


async def frozen(story: Story) -> dict[str, Any]:
    return await freeze_dataset(story.consultation, story.codebook, now=NOW)


async def test_every_quote_is_an_exact_span_of_an_answer_whose_writer_allows_it(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    quotes = [quote for entry in (*dataset["themes"], *dataset["minority"]) for quote in entry["quotes"]]
    assert {quote["text"] for quote in quotes} == set(QUOTED.values())
    for quote in quotes:
        person = PEOPLE[quote["respondent"] - 1]
        assert person.may_quote
        assert person.text[quote["start"] : quote["end"]] == quote["text"]
        assert quote["answer_sha256"] == hashlib.sha256(person.text.encode()).hexdigest()


async def test_somebody_who_no_longer_allows_a_quote_is_not_quoted_and_the_next_one_leads(service: Service) -> None:
    story = await a_story(service)
    before = (await frozen(story))["themes"][0]["quotes"]
    await Respondent.filter(consultation_id=story.consultation.id, number=before[0]["respondent"]).update(consent_to_quote=False)
    after = (await frozen(story))["themes"][0]["quotes"]
    assert [quote["respondent"] for quote in after] == [quote["respondent"] for quote in before[1:]]
    assert after[0]["role"] == "lead"


async def test_a_quote_names_only_groups_of_five_or_more(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    alike = Counter((one.capacity, one.area) for one in PEOPLE)
    for entry in (*dataset["themes"], *dataset["minority"]):
        for quote in entry["quotes"]:
            capacity, area = quote["capacity"].get("en", "").lower(), quote["area"].get("en", "")
            same = sum(number for (one, place), number in alike.items() if capacity in ("", one) and area in ("", place))
            assert same >= 5


async def test_groups_add_up_to_everybody_who_answered_and_small_cells_are_hidden(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    first = dataset["themes"][0]
    real = Counter(one.area for one in people_in("t1"))
    assert {cell["keys"][0]: cell["count"] for cell in first["by_area"]} == dict(real)
    together = [cell for cell in first["by_capacity"] if len(cell["keys"]) > 1]
    assert [cell["keys"] for cell in together] == [["councillor", "voluntary"]]
    shown = json.dumps(dataset["themes"]) + json.dumps(dataset["closed"])
    assert not any(f'"count": {number}, "hidden"' in shown for number in (1, 2, 3, 4))


async def test_the_tables_of_who_answered_are_over_the_same_people_as_the_breakdowns(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    area = next(table for table in dataset["closed"] if table["key"] == "area")
    assert [line["count"] for line in area["lines"]] == [cell["base"] for cell in dataset["themes"][0]["by_area"]]
    assert area["base"] == dataset["people"]["answered"]


async def test_a_closed_question_counts_those_who_answered_it_and_hides_a_choice_of_three(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    heard = next(table for table in dataset["closed"] if table["key"] == "heard")
    real = Counter(one.heard for one in PEOPLE if one.heard)
    assert heard["base"] == sum(real.values())
    assert [(line["keys"][0], line["count"], line["hidden"]) for line in heard["lines"]] == [
        ("yes", real["yes"], ""),
        ("no", None, "guard"),
        ("unsure", None, "small"),
    ]
    assert [one["key"] for one in dataset["without_table"]] == ["name-it"]


async def test_the_same_rows_freeze_to_the_same_bytes(service: Service) -> None:
    story = await a_story(service)
    assert canonical(await frozen(story)) == canonical(await frozen(story))


async def test_a_dataset_whose_numbers_contradict_each_other_is_refused_and_the_error_says_which(service: Service) -> None:
    dataset = await frozen(await a_story(service))
    dataset["themes"][1]["count"] += 1
    with pytest.raises(DoesNotReconcile, match="Theme t2 says"):
        check_sums(dataset)
    dataset["themes"][1]["count"] -= 1
    dataset["leftovers"][0]["count"] -= 1
    with pytest.raises(DoesNotReconcile, match="The reasons add up to 4 people"):
        check_sums(dataset)


async def test_publishing_stores_the_dataset_its_hash_and_four_files_and_says_so_in_the_log(service: Service) -> None:
    story = await a_story(service)
    publication = await publish(service, story)
    files = await files_of(publication)
    assert (publication.number, publication.published_at) == (1, NOW)
    assert sorted(files) == ["data-dictionary.csv", "findings.json", "findings.pdf", "themes.csv"]
    assert hashlib.sha256(files["findings.json"]).hexdigest() == publication.dataset_hash
    entry = await audit.AuditEntry.get(action="findings published")
    facts = json.loads(entry.detail)
    assert facts["dataset"] == publication.dataset_hash
    assert facts["files"]["findings.pdf"] == hashlib.sha256(files["findings.pdf"]).hexdigest()
    assert await audit.first_broken() is None
    assert await verify(publication) == []


async def test_the_pdf_and_the_table_hold_the_numbers_of_the_dataset(service: Service) -> None:
    publication = await publish(service, await a_story(service))
    dataset, files = dataset_in(publication), await files_of(publication)
    words = words_of(files["findings.pdf"])
    assert "What will be different?" in words
    assert publication.dataset_hash in words.replace(" ", "")
    rows = list(csv.DictReader(io.StringIO(files["themes.csv"].decode("utf-8-sig"))))
    for theme in dataset["themes"]:
        assert f"{theme['count']} of the {dataset['people']['answered']} people" in words
        row = next(one for one in rows if one["key"] == theme["key"] and not one["group_kind"])
        assert (row["people"], row["name"]) == (str(theme["count"]), theme["name"])
    meanings = list(csv.DictReader(io.StringIO(files["data-dictionary.csv"].decode("utf-8-sig"))))
    assert [one["column"] for one in meanings] == list(rows[0])


async def test_no_word_of_somebody_who_does_not_allow_it_is_anywhere_in_what_is_published(service: Service) -> None:
    assert len(SECRETS) > 8
    story = await a_story(service)
    publication = await publish(service, story)
    files = await files_of(publication)
    visitor = await service.visitor()
    page = await visitor.go(f"/consultations/{story.slug}/findings")
    outputs = [publication.dataset, page.html, words_of(files.pop("findings.pdf")), *(data.decode() for data in files.values())]
    outputs += [entry.detail for entry in await audit.AuditEntry.all()]
    outputs += [json.dumps([job.args, job.result, job.error]) for job in await Job.all()]
    assert [secret for secret in SECRETS for output in outputs if secret in output] == []


async def test_publishing_before_the_consultation_has_closed_is_refused(service: Service) -> None:
    story = await a_story(service)
    await Consultation.filter(id=story.consultation.id).update(state=State.open)
    with pytest.raises(NotNow) as refused:
        await start_publishing(story.consultation, story.lead, now=NOW)
    assert "Close it first" in refused.value.what_to_do


async def test_publishing_before_somebody_signed_off_is_refused(service: Service) -> None:
    story = await a_story(service, signed=False)
    with pytest.raises(NotNow) as refused:
        await start_publishing(story.consultation, story.lead, now=NOW)
    assert "sign them off" in refused.value.what_to_do
    assert not await Job.exists()


async def test_a_change_after_the_sign_off_asks_for_another_one(service: Service) -> None:
    story = await a_story(service)
    await rename(story, "t1", "Doctors in the lead")
    with pytest.raises(NotNow):
        await start_publishing(story.consultation, story.lead, now=NOW)
    await sign(story.codebook, story.lead)
    assert (await publish(service, story)).number == 1


async def rename(story: Story, key: str, name: str) -> None:
    codebook = await Codebook.get(id=story.codebook.id)
    await rename_theme(
        codebook.id, key, name=name, description="", reason="clearer", revision=codebook.revision, account=story.lead, now=NOW
    )


async def test_a_theme_renamed_while_the_job_waits_stops_it_and_nothing_is_published(service: Service) -> None:
    story = await a_story(service)
    job = await start_publishing(story.consultation, story.lead, now=NOW)
    await rename(story, "t1", "Doctors in the lead")
    await service.work()
    await job.refresh_from_db()
    assert job.state is JobState.failed
    assert job.error is not None
    assert "Somebody changed the themes" in job.error
    assert not await Publication.exists()
    assert not await PublishedFile.exists()


async def test_asking_twice_while_it_runs_publishes_once(service: Service) -> None:
    story = await a_story(service)
    first = await start_publishing(story.consultation, story.lead, now=NOW)
    second = await start_publishing(story.consultation, story.lead, now=LATER)
    assert first.id == second.id
    await service.work()
    assert await Publication.all().count() == 1


async def test_a_job_that_is_done_twice_publishes_once(service: Service) -> None:
    story = await a_story(service)
    await start_publishing(story.consultation, story.lead, now=NOW)
    job = await claim("first", 30)
    assert job is not None
    await run_one(job, 30, service.keys)
    with pytest.raises(LostLease):
        await publish_job(Work(job, 30, service.keys), job.args)
    assert await Publication.all().count() == 1
    assert await audit.AuditEntry.filter(action="findings published").count() == 1
    assert HANDLERS["publish"] is publish_job


async def test_a_later_version_says_what_changed_and_the_earlier_one_stays_as_it_was(service: Service) -> None:
    story = await a_story(service)
    first = await publish(service, story)
    with pytest.raises(ChangeNotSaid, match="Enter what changed since version 1"):
        await start_publishing(story.consultation, story.lead, what_changed="  ", now=LATER)
    await rename(story, "t1", "Doctors in the lead")
    await sign(story.codebook, story.lead)
    second = await publish(service, story, "A theme has a better name.")
    assert (second.number, second.what_changed) == (2, "A theme has a better name.")
    assert dataset_in(second)["themes"][0]["name"] == "Doctors in the lead"
    assert dataset_in(second)["method"]["changes"] == {"renamed": 1}
    again = await Publication.get(id=first.id).select_related("consultation")
    assert dataset_in(again)["themes"][0]["name"] == NAMES["t1"]
    assert await verify(again) == []


async def test_the_sign_off_is_in_the_dataset_with_its_words(service: Service) -> None:
    story = await a_story(service)
    signed = (await frozen(story))["method"]["signed_off"]
    assert [(one["by"], one["checked"]) for one in signed] == [(story.lead.name, "I read every answer.")]
    assert await SignOff.all().count() == 1


async def test_verifying_names_a_stored_answer_that_was_changed(service: Service) -> None:
    story = await a_story(service)
    publication = await publish(service, story)
    number = dataset_in(publication)["themes"][0]["quotes"][0]["respondent"]
    person = await Respondent.get(consultation_id=story.consultation.id, number=number)
    await Answer.filter(response_id=person.response_id, question_key="difference").update(value="Doctors should lead!")
    faults = await verify(publication)
    assert f"A quote of t1 from answer {number}: the stored answer has changed." in faults
    assert f"A quote of t1 from answer {number}: the words are not what stands there." in faults
    assert not any("Doctors" in fault for fault in faults)


async def test_verifying_names_a_quote_whose_place_was_moved(service: Service) -> None:
    publication = await publish(service, await a_story(service))
    dataset = dataset_in(publication)
    quote = dataset["themes"][1]["quotes"][0]
    quote["start"] += 1
    publication.dataset = canonical(dataset).decode()
    faults = await verify(publication)
    assert f"A quote of t2 from answer {quote['respondent']}: the words are not what stands there." in faults
    assert any(fault.startswith("The dataset has the fingerprint") for fault in faults)


async def test_verifying_names_a_count_that_was_changed_even_when_the_hash_was_changed_with_it(service: Service) -> None:
    publication = await publish(service, await a_story(service))
    dataset = dataset_in(publication)
    dataset["themes"][0]["count"] += 1
    publication.dataset = canonical(dataset).decode()
    publication.dataset_hash = dataset_hash(publication.dataset.encode())
    faults = await verify(publication)
    assert any(fault.startswith("Theme t1 says") for fault in faults)
    assert any("but the record says" in fault for fault in faults)


async def test_verifying_names_a_file_that_was_changed(service: Service) -> None:
    publication = await publish(service, await a_story(service))
    await PublishedFile.filter(publication_id=publication.id, name="themes.csv").update(content=b"nothing")
    assert await verify(publication) == ["The file themes.csv has changed."]
