"""The pages people wait for, as a browser asks for them, with the wall standing and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connections
from django.test import Client

from bench.county import County
from bench.measuring import measure
from kith.config.places import Role, places
from tests.concerns.public.journey import ANSWERS, report
from tests.factories.client import client_of

TIMES = 40
FEW = 12
FOUND = (200, 302)

Work = Callable[[int], object]


def measure_pages(county: County) -> dict[str, dict[str, float]]:
    """Measure each page; those behind the wall twice, and say how much the wall costs."""
    figures: dict[str, dict[str, float]] = {}
    for name, (work, times) in _behind_the_wall(county).items():
        figures[name] = _with_and_without(work, times)
    for name, (work, times) in _of_the_public().items():
        figures[name] = measure(work, times=times).figures()
    return figures


def _behind_the_wall(county: County) -> dict[str, tuple[Work, int]]:
    def work(path: Callable[[int], str]) -> Work:
        browser = client_of(county.world["amina"])
        return lambda number: _get(browser, path(number))

    return {
        "home": (work(lambda _: "/"), TIMES),
        "queue": (work(lambda _: "/queue/"), TIMES),
        "queue, page 40": (work(lambda _: "/queue/?page=40"), TIMES),
        "concern, one after another": (work(lambda n: f"/concerns/{county.references[n]}/"), TIMES),
        "concern, the same again": (work(lambda _: f"/concerns/{county.references[0]}/"), TIMES),
        "possible matches": (work(lambda n: _match(county, n)), FEW),
    }


def _match(county: County, number: int) -> str:
    # Two people to each concern, in order.
    return f"/concerns/{county.references[number]}/match/{county.people[2 * number]}/"


def _of_the_public() -> dict[str, tuple[Work, int]]:
    browser = Client()
    return {
        "report, first page": (lambda _: _get(browser, "/report/"), TIMES),
        "report, a question answered": (lambda _: _answer(browser), TIMES),
        "report, all five and sent": (lambda _: report(Client()), FEW),
    }


def _answer(browser: Client) -> None:
    path, given = ANSWERS[1]
    assert browser.post(path, given).status_code in FOUND


def _get(browser: Client, path: str) -> None:
    response = browser.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"


def _with_and_without(work: Work, times: int) -> dict[str, float]:
    wall = measure(work, times=times)
    with no_wall():
        bare = measure(work, times=times)
    on, off = wall.figures(), bare.figures()
    return on | {
        "no_wall_p50_ms": off["p50_ms"],
        "no_wall_cpu_ms": off["cpu_ms"],
        "wall_ratio_p50": round(on["p50_ms"] / off["p50_ms"], 2),
        "wall_ratio_cpu": round(on["cpu_ms"] / off["cpu_ms"], 2),
    }


def no_wall() -> AbstractContextManager[None]:
    """Ask the same questions as a superuser, whom row-level security does not bind; Django's filters still hold."""
    return as_role(Role.ADMIN)


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Be another role of the database for a while, on the connection of pages."""
    settings, other = connections["default"].settings_dict, places().database(role)
    kept = {key: settings[key] for key in ("USER", "PASSWORD")}
    connections["default"].close()
    settings.update(USER=other["USER"], PASSWORD=other["PASSWORD"])
    try:
        yield
    finally:
        connections["default"].close()
        settings.update(kept)
