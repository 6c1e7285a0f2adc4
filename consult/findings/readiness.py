"""May the findings be published now? A list of what it takes, each with where to do it."""

from __future__ import annotations

from dataclasses import dataclass

from consult.consultations.models import Consultation, State
from consult.theming.codebook import codebook_of, counts, is_signed_off, last_run
from consult.theming.models import Codebook
from consult.theming.running import free_text_questions
from surveys.models import Response


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must be so before anything is published."""

    words: str
    done: bool
    what_to_do: str = ""
    """Where it is not done: a sentence, and the address of the page where it can be done."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a consultation and its findings."""

    steps: tuple[Step, ...]
    codebook: Codebook | None
    """The themes that would be published; None before any were found."""

    @property
    def ready(self) -> bool:
        """Whether everything is done."""
        return all(step.done for step in self.steps)

    @property
    def missing(self) -> tuple[Step, ...]:
        """What is left to do."""
        return tuple(step for step in self.steps if not step.done)


async def readiness(consultation: Consultation) -> Readiness:
    """Look at every step for this consultation."""
    here = f"/manage/{consultation.slug}"
    codebook = await themed(consultation)
    closed = consultation.state is State.closed
    signed = codebook is not None and await is_signed_off(codebook)
    unread = await _unread(consultation, codebook) if codebook else 0
    late = f"{unread:,} {'answer came' if unread == 1 else 'answers came'} in after the themes were found. Find the themes again."
    steps = (
        Step("The consultation is closed", closed, "Close it first, so that nobody’s answer comes too late.", f"{here}/close"),
        Step("The themes were found", codebook is not None, "Find the themes in the answers.", f"{here}/themes"),
        Step("Every answer was read", codebook is not None and not unread, late if codebook else "", f"{here}/themes"),
        Step(
            "Somebody signed off the themes as they are now",
            signed,
            "Read the themes and sign them off." if codebook else "",
            f"{here}/themes#sign-off",
        ),
    )
    return Readiness(steps, codebook)


async def themed(consultation: Consultation) -> Codebook | None:
    """The codebook of the first question that themes were found for; None before any were."""
    for question in await free_text_questions(consultation):
        codebook = await codebook_of(consultation, question.key)
        if codebook is not None and await last_run(codebook) is not None:
            return codebook
    return None


async def _unread(consultation: Consultation, codebook: Codebook) -> int:
    """Answers that no run has read, and responses that are not spread into answers yet."""
    waiting = Response.filter(version__questionnaire_id=consultation.questionnaire_id, spread_at=None, withdrawn_at=None)
    return (await counts(codebook)).unread + await waiting.count()
