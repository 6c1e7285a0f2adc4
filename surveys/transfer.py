"""A questionnaire with all its versions, and responses, as JSON and back: what is read in gives the same file again."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.conditions import BadCondition
from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition, Wording, load_definition
from surveys.design import LONGEST_KEY, RESERVED_KEYS
from surveys.document import BadDocument, Piece, moment_text
from surveys.kinds import faults_in
from surveys.models import Axis, Channel, Choice, Kind, Purpose, Question, Questionnaire, Response, Section, Version
from surveys.paths import findings_on
from surveys.questions import unpacked
from surveys.stored import fault_in_values

Json = dict[str, Any]
KEY = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_KEY - 1}}}")
WAY_FAULTS = frozenset({"condition", "later", "loop", "nowhere"})
"""What would break a page. A question that nobody reaches does not, and may have been accepted when it was opened."""


@dataclass(frozen=True, slots=True)
class Written:
    """One version as a file holds it: its questions, each with the key of its section ("" for none), and its seal."""

    number: int
    languages: tuple[str, ...]
    frozen_at: dt.datetime | None
    content_hash: str | None
    sections: tuple[tuple[str, Wording], ...]
    questions: tuple[tuple[QuestionDefinition, str], ...]

    def definition(self, version_id: int = 0) -> Definition:
        """The same as the questions that people see."""
        asked = tuple(question for question, _ in self.questions)
        return Definition(version_id, self.number, self.languages, asked, self.frozen_at is not None)


async def load_written(questionnaire_id: int) -> tuple[Written, ...]:
    """Every version of a questionnaire, the oldest first."""
    return tuple([await _load(version) for version in await Version.filter(questionnaire_id=questionnaire_id).order_by("number")])


async def _load(version: Version) -> Written:
    sections = await Section.filter(version_id=version.id).order_by("position", "id")
    keys = {section.id: section.key for section in sections}
    rows = await Question.filter(version_id=version.id).values_list("key", "section_id")
    section_of = {str(key): keys.get(section_id, "") for key, section_id in rows}
    definition = await load_definition(version)
    return Written(
        version.number,
        definition.languages,
        version.frozen_at,
        version.content_hash,
        tuple((section.key, section.heading) for section in sections),
        tuple((question, section_of[question.key]) for question in definition.questions),
    )


def version_document(written: Written) -> Json:
    """A version as JSON."""
    return {
        "number": written.number,
        "languages": list(written.languages),
        "frozen_at": moment_text(written.frozen_at),
        "content_hash": written.content_hash,
        "sections": [{"key": key, "heading": heading} for key, heading in written.sections],
        "questions": [_question_document(question, section) for question, section in written.questions],
    }


def _question_document(question: QuestionDefinition, section: str) -> Json:
    return {
        "key": question.key,
        "kind": question.kind.value,
        "purpose": question.purpose.value,
        "section": section,
        "required": question.required,
        "wording": question.wording,
        "help": question.help,
        "choices": [{"key": c.key, "axis": c.axis.value, "wording": c.wording} for c in question.choices],
        "settings": question.settings,
        "shown_if": question.shown_if,
        "jumps": list(question.jumps),
    }


def read_versions(pieces: Sequence[Piece]) -> tuple[Written, ...]:
    """The versions in a file, checked: whole, in order, sealed as they were, and askable. Raises BadDocument."""
    versions = tuple(_read_version(piece) for piece in pieces)
    if [one.number for one in versions] != list(range(1, len(versions) + 1)) or not versions:
        raise BadDocument("The versions of the questions must be numbered from 1 without a gap.")
    if any(one.frozen_at is None for one in versions[:-1]):
        raise BadDocument("Only the last version of the questions can be one that nobody has been shown.")
    for one in versions:
        _check_frozen(one)
    return versions


def _read_version(piece: Piece) -> Written:
    sections = tuple(
        (one.text("key", longest=LONGEST_KEY), one.wording("heading")) for one in piece.pieces("sections", "section")
    )
    questions = tuple(_read_question(one) for one in piece.pieces("questions", "question"))
    _check_unique(piece, "sections", [key for key, _ in sections])
    _check_unique(piece, "questions", [question.key for question, _ in questions])
    if {section for _, section in questions} - {"", *(key for key, _ in sections)}:
        piece.fail("questions", "in sections that are there")
    return Written(
        piece.whole("number", least=1),
        tuple(piece.texts("languages")) or piece.fail("languages", "one language or more"),
        piece.moment("frozen_at"),
        piece.text("content_hash", longest=64, empty=True) if piece.held.get("content_hash") is not None else None,
        sections,
        questions,
    )


def _read_question(piece: Piece) -> tuple[QuestionDefinition, str]:
    key = _key(piece)
    if key in RESERVED_KEYS:
        piece.fail("key", "another key: this service uses that one itself")
    choices = tuple(
        ChoiceDefinition(_key(one), one.wording("wording"), one.one_of("axis", Axis)) for one in piece.pieces("choices", "choice")
    )
    _check_unique(piece, "choices", [choice.key for choice in choices])
    question = QuestionDefinition(
        key,
        piece.one_of("kind", Kind),
        piece.one_of("purpose", Purpose),
        piece.flag("required"),
        piece.wording("wording"),
        piece.wording("help"),
        choices,
        piece.map("settings"),
        piece.map("shown_if") if piece.held.get("shown_if") is not None else None,
        tuple(piece.maps("jumps")),
    )
    return question, piece.text("section", longest=LONGEST_KEY, empty=True)


def _key(piece: Piece) -> str:
    key = piece.text("key", longest=LONGEST_KEY)
    return key if KEY.fullmatch(key) else piece.fail("key", "small letters, figures, hyphens and underlines")


def _check_unique(piece: Piece, name: str, keys: Sequence[str]) -> None:
    if len(set(keys)) != len(keys):
        piece.fail(name, "a list in which no key stands twice")


def _check_frozen(written: Written) -> None:
    """See that a version that people were shown can be asked and is word for word what was sealed."""
    if written.frozen_at is None:
        return
    definition = written.definition()
    for place, question in enumerate(definition.questions, start=1):
        if faults := _faults_in(question):
            raise BadDocument(f"Version {written.number}, question {place} cannot be asked. {faults[0]}")
    if wrong := next((one for one in findings_on(definition) if one.fault in WAY_FAULTS), None):
        raise BadDocument(f"Version {written.number} cannot be asked. {wrong.words}")
    if written.content_hash != definition.content_hash():
        raise BadDocument(f"Version {written.number} of the questions was changed after people had been shown it.")


def _faults_in(question: QuestionDefinition) -> tuple[str, ...]:
    try:
        return faults_in(question)
    except (TypeError, ValueError, BadCondition):  # settings of a shape that no page of ours could have stored
        return ("Its settings cannot be read.",)


async def store_versions(versions: Sequence[Written], created_at: dt.datetime) -> tuple[Questionnaire, dict[int, int]]:
    """A new questionnaire with these versions; returns it, and the id of each version by its number. Call in a transaction."""
    questionnaire = await Questionnaire.create(created_at=created_at)
    return questionnaire, {written.number: await _store(questionnaire, written) for written in versions}


async def _store(questionnaire: Questionnaire, written: Written) -> int:
    version = await Version.create(
        questionnaire=questionnaire,
        number=written.number,
        languages=list(written.languages),
        frozen_at=written.frozen_at,
        content_hash=written.content_hash,
    )
    sections = {
        key: await Section.create(version=version, key=key, position=position, heading=heading)
        for position, (key, heading) in enumerate(written.sections, start=1)
    }
    for position, (question, section) in enumerate(written.questions, start=1):
        await _store_question(version, question, sections.get(section), position)
    return version.id


async def _store_question(version: Version, question: QuestionDefinition, section: Section | None, position: int) -> None:
    row = await Question.create(
        version=version,
        section=section,
        key=question.key,
        kind=question.kind,
        purpose=question.purpose,
        position=position,
        required=question.required,
        wording=question.wording,
        help=question.help,
        settings=question.settings,
        shown_if=question.shown_if,
        jumps=list(question.jumps),
    )
    await Choice.bulk_create(
        [
            Choice(question=row, key=choice.key, axis=choice.axis, position=place, wording=choice.wording)
            for place, choice in enumerate(question.choices, start=1)
        ]
    )


def response_document(response: Response, version: int) -> Json:
    """A response as JSON. Of one that was withdrawn only its number: whatever else its record holds is not handed on."""
    gone = {name: value for name, value in response.record.items() if name == "number"}
    return {
        "id": str(response.id),
        "version": version,
        "wave": response.wave,
        "channel": response.channel.value,
        "received_at": moment_text(response.received_at),
        "late": response.late,
        "signatories": response.signatories,
        "source": response.source,
        "amended_at": moment_text(response.amended_at),
        "withdrawn_at": moment_text(response.withdrawn_at),
        "record": gone if response.withdrawn_at else response.record,
    }


def read_response(piece: Piece, definitions: Mapping[int, Definition], *, check: bool = True) -> Response:
    """A response from a file, not stored yet. `definitions` are by number, with the ids of their versions.

    `check` False leaves out the answers, where they have been checked before. Raises BadDocument.
    """
    try:
        response_id = uuid.UUID(piece.text("id", longest=40))
    except ValueError:
        piece.fail("id", "the id that it was given here")
    definition = definitions.get(piece.whole("version", least=1)) or piece.fail("version", "one of the versions in the file")
    if not definition.frozen:
        piece.fail("version", "one that people were shown")
    record = piece.map("record")
    if check:
        _check_record(piece, record, definition)
    return Response(
        id=response_id,
        version_id=definition.version_id,
        wave=piece.whole("wave", least=1, standard=1),
        channel=piece.one_of("channel", Channel),
        received_at=piece.known_moment("received_at"),
        late=piece.flag("late"),
        signatories=piece.whole("signatories", least=1, standard=1),
        source=piece.text("source", longest=200, empty=True),
        amended_at=piece.moment("amended_at"),
        withdrawn_at=piece.moment("withdrawn_at"),
        spread_at=piece.moment("withdrawn_at"),  # what was withdrawn has nothing left to spread
        record=record,
    )


def _check_record(piece: Piece, record: Json, definition: Definition) -> None:
    """See that every answer is one that the question as it was asked takes."""
    answers = record.get("answers", {})
    if not isinstance(answers, dict) or not all(_is_answer(value) for value in answers.values()):
        piece.fail("record", "answers by question, each a text or texts by part")
    _check_facts(piece, record, definition)
    if fault := fault_in_values(definition, unpacked(record)):
        raise BadDocument(f"{piece.place}: the answer to “{fault}” is not one that this question takes.")


def _check_facts(piece: Piece, record: Json, definition: Definition) -> None:
    """See that what pages and counts read of a record beside its answers is of the shape that they expect."""
    held = Piece(record, f"{piece.place}, record")
    held.flag("consent_to_quote")
    held.text("language", longest=20, empty=True)
    if record.get("number") is not None:
        held.whole("number", least=1)
    if not set(held.texts("shown")) <= {question.key for question in definition.questions}:
        held.fail("shown", "a list of questions that are there")


def _is_answer(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(one, str) for one in value.values()))
