"""Let the gate, and nobody else, find the record behind a reference; what is missing has one nobody holds."""

from django.db import migrations

SQL = """
create function concerns_record_of(reference_ text) returns uuid language sql volatile security definer
set search_path = pg_catalog, public as $$
  select coalesce((select record_id from concerns_concern where reference = reference_), gen_random_uuid())
$$;
revoke all on function concerns_record_of(text) from public;
grant execute on function concerns_record_of(text) to kith_gate;
alter function concerns_record_of(text) owner to kith_resolver;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0002_wall")]
    operations = [migrations.RunSQL(SQL)]
