"""The tables of schools: one row a school in each census, written once for the whole county."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from kith.county.formats.school_census.terms import TERM_CODES, Census, stamp
from kith.county.model import Institution

Row = dict[str, str]

KINDS = ("primary", "secondary", "special")
"""Schools that make the return; nurseries that are not schools do not."""
BY_KIND: dict[str, Row] = {
    "primary": {"phase": "PS", "type": "01", "intake": "COMP", "lowestncyeargroup": "R", "highestncyeargroup": "6"},
    "secondary": {"phase": "SS", "type": "02", "intake": "COMP", "lowestncyeargroup": "7", "highestncyeargroup": "13"},
    "special": {"phase": "SP", "type": "07", "intake": "SPEC", "lowestncyeargroup": "R", "highestncyeargroup": "13"},
}
GOVERNANCE = ("CO", "CA", "CA", "VC", "VA")


def token(*named: str, letters: int = 12) -> str:
    """Give the identifier of a row as COLLECT's look: hexadecimal, the same whenever it is asked for.

    It begins with a letter, so that nobody reads a telephone number in it.
    """
    digest = blake2b("/".join(named).encode(), digest_size=6).hexdigest()
    found = f"{'abcdef'[int(digest[0], 16) % 6]}{digest[1:letters]}"
    return f"{found[:8]}-{found[8:11]}" if len(found) > 8 else found  # noqa: PLR2004 - as in the published samples


def census_id(census: Census, school: Institution) -> str:
    """Give the identifier of a school's return."""
    return token(census.name, school.key, letters=8)


def native_id(school: Institution) -> str:
    """Give the identifier of a school throughout the extract: its number of seven digits."""
    return f"SCH{school.codes.get('laestab', school.key).replace('/', '')}"


def rows(census: Census, schools: tuple[Institution, ...]) -> Iterator[tuple[str, Row]]:
    """Give the rows of ``schoolcensus`` and ``school``, each with the name of its table."""
    for order, school in enumerate((one for one in schools if one.kind in KINDS), start=1):
        laestab = school.codes.get("laestab", "").replace("/", "")
        common = {
            "NativeId": native_id(school),
            "schoolcensustableid": census_id(census, school),
            "sourceid": token("school", school.key, letters=8),
        }
        yield "schoolcensus", {
            **common, "schoolcensusorderseqcolumn": str(order), "term": TERM_CODES[census.term], "collection": "SC",
            "name": "School Census", "year": str(census.day.year), "referencedate": stamp(census.day),
            "sourcelevel": "S", "estab": laestab[-4:], "softwarecode": "Invented MIS", "release": "1.0",
            "serialno": str(1 + order % 3), "xversion": "1.0", "datetime": stamp(census.day),
            "lea": laestab[:3], "urn": school.codes.get("urn", ""),
        }  # fmt: skip
        yield "school", {
            **common, **BY_KIND[school.kind], "schooltableid": token(census.name, "school", school.key),
            "schoolorderseqcolumn": str(order), "schoolname": school.name, "phoneno": school.phone.replace(" ", ""),
            "governance": GOVERNANCE[order % len(GOVERNANCE)], "maxboarders": "0", "childmothers": "0",
            "accommodation": "D", "childcareplaces": "0",
        }  # fmt: skip
