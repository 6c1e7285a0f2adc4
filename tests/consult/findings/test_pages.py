"""The findings as the public reads them, and the desk from which they are published: no script, on both databases."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pypdfium2
import pytest

from consult.accounts.models import Role
from consult.consultations.models import Consultation, State
from consult.deliberation.models import Position
from consult.deliberation.rounds import cast, close_round, open_round, statements_of
from consult.findings.models import Publication
from consult.jobs import Job
from consult.theming.models import Codebook, Theme
from surveys.models import Answer
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, faults, typed_in
from tests.consult.findings.stories import NAMES, SECRETS, a_story, dataset_in, publish, sign
from tests.factories import an_account, an_organisation
from tests.visitor import words

PUBLIC = "/consultations/pct-or-ccg/findings"
DESK = "/manage/pct-or-ccg/findings"


async def test_before_publication_the_page_says_when_to_come_back(service: Service) -> None:
    story = await a_story(service)
    visitor = await service.visitor()
    page = await visitor.go(PUBLIC, status=404)
    assert page.h1 == "The findings are not published yet"
    assert "This consultation closed on 1 June 2026." in page.text
    assert "The board decides in July." in page.text
    await Consultation.filter(id=story.consultation.id).update(state=State.open)
    assert "People are still answering" in (await visitor.go(PUBLIC, status=404)).text


async def test_a_draft_and_an_unknown_name_have_no_findings(service: Service) -> None:
    story = await a_story(service)
    visitor = await service.visitor()
    await Consultation.filter(id=story.consultation.id).update(state=State.draft)
    for address in (PUBLIC, "/consultations/nothing/findings", f"{PUBLIC}/1/findings.pdf"):
        assert (await visitor.go(address, status=404)).h1 == "Page not found"


async def test_everybody_reads_the_board_the_themes_the_views_and_the_sums(service: Service) -> None:
    story = await a_story(service)
    dataset = dataset_in(await publish(service, story))
    page = await (await service.visitor()).go(PUBLIC)
    assert page.h1 == "What people said: What will be different?"
    for theme in dataset["themes"]:
        assert f"{theme['name']} {theme['count']} people" in page.text
        assert any(element.get("id") == f"theme-{theme['key']}" for element in page.tree.iter())
    for entry in (*dataset["themes"], *dataset["minority"]):
        for quote in entry["quotes"]:
            assert f"{quote['text']}" in page.text
            assert f"answer {quote['respondent']}" in page.text
    table = next(one for one in page.tree.iter("table") if one.get("class") == "account")
    sums = {words(row.find("th")): words(row.find("td")) for row in table.iter("tr")}
    assert (sums["People who answered"], sums["People we asked"], sums["Did not reply"]) == ("58", "70", "10")
    assert sums["Outside the themes: written as a joke"] == "2"
    assert "Illustrative: made up for a test." in page.text
    assert "signed them off on 1 June 2026" in page.text


async def test_the_page_and_the_document_hold_the_same_numbers(service: Service) -> None:
    story = await a_story(service)
    publication = await publish(service, story)
    visitor = await service.visitor()
    page = await visitor.go(PUBLIC)
    file = await visitor.download(f"{PUBLIC}/1/findings.pdf")
    document = pypdfium2.PdfDocument(file.content)
    printed = " ".join(" ".join(one.get_textpage().get_text_range() for one in document).split())
    for theme in dataset_in(publication)["themes"]:
        whole = str(int(theme["per_hundred"] + 0.5))
        assert f"That is {whole} in every 100 of the 58 people who answered." in page.text
        assert f"{theme['count']} of the 58 people who answered made this point: {whole} in every 100 people" in printed
    assert f"{len(document)} pages" in page.text
    with pikepdf.open(io.BytesIO(file.content)) as pdf:
        addresses = [str(note.A.URI) for one in pdf.pages for note in one.get("/Annots", []) if "/A" in note and "/URI" in note.A]
    assert "http://testserver/consultations/pct-or-ccg/findings?version=1" in addresses


async def test_a_theme_renamed_afterwards_does_not_change_what_is_published(service: Service) -> None:
    story = await a_story(service)
    await publish(service, story)
    before = await (await service.visitor()).go(PUBLIC)
    await Theme.filter(codebook_id=story.codebook.id, key="t1").update(name="Something else", description="Rewritten")
    await Answer.filter(question_key="difference").update(value="rewritten")
    await Consultation.filter(id=story.consultation.id).update(title={"en": "Another title"}, notice={"en": "No notice"})
    after = await (await service.visitor()).go(PUBLIC)
    assert after.text == before.text
    assert NAMES["t1"] in after.text


async def test_a_meeting_can_guess_first(service: Service) -> None:
    await publish(service, await a_story(service))
    visitor = await service.visitor()
    await visitor.go(PUBLIC)
    page = await visitor.follow("Guess first: hide the answers")
    assert "Not shown yet" in page.text
    page = await visitor.follow("Reveal answer 1")
    assert page.text.count("Not shown yet") == 2


async def test_files_are_sent_with_their_type_a_good_name_and_a_mark_for_caches(service: Service) -> None:
    await publish(service, await a_story(service))
    visitor = await service.visitor()
    expected = {
        "findings.pdf": ("application/pdf", 'inline; filename="pct-or-ccg-1-findings.pdf"'),
        "findings.json": ("application/json", 'attachment; filename="pct-or-ccg-1-findings.json"'),
        "themes.csv": ("text/csv; charset=utf-8", 'attachment; filename="pct-or-ccg-1-themes.csv"'),
    }
    for name, (media_type, place) in expected.items():
        file = await visitor.download(f"{PUBLIC}/1/{name}")
        assert (file.headers["content-type"], file.headers["content-disposition"]) == (media_type, place)
        assert "immutable" in file.headers["cache-control"]
        assert file.headers["etag"] == f'"{hashlib.sha256(file.content).hexdigest()}"'
        again = await visitor.client.get(f"{PUBLIC}/1/{name}", headers={"If-None-Match": file.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    await visitor.go(f"{PUBLIC}/1/secrets.txt", status=404)
    await visitor.go(f"{PUBLIC}/2/findings.pdf", status=404)


async def test_the_json_file_has_the_fingerprint_that_the_page_prints(service: Service) -> None:
    await publish(service, await a_story(service))
    visitor = await service.visitor()
    page = await visitor.go(PUBLIC)
    file = await visitor.download(f"{PUBLIC}/1/findings.json")
    assert hashlib.sha256(file.content).hexdigest() in page.text


async def test_older_versions_stay_and_say_that_there_is_a_newer_one(service: Service) -> None:
    story = await a_story(service)
    await publish(service, story)
    await Theme.filter(codebook_id=story.codebook.id, key="t1").update(name="Doctors in the lead")
    await sign(story.codebook, story.lead)
    await publish(service, story, "The first theme has a clearer name.")
    visitor = await service.visitor()
    page = await visitor.go(PUBLIC)
    assert "Doctors in the lead" in page.text
    assert "What changed: The first theme has a clearer name." in page.text
    page = await visitor.follow("Version 1")
    assert NAMES["t1"] in page.text
    assert "Doctors in the lead" not in page.text
    assert "This is an earlier version, kept as it was." in page.text
    assert "Not shown yet" in (await visitor.follow("Guess first: hide the answers")).text
    assert "This is an earlier version" in visitor.page.text
    assert "This is an earlier version" not in (await visitor.follow("Read version 2, the newest")).text
    for wrong in ("0", "3", "x", "-1", "99999999999999999999"):
        await visitor.go(f"{PUBLIC}?version={wrong}", status=404)


async def test_votes_are_part_of_the_findings_from_five_people_on(service: Service) -> None:
    story = await a_story(service)
    voted = await open_round(story.consultation, story.lead, now=NOW)
    first, second, *_ = await statements_of(voted)
    for at, position in enumerate([Position.agree] * 4 + [Position.disagree] * 2):
        await cast(first, f"voter {at}", position, now=NOW)
    await cast(second, "voter 1", Position.unsure, now=NOW)
    await close_round(story.consultation, story.lead, now=NOW)
    dataset = dataset_in(await publish(service, story))
    votes = dataset["deliberation"][0]["statements"]
    assert [(one["people"], one["agree"], one["disagree"], one["unsure"]) for one in votes[:2]] == [
        (6, 4, 2, 0),
        (None, None, None, None),
    ]
    page = await (await service.visitor()).go(PUBLIC)
    assert "How people voted on what was said" in page.text
    assert "6 people answered this question" in page.text


async def test_a_stranger_is_sent_to_sign_in(service: Service) -> None:
    await a_story(service)
    client = (await service.visitor()).client
    response = await client.get(DESK)
    assert (response.status_code, response.headers["location"]) == (303, f"/sign-in?next={DESK}")
    assert (await client.post(DESK)).headers["location"].startswith("/sign-in")
    assert not await Job.exists()


async def test_another_organisation_does_not_find_the_desk(service: Service) -> None:
    await a_story(service)
    await an_account(await an_organisation("Othertown Council"), "lead@othertown.example")
    visitor = await at_the_desk(service, "lead@othertown.example")
    csrf = visitor.page.form_with("Sign out").values["csrf"]
    await visitor.go(DESK, status=404)
    assert (await visitor.client.post(DESK, data={"csrf": csrf})).status_code == 404
    assert not await Job.exists()


@pytest.mark.parametrize("role", [Role.viewer, Role.analyst, Role.decision_maker])
async def test_colleagues_look_and_only_the_lead_publishes(service: Service, role: Role) -> None:
    story = await a_story(service)
    await an_account(story.lead.organisation, "colleague@anytown.example", role)
    visitor = await at_the_desk(service, "colleague@anytown.example")
    page = await visitor.go(DESK)
    assert "The lead of the consultation can publish the findings." in page.text
    assert [button for form in page.forms() for button in form.buttons] == ["Sign out"]
    csrf = page.form_with("Sign out").values["csrf"]
    assert (await visitor.client.post(DESK, data={"csrf": csrf})).status_code == 403
    assert not await Job.exists()


async def test_a_form_without_its_token_is_refused(service: Service) -> None:
    await a_story(service)
    visitor = await at_the_desk(service)
    assert (await visitor.client.post(DESK, data={"csrf": "wrong"})).status_code == 403
    assert not await Job.exists()


async def test_the_desk_lists_what_is_missing_and_links_to_it(service: Service) -> None:
    story = await a_story(service, signed=False)
    await Consultation.filter(id=story.consultation.id).update(state=State.open)
    visitor = await at_the_desk(service)
    page = await visitor.go(DESK)
    assert page.links["Go there: The consultation is closed"] == "/manage/pct-or-ccg/close"
    assert page.links["Go there: Somebody signed off the themes as they are now"] == "/manage/pct-or-ccg/themes#sign-off"
    assert "Publish the findings" not in [button for form in page.forms() for button in form.buttons]
    csrf = page.form_with("Sign out").values["csrf"]
    refused = await visitor.client.post(DESK, data={"csrf": csrf})
    assert refused.status_code == 409
    assert "Close it first" in refused.text


async def test_the_lead_publishes_follows_the_progress_and_checks_the_result(service: Service) -> None:
    await a_story(service)
    visitor = await at_the_desk(service)
    page = await visitor.go(DESK)
    assert "Clinical leadership, 32 people" in page.text
    page = await visitor.press("Publish the findings")
    assert "The findings are being published" in page.text
    job = await Job.get(kind="publish")
    assert (await visitor.client.get(f"/jobs/{job.id}")).json()["state"] == "waiting"
    await service.work()
    page = await visitor.follow("Refresh this page to see how far it is")
    assert "Published: version 1" in page.text
    page = await visitor.follow("Check that everything is still as it was published")
    assert "Everything is as it was published." in page.text
    await Publication.all().update(dataset_hash="0" * 64)
    page = await visitor.go(f"{DESK}?check=1")
    assert "Something differs from what was published." in page.text
    assert (await visitor.follow("the findings as the public sees them")).h1.startswith("What people said")


async def test_a_new_version_without_a_word_of_what_changed_comes_back(service: Service) -> None:
    story = await a_story(service)
    await publish(service, story)
    visitor = await at_the_desk(service)
    await visitor.go(DESK)
    page = await visitor.press("Publish version 2", 422, what_changed=" ")
    assert faults(page) == {"what_changed": "Enter what changed since version 1"}
    page = await visitor.press("Publish version 2", 422, what_changed="x" * 1_001)
    assert typed_in(page, "Publish version 2")["what_changed"] == "x" * 1_001
    await visitor.press("Publish version 2", what_changed="A clearer name.")
    await service.work()
    assert await Publication.all().count() == 2


async def test_a_job_that_failed_says_why_on_the_desk(service: Service) -> None:
    story = await a_story(service)
    visitor = await at_the_desk(service)
    await visitor.go(DESK)
    await visitor.press("Publish the findings")
    await Codebook.filter(id=story.codebook.id).update(revision=99)
    await service.work()
    page = await visitor.go(DESK)
    assert "The findings were not published" in page.text
    assert "Somebody changed the themes meanwhile" in page.text


async def test_no_secret_word_is_on_the_desk(service: Service) -> None:
    await publish(service, await a_story(service))
    page = await (await at_the_desk(service)).go(f"{DESK}?check=1")
    assert not [secret for secret in SECRETS if secret in page.html]
