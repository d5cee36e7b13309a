"""Make the invented county, once, and print one line on how to sign in for each role.

Run by ``kith demo`` as ``python -m kith.config.demo``. A small county is made up to today (``demo_county``). What belongs
to maintenance (agencies, agreements, imported files) is written as the owner; the stories are told as the people in
them, through the same wall as any page.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from kith.config.demo_county import Invented


KEPT = 400
"""Days for which the demonstration keeps what was sent."""


def main() -> None:
    """Make what is missing, and say how to come in."""
    django.setup()
    from django.utils import timezone

    from kith.config.demo_cast import Cast
    from kith.config.demo_stories import already_told
    from kith.config.places import places

    cast = Cast.gather(timezone.now())
    receipt = "" if cast.people and already_told(cast) else begin()
    sys.stdout.write("\n".join(_lines(places().address, receipt)) + "\n")


def begin() -> str:
    """Make a small county, import what its agencies export, tell the stories; give one reporter's receipt to try.

    Begun again after it was cut short, it goes on, if on the same day with the same county.
    """
    from django.utils import timezone

    from kith.config.demo_cast import Cast
    from kith.config.demo_county import invent
    from kith.config.demo_stories import tell

    at = timezone.now()
    county = invent(timezone.localdate(at))
    _settle(county, at)
    return tell(Cast.gather(at), county)


def _settle(county: Invented, at: datetime) -> None:
    """Write what maintenance writes: on a connection of the owner's, in this same process."""
    from django.db import connections, transaction

    from kith.agencies.models import Agency
    from kith.config.demo_people import AGREEMENTS, settle
    from kith.config.owning import open_as_owner
    from kith.records.actions import Terms, import_file, open_feed
    from kith.sharing.models import Agreement

    using = open_as_owner()
    houses = {one.slug: one for one in Agency.objects.using(using)}
    if not houses:
        schools = {slug: school.name for slug, school in county.schools.items()}
        with transaction.atomic(using=using):
            houses = settle(schools=schools, at=at, using=using)
    hub = Agreement.objects.using(using).get(title=AGREEMENTS[0].title)
    with tempfile.TemporaryDirectory() as folder:
        for slug, layout, path in county.files(Path(folder)):
            terms, house = Terms(f"System of {houses[slug]}", layout, KEPT), houses[slug]
            open_feed(agency=house, agreement=hub, terms=terms, by="service:demonstration", at=at, using=using)
            import_file(layout, path, agency=house, by="service:demonstration", at=at, using=using)
    connections[using].close()


def _lines(address: str, receipt: str) -> list[str]:
    from kith.config.demo_people import WORKERS

    lines = [f"{'Anybody, a taxi driver for one:':<45} {address}report/taxi-and-private-hire/"]
    if receipt:
        lines.append(f"{'Somebody who reported:':<45} {address}reply/   with the words: {receipt}")
    lines += [f"{f'{one.job}: {one.name}':<45} {address}demo/{one.slug}/" for one in WORKERS]
    return lines


if __name__ == "__main__":
    main()
