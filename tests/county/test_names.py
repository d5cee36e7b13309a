"""Names: given by year of birth as often as they were, and borne as each community bears them."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from kith.county import names
from kith.county.chance import Chance
from kith.county.names.tables import listed, rows

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "names"
BANDS = {"1995": 1997, "2000": 2002, "2005": 2007, "2010": 2012, "2015": 2017, "2020": 2020}
ELSEWHERE = {"Muhammad", "Mohammed", "Mohammad", "Ibrahim", "Yusuf", "Ali", "Aisha", "Fatima", "Maryam"}
"""Names that the lists of other communities give, some of the commonest."""
DRAWS = 30_000

needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="other people's data are not here")


def drawn(sex: str, year: int, count: int = DRAWS) -> Counter[str]:
    """Draw so many English forenames."""
    chance = Chance("test", sex, year)
    return Counter(names.forename(chance, sex, year, "english") for _ in range(count))


def counted(sex: str, band: str) -> Counter[str]:
    """Read how many were given each name in a band of years."""
    found: Counter[str] = Counter()
    with gzip.open(SAMPLES / "england_wales_babynames_1996_2020_5yr.csv.gz", "rt", encoding="utf-8") as sheet:
        for row in csv.DictReader(sheet):
            if row["sex"] == sex and row["band"] == band and row["name"]:
                found[row["name"][0].upper() + row["name"][1:]] += int(row["n"])
    return found


@needs_samples
@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("sex", ["F", "M"])
def test_forenames_are_as_frequent_as_they_were_counted(sex: str, band: str) -> None:
    real, made = counted(sex, band), drawn(sex, BANDS[band])
    total = sum(count for name, count in real.items() if name not in ELSEWHERE)
    top = [name for name, _ in real.most_common(200) if name not in ELSEWHERE]
    distance = sum(abs(made[name] / DRAWS - real[name] / total) for name in top) / 2
    assert distance < 0.05


@needs_samples
@pytest.mark.parametrize("year", [1924, 1944, 1964, 1984, 1994])
@pytest.mark.parametrize("sex", ["F", "M"])
def test_forenames_are_in_the_order_in_which_they_were_ranked(sex: str, year: int) -> None:
    with (SAMPLES / "england_wales_name_rankings_1904_1994.csv").open(encoding="utf-8") as sheet:
        rank = {
            row["name"].title(): float(row["rank"])
            for row in csv.DictReader(sheet)
            if row["sex"] == sex and float(row["year"]) == year
        }
    made = drawn(sex, year)
    first = sorted(rank, key=lambda name: rank[name])
    assert {name for name, _ in made.most_common(10)} <= set(first[:14])
    early, late = (sum(made[name] for name in part) for part in (first[:20], first[60:80]))
    assert early > 4 * late > 0


@needs_samples
def test_the_tail_of_forenames_has_about_the_share_that_was_counted() -> None:
    real, made = counted("F", "2010"), drawn("F", 2012)
    head = {name for name, _ in real.most_common(250)}
    share = sum(count for name, count in real.items() if name not in head) / sum(real.values())
    assert abs(sum(count for name, count in made.items() if name not in head) / DRAWS - share) < 0.08
    assert len(made) > 1_500


@pytest.mark.parametrize("year", [1890, 1931, 1989, 2026, 2100])
def test_any_year_has_names(year: int) -> None:
    assert len(drawn("M", year, 500)) > 80
    assert "" not in drawn("F", year, 500)


def test_a_year_between_two_cohorts_is_between_them() -> None:
    before, between, after = (drawn("F", year)["Margaret"] for year in (1944, 1954, 1964))
    halfway = drawn("F", 1949)["Margaret"]
    assert before > halfway > between > after


def test_one_person_in_ninety_or_so_is_called_smith() -> None:
    chance = Chance("smith")
    people = Counter(names.surname(chance, chance.weighted(names.COMMUNITIES)) for _ in range(100_000))
    assert 0.0105 < people["Smith"] / 100_000 < 0.0130
    assert [name for name, _ in people.most_common(2)] == ["Smith", "Jones"]


def test_a_hundred_thousand_people_have_a_long_tail_of_surnames() -> None:
    chance = Chance("tail")
    people = Counter(names.surname(chance, "english") for _ in range(100_000))
    ordered = [count for _, count in people.most_common()]
    assert len(people) > 10_000
    assert 0.20 < sum(ordered[:100]) / 100_000 < 0.30
    assert ordered[0] > 4 * ordered[20] > 12 * ordered[200]
    assert sum(1 for count in ordered if count == 1) > len(people) / 4


def test_surnames_are_decent() -> None:
    chance = Chance("decent")
    for _ in range(20_000):
        surname = names.surname(chance, "english")
        assert surname.replace("'", "").isalpha()
        assert surname[0].isupper()
        assert len(surname) > 1
        assert not any(word in surname.lower() for word in ("cunt", "shit", "fuck", "twat", "wank", "nazi", "paki"))


def test_percentages_in_the_tables_do_not_exceed_a_hundred() -> None:
    surnames = [float(row["percent"]) for row in rows("surnames.csv")]
    assert 50 < sum(surnames) < 75
    forenames = rows("forenames.csv")
    for year in (name for name in forenames[0] if name.isdigit()):
        for sex in ("F", "M"):
            assert sum(int(row[year] or 0) for row in forenames if row["sex"] == sex) == 100_000


def test_the_same_chance_gives_the_same_names() -> None:
    def some(seed: int) -> list[tuple[str, str, str]]:
        chance = Chance(seed, "names")
        found = []
        for number in range(500):
            community = chance.weighted(names.COMMUNITIES)
            sex, year = "FM"[number % 2], 1930 + number % 95
            given = names.forename(chance, sex, year, community), names.middle(chance, sex, year, community)
            found.append((*given, names.form(names.surname(chance, community), sex, community)))
        return found

    assert some(7) == some(7)
    assert some(7) != some(8)


@pytest.mark.parametrize("community", names.COMMUNITIES.values)
def test_every_community_has_all_that_is_drawn(community: str) -> None:
    chance = Chance(community)
    for sex in ("F", "M"):
        for year in (1950, 2015):
            given = {names.forename(chance, sex, year, community) for _ in range(400)}
            assert len(given) > 40
            assert "" not in given
            assert all(one == one.strip() for one in given)
            assert any(names.middle(chance, sex, year, community) for _ in range(60))
    assert len({names.surname(chance, community) for _ in range(2_000)}) > 80
    codes = {names.ethnicity(chance, community) for _ in range(200)}
    assert all(len(code) == 4 and code.isupper() for code in codes)


@pytest.mark.parametrize("community", [one for one in names.COMMUNITIES.values if one != "english"])
def test_lists_are_long_and_names_are_whole(community: str) -> None:
    lists = listed(community)
    assert len(lists.surnames.values) >= 80
    for sex in ("F", "M"):
        assert len(lists.forenames[sex].values) >= 60 or len(lists.older[sex].values) >= 60
    assert all(name[0].isupper() for name in lists.surnames.values)


def test_shares_of_communities_add_up_and_indians_are_as_many_as_the_census_found() -> None:
    chance = Chance("shares")
    people = Counter(chance.weighted(names.COMMUNITIES) for _ in range(60_000))
    indians = sum(people[one] for one in ("indian", "goan", "punjabi")) / 60_000
    in_swindon_alone = 17_643 / 744_000
    assert in_swindon_alone < indians < 1.6 * in_swindon_alone
    assert people["english"] / 60_000 > 0.85


def test_a_community_nobody_knows_is_refused_and_other_words_are_understood() -> None:
    with pytest.raises(KeyError, match="martian"):
        names.surname(Chance(1), "martian")
    assert names.forename(Chance(1), "F", 1980, "welsh") == names.forename(Chance(1), "F", 1980, "english")
