"""How far a job is, as JSON: what the script of the progress part asks for every few seconds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consult.accounts.access import staff
from consult.errors import NotFound
from consult.jobs import Job, shown


async def progress(request: Request) -> Response:
    """`/jobs/{id}`: state, words, done and total. Only for the organisation that the job names in its `args`."""
    account = staff(request)
    job = await Job.get_or_none(id=request.path_params["id"])
    if job is None or job.args.get("organisation") != account.organisation_id:
        raise NotFound("There is no such job.")
    return JSONResponse(shown(job))
