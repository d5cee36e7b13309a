"""Work put off: only if its cause is kept, only with ids, and taken over from a dead worker."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app

from kith.outside import queue

pytestmark = pytest.mark.usefixtures("database")

DONE: list[UUID] = []


@pytest.fixture(autouse=True)
def nothing_done() -> Iterator[None]:
    DONE.clear()
    yield
    for name in [name for name in app.tasks if name.startswith("test.")]:
        del app.tasks[name]
    connection.close()


@pytest.fixture
def mark() -> queue.Job:
    @queue.job("test.mark")
    def marked(*, one: UUID) -> None:
        DONE.append(one)

    return marked


def waiting() -> list[tuple[str, str]]:
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select task_name, status::text from procrastinate_jobs where task_name like 'test.%' order by id"
        )
        return cursor.fetchall()


def test_a_job_is_done_with_the_ids_it_was_given(mark: queue.Job) -> None:
    one = uuid4()
    queue.later(mark, one=one)
    queue.work(once=True)
    assert one in DONE
    assert waiting() == []


def test_a_job_whose_cause_is_undone_never_was(mark: queue.Job) -> None:
    with transaction.atomic():
        queue.later(mark, one=uuid4())
        transaction.set_rollback(True)
    assert waiting() == []


def test_what_a_job_puts_off_is_undone_with_it(mark: queue.Job) -> None:
    @queue.job("test.fails")
    def fails(*, one: UUID) -> None:
        with transaction.atomic():
            queue.later(mark, one=one)
            raise RuntimeError

    queue.later(fails, one=uuid4())
    queue.work(once=True)
    assert waiting() == [("test.fails", "todo")]


def test_only_ids_travel(mark: queue.Job) -> None:
    with pytest.raises(TypeError, match="not an id"):
        queue.later(mark, one="Sam Smith")  # type: ignore[arg-type]


def test_it_can_be_done_at_once(mark: queue.Job) -> None:
    one = uuid4()
    mark(one=one)
    assert one in DONE


def test_a_job_of_a_dead_worker_is_given_to_another(mark: queue.Job) -> None:
    one = uuid4()
    queue.later(mark, one=one)
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = %s", [worker])
    queue.later(queue.Job("queue.take_over", lambda: None))
    queue.work(once=True)
    queue.work(once=True)
    assert one in DONE
