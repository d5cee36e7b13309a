"""A row that is sent again takes the place of the earlier one. Nothing is overwritten: the earlier says when it was over.

What was told later stands, in whatever order files come; and first, what is told for a later time, where a file says for
what time it is. A row is over from when a later file told it again, by its key, or from the next file that was everything
its agency had. Worked out from the files that are here, so that withdrawing one
of them leaves what the others tell.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from kith.records.models import Batch

SETTLE = """
with told as (
  select b.id, b.whole, coalesce(b.told_at, b.begun_at) as at,
    row_number() over (order by b.reference_date nulls first, coalesce(b.told_at, b.begun_at), b.begun_at, b.id) as place
  from records_batch b where b.agency_id = %(agency)s and b.profile = %(profile)s and b.status = 'done'
), files as (
  select t.*, min(t.at) filter (where t.whole) over later as over from told t
  window later as (order by t.place range between 1 following and unbounded following)
), stands as (
  select s.id, least(f.over, case when s.row_key is not null then min(f.at) over (
    partition by s.row_key order by f.place range between 1 following and unbounded following) end) as over
  from records_sourcerecord s join files f on f.id = s.batch_id
  where %(again)s or (s.superseded_at is null or s.superseded_at > %(at)s) and (%(whole)s or s.row_key in (
    select k.row_key from records_sourcerecord k where k.batch_id = %(batch)s and k.row_key is not null))
), changed as (
  update records_sourcerecord s set superseded_at = stands.over from stands
  where s.id = stands.id and s.superseded_at is distinct from stands.over returning s.id, s.superseded_at
)
update records_sourceperson p set superseded_at = c.superseded_at from changed c where p.record_id = c.id
"""


def supersede(batch: Batch, *, keyed: bool, using: str) -> None:
    """Say which rows are over, now that a file is read; ``keyed`` says whether its rows have keys at all."""
    whole = Batch.objects.using(using).filter(agency=batch.agency_id, profile=batch.profile, whole=True).exists()
    if keyed or whole:
        _settle(batch, again=False, whole=whole, using=using)


def stand_again(batch: Batch, *, using: str) -> None:
    """Say which rows stand, now that a file is gone."""
    _settle(batch, again=True, whole=True, using=using)


def _settle(batch: Batch, *, again: bool, whole: bool, using: str) -> None:
    told: dict[str, Any] = {"batch": batch.pk, "agency": batch.agency_id, "profile": batch.profile}
    told |= {"at": batch.told_at or batch.begun_at, "again": again, "whole": whole}
    with connections[using].cursor() as cursor:
        cursor.execute(SETTLE, told)
