"""Writing a decision, publishing it, and reading it: no script, on both databases."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pypdfium2
import pytest

from consult import audit
from consult.accounts.models import Role
from consult.decisions.decisions import draft_decision, publish_decision, save_decision
from consult.decisions.models import Decision, Disposition, Verdict
from consult.decisions.publishing import publish as publish_job
from consult.errors import NotNow
from consult.findings.models import PublishedFile
from consult.findings.verifying import verify
from consult.jobs import Job, JobState, LostLease, Work, claim, run_one
from consult.theming.codebook import CannotAccept
from consult.theming.models import Theme
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, faults, typed_in
from tests.consult.findings.stories import NAMES, SECRETS, Story, a_story, publish, sign
from tests.factories import an_account, an_organisation
from tests.visitor import Visitor

PUBLIC = "/consultations/pct-or-ccg/decision"
DESK = "/manage/pct-or-ccg/decision"
KEYS = ("t1", "t2", "t3", "m1")
TEXTS = {
    "question": "Who should lead?",
    "chosen": "Doctors will lead.\n\nFrom April.",
    "reasons": "Most of you said so.",
    "decided_by": "The board",
    "decided_on-day": "1",
    "decided_on-month": "6",
    "decided_on-year": "2026",
}
REPLIES = {f"reason-{key}": f"Our reason about {key}." for key in KEYS}
CHOICES = {"verdict-t1": "accepted", "verdict-t2": "accepted-in-part", "verdict-t3": "not-accepted", "verdict-m1": "out-of-scope"}
WHOLE = {**TEXTS, **REPLIES, **CHOICES}


async def a_published_story(service: Service) -> Story:
    story = await a_story(service)
    await publish(service, story)
    return story


async def on_the_desk(service: Service) -> Visitor:
    visitor = await at_the_desk(service)
    await visitor.go(DESK)
    return visitor


async def decided(service: Service) -> Story:
    """A consultation with its decision, through the functions that the demo uses."""
    story = await a_published_story(service)
    draft = await draft_decision(story.consultation, story.lead, now=NOW)
    dispositions = {key: (Verdict(CHOICES[f"verdict-{key}"]), REPLIES[f"reason-{key}"]) for key in KEYS}
    kept = await save_decision(
        draft,
        story.lead,
        question=TEXTS["question"],
        chosen=TEXTS["chosen"],
        reasons=TEXTS["reasons"],
        decided_by=TEXTS["decided_by"],
        decided_on=dt.date(2026, 6, 1),
        dispositions=dispositions,
        now=NOW,
    )
    await publish_decision(kept, story.lead, now=NOW, site="http://testserver")
    await service.work()
    return story


async def test_before_the_decision_the_page_says_who_decides(service: Service) -> None:
    await a_published_story(service)
    page = await (await service.visitor()).go(PUBLIC, status=404)
    assert page.h1 == "The decision is not made yet"
    assert "The board decides in July." in page.text
    assert "Read what people said" in page.links


async def test_without_findings_there_is_nothing_to_answer(service: Service) -> None:
    story = await a_story(service)
    page = (await on_the_desk(service)).page
    assert page.links["Go to the findings"] == "/manage/pct-or-ccg/findings"
    with pytest.raises(NotNow):
        await draft_decision(story.consultation, story.lead, now=NOW)


async def test_a_decision_is_written_published_and_read(service: Service) -> None:
    await a_published_story(service)
    lead = await on_the_desk(service)
    page = await lead.press("Publish the decision", 200, **WHOLE)
    assert "The decision is being published" in page.text
    await service.work()
    page = await lead.follow("Refresh this page to see how far it is")
    assert "The decision was published on" in page.text
    page = await lead.follow("The decision as the public sees it")
    assert page.h1 == "What was decided: What will be different?"
    for text in (
        "Who should lead?",
        "Doctors will lead.",
        "From April.",
        "Most of you said so.",
        "Decided by The board on 1 June 2026.",
    ):
        assert text in page.text
    assert "32 people raised this." in page.text
    assert "1 person held this." in page.text
    for words in ("We accept this", "We accept part of this", "We do not accept this", "This is not ours to decide"):
        assert words in page.text
    for key in KEYS:
        assert REPLIES[f"reason-{key}"] in page.text
    assert page.links[f"Read their words about “{NAMES['t1']}”"] == "/consultations/pct-or-ccg/findings?version=1#theme-t1"
    await lead.follow(f"Read their words about “{NAMES['t1']}”")
    assert any(element.get("id") == "theme-t1" for element in lead.page.tree.iter())
    assert "Read what was decided, and the reply to every theme" in lead.page.links


async def test_the_document_says_the_same_as_the_page(service: Service) -> None:
    await decided(service)
    visitor = await service.visitor()
    page = await visitor.go(PUBLIC)
    file = await visitor.download(f"{PUBLIC}/decision.pdf")
    assert file.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(file.content)
    printed = " ".join(" ".join(one.get_textpage().get_text_range() for one in document).split())
    for key in KEYS:
        assert REPLIES[f"reason-{key}"] in printed
    assert "We do not accept this" in printed
    assert f"{len(document)} pages" in page.text
    data = await visitor.download(f"{PUBLIC}/decision.json")
    assert [(one["key"], one["count"]) for one in data.json()["replies"]] == [("t1", 32), ("t2", 20), ("t3", 7), ("m1", 1)]
    again = await visitor.client.get(f"{PUBLIC}/decision.json", headers={"If-None-Match": data.headers["etag"]})
    assert again.status_code == 304
    await visitor.go(f"{PUBLIC}/findings.json", status=404)


async def test_a_draft_is_kept_incomplete_with_every_word(service: Service) -> None:
    await a_published_story(service)
    lead = await on_the_desk(service)
    page = await lead.press(
        "Keep the draft", 200, **{"question": "Who should lead?", "reason-t2": "We think about it.", "verdict-t1": "accepted"}
    )
    assert "The draft is kept." in page.text
    assert "10 things are still missing" in page.text
    kept = typed_in(await lead.go(DESK), "Keep the draft")
    assert (kept["question"], kept["reason-t2"], kept["verdict-t1"]) == ("Who should lead?", "We think about it.", "accepted")
    assert "verdict-t2" not in kept
    await (await service.visitor()).go(PUBLIC, status=404)


async def test_publishing_with_gaps_lists_each_beside_its_field_and_loses_nothing(service: Service) -> None:
    await a_published_story(service)
    lead = await on_the_desk(service)
    typed = {**WHOLE, "chosen": "", "reason-t2": " ", "decided_on-day": "", "decided_on-month": "", "decided_on-year": ""}
    del typed["verdict-m1"]
    page = await lead.press("Publish the decision", 422, **typed)
    assert faults(page) == {
        "chosen": "Enter what was decided",
        "decided_on": "Enter the date of the decision",
        "reason-t2": "Enter the reason of your reply to “Fewer forms”",
        "verdict-m1": "Choose what you do about “Keep the old bell”",
    }
    kept = typed_in(page, "Publish the decision")
    assert {name: kept[name] for name in ("question", "reasons", "reason-t1", "verdict-t3", "reason-m1")} == {
        name: typed[name] for name in ("question", "reasons", "reason-t1", "verdict-t3", "reason-m1")
    }
    assert not await Job.filter(kind="publish-decision").exists()
    # what was typed is a draft already, and filling the gaps is enough
    await lead.press("Publish the decision", 200, **WHOLE)
    await service.work()
    assert (await Decision.get()).published_at is not None


async def test_a_wrong_date_and_a_text_that_is_too_long_come_back_with_everything(service: Service) -> None:
    await a_published_story(service)
    lead = await on_the_desk(service)
    page = await lead.press("Keep the draft", 422, **{**WHOLE, "decided_on-year": "2999"})
    assert faults(page) == {"decided_on": "The date of the decision must be today or in the past"}
    assert typed_in(page, "Keep the draft")["reason-t1"] == REPLIES["reason-t1"]
    page = await lead.press("Keep the draft", 422, **{**WHOLE, "question": "x" * 501})
    assert faults(page) == {"question": "Shorten the question to 500 characters or fewer: you entered 501"}


async def test_two_people_write_at_once_and_the_second_is_told(service: Service) -> None:
    story = await a_published_story(service)
    await an_account(story.lead.organisation, "maker@anytown.example", Role.decision_maker)
    first, second = await on_the_desk(service), await at_the_desk(service, "maker@anytown.example")
    await second.go(DESK)
    await first.press("Keep the draft", question="First?")
    page = await second.press("Keep the draft", 409, question="Second?")
    assert "Somebody else saved this decision" in page.text
    assert typed_in(page, "Keep the draft")["question"] == "Second?"
    await second.press("Keep the draft")
    assert (await Decision.get()).question == "Second?"


async def test_new_findings_while_somebody_writes_are_shown_before_anything_is_kept(service: Service) -> None:
    story = await a_published_story(service)
    lead = await on_the_desk(service)
    await Theme.filter(codebook_id=story.codebook.id, key="t1").update(name="Doctors in the lead")
    await sign(story.codebook, story.lead)
    await publish(service, story, "A clearer name.")
    page = await lead.press("Publish the decision", 409, **WHOLE)
    assert "Version 2 of the findings was published since you opened this page." in page.text
    assert typed_in(page, "Keep the draft")["reason-t1"] == REPLIES["reason-t1"]
    assert "Doctors in the lead" in page.text
    await lead.press("Publish the decision")
    await service.work()
    page = await lead.go(PUBLIC)
    assert "Doctors in the lead" in page.text
    assert "version 2 of the findings" in page.links


async def test_a_published_decision_is_frozen(service: Service) -> None:
    story = await decided(service)
    visitor = await service.visitor()
    before = await visitor.go(PUBLIC)
    await Disposition.all().update(reason="rewritten")
    await Theme.filter(codebook_id=story.codebook.id).update(name="rewritten")
    await Decision.all().update(chosen="rewritten")
    assert (await visitor.go(PUBLIC)).text == before.text
    with pytest.raises(NotNow):
        await draft_decision(story.consultation, story.lead, now=NOW)
    with pytest.raises(NotNow):
        await publish_decision(await Decision.get(), story.lead, now=NOW)
    lead = await on_the_desk(service)
    assert [button for form in lead.page.forms() for button in form.buttons] == ["Sign out"]


async def test_the_log_carries_the_hashes_and_the_findings_still_verify(service: Service) -> None:
    story = await decided(service)
    entry = await audit.AuditEntry.get(action="decision published")
    facts = json.loads(entry.detail)
    file = await PublishedFile.get(name="decision.json")
    assert facts["files"]["decision.json"] == hashlib.sha256(bytes(file.content)).hexdigest()
    publication = await story.consultation.publications.all().first().select_related("consultation")  # type: ignore[attr-defined]
    assert facts["dataset"] == publication.dataset_hash
    assert await verify(publication) == []
    assert await audit.first_broken() is None
    page = await (await service.visitor()).go("/consultations/pct-or-ccg/findings")
    assert "decision.json" not in page.html


async def test_a_decision_changed_while_the_job_waits_is_not_published(service: Service) -> None:
    story = await a_published_story(service)
    lead = await on_the_desk(service)
    await lead.press("Publish the decision", 200, **WHOLE)
    await Decision.all().update(chosen="Something else.")
    await service.work()
    job = await Job.get(kind="publish-decision")
    assert job.state is JobState.failed
    assert not await PublishedFile.filter(name="decision.pdf").exists()
    page = await lead.go(DESK)
    assert "The decision was not published" in page.text
    assert "Somebody changed the decision meanwhile" in page.text
    assert story.slug == "pct-or-ccg"


async def test_the_job_done_twice_publishes_once(service: Service) -> None:
    await a_published_story(service)
    lead = await on_the_desk(service)
    await lead.press("Publish the decision", 200, **WHOLE)
    job = await claim("first", 30)
    assert job is not None
    await run_one(job, 30, service.keys)
    with pytest.raises(LostLease):
        await publish_job(Work(job, 30, service.keys), job.args)
    assert await PublishedFile.filter(name="decision.pdf").count() == 1
    assert await audit.AuditEntry.filter(action="decision published").count() == 1


async def test_the_gate_holds_without_the_page(service: Service) -> None:
    story = await a_published_story(service)
    draft = await draft_decision(story.consultation, story.lead, now=NOW)
    with pytest.raises(CannotAccept) as refused:
        await publish_decision(draft, story.lead, now=NOW)
    assert "verdict-m1" in refused.value.faults
    assert len(refused.value.faults) == 5 + 2 * len(KEYS)


async def test_a_stranger_is_sent_to_sign_in(service: Service) -> None:
    await a_published_story(service)
    client = (await service.visitor()).client
    assert (await client.get(DESK)).headers["location"] == f"/sign-in?next={DESK}"
    assert (await client.post(DESK)).headers["location"].startswith("/sign-in")
    assert not await Decision.exists()


async def test_another_organisation_does_not_find_the_desk(service: Service) -> None:
    await a_published_story(service)
    await an_account(await an_organisation("Othertown Council"), "lead@othertown.example")
    visitor = await at_the_desk(service, "lead@othertown.example")
    csrf = visitor.page.form_with("Sign out").values["csrf"]
    await visitor.go(DESK, status=404)
    assert (await visitor.client.post(DESK, data={"csrf": csrf, **WHOLE})).status_code == 404
    assert not await Decision.exists()


@pytest.mark.parametrize("role", [Role.viewer, Role.analyst])
async def test_others_look_and_do_not_decide(service: Service, role: Role) -> None:
    story = await a_published_story(service)
    await an_account(story.lead.organisation, "colleague@anytown.example", role)
    visitor = await at_the_desk(service, "colleague@anytown.example")
    page = await visitor.go(DESK)
    assert "Your role lets you look." in page.text
    assert f"{NAMES['t1']}, 32 people" in page.text
    csrf = page.form_with("Sign out").values["csrf"]
    assert (await visitor.client.post(DESK, data={"csrf": csrf, **WHOLE})).status_code == 403
    assert (await visitor.client.post(DESK, data={"csrf": "wrong", **WHOLE})).status_code == 403
    assert not await Decision.exists()


async def test_a_decision_maker_decides(service: Service) -> None:
    story = await a_published_story(service)
    await an_account(story.lead.organisation, "maker@anytown.example", Role.decision_maker)
    visitor = await at_the_desk(service, "maker@anytown.example")
    await visitor.go(DESK)
    await visitor.press("Publish the decision", 200, **WHOLE)
    await service.work()
    entry = await audit.AuditEntry.get(action="decision published")
    assert entry.actor == "maker@anytown.example"


async def test_no_secret_word_is_in_the_decision(service: Service) -> None:
    await decided(service)
    visitor = await service.visitor()
    page = await visitor.go(PUBLIC)
    data = await visitor.download(f"{PUBLIC}/decision.json")
    document = pypdfium2.PdfDocument((await visitor.download(f"{PUBLIC}/decision.pdf")).content)
    printed = " ".join(one.get_textpage().get_text_range() for one in document)
    assert [secret for secret in SECRETS for output in (page.html, data.text, printed) if secret in output] == []
