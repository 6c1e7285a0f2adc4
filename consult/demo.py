"""`make demo`: the sample consultation carried the whole way, from the question to the decision, and then served.

Each step looks first whether it was done before, so that a second run takes seconds.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

import consult.handlers  # noqa: F401  importing registers the jobs
from consult.accounts.accounts import add_account
from consult.accounts.models import Account, Role
from consult.app import make_store
from consult.consultations.models import Consultation
from consult.database import opened
from consult.deliberation.rounds import latest_round, open_round
from consult.findings.models import Publication, PublishedFile
from consult.findings.publishing import start_publishing
from consult.jobs import Job, JobState, claim, run_one
from consult.migrating import bring_up_to_date
from consult.organisations.models import Organisation
from consult.sample.decide import decide_sample
from consult.sample.load import QUESTION, load_sample
from consult.sample.read import sample_definition
from consult.security import Keyring, keyring
from consult.settings import Settings
from consult.theming.codebook import codebook_of, last_run, sign_off
from consult.theming.running import start_theming
from surveys.collect import Intake

EMAIL = "lead@anytown.example"
CHECKED = "Illustrative: the themes stand as the method found them. In a real consultation a person reads the answers first."
FOLDER = Path("var/demo")


async def make_demo(settings: Settings, port: int) -> None:
    """Carry the sample the whole way, write its findings to var/demo/, and say what to open."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    site = f"http://127.0.0.1:{port}"
    await bring_up_to_date(settings)
    steps = Steps(settings.job_lease, keyring(settings))
    async with opened(settings):
        password = demo_password(settings)
        account = await the_lead(password, now)
        async with Intake(make_store(settings)) as intake:
            consultation = await load_sample(account, intake, now=now)
        await find_and_sign(steps, consultation, account, now)
        if await latest_round(consultation.id) is None:
            await open_round(consultation, account, now=now)
        await publish_once(steps, consultation, account, now, site)
        await decide_sample(consultation, account, steps.finish, now=now, site=site)
        files = await published_files(consultation)
    say_what_to_open(site, consultation.slug, password, write_files(files))


class Steps:
    """Does the jobs that the steps ask for, here and now, and shows how far they are."""

    def __init__(self, lease: float, keys: Keyring) -> None:
        self.lease, self.keys = lease, keys
        self.console = Console(stderr=True)

    async def finish(self, job: Job, words: str) -> None:
        """Work until this job is done. Ends the program with the job's own sentence when it failed."""
        columns = (TextColumn("{task.description}"), BarColumn())
        with Progress(*columns, console=self.console, transient=True) as shown:
            shown.add_task(words, total=None)
            while (claimed := await claim("demo", self.lease)) is not None:
                await run_one(claimed, self.lease, self.keys)
        await job.refresh_from_db()
        if job.state is not JobState.done:
            raise typer.Exit(fail(f"{words}: {job.error or 'another worker has this job; try again in a minute.'}"))
        self.console.print(f"{words}: done")


def fail(sentence: str) -> int:
    """Say why the demo stopped; returns the exit status."""
    typer.echo(f"consult: {sentence}", err=True)
    return 1


def demo_password(settings: Settings) -> str:
    """The lead's password: made once and kept beside the demo's database, readable by its owner alone."""
    path = settings.sqlite_path.with_suffix(".password") if settings.dialect == "sqlite" else FOLDER / "password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12))
    return path.read_text().strip()


async def the_lead(password: str, now: dt.datetime) -> Account:
    """The person who leads the sample consultation."""
    account = await Account.get_or_none(email=EMAIL)
    if account is not None:
        return account
    name = sample_definition().organisation.en
    body, _ = await Organisation.get_or_create(slug="anytown", defaults={"name": name, "created_at": now})
    return await add_account(EMAIL, "Illustrative Lead", password, body, now=now, role=Role.lead)


async def find_and_sign(steps: Steps, consultation: Consultation, account: Account, now: dt.datetime) -> None:
    """Find the themes by our own method, and sign them off as they stand."""
    codebook = await codebook_of(consultation, QUESTION)
    if codebook is None or await last_run(codebook) is None:
        await steps.finish(await start_theming(consultation, QUESTION, account, now=now), "Finding the themes")
        codebook = await codebook_of(consultation, QUESTION)
    assert codebook is not None
    await sign_off(codebook, account, checked=CHECKED, revision=codebook.revision, now=now)


async def publish_once(steps: Steps, consultation: Consultation, account: Account, now: dt.datetime, site: str) -> None:
    """Publish the findings, unless they are out already."""
    if not await Publication.exists(consultation_id=consultation.id):
        await steps.finish(await start_publishing(consultation, account, now=now, site=site), "Writing the findings")


async def published_files(consultation: Consultation) -> dict[str, bytes]:
    """Every file that was published, by name."""
    rows = await PublishedFile.filter(publication__consultation_id=consultation.id).order_by("id")
    return {row.name: row.content for row in rows}


def write_files(files: dict[str, bytes]) -> list[Path]:
    """Write the published files to var/demo/; returns where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
    return [FOLDER / name for name in files]


def say_what_to_open(site: str, slug: str, password: str, written: list[Path]) -> None:
    """Where a newcomer looks first."""
    echo: Callable[[str], None] = typer.echo
    echo("")
    echo("Our Survey Said: the sample consultation is ready. Its answers were written as an illustration.")
    echo(f"  What people see    {site}/")
    echo(f"  Findings           {site}/consultations/{slug}/findings")
    echo(f"  Vote on themes     {site}/consultations/{slug}/vote")
    echo(f"  Decision           {site}/consultations/{slug}/decision")
    echo(f"  The lead's desk    {site}/manage   sign in as {EMAIL}, password {password}")
    for path in written:
        echo(f"  File               {path}")
    echo("")
