"""The sectors with a page of their own, so that a report carries where it came from."""

from dataclasses import dataclass
from enum import StrEnum


class Sector(StrEnum):
    """A line of work; the value stands in the address of its page."""

    SECURITY = "security"
    TAXI = "taxi-and-private-hire"
    BUS = "bus-and-coach"
    TRAIN = "train"
    LANDLORDS = "landlords-and-letting-agents"


@dataclass(frozen=True)
class SectorWords:
    """How a sector is spoken to, and the code its reports are counted under."""

    sector: Sector
    title: str
    # Finishes "You …", so a driver sees at once that the page is theirs.
    you: str
    # Finishes "Tell us …", beside the question about where and when.
    where: str
    notice: tuple[str, ...]
    source_code: str = "8"


# What to notice: public guidance of the Home Office's "know the signs" campaign, in our words.
_ROWS: tuple[SectorWords, ...] = (
    SectorWords(
        Sector.SECURITY,
        "Security",
        "work in security, a shop or a public place",
        "which building, floor or entrance",
        (
            "a child alone for a long time, in school hours or late",
            "somebody who seems frightened, lost or told what to do",
            "more than one phone, or a lot of cash",
        ),
    ),
    SectorWords(
        Sector.TAXI,
        "Taxi and private hire",
        "drive a taxi or private hire vehicle, or take bookings",
        "where the journey began and ended",
        (
            "a child alone on a long journey, in school hours or late",
            "somebody who will not say where they are going, or is told by phone",
            "an older person who pays, waits or gives the orders",
        ),
    ),
    SectorWords(
        Sector.BUS,
        "Bus and coach",
        "work on buses or coaches, or at a station",
        "the route, the stop and the time",
        (
            "a child with no ticket and no idea where they are going",
            "somebody who travels the same long way again and again",
            "somebody who keeps away from staff, or is led by an older person",
        ),
    ),
    SectorWords(
        Sector.TRAIN,
        "Train",
        "work on trains or at a station",
        "the train or station, and the time",
        (
            "a child alone on a long journey, in school hours or late",
            "cash for a costly ticket, or no ticket at all",
            "somebody anxious, hurt, or led by phone or by an older person",
        ),
    ),
    SectorWords(
        Sector.LANDLORDS,
        "Landlords and letting agents",
        "let, manage or repair homes",
        "the address, or as much of it as you know",
        (
            "many visitors at odd hours, or curtains that are always shut",
            "a tenant who is no longer seen, or seems afraid of the visitors",
            "months of rent paid ahead in cash, or inspections refused",
        ),
    ),
)
SECTORS: dict[Sector, SectorWords] = {row.sector: row for row in _ROWS}
SECTOR_LABELS: dict[Sector, str] = {row.sector: row.title for row in _ROWS}

ANONYMOUS = "9"
OTHER_PERSON = "1D"


def public_source_code(sector: str | None, *, named: bool) -> str:
    """Choose the code a public report is counted under."""
    if sector:
        return SECTORS[Sector(sector)].source_code
    return OTHER_PERSON if named else ANONYMOUS
