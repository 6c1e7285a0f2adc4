"""The command line: a table of commands. Heavy parts are imported by the command that needs them."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from consult import __version__, commands
from consult.theming.coding_command import code
from consult.theming.command import theme_command
from consult.theming.evaluation_command import evaluate
from consult.theming.files import AnswerFile
from nlp.types import Theming

app = typer.Typer(
    name="consult",
    help="Our Survey Said: from a question to ranked themes, findings and a decision that answers them.",
    no_args_is_help=True,
    add_completion=False,
    # a traceback with local variables would print respondents' words
    pretty_exceptions_enable=False,
)


def findings_pdf(theming: Theming, source: AnswerFile) -> bytes:
    """The findings of a file job as a PDF."""
    from consult.findings.from_theming import findings_pdf as build

    return build(theming, source)


def version(asked: bool) -> None:
    """Print the version and leave, when asked for it."""
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    show_version: Annotated[bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Our Survey Said: from a question to ranked themes, findings and a decision that answers them."""


app.command("theme")(theme_command(findings_pdf))
app.command("code")(code)
app.command("evaluate")(evaluate)
app.command("serve")(commands.serve)
app.command("worker")(commands.worker)
app.command("migrate")(commands.migrate)
app.command("demo")(commands.demo)
app.add_typer(commands.users, name="user")


def main() -> None:
    """Run the command line; a fault of the program is one sentence, unless CONSULT_DEBUG asks for its traceback.

    The sentence names the kind of fault and the place in the code, never its message, which may hold respondents' words.
    """
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot print a letter gets a question mark, not a crash
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except Exception as error:
        if os.environ.get("CONSULT_DEBUG"):
            raise
        typer.echo(f"consult: The program failed ({type(error).__name__} in {place(error)}). Please report this.", err=True)
        sys.exit(1)


def place(error: BaseException) -> str:
    """Module and line of the innermost frame, without the path to it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace else "?"
