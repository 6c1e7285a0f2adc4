"""Finding themes in stored answers: asked for on a page, done by a worker in a child process, stored in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.errors import NotFound, NotNow
from consult.jobs import CannotWork, Job, JobState, Work, enqueue, handles, latest
from consult.offload import in_child
from consult.responding.models import Respondent
from consult.responding.spreading import spread_all
from consult.theming.codebook import answers_to
from consult.theming.models import Codebook
from consult.theming.moves import people_have_judged
from consult.theming.storing import store
from consult.wording import wording_text
from nlp.types import Comment, Settings, Theming
from surveys.definition import Definition, QuestionDefinition, everything_asked, latest_version, load_definition

KIND = "theme"


class NeedsConfirmation(NotNow):
    """People have judged the themes that stand, so a new run may replace them only when somebody says so."""

    title = "People have worked on these themes"


@dataclass(frozen=True, slots=True)
class Material:
    """What a run reads: the answers to one question, how many people could have answered, and who may be quoted."""

    comments: tuple[Comment, ...]
    asked: int
    may_quote: frozenset[str]
    """Ids of answers whose writers allow to be quoted."""
    question: str


async def start_theming(
    consultation: Consultation,
    question_key: str,
    account: Account,
    *,
    now: dt.datetime,
    seed: int = 1,
    themes: int | None = None,
    detail: float = 1.0,
    replace: bool = False,
) -> Job:
    """Ask for the themes of one free-text question; the worker does the work. Asked again while it runs: the same job.

    `themes` and `detail` are those of nlp.types.Settings. `replace` says that themes which people have judged may be
    retired (they stay in the record). Raises NotNow for a draft and for a consultation without a free-text question,
    NotFound for an unknown question, NeedsConfirmation, and ValueError for settings out of range.
    """
    await _free_text_question(consultation, question_key)
    Settings(seed=seed, themes=themes, detail=detail)
    async with in_transaction():
        # the lock makes two people who press the button at once share one codebook and one job
        await Consultation.filter(id=consultation.id).select_for_update().get()
        codebook, _ = await Codebook.get_or_create(consultation_id=consultation.id, question_key=question_key)
        under_way = await job_of(codebook)
        if under_way is not None and under_way.state in (JobState.queued, JobState.running):
            return under_way
        if not replace and await people_have_judged(codebook):
            raise NeedsConfirmation(
                "Somebody has changed or signed off these themes.",
                "Say that you want to replace them. The old themes and every change stay in the record.",
            )
        wanted = {"seed": seed, "themes": themes, "detail": detail}
        args = {
            "codebook": codebook.id,
            "organisation": consultation.organisation_id,
            "account": account.id,
            "revision": codebook.revision,
            **wanted,
        }
        job = await enqueue(KIND, args, subject=f"codebook:{codebook.id}", now=now)
        subject = f"consultation:{consultation.slug}"
        await audit.record(account.email, "theming asked for", subject, now=now, question=question_key, job=job.id, **wanted)
    return job


async def free_text_questions(consultation: Consultation) -> tuple[QuestionDefinition, ...]:
    """The questions of a consultation whose answers can be themed, in the order in which they are asked."""
    return (await definition_of(consultation)).free_text()


async def definition_of(consultation: Consultation) -> Definition:
    """Everything that the public has been asked, in the words of the newest version; the draft where it has seen none."""
    asked = await everything_asked(consultation.questionnaire_id)
    return asked or await load_definition(await latest_version(consultation.questionnaire_id))


async def job_of(codebook: Codebook) -> Job | None:
    """The last job that looked for this codebook's themes, whatever became of it."""
    return await latest(KIND, f"codebook:{codebook.id}")


@handles(KIND)
async def find_and_store(work: Work, args: dict[str, Any]) -> dict[str, Any]:
    """The job: spread what waits, read the answers, find the themes in a child process, store them and end the job at once.

    May be run again at any point: nothing is stored until the last transaction, which also ends the job.
    """
    now = dt.datetime.now(dt.UTC)
    await work.progress(0.01, "Collecting the answers")
    await spread_all(work.keys, now=now)
    codebook = await Codebook.get(id=args["codebook"]).select_related("consultation")
    material = await read_material(codebook)
    settings = Settings(question=material.question, seed=args["seed"], themes=args["themes"], detail=args["detail"])

    async def tell(share: float, doing: str) -> None:
        await work.progress(0.1 + 0.8 * share, doing)

    await work.progress(0.05, "Getting ready to read the answers")
    theming = await in_child(themes_in_child, material.comments, settings, material.asked, progress=tell)
    await work.progress(0.92, "Storing the themes")
    result = {"themes": len(theming.themes), "answered": theming.answered}
    async with in_transaction():
        await work.finish_here(result)
        codebook = await Codebook.filter(id=codebook.id).select_for_update().get()
        if codebook.revision != args["revision"]:
            raise CannotWork("Somebody changed the themes while new ones were being found, so the new ones were not stored.")
        await refuse_what_is_gone(codebook, material.comments)
        account = await Account.get_or_none(id=args["account"])
        await store(codebook, theming, material.comments, material.may_quote, account=account, now=now, job=work.job.id)
    return result


async def refuse_what_is_gone(codebook: Codebook, comments: Iterable[Comment]) -> None:
    """Raise CannotWork where an answer that was read has been changed or withdrawn by the person who gave it."""
    there = await answers_to(codebook.consultation_id, codebook.question_key).values_list("id", flat=True)
    if not {comment.id for comment in comments} <= {str(one) for one in there}:
        raise CannotWork("Somebody changed or withdrew an answer while it was being read. Find the themes again.")


async def read_material(codebook: Codebook) -> Material:
    """Everything that a run needs, read from the rows as they are now. The codebook must have its consultation."""
    consultation = codebook.consultation
    question = (await definition_of(consultation)).question(codebook.question_key)
    answers = answers_to(codebook.consultation_id, codebook.question_key)
    rows = await answers.values("id", "value", "response__respondent__consent_to_quote")
    respondents = await Respondent.filter(consultation_id=codebook.consultation_id).count()
    return Material(
        comments=tuple(Comment(str(row["id"]), row["value"]) for row in rows),
        asked=max(consultation.asked or 0, respondents),
        may_quote=frozenset(str(row["id"]) for row in rows if row["response__respondent__consent_to_quote"]),
        question=wording_text(question.wording) if question else "",
    )


def themes_in_child(comments: tuple[Comment, ...], settings: Settings, asked: int, tell: Callable[[str, float], None]) -> Theming:
    """Runs in a process of its own: find the themes and see that the sums are right.

    Raises NothingToTheme, a ValueError whose message is for people. Any other ValueError could hold an answer's words,
    so it goes on as a RuntimeError without them.
    """
    from consult.theming.accounting import check_accounts  # here, not above: they cost the web process memory and seconds
    from nlp.theming import NothingToTheme, find_themes

    try:
        theming = find_themes(comments, settings, asked, tell)
    except NothingToTheme:
        raise
    except ValueError:
        raise RuntimeError("the method refused the answers") from None
    check_accounts(theming, comments)
    return theming


async def _free_text_question(consultation: Consultation, question_key: str) -> None:
    if consultation.state is State.draft:
        raise NotNow("This consultation has not opened, so nobody has answered yet.", "Open the consultation first.")
    questions = await free_text_questions(consultation)
    if not questions:
        raise NotNow(
            "This consultation has no question that people answer in their own words, so there are no themes to find.",
            "Themes come from questions with a written answer. You can still see the counts of the other questions.",
        )
    if question_key not in {question.key for question in questions}:
        raise NotFound("There is no such question in this consultation.")
