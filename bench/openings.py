"""How many openings a second the gate writes down: each commits its audit row and its ticket to the disk."""

from __future__ import annotations

import time

from django.db import transaction
from django.utils import timezone

from bench.county import County
from bench.measuring import backends
from kith.agencies import actions as agencies
from kith.sharing import queries as sharing
from kith.sharing.actions import open_record
from tests.factories import world as make

TIMES = 400


def measure_openings(county: County) -> dict[str, float]:
    """Open one record after another as one person."""
    token = make.signed_in(county.world["amina"])
    with transaction.atomic():
        agencies.act_as(token)
        asker = sharing.asker(account_id=county.world["amina"].pk, token=token, at=timezone.now())
        assert asker is not None
        clock, cpu = time.perf_counter(), time.process_time() + backends()
        for record in county.records[:TIMES]:
            open_record(asker, record)
        clock, cpu = time.perf_counter() - clock, time.process_time() + backends() - cpu
    return {
        "openings": TIMES,
        "per_second": round(TIMES / clock),
        "cpu_ms_each": round(cpu / TIMES * 1000, 2),
    }
