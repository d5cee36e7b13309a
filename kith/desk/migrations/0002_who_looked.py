"""Let those who check that information is used properly read who looked, and those who answer for it review."""

from django.db import migrations

from kith.outside.walls import WEB, Grant, Policy, SecureTable

SQL = """
create index audit_event_by_time on audit_event (at);

-- The references of records that the reader's own agency answers for. No other word of them.
create function desk_references(records uuid[]) returns table (record text, reference text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id::text, c.reference from sharing_record r join concerns_concern c on c.record_id = r.id
  where r.id = any(records) and (
    ((select sharing_may('read_audit')) and r.owner_agency_id = (select agencies_mine()))
    or r.id in (select sharing_open_records()))
$$;

-- The emergency openings a reviewer answers for: of their agency's records, or by their agency's people.
create function desk_emergencies() returns table (
  id uuid, record uuid, reference text, who text, reason text, starts_at timestamptz, ends_at timestamptz,
  review_due_at timestamptz, reviewed_at timestamptz, reviewed_by text, review_words text, justified boolean,
  own boolean
) language sql stable security definer set search_path = pg_catalog, public as $$
  select b.id, b.record_id, c.reference, 'agencies.Account:' || b.account_id, b.reason, b.starts_at, b.ends_at,
    b.review_due_at, b.reviewed_at, b.reviewed_by, b.review_words, b.justified, b.account_id = (select agencies_me())
  from sharing_breakglass b
  join concerns_concern c on c.record_id = b.record_id
  where b.id in (select sharing_reviewable())
    and (b.reviewed_at is null or b.reviewed_at > statement_timestamp() - interval '30 days')
  order by b.review_due_at
$$;

revoke all on function desk_references(uuid[]), desk_emergencies() from public;
grant execute on function desk_references(uuid[]), desk_emergencies() to kith_web;
alter function desk_references(uuid[]) owner to kith_resolver;
alter function desk_emergencies() owner to kith_resolver;
"""

MINE = "(select agencies_mine())::text"
OPENED = "target = any(array(select 'sharing.Record:' || o from sharing_open_records() o))"


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_grants"), ("concerns", "0003_references"), ("sharing", "0003_jobs")]
    operations = [
        migrations.RunSQL(SQL),
        SecureTable(
            "audit_event",
            [
                Policy(
                    "acts of your staff, or on your records",
                    "select",
                    WEB,
                    using=f"(select sharing_may('read_audit')) and (agency = {MINE} or owner = {MINE})",
                ),
                Policy(
                    "who opened what is open to you",
                    "select",
                    WEB,
                    using=f"(select sharing_may('see_who')) and {OPENED} and ground like 'open:%'",
                ),
            ],
            [Grant(WEB, "select (shard, n, at, actor, agency, owner, what, target, purpose, ground, detail)")],
        ),
    ]
