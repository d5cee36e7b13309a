"""What a youth justice service exports."""

from __future__ import annotations

from datetime import date

from kith.county.formats.youth_justice import FORMAT, HEADINGS, tier
from kith.county.model import Block
from tests.county.emitting_named import Rows, table
from tests.county.handmade import Maker

PEOPLE, OFFENCES, OUTCOMES = HEADINGS


def a_young_offender(*days: date) -> Block:
    made = Maker(0, "wiltshire")
    young = made.person("M", date(2011, 4, 1), "Tyler", "Cope")
    for day in days:
        made.event("yj_outcome", day, [(young, "offender")], offence="theft", gravity=2, disposal="referral_order")
    return made.block


def as_date(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def listed(name: str, block: Block) -> Rows:
    return table(FORMAT, "youth_justice", name, block)


def test_a_young_person_is_listed_once_with_every_outcome_and_its_offence() -> None:
    block = a_young_offender(date(2025, 3, 1), date(2026, 2, 1))
    [person] = listed(PEOPLE, block)
    offences, outcomes = listed(OFFENCES, block), listed(OUTCOMES, block)
    numbers = {row["Originating Young Person ID"] for row in offences + outcomes}
    assert numbers == {person["Originating Young Person ID"]}
    assert [row["Offence ID"] for row in outcomes] == [row["Offence ID"] for row in offences]
    assert {row["Outcome Tier"] for row in outcomes} == {"First tier"}


def test_no_offence_is_later_than_its_outcome_or_earlier_than_the_tenth_birthday() -> None:
    block = a_young_offender(*(date(2021, 4, 20 + number) for number in range(10)))
    for offence, outcome in zip(listed(OFFENCES, block), listed(OUTCOMES, block), strict=True):
        assert as_date(offence["Offence Date"]) <= as_date(outcome["Outcome Date"])
        assert int(offence["Age at Offence"]) >= 10


def test_the_tier_follows_the_outcome() -> None:
    told = ("youth_caution", "referral_order", "youth_rehabilitation_order", "custody")
    assert [tier(disposal) for disposal in told] == ["Out of court", "First tier", "Community", "Custodial"]
