"""The pages of a referral about people: who, what they want, and how they are related."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from kith.concerns.forms.referral_questions import UNKNOWN, YES_NO, KnownLong, KnownText, Questions, radios
from kith.concerns.rules.referrals import CHILDREN, Kinship, Section, Somebody
from kith.lib.identifiers import Check, nhs_number, postcode, upn
from kith.lib.partial_dates import PartialDate
from kith.people.models import Kin, Part, Sex
from kith.ui.fields import LongTextField, PartialDateField

NAMED = ("name", "other_names", "born")
SOMEBODY = (*NAMED, "age_words", "sex", "lives", "address", "postcode", "phone", "language", "description")
CARED_FOR = (
    *NAMED, "age_words", "sex", "lives", "address", "postcode", "phone", "gp", "nhs_number", "language", "interpreter",
    "ethnicity", "religion", "disability", "description",
)  # fmt: skip
# What is asked about somebody depends on their part.
ASKED: dict[str, tuple[str, ...]] = {
    Part.CHILD: (*CARED_FOR, "school", "upn"),
    Part.UNBORN: ("name", "expected", "sex", "lives", "address", "postcode", "gp", "description"),
    Part.ADULT_AT_RISK: CARED_FOR,
}


def asked_of(part: str) -> tuple[str, ...]:
    """Name the questions for somebody who plays this part."""
    return ASKED.get(part, SOMEBODY)


class Adding(Questions):
    """The part somebody plays, which decides what is asked about them."""

    title = "Add a person"
    part = radios("Who do you want to add?", Part.choices)


class About(Questions):
    """One person, with "not known" as an answer to everything."""

    title = "Person"
    name = KnownText(label="Full name", called="their name", max_length=200)
    other_names = KnownText(
        label="Other names they use or used", called="other names", max_length=200, help_text="Say “none” if none."
    )
    born = PartialDateField(label="Date of birth", called="Date of birth", not_known="Date of birth: not known",
                            help_text="Give the parts you know, such as a month and a year, or a year.")  # fmt: skip
    expected = PartialDateField(
        label="When is the baby expected?", called="The expected date", not_known="Expected date: not known"
    )
    age_words = KnownText(label="Age, or about how old", called="their age", max_length=40)
    sex = radios("Sex", Sex.choices)
    lives = radios(
        "Where do they live?",
        [("household", "In the household of this referral"), ("elsewhere", "Somewhere else"), (UNKNOWN, "Not known")],
    )
    address = forms.CharField(label="Their address", max_length=300)
    postcode = forms.CharField(label="Their postcode, if you know it", max_length=10)
    phone = KnownText(label="Phone number", called="their phone number", max_length=40)
    school = KnownText(label="School, nursery or college", called="their school", max_length=120)
    gp = KnownText(label="GP surgery", called="their GP", max_length=120)
    nhs_number = KnownText(label="NHS number", called="their NHS number", max_length=20)
    upn = KnownText(label="Unique pupil number (UPN)", called="their pupil number", max_length=20)
    language = KnownText(label="First language", called="their first language", max_length=60)
    interpreter = KnownText(
        label="Do they need an interpreter, or help to communicate?", called="an interpreter", max_length=60
    )
    ethnicity = KnownText(label="Ethnic group, as they would say it", called="their ethnic group", max_length=60)
    religion = KnownText(label="Religion or belief, as they would say it", called="their religion", max_length=60)
    disability = KnownText(
        label="Disability or health needs", called="disability", max_length=200, help_text="Say “none” if none."
    )
    description = KnownLong(
        label="Anything else that helps us to know who they are", called="anything else", max_length=500
    )
    reveals = {"lives": {"elsewhere": ("address", "postcode")}}
    may_be_blank = ("postcode",)

    def __init__(self, *args: object, part: str, **kwargs: object) -> None:
        self.part = part
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name.removesuffix("_unknown") not in asked_of(part):
                del self.fields[name]
        if part == Part.UNBORN:
            self.fields["name"].label = "The baby’s name, or the mother’s name"
        self.title = str(dict(Part.choices).get(part, "Person"))

    def clean_nhs_number(self) -> str:
        """Refuse a number that cannot be one; what is kept has no spaces."""
        return self._checked("nhs_number", nhs_number, "Check the NHS number: it is not one that can be")

    def clean_upn(self) -> str:
        """Refuse a pupil number that cannot be one."""
        return self._checked("upn", upn, "Check the pupil number: it is not one that can be")

    def clean_postcode(self) -> str:
        """Refuse a postcode that cannot be one."""
        return self._checked("postcode", postcode, "Check the postcode, or leave it blank")

    def _checked(self, name: str, check: Any, words: str) -> str:
        typed = str(self.cleaned_data.get(name) or "")
        if not typed:
            return ""
        found = check(typed)
        if found.check in {Check.INVALID, Check.STAND_IN}:
            raise forms.ValidationError(words)
        return str(found.value)

    def somebody(self, key: str, home: tuple[str, str]) -> Somebody:
        """Give the person as a value; those of the household live at its address."""
        kept = self.cleaned_data
        born: PartialDate = kept.get("born") or PartialDate()
        expected: PartialDate = kept.get("expected") or PartialDate()
        same = ("name", "other_names", "age_words", "sex", "phone", "school", "gp", "nhs_number", "upn", "language",
                "interpreter", "ethnicity", "disability", "description")  # fmt: skip
        address, code = home if kept["lives"] == "household" else (kept["address"], kept["postcode"])
        said = {name: str(kept.get(name) or "") for name in same}
        words = {"address": address, "postcode": code, "born_words": born.words() if born.known else ""}
        return Somebody(key, self.part, {**said, **words}, born.exact, expected.exact or _first_day(expected))


def _first_day(expected: PartialDate) -> date | None:
    return expected.earliest()


class Wishes(Questions):
    """What an adult at risk needs and wants. Making safeguarding personal: their outcomes, in their words."""

    title = "Needs and wishes"
    needs = KnownLong(label="What care and support do they need?", called="their care and support", max_length=4000)
    aware = radios("Do they know that you are raising this concern?")
    why_not_aware = LongTextField(label="Why not?", max_length=1000)
    capacity = radios(
        "Can they decide for themselves about this concern?",
        [
            ("has", "Yes, they have mental capacity for it"),
            ("lacks", "No, they were assessed and lack it"),
            ("doubt", "There is doubt, and it has not been assessed"),
            (UNKNOWN, "Not known"),
        ],
    )
    outcomes = KnownLong(
        label="What do they want to happen?",
        called="what they want",
        max_length=4000,
        help_text="In their own words if you can.",
    )
    advocate = radios("Is there somebody to speak for them?")
    in_trust = radios("Is the source of harm in a position of trust, such as a paid carer?")
    others_at_risk = radios("Are other adults or children at risk?")
    reveals = {"aware": {"no": ("why_not_aware",)}}


@dataclass(frozen=True)
class Other:
    """Somebody in the same referral, as the questions name them."""

    key: str
    name: str
    part: str


@dataclass(frozen=True)
class Relative:
    """The questions about one relative, as the page draws them together."""

    name: str
    fields: tuple[BoundField, ...]


class Family(Questions):
    """How the others are related to one person, who has parental responsibility, and who lives with them."""

    def __init__(self, *args: object, who: Other, others: Sequence[Other], **kwargs: object) -> None:
        self.others = others
        self.title = f"The family of {who.name}"
        super().__init__(*args, **kwargs)
        for other in others:
            self._ask(other.key, other.name, who.name)
            # Nobody is asked whether a child has parental responsibility.
            if who.part not in CHILDREN or other.part in CHILDREN:
                del self.fields[f"{other.key}_responsible"]

    def _ask(self, key: str, name: str, who: str) -> None:
        kin = forms.ChoiceField(label=f"{name} is {who}’s", choices=[("", "Choose"), *Kin.choices])
        kin.error_messages["required"] = f"Choose how {name} is related to {who}"
        self.fields[f"{key}_kin"] = kin
        self._yes_no(f"{key}_responsible", f"Does {name} have parental responsibility for {who}?")
        self._yes_no(f"{key}_lives", f"Does {name} live with {who}?")

    def _yes_no(self, name: str, label: str) -> None:
        field = radios(label, YES_NO)
        field.error_messages["required"] = f"Answer “{label}”"
        self.fields[name] = field

    def relatives(self) -> Iterator[Relative]:
        """Give the questions about each relative in turn."""
        for other in self.others:
            fields = (self[field] for field in self.fields if field.startswith(f"{other.key}_"))
            yield Relative(other.name, tuple(fields))

    def kinships(self, key: str) -> tuple[Kinship, ...]:
        """Give the relationships as values."""
        kept = self.cleaned_data
        return tuple(
            Kinship(
                other.key,
                key,
                kept[f"{other.key}_kin"],
                kept.get(f"{other.key}_responsible", UNKNOWN),
                kept[f"{other.key}_lives"],
            )
            for other in self.others
        )

    def section(self) -> Section:
        """Give the page as the reader of the referral sees it."""
        return Section(self.title, self.rows())
