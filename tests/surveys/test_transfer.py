"""Questionnaires and responses as files: what is read in is what was written, and nothing dangerous or lost on the way."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from surveys.columns import ABOUT, dictionary_of, harmless, plain, row_of, table_of
from surveys.definition import Definition
from surveys.document import BadDocument, Piece, read_document
from surveys.incoming import Outcome, check_rows, propose, targets_of
from surveys.models import Channel, Kind, Response
from surveys.questions import check_answers, packed
from surveys.transfer import Written, read_response, read_versions, response_document, version_document
from tests.surveys.asked import asked, question
from tests.surveys.questionnaires import WORDS, definitions, forms

NOW = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)


def written(definition: Definition) -> Written:
    return Written(
        definition.number,
        definition.languages,
        NOW,
        definition.content_hash(),
        (("about-you", {"en": "About you"}),),
        tuple((one, "about-you" if at % 2 else "") for at, one in enumerate(definition.questions)),
    )


def through_json(document: Any) -> Piece:
    return read_document(json.dumps({"held": document}, ensure_ascii=False).encode())


def stored(definition: Definition, data: st.DataObject) -> Response:
    checked = check_answers(definition, data.draw(forms(definition)))
    assert checked.problems == ()
    record = {"answers": packed(checked.values), "shown": list(checked.shown), "consent_to_quote": True, "language": "cy"}
    return Response(id=uuid.uuid4(), version_id=1, channel=Channel.paper, received_at=NOW, record=record, source="A fair")


@hypothesis_settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_questionnaire_and_any_answer_come_back_from_json_as_they_were(data: st.DataObject) -> None:
    definition = data.draw(definitions())
    version, response = written(definition), stored(definition, data)
    whole = read_document(
        json.dumps({"versions": [version_document(version)], "responses": [response_document(response, 1)]}).encode()
    )
    assert read_versions(whole.pieces("versions", "version")) == (version,)
    [piece] = whole.pieces("responses", "response")
    again = read_response(piece, {1: definition})
    assert response_document(again, 1) == response_document(response, 1)


@hypothesis_settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_answer_comes_back_from_a_table_as_it_was(data: st.DataObject) -> None:
    definition = data.draw(definitions())
    response = stored(definition, data)
    columns = table_of([definition])
    names = [column.name for column in columns]
    values = {key: {"": held} if isinstance(held, str) else held for key, held in response.record["answers"].items()}
    row = row_of(columns, definition, {"_language": "cy"}, values, response.record["shown"])
    outcome = bring_in([definition], names, [row])
    if not values:
        assert outcome.wrong == 1
        return
    assert outcome.faults == ()
    [taken] = outcome.taken
    assert taken.record["answers"] == response.record["answers"]
    assert taken.record["shown"] == response.record["shown"]


def bring_in(versions: list[Definition], columns: list[str], rows: list[list[str]], lenient: bool = False) -> Outcome:
    mapping = propose(columns, targets_of(versions))
    return check_rows(versions, mapping, columns, list(enumerate(rows, start=2)), lenient=lenient)


@given(st.one_of(WORDS, st.text(st.sampled_from("'=+-@\t\r\n＝a1 "), max_size=6)))
def test_no_cell_can_be_a_formula_and_every_cell_comes_back(cell: str) -> None:
    written_cell = harmless(cell)
    assert not written_cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert plain(written_cell) == cell


def test_a_negative_number_stays_a_number_and_words_that_begin_alike_do_not() -> None:
    version = asked(question("cold", Kind.number, least=-50), question("why", Kind.long_text))
    columns = table_of([version])
    row = row_of(columns, version, {}, {"cold": {"": "-5"}, "why": {"": "-5"}}, None)
    cells = dict(zip([column.name for column in columns], row, strict=True))
    assert (cells["cold"], cells["why"]) == ("-5", "'-5")


def test_the_table_says_who_was_asked_what_and_the_dictionary_says_what_that_means() -> None:
    first = asked(
        question("bus", Kind.single_choice, "yes no"),
        question("why", Kind.long_text, shown_if={"question": "bus", "is": "no"}),
    )
    second = replace(first, number=2, version_id=2, questions=(replace(first.questions[0], wording={"en": "By bus?"}),))
    columns = table_of([first, second])
    names = [column.name for column in columns]
    assert names == [*(name for name, _ in ABOUT), "bus.+shown", "bus", "why.+shown", "why"]
    row = dict(zip(names, row_of(columns, first, {}, {"bus": {"": "yes"}}, None), strict=True))
    assert (row["bus.+shown"], row["why.+shown"]) == ("yes", "no")
    row = dict(zip(names, row_of(columns, second, {}, {"bus": {"": "yes"}}, None), strict=True))
    assert row["why.+shown"] == ""
    head, *meanings = dictionary_of([first, second])
    told = [dict(zip(head, meaning, strict=True)) for meaning in meanings]
    bus = [(one["version"], one["question_en"], one["values_en"]) for one in told if one["column"] == "bus"]
    assert bus == [("1", "bus", "yes = Yes; no = No"), ("2", "By bus?", "yes = Yes; no = No")]
    assert {one["column"] for one in told} == set(names)


def test_columns_with_the_words_of_questions_are_recognised_and_words_of_choices_read() -> None:
    version = asked(
        question("travel", Kind.single_choice, "bus car", wording="How do you travel?"),
        question("hard", Kind.several_choices, "cost wait", wording="What is hard?"),
        question("when", Kind.date, wording="When did you go?"),
    )
    columns = ["Name", "How do you travel", "What is hard? – all ticks in one column", "When did you go?"]
    outcome = bring_in([version], columns, [["Ann", "Bus", "Wait; Cost", "31/03/2026"]])
    assert outcome.faults == ()
    answers = outcome.taken[0].record["answers"]
    assert answers == {"travel": "bus", "hard": {"cost": "yes", "wait": "yes"}, "when": "2026-03-31"}


def test_every_fault_names_its_row_and_column_and_nothing_is_lost_in_silence() -> None:
    version = asked(
        question("bus", Kind.single_choice, "yes no", required=True),
        question("why", Kind.long_text, shown_if={"question": "bus", "is": "no"}),
        question("rate", Kind.rating),
        question("ticks", Kind.several_choices, "a b"),
    )
    columns = ["bus", "why", "rate", "ticks.a", "_wave", "_version"]
    rows = [
        ["perhaps", "", "", "", "", ""],
        ["yes", "because", "", "", "", ""],
        ["yes", "", "11", "", "", ""],
        ["", "", "5", "", "", ""],
        ["yes", "", "", "maybe", "", ""],
        ["yes", "", "", "", "first", ""],
        ["yes", "", "", "", "", "9"],
        ["", "", "", "", "", ""],
        ["no", "fine", "10", "x", "2", "1"],
    ]
    outcome = bring_in([version], columns, rows, lenient=False)
    found = [(fault.row, fault.column, fault.problem.fault if fault.problem else fault.odd) for fault in outcome.faults]
    assert found[:7] == [
        (2, "bus", "not-offered"),
        (3, "why", "not-taken"),
        (4, "rate", "not-offered"),
        (5, "bus", "missing"),
        (6, "ticks.a", "not-a-tick"),
        (7, "_wave", "whole"),
        (8, "_version", "version"),
    ]
    assert (outcome.wrong, len(outcome.taken)) == (8, 1)
    lenient = bring_in([version], columns, rows, lenient=True)
    assert 5 not in {fault.row for fault in lenient.faults}
    assert len(lenient.taken) == 2


def test_words_beside_a_tick_that_was_not_made_are_a_fault() -> None:
    version = asked(question("travel", Kind.single_choice, "bus car", other=True))
    outcome = bring_in([version], ["travel", "travel.+other"], [["bus", "a boat"], ["something else", "a boat"]])
    assert [(fault.row, fault.odd) for fault in outcome.faults] == [(2, "not-taken")]
    assert outcome.taken[0].record["answers"] == {"travel": {"": "+other", "+other": "a boat"}}


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("number",), 2, "numbered from 1"),
        (("questions", 0, "kind"), "riddle", "version 1, question 1: “kind” must be one of"),
        (("questions", 0, "key"), "Not a key", "“key” must be small letters"),
        (("questions", 0, "key"), "main", "uses that one itself"),
        (("questions", 0, "wording"), {"en": "Other words"}, "changed after people had been shown it"),
        (("questions", 0, "jumps"), [{"if": None, "to": "bus"}], "lead"),
        (("questions", 0, "settings"), {"most": "many"}, "cannot be asked"),
        (("questions", 0, "choices", 0, "key"), "no", "no key stands twice"),
        (("languages",), [], "one language or more"),
        (("frozen_at",), "yesterday", "a moment such as"),
    ],
)
def test_a_file_that_was_tampered_with_is_refused_with_the_place(path: tuple[Any, ...], value: Any, words: str) -> None:
    document = json.loads(json.dumps(version_document(written(asked(question("bus", Kind.several_choices, "yes no"))))))
    held = document
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    with pytest.raises(BadDocument, match=words):
        read_versions(through_json([document]).pieces("held", "version"))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"a": NaN}', b'{"a": "\\ud800"}', b'{"a": "\\u0000"}'])
def test_what_is_not_json_that_we_can_store_is_refused(content: bytes) -> None:
    with pytest.raises(BadDocument):
        read_document(content)


def test_deeply_nested_json_is_refused_and_not_a_crash() -> None:
    with pytest.raises(BadDocument):
        read_document(b'{"a":' * 100_000)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"bus": "perhaps"}, "“bus”"),
        ({"train": "yes"}, "“train”"),
        ({"bus": {"": 1}}, "answers by question"),
        ({"bus": "yes", "why": "off the way"}, "“why”"),
    ],
)
def test_an_answer_that_its_question_would_not_take_is_refused_with_its_place(answers: Any, words: str) -> None:
    version = asked(
        question("bus", Kind.single_choice, "yes no"), question("why", Kind.long_text, shown_if={"question": "bus", "is": "no"})
    )
    response = Response(id=uuid.uuid4(), version_id=1, received_at=NOW, record={"answers": answers})
    [piece] = through_json([response_document(response, 1)]).pieces("held", "response")
    with pytest.raises(BadDocument, match=f"response 1.*{words}"):
        read_response(piece, {1: version})


@pytest.mark.parametrize(
    "facts", [{"shown": "bus"}, {"shown": ["train"]}, {"consent_to_quote": "yes"}, {"language": 5}, {"number": "7"}]
)
def test_what_a_record_says_beside_its_answers_must_be_of_its_shape(facts: Any) -> None:
    response = Response(id=uuid.uuid4(), version_id=1, received_at=NOW, record={"answers": {"bus": "yes"}, **facts})
    [piece] = through_json([response_document(response, 1)]).pieces("held", "response")
    with pytest.raises(BadDocument, match=f"response 1, record: “{next(iter(facts))}” must be"):
        read_response(piece, {1: asked(question("bus", Kind.single_choice, "yes no"))})


def test_of_a_withdrawn_response_only_its_number_is_written() -> None:
    record = {"number": 7, "answers": {"why": "gone"}, "interests": "gone"}
    response = Response(id=uuid.uuid4(), version_id=1, received_at=NOW, withdrawn_at=NOW, record=record)
    assert response_document(response, 1)["record"] == {"number": 7}
