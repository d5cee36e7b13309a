"""Client level data has the published fields and strings, overlaps as real submissions do, and links carers."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kith.county.agencies.known import Known
from kith.county.formats import cld_words as words
from kith.county.formats.cld import COLUMNS, FORMAT, LATE, submissions
from kith.county.model import Event, Person, Tie
from kith.county.plan import Plan
from kith.county.writing import Pages
from tests.county.handmade import PLAN, UNTIL, Maker
from tests.county.validators.emitting import SHARED

FIELDS = SHARED / "formats" / "asc_cld_r2_fields.csv"
Row = dict[str, str]
MANY = 250


def published() -> list[Row]:
    if not FIELDS.is_file():
        pytest.skip(f"the published fields are not at {FIELDS}")
    with FIELDS.open(newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007


def returned(known: Known) -> dict[str, list[Row]]:
    """Give the rows by the name of the submission, the oldest first."""
    pages = Pages()
    FORMAT.write(known, pages)
    found: dict[str, list[Row]] = {}
    for file in FORMAT.files(known.plan):
        text = file.head(known.plan) + "".join(pages.text.get(known.path(file.name), ()))
        found[file.name] = list(csv.DictReader(StringIO(text, newline="")))
    return found


def old(made: Maker, number: int = 0) -> Person:
    adult = made.person("F", date(1938, 3, 3) + timedelta(days=number), f"Zelda{number}", "Quillfeather")
    made.live("single", made.home(str(number), "Test Lane"), date(2000, 1, 1), adult)
    return adult


def serve(made: Maker, adult: Person, start: date, end: date | None = None, **more: Any) -> Event:
    told = {
        "service": "Long term support: Community",
        "component": "Home Support",
        "reason": "Physical Support: Personal care support",
        **more,
    }
    return made.event("asc_service", start, [(adult, "adult")], end, **told)


def ask(made: Maker, adult: Person, start: date) -> Event:
    outcome = "Progress to assessment, review or reassessment"
    return made.event("asc_request", start, [(adult, "adult")], route="Community / Other route", outcome=outcome)


@pytest.fixture(scope="module")
def many() -> dict[str, list[Row]]:
    made = Maker(0, "wiltshire", Plan(people=2_000, seed=17))
    for number in range(MANY):
        adult, start = old(made, number), date(2023, 5, 1) + timedelta(days=4 * number)
        ask(made, adult, start)
        made.event(
            "asc_assessment", start + timedelta(days=9), [(adult, "adult")], start + timedelta(days=30),
            kind="Long term assessment", outcome="Progress to support planning or services",
        )  # fmt: skip
        service = serve(made, adult, start + timedelta(days=40), start + timedelta(days=500) if number % 3 else None)
        made.event(
            "asc_review", start + timedelta(days=400), [(adult, "adult")], start + timedelta(days=403), planned=1,
            outcome="Continuation of support or services", part_of=service,
        )  # fmt: skip
    return returned(Known(made.block, "adults", None))


def test_the_fields_are_the_published_ones_in_their_order() -> None:
    assert list(COLUMNS) == [row["field"] for row in published()]


def test_there_are_eight_submissions_each_of_the_twelve_months_up_to_the_end_of_a_quarter() -> None:
    some = submissions(PLAN)
    assert len(some) == 8
    assert some[-1].end == UNTIL
    for one in some:
        assert one.end + timedelta(days=1) == one.start.replace(year=one.start.year + 1)
    assert [one.name for one in some] == [file.name for file in FORMAT.files(PLAN)]
    assert some[-1].name == "cld-2026Q3.csv"


def test_an_unfinished_quarter_has_no_submission_yet() -> None:
    assert submissions(Plan(people=1, seed=1, until=date(2026, 9, 29)))[-1].end == date(2026, 6, 30)


def test_every_row_says_the_period_of_its_submission(many: dict[str, list[Row]]) -> None:
    for one in submissions(PLAN):
        ends = {
            (day(row["Reporting_Period_Start_Date"]), day(row["Reporting_Period_End_Date"])) for row in many[one.name]
        }
        assert ends == {(one.start, one.end)}


def test_what_is_not_a_service_ended_in_the_period_and_services_went_on_in_it(many: dict[str, list[Row]]) -> None:
    for one in submissions(PLAN):
        for row in many[one.name]:
            end = day(row["Event_End_Date"]) if row["Event_End_Date"] else None
            assert day(row["Event_Start_Date"]) <= one.end
            if row["Event_Type"] == "Service":
                assert end is None or end >= one.start
            else:
                assert end is not None
                assert one.start <= end <= one.end


def test_a_request_stands_in_four_submissions_and_a_long_service_in_all(tmp_path: Path) -> None:
    made = Maker(0, "wiltshire", Plan(people=2_000, seed=3))
    adult = old(made)
    ask(made, adult, date(2025, 5, 6))
    serve(made, adult, date(2023, 5, 6))
    counts = Counter(row["Event_Type"] for rows in returned(Known(made.block, "adults", None)).values() for row in rows)
    assert counts == {"Request": 4, "Service": 8}


def test_a_submission_does_not_know_of_ends_after_it(many: dict[str, list[Row]]) -> None:
    for one in submissions(PLAN):
        days = [day(row["Event_End_Date"]) for row in many[one.name] if row["Event_End_Date"]]
        assert max(days) <= one.end


def test_what_was_written_down_late_is_only_in_later_submissions() -> None:
    made = Maker(0, "wiltshire", Plan(people=2_000, seed=19))
    events = [ask(made, old(made, number), date(2025, 9, 29)) for number in range(200)]
    known = Known(made.block, "adults", None)
    first = submissions(known.plan)[3]
    numbers = {row["Event_Reference"].removesuffix("-1") for row in returned(known)[first.name]}
    due = {known.reference(one) for one in events if known.told(one) <= first.end + LATE}
    assert numbers <= due


def _by_field(many: dict[str, list[Row]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for rows in many.values():
        for row in rows:
            for field, text in row.items():
                found[field].add(text)
    return found


def test_strings_are_those_of_release_2_or_a_few_left_over_from_release_1(many: dict[str, list[Row]]) -> None:
    values = _by_field(many)
    left = set(words.RELEASE_1.values())
    lists = {
        "Event_Outcome": words.OUTCOME, "Service_Type": words.SERVICE, "Service_Component": words.COMPONENT,
        "Primary_Support_Reason": words.REASON, "Assessment_Type": words.ASSESSMENT, "Review_Reason": words.REVIEW,
        "Request_Route_of_Access": words.ROUTE,
    }  # fmt: skip
    for field, some in lists.items():
        assert values[field] - {""} <= {string for _, string in some} | left, field


def test_a_small_share_of_rows_is_in_release_1(many: dict[str, list[Row]]) -> None:
    rows = [row for some in many.values() for row in some]
    before = [row for row in rows if row["Client_Type"] == words.RELEASE_1[words.USER]]
    assert 0.01 < len(before) / len(rows) < 0.06


def test_outcomes_and_service_types_of_release_2_are_the_published_ones() -> None:
    known = {row["field"]: {one.strip() for one in row["known_values"].split(";")} for row in published()}
    assert {string for _, string in words.OUTCOME} <= known["Event_Outcome"]
    assert {string for _, string in words.SERVICE} == known["Service_Type"]


@pytest.mark.parametrize(
    ("some", "text", "string"),
    [
        (words.OUTCOME, "No support offered", "NFA: No services offered for other reason"),
        (words.OUTCOME, "NFA: Support ended for other reason", "NFA: Support ended for other reason"),
        (words.OUTCOME, "not_eligible", "NFA: No services offered for other reason"),
        (words.REASON, "Physical Support: Access & mobility only", "Physical support: Access and mobility only"),
        (words.REASON, "Social Support: Substance misuse support", "Social support: Substance misuse support"),
        (words.COMPONENT, "Extra Care Housing", "Extra care housing"),
        (words.COMPONENT, "Nursing Care", "Long term nursing care"),
        (words.SERVICE, "Short term support: ST-Max", "Short term support: ST-Max"),
    ],
)
def test_what_an_event_says_is_written_in_the_strings_of_release_2(some: words.Words, text: str, string: str) -> None:
    assert words.said(some, text) == string


def test_a_carer_is_linked_to_the_adult_they_care_for() -> None:
    made = Maker(0, "wiltshire")
    adult = old(made)
    son = made.person("M", date(1964, 9, 1), "Graham", "Quillfeather")
    made.live("single", made.home("9", "Other Lane"), date(2000, 1, 1), son)
    made.block.tie(Tie("cares_for", son, adult, date(2024, 1, 1)))
    serve(made, adult, date(2024, 5, 6))
    both = [(son, "carer"), (adult, "adult")]
    made.event("carer_assessment", date(2026, 1, 20), both, outcome="Direct payment to carer")
    known = Known(made.block, "adults", None)
    rows = returned(known)["cld-2026Q3.csv"]
    carers = [row for row in rows if row["LA_Person_Unique_Identifier"] == known.persona(son, UNTIL).local_id]
    assert {row["Event_Type"] for row in carers} == {"Assessment", "Service"}
    assert {row["Adult_1_Linked_Person_ID"] for row in carers} == {known.persona(adult, UNTIL).local_id}
    assert all(row["No_of_adults_being_cared_for"] == "1" and not row["Adult_2_Linked_Person_ID"] for row in carers)
    assert [row["Has_Unpaid_Carer"] for row in rows if row not in carers][0] in {"Yes", "Unknown"}


def test_links_are_to_people_the_council_knows_and_never_more_than_three() -> None:
    made = Maker(0, "wiltshire")
    son = made.person("M", date(1964, 9, 1), "Graham", "Quillfeather")
    made.live("single", made.home("9", "Other Lane"), date(2000, 1, 1), son)
    adults = [old(made, number) for number in range(6)]
    for number, adult in enumerate(adults):
        made.block.tie(Tie("cares_for", son, adult, date(2024, 1, 1)))
        if number < 5:
            serve(made, adult, date(2024, 5, 6))
    made.event("carer_assessment", date(2026, 1, 20), [(son, "carer"), (adults[0], "adult")], outcome="")
    known = Known(made.block, "adults", None)
    numbers = {known.persona(adult, UNTIL).local_id for adult in adults[:5]}
    (row,) = [
        row for row in returned(known)["cld-2026Q3.csv"] if row["Assessment_Type"].lower().endswith("carer assessment")
    ]
    linked = [row[f"Adult_{n}_Linked_Person_ID"] for n in (1, 2, 3)]
    assert len(set(linked)) == 3
    assert set(linked) <= numbers
    assert row["No_of_adults_being_cared_for"] == "5"


def test_a_service_gets_dearer_each_april_and_may_start_again(many: dict[str, list[Row]]) -> None:
    costs: dict[str, list[float]] = defaultdict(list)
    starts: dict[str, set[str]] = defaultdict(set)
    for rows in many.values():
        for row in rows:
            if row["Event_Type"] == "Service":
                costs[row["LA_Person_Unique_Identifier"]].append(float(row["Unit_Cost"]))
                starts[row["LA_Person_Unique_Identifier"]].add(row["Event_Start_Date"])
    assert all(some == sorted(some) for some in costs.values())
    assert any(len(set(some)) > 1 for some in costs.values())
    again = [some for some in starts.values() if len(some) > 1]
    assert 0 < len(again) < len(starts) / 10


def test_the_documented_way_of_keeping_one_row_for_each_event_finds_each_request_once(
    many: dict[str, list[Row]],
) -> None:
    fields = ("LA_Person_Unique_Identifier", "Event_Start_Date", "Event_End_Date", "Request_Route_of_Access")
    routes = {before: now for now, before in words.RELEASE_1.items()}
    requests = [row for rows in many.values() for row in rows if row["Event_Type"] == "Request"]
    people = {row["LA_Person_Unique_Identifier"] for row in requests}
    unique = {tuple(routes.get(row[field], row[field]) for field in fields) for row in requests}
    assert len(requests) > 2 * len(people)
    assert len(unique) == len(people)


def test_a_death_is_told_only_after_it() -> None:
    made = Maker(0, "wiltshire")
    adult = old(made)
    adult.died = date(2026, 2, 10)
    serve(made, adult, date(2024, 5, 6), adult.died)
    made.event("death", adult.died, [(adult, "person")])
    known = Known(made.block, "adults", None)
    assert known.persona(adult, UNTIL).died == adult.died
    rows = {name: some[0]["Date_of_Death"] for name, some in returned(known).items()}
    assert [bool(rows[name]) for name in ("cld-2025Q4.csv", "cld-2026Q1.csv", "cld-2026Q3.csv")] == [False, True, True]


def test_the_same_block_gives_the_same_rows() -> None:
    def made() -> dict[str, list[Row]]:
        maker = Maker(0, "wiltshire")
        for number in range(20):
            serve(maker, old(maker, number), date(2024, 5, 6))
        return returned(Known(maker.block, "adults", None))

    assert made() == made()
