"""The questions on paper: every kind has a form, conditions name questions by number, and everybody can fetch the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consult.channels.printing import Returning, questionnaire_on_paper, shape_of
from consult.channels.ways_on_paper import Wording, where_next, who_answers, without_piping
from consult.consultations.models import State
from consult.consultations.public import facts_of
from reports.questionnaire import Appraisal, Grid, PaperQuestionnaire, Ticks
from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition, latest_version, load_definition
from surveys.models import Axis, Kind, Purpose
from tests.conftest import Service
from tests.consult.channels.papers import DESK, an_open_consultation
from tests.consult.desk import at_the_desk
from tests.consult.responding.every_kind import every_kind
from tests.factories import an_account
from tests.reports.conformance import broken_rules
from tests.reports.reading import read


def asked(key: str, kind: Kind = Kind.single_choice, **more: Any) -> QuestionDefinition:
    choices = (
        ChoiceDefinition("bus", {"en": "Bus", "cy": "Bws"}),
        ChoiceDefinition("car", {"en": "Car", "cy": "Car"}),
        ChoiceDefinition("doctor", {"en": "The doctor", "cy": "Y meddyg"}, Axis.row),
    )
    return QuestionDefinition(key, kind, Purpose.topic, False, {"en": key, "cy": key}, {}, choices, **more)


def said(*questions: QuestionDefinition, language: str = "en") -> tuple[str, ...]:
    """What is printed around the last of some questions."""
    words = Wording(Definition(1, 1, ("en", "cy"), questions), language, str.title)
    return (*who_answers(questions[-1], words), *where_next(questions[-1], words))


BUS: dict[str, Any] = {"question": "how", "is": "bus"}
HARD: dict[str, Any] = {"question": "grid", "row": "doctor", "is": "car"}


@pytest.mark.parametrize(
    ("condition", "english", "welsh"),
    [
        (BUS, "you chose “Bus” in question 1", "dewisoch chi “Bws” yng nghwestiwn 1"),
        ({"not": BUS}, "you did not choose “Bus” in question 1", "na ddewisoch chi “Bws” yng nghwestiwn 1"),
        (
            {"all": [BUS, HARD]},
            "you chose “Bus” in question 1 and you chose “Car” for “The doctor” in question 2",
            "dewisoch chi “Bws” yng nghwestiwn 1 ac os dewisoch chi “Car” ar gyfer “Y meddyg” yng nghwestiwn 2",
        ),
        (
            {"any": [{"question": "age", "least": 18}, {"question": "how", "answered": True}]},
            "your answer to question 3 is 18 or more or you answered question 1",
            "yw eich ateb i gwestiwn 3 yn 18 neu fwy neu os ateboch chi gwestiwn 1",
        ),
    ],
)
def test_a_condition_names_questions_by_their_number_on_the_paper(condition: dict[str, Any], english: str, welsh: str) -> None:
    questions = (asked("how"), asked("grid", Kind.matrix), asked("age", Kind.number), asked("why", shown_if=condition))
    assert said(*questions) == (f"Answer this only if {english}.",)
    assert said(*questions, language="cy") == (f"Atebwch hwn dim ond os {welsh}.",)


def test_a_question_says_where_to_go_on() -> None:
    jumps = ({"if": BUS, "to": "how"}, {"if": {"question": "how", "is": "+other"}, "to": ""})
    assert said(asked("how", jumps=jumps)) == (
        "If you chose “Bus” in question 1, go to question 1.",
        "If you chose “Something else” in question 1, go to the last question, “May we quote your words?”.",
    )


def test_where_the_web_repeats_an_answer_paper_says_to_which_question_it_was_given() -> None:
    why = replace(asked("why"), wording={"en": "Why {answer:how}?", "cy": "Pam {answer:how}?"})
    told = without_piping(Definition(1, 1, ("en", "cy"), (asked("how"), why))).questions[1].wording
    assert told == {"en": "Why your answer to question 1?", "cy": "Pam eich ateb i gwestiwn 1?"}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_question_has_a_form_on_paper(kind: Kind) -> None:
    question = asked("q", kind)
    assert shape_of(question, Wording(Definition(1, 1, ("en",), (question,)), "en", str)) is not None


async def printed(service: Service) -> PaperQuestionnaire:
    consultation = await every_kind(await an_account())
    await consultation.fetch_related("organisation")
    definition = await load_definition(await latest_version(consultation.questionnaire_id))
    return questionnaire_on_paper(facts_of(consultation), definition, "en", Returning(), None)


async def test_the_words_on_paper_are_those_on_the_web(service: Service) -> None:
    shapes = {question.words: question.shape for question in (await printed(service)).questions}
    hard = shapes["What makes the journey hard?"]
    assert hard == Ticks(("The cost", "The wait", "The walk to the stop", "None of these"), several=True, most=3, other=True)
    agree = shapes["Do you agree with these?"]
    assert isinstance(agree, Grid)
    assert agree.columns == ("Agree", "Disagree", "Not sure")
    options = shapes["How well would each option do?"]
    assert isinstance(options, Appraisal)
    assert options.options[0] == "Keep as now – In the town"


async def test_everybody_can_fetch_the_questions_to_print(service: Service, tmp_path: Path) -> None:
    await an_open_consultation(service)
    visitor = await service.visitor()
    page = await visitor.go("/consultations/bus-42")
    found = await visitor.download(page.links["The questions to print (PDF)"])
    assert found.headers["content-type"] == "application/pdf"
    assert broken_rules(found.content, tmp_path) == []
    assert "What difference would the bus make to you?" in read(found.content).root.text()
    page = await visitor.go("/consultations/bus-42?lang=cy")
    welsh = await visitor.download(page.links["Y cwestiynau i’w hargraffu (PDF)"])
    assert "Pa wahaniaeth" in read(welsh.content).root.text()
    again = await visitor.download("/consultations/bus-42/paper/questions-cy.pdf")
    assert again.content == welsh.content
    for name in ("questions-fr.pdf", "questions-en.docx", "../manage"):
        await visitor.go(f"/consultations/bus-42/paper/{name}", 404)


async def test_staff_print_a_draft_with_the_address_that_it_goes_to(service: Service) -> None:
    await an_open_consultation(service, state=State.draft)
    await (await service.visitor()).go("/consultations/bus-42/paper/questions-en.pdf", 404)
    lead = await at_the_desk(service)
    await lead.go(DESK)
    found = await lead.download(f"{DESK}/print/questions-en.pdf?to=Freepost ANYTOWN%0ATown Hall")
    words = read(found.content).root.text()
    assert "Send it or bring it to: Freepost ANYTOWN Town Hall" in words
    assert "http://testserver/consultations/bus-42" in words
