"""The `kith` command: start it, stop it, and do what an operator has to do now and then.

Whatever is heavy is imported where it is needed, so that a command that needs little starts fast.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from kith.county.plan import UNTIL, Plan

if TYPE_CHECKING:
    from kith.config.places import Places

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
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


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

    out.print("Stopped." if supervise.stop(_places()) else "Nothing was running.")


@app.command()
def setup(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A partnership, in TOML.")]) -> None:
    """Take on agencies, people and agreements from a file; docs/example-partnership.toml shows one."""
    with _as_owner():
        from django.utils import timezone

        from kith.config import setting_up

        try:
            for line in setting_up.set_up(setting_up.read(file), at=timezone.now()):
                out.print(line)
        except setting_up.NotAPartnership as problem:
            _give_up(problem)


@app.command()
def migrate() -> None:
    """Bring the database up to date, whether or not it seems to be."""
    from kith.config import database

    with database.running(_places()):
        database.bring_up_to_date(_places(), always=True)
    out.print("The database is up to date.")


@app.command()
def roles() -> None:
    """Make or mend the roles of the database and their passwords."""
    from kith.config import database

    with database.running(_places()):
        database.roles(_places())
    out.print("The roles are as they should be.")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Pass a command on to Django."""
    os.environ["KITH_DB_ROLE"] = "owner" if OWNERS_COMMANDS & set(context.args[:1]) else "web"
    from django.core.management import execute_from_command_line

    from kith.config import database

    with database.running(_places()):
        execute_from_command_line(["kith manage", *context.args])


@app.command("import")
def import_(
    profile: Annotated[str, typer.Argument(help="How the file is laid out, such as annex-a.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    agency: Annotated[str, typer.Option(envvar="KITH_AGENCY", help="Whose file it is, such as council.")] = "",
    findings: Annotated[Path | None, typer.Option(dir_okay=False, help="Write every finding here, as CSV.")] = None,
) -> None:
    """Read a file that an agency exported. Reading it again changes nothing."""
    os.environ["KITH_DB_ROLE"] = "owner"
    _with_apps()
    from kith.config import database

    with database.running(_places()):
        from kith.config import importing

        importing.run(profile, file, agency=agency, findings=findings, out=out)


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
        _give_up(problem)
    inventing.run(plan, into, processes=processes, out=out)


@app.command()
def docs() -> None:
    """Write docs/generated from the code, for those who work on Kith."""
    _with_apps()
    from kith.config import documents

    for path in documents.write():
        out.print(str(path))


@audit.command()
def verify(
    against: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Heads kept elsewhere.")] = None,
) -> None:
    """Look for entries that were altered, removed, put in another order or cut off."""
    with _as_owner():
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
    with _as_owner():
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
        _give_up(error)


# By name, so that none of their modules is loaded only to be able to catch them.
MENDABLE = frozenset({
    "AlreadyBeingRead", "CannotPrepare", "CannotStart", "FileRefused", "FolderInUse", "NoAccount", "NoAgency", "NoBinaries", "NotBorn", "NotHeads",
    "NotMigrated", "ProfileWrong", "SecretUnsafe", "ServerFailed", "ValidationError", "WrongHome",
})  # fmt: skip


def _give_up(error: Exception) -> NoReturn:
    err.print(str(error), style="bold")
    sys.exit(1)


def _places() -> "Places":
    from kith.config.places import places

    return places()


@contextmanager
def _as_owner() -> Iterator[None]:
    """Have the apps and the database for a while, as the one role that reads the whole audit."""
    os.environ["KITH_DB_ROLE"] = "owner"
    from kith.config import database

    with database.running(_places()):
        _with_apps()
        yield


def _with_apps() -> None:
    import django

    django.setup()


def _run() -> None:
    from kith.config import database, supervise

    places = _places()
    lines: list[str] = []

    def prepare() -> None:
        out.print("Getting the database ready …")
        database.bring_up_to_date(places)
        if places.demo:
            lines.extend(database.demonstration(places))

    def greet() -> None:
        out.print(f"\nKith is at [bold]{places.address}[/bold]   (Ctrl-C stops it)\n")
        for line in lines:
            out.print(line, markup=False)

    supervise.Supervisor(places, say=err.print).run(prepare, greet)
    out.print("Stopped.")


if __name__ == "__main__":
    main()
