"""What must be said before a consultation may open, and whether it has been said. Pure.

The first three follow the Gunning principles (R v Brent LBC ex p Gunning, 1985; endorsed in R (Moseley) v Haringey LBC,
2014): people are asked while the matter is still open, with enough background to answer, and with time to do so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.consultations.models import Consultation
from surveys.definition import Definition, QuestionDefinition, Wording
from surveys.kinds import faults_in
from surveys.paths import findings_on
from surveys.piping import piping_faults

LANGUAGE_NAMES = {"en": "English", "cy": "Welsh"}
FEWEST_CHOICES = 2

REQUIRED_TEXTS = {
    "title": "Enter the title of the consultation",
    "background": "Write the background: what people need to know before they answer",
    "can_change": "Say what can still change",
    "decided_by": "Say who decides, and by when",
    "legal_duty": "Say which law makes you ask, or that none does",
}
OPTIONAL_TEXTS = {"is_fixed": "what cannot change", "notice": "the notice on each page"}
TRANSLATED = {
    "title": "the title",
    "background": "the background",
    "can_change": "what can still change",
    "decided_by": "who decides",
    "legal_duty": "the legal duty",
    **OPTIONAL_TEXTS,
}
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is still to do before a consultation can open."""

    words: str
    """What to do, as a sentence without a full stop."""
    place: str
    """Where to do it: an address below `/manage/{slug}/`, with the field after "#" where there is one."""


def missing_for_opening(consultation: Consultation, definition: Definition, today: dt.date) -> tuple[Missing, ...]:
    """Everything that is missing, in the order of the pages; empty when the consultation may open."""
    return (
        *_about(consultation, definition.languages),
        *_dates(consultation, today),
        *missing_in_questions(definition),
    )


def _about(consultation: Consultation, languages: Sequence[str]) -> Iterator[Missing]:
    first = languages[0]
    for field, words in REQUIRED_TEXTS.items():
        if not said(getattr(consultation, field), first):
            yield Missing(words, f"about#{field}")
    for field, name in TRANSLATED.items():
        for language in unsaid_languages(getattr(consultation, field), languages):
            if field not in REQUIRED_TEXTS or language != first:
                yield Missing(f"Write {name} in {LANGUAGE_NAMES[language]}", f"about#{box(field, language)}")


def _dates(consultation: Consultation, today: dt.date) -> Iterator[Missing]:
    if consultation.closes_on is not None and consultation.closes_on < today:
        yield Missing("Choose a closing date that has not passed", "about#closes_on")


def missing_in_questions(definition: Definition) -> Iterator[Missing]:
    """What keeps the questions of a version from being shown to people."""
    if not definition.questions:
        yield Missing("Write at least one question", "questions")
    for question in definition.questions:
        yield from _question(question, definition.languages)
    for fault in piping_faults(definition):
        asking = definition.question(fault.question_key)
        name = _name(asking) if asking else fault.question_key
        yield Missing(f"Mend {name}. {fault.words.rstrip('.')}", f"questions/{fault.question_key}")
    for finding in findings_on(definition):
        found = definition.question(finding.question_key)
        name = _name(found) if found else finding.question_key
        yield Missing(f"Change who is asked {name}. {finding.words.rstrip('.')}", f"questions/{finding.question_key}")


def _question(question: QuestionDefinition, languages: Sequence[str]) -> Iterator[Missing]:
    place, name = f"questions/{question.key}", _name(question)
    for fault in faults_in(question):
        yield Missing(f"Mend {name}. {fault.rstrip('.')}", f"{place}#choices")
    for field, what, text in (("wording", "", question.wording), ("help", "the help for ", question.help)):
        for language in unsaid_languages(text, languages):
            yield Missing(f"Write {what}{name} in {LANGUAGE_NAMES[language]}", f"{place}#{box(field, language)}")
    for language in languages:
        if any(language in unsaid_languages(choice.wording, languages) for choice in question.choices):
            yield Missing(f"Write the choices of {name} in {LANGUAGE_NAMES[language]}", f"{place}#{box('choices', language)}")


def box(field: str, language: str) -> str:
    """The name of the form's field for a text in this language: English has the plain name."""
    return field if language == "en" else f"{field}-{language}"


def said(wording: Wording, language: str) -> bool:
    """Whether there are words in this language."""
    return bool(wording.get(language, "").strip())


def unsaid_languages(wording: Wording, languages: Sequence[str]) -> list[str]:
    """The languages in which a text is missing although it stands in another; none for a text that nobody wrote."""
    if not any(said(wording, language) for language in languages):
        return []
    return [language for language in languages if not said(wording, language)]


def _name(question: QuestionDefinition) -> str:
    """The question as a lead knows it: its first words in quotes."""
    text = next((words.strip() for words in question.wording.values() if words.strip()), question.key)
    short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rpartition(" ")[0] + "…"
    return f"“{short}”"
