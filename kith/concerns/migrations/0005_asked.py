"""Let an agency list what it was asked, without a word of the question, and mark that it has answered."""

from django.db import migrations, models

from kith.outside.walls import RESOLVER, WEB, Grant, Policy, SecureTable

SQL = """
-- What the asker's agency was asked: who asked, by when, about how many people. No names, no words; the ladder holds.
create function concerns_asked() returns table (
  id uuid, record uuid, reference text, due_at timestamptz, asked_at timestamptz, asked_by text, people bigint,
  answered_at timestamptz, answer text
) language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.record_id, c.reference::text, q.due_at, q.at, q.by::text,
    (select count(*) from concerns_informationrequest_people p where p.informationrequest_id = q.id),
    a.answered_at, a.answer::text
  from concerns_requestedagency a
  join concerns_informationrequest q on q.id = a.request_id
  join concerns_concern c on c.record_id = a.record_id
  where a.agency_id = agencies_mine() and sharing_may('answer') and a.record_id = any(array(select sharing_listable()))
$$;
revoke all on function concerns_asked() from public;
grant execute on function concerns_asked() to kith_web;
alter function concerns_asked() owner to kith_resolver;
"""
COUNTED = [Policy("counted for the list of questions", "select", RESOLVER, using="true")]
OPEN = "record_id = any(array(select sharing_open_records()))"


class Migration(migrations.Migration):
    dependencies = [("concerns", "0004_public")]

    operations = [
        migrations.AddField("requestedagency", "answered_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "requestedagency",
            "answer",
            models.CharField(
                blank=True,
                choices=[("holds", "Holds records"), ("none", "Holds none"), ("declines", "Declines to share")],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "requestedagency",
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="concerns_requestedagency_answer_is_whole",
            ),
        ),
        SecureTable("concerns_informationrequest", COUNTED, [Grant(RESOLVER, "select (id, due_at, at, by)")]),
        SecureTable("concerns_informationrequest_people", COUNTED, [Grant(RESOLVER, "select (informationrequest_id)")]),
        SecureTable(
            "concerns_requestedagency",
            [
                *COUNTED,
                Policy("your agency answers", "update", WEB, using=f"agency_id = (select agencies_mine()) and {OPEN}"),
            ],
            [Grant(RESOLVER, "select"), Grant(WEB, "update (answered_at, answer)")],
        ),
        migrations.RunSQL(SQL),
    ]
