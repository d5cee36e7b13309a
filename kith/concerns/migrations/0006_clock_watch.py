"""Let the clock look at every concern that is waiting, and remember whom it has told. It sees no names and no words."""

import django.db.models.deletion
from django.db import migrations, models

from kith.outside.walls import RESOLVER, Grant, Policy, SecureTable

SQL = """
-- The clock's own: no page asks, for a page always says whose it is, or that it is nobody's.
create function concerns_clock_asks() returns boolean language sql stable set search_path = pg_catalog as $$
  select coalesce(current_setting('kith.sid', true), '') = '' and current_setting('kith.service', true) = 'clock'
$$;

-- Every concern with a clock that runs. References and moments only. While it is undecided, nobody's duty runs out.
create function concerns_waiting() returns table (
  record uuid, reference text, stage text, brag text, owner text, agency uuid, decide_by timestamptz,
  research_by timestamptz, decided_at timestamptz, told boolean, silent uuid[]
) language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not concerns_clock_asks() then return; end if;
  update sharing_link l set ends_at = statement_timestamp() + interval '28 days'
    from concerns_concern c where c.record_id = l.record_id and l.kind = 'duty'
      and c.stage in ('received', 'screening', 'gathering') and l.ends_at < statement_timestamp() + interval '7 days';
  return query
    select c.record_id, c.reference::text, c.stage::text, c.brag::text, c.owner::text, r.owner_agency_id, c.decide_by,
      c.research_by, c.decided_at,
      exists (select 1 from concerns_feedback f where f.record_id = c.record_id and f.at >= c.decided_at),
      array(select distinct a.agency_id from concerns_requestedagency a
            where a.record_id = c.record_id and a.answered_at is null)
    from concerns_concern c join sharing_record r on r.id = c.record_id
    where c.stage <> 'closed';
end $$;

-- Remember that somebody is told; say whether this is the first time.
create function concerns_call(record_ uuid, clock_ text, due_ timestamptz, passed_ boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not concerns_clock_asks() then return false; end if;
  insert into concerns_clockcall (record_id, clock, due_at, passed, at)
    values (record_, clock_, due_, passed_, statement_timestamp()) on conflict do nothing;
  return found;
end $$;

do $$
declare f text;
begin
  foreach f in array array['concerns_clock_asks()', 'concerns_waiting()',
    'concerns_call(uuid,text,timestamptz,boolean)']
  loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to kith_web', f);
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;
grant usage on sequence concerns_clockcall_id_seq to kith_resolver;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0005_asked")]

    operations = [
        migrations.CreateModel(
            name="ClockCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clock", models.CharField(max_length=40)),
                ("due_at", models.DateTimeField()),
                ("passed", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.record"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "clock", "due_at", "passed"), name="concerns_clockcall_once"
                    )
                ],
            },
        ),
        SecureTable(
            "concerns_clockcall",
            [Policy("kept by the clock", "all", RESOLVER, using="true", check="true")],
            [Grant(RESOLVER, "select, insert")],
        ),
        SecureTable(
            "concerns_feedback",
            [Policy("the clock sees that somebody was told", "select", RESOLVER, using="true")],
            [Grant(RESOLVER, "select (record_id, at)")],
        ),
        migrations.RunSQL(SQL),
    ]
