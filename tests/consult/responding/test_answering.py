"""Answering a consultation: nothing that was typed is lost, and nothing is promised before it is stored."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from consult.consultations.models import Consultation, State
from consult.responding.answering import new_token
from consult.responding.models import Respondent
from surveys import design
from surveys.definition import latest_version
from surveys.models import Answer
from tests.conftest import Service
from tests.consult.responding.at_the_form import FORM, SEND, TYPED, WORDS, at_the_form, consultation_lead, stored, typed_on
from tests.factories import NOW, a_public_consultation


async def test_an_answer_is_stored_and_thanked_for_with_its_reference(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press(SEND, **TYPED)
    assert page.h1 == "Thank you, we have your answers"
    [response] = await stored()
    assert response.record == {
        "answers": {"difference": WORDS, "name-it": "Bessie", "capacity": "gp"},
        "shown": ["difference", "name-it", "capacity"],
        "consent_to_quote": True,
        "language": "en",
    }
    assert response.channel == "web"
    assert service.keys.receipt(str(response.id)) in page.text
    assert "Bessie" not in page.url


async def test_the_reference_finds_the_respondent_once_the_answers_are_spread(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    await visitor.press(SEND, **TYPED)
    await service.spread()
    reference = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", visitor.page.text)
    assert reference is not None
    respondent = await Respondent.get(receipt_hash=service.keys.fingerprint("receipt", reference[0]))
    assert (respondent.capacity, respondent.consent_to_quote, respondent.number) == ("gp", True, 1)
    assert (await Answer.get(question_key="difference")).value == WORDS


async def test_who_says_nothing_about_quoting_is_not_quoted(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    assert "consent_to_quote" not in typed_on(visitor), "nothing is chosen for anybody"
    await visitor.press(SEND, capacity="patient")
    [response] = await stored()
    assert response.record["consent_to_quote"] is False


async def test_a_missing_required_answer_is_asked_for_and_everything_typed_is_kept(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press(SEND, status=422, **{**TYPED, "capacity": []})
    assert page.title.startswith("Error: Your answers")
    assert "Choose an answer to “Which of these are you?”" in page.text
    assert page.links["Choose an answer to “Which of these are you?”"] == "#capacity"
    assert typed_on(visitor) == {"difference": WORDS, "name-it": "Bessie", "consent_to_quote": "yes"}
    assert await stored() == []
    await visitor.press(SEND, capacity="gp")
    [response] = await stored()
    assert response.record["answers"]["difference"] == WORDS


async def test_an_answer_that_is_too_long_is_kept_and_its_length_said(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    long = "too long " * 10_000
    page = await visitor.press(SEND, status=422, difference=long, capacity="gp")
    assert "It has 90,000 characters and can have up to 2,000" in page.text
    assert typed_on(visitor)["difference"] == long
    assert await stored() == []


async def test_a_choice_that_was_not_offered_is_refused(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press(SEND, status=422, capacity="king")
    assert "Choose an answer to" in page.text
    page = await visitor.press(SEND, status=422, capacity="gp", consent_to_quote="perhaps")
    assert "Choose yes or no: may we quote your words?" in page.text
    assert await stored() == []


async def test_unknown_fields_are_ignored(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    data = {**visitor.page.form_with(SEND).values, **TYPED, "admin": "1", "record": "x"}
    answer = await visitor.client.post(FORM, data=data)
    assert answer.status_code == 303
    [response] = await stored()
    assert set(response.record["answers"]) == {"difference", "name-it", "capacity"}


async def test_the_same_form_sent_twice_is_stored_once_and_thanked_for_twice(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    data = {**visitor.page.form_with(SEND).values, **TYPED}
    first = await visitor.client.post(FORM, data=data)
    second = await visitor.client.post(FORM, data=data)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert len(await stored()) == 1


async def test_answers_changed_after_sending_are_not_silently_dropped(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    data = {**visitor.page.form_with(SEND).values, **TYPED}
    await visitor.client.post(FORM, data=data)  # the thank-you is lost on its way
    page = await visitor.press(SEND, status=409, **{**TYPED, "name-it": "Bertha"})
    [response] = await stored()
    assert response.record["answers"]["name-it"] == "Bessie"
    assert "What you have changed since then is not stored." in page.text
    assert service.keys.receipt(str(response.id)) in page.text
    assert typed_on(visitor)["name-it"] == "Bertha"


async def test_it_works_without_cookies(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    visitor.client.cookies.clear()
    assert "set-cookie" not in visitor.page.headers
    await visitor.press(SEND, **TYPED)
    assert len(await stored()) == 1


@pytest.mark.parametrize("token", ["", "nonsense", "eyJhIjoxfQ.Zm9v.YmFy"])
async def test_a_form_without_a_good_token_comes_back_whole_with_a_fresh_one(service: Service, token: str) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press(SEND, status=403, form_token=token, **TYPED)
    assert page.title.startswith("Error: ")
    assert "They are all still on this page" in page.text
    assert typed_on(visitor) == TYPED
    assert await stored() == []
    await visitor.press(SEND)
    assert len(await stored()) == 1


async def test_a_form_that_another_site_sent_is_not_stored(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    data = {**visitor.page.form_with(SEND).values, **TYPED}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await visitor.client.post(FORM, data=data, headers=headers)
        assert answer.status_code == 403
    assert await stored() == []


async def test_a_token_of_another_consultation_does_not_do(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    other = await a_public_consultation(await consultation_lead(consultation), slug="other")
    token = new_token(service.keys, (await latest_version(other.questionnaire_id)).id)
    await visitor.press(SEND, status=403, form_token=token, **TYPED)
    assert typed_on(visitor) == TYPED
    assert await stored() == []


async def test_after_closing_the_words_are_given_back_to_copy(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    page = await visitor.press(SEND, status=410, **TYPED)
    assert page.h1 == "This consultation is closed"
    assert "we have not stored them" in page.text
    assert "Bessie" in page.text
    assert "&lt;b&gt;Really&lt;/b&gt; &amp; truly" in page.html
    assert await stored() == []
    page = await visitor.go(FORM, status=410)
    assert page.h1 == "This consultation is closed"


async def test_closed_comes_before_a_bad_token(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    await visitor.press(SEND, status=410, form_token="nonsense", **TYPED)


async def test_who_was_in_time_is_thanked_again_after_closing(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    data = {**visitor.page.form_with(SEND).values, **TYPED}
    first = await visitor.client.post(FORM, data=data)
    await Consultation.filter(id=consultation.id).update(state=State.closed, closed_at=NOW)
    second = await visitor.client.post(FORM, data=data)
    assert second.headers["location"] == first.headers["location"]


async def test_an_older_version_is_accepted_as_it_was_shown(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    old = await latest_version(consultation.questionnaire_id)
    new = await design.new_version(old, now=NOW)
    await design.remove_question(new, "name-it")
    await design.freeze(new, now=NOW)
    await visitor.press(SEND, **TYPED)
    [response] = await stored()
    assert response.version_id == old.id
    assert response.record["answers"]["name-it"] == "Bessie"
    page = await visitor.go(FORM)
    assert "What should the bus be called?" not in page.text


async def test_ten_megabytes_get_a_page_of_ours_that_says_what_to_do(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.press(SEND, status=413, difference="x" * 10_000_000, capacity="gp")
    assert page.h1 == "That is too long to send"
    assert "shorten your answer" in page.text
    assert await stored() == []


async def test_a_body_whose_length_nobody_announced_is_counted(service: Service) -> None:
    visitor, _ = await at_the_form(service)

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 10_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await visitor.client.post(FORM, content=chunks(), headers=headers)
    assert answer.status_code == 413
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_there_is_no_thank_you_for_answers_that_were_never_given(service: Service) -> None:
    visitor, consultation = await at_the_form(service)
    await visitor.press(SEND, **TYPED)
    thanks = visitor.page.url
    await visitor.go(f"/consultations/bus-42/thank-you/{uuid4()}", status=404)
    await visitor.go("/consultations/bus-42/thank-you/not-an-id", status=404)
    await a_public_consultation(await consultation_lead(consultation), slug="other")
    await visitor.go(thanks.replace("bus-42", "other"), status=404)


async def test_in_welsh_the_form_its_faults_and_the_thank_you_are_welsh_without_cookies(service: Service) -> None:
    visitor, _ = await at_the_form(service)
    page = await visitor.go(f"{FORM}?lang=cy")
    send = "Anfon eich atebion"
    visitor.client.cookies.clear()
    page = await visitor.press(send, status=422, difference="Byddai'n wych.")
    assert "Pa un o'r rhain ydych chi?" in page.text
    visitor.client.cookies.clear()
    page = await visitor.press(send, capacity="gp")
    assert page.url.endswith("?lang=cy")
    [response] = await stored()
    assert response.record["language"] == "cy"
