"""Numbers that name people, homes, schools and vehicles, and that are nobody's. What is known of each: ``never_issued``.

Pure functions of a whole number from nought up. Check digits and letters are right. Different numbers give different
results, except for telephones and vehicles: Ofcom keeps only a thousand mobile numbers for drama, so that in a large
county hundreds of people share one.
"""

from __future__ import annotations

from unicodedata import normalize

from kith.county.never_issued import DRAMA_CODES

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Of a unique pupil number; the police turn them by one."""
_POLICE_LETTERS = "Z" + CHECK_LETTERS[:-1]
_NHS_PREFIXES = (999, 998, 997, 996, 995, 994, 993, 992, 991, 990)
_NHS_EACH = 900_000
"""Nine valid numbers of each ten with the same first eight digits; there may be one more, left out for simplicity."""
_UPN_AUTHORITY = 199
"""Of the department's local authorities none begins with 1. 198 and so on when there are more than ten million pupils."""
_UPN_EACH = 10_000_000
_UPN_STEP = 6_180_343
_FIRST_UPN_YEAR = 1997
_ENTRY_AGE = 4
_THOUSAND = 1_000
_TAG_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
_TAIL_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXYZ"
_LANDLINES = (
    "01632 960",
    "03069 990",
    "020 7946 0",
    *(f"{code} 496 0" for code in DRAMA_CODES),
    "0191 498 0",
    "028 9649 6",
    "029 2018 0",
)
_ESTABLISHMENTS = {"nursery": (1000, 1000), "primary": (2000, 2000), "secondary": (4000, 2000), "special": (7000, 1000)}
"""Which establishment numbers a phase has: the first, and how many."""
_ODS = {
    "surgery": ("Z9", 4),
    "hospital": ("ZZ9", 2),
    "trust": ("ZZ9", 0),
    "dentist": ("ZZD", 3),
    "care_home": ("ZZC", 3),
    "other": ("ZZX", 3),
}


def _weigh(eight: str) -> int:
    """Add up eight digits with the weights 10 to 3, as NHS and learner numbers do."""
    return sum(int(digit) * weight for digit, weight in zip(eight, range(10, 2, -1), strict=True))


def _ninth(total: int, barred: int, which: int) -> int:
    """Give one of nine values of the ninth digit, of weight 2, that do not leave the barred rest modulo 11."""
    return which + (which >= (barred - total) * 6 % 11)


def nhs(n: int, seed: int) -> str:
    """Give the NHS number of the n-th person: 999..., then 998... for n from 900,000 up, and so on to nine million.

    The seed decides the order, so that two people who were numbered one after the other are not neighbours in it.
    """
    chunk, at = divmod(n, _NHS_EACH)
    mixed = (seed * 2_654_435_761 + 97) % 4_294_967_296
    step = 30 * (6_000 + mixed % 18_000) + 7
    place = (step * at + mixed // 18_000) % _NHS_EACH
    group, which = divmod(place, 9)
    eight = f"{_NHS_PREFIXES[chunk]}{group:05d}"
    total = _weigh(eight)
    last = _ninth(total, 1, which)
    return f"{eight}{last}{-(total + 2 * last) % 11}"


def upn(n: int, born_year: int) -> str:
    """Give the unique pupil number of the n-th person, allotted in the year in which they began school."""
    chunk, at = divmod(n, _UPN_EACH)
    school, serial = divmod(at * _UPN_STEP % _UPN_EACH, _THOUSAND)
    year = max(born_year + _ENTRY_AGE, _FIRST_UPN_YEAR) % 100
    digits = f"{_UPN_AUTHORITY - chunk}{school:04d}{year:02d}{serial:03d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return f"{CHECK_LETTERS[total % len(CHECK_LETTERS)]}{digits}"


def uln(n: int) -> str:
    """Give a unique learner number: ten digits, modulus 11. Real ones never begin with 0."""
    group, which = divmod(n, 9)
    eight = f"0{group:07d}"
    total = _weigh(eight)
    last = _ninth(total, 0, which)
    return f"{eight}{last}{10 - (total + 2 * last) % 11}"


def mobile(n: int) -> str:
    """Give a mobile number kept for drama: one of a thousand."""
    return f"07700 900{n * 617 % _THOUSAND:03d}"


def landline(n: int) -> str:
    """Give a landline number kept for drama: one of seventeen thousand, in area codes all over the country."""
    which, last = divmod(n * 6_869 % (len(_LANDLINES) * _THOUSAND), _THOUSAND)
    return f"{_LANDLINES[which]}{last:03d}"


def freephone(n: int) -> str:
    """Give a freephone number kept for drama: one of a thousand."""
    return f"0808 157 0{n * 617 % _THOUSAND:03d}"


def vehicle(n: int) -> str:
    """Give a vehicle's mark in the form of 2001 with an age that was never issued: 00 or 01."""
    size = len(_TAIL_LETTERS)
    rest, late = divmod(n * 9_176_867 % (len(_TAG_LETTERS) ** 2 * size**3 * 2), 2)
    rest, third = divmod(rest, size)
    rest, second = divmod(rest, size)
    rest, first = divmod(rest, size)
    one, two = divmod(rest, len(_TAG_LETTERS))
    tail = _TAIL_LETTERS[first] + _TAIL_LETTERS[second] + _TAIL_LETTERS[third]
    return f"{_TAG_LETTERS[one]}{_TAG_LETTERS[two]}0{late} {tail}"


def uprn(n: int) -> str:
    """Give a unique property reference of twelve digits; n below a thousand million."""
    return str(999_000_000_000 + n)


def urn(n: int) -> str:
    """Give a school's unique reference number."""
    return str(900_000 + n)


def laestab(n: int, phase: str) -> str:
    """Give the seven digits of a school: an authority that never was, and an establishment number of its phase."""
    first, room = _ESTABLISHMENTS[phase]
    chunk, at = divmod(n, room)
    return f"{_UPN_AUTHORITY - chunk}{first + at}"


def ukprn(n: int) -> str:
    """Give a provider's reference number."""
    return str(19_000_000 + n)


def ods(n: int, kind: str) -> str:
    """Give the code of a surgery, hospital (site), trust, dentist, care_home or other. A trust has only n = 0."""
    lead, digits = _ODS[kind]
    return f"{lead}{n:0{digits}d}" if digits else lead


def cqc(n: int) -> str:
    """Give what the Care Quality Commission would call a location."""
    return f"1-{n:010d}"


def provider_urn(n: int) -> str:
    """Give what Ofsted would call a children's home or foster agency."""
    return f"SC{900_000 + n}"


def occurrence(n: int, year: int) -> str:
    """Give a police reference as the Niche system writes it: force, year, serial; of a force that does not exist."""
    return f"59{year % 100:02d}{n:07d}"


def pnc(n: int, year: int) -> str:
    """Give a Police National Computer id in full, with its check letter; n below six million."""
    serial = f"{4_000_000 + n:07d}"
    return f"{year}/{serial}{_POLICE_LETTERS[int(f'{year % 100:02d}{serial}') % len(_POLICE_LETTERS)]}"


def email(forename: str, surname: str, n: int) -> str:
    """Give an address that can reach nobody."""
    plain = normalize("NFKD", f"{forename}.{surname}").encode("ascii", "ignore").decode().lower()
    local = "".join(letter for letter in plain if letter.isalnum() or letter == ".").strip(".")
    return f"{local or 'post'}{n}@mail.example"
