"""The families of ``handmade``, and what happened to them."""

from __future__ import annotations

from datetime import date

from kith.county.model import Block, NameUse, Person, Tie
from tests.county.handmade import UNTIL, Maker, care, protection, schooling


def wiltshire(made: Maker) -> Block:
    """Make the Barlows and their neighbours."""
    _barlows(made)
    _old_and_young(made)
    _adopted(made)
    return made.block


def swindon(made: Maker) -> Block:
    """Make the refuge, the child in care and the tenant in arrears."""
    _refuge(made)
    _in_care(made)
    return made.block


def _barlows(made: Maker) -> None:
    home = made.home("17", "Mill Lane", tenure="social_rent")
    before = made.home("Flat 4, Weavers Court", "Castle Street", "flat", "private_rent")
    father = made.person("M", date(1985, 5, 12), "Darren", "Barlow", middle="James")
    mother = made.person("F", date(1988, 11, 3), "Katherine", "Smith", middle="Anne", known_as="Kate")
    mother.names[0].end = date(2021, 6, 5)
    mother.names.append(NameUse(date(2021, 6, 5), None, "Katherine", "Anne", "Barlow", "marriage"))
    ruby = made.person(
        "F",
        date(2015, 2, 25),
        "Ruby",
        "Smith-Barlow",
        mother=mother,
        father=father,
        middle="Mae",
        disabilities=("AUT",),
    )
    jack = made.person("M", date(2018, 7, 9), "Jack", "Barlow", mother=mother, father=father, birth_set="t1")
    jacob = made.person("M", date(2018, 7, 9), "Jacob", "Barlow", mother=mother, father=father, birth_set="t1")
    unborn = made.person("F", date(2026, 12, 20), "", "Barlow", mother=mother, father=father)
    unborn.surgery, unborn.upn, unborn.mobile = None, "", ""
    made.block.tie(Tie("married", father, mother, date(2021, 6, 5)))
    flat = made.block.household("family", before)
    for person in (father, mother, ruby):
        made.block.live(person, flat, max(person.born, date(2014, 3, 1)), date(2018, 6, 1))
    made.live("family", home, date(2018, 6, 1), father, mother, ruby, jack, jacob)
    _barlow_events(made, father, mother, (ruby, jack, jacob, unborn))


def _barlow_events(made: Maker, father: Person, mother: Person, children: tuple[Person, ...]) -> None:
    ruby, jack, jacob, unborn = children
    home = made.block.homes[0]
    for child in (ruby, jack, jacob):
        schooling(made, child, date(2023, 9, 4))
        made.event("registration", child.born, [(child, "patient")], place=made.surgery)
    for twin in (jack, jacob):
        made.event("birth", twin.born, [(twin, "child"), (mother, "mother"), (father, "father")], place=made.hospital)
    made.event("partnership", date(2021, 6, 5), [(father, "person"), (mother, "person")], married=1)
    made.event("exclusion", date(2025, 11, 10), [(jack, "pupil")], date(2025, 11, 12), place=made.school,
               category="SUSP", reason="PP", sessions=4)  # fmt: skip
    made.event("missing_education", date(2024, 1, 8), [(jacob, "pupil")], date(2024, 2, 1), why="moved")
    made.event("home_educated", date(2024, 2, 1), [(jacob, "pupil")], date(2024, 7, 1))
    protection(made, ruby, date(2026, 3, 2))
    made.event("referral", date(2026, 8, 20), [(unborn, "child")], source="3C", need="N5", nfa=0, closure="")
    made.event("occurrence", date(2026, 2, 28), [(mother, "harmed"), (father, "suspected"), (ruby, "present")],
               home=home, type="domestic_violence", outcome="no_further_action", vehicle="", words="Neighbour heard it.")  # fmt: skip
    made.event("ed_attendance", date(2026, 3, 1), [(ruby, "patient")], place=made.hospital,
               complaint="injury", arrival="walked", safeguarding=1, outcome="discharged")  # fmt: skip
    made.event("health_contact", date(2026, 4, 1), [(jack, "patient")], place=made.surgery, service="health_visitor",
               attended=0)  # fmt: skip
    everyone = [(father, "tenant"), (mother, "tenant"), *((one, "household") for one in (ruby, jack, jacob))]
    made.event("tenancy", date(2018, 6, 1), everyone, home=home, place=made.landlord, landlord="Westdown Homes",
               tenure="social_rent", rent=112)  # fmt: skip
    made.event("asb", date(2026, 1, 15), [(father, "tenant")], home=home, words="Shouting at night.", stage="warning")


def _old_and_young(made: Maker) -> None:
    home = made.home("3", "Church Walk", "bungalow")
    old = made.person("F", date(1938, 1, 30), "Edna", "Weller", middle="May", traits=frozenset({"frail"}))
    son = made.person("M", date(1964, 9, 1), "Alan", "Weller", mother=old)
    died = made.person("M", date(1936, 4, 4), "Ronald", "Weller", died=date(2025, 12, 1))
    made.live("couple", home, date(1999, 1, 1), old, died)
    made.live("single", made.home("8", "Church Walk"), date(2010, 1, 1), son)
    made.event("death", date(2025, 12, 1), [(died, "person")])
    made.event(
        "admission", date(2025, 11, 20), [(died, "patient")], date(2025, 12, 1), place=made.hospital, reason="stroke"
    )
    request = made.event("asc_request", date(2025, 12, 8), [(old, "adult")], route="community", outcome="assessment")
    made.event("asc_assessment", date(2025, 12, 15), [(old, "adult")], date(2026, 1, 5), part_of=request, kind="needs",
               outcome="eligible")  # fmt: skip
    made.event("asc_service", date(2026, 1, 6), [(old, "adult")], service="community", component="home_support",
               reason="physical")  # fmt: skip
    made.event("asc_review", date(2026, 7, 1), [(old, "adult")], date(2026, 7, 2), planned=1, outcome="no_change")
    made.event("carer_assessment", date(2026, 1, 20), [(son, "carer"), (old, "adult")], outcome="support")
    made.event("adult_concern", date(2026, 5, 2), [(old, "adult"), (son, "suspected")], abuse="financial",
               location="own_home", words="Money missing.")  # fmt: skip
    made.event("adult_enquiry", date(2026, 5, 6), [(old, "adult")], date(2026, 6, 20), abuse="financial",
               outcome="risk_reduced", asked=1, met="fully")  # fmt: skip
    _young(made)


def _young(made: Maker) -> None:
    young = made.person("M", date(2008, 10, 3), "Tyler", "Cope", traits=frozenset({"no_fixed_address"}))
    nowhere = made.home("No fixed address", "", "none")
    household = made.block.household("none", nowhere)
    made.block.live(young, household, date(2024, 1, 1), kind="found")
    made.event(
        "stop", date(2026, 4, 12), [(young, "suspected")], words="Searched for drugs.", vehicle="", outcome="none"
    )
    made.event("yj_outcome", date(2026, 6, 9), [(young, "offender")], date(2026, 12, 9), offence="drugs", gravity=3,
               disposal="referral_order")  # fmt: skip
    made.event(
        "homeless", date(2026, 2, 2), [(young, "applicant")], reason="family", needs=("young",), outcome="relief"
    )
    made.event("missing", date(2025, 8, 1), [(young, "child")], date(2025, 8, 3), risk="medium", found="police",
               reporter="parent", offered=1, accepted=0, harm="none")  # fmt: skip


def _adopted(made: Maker) -> None:
    adopter = made.person("F", date(1980, 3, 3), "Helen", "Marlow")
    adopted = date(2024, 5, 20)
    mother = made.person("F", date(1998, 8, 8), "Ewa", "Nowak", community="polish", ethnicity="WOTH")
    before = made.person("M", date(2020, 1, 10), "Kacper", "Nowak", mother=mother, community="polish", ethnicity="WOTH")
    after = made.person("M", date(2020, 1, 10), "Oliver", "Marlow", mother=mother, ethnicity="WOTH",
                        adopted=adopted, earlier=before)  # fmt: skip
    first, second = made.home("22", "Union Street", "flat", "private_rent"), made.home("5", "The Green")
    one = made.block.household("lone_parent", first)
    two = made.block.household("family", second)
    made.block.live(mother, one, date(2019, 1, 1))
    made.block.live(before, one, before.born, date(2022, 1, 10))
    made.block.live(before, two, date(2022, 1, 10), adopted, "placement")
    made.block.live(adopter, two, date(2015, 1, 1))
    made.block.live(after, two, adopted)
    made.block.tie(Tie("adoptive_parent", adopter, after, adopted, responsibility=True))
    care(made, before, date(2022, 1, 10), adopted, second, adopter)
    made.event("adoption", adopted, [(after, "child"), (adopter, "adopter")], decided=date(2023, 6, 1),
               matched=date(2023, 9, 1), placed=date(2023, 10, 1), before=before.key)  # fmt: skip
    schooling(made, after, date(2024, 9, 4), year_group="R")


def _refuge(made: Maker) -> None:
    refuge = made.home("Haven House", "Victoria Road", "refuge", "institution", secret=True)
    before = made.home("41", "Station Road", tenure="social_rent")
    mother = made.person("F", date(1992, 2, 14), "Sushmita", "Gurung", community="nepali", ethnicity="AOTH")
    child = made.person("F", date(2017, 10, 10), "Asha", "Gurung", community="nepali", ethnicity="AOTH", mother=mother)
    old, new = made.block.household("family", before), made.block.household("lone_parent", refuge)
    for person in (mother, child):
        made.block.live(person, old, date(2018, 1, 1), date(2026, 4, 1))
        made.block.live(person, new, date(2026, 4, 1))
        made.event("move", date(2026, 4, 1), [(person, "person")], home=refuge, why="separation")
    made.event("tenancy", date(2018, 1, 1), [(mother, "tenant"), (child, "household")], date(2026, 4, 1), home=before,
               place=made.landlord, landlord="Westdown Homes", tenure="social_rent", rent=98)  # fmt: skip
    made.event("arrears", date(2026, 3, 1), [(mother, "tenant")], home=before, amount=640, stage="notice")
    made.event("homeless", date(2026, 4, 2), [(mother, "applicant"), (child, "household")], reason="violence",
               needs=("violence",), outcome="main_duty")  # fmt: skip
    protection(made, child, date(2026, 4, 5))
    schooling(made, child, date(2023, 9, 4), fsm=1)


def _in_care(made: Maker) -> None:
    home, placement = made.home("9", "Park Lane"), made.home("60", "Hill Rise")
    mother = made.person("F", date(1986, 12, 1), "Lisa", "Tanner")
    boy = made.person("M", date(2010, 6, 6), "Callum", "Tanner", mother=mother)
    carer = made.person("F", date(1970, 7, 7), "Joy", "Ellery")
    leaver = made.person("F", date(2007, 3, 1), "Megan", "Vickers")
    for household, person in (("lone_parent", mother), ("foster", carer)):
        made.live(household, home if person is mother else placement, date(2015, 1, 1), person)
    families = made.block.households
    made.block.live(boy, families[-2], date(2015, 1, 1), date(2025, 2, 1))
    made.block.live(boy, families[-1], date(2025, 2, 1), kind="placement")
    made.live("supported", made.home("Unit 2, Foundry House", "Iron Street", "supported"), date(2025, 3, 1), leaver)
    looked = care(made, boy, date(2025, 2, 1), None, placement, carer)
    made.event("missing", date(2026, 5, 8), [(boy, "child")], date(2026, 5, 10), part_of=looked, risk="high",
               found="police", reporter="carer", offered=1, accepted=1, harm="none")  # fmt: skip
    made.event("care_leaver", date(2025, 3, 1), [(leaver, "child")], pathway=date(2025, 4, 1), in_touch="YES",
               activity="F2", accommodation="Z2")  # fmt: skip
    made.event("registration", UNTIL.replace(day=1), [(leaver, "patient")], place=made.surgery)
