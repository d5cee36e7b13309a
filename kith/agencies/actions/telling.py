"""Telling people that something happened. The words carry no case details."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kith.agencies.models import Agency, Notice


def tell_role(  # noqa: PLR0913 - a notice has these parts, all named
    *, agency: Agency | UUID, role: str, what: str, words: str, path: str, at: datetime, using: str = "default"
) -> None:
    """Tell everybody with a role in an agency. The words carry no case details."""
    agency_id = agency.pk if isinstance(agency, Agency) else agency
    Notice(agency_id=agency_id, role=role, what=what, words=words, path=path, at=at).save(
        using=using, force_insert=True
    )


def tell_person(*, account: UUID, what: str, words: str, path: str, at: datetime) -> None:
    """Tell one person. The words carry no case details."""
    Notice(account_id=account, what=what, words=words, path=path, at=at).save(force_insert=True)
