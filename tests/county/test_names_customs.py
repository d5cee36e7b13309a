"""Names: how each community forms, hands on, shortens, spells and orders them."""

from __future__ import annotations

from collections import Counter

import pytest

from kith.county import names
from kith.county.chance import Chance


def children(father: str, mother: str, community: str, sex: str = "F", together: bool = True) -> Counter[str]:
    """Name a thousand children."""
    chance = Chance(father, mother, community, together)
    give = names.child_surname
    return Counter(
        give(chance, father=father, mother=mother, sex=sex, community=community, together=together)
        for _ in range(1_000)
    )


@pytest.mark.parametrize(
    ("community", "man", "woman"),
    [
        ("polish", "Kowalski", "Kowalska"),
        ("polish", "Sawicki", "Sawicka"),
        ("polish", "Nowak", "Nowak"),
        ("polish", "Nowak-Kowalski", "Nowak-Kowalska"),
        ("ukrainian", "Zelenskyi", "Zelenska"),
        ("ukrainian", "Ivanov", "Ivanova"),
        ("ukrainian", "Shevchenko", "Shevchenko"),
        ("english", "Popov", "Popov"),
    ],
)
def test_women_and_men_bear_a_surname_in_their_own_form(community: str, man: str, woman: str) -> None:
    assert names.form(man, "F", community) == woman
    assert names.form(woman, "M", community) == man
    assert names.form(woman, "F", community) == woman


@pytest.mark.parametrize("community", names.COMMUNITIES.values)
def test_a_surname_formed_twice_is_formed_once(community: str) -> None:
    chance = Chance(community, "form")
    for _ in range(200):
        surname = names.surname(chance, community)
        for sex in ("F", "M"):
            once = names.form(surname, sex, community)
            assert names.form(once, sex, community) == once


def test_bengali_women_bear_other_surnames_than_their_brothers_and_children_than_their_parents() -> None:
    assert names.form("Miah", "F", "bengali") == "Begum"
    assert names.form("Miah", "M", "bengali") == "Miah"
    assert names.form("Begum", "M", "bengali") == "Miah"
    daughters, sons = children("Miah", "Begum", "bengali"), children("Miah", "Begum", "bengali", "M")
    assert 100 < sons["Miah"] < 700
    assert len(sons) > 30
    assert daughters["Begum"] > 300
    assert daughters["Miah"] == 0


def test_sikhs_are_singh_and_kaur() -> None:
    chance = Chance("sikh")
    men = Counter(names.middle(chance, "M", 1980, "punjabi") for _ in range(500))
    women = Counter(names.middle(chance, "F", 1980, "punjabi") for _ in range(500))
    assert men["Singh"] > 350
    assert women["Kaur"] > 350
    assert names.form("Singh", "F", "punjabi") == "Kaur"
    assert names.form("Kaur", "M", "punjabi") == "Singh"


def test_gurkha_families_are_gurung_and_rai_with_bahadur_and_kumari_between() -> None:
    chance = Chance("gurkha")
    clans = Counter(names.surname(chance, "nepali") for _ in range(2_000))
    assert {"Gurung", "Rai", "Limbu", "Thapa", "Magar", "Pun"} <= {name for name, _ in clans.most_common(12)}
    assert sum(names.middle(chance, "M", 1960, "nepali") == "Bahadur" for _ in range(400)) > 100
    assert sum(names.middle(chance, "F", 1960, "nepali") == "Kumari" for _ in range(400)) > 80


def test_ukrainians_have_a_patronymic_and_filipinos_their_mothers_surname() -> None:
    def given(sex: str, community: str) -> str:
        return names.child_middle(
            Chance("middle"), sex=sex, year=2015, community=community, mother="Reyes", father="Ivan"
        )

    assert given("M", "ukrainian") == "Ivanovych"
    assert given("F", "ukrainian") == "Ivanivna"
    assert given("F", "filipino") == "Reyes"


@pytest.mark.parametrize(
    ("father", "daughter", "son"),
    [
        ("Oleksandr", "Oleksandrivna", "Oleksandrovych"),
        ("Serhii", "Serhiivna", "Serhiiovych"),
        ("Dmytro", "Dmytrivna", "Dmytrovych"),
        ("Mykola", "Mykolaivna", "Mykolaiovych"),
    ],
)
def test_patronymics_follow_the_fathers_name(father: str, daughter: str, son: str) -> None:
    assert (names.patronymic(father, "F"), names.patronymic(father, "M")) == (daughter, son)


def test_travellers_share_few_surnames() -> None:
    chance = Chance("traveller")
    theirs = {names.surname(chance, "traveller") for _ in range(1_000)}
    ours = {names.surname(chance, "english") for _ in range(1_000)}
    assert len(theirs) * 4 < len(ours)


def test_english_children_have_mostly_their_fathers_name_when_the_parents_live_together() -> None:
    together, apart = children("Hill", "Wood", "english"), children("Hill", "Wood", "english", together=False)
    assert set(together) == {"Hill", "Wood", "Wood-Hill"}
    assert together["Hill"] > 800
    assert apart["Wood"] > 450
    assert apart["Wood-Hill"] > 50


def test_a_child_without_a_known_father_has_the_mothers_name_in_its_own_form() -> None:
    assert set(children("", "Wood", "english")) == {"Wood"}
    assert set(children("", "Kowalska", "polish", "M")) == {"Kowalski"}
    assert set(children("Kowalski", "Kowalska", "polish", "F")) == {"Kowalska"}


def test_portuguese_children_bear_both_parents_surnames_without_a_hyphen() -> None:
    both = children("Costa Santos", "Silva Pereira", "portuguese")
    assert both["Pereira Santos"] > 500


def test_double_barrelled_names_do_not_grow() -> None:
    assert names.double("Wood", "Hill") == "Wood-Hill"
    assert names.double("Wood-Hill", "Dale-Moor") == "Hill-Moor"
    assert names.double("Wood", "Wood") == "Wood"


def test_women_marry_into_their_husbands_names_join_both_or_keep_theirs() -> None:
    chance = Chance("marriage")
    wed = Counter(names.married(chance, own="Wood", partner="Hill", community="english") for _ in range(1_000))
    assert wed["Hill"] > 800
    assert wed["Wood"] > 40
    assert wed["Wood-Hill"] > 20
    polish = Counter(names.married(chance, own="Nowak", partner="Kamiński", community="polish") for _ in range(300))
    assert "Kamińska" in polish
    assert "Kamiński" not in polish
    assert names.married(chance, own="Begum", partner="Miah", community="bengali") == "Begum"


@pytest.mark.parametrize(
    ("name", "community", "others"),
    [
        ("Oleksandr", "ukrainian", {"Alexander", "Aleksandr"}),
        ("Zelenskyi", "ukrainian", {"Zelensky"}),
        ("Łukasz", "polish", {"Lukasz"}),
        ("Ștefan", "romanian", {"Stefan", "Stephen"}),
        ("Mohammed", "bengali", {"Muhammad", "Mohammad", "Md"}),
        ("Choudhury", "bengali", {"Chowdhury"}),
        ("Gurung", "nepali", {"Gurong"}),
        ("Catherine", "english", {"Katherine", "Kathryn"}),
        ("Wood-Hill", "english", {"Wood Hill", "Hill-Wood", "Hill"}),
        ("O'Brien", "irish", {"O Brien", "Obrien"}),
        ("McDonald", "english", {"MacDonald"}),
    ],
)
def test_the_same_name_is_written_in_other_ways(name: str, community: str, others: set[str]) -> None:
    found = names.spellings(name, community)
    assert others <= set(found)
    assert name not in found
    assert len(found) == len(set(found))


def test_an_english_name_is_not_written_in_another_language() -> None:
    assert not {"Oleksandr", "Katarzyna"} & {
        *names.spellings("Alexander", "english"),
        *names.spellings("Catherine", "english"),
    }
    assert names.spellings("", "english") == ()


@pytest.mark.parametrize(
    ("name", "community", "short"),
    [
        ("Katarzyna", "polish", "Kasia"),
        ("Oleksandr", "ukrainian", "Sasha"),
        ("Elizabeth", "english", "Liz"),
        ("Elizabeth", "polish", "Liz"),
        ("José", "portuguese", "Zé"),
        ("Patrick", "traveller", "Paddy"),
    ],
)
def test_friends_use_short_names(name: str, community: str, short: str) -> None:
    chance = Chance(name)
    found = Counter(names.nickname(chance, name, community) for _ in range(200))
    assert found.most_common(1)[0][0] == short


def test_some_names_have_no_short_form_and_some_people_take_an_english_one() -> None:
    chance = Chance("taken")
    assert names.nickname(chance, "Zuzu", "english") == ""
    assert names.nickname(chance, "Xiaoming", "chinese").isalpha()


ORDERED = [
    ("chinese", ("Wai-Ming", "", "Chan"), ("Chan", "", "Wai-Ming")),
    ("punjabi", ("Jaspal", "Singh", "Gill"), ("Jaspal", "", "Singh")),
    ("bengali", ("Mohammed", "Rafiq", "Miah"), ("Rafiq", "", "Miah")),
    ("portuguese", ("Rui", "", "Silva Santos"), ("Rui", "Silva", "Santos")),
    ("nepali", ("Dil", "Bahadur", "Gurung"), ("Dil", "", "Bahadur Gurung")),
    ("romanian", ("Ion", "", "Popa"), ("Popa", "", "Ion")),
]


@pytest.mark.parametrize(("community", "name", "put"), ORDERED)
def test_a_clerk_puts_some_names_in_an_order_that_is_not_theirs(
    community: str, name: tuple[str, str, str], put: tuple[str, str, str]
) -> None:
    chance = Chance(community, "order")
    found = Counter(names.order(*name, community, chance) for _ in range(1_000))
    assert found[put] > 50
    assert found[name] > 300
    assert all(first and last for first, _, last in found)


def test_english_names_stay_in_order() -> None:
    chance = Chance("order")
    assert {names.order("Ann", "May", "Hill", "english", chance) for _ in range(200)} == {("Ann", "May", "Hill")}
