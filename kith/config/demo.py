"""Make the invented county, once, and print one line on how to sign in for each role.

Run by ``kith demo`` as ``python -m kith.config.demo``. What belongs to maintenance (agencies, agreements, imported
files) is written as the owner; the stories are told as the people in them, through the same wall as any page.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import django


def main() -> None:
    """Make what is missing, and say how to come in."""
    django.setup()
    from django.utils import timezone

    from kith.config.demo_cast import Cast
    from kith.config.demo_stories import already_told, tell
    from kith.config.places import places

    at = timezone.now()
    cast = Cast.gather(at)
    if not cast.people:
        _settle()
        cast = Cast.gather(at)
    receipt = "" if already_told(cast) else tell(cast)
    sys.stdout.write("\n".join(_lines(places().address, receipt)) + "\n")


def _settle() -> None:
    """Write what maintenance writes: on a connection of the owner's, in this same process."""
    from django.db import connections, transaction
    from django.utils import timezone

    from kith.config.demo_files import files
    from kith.config.demo_people import settle
    from kith.config.places import Role, places
    from kith.records.actions import import_file

    using, at = "owner", timezone.now()
    settings = connections.configure_settings({"default": places().database(Role.OWNER)})["default"]
    connections.settings[using] = {**settings, "NAME": connections["default"].settings_dict["NAME"]}
    with transaction.atomic(using=using):
        houses = settle(at=at, using=using)
    with tempfile.TemporaryDirectory() as folder:
        for agency, layout, path in files(Path(folder), timezone.localdate(at)):
            import_file(layout, path, agency=houses[agency], by="service:demonstration", at=at, using=using)
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
