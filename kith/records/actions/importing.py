"""Read a file that an agency exported into the pool, exactly once, wherever it is interrupted.

A file is known by its agency, format and SHA-256. Every row made from it has an id that follows from those and from its
place in the file, and each chunk of rows moves the batch's mark in its own transaction: so a second import finds the
batch done and changes nothing, and one that was killed goes on after the last chunk and ends with the same rows.

A file comes by a feed, under a clause in force: both are asked for before it is opened, and again before every chunk.
"""

from __future__ import annotations

import uuid
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from kith.agencies.models import Agency
from kith.audit import actions as audit
from kith.outside import files
from kith.records.actions.holding import held
from kith.records.actions.mapping import profile_for
from kith.records.actions.removing import remove_rows
from kith.records.actions.storing import Chunk, Tally, file_findings
from kith.records.actions.superseding import supersede
from kith.records.actions.taking import begun, feed_for, record_refusal, still_taken
from kith.records.models import Batch
from kith.records.rules.plans import Survey, expected_headings, survey
from kith.records.rules.profiles import Profile
from kith.records.rules.readings import Reader
from kith.records.states import BatchState

ROWS_IN_CHUNK = 5_000
LETTERS_IN_CHUNK = 8_000_000
SURVEY_PARTS = 4
"""The survey is about a quarter of the work; the progress bar says so."""


class AlreadyBeingRead(Exception):
    """Another import has this very file in hand."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The batch, and whether anything was added to it now."""

    batch: Batch
    added: bool


def import_file(  # noqa: PLR0913 - who, when and from whom are all named
    profile: str,
    path: Path,
    *,
    agency: Agency,
    by: str,
    at: datetime,
    told: datetime | None = None,
    progress: files.Progress | None = None,
    using: str = "default",
) -> Imported:
    """Read a file into the pool; done again it changes nothing, cut short it goes on where it stopped.

    ``told`` is when the agency says that it exported the file, if that is not now.
    """
    form = profile_for(profile, agency.pk, using=using)
    feed = feed_for(form, agency, at, using)
    digest = files.fingerprint(path)
    batch_id = uuid.uuid5(agency.id, f"{form.name}/{digest}")
    with held(batch_id, using) as mine:
        if not mine:
            raise AlreadyBeingRead("Another import is reading this very file now. Wait until it ends: it will do.")
        batch = begun(batch_id, feed, using)
        if batch and batch.status == BatchState.DONE:
            return Imported(batch, added=False)
        source = _Source(form, path, progress)
        today = (batch.begun_at if batch else at).date()
        surveyed = _survey(form, source, agency, today, using)
        if batch is None:
            fresh = Batch(id=batch_id, agency=agency, feed_id=feed.pk, by=by, begun_at=at, told_at=told or at)
            fresh.file_name, fresh.file_sha256 = path.name[:255], digest
            fresh.whole = form.whole or feed.whole
            batch = _begin(fresh, form, surveyed, source, using)
        _read_rows(batch, form, surveyed, source, using)
        if source.changed():
            _undo(batch, using)
            raise source.refusal()
        _finish(batch, form, at, using)
        return Imported(batch, added=True)


class _Source:
    """One file, read twice: once to survey it, once to keep it."""

    def __init__(self, form: Profile, path: Path, progress: files.Progress | None) -> None:
        self._form = form
        self._path = path
        self.name = path.name
        self._progress = progress
        self._facts = self._stat()
        self.size = self._facts[0]

    def _stat(self) -> tuple[int, int]:
        facts = self._path.stat()
        return facts.st_size, facts.st_mtime_ns

    def items(self, *, part: int) -> Generator[files.Found, None, None]:
        """Give everything in the file; ``part`` 1 is the survey, 2 the reading."""
        return files.read(
            self._path,
            frozenset(files.Kind(kind) for kind in self._form.kinds),
            expected=expected_headings(self._form),
            records=self._form.records,
            header=self._form.header,
            progress=self._told(part),
        )

    def _told(self, part: int) -> files.Progress | None:
        tell = self._progress
        if tell is None:
            return None
        whole = self.size * SURVEY_PARTS
        if part == 1:
            return lambda done, total: tell(done, whole)
        return lambda done, total: tell(self.size + done * (SURVEY_PARTS - 1), whole)

    def changed(self) -> bool:
        """Tell whether the file was written to meanwhile."""
        return self._stat() != self._facts

    def refusal(self) -> files.FileRefused:
        """Say that it was."""
        return files.FileRefused(
            "The file was changed while it was being read",
            where=self.name,
            do="Copy it to where nothing writes to it, and import the copy.",
        )


def _survey(form: Profile, source: _Source, agency: Agency, today: date, using: str) -> Survey:
    try:
        with closing(source.items(part=1)) as items:
            return survey(form, items, today=today, file_name=source.name)
    except files.FileRefused:
        record_refusal(form, agency, "FileRefused", using)
        raise


def _begin(batch: Batch, form: Profile, surveyed: Survey, source: _Source, using: str) -> Batch:
    batch.profile, batch.profile_version = form.name, form.version
    batch.file_bytes = source.size
    batch.status = BatchState.READING
    batch.columns, batch.expected = dict(surveyed.columns), surveyed.rows
    batch.collection_year, batch.reference_date = surveyed.year, surveyed.reference_date
    batch.findings = len(surveyed.findings)
    with transaction.atomic(using=using):
        batch.save(using=using, force_insert=True)
        file_findings(batch, surveyed.findings, using=using)
        _record("records.import_began", batch, using)
    return batch


def _read_rows(batch: Batch, form: Profile, surveyed: Survey, source: _Source, using: str) -> None:
    reader = Reader(form, surveyed.plans, today=batch.begun_at.date())
    with closing(source.items(part=2)) as items:
        rows = islice((item for item in items if isinstance(item, files.Row)), batch.resume_after, None)
        while chunk := list(_chunk(rows)):
            _store(batch, chunk, reader, using)


def _chunk(rows: Iterator[files.Row]) -> Iterator[files.Row]:
    """Take so many rows, or fewer when they are long: memory stays flat however the file is made."""
    letters = 0
    for row in islice(rows, ROWS_IN_CHUNK):
        yield row
        letters += sum(map(len, row.cells.values()))
        if letters > LETTERS_IN_CHUNK:
            return


def _store(batch: Batch, rows: list[files.Row], reader: Reader, using: str) -> None:
    made = reader.read_all(rows)
    with transaction.atomic(using=using):
        still_taken(batch, using)
        chunk = Chunk(batch, made, first=batch.resume_after)
        chunk.store(using=using)
        _move_mark(batch, chunk.tally, using)


def _move_mark(batch: Batch, tally: Tally, using: str) -> None:
    batch.resume_after += tally.records
    batch.records += tally.records
    batch.people += tally.people
    batch.events += tally.events
    batch.findings += tally.findings
    batch.quarantined += tally.quarantined
    batch.save(using=using, update_fields=["resume_after", "records", "people", "events", "findings", "quarantined"])


def _undo(batch: Batch, using: str) -> None:
    """Take back rows whose file is not the one their hash names: no false origin may stand in the pool."""
    with transaction.atomic(using=using):
        remove_rows(batch.pk, using=using)
        _record("records.import_undone", batch, using)
        batch.delete(using=using)


def _finish(batch: Batch, form: Profile, at: datetime, using: str) -> None:
    batch.status = BatchState.DONE
    batch.finished_at = at
    with transaction.atomic(using=using):
        still_taken(batch, using)
        batch.save(using=using, update_fields=["status", "finished_at"])
        supersede(batch, keyed=any(section.key for section in form.sections), using=using)
        _record("records.imported", batch, using)


def _record(what: str, batch: Batch, using: str) -> None:
    counts = {"records": batch.records, "people": batch.people, "events": batch.events}
    audit.record(
        what=what,
        target=f"records.Batch:{batch.id}",
        owner=str(batch.agency_id),
        detail={"profile": batch.profile, **counts, "findings": batch.findings, "quarantined": batch.quarantined},
        using=using,
    )
