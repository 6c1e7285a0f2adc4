"""Jobs outlive their workers: killed, silent or poisoned, a job ends once and well, or as failed with a sentence."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

import pytest

from consult.audit import AuditEntry, first_broken
from consult.jobs import Job, JobState, LostLease, Work, claim, enqueue, run_one, work_off
from tests.conftest import Service
from tests.consult import job_kinds
from tests.consult.workers import PATIENCE, a_worker, wait_until


async def later(kind: str, max_attempts: int = 5, **args: object) -> Job:
    return await enqueue(kind, dict(args), now=dt.datetime.now(dt.UTC), max_attempts=max_attempts)


async def now(job: Job) -> Job:
    return await Job.get(id=job.id)


def reaches(job: Job, state: JobState) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return (await now(job)).state is state

    return look


async def test_progress_can_be_seen_while_a_job_runs(service: Service) -> None:
    job = await later("test-note", steps=2)
    claimed = await claim("me", 30)
    assert claimed is not None
    await Work(claimed, 30).progress(0.5, "Half way")
    seen = await now(job)
    assert (seen.state, seen.progress, seen.doing, seen.attempts) == (JobState.running, 0.5, "Half way", 1)


async def test_a_job_that_is_refused_fails_at_once_with_its_sentence(service: Service) -> None:
    job = await later("test-refuse")
    await service.work()
    ended = await now(job)
    assert (ended.state, ended.error, ended.attempts) == (JobState.failed, "There is nothing to do it with.", 1)


async def test_a_fault_is_tried_again_later_and_its_words_go_nowhere(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    job = await later("test-fault", max_attempts=2)
    await service.work()
    waiting = await now(job)
    assert (waiting.state, waiting.attempts) == (JobState.queued, 1)
    assert waiting.run_after > dt.datetime.now(dt.UTC)
    await Job.filter(id=job.id).update(run_after=dt.datetime.now(dt.UTC))
    await service.work()
    ended = await now(job)
    assert (ended.state, ended.error) == (JobState.failed, "Something went wrong (RuntimeError).")
    assert "RuntimeError at job_kinds.py:" in caplog.text
    assert "respondent" not in caplog.text


async def test_a_kind_that_nobody_knows_is_an_error_and_not_a_crash(service: Service) -> None:
    job = await later("test-unheard-of", max_attempts=1)
    await service.work()
    assert (await now(job)).state is JobState.failed


async def test_a_job_is_claimed_by_one_of_many_at_the_same_moment(service: Service) -> None:
    jobs = [await later("test-note") for _ in range(4)]
    claims = await asyncio.gather(*(claim(f"worker {n}", 30) for n in range(12)))
    claimed = [job.id for job in claims if job is not None]
    assert sorted(claimed) == [job.id for job in jobs]


async def test_a_silent_workers_job_is_taken_over_and_it_can_write_nothing_more(service: Service) -> None:
    job = await later("test-note")
    first = await claim("first", 30)
    assert first is not None
    assert await claim("second", 30) is None
    await Job.filter(id=job.id).update(lease_until=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1))
    second = await claim("second", 30)
    assert second is not None
    with pytest.raises(LostLease):
        await Work(first, 30).progress(0.9, "Still at it")
    with pytest.raises(LostLease):
        await Work(first, 30).finish_here({"by": "first"})
    await Work(first, 30).finish({"by": "first"})
    await Work(first, 30).fail("The first one gave up.", final=True)
    await run_one(first, 30)
    assert await AuditEntry.all().count() == 0
    await run_one(second, 30)
    ended = await now(job)
    assert (ended.state, ended.worker, ended.result, ended.attempts) == (JobState.done, "second", {"steps": 1}, 2)


async def test_two_loops_share_the_work_and_do_nothing_twice(service: Service) -> None:
    jobs = [await later("test-note", steps=2, pause=0.01) for _ in range(10)]
    stop = asyncio.Event()

    async def no_chores() -> bool:
        return False

    loops = [asyncio.create_task(work_off(stop, 30, no_chores, poll=0.02)) for _ in range(2)]

    async def all_done() -> bool:
        return await Job.filter(state=JobState.done).count() == len(jobs)

    await wait_until(all_done)
    stop.set()
    await asyncio.gather(*loops)
    assert sorted(e.subject for e in await AuditEntry.all()) == sorted(f"job:{job.id}" for job in jobs)
    assert {job.attempts for job in await Job.all()} == {1}


async def test_a_dead_child_is_an_error_and_the_job_is_tried_again(service: Service) -> None:
    job = await later("test-child", die_first=True)
    await service.work()
    waiting = await now(job)
    assert (waiting.state, waiting.error) == (JobState.queued, "Something went wrong (ChildDied).")
    await Job.filter(id=job.id).update(run_after=dt.datetime.now(dt.UTC))
    await service.work()
    ended = await now(job)
    assert (ended.state, ended.result, ended.attempts) == (JobState.done, {"sum": 45}, 2)
    assert ended.error is None


@pytest.mark.slow
async def test_a_job_survives_the_kill_of_its_worker_and_happens_once(service: Service) -> None:
    jobs = [await later("test-note", steps=20, pause=0.1), await later("test-note")]
    with a_worker(service.settings) as worker:
        await wait_until(half_way_through(jobs[0]))
        worker.kill()
        worker.wait()
    assert (await now(jobs[0])).state is JobState.running
    assert await AuditEntry.all().count() == 0
    with a_worker(service.settings):
        for job in jobs:
            await wait_until(reaches(job, JobState.done))
    assert sorted(e.subject for e in await AuditEntry.all()) == sorted(f"job:{job.id}" for job in jobs)
    assert await first_broken() is None
    assert [(await now(job)).attempts for job in jobs] == [2, 1]


def half_way_through(job: Job) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return (await now(job)).progress >= 0.3

    return look


@pytest.mark.slow
async def test_a_job_that_kills_every_worker_ends_as_failed_with_a_sentence(service: Service) -> None:
    poison, well = await later("test-poison", max_attempts=2), await later("test-note")
    for _ in range(2):
        with a_worker(service.settings) as worker:
            await asyncio.to_thread(worker.wait, PATIENCE)
            assert worker.returncode == 9
    with a_worker(service.settings):
        await wait_until(reaches(poison, JobState.failed))
        await wait_until(reaches(well, JobState.done))
    assert (await now(poison)).error == "The work was started several times and never came to its end."


@pytest.mark.slow
async def test_a_worker_told_to_stop_finishes_the_job_in_hand(service: Service) -> None:
    job = await later("test-note", steps=10, pause=0.1)
    with a_worker(service.settings) as worker:
        await wait_until(half_way_through(job))
        worker.terminate()
        await asyncio.to_thread(worker.wait, PATIENCE)
        assert worker.returncode == 0
    assert (await now(job)).state is JobState.done


def test_the_kinds_of_these_tests_are_known() -> None:
    from consult.jobs import HANDLERS

    assert HANDLERS["test-note"] is job_kinds.note
