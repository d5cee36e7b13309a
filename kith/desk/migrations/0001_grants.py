"""Let the web use the tables of the libraries, and no more of them than it needs."""

from django.db import migrations

from kith.outside.walls import WEB, Grant, GrantTables


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("account", "__latest__"),
        ("auth", "__latest__"),
        ("contenttypes", "__latest__"),
        ("mfa", "__latest__"),
        ("procrastinate", "__latest__"),
        ("sessions", "__latest__"),
        ("socialaccount", "__latest__"),
        ("concerns", "0002_wall"),
        ("records", "0002_wall"),
    ]

    operations = [
        migrations.RunSQL(
            "create table kith_cache (cache_key varchar(255) primary key, value text not null, "
            "expires timestamptz not null); create index kith_cache_expires on kith_cache (expires)"
        ),
        GrantTables(
            [
                "kith_cache",
                "django_session",
                "account_emailaddress",
                "mfa_authenticator",
                "socialaccount_socialaccount",
                "socialaccount_socialtoken",
                "procrastinate_jobs",
                "procrastinate_events",
                "procrastinate_periodic_defers",
                "procrastinate_workers",
            ],
            [Grant(WEB, "select, insert, update, delete")],
        ),
        GrantTables(
            ["django_content_type", "auth_permission", "django_migrations", "socialaccount_socialapp"],
            [Grant(WEB, "select")],
        ),
        migrations.RunSQL("grant usage on all sequences in schema public to kith_web, kith_gate"),
    ]
