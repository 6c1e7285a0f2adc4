"""The pages on which a lead writes questions, without JavaScript."""

from __future__ import annotations

import pytest

from consult.audit import first_broken
from consult.consultations.models import Consultation, State
from consult.designing.kinds import GROUPS
from consult.designing.questions import definition_of
from surveys.definition import QuestionDefinition
from surveys.kinds import faults_in
from surveys.models import Kind, Purpose
from tests.conftest import Service
from tests.consult.desk import CHOICE, add_question, at_the_desk, faults, log_of, make_draft, typed_in
from tests.consult.responding.every_kind import ASKED
from tests.factories import a_public_consultation, an_account
from tests.visitor import Page, Visitor


async def a_lead_with_a_draft(service: Service) -> Visitor:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead)
    return lead


async def stored() -> tuple[QuestionDefinition, ...]:
    return (await definition_of(await Consultation.get(slug="bus-42"))).questions


def in_order(page: Page) -> list[str]:
    """The questions as the page lists them."""
    return ["".join(h2.itertext()).strip() for h2 in page.tree.iter("h2")]


async def test_a_question_with_choices_is_stored_as_it_was_typed(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    page = await add_question(lead, **CHOICE, help="Choose the best.", required="yes")
    assert "The question is added at the end." in page.text
    assert "Patient GP" in page.text
    assert "People must answer" in page.text
    (question,) = await stored()
    assert (question.key, question.kind, question.purpose, question.required) == (
        "which-are-you",
        Kind.single_choice,
        Purpose.capacity,
        True,
    )
    assert [(choice.key, choice.wording) for choice in question.choices] == [("patient", {"en": "Patient"}), ("gp", {"en": "GP"})]


async def test_questions_are_moved_changed_and_removed_by_buttons_alone(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    for words in ("First?", "Second?", "Third?"):
        page = await add_question(lead, wording=words)
    assert in_order(page) == ["First?", "Second?", "Third?"]
    buttons = {button for form in page.forms() for button in form.buttons}
    assert "Move up question First?" not in buttons
    assert "Move down question Third?" not in buttons
    assert in_order(await lead.press("Move up question Third?")) == ["First?", "Third?", "Second?"]
    assert in_order(await lead.press("Move down question First?")) == ["Third?", "First?", "Second?"]
    await lead.follow("Change question First?")
    page = await lead.press("Save the question", wording="Foremost?")
    assert "The question is changed." in page.text
    assert in_order(page) == ["Third?", "Foremost?", "Second?"]
    page = await lead.follow("Remove question Third?")
    assert "You cannot bring it back." in page.text
    assert in_order(await lead.press("Remove it")) == ["Foremost?", "Second?"]
    assert [question.key for question in await stored()] == ["first", "second"]
    log = [(action, detail.get("question"), detail.get("direction")) for _, action, detail in await log_of("consultation:bus-42")]
    assert log[4:] == [
        ("question moved", "third", "up"),
        ("question moved", "first", "down"),
        ("question changed", "first", None),
        ("question removed", "third", None),
    ]
    assert await first_broken() is None


async def test_a_refused_question_says_what_is_wrong_and_keeps_every_word(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    await lead.go("/manage/bus-42/questions/new?kind=single-choice")
    typed = {"wording": "", "kind": "single-choice", "choices": "Only one", "help": "Some help"}
    page = await lead.press("Save the question", 422, **typed, required="yes")
    assert faults(page) == {
        "wording": "Enter the question",
        "choices": "Enter two or more choices, each on a line of its own",
    }
    kept = typed_in(page, "Save the question")
    assert {name: kept[name] for name in typed} == typed
    assert kept["required"] == ["yes"]
    assert await stored() == ()


async def test_a_refused_change_leaves_the_question_as_it_was(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    await add_question(lead, **CHOICE)
    before = await stored()
    await lead.go("/manage/bus-42/questions/which-are-you")
    assert faults(await lead.press("Save the question", 422, wording="Who?", choices="One")) == {
        "choices": "Enter two or more choices, each on a line of its own"
    }
    assert await stored() == before


async def test_a_welsh_consultation_has_a_welsh_box_for_each_text(service: Service) -> None:
    await an_account()
    lead = await at_the_desk(service)
    await make_draft(lead, **{"language-cy": "yes"})
    welsh = {"wording-cy": "Pa un ydych chi?", "choices-cy": "Claf\nMeddyg"}
    page = await add_question(lead, **CHOICE, **welsh)
    assert "Pa un ydych chi?" in page.text
    assert "Claf" in page.text
    (question,) = await stored()
    assert question.choices[1].wording == {"en": "GP", "cy": "Meddyg"}
    page = await add_question(lead, wording="Only English?")
    assert "To do: Write “Only English?” in Welsh" in page.text


async def test_after_opening_the_questions_are_shown_and_can_no_longer_be_changed(service: Service) -> None:
    await a_public_consultation(await an_account())
    lead = await at_the_desk(service)
    page = await lead.go("/manage/bus-42/questions")
    assert "they can no longer be changed" in page.text
    assert [button for form in page.forms() for button in form.buttons] == ["Sign out"]
    assert "Add a question" not in page.links
    before = await stored()
    csrf = str(page.form_with("Sign out").values["csrf"])
    for address, typed in (
        ("new", {**CHOICE, "purpose": "topic"}),
        ("name-it", {"wording": "Other words?", "kind": "short-text", "purpose": "topic"}),
        ("name-it/move", {"direction": "up"}),
        ("name-it/remove", {}),
    ):
        response = await lead.client.post(f"/manage/bus-42/questions/{address}", data={**typed, "csrf": csrf})
        assert response.status_code == 409, address
        assert "can no longer be changed" in response.text
    assert await stored() == before
    for address in ("new", "name-it", "name-it/remove"):
        assert (await lead.go(f"/manage/bus-42/questions/{address}")).h1 == "Questions"


async def test_a_question_that_somebody_removed_meanwhile_is_not_found(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    await add_question(lead, wording="First?")
    await lead.go("/manage/bus-42/questions/first")
    form = typed_in(lead.page, "Save the question")
    await lead.go("/manage/bus-42/questions/first/remove")
    await lead.press("Remove it")
    for address in ("first", "first/remove"):
        assert (await lead.go(f"/manage/bus-42/questions/{address}", status=404)).h1 == "Page not found"
    for address in ("first", "first/move", "first/remove"):
        assert (await lead.client.post(f"/manage/bus-42/questions/{address}", data=form)).status_code == 404


async def test_the_preview_shows_the_form_as_people_will_see_it_without_a_way_to_send_it(service: Service) -> None:
    await a_public_consultation(await an_account(), state=State.draft)
    lead = await at_the_desk(service)
    await lead.go("/manage/bus-42/questions")
    page = await lead.follow("See it as people will see it")
    assert "This is a preview." in page.text
    for question in await stored():
        assert question.wording["en"] in page.text
    assert not [button for form in page.forms() for button in form.buttons if "Send" in button]
    assert (await lead.go("/manage/bus-42/preview?lang=cy")).tree.get("lang") == "cy"
    assert "Pa wahaniaeth fyddai'r bws yn ei wneud i chi?" in lead.page.text


async def test_what_a_lead_types_is_text_and_never_markup(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    page = await add_question(lead, wording="<script>alert(1)</script>?", help="<b>", kind="single-choice", choices="<i>\n&amp;")
    assert "<script>alert" not in page.html
    await lead.follow("Change question <script>alert(1)</script>?")
    assert typed_in(lead.page, "Save the question")["choices"] == "<i>\n&amp;"
    assert "<script>alert" not in (await lead.go("/manage/bus-42/preview")).html


async def test_every_kind_is_offered_with_a_sentence_and_has_a_form_of_its_own(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    page = await lead.go("/manage/bus-42/questions/new")
    assert page.h1 == "How should people answer?"
    offered = [address for address in page.links.values() if "?kind=" in address]
    assert [address.partition("?kind=")[2] for address in offered] == [kind.value for _, kinds in GROUPS for kind in kinds]
    for address in offered:
        assert (await lead.go(address)).form_with("Save the question")


@pytest.mark.parametrize("kind", list(ASKED), ids=lambda kind: kind.value)
async def test_a_question_of_each_kind_is_stored_as_typed_and_comes_back_into_its_form(service: Service, kind: Kind) -> None:
    lead = await a_lead_with_a_draft(service)
    asked = ASKED[kind]
    lists = {name: getattr(asked, name).replace("|", "\n") for name in ("choices", "rows", "levels") if getattr(asked, name)}
    settings = {name: value for name, value in asked.settings.items() if not isinstance(value, list)}
    typed = {name: "yes" if value is True else str(value) for name, value in settings.items()} | lists
    if "alone" in asked.settings:
        typed["last_alone"] = "yes"
    await add_question(lead, wording=asked.wording, kind=kind.value, **typed)
    (question,) = await stored()
    assert (question.kind, faults_in(question)) == (kind, ())
    assert asked.settings.items() <= {**question.settings, **settings}.items()
    await lead.go(f"/manage/bus-42/questions/{question.key}")
    kept = typed_in(lead.page, "Save the question")
    assert {name: kept[name] if kept[name] != ["yes"] else "yes" for name in typed} == typed
    await lead.press("Save the question", 200)
    assert await stored() == (question,)


async def test_how_people_answer_can_be_changed_and_the_words_stay(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    await add_question(lead, **{**CHOICE, "purpose": "topic"})
    await lead.go("/manage/bus-42/questions/which-are-you")
    await lead.follow("Let people answer in another way")
    await lead.follow("Several choices")
    await lead.press("Save the question", 200)
    (question,) = await stored()
    assert (question.key, question.kind, [choice.key for choice in question.choices]) == (
        "which-are-you",
        Kind.several_choices,
        ["patient", "gp"],
    )


async def test_what_nobody_could_answer_is_refused_where_it_was_typed(service: Service) -> None:
    lead = await a_lead_with_a_draft(service)
    await lead.go("/manage/bus-42/questions/new?kind=several-choices")
    page = await lead.press("Save the question", 422, wording="Which?", choices="One\nTwo", fewest="3")
    assert "cannot tick" in " ".join(faults(page).values())
    await lead.go("/manage/bus-42/questions/new?kind=number")
    page = await lead.press("Save the question", 422, wording="How many?", least="some", greatest="1e400000")
    assert faults(page)["least"] == "Enter a number, like 10 or 2.5"
