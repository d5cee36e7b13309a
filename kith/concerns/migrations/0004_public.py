"""Keep a stranger's files locked, let their reply be noticed, and find the record behind a file at the gate."""

import uuid

from django.db import migrations, models

from kith.outside.walls import RESOLVER, WEB, Grant, GrantTables, Policy, SecureTable

SQL = """
-- Somebody with a receipt has written: the front door must see it, even if its duty on the concern has run out.
create function concerns_reply_waits() returns void language plpgsql security definer
set search_path = pg_catalog, public as $$
declare record uuid := sharing_receipt_record();
begin
  update concerns_concern set needs_reply = true where record_id = record;
  update sharing_link set ends_at = greatest(ends_at, statement_timestamp() + interval '28 days')
    where record_id = record and kind = 'duty';
end $$;

-- The record behind an attachment; what is missing has one that nobody holds.
create function concerns_record_of_attachment(attachment uuid) returns uuid language sql volatile security definer
set search_path = pg_catalog, public as $$
  select coalesce((select record_id from concerns_attachment where id = attachment), gen_random_uuid())
$$;

revoke all on function concerns_reply_waits(), concerns_record_of_attachment(uuid) from public;
grant execute on function concerns_reply_waits() to kith_web;
grant execute on function concerns_record_of_attachment(uuid) to kith_gate;
alter function concerns_reply_waits() owner to kith_resolver;
alter function concerns_record_of_attachment(uuid) owner to kith_resolver;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0003_references")]

    operations = [
        migrations.CreateModel(
            name="PublicDraftFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("draft", models.BinaryField()),
                ("name", models.CharField(max_length=80)),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.IntegerField()),
                ("sealed", models.BinaryField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["draft"], name="concerns_publicdraftfile_of"),
                    models.Index(fields=["ends_at"], name="concerns_publicdraftfile_ends"),
                ],
            },
        ),
        # Ciphertext under a name that only the browser knows, as the draft itself.
        GrantTables(["concerns_publicdraftfile"], [Grant(WEB, "select, insert, update (ends_at), delete")]),
        SecureTable(
            "sharing_link",
            [Policy("a reply brings duty back", "update", RESOLVER, using="kind = 'duty'")],
            [Grant(RESOLVER, "update (ends_at)")],
        ),
        SecureTable(
            "concerns_attachment",
            [Policy("found by the gate", "select", RESOLVER, using="true")],
            [Grant(RESOLVER, "select (id, record_id)")],
        ),
        migrations.RunSQL(SQL),
    ]
