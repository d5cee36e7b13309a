"""`kith import`: a bar while a file is read, and then what was found in it, line by line."""

from datetime import UTC, datetime
from pathlib import Path

from django.db.models import F
from rich.console import Console

from kith.agencies.models import Agency
from kith.config.bars import bar
from kith.outside.files import printable
from kith.records import actions
from kith.records.models import Batch, Finding
from kith.records.rules import findings_file
from kith.records.rules.profile_files import names

SHOWN = 40
GRADES = ("quarantined", "warning", "note")
_FILE_FIRST = F("record__ordinal").asc(nulls_first=True)


class NoAgency(Exception):
    """Nobody said whose file this is, or said a name that no agency has."""


def run(profile: str, file: Path, *, agency: str, findings: Path | None, told: datetime | None, out: Console) -> None:
    """Read one file for one agency, and say what came of it. ``told`` is the day that it was exported."""
    owner = agency_called(agency)
    exported = told.replace(tzinfo=UTC) if told else None
    with bar(out, file.name) as progress:
        at = datetime.now(UTC)
        done = actions.import_file(profile, file, agency=owner, by="", at=at, told=exported, progress=progress)
    out.print(
        _sum(done.batch, owner) if done.added else f"This very file was read before for {owner}. Nothing changed."
    )
    if findings:
        _write(done.batch, findings)
        out.print(f"All {done.batch.findings:,} findings are in {findings}.")
    elif done.added and done.batch.findings:
        _list(done.batch, out)


def formats() -> str:
    """List the formats that can be read."""
    return "\n".join(names())


def agency_called(slug: str) -> Agency:
    """Find the agency that this is the file of; the only one where nobody says."""
    every = {one.slug: one for one in Agency.objects.order_by("slug")}
    if slug in every:
        return every[slug]
    if not slug and len(every) == 1:
        return next(iter(every.values()))
    known = ", ".join(every) or "none yet"
    raise NoAgency(f"Say whose file this is with --agency. The agencies are: {known}.")


def _sum(batch: Batch, owner: Agency) -> str:
    counts = f"{batch.records:,} rows kept, {batch.people:,} people, {batch.events:,} events"
    return f"Read for {owner}: {counts}, {batch.findings:,} findings, {batch.quarantined:,} rows set aside."


def _list(batch: Batch, out: Console) -> None:
    """Show the gravest first, as many as a screen holds."""
    found = Finding.objects.filter(batch=batch)
    shown = 0
    for grade in GRADES:
        for one in found.filter(grade=grade).order_by("record__ordinal", "field")[: SHOWN - shown]:
            out.print(printable(f"  {one.place or 'the file'}: {_about(one)}"), markup=False)
            shown += 1
    if batch.findings > shown:
        out.print(f"  and {batch.findings - shown:,} more. Write them all to a file with --findings FILE.")


def _about(one: Finding) -> str:
    field = f"{one.field}: " if one.field else ""
    return f"{field}{one.reason}; {one.done}."


def _write(batch: Batch, path: Path) -> None:
    found = Finding.objects.filter(batch=batch).order_by(_FILE_FIRST, "field", "code")
    with path.open("w", newline="", encoding="utf-8") as file:
        file.write(findings_file.heading())
        for row in found.values_list(*findings_file.HEADINGS).iterator():
            file.write(findings_file.lines([row]))
