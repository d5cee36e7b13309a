"""What the wall itself costs: one statement as the web asks it, and the same rows asked for by hand without a wall."""

from __future__ import annotations

import time
from statistics import median

from django.db import connections, transaction

from bench.county import County
from kith.agencies import actions as agencies
from kith.sharing import queries as sharing
from kith.sharing.actions import open_record
from kith.sharing.models import LinkKind
from tests.factories import world as make

TIMES = 40
QUEUE = """select reference, stage, decide_by from concerns_concern c where stage in ('received', 'screening') {and_}
           order by decide_by limit 25"""
LINKED = """and exists (select 1 from sharing_link l where l.record_id = c.record_id and l.team_id = '{team}'
            and l.ends_at > now())"""
CONTENT = "select what from concerns_statement where record_id = '{record}'"
POOL = "select id, surname from records_sourceperson where agency_id = '{agency}' and surname = 'Oakley' limit 50"


def measure_wall(county: County) -> dict[str, dict[str, float]]:
    """Compare each statement behind the wall with its twin that says the rule by hand."""
    team, record, police = county.world.front_door.pk, county.records[0], county.world.police.pk
    twin = QUEUE.format(and_=LINKED.format(team=team))
    make.Link.objects.using(make.ADMIN).create(
        record_id=record, account=county.world["petra"], kind=LinkKind.ASKED, starts_at=make.PAST,
        ends_at=make.PAST.replace(year=2040),
    )  # fmt: skip
    return {
        "a page of the queue": _compare(county, "amina", None, QUEUE.format(and_=""), twin),
        "the words of one concern": _compare(county, "amina", record, *[CONTENT.format(record=record)] * 2),
        "an agency's own pooled rows": _compare(county, "petra", record, *[POOL.format(agency=police)] * 2),
    }


def _compare(county: County, who: str, record: object, behind: str, twin: str) -> dict[str, float]:
    token = make.signed_in(county.world[who])
    if record is not None:
        _open(county, who, token, record)
    walled, rows = _as_web(token, behind)
    bare, same = _timed("admin", twin)
    assert rows == same, f"{len(rows)} rows behind the wall, {len(same)} without"
    return {
        "wall_ms": round(median(walled) * 1000, 2),
        "no_wall_ms": round(median(bare) * 1000, 2),
        "ratio": round(median(walled) / median(bare), 2),
        "rows": len(rows),
    }


def _open(county: County, who: str, token: str, record: object) -> None:
    from django.utils import timezone

    with transaction.atomic():
        agencies.act_as(token)
        asker = sharing.asker(account_id=county.world[who].pk, token=token, at=timezone.now())
        assert asker is not None
        open_record(asker, record)  # type: ignore[arg-type]


def _as_web(token: str, query: str) -> tuple[list[float], list[object]]:
    with transaction.atomic():
        agencies.act_as(token)
        return _timed("default", query)


def _timed(alias: str, query: str) -> tuple[list[float], list[object]]:
    spent: list[float] = []
    rows: list[object] = []
    with connections[alias].cursor() as cursor:
        for _ in range(TIMES):
            begun = time.perf_counter()
            cursor.execute(query)
            rows = cursor.fetchall()
            spent.append(time.perf_counter() - begun)
    return spent[2:], rows
