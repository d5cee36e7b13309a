"""What each place fills in what a row becomes, and the words by which something is secret. Tables, to be checked and added to."""

from __future__ import annotations

from types import MappingProxyType

PERSON = MappingProxyType(
    {
        "local_id": "number", "role": "role", "surname": "surname", "forename": "forename", "middle_names": "middle",
        "other_names": "known_as", "dob": "dob", "expected_dob": "expected", "died_on": "died", "sex": "sex",
        "ethnicity": "ethnicity", "nhs_number": "nhs", "upn": "upn", "address": "address", "postcode": "postcode",
        "uprn": "uprn", "school": "school", "school_urn": "school_urn", "worker": "worker", "team": "team",
        "contact": "contact", "shielded": "restricted",
    }
)  # fmt: skip
"""From a column of the person to the place that fills it."""
SCHEMES = MappingProxyType(
    {
        "number": "agency_id", "nhs": "nhs", "upn": "upn", "former_upn": "former_upn", "uln": "uln", "pnc": "pnc",
        "nino": "nino", "phone": "phone", "email": "email",
    }
)  # fmt: skip
ADDRESSES = MappingProxyType(
    {
        "home": ("address", "postcode", "uprn"),
        "placement": ("placement", "placement_postcode", ""),
        "correspondence": ("correspondence", "", ""),
        "missing_from": ("missing_from", "", ""),
        "found_at": ("found_at", "", ""),
    }
)
EVENT = MappingProxyType(
    {
        "starts": "event_start", "ends": "event_end", "reference": "event_number", "subkind": "event_kind",
        "outcome": "event_outcome", "part_of": "event_within", "role": "event_part",
    }
)  # fmt: skip
TIE = MappingProxyType(
    {
        "kind": "tie", "other_local_id": "other", "main_carer": "main_carer", "informal_carer": "informal_carer",
        "parental_responsibility": "parental_responsibility", "detail": "detail",
    }
)  # fmt: skip
TIE_DATES = MappingProxyType({"starts": "event_start", "ends": "event_end"})
WHERE = MappingProxyType({"address": "event_place", "postcode": "event_postcode"})
FLAGS = ("looked_after", "child_protection", "carer", "young_carer", "disability", "supported_housing")
SECRET_ADDRESSES = (
    "c/o*", "care of*", "confidential*", "address withheld*", "withheld*", "not disclosed*", "refuge*",
)  # fmt: skip
# Whoever was harmed so is never named: Sexual Offences (Amendment) Act 1992.
SECRET_EVENTS = (
    "sexual*", "rape*", "honour*", "hba*", "hbv*", "forced marriage*", "fgm*", "female genital*",
)  # fmt: skip
KINDS_OF_EVENT = MappingProxyType(
    {
        "occurrence": "occurrence", "offence": "crime", "crime": "crime", "missing": "missing", "notice": "notice",
        "referral": "referral", "tenancy": "tenancy", "incident": "incident", "visit": "visit", "call": "call",
        "stop": "stop", "contact": "contact", "application": "application", "episode": "episode", "case": "case",
    }
)  # fmt: skip
"""From a word in the headings of an event to its kind."""
CANNOT_DO_WITHOUT = ("number", "surname", "full_name", "nhs", "upn", "forename", "event_number")
"""Of these the first that there is."""
