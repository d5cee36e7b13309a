"""Let the clock forget referrals that were begun and never sent, and copies whose time is over. It reads no word."""

from django.db import migrations

from kith.outside.walls import RESOLVER, Grant, Policy, SecureTable

SQL = """
create function concerns_forget_referrals() returns integer language plpgsql security definer
set search_path = pg_catalog, public as $$
declare forgotten integer;
begin
  if not concerns_clock_asks() then return 0; end if;
  update concerns_referraldraft set answers = '{}', discarded_at = statement_timestamp()
    where discarded_at is null and expires_at <= statement_timestamp();
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke all on function concerns_forget_referrals() from public;
grant execute on function concerns_forget_referrals() to kith_web;
alter function concerns_forget_referrals() owner to kith_resolver;
"""
OVER = "expires_at <= statement_timestamp()"


class Migration(migrations.Migration):
    dependencies = [("concerns", "0006_clock_watch")]

    operations = [
        SecureTable(
            "concerns_referraldraft",
            [
                Policy("the clock sees what has run out", "select", RESOLVER, using=OVER),
                Policy("the clock forgets what has run out", "update", RESOLVER, using=OVER),
            ],
            [Grant(RESOLVER, "select (expires_at, discarded_at), update (answers, discarded_at)")],
        ),
        migrations.RunSQL(SQL),
    ]
