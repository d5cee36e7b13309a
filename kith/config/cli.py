"""The `kith` command: start it, stop it, and do what an operator has to do now and then.

Whatever is heavy is imported where it is needed, so that a command that needs little starts fast.
"""

import os
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from kith.config.agreement_commands import agreements
from kith.config.feed_commands import feeds
from kith.config.map_commands import map_
from kith.config.terminal import as_owner, err, give_up, out, say, the_places, with_apps
from kith.config.token_commands import tokens
from kith.county.plan import UNTIL, Plan

LAST_DAY = datetime.combine(UNTIL, time())
OWNERS_COMMANDS = frozenset({"migrate", "makemigrations", "sqlmigrate", "showmigrations", "flush", "dbshell"})

app = typer.Typer(
    help="Kith keeps children and adults safe together. Start with: kith demo",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
audit = typer.Typer(help="Check the record of who did and saw what.", no_args_is_help=True)
app.add_typer(audit, name="audit")
app.add_typer(agreements, name="agreements")
app.add_typer(feeds, name="feeds")
app.add_typer(tokens, name="token")
app.command("map")(map_)


@app.command()
def demo() -> None:
    """Start a demonstration with an invented county, on this machine alone."""
    os.environ["KITH_DEMO"] = "1"
    _run()


@app.command()
def up() -> None:
    """Start the database, the web and the worker, until Ctrl-C."""
    _run()


@app.command()
def web() -> None:
    """Serve the pages alone, where another program keeps ours running."""
    from kith.config import programs

    programs.web()


@app.command()
def worker() -> None:
    """Take up what was put off, where another program keeps ours running."""
    from kith.config import programs

    programs.load()
    programs.worker()


@app.command()
def stop() -> None:
    """Stop what was started in this home."""
    from kith.config import supervise

    out.print("Stopped." if supervise.stop(the_places()) else "Nothing was running.")


@app.command()
def setup(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A partnership, in TOML.")]) -> None:
    """Take on agencies, people, agreements and feeds from a file; docs/example-partnership.toml shows one."""
    with as_owner():
        from django.utils import timezone

        from kith.config import setting_up

        try:
            say(setting_up.set_up(setting_up.read(file), at=timezone.now()))
        except setting_up.NotAPartnership as problem:
            give_up(problem)


@app.command()
def migrate() -> None:
    """Bring the database up to date, whether or not it seems to be."""
    from kith.config import database

    with database.running(the_places()):
        database.bring_up_to_date(the_places(), always=True)
    out.print("The database is up to date.")


@app.command()
def roles() -> None:
    """Make or mend the roles of the database and their passwords."""
    from kith.config import database

    with database.running(the_places()):
        database.roles(the_places())
    out.print("The roles are as they should be.")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Pass a command on to Django."""
    os.environ["KITH_DB_ROLE"] = "owner" if OWNERS_COMMANDS & set(context.args[:1]) else "web"
    from django.core.management import execute_from_command_line

    from kith.config import database

    with database.running(the_places()):
        execute_from_command_line(["kith manage", *context.args])


@app.command("import")
def import_(  # noqa: PLR0913 - each is an option somebody may give
    what: Annotated[str, typer.Argument(help="How the file is laid out, such as annex-a. Left out with --profile.")],
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, readable=True)] = None,
    agency: Annotated[str, typer.Option(envvar="KITH_AGENCY", help="Whose file it is, such as council.")] = "",
    findings: Annotated[Path | None, typer.Option(dir_okay=False, help="Write every finding here, as CSV.")] = None,
    told: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was exported.")] = None,
    profile: Annotated[str, typer.Option(help="A description in TOML, or one you saved, by its name.")] = "",
    reason: Annotated[str, typer.Option(help="Why it will do, though many rows find no place.")] = "",
) -> None:
    """Read a file that an agency exported. Reading it again changes nothing."""
    if (file is None) != bool(profile):
        raise typer.BadParameter("Give the format and the file, or the file alone and --profile.")
    with as_owner():
        from kith.config import importing, mapping

        path = file or Path(what)
        name = mapping.named(profile, path, agency=agency, reason=reason, out=out) if profile else what
        importing.run(name, path, agency=agency, findings=findings, told=told, out=out)


@app.command()
def county(
    into: Annotated[Path, typer.Option("--out", help="A new folder to write it to.")],
    people: Annotated[int, typer.Option(min=1, help="How many people live in it.")] = 5_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same county, byte for byte.")] = 1,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Its last day.")] = LAST_DAY,
    errors: Annotated[str, typer.Option(help="How careless the agencies are: normal or hard.")] = "normal",
    processes: Annotated[int, typer.Option(min=1, help="How many processes make it.")] = os.cpu_count() or 1,
) -> None:
    """Make an invented county: what agencies would hold, in their own formats, and the truth beside it."""
    from kith.config import inventing

    try:
        plan = Plan(people, seed, until.date(), errors)
    except ValueError as problem:
        give_up(problem)
    inventing.run(plan, into, processes=processes, out=out)


@app.command()
def docs() -> None:
    """Write docs/generated from the code, for those who work on Kith."""
    with_apps()
    from kith.config import documents

    for path in documents.write():
        out.print(str(path))


@audit.command()
def verify(
    against: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Heads kept elsewhere.")] = None,
) -> None:
    """Look for entries that were altered, removed, put in another order or cut off."""
    with as_owner():
        from kith.audit import queries

        faults = queries.verify(heads=against.read_text() if against else None)
    for fault in faults:
        err.print(f"Chain {fault.shard}, entry {fault.n}: {fault.words}.", markup=False)
    if faults:
        raise typer.Exit(1)
    out.print("Every entry is whole and in its place.")


@audit.command()
def heads() -> None:
    """Print the heads of the chains, for another agency to keep."""
    with as_owner():
        from kith.audit import queries

        out.out(queries.heads(), end="")


def main() -> None:
    """Run the command, turning what an operator can mend into one plain sentence."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    try:
        app()
    except Exception as error:
        if type(error).__name__ not in MENDABLE:
            raise
        give_up(error)


# By name, so that none of their modules is loaded only to be able to catch them.
MENDABLE = frozenset({
    "AlreadyBeingRead", "CannotPrepare", "CannotStart", "FeedCannotMove", "FileRefused", "FolderInUse", "FolderUnusable", "NoAccount",
    "NoAgency", "NoBinaries", "NoClause", "NeverWhole", "NoFeed", "NoSuchAgreement", "NoSuchFeed", "NoToken", "NotBorn", "NotHeads", "NotMigrated", "ProfileWrong",
    "SecretUnsafe", "ServerFailed", "TrialPoor", "ValidationError", "Withdrawn", "WrongHome",
})  # fmt: skip


def _run() -> None:
    from kith.config import database, supervise

    places = the_places()
    lines: list[str] = []

    def prepare() -> None:
        out.print("Getting the database ready …")
        database.bring_up_to_date(places)
        if places.demo:
            lines.extend(database.demonstration(places))

    def greet() -> None:
        out.print(f"\nKith is at [bold]{places.address}[/bold]   (Ctrl-C stops it)\n")
        say(lines)

    supervise.Supervisor(places, say=err.print).run(prepare, greet)
    out.print("Stopped.")


if __name__ == "__main__":
    main()
