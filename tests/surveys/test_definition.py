"""A version as plain values: what its hash covers, and how questions are found in it."""

from __future__ import annotations

from dataclasses import replace

from surveys.definition import ChoiceDefinition, Definition, QuestionDefinition
from surveys.models import Kind, Purpose

TOPIC = QuestionDefinition("bus", Kind.long_text, Purpose.topic, True, {"en": "What would help you catch the bus?"}, {})
AREA = QuestionDefinition(
    "area",
    Kind.single_choice,
    Purpose.area,
    False,
    {"en": "Where do you live?"},
    {},
    (ChoiceDefinition("north", {"en": "North"}), ChoiceDefinition("south", {"en": "South"})),
)
DEFINITION = Definition(7, 1, ("en",), (TOPIC, AREA))


def test_the_hash_covers_what_the_public_sees_and_nothing_else() -> None:
    same = replace(DEFINITION, version_id=8, number=2, frozen=True)
    assert same.content_hash() == DEFINITION.content_hash()
    reworded = replace(TOPIC, wording={"en": "What would help you catch the bus"})
    assert replace(DEFINITION, questions=(reworded, AREA)).content_hash() != DEFINITION.content_hash()


def test_the_hash_changes_with_the_order_of_questions_and_of_choices() -> None:
    hashes = {
        DEFINITION.content_hash(),
        replace(DEFINITION, questions=(AREA, TOPIC)).content_hash(),
        replace(DEFINITION, questions=(TOPIC, replace(AREA, choices=AREA.choices[::-1]))).content_hash(),
        replace(DEFINITION, languages=("en", "cy")).content_hash(),
    }
    assert len(hashes) == 4


def test_questions_and_choices_are_found_by_key_and_purpose() -> None:
    assert DEFINITION.question("area") is AREA
    assert DEFINITION.question("nothing") is None
    assert DEFINITION.with_purpose(Purpose.area) is AREA
    assert DEFINITION.with_purpose(Purpose.capacity) is None
    assert DEFINITION.free_text() == (TOPIC,)
    south = AREA.choice("south")
    assert south is not None
    assert south.wording == {"en": "South"}
    assert AREA.choice("west") is None
