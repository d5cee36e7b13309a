"""What must stay secret, as agencies really send it: each secret a word that stands nowhere else, in a file of its feed.

``SECRETS`` says whose it is, who it is about, and by which words it would be known again. The files are in ``exports``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.records.conftest import nhs


@dataclass(frozen=True)
class Somebody:
    """Somebody described in a concern, as fully as the worst of askers could."""

    name: str
    born: str
    nhs: str = ""
    upn: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """Give what a concern says of them."""
        born = date.fromisoformat(self.born)
        return {"name": self.name, "born_on": born, "nhs_number": self.nhs, "upn": self.upn}

    @property
    def forename(self) -> str:
        """Give the first name."""
        return self.name.split()[0]

    @property
    def surname(self) -> str:
        """Give the surname."""
        return self.name.split()[-1]


PEOPLE = {
    "plain": Somebody("Una Plainly", "2010-02-03", nhs(901), "H801200001001"),
    "restricted": Somebody("Quenby Restricted", "2011-03-04", nhs(902)),
    "very restricted": Somebody("Vesper Oldlife", "2012-04-05", nhs(903)),
    "in care": Somebody("Sidney Placed", "2013-05-06", nhs(904), "F815200012002"),
    "in care, single view": Somebody("Singh Viewed", "2013-06-07", nhs(905)),
    "adopted": Somebody("Adeline Newlynamed", "2014-06-07", nhs(906), "P207000016049"),
    "adopted, census": Somebody("Coralie Newlycalled", "2014-07-08", nhs(907), "H801200001018"),
    "mother": Somebody("Zelmira Mothering", "1985-07-09", nhs(919)),
    "in refuge": Somebody("Hetty Shelteredly", "1990-08-09", nhs(908)),
    "safe": Somebody("Paula Safely", "1991-09-10", nhs(909)),
    "confidential": Somebody("Connie Keptback", "1992-10-11", nhs(910)),
    "shielded": Somebody("Shira Shieldedly", "1993-11-12", nhs(911)),
    "treated": Somebody("Drew Treatedly", "1994-12-13", nhs(912)),
    "referred": Somebody("Nadia Trafficked", "2008-01-14", ""),
    "sent again": Somebody("Rowan Movedon", "1995-02-15", nhs(914)),
    "taken away": Somebody("Willa Withdrawn", "1996-03-16", nhs(915)),
    "run out": Somebody("Edgar Expired", "1997-04-17", nhs(916)),
    "untraced": Somebody("Tristan Untraced", "1998-05-18", nhs(917)),
}
NOBODY_ASKS = Somebody("Zebulon Unaskedabout", "1999-06-19", nhs(918))


def squeezed(text: str) -> str:
    """Write a text without spaces and capitals, in which postcodes and telephones are found as they come."""
    return "".join(text.split()).casefold()


@dataclass(frozen=True)
class Secret:
    """Something that some may see and others may not; ``marks`` is all by which it would be known again."""

    owner: str
    about: str
    marks: tuple[str, ...]

    @property
    def owners(self) -> list[str]:
        """List the agencies that sent it."""
        return self.owner.split()

    def is_in(self, text: str) -> bool:
        """Say whether any of its marks stands in a text, however it is spaced or cased."""
        return self.is_in_squeezed(squeezed(text))

    def is_in_squeezed(self, bare: str) -> bool:
        """Say so of a text without spaces and capitals."""
        return any(squeezed(mark) in bare for mark in self.marks)


SECRETS = {
    "ordinary postcode": Secret("school", "plain", ("SN9 9QA",)),
    "ordinary school": Secret("school", "plain", ("Zeugma Academy",)),
    "ordinary contact": Secret("school", "plain", ("01632 960701",)),
    "ordinary details": Secret("police", "plain", ("Zuppa Street", "07700900701", "zuppa@example.org", "PC Zwingli")),
    "ordinary event": Secret("police", "plain", ("Zorbing incident",)),
    "restricted address": Secret(
        "health", "restricted", ("Quarrel Lane", "SN9 9QB", "100099000701", "07700900702", "quarrel@example.org")
    ),
    "restricted surgery": Secret("health", "restricted", ("Z90701",)),
    "restricted, told by a school": Secret("school", "restricted", ("SN9 9RA", "Quince School")),
    "very restricted": Secret("health", "very restricted", ("Quitclaim Row", "SN9 9QD", "V-ZQ-1")),
    "placement, 903": Secret("council school", "in care", ("SN9 9QE",)),
    "placement, dataset": Secret("council", "in care", ("SN9 9QF", "Zester Cottage", "100099000702", "SN9 9QG")),
    "placement, Annex A": Secret("council", "in care", ("SN9 9QH",)),
    "placement, told by a school": Secret("school", "in care", ("Quoin School",)),
    "placement, single view": Secret("council", "in care, single view", ("SN9 9QJ",)),
    "placement, single view, by police": Secret("police", "in care, single view", ("SN9 9RB", "Zarf Close")),
    "adopted, dataset": Secret("council", "adopted", ("ZADOPTED1",)),
    "adopted, earlier name": Secret("council", "adopted", ("Zoffany",)),
    "child of somebody asked about": Secret("council", "mother", ("Zenobia",)),
    "adopted, told by a school": Secret("school", "adopted", ("Quoits School", "SN9 9QL", "Zumbrota")),
    "adopted, census": Secret("council", "adopted, census", ("ZADOPTED2",)),
    "adopted, census, in the dataset": Secret("council", "adopted, census", ("Zumpango",)),
    "adopted, census, by a school": Secret("school", "adopted, census", ("Quire School", "SN9 9RD", "Zubiri")),
    "refuge, H-CLIC": Secret("housing", "in refuge", ("SN9 9QN",)),
    "refuge, tenancy": Secret("housing", "in refuge", ("Zigzag House", "SN9 9QP", "100099000703")),
    "refuge, service": Secret("housing", "in refuge", ("Refuge Zillah", "01632 960703")),
    "safe address, notice": Secret("police", "safe", ("Zenith Mews", "SN9 9QQ")),
    "confidential address": Secret("council", "confidential", ("Zonda Court", "SN9 9QR", "100099000704")),
    "shielded": Secret("council", "shielded", ("Zaffre Way", "SN9 9QS", "01632 960704")),
    "sexual health": Secret("health", "treated", ("Sexual health Zinnia",)),
    "drugs": Secret("health", "treated", ("Drug and alcohol Zelkova",)),
    "drugs, whom to ring": Secret("health", "treated", ("01632 960705",)),
    "mental health": Secret("health", "treated", ("Zeppelin ward", "Nurse Zuber")),
    "mental health, whom to ring": Secret("health", "treated", ("01632 960706",)),
    "confidential flag": Secret("health", "treated", ("Zoster allergy",)),
    "confidential identifier": Secret("health", "plain", ("07700900703",)),
    "trafficked": Secret("police", "referred", ("Zither Yard", "SN9 9QT", "07700900704")),
    "untraced number": Secret("health", "untraced", ("Otherwise", "SN9 9ZZ")),
    "superseded": Secret("school", "sent again", ("SN9 9QU",)),
    "what came after": Secret("school", "sent again", ("SN9 9RE",)),
    "withdrawn": Secret("council", "taken away", ("SN9 9QW", "Zeal Walk")),
    "expired": Secret("council", "run out", ("SN9 9QX", "Zebra Walk")),
    "confidential relationship": Secret("school", "sent again", ("Zephyr tie",)),
    "being mapped": Secret("police", "", ("Zamia Grove",)),
    "nobody asks": Secret("police", "", ("Unaskedabout", "SN9 9QY")),
}
