"""School, police, adults, housing and health in two blocks: what belongs together, and how often it happens."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kith.county.lives.terms import in_term
from tests.county.test_lives import PLAN, blocks, by_person, of, one_after_another

DATA = Path(__file__).parents[2] / "kith" / "county" / "data"

# -- School -----------------------------------------------------------------------------------------------------------


def test_nobody_is_on_two_rolls_at_once() -> None:
    spells = by_person("enrolment")
    for kind in ("home_educated", "missing_education"):
        for child, some in by_person(kind).items():
            spells[child] += some
    for some in spells.values():
        some.sort(key=lambda one: one.start)
        one_after_another(some)


def test_pupils_are_of_an_age_for_school() -> None:
    for one in of("enrolment"):
        assert 4 <= one.person.age_on(one.start) <= 18, one
        assert re.fullmatch(r"R|1[0-3]|[1-9]", one.text("year_group"))
        assert one.place is not None
        assert one.place.kind in {"primary", "secondary", "special", "nursery"}
        assert one.text("sen") in {"N", "K", "E"}


def test_absence_and_exclusion_belong_to_a_roll() -> None:
    for one in of("attendance"):
        roll = one.part_of
        assert roll is not None
        assert roll.place is one.place
        assert roll.start <= one.start
        assert roll.end is None or (one.end is not None and one.end <= roll.end)
        away = int(one.text("authorised")) + int(one.text("unauthorised"))
        assert 0 <= away <= int(one.text("possible"))
    reasons = {"PP", "PA", "VP", "VA", "OW", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH", "DB", "MT", "PH"}
    for one in of("exclusion"):
        assert one.text("category") in {"SUSP", "PERM", "LNCH"}
        assert one.text("reason") in reasons
        assert in_term(one.start)
        assert one.start.weekday() < 5


# -- Police, youth justice, adults ------------------------------------------------------------------------------------


def test_no_child_is_suspected_where_somebody_may_have_made_them() -> None:
    for one in of("occurrence"):
        if one.text("type") in {"drugs", "weapon", "exploitation", "county_lines", "cuckooing"}:
            assert all(who.age_on(one.start) >= 18 for who, part in one.people if part == "suspected"), one
    for one in of("yj_outcome"):
        assert 10 <= one.person.age_on(one.start) < 18
        assert one.part_of is not None
        assert one.part_of.text("type") not in {"drugs", "weapon"}
        assert (one.person, "suspected") in one.part_of.people


def test_nobody_under_ten_is_suspected() -> None:
    for one in of("occurrence", "stop"):
        assert all(who.age_on(one.start) >= 10 for who, part in one.people if part == "suspected")


def test_children_present_lived_there() -> None:
    quarrels = [one for one in of("occurrence") if one.text("type") == "domestic"]
    present = [(who, one) for one in quarrels for who, part in one.people if part == "present"]
    assert len(present) > len(quarrels) * 0.2
    for who, one in present:
        assert who.age_on(one.start) < 18
        assert any(stay.home is one.home for stay in who.stays if stay.covers(one.start))


def test_missing_children_come_back_before_they_go_again() -> None:
    for some in by_person("missing").values():
        for one, then in pairwise(some):
            assert one.end is not None
            assert one.end < then.start


def test_services_for_adults_are_for_adults() -> None:
    kinds = ("asc_request", "asc_assessment", "asc_service", "asc_review", "adult_concern", "adult_enquiry")
    for one in of(*kinds):
        assert one.person.age_on(one.start) >= 18, one
    for one in of("adult_enquiry"):
        assert one.part_of is not None
        assert one.part_of.kind == "adult_concern"
        assert one.part_of.start <= one.start


def test_a_tenancy_is_of_a_home_and_its_first_tenant_lives_there() -> None:
    for one in of("tenancy"):
        assert one.home is not None
        assert one.home.tenure == "social_rent"
        assert any(stay.home is one.home and stay.covers(one.start) for stay in one.person.stays)
    for one in of("arrears", "asb"):
        assert one.part_of is not None
        assert one.part_of.start <= one.start
        assert one.part_of.end is None or one.start <= one.part_of.end


def test_everybody_who_is_here_is_registered_once() -> None:
    for block in blocks():
        held = by_person("registration")
        assert max(map(len, held.values())) == 1
        here = [one for one in block.people if one.here_on(PLAN.until) and one.home_on(PLAN.until)]
        assert all(held[one][0].end is None for one in here)


def test_visits_of_nurses_fit_the_age() -> None:
    for one in of("health_contact"):
        age = one.person.age_on(one.start)
        limit = {
            "health visitor": range(3),
            "school nurse": range(5, 18),
            "CAMHS": range(6, 18),
            "midwife": range(12, 60),
        }
        assert age in limit.get(one.text("service"), range(18, 120)), one


# -- How often --------------------------------------------------------------------------------------------------------

YEARS = (PLAN.until - PLAN.since).days / 365.25


def years_of(youngest: int, under: int) -> float:
    """Count the years lived here at some ages, from how many lived here in the middle of each year told."""
    days = [PLAN.since.replace(year=PLAN.since.year + year, month=12) for year in range(8)]
    people = [one for block in blocks() for one in block.people]
    return YEARS / 8 * sum(one.here_on(day) and youngest <= one.age_on(day) < under for day in days for one in people)


@pytest.mark.parametrize(
    ("kind", "per", "youngest", "under", "published", "within"),
    [
        ("referral", 10_000, 0, 18, 520, 0.2),
        ("s47", 10_000, 0, 18, 190, 0.35),
        ("occurrence", 1000, 0, 120, 80, 0.25),
        ("adult_concern", 1000, 18, 120, 13, 0.35),
        ("missing", 1000, 0, 18, 16, 0.6),
        ("exclusion", 1000, 5, 16, 110, 0.45),
        ("stop", 1000, 0, 120, 3.5, 0.35),
    ],
)
def test_what_happens_happens_about_as_often_as_published(
    kind: str, per: int, youngest: int, under: int, published: float, within: float
) -> None:
    rate = sum(1 for _ in of(kind)) / years_of(youngest, under) * per
    assert abs(rate / published - 1) < within, rate


def test_one_person_in_four_comes_to_a_hospital_in_a_year() -> None:
    last = sum(one.here_on(PLAN.until) for block in blocks() for one in block.people)
    assert 0.15 < sum(1 for _ in of("ed_attendance")) / last / 2 < 0.35


def test_absence_is_about_as_high_as_published() -> None:
    told = [(int(one.text("possible")), int(one.text("authorised")) + int(one.text("unauthorised")))
            for one in of("attendance")]  # fmt: skip
    assert 0.055 < sum(away for _, away in told) / sum(possible for possible, _ in told) < 0.085


def test_referrals_gather_in_few_homes() -> None:
    told: Counter[int] = Counter(id(one.home) for one in of("referral"))
    homes = {
        id(stay.home) for block in blocks() for one in block.people for stay in one.stays if one.age_on(PLAN.since) < 18
    }
    assert len(told) < len(homes) / 3
    tenth = sum(count for _, count in told.most_common(len(told) // 10))
    assert tenth > 0.17 * sum(told.values())


def test_a_few_children_go_missing_again_and_again() -> None:
    times = Counter(len(some) for some in by_person("missing").values())
    assert sum(number * children for number, children in times.items() if number > 1) > sum(times.values()) / 2


def test_all_agencies_together_hold_about_two_million_records_of_half_a_million_people() -> None:
    assert 7_000 < sum(len(block.events) for block in blocks()) / len(blocks()) < 14_000


@pytest.mark.parametrize("path", sorted(DATA.glob("lives_*.toml")), ids=lambda path: path.stem)
def test_every_table_says_where_its_figures_come_from(path: Path) -> None:
    for name, section in tomllib.loads(path.read_text("utf-8")).items():
        assert section.get("source", "").strip(), name
