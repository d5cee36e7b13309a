"""The lists: thresholds, codes, sectors, grounds, links and references."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kith.concerns.rules import codes, grounds, links, references, sectors, thresholds
from kith.concerns.states import Answer

WILTSHIRE = thresholds.CURRENT


def test_wiltshires_four_levels_are_named_as_published() -> None:
    scheme = thresholds.scheme("wiltshire/2019")
    assert [level.name for level in scheme.levels] == [
        "Resilient family; thriving child",
        "Child and family needing help",
        "High stress family; child at risk of harm",
        "Child and family in crisis",
    ]
    assert scheme.level(4).name == "Child and family in crisis"
    assert scheme.source.startswith("https://")


def test_a_family_may_sit_in_several_levels_at_once() -> None:
    chosen = thresholds.check_levels(WILTSHIRE, [4, 2, 2])
    assert [level.number for level in chosen] == [2, 4]


@pytest.mark.parametrize("numbers", [[], [5], [0, 1]])
def test_a_level_that_is_not_there_is_refused(numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="level"):
        thresholds.check_levels(WILTSHIRE, numbers)


def test_the_sources_of_contacts_are_the_published_codes() -> None:
    assert list(codes.CONTACT_SOURCES) == (
        "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10".split()  # noqa: SIM905
    )


@pytest.mark.parametrize(
    ("outcome", "contact", "referral", "becomes"),
    [
        ("strategy_discussion", "CIN Referral", "Strategy discussion and/or s47", True),
        ("assessment", "CIN Referral", "Assessment required", True),
        ("early_help", "EH Referral", "Step-down to Early Help", True),
        ("already_open", "No Further Action", None, False),
        ("advice", "Information and Advice", "Advice and Information or signpost", False),
        ("no_action", "No Further Action", "NFA", False),
        ("adult_enquiry", None, None, False),
    ],
)
def test_what_the_hub_decides_is_counted_as_the_returns_count(
    outcome: str,
    contact: str | None,
    referral: str | None,
    becomes: bool,
) -> None:
    row = codes.OUTCOMES[codes.Outcome(outcome)]
    assert (row.contact, row.referral) == (contact, referral)
    assert codes.becomes_referral(outcome) is becomes


def test_outcomes_are_offered_for_whom_the_concern_is_about() -> None:
    for_child = {row.outcome for row in codes.outcomes_for(children=True, adults=False)}
    for_adult = {row.outcome for row in codes.outcomes_for(children=False, adults=True)}
    both = {row.outcome for row in codes.outcomes_for(children=True, adults=True)}
    assert "adult_enquiry" not in for_child
    assert "assessment" not in for_adult
    assert both == set(codes.Outcome) == for_child | for_adult
    assert set(codes.OUTCOME_LABELS) == set(codes.Outcome)


@pytest.mark.parametrize(
    ("earlier", "this", "again"),
    [
        (None, date(2026, 11, 24), False),
        (date(2025, 11, 24), date(2026, 11, 24), True),
        (date(2025, 11, 23), date(2026, 11, 24), False),
        (date(2026, 11, 24), date(2026, 11, 24), True),
        (date(2026, 11, 25), date(2026, 11, 24), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2024, 2, 29), date(2025, 3, 2), False),
    ],
)
def test_a_re_referral_comes_within_twelve_months(
    earlier: date | None,
    this: date,
    again: bool,
) -> None:
    assert codes.is_re_referral(this, earlier) is again


def test_the_sectors_have_the_pages_they_were_promised() -> None:
    assert {str(sector) for sector in sectors.SECTORS} == {
        "security",
        "taxi-and-private-hire",
        "bus-and-coach",
        "train",
        "landlords-and-letting-agents",
    }
    assert sectors.SECTOR_LABELS[sectors.Sector.TAXI] == "Taxi and private hire"
    for row in sectors.SECTORS.values():
        assert row.source_code in codes.CONTACT_SOURCES
        assert 3 <= len(row.notice) <= 5


@pytest.mark.parametrize(
    ("sector", "named", "code"),
    [("train", True, "8"), ("train", False, "8"), (None, False, "9"), ("", True, "1D")],
)
def test_a_public_report_is_counted_under_its_code(
    sector: str | None,
    named: bool,
    code: str,
) -> None:
    assert sectors.public_source_code(sector, named=named) == code


def test_a_sector_nobody_has_heard_of_is_refused() -> None:
    with pytest.raises(ValueError, match="casino"):
        sectors.public_source_code("casino", named=False)


def test_every_ground_says_who_uses_it_and_where_it_was_read() -> None:
    every = (*grounds.LAWFUL_BASES, *grounds.SPECIAL_CONDITIONS, *grounds.GATEWAYS)
    assert len(grounds.GROUNDS) == len(every)
    for ground in every:
        assert ground.used_by
        assert ground.source == grounds.NOT_SOURCED or ground.source.startswith("https://")
    assert not any("onsent" in ground.title for ground in every)


def test_every_reason_and_every_answer_has_its_words() -> None:
    assert set(grounds.NOT_TOLD_LABELS) == set(grounds.NotTold)
    assert set(grounds.NOT_SHARED_LABELS) == set(grounds.NotShared)
    assert set(grounds.ANSWER_MEANS) == set(Answer)
    assert "does not mean that nothing is known" in grounds.ANSWER_MEANS[Answer.ASKED]


def test_every_link_ends() -> None:
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for kind in links.LinkKind:
        assert at < links.link_ends(kind, at) <= at + timedelta(days=365)
    assert links.link_ends("emergency", at) == at + timedelta(minutes=60)


def test_a_reference_spells_nothing_and_does_not_count() -> None:
    drawn = {references.new_reference() for _ in range(2000)}
    assert len(drawn) > 1990
    letters = set("".join(reference.removeprefix("K-") for reference in drawn))
    assert letters == set(references.ALPHABET)
    assert not letters & set("AEIOUY0134LK")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("K-7BQ2M", "K-7BQ2M"),
        (" k 7bq 2m ", "K-7BQ2M"),
        ("7bq2m", "K-7BQ2M"),
        ("K7BQ2M", "K-7BQ2M"),
        ("K-7BQ2", None),
        ("K-7BQ2MM", None),
        ("K-7BQ2A", None),
        ("", None),
        ("X-7BQ2M", None),
        ("K-7BQ2M'; drop", None),
    ],
)
def test_a_reference_is_read_as_people_type_it(typed: str, read: str | None) -> None:
    assert references.tidied(typed) == read
