"""Put work off until after the page, and do what the clock asks: procrastinate behind one door.

A job is deferred in the transaction that causes it, so it exists only if its cause does. It runs
at least once: a worker that is killed half way leaves its job to the next one, so whatever a job
calls must be safe to call again. Its arguments are ids, since the queue's tables have no wall.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from procrastinate import PsycopgConnector, RetryStrategy
from procrastinate.contrib.django import app, connector_params

Id = UUID | int
Work = Callable[..., None]

QUEUES = ["default", "builtin"]
TRIES = 5
# Long work keeps to its lanes, of which there are fewer (two of feeds, one of files that are mapped, one of what is
# removed): what the clock asks for finds somebody free.
AT_ONCE, LANES = 5, 2
# A worker says that it lives every 5 s; after half a minute of silence its jobs are given away.
HEARTBEAT = 5.0
SILENCE = 30.0
KEEP = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that can be put off, by its name."""

    name: str
    work: Work

    def __call__(self, **ids: Id) -> None:
        """Do it now, as the worker would."""
        self.work(**_unpacked(_packed(ids)))


def job(name: str) -> Callable[[Work], Job]:
    """Name a function as work that can be put off. Its arguments are ids, passed by name."""

    def named(work: Work) -> Job:
        def run(**packed: str | int) -> None:
            work(**_unpacked(packed))

        retry = RetryStrategy(max_attempts=TRIES, exponential_wait=2)
        app.task(name=name, retry=retry, pass_context=False)(run)
        return Job(name, work)

    return named


def every(cron: str, name: str) -> Callable[[Work], Job]:
    """Name a function as work that the clock asks for, at the times of a cron line in UTC.

    It takes no arguments: a run that was missed is made good by the next.
    """

    def named(work: Work) -> Job:
        def run(timestamp: int = 0) -> None:
            work()

        task = app.task(name=name, lock=name, queueing_lock=name, pass_context=False)(run)
        app.periodic(cron=cron)(task)
        return Job(name, work)

    return named


def later(what: Job | str, *, lane: str = "", **ids: Id) -> None:
    """Put a job off, by itself or by its name; it is taken up once the present transaction is committed.

    Jobs of one lane are done one after the other, in the order in which they were put off.
    """
    name = what if isinstance(what, str) else what.name
    app.configure_task(name, lock=lane or None).defer(**_packed(ids))


def work(*, once: bool = False) -> None:
    """Take up jobs until told to stop, finishing the one in hand; or only what waits now."""
    # An app beside the first: what a job puts off must still go through Django's own transaction.
    beside = app.with_connector(PsycopgConnector(kwargs=connector_params()))
    beside.run_worker(
        queues=QUEUES,
        concurrency=AT_ONCE,
        wait=not once,
        delete_jobs="successful",
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=SILENCE,
        shutdown_graceful_timeout=10,
    )


@app.periodic(cron="* * * * *")
@app.task(name="queue.take_over", queue="builtin", queueing_lock="queue.take_over", pass_context=False)
async def take_over(timestamp: int = 0) -> None:
    """Give the jobs of a worker that fell silent to whoever is there."""
    for left in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        await app.job_manager.retry_job(left)


@app.periodic(cron="17 3 * * *")
@app.task(name="queue.forget", queue="builtin", queueing_lock="queue.forget")
async def forget(timestamp: int = 0) -> None:
    """Forget jobs that failed for good, once somebody has had a week to look."""
    hours = int(KEEP.total_seconds() // 3600)
    await app.job_manager.delete_old_jobs(nb_hours=hours, include_failed=True)


def _packed(ids: dict[str, Id]) -> dict[str, str | int]:
    for name, value in ids.items():
        if not isinstance(value, UUID | int):
            raise TypeError(f"{name} is not an id. Pass ids to a job, and read the rest when it runs.")
    return {name: str(value) if isinstance(value, UUID) else value for name, value in ids.items()}


def _unpacked(packed: dict[str, str | int]) -> dict[str, Id]:
    return {name: UUID(value) if isinstance(value, str) else value for name, value in packed.items()}
