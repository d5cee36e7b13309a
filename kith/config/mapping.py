"""`kith map`: what the columns of a file seem to be, twenty rows as they would be read, and saving how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kith.config.bars import bar
from kith.outside import files
from kith.outside.files import Kind, printable
from kith.records.rules.guessing import (
    CHANGES,
    WHOLE,
    About,
    SheetGuess,
    Trial,
    described,
    description,
    guesses,
    name_of,
    text_of,
)
from kith.records.rules.profiles import ProfileWrong

ODD_SHOWN = 20
_READ = frozenset({Kind.SEPARATED, Kind.WORKBOOK})


@dataclass(frozen=True)
class Wanted:
    """What is to be done beside showing."""

    agency: str = ""
    save: str = ""
    write: Path | None = None
    profile: Path | None = None
    reason: str = ""
    whole: bool = False


def run(file: Path, wanted: Wanted, *, out: Console) -> None:
    """Show how a file would be read: by a description, or by a guess; write or save the description if asked."""
    text = _text(wanted.profile) if wanted.profile else _guessed(file, wanted, out)
    tried(text, file, out)
    if wanted.write:
        wanted.write.write_text(text, encoding="utf-8")
        out.print(f"The description is in {wanted.write}. Correct it, and try it with --profile.", markup=False)
    if wanted.save:
        save(text, file, wanted, out)


def tried(text: str, file: Path, out: Console) -> None:
    """Try a description on the whole file, and show what came of it."""
    from kith.records.actions import try_on

    with bar(out, file.name) as progress:
        result = try_on(described(text), file, at=datetime.now(UTC), progress=progress)
    _show(result, out)


def save(text: str, file: Path, wanted: Wanted, out: Console) -> str:
    """Save a description for an agency, and say under which name and version."""
    from kith.config.importing import agency_called
    from kith.records.actions import LaidOut, keep_profile

    owner = agency_called(wanted.agency)
    if wanted.save and described(text).name != wanted.save:
        raise ProfileWrong(f"The description calls itself {described(text).name}, not {wanted.save}.")
    laid_out = LaidOut(text, file, wanted.reason)
    saved = keep_profile(agency=owner.pk, laid_out=laid_out, by="", at=datetime.now(UTC))
    out.print(f"Saved for {owner}: {saved}.", markup=False)
    return saved.name


def named(profile: str, file: Path, *, agency: str, reason: str, out: Console) -> str:
    """Give the name to import by: that of a format, or of a description in a file, which is tried and saved first."""
    path = Path(profile)
    if path.suffix != ".toml":
        return profile
    return save(_text(path), file, Wanted(agency=agency, reason=reason), out)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeError) as problem:
        raise ProfileWrong(f"{path.name} cannot be read as a description in TOML.") from problem


def _guessed(file: Path, wanted: Wanted, out: Console) -> str:
    told = guesses(files.read(file, _READ), today=datetime.now(UTC).date())
    for one in told:
        out.print(_table(one))
    called = wanted.save or name_of(f"my {file.stem}")
    return text_of(description(About(called, called, sends=WHOLE if wanted.whole else CHANGES), told))


def _table(one: SheetGuess) -> Table:
    table = Table("Column", "Seems to be", "How sure", "Why", title=printable(one.sheet) or None, title_justify="left")
    for column in one.columns:
        table.add_row(*(_plain(text) for text in (column.heading, column.words, column.sure, column.reason)))
    return table


def _plain(text: str) -> str:
    """Let no heading steer the terminal or the table."""
    return printable(text).replace("[", r"\[")


def _show(result: Trial, out: Console) -> None:
    for row in result.shown:
        out.print(f"{printable(row.place)}:", markup=False)
        for words in row.words:
            out.print(f"  {printable(words)}", markup=False)
    out.print(
        f"{result.rows:,} rows, {result.people:,} people, {result.findings:,} findings, "
        f"{result.quarantined:,} rows would find no place."
    )
    for one in result.odd[:ODD_SHOWN]:
        about = f"{printable(one.field)}: " if one.field else ""
        out.print(f"  {one.count:,} times: {about}{one.reason}; {one.done}.", markup=False)
