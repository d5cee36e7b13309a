"""Which numbers are really issued, which are set aside for nobody, and how far that is known. A table, no code.

``ours`` is what ``numbers`` gives; ``issued`` is what somebody real may bear. Both are patterns for a whole number with
its spaces and strokes. The test of ``numbers`` holds every one against both.
"""

from __future__ import annotations

from typing import NamedTuple

KEPT = "kept"
"""Those who hand the numbers out say that ours are nobody's."""
UNUSED = "unused"
"""We know of none in use, by our own reckoning: ours may be issued one day."""


class Range(NamedTuple):
    """What is known of one kind of number."""

    ours: str
    issued: str
    """What is, or may be, somebody's."""
    known: str
    """KEPT or UNUSED."""
    source: str


DRAMA_CODES = ("0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131", "0141", "0151", "0161")
"""Cities whose numbers 496 0000 to 496 0999 Ofcom keeps for drama."""
_DRAMA = (
    rf"01632 960\d{{3}}|03069 990\d{{3}}|0808 157 0\d{{3}}|020 7946 0\d{{3}}|(?:{'|'.join(DRAMA_CODES)}) 496 0\d{{3}}"
    r"|0191 498 0\d{3}|028 9649 6\d{3}|029 2018 0\d{3}|07700 900\d{3}"
)
_FORCES = r"0[1-7]|1[0-4]|1[67]|2[0-3]|3[0-7]|4[0-8]|50|5[2-5]|6[0-3]|93"

RANGES: dict[str, Range] = {
    "nhs": Range(
        r"9\d{9}",
        r"(?:[0-3]\d|4\d|[67]\d)\d{8}",
        KEPT,
        "Package nhs-number: 999 is guaranteed never to be issued; England, Wales and Man have 300 to 319, 400 to 499 and "
        "600 to 799, Northern Ireland 320 to 399, and Scotland a date of birth first. Of the rest of 9, which only a county "
        "of more than half a million needs, we know that it is used for test data, and no more.",
    ),
    "upn": Range(
        r"[A-HJ-NP-RT-Z]19[0-9]\d{9}",
        r"[A-HJ-NP-RT-Z](?:00\d|[2-9]\d\d)\d{8}[\dA-HJ-NP-RT-Z]",
        UNUSED,
        "The local authority part is a number of three digits. In the department's list of January 2011, as python-stdnum has "
        "it, they run from 201 to 938. None begins with 1; lists before and after that one were not looked at.",
    ),
    "phone": Range(
        _DRAMA,
        rf"(?!{_DRAMA})0\d{{2,4}} ?\d{{3,4}} ?\d{{3,4}}",
        KEPT,
        "Ofcom: telephone numbers for use in TV and radio drama; read in copies of the list, not at Ofcom.",
    ),
    "vehicle": Range(
        r"[A-HJ-PR-Y]{2}0[01] [A-HJ-PR-Z]{3}",
        r"[A-HJ-PR-Y]{2}(?:0[2-9]|[1-9]\d) [A-HJ-PR-Z]{3}",
        UNUSED,
        "We found no mark that is kept for drama. The scheme of 2001 began that September with 51 and went on with 02; 01 was "
        "never used and 00 would stand for 2000 (dealers' accounts of the scheme; DVLA was not asked).",
    ),
    "uprn": Range(
        r"999\d{9}",
        r"(?!999\d{9})[1-9]\d{0,11}",
        UNUSED,
        "Not known. They run from 1 to 999,999,999,999, councils are given batches of them, and we found no range that is "
        "said to be kept free. None that we have seen begins with 99.",
    ),
    "urn": Range(
        r"9\d{5}",
        r"(?:[1-4]\d{5})",
        UNUSED,
        "Not known. Those of schools that we have seen begin with 1, and other places' with 2 to 4.",
    ),
    "laestab": Range(r"19\d{5}", r"(?:00\d|[2-9]\d\d)\d{4}", UNUSED, "As for the pupil number, of which it is a part."),
    "ukprn": Range(r"19\d{6}", r"10\d{6}", UNUSED, "Not known. All that we have seen begin with 100."),
    "uln": Range(
        r"0\d{9}",
        r"[1-9]\d{9}",
        KEPT,
        "HESA's coding manual: the first digit is not nought. The check keeps it from being an NHS number.",
    ),
    "ods": Range(
        r"Z9\d{4}|ZZ9|ZZ9\d\d|ZZ[A-Z]\d{3}",
        r"[A-Y]\d{5}|R[A-Z0-9]{2}(?:[A-Z0-9]{2})?|V[A-Z0-9]{4}",
        UNUSED,
        "Not known. Surgeries bear A to Y and five digits, trusts and their sites R, care homes V. We have seen none that "
        "begins with ZZ, nor a surgery with Z.",
    ),
    "cqc": Range(
        r"1-0\d{9}", r"1-[1-9]\d{7,10}", UNUSED, "It seems to be a running number, and so never with a nought in front."
    ),
    "provider_urn": Range(r"SC9\d{5}", r"SC[0-8]\d{5}|[12]\d{6}", UNUSED, "Not known. We have seen none from SC5 up."),
    "occurrence": Range(
        r"59\d{9}",
        rf"(?:{_FORCES})\d{{9}}",
        UNUSED,
        "The Home Office numbers forces; 54 is Wiltshire's. We put the list in from memory: nothing on it is 56 to 59.",
    ),
    "pnc": Range(
        r"\d{4}/[4-9]\d{6}[A-HJ-NP-RT-Z]",
        r"\d{4}/[0-3]\d{6}[A-HJ-NP-RT-Z]|\d\d/\d{1,6}[A-HJ-NP-RT-Z]",
        UNUSED,
        "Not known. A serial within a year; we reckon that no year came near four million.",
    ),
    "postcode": Range(
        r"[QVX][A-Z]\d \d[ABD-HJLNP-UW-Z]{2}|ZZ99 3VZ",
        r"(?![QVX])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}",
        KEPT,
        "Royal Mail's rules for the form: the letters Q, V and X are not used in the first position. Homes in the county have real postcodes.",
    ),
    "email": Range(r"[^@\s]+@[a-z.-]+\.example", r"[^@\s]+@(?![\w.-]+\.example)[\w.-]+", KEPT, "RFC 2606: .example."),
}
"""By kind of number."""
