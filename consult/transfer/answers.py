"""Answers from somebody's own table: the file is read, its columns are named, every row is tried, and then all go in or none.

Between the steps the file waits as a job that is not due yet, so that any web process can go on with it and a worker brings
it in exactly once. Its rows are erased when they are stored, and after a day when nobody goes on.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import tempfile
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from tortoise.transactions import in_transaction

from consult import audit
from consult.accounts.models import Account
from consult.consultations.models import Consultation, State
from consult.errors import NotFound, NotNow
from consult.jobs import CannotWork, Job, JobState, Work, enqueue, handles
from consult.offload import in_child
from consult.theming import files
from consult.theming.tables import Limits
from consult.transfer.exporting import definitions_of
from consult.transfer.words import words_of_fault
from surveys.definition import Definition
from surveys.incoming import Outcome, Taken, check_rows
from surveys.models import Channel, Response, Version

KIND = "bring in answers"
NOT_DUE = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
KEPT_FOR = dt.timedelta(days=1)
MOST_ROWS = 50_000
MOST_COLUMNS = 2_000
SMALL = 300_000
"""Bytes of a file that is read beside the pages; a larger one is read in a process of its own."""
BATCH = 500

Result = TypeVar("Result")


class Unusable(Exception):
    """A file that cannot be used; its message says in a sentence what to do, and quotes no answer."""


async def apart(size: int, function: Callable[..., Result], *arguments: Any) -> Result:
    """Run something slow away from the event loop, in a process of its own when there is much. Raises Unusable."""
    try:
        if size < SMALL:
            return await asyncio.to_thread(function, *arguments, None)
        return await in_child(function, *arguments)
    except (ValueError, CannotWork) as refusal:
        raise Unusable(str(refusal).replace("then run it again", "then choose it again")) from None


def read_table(path: str, tell: object) -> tuple[list[str], list[tuple[int, list[str]]], list[str]]:
    """The names of the columns, the numbered rows, and notes on how the file was read. Raises CannotRead."""
    with files.opened(Path(path), [], None, Limits(file=500_000_000)) as table:
        left_out: list[int] = []
        rows: list[tuple[int, list[str]]] = []
        for number, cells in files.filled(table.rows, len(table.columns), left_out):
            rows.append((number, list(cells)))
            if len(rows) > MOST_ROWS:
                raise ValueError(f"The file has more than {MOST_ROWS:,} rows. Cut it into several files.")
        notes = [*table.notes, *files.empty_rows_note(len(left_out))]
    if not rows:
        raise ValueError("The file has column names but no answers under them. Check the file, then choose it again.")
    if len(table.columns) > MOST_COLUMNS:
        raise ValueError(f"The file has more than {MOST_COLUMNS:,} columns. Keep only those with answers.")
    return list(table.columns), rows, notes


async def hold(consultation: Consultation, account: Account, name: str, content: bytes, *, now: dt.datetime) -> Job:
    """Read a file and keep its rows until the lead has named the columns. Raises Unusable, and NotNow for a draft."""
    refuse_draft(consultation)
    if not content:
        raise Unusable("Choose a file that holds something. This one is empty.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"answers{Path(name).suffix.lower()[:8]}"
        await asyncio.to_thread(path.write_bytes, content)
        columns, rows, notes = await apart(len(content), read_table, str(path))
    facts = {
        "organisation": consultation.organisation_id,
        "consultation": consultation.id,
        "account": account.email,
        "sha256": hashlib.sha256(content).hexdigest(),
        "columns": columns,
        "rows": rows,
        "notes": notes,
    }
    subject = subject_of(consultation)
    await Job.filter(kind=KIND, subject=subject, run_after=NOT_DUE, created_at__lt=now - KEPT_FOR).delete()
    job = await enqueue(KIND, facts, now=now, subject=subject)
    job.run_after = NOT_DUE
    await job.save(update_fields=["run_after"])
    return job


def subject_of(consultation: Consultation) -> str:
    """What the jobs of a consultation's imports are about."""
    return f"consultation:{consultation.id}"


def refuse_draft(consultation: Consultation) -> None:
    """Raise NotNow while nobody can have been asked."""
    if consultation.state is State.draft:
        raise NotNow("These questions can still be changed, so no answers can be brought in.", "Open the consultation first.")


async def held(consultation: Consultation, job_id: int) -> Job:
    """A file that was sent for this consultation. Raises NotFound."""
    job = await Job.get_or_none(id=job_id, kind=KIND, subject=subject_of(consultation))
    if job is None:
        raise NotFound("There is no such file. Files that nobody goes on with are erased after a day.")
    return job


async def brought_before(job: Job) -> bool:
    """Whether the very same file was brought into this consultation before."""
    done = await Job.filter(kind=KIND, subject=job.subject, state=JobState.done).exclude(id=job.id)
    return any(one.args.get("sha256") == job.args["sha256"] for one in done)


def check_table(
    definitions: Sequence[Definition],
    mapping: Mapping[int, str],
    columns: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    lenient: bool,
    tell: object,
) -> Outcome:
    """`surveys.incoming.check_rows`, as a child process calls it."""
    return check_rows(definitions, mapping, columns, rows, lenient=lenient)


async def try_out(consultation: Consultation, job: Job, mapping: Mapping[int, str], lenient: bool) -> Outcome:
    """Check every row under these names of columns, store nothing, and keep what came of it with the file."""
    if job.run_after != NOT_DUE:
        raise NotNow("This file is being brought in already.", "Go back to see how far it is.")
    definitions = await definitions_of(consultation)
    outcome = await _checked(definitions, job, mapping, lenient)
    by_number = {one.number: one for one in definitions}
    job.args |= {
        "mapping": [[place, name] for place, name in sorted(mapping.items())],
        "lenient": lenient,
        "good": len(outcome.taken),
        "wrong": outcome.wrong,
        "faults": [[fault.row, fault.column, words_of_fault(fault, by_number.get(fault.version))] for fault in outcome.faults],
    }
    await job.save(update_fields=["args"])
    return outcome


async def _checked(definitions: Sequence[Definition], job: Job, mapping: Mapping[int, str], lenient: bool) -> Outcome:
    columns, rows = job.args["columns"], job.args["rows"]
    return await apart(100 * len(rows) * max(1, len(mapping)), check_table, definitions, dict(mapping), columns, rows, lenient)


async def confirm(consultation: Consultation, job_id: int, *, now: dt.datetime) -> None:
    """Let a worker bring the file in. Twice is once. Raises NotNow when its rows were not all found good."""
    async with in_transaction():
        job = await Job.filter(id=job_id).select_for_update().get()
        if job.run_after != NOT_DUE:
            return
        if job.args.get("wrong") != 0 or not job.args.get("good"):
            raise NotNow("Some rows cannot be brought in as they are.", "Mend the file, then choose it again.")
        refuse_draft(consultation)
        job.run_after = now
        await job.save(update_fields=["run_after"])


@handles(KIND)
async def bring_in(work: Work, args: dict[str, Any]) -> dict[str, Any]:
    """Store every row as a response that came through the channel "import", in one transaction with the end of the job."""
    consultation = await Consultation.get(id=args["consultation"])
    now = dt.datetime.now(dt.UTC)
    await work.progress(0.1, "Checking every row once more")
    definitions = await definitions_of(consultation)
    mapping = {int(place): str(name) for place, name in args["mapping"]}
    outcome = await _checked(definitions, work.job, mapping, args["lenient"])
    if outcome.wrong:
        raise CannotWork("The questions have changed since the file was checked. Nothing was brought in. Choose the file again.")
    await work.progress(0.5, "Storing the answers")
    result = {"answers": len(outcome.taken)}
    async with in_transaction():
        await _store(consultation, outcome.taken, now)
        facts = {"answers": len(outcome.taken), "sha256": args["sha256"], "job": work.job.id}
        await audit.record(args["account"], "answers brought in", f"consultation:{consultation.slug}", now=now, **facts)
        erased = {name: value for name, value in args.items() if name not in ("rows", "faults")}
        await Job.filter(id=work.job.id).update(args=erased)
        await work.finish_here(result)
    return result


async def _store(consultation: Consultation, taken: Sequence[Taken], now: dt.datetime) -> None:
    versions = await Version.filter(questionnaire_id=consultation.questionnaire_id)
    ids = {version.number: version.id for version in versions}
    for start in range(0, len(taken), BATCH):
        await Response.bulk_create([_response(consultation, ids[one.version], one, now) for one in taken[start : start + BATCH]])


def _response(consultation: Consultation, version_id: int, taken: Taken, now: dt.datetime) -> Response:
    received = taken.received_at or now
    return Response(
        id=uuid.uuid4(),
        version_id=version_id,
        wave=taken.wave,
        channel=Channel.imported,
        received_at=received,
        record=taken.record,
        late=consultation.closed_at is not None and received > consultation.closed_at,
        signatories=taken.signatories,
        source=taken.source,
    )
