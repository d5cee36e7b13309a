"""Saving how an agency's files are laid out, once it was tried on one of them; and finding it again by its name.

A format of ours goes before one that an agency saved. What was saved is never changed: a better description is a new
version, and the latest is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, transaction

from kith.audit import actions as audit
from kith.outside import files
from kith.records.actions.drafting import locked, put_away
from kith.records.models import SavedProfile
from kith.records.rules.guessing import MOST_QUARANTINED, Trial, described, profile_of, table_of, trial
from kith.records.rules.plans import expected_headings
from kith.records.rules.profile_files import names, profile
from kith.records.rules.profiles import Profile, ProfileWrong
from kith.records.states import MapState, check_map_move
from kith.sharing.access import Asker, need_job

MAINTENANCE = "service:maintenance"
LONGEST_REASON = 300


@dataclass(frozen=True)
class LaidOut:
    """A description, the file to try it on, and why it will do though many rows find no place, if so."""

    description: str
    tried_on: Path
    reason: str = ""


class TrialPoor(ProfileWrong):
    """So many rows would find no place that somebody has to say why it will do."""


@dataclass(frozen=True)
class Tried:
    """A description, and what came of trying it on a whole file."""

    description: str
    sha256: str
    rows: int
    findings: int
    quarantined: int
    reason: str

    @property
    def is_poor(self) -> bool:
        """Tell whether so many rows would find no place that somebody has to say why it will do."""
        return self.quarantined > MOST_QUARANTINED * self.rows


@transaction.atomic
def save_profile(*, by: Asker, draft_id: UUID, reason: str, at: datetime) -> SavedProfile:
    """Save what somebody said of a file for their own agency, once it was tested on the whole of it; let the file go."""
    need_job(by, "deposit", "save how a file is laid out")
    one = locked(by, draft_id)
    check_map_move(one.state, MapState.SAVED)
    if one.tried_of != digest_of(one.description):
        raise TrialPoor("What you say of the file was changed since it was tested. Test it again.")
    tried = Tried(
        one.description, one.file_sha256, one.tried_rows, one.tried_findings, one.tried_quarantined, _plain(reason)
    )
    made = _save(by.agency, tried, by.words, at, "default", purpose=by.purpose)
    put_away(one, MapState.SAVED, at)
    return made


def keep_profile(*, agency: UUID, laid_out: LaidOut, by: str, at: datetime, using: str = "default") -> SavedProfile:
    """Save a description for an agency, as whoever runs Kith, if the engine takes it and the file reads well by it."""
    with transaction.atomic(using=using):
        latest = _latest(described(laid_out.description).name, agency, using)
        if latest and latest.description == laid_out.description:
            return latest
        read = try_on(described(laid_out.description), laid_out.tried_on, at=at)
        digest = files.fingerprint(laid_out.tried_on)
        tried = Tried(laid_out.description, digest, read.rows, read.findings, read.quarantined, _plain(laid_out.reason))
        return _save(agency, tried, by or MAINTENANCE, at, using)


def digest_of(description: str) -> str:
    """Know a description by its SHA-256, so that what came of a test counts for no other."""
    return hashlib.sha256(description.encode()).hexdigest()


def _plain(reason: str) -> str:
    return " ".join(reason.split())[:LONGEST_REASON]


def profile_for(name: str, agency: UUID, *, using: str = "default") -> Profile:
    """Find a format by its name: one of ours, or else the latest that this agency saved."""
    if name in names():
        return profile(name)
    saved = _latest(name, agency, using)
    if saved is None:
        profile(name)  # Says what there is.
        raise ProfileWrong(f"There is no format called {name!r}.")
    return profile_of({**table_of(saved.description), "name": saved.name, "version": saved.version})


def try_on(form: Profile, path: Path, *, at: datetime, progress: files.Progress | None = None) -> Trial:
    """Read a file by a description as the importer would, and store nothing."""

    def items() -> Iterator[files.Found]:
        kinds = frozenset(files.Kind(kind) for kind in form.kinds)
        return files.read(
            path, kinds, expected=expected_headings(form), records=form.records, header=form.header, progress=progress
        )

    return trial(form, items, today=at.date(), file_name=path.name)


def _save(agency: UUID, tried: Tried, who: str, at: datetime, using: str, purpose: str = "") -> SavedProfile:
    form = described(tried.description)
    latest = _latest(form.name, agency, using)
    if latest and latest.description == tried.description:
        return latest
    _require_reason(tried)
    made = SavedProfile(
        agency_id=agency, name=form.name, title=form.title, version=latest.version + 1 if latest else 1,
        description=tried.description, saved_at=at, by=who, tried_sha256=tried.sha256, tried_rows=tried.rows,
        tried_findings=tried.findings, tried_quarantined=tried.quarantined, reason=tried.reason,
    )  # fmt: skip
    try:
        with transaction.atomic(using=using):
            made.save(using=using, force_insert=True)
    except IntegrityError:
        raise ProfileWrong(f"Somebody saved a version of {form.name} a moment ago. Look at it first.") from None
    _note(made, purpose, using)
    return made


def _require_reason(tried: Tried) -> None:
    if not tried.rows:
        raise TrialPoor("The file has no rows, so nothing was tried. Give one that has some.")
    if tried.is_poor and not tried.reason:
        raise TrialPoor(
            f"{tried.quarantined:,} of {tried.rows:,} rows would find no place, more than {MOST_QUARANTINED:.0%}. "
            "Correct the description, or give a reason why it will do."
        )


def _latest(name: str, agency: UUID, using: str) -> SavedProfile | None:
    saved = SavedProfile.objects.using(using).filter(agency=agency, name=name)
    return saved.order_by("-version").first()


def _note(made: SavedProfile, purpose: str, using: str) -> None:
    audit.record(
        what="records.profile_saved",
        target=f"records.SavedProfile:{made.pk}",
        purpose=purpose,
        ground="tried on a file" if not made.reason else "a reason was given",
        owner=str(made.agency_id),
        detail={
            "profile": made.name, "version": made.version, "rows": made.tried_rows, "findings": made.tried_findings,
            "quarantined": made.tried_quarantined,
        },
        using=using,
    )  # fmt: skip
