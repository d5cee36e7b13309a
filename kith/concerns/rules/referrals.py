"""What a professional's referral is made of, and what follows from it. Values only: no words are judged here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

# Neither length is law: local custom, not sourced. A draft that nobody sends is forgotten; a sent one is the sender's
# own copy, kept as long as the link of somebody who referred.
DRAFT_LASTS = timedelta(days=28)
COPY_LASTS = timedelta(days=365)

# Which code of the returns (``codes.CONTACT_SOURCES``) stands for a referrer from each kind of agency.
SOURCE_CODES: dict[str, str] = {
    "council": "5A",
    "adult_care": "5B",
    "police": "6",
    "health": "3F",
    "school": "2A",
    "education": "2B",
    "housing": "4",
    "probation": "7",
    "voluntary": "8",
}
OTHER_SOURCE = "8"

CHILDREN = frozenset({"child", "unborn"})
ADULTS = frozenset({"adult_at_risk"})

Words = dict[str, str | list[str]]


@dataclass(frozen=True)
class Section:
    """One part of a referral as the reader sees it: a heading, and each question with what was answered."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Somebody:
    """A person as the referrer described them. What is left out is not known, and was said to be."""

    key: str
    part: str
    said: Mapping[str, str]
    born_on: date | None = None
    expected_on: date | None = None


@dataclass(frozen=True)
class Kinship:
    """How one person in the referral is related to another: ``person`` is the ``kin`` of ``other``."""

    person: str
    other: str
    kin: str
    parental_responsibility: str = "unknown"
    lives_with: str = "unknown"


@dataclass(frozen=True)
class Told:
    """Whether the family was told, or why not."""

    told: bool
    who: str = ""
    reason_code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Agreed:
    """Somebody was asked whether they want help, and said yes or no. It is not consent to share."""

    who: str
    agreed: bool
    scope: str = ""


@dataclass(frozen=True)
class Objected:
    """Somebody objected to this being shared."""

    who: str
    words: str
    response: str = ""


@dataclass(frozen=True)
class Shared:
    """Why this may be shared with the front door."""

    basis: str
    gateway: str
    condition: str
    necessity: str
    proportionality: str


@dataclass(frozen=True)
class Said:
    """What happened, what it may mean, and what was tried; each apart from the others."""

    what: str
    fact: str
    opinion: str
    where_when: str
    first_hand: str
    tried: str
    danger_now: bool


@dataclass(frozen=True)
class Referral:
    """A whole referral, ready to send."""

    people: tuple[Somebody, ...]
    kin: tuple[Kinship, ...]
    said: Said
    told: Told
    agreed: Agreed | None
    objected: Objected | None
    shared: Shared
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Answers:
    """Everything typed into a draft so far, page by page, just as it was typed."""

    pages: Mapping[str, Words] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> "Answers":
        """Read what a draft keeps."""
        pages, order = kept.get("pages"), kept.get("order")
        return cls(
            {str(name): dict(words) for name, words in pages.items()} if isinstance(pages, dict) else {},
            tuple(str(key) for key in order) if isinstance(order, list) else (),
        )

    def words(self, page: str) -> Words:
        """Give what was typed into one page; nothing if it was never opened."""
        return dict(self.pages.get(page, {}))

    def part(self, key: str) -> str:
        """Say what part somebody plays."""
        return str(self.words(f"person-{key}").get("part", ""))

    def name(self, key: str) -> str:
        """Name somebody for the page: by name, or by their part and place in the list."""
        typed = str(self.words(f"person-{key}").get("name", "")).strip()
        return typed or f"Person {self.order.index(key) + 1}, name not known"

    def children_first(self) -> tuple[str, ...]:
        """Order the people so that each pair is asked about once, on the page of the child."""
        return tuple(sorted(self.order, key=lambda key: (self.part(key) not in CHILDREN, self.order.index(key))))

    def relatives_of(self, key: str) -> tuple[str, ...]:
        """Give those whom this person's own page asks about."""
        order = self.children_first()
        return order[order.index(key) + 1 :]


def about(parts: Iterable[str]) -> str:
    """Say whom a referral is about: children, adults or both."""
    found = set(parts)
    child, adult = bool(found & CHILDREN), bool(found & ADULTS)
    if child and adult:
        return "both"
    return "child" if child else "adult" if adult else "unknown"
