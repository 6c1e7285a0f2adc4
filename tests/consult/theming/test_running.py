"""Themes are found in stored answers by a job: once, out of the web process, and never over what people judged."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from consult.accounts.models import Account
from consult.audit import AuditEntry
from consult.consultations.models import Consultation, State
from consult.errors import NotFound, NotNow
from consult.jobs import HANDLERS, CannotWork, Job, JobState, LostLease, Work, claim
from consult.responding.models import Respondent
from consult.sample.read import sample_answers
from consult.theming.codebook import codebook_of, counts, live_themes, ranked, rename_theme
from consult.theming.models import Codebook, Coding, Leftover, Move, Run, Theme, ThemeQuote
from consult.theming.running import (
    NeedsConfirmation,
    job_of,
    read_material,
    refuse_what_is_gone,
    start_theming,
    themes_in_child,
)
from nlp.types import Comment, Settings
from surveys import design
from surveys.models import Answer, Kind
from tests.conftest import NOW, Service
from tests.consult.theming.desk import QUESTION, people_answer
from tests.consult.workers import a_worker, wait_until
from tests.factories import a_public_consultation, an_account

ROOT = Path(__file__).parents[3]
PEOPLE = tuple((answer.text, answer.consent_to_quote) for answer in sample_answers())


async def asked(service: Service, answers: tuple[tuple[str, bool], ...] = PEOPLE) -> tuple[Account, Consultation]:
    """A consultation to which these answers have come in and not been spread."""
    account = await an_account()
    consultation = await a_public_consultation(account)
    await people_answer(service, consultation, answers, spread=False)
    return account, consultation


async def start(consultation: Consultation, account: Account, *, replace: bool = False) -> Job:
    return await start_theming(consultation, QUESTION, account, now=NOW, replace=replace)


async def ended(job: Job) -> Job:
    """The job as it stands now, which must be done."""
    job = await Job.get(id=job.id)
    assert job.state is JobState.done, job.error
    return job


async def test_a_job_reads_every_answer_and_accounts_for_everybody(service: Service) -> None:
    account, consultation = await asked(service)
    job = await start(consultation, account)
    await service.work()
    job = await ended(job)
    codebook = await codebook_of(consultation, QUESTION)
    assert codebook is not None
    found = await counts(codebook)
    written = sum(bool(text.strip()) for text, _ in PEOPLE)
    assert (found.respondents, found.answered, found.unread) == (len(PEOPLE), written, 0)
    assert found.in_themes + found.in_minority + sum(found.unplaced.values()) == written
    assert len(await ranked(codebook)) >= 4
    run = await Run.get(codebook_id=codebook.id)
    assert (run.answered, run.blank, run.seed, len(run.input_hash)) == (written, len(PEOPLE) - written, 1, 64)
    assert job.result == {"themes": len(await ranked(codebook)), "answered": written}
    assert (job.progress, job.attempts) == (1.0, 1)


async def test_every_theme_is_quoted_from_people_who_allow_it_as_exact_spans(service: Service) -> None:
    account, consultation = await asked(service)
    await start(consultation, account)
    await service.work()
    quotes = await ThemeQuote.all().select_related("answer")
    assert quotes
    willing = await Respondent.filter(consent_to_quote=True).values_list("response_id", flat=True)
    assert {quote.answer.response_id for quote in quotes} <= {*willing}
    assert all(quote.answer.value[quote.start : quote.end].strip() for quote in quotes)
    quoted = {quote.theme_id for quote in quotes}
    for theme in await Theme.all():
        allow = await Coding.filter(theme_id=theme.id, answer__response__respondent__consent_to_quote=True).exists()
        assert (theme.id in quoted) == allow, theme.key


async def test_nobody_is_quoted_where_nobody_allowed_it(service: Service) -> None:
    account, consultation = await asked(service, tuple((text, False) for text, _ in PEOPLE))
    await start(consultation, account)
    await service.work()
    assert await Theme.all().count() >= 4
    assert await ThemeQuote.all().count() == 0


async def test_the_same_answers_give_the_same_themes_again(service: Service) -> None:
    account, consultation = await asked(service)
    for _ in range(2):
        job = await start(consultation, account)
        await service.work()
        await ended(job)
    first, second = [await Theme.filter(run_id=run.id).order_by("id") for run in await Run.all().order_by("id")]
    assert [(t.name, t.terms, t.machine) for t in first] == [(t.name, t.terms, t.machine) for t in second]
    assert all(theme.retired_at for theme in first)
    assert not {t.key for t in first} & {t.key for t in second}


async def test_asking_again_while_it_runs_gives_the_same_job(service: Service) -> None:
    account, consultation = await asked(service, ())
    jobs = await asyncio.gather(*(start(consultation, account) for _ in range(3)))
    assert len({job.id for job in jobs}) == 1
    assert await AuditEntry.filter(action="theming asked for").count() == 1
    await Job.all().update(state=JobState.failed)
    assert (await start(consultation, account)).id != jobs[0].id


async def test_the_request_is_in_the_log_and_in_the_queue_together(service: Service) -> None:
    account, consultation = await asked(service, ())
    job = await start(consultation, account)
    entry = await AuditEntry.get(action="theming asked for")
    assert (entry.actor, entry.subject) == ("lead@anytown.example", "consultation:bus-42")
    assert f'"job":{job.id}' in entry.detail
    assert job.args["organisation"] == account.organisation_id


async def test_a_draft_an_unknown_question_and_a_consultation_without_words_are_refused(service: Service) -> None:
    account = await an_account()
    with pytest.raises(NotNow):
        await start(await a_public_consultation(account, slug="draft", state=State.draft), account)
    with pytest.raises(NotFound):
        await start_theming(await a_public_consultation(account), "capacity", account, now=NOW)
    with pytest.raises(NotNow):
        await start(await without_words(account), account)
    assert await Job.all().count() == 0


async def without_words(account: Account) -> Consultation:
    """An open consultation that asks for a tick and nothing else."""
    version = await design.create_questionnaire(["en"], now=NOW)
    choices = [("yes", {"en": "Yes"}), ("no", {"en": "No"})]
    await design.add_question(version, key=QUESTION, kind=Kind.single_choice, wording={"en": "Should it?"}, choices=choices)
    await design.freeze(version, now=NOW)
    return await Consultation.create(
        organisation_id=account.organisation_id,
        questionnaire_id=version.questionnaire_id,
        slug="tick",
        title={"en": "A tick"},
        state=State.open,
        created_at=NOW,
    )


@pytest.mark.parametrize("answers", [(), (("", True),), (("???", True), ("n/a", True))])
async def test_without_a_usable_answer_the_job_fails_with_a_sentence(
    service: Service, answers: tuple[tuple[str, bool], ...]
) -> None:
    account, consultation = await asked(service, answers)
    job = await start(consultation, account)
    await service.work()
    job = await Job.get(id=job.id)
    assert (job.state, job.attempts) == (JobState.failed, 1)
    assert job.error is not None
    assert "answers" in job.error
    assert job.error.endswith(".")
    assert await Theme.all().count() == 0


async def test_five_answers_are_enough(service: Service) -> None:
    account, consultation = await asked(service, PEOPLE[:5])
    job = await start(consultation, account)
    await service.work()
    await ended(job)
    codebook = await Codebook.get()
    assert (await counts(codebook)).answered == sum(bool(text.strip()) for text, _ in PEOPLE[:5])


async def test_what_people_judged_is_replaced_only_when_somebody_says_so(service: Service) -> None:
    account, consultation = await asked(service)
    await start(consultation, account)
    await service.work()
    codebook = await Codebook.get()
    first = (await live_themes(codebook))[0]
    await rename_theme(
        codebook.id, first.key, name="Mine", description="", reason="Clearer", revision=1, account=account, now=NOW
    )
    with pytest.raises(NeedsConfirmation):
        await start(consultation, account)
    job = await start(consultation, account, replace=True)
    await service.work()
    await ended(job)
    kept = await Theme.get(id=first.id)
    assert (kept.name, kept.retired_at is not None) == ("Mine", True)
    assert [move.kind for move in await Move.all().order_by("revision")] == ["found", "renamed", "replaced"]


async def test_a_change_made_while_the_job_runs_is_not_overwritten(service: Service) -> None:
    account, consultation = await asked(service)
    await start(consultation, account)
    await service.work()
    codebook = await Codebook.get()
    job = await start(consultation, account)
    key = (await live_themes(codebook))[0].key
    await rename_theme(codebook.id, key, name="Mine", description="", reason="Clearer", revision=1, account=account, now=NOW)
    await service.work()
    job = await Job.get(id=job.id)
    assert job.state is JobState.failed
    assert job.error is not None
    assert job.error.startswith("Somebody changed the themes")
    assert (await Theme.get(codebook_id=codebook.id, key=key)).retired_at is None
    assert await Run.all().count() == 1


async def test_themes_are_not_made_from_an_answer_that_was_withdrawn_meanwhile(service: Service) -> None:
    _, consultation = await asked(service, PEOPLE[:5])
    await service.spread()
    codebook = await Codebook.create(consultation=consultation, question_key=QUESTION)
    material = await read_material(codebook)
    await refuse_what_is_gone(codebook, material.comments)
    await Answer.filter(id=int(material.comments[0].id)).delete()
    with pytest.raises(CannotWork, match="Find the themes again"):
        await refuse_what_is_gone(codebook, material.comments)


async def test_a_job_that_runs_twice_leaves_one_result(service: Service) -> None:
    """The worker falls silent after its work was stored, and another does the same job again."""
    account, consultation = await asked(service)
    await start(consultation, account)
    job = await claim("first", 30)
    assert job is not None
    await HANDLERS[job.kind](Work(job, 30, service.keys), job.args)
    with pytest.raises(LostLease):
        await HANDLERS[job.kind](Work(job, 30, service.keys), job.args)
    assert await claim("second", 30) is None
    assert await Run.all().count() == 1
    assert await Coding.all().count() == await Coding.filter(theme__retired_at=None).count()


class Robbed(Work):
    """A worker that another takes the job from in the last moment: after its last word, before it stores."""

    async def progress(self, share: float, doing: str) -> None:
        await super().progress(share, doing)
        if doing == "Storing the themes":
            await Job.filter(id=self.job.id).update(worker="second", attempts=2)


async def test_a_worker_that_lost_the_job_stores_nothing(service: Service) -> None:
    account, consultation = await asked(service)
    await start(consultation, account)
    job = await claim("first", 30)
    assert job is not None
    with pytest.raises(LostLease):
        await HANDLERS[job.kind](Robbed(job, 30, service.keys), job.args)
    assert (await Job.get(id=job.id)).worker == "second"
    assert await Theme.all().count() == await Coding.all().count() == await Leftover.all().count() == 0


@pytest.mark.slow
async def test_a_run_survives_the_kill_of_its_worker_and_is_stored_once(service: Service) -> None:
    account, consultation = await asked(service)
    job = await start(consultation, account)

    async def in_mid_work() -> bool:
        return (await Job.get(id=job.id)).progress >= 0.05

    async def done() -> bool:
        return (await Job.get(id=job.id)).state is JobState.done

    with a_worker(service.settings) as worker:
        await wait_until(in_mid_work)
        worker.kill()
        worker.wait()
    assert await Run.all().count() == 0
    with a_worker(service.settings):
        await wait_until(done)
    assert (await Job.get(id=job.id)).attempts == 2
    assert await Run.all().count() == 1
    codebook = await Codebook.get()
    assert (await counts(codebook)).answered == sum(bool(text.strip()) for text, _ in PEOPLE)
    assert codebook.revision == 1


async def test_the_last_job_of_a_codebook_is_its_own(service: Service) -> None:
    account, consultation = await asked(service, ())
    other = await a_public_consultation(account, slug="other")
    first, second = await start(consultation, account), await start(other, account)
    codebooks = [await codebook_of(one, QUESTION) for one in (consultation, other)]
    found = [await job_of(codebook) for codebook in codebooks if codebook]
    assert [job.id if job else None for job in found] == [first.id, second.id]


def test_a_fault_in_the_method_never_carries_an_answers_words() -> None:
    twice = (Comment("1", "my secret words"), Comment("1", "my secret words"))
    with pytest.raises(RuntimeError) as raised:
        themes_in_child(twice, Settings(), 2, lambda doing, share: None)
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is None


async def test_answers_of_others_are_not_read(service: Service) -> None:
    account, consultation = await asked(service, (("Only this one says anything about buses", True),))
    other = await a_public_consultation(account, slug="other")
    await people_answer(service, other, (("Another town speaks of trains", True),), spread=False)
    await start(consultation, account)
    await service.work()
    placed = {*await Coding.all().values_list("answer_id", flat=True), *await Leftover.all().values_list("answer_id", flat=True)}
    assert [(await Answer.get(id=answer_id)).value for answer_id in placed] == ["Only this one says anything about buses"]


def test_the_web_process_never_imports_the_method() -> None:
    code = (
        "import os, sys; os.environ['DATABASE_URL'] = 'sqlite://:memory:'; os.environ['SECRET_KEY'] = 'x' * 40\n"
        "import consult.asgi\n"
        "heavy = {'sklearn', 'scipy', 'numpy', 'nltk', 'nlp.theming'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
