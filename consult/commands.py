"""The commands that run the service. `consult/cli.py` is the table that names them."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
from collections.abc import Awaitable
from dataclasses import replace
from typing import Annotated, NoReturn, TypeVar

import typer

from consult.settings import BadSetting, Settings

Result = TypeVar("Result")
users = typer.Typer(help="People who sign in.", no_args_is_help=True)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    worker: Annotated[bool, typer.Option(help="Whether to do the jobs inside the service too.")] = True,
    processes: Annotated[int, typer.Option(help="Web processes; more than one needs PostgreSQL.", min=1)] = 1,
) -> None:
    """Serve the pages. Stops on Ctrl-C or SIGTERM, after finishing what it has begun."""
    settings = read_settings()
    if processes > 1 and settings.dialect == "sqlite":
        refuse("SQLite has one writing process: use PostgreSQL (DATABASE_URL=postgres://…) for --processes above 1.")
    run_server(replace(settings, embedded_worker=settings.embedded_worker and worker), host, port, processes)


def run_server(settings: Settings, host: str, port: int, processes: int = 1) -> None:
    """Start uvicorn with these settings and stay until it is told to stop."""
    import uvicorn

    # uvicorn's processes read the environment again, so it must say what we decided
    os.environ["DATABASE_URL"] = settings.database_url
    os.environ["EMBEDDED_WORKER"] = "yes" if settings.embedded_worker else "no"
    uvicorn.run(
        "consult.asgi:app",
        host=host,
        port=port,
        workers=processes if processes > 1 else None,
        # addresses name responses, so they are not written to a log
        access_log=False,
        log_level="warning",
        proxy_headers=True,
        timeout_graceful_shutdown=30,
    )


def worker() -> None:
    """Do the jobs, beside a service that was started with --no-worker."""
    from consult.worker import run_worker

    settings = read_settings()
    if settings.dialect == "sqlite":
        typer.echo("SQLite serves one machine: web and worker share the file's write lock and take turns.", err=True)
    asyncio.run(run_worker(settings))


def migrate() -> None:
    """Bring the database of DATABASE_URL up to date."""
    from consult.migrating import bring_up_to_date

    settings = read_settings()
    reach_database(bring_up_to_date(settings))
    typer.echo("The database is up to date.")


@users.command("add")
def add_user(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name, as the record shows it.")],
    organisation: Annotated[str, typer.Option(help="The body they work for; it is added when it is new.")],
    role: Annotated[str, typer.Option(help="lead, analyst, decision-maker or viewer.")] = "lead",
) -> None:
    """Add somebody who signs in. The password is asked for, or read from CONSULT_PASSWORD."""
    password = os.environ.get("CONSULT_PASSWORD") or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    settings = read_settings()
    try:
        reach_database(_add_user(settings, email, name, organisation, role, password))
    except ValueError as problem:
        refuse(str(problem))
    typer.echo(f"{email} can sign in now.")


async def _add_user(settings: Settings, email: str, name: str, organisation: str, role: str, password: str) -> None:
    from consult.accounts.accounts import add_account
    from consult.accounts.models import Role
    from consult.database import opened
    from consult.organisations.models import Organisation

    if role not in {r.value for r in Role}:
        raise ValueError(f"There is no role {role!r}: use lead, analyst, decision-maker or viewer.")
    now = dt.datetime.now(dt.UTC)
    slug = re.sub(r"[^a-z0-9]+", "-", organisation.lower()).strip("-")
    if not slug:
        raise ValueError("Give the organisation a name with letters in it.")
    async with opened(settings):
        body, _ = await Organisation.get_or_create(slug=slug, defaults={"name": organisation, "created_at": now})
        await add_account(email, name, password, body, now=now, role=Role(role))


def demo(
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    serve: Annotated[bool, typer.Option(help="Whether to serve the pages when all is made.")] = True,
) -> None:
    """Load the sample consultation, theme it, write its findings, and serve it."""
    from consult.demo import make_demo

    settings = read_settings("sqlite://var/demo.sqlite3")
    reach_database(make_demo(settings, port))
    if serve:
        run_server(settings, "127.0.0.1", port)


def read_settings(standard_database: str = "") -> Settings:
    """The settings from the environment; a bad one ends the program with its name."""
    environment = dict(os.environ)
    if standard_database:
        environment.setdefault("DATABASE_URL", standard_database)
    try:
        return Settings.from_environment(environment)
    except BadSetting as problem:
        refuse(str(problem))


def reach_database(work: Awaitable[Result]) -> Result:
    """Run something that needs the database; when that is away, end with a sentence that says what to do."""
    from consult.errors import database_is_away

    async def run() -> Result:
        return await work

    try:
        return asyncio.run(run())
    except Exception as error:
        if database_is_away(error):
            refuse("The database cannot be reached. Check DATABASE_URL and that the server is running, then try again.")
        raise


def refuse(sentence: str) -> NoReturn:
    """End the program with exit status 2 and a sentence that says what to do."""
    typer.echo(f"consult: {sentence}", err=True)
    raise typer.Exit(2)
