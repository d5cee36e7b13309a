"""Words and code lists of the dataset.

The keys of outcomes are those of the guidance in Data to Insight's data model (data/objects/*.yml, release 1.4); codes
are those of the children in need census and of SSDA903. Teams are invented.
"""

from __future__ import annotations

from functools import cache

LETTERS = {
    "referral": "R", "looked_after": "L", "contact": "C", "early_help": "E", "assessment": "A", "s47": "S",
    "conference": "I", "cp_plan": "P", "cin_plan": "N", "episode": "Q", "care_review": "V", "health_check": "H",
    "care_leaver": "G", "missing": "M", "adoption": "D",
}  # fmt: skip
"""Which events the dataset tells of, and the letter before their numbers. What others follow from comes first."""
FOLLOWS = {"episode": "looked_after", "care_review": "looked_after", "health_check": "looked_after"}
"""What is kept under the same record of the child as something above it, and is left out where that is not held."""

SOURCES: dict[str, dict[str, str]] = {
    "childrens": {
        "1A": "Family member, relative or carer", "1B": "Acquaintance", "1C": "Self", "1D": "Other individual",
        "2A": "School", "2B": "Education services", "3A": "GP", "3B": "Health visitor", "3C": "School nurse",
        "3D": "Other primary health", "3E": "A&E", "3F": "Other health", "4": "Housing", "5A": "Social care, adults",
        "5B": "Other council service", "5C": "Another local authority", "5D": "Early help", "6": "Police",
        "7": "Courts, probation, Cafcass", "8": "Other", "9": "Anonymous", "10": "Not known",
    },
    "childrens_east": {
        "1A": "Individual - Family member/relative/carer", "1B": "Individual - Acquaintance", "1C": "Individual - Self",
        "1D": "Individual - Other", "2A": "Schools", "2B": "Education Services", "3A": "Health - GP",
        "3B": "Health - Health Visitor", "3C": "Health - School Nurse", "3D": "Health - Other Primary",
        "3E": "Health - A and E", "3F": "Health - Other", "4": "Housing (LA or HA)", "5A": "LA - Social Care",
        "5B": "LA - Other Internal", "5C": "LA - External", "5D": "LA - Early Help", "6": "Police",
        "7": "Other Legal Agency", "8": "Other", "9": "Anonymous", "10": "Unknown",
    },
}  # fmt: skip
"""Where contacts come from, by the codes of the census, in each council's own words."""

CONTACT_KEYS = (
    "NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG", "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG", "MISSING_FLAG", "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
CONTACT_OUTCOMES = {
    "referral": ("NEW_REFERRAL_FLAG",), "early_help": ("ADVICE_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"), "none": ("NFA_FLAG",),
}  # fmt: skip
REFERRAL_KEYS = (
    "SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG", "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG", "CP_TRANSFER_IN_FLAG", "CP_CONFERENCE_FLAG", "CARE_LEAVER_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
ASSESSMENT_KEYS = (
    "NFA_FLAG", "NFA_S47_END_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG", "PRIVATE_FOSTERING_FLAG",
    "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "SPECIALIST_ASSESSMENT_FLAG",
    "REFERRAL_TO_OTHER_AGENCY_FLAG", "OTHER_ACTIONS_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
S47_KEYS = (
    "NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "CP_CONFERENCE_FLAG",
    "NFA_CONTINUE_SINGLE_FLAG", "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
CONFERENCE_KEYS = (
    "NFA_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG", "SINGLE_ASSESSMENT_FLAG", "PROV_OF_SERVICES_FLAG", "CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
CARE_PLANS = (
    "REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV", "ADOPTION", "OTHERPLN",
)  # fmt: skip
CARE_PLAN_FOR = {
    "A3": "ADOPTION", "A4": "ADOPTION", "A5": "ADOPTION", "A6": "ADOPTION", "U1": "LTRELFR", "U2": "LTRELFR",
    "U3": "LTRELFR", "U4": "LTFOST18", "U5": "LTFOST18", "U6": "RETURNEV", "K1": "RESPLMT", "K2": "RESPLMT",
    "R1": "RESPLMT", "K3": "SUPPLIV", "H5": "SUPPLIV", "P2": "SUPPLIV", "P3": "SUPPLIV", "P1": "RETURN6M",
}  # fmt: skip
"""Which plan usually goes with a placement. Not sourced: our guess."""

NEEDS = {
    "AUT": "ASD", "BEH": "SEMH", "LD": "MLD", "COMM": "SLCN", "HEAR": "HI", "VIS": "VI", "MOB": "PD", "HAND": "PD",
}  # fmt: skip
"""From the disabilities of the census to the types of need of the SEN2 return. Our reading."""
COUNTRIES = {"african": "Sudan", "pakistani": "Afghanistan", "arabic": "Syria"}
"""Where unaccompanied children of a community come from. Not sourced: our guess."""
EARLY_HELP_REASONS = (
    "Parenting support", "School attendance", "Family conflict", "Low mood or worry", "Housing and debts",
    "Support with additional needs",
)  # fmt: skip
EARLY_HELP_ENDS = ("Needs met", "Family no longer wishes support", "Stepped up to social care", "Moved away")
ASSESSMENT_COMMENTS = (
    "",
    "",
    "",
    "Seen at home and at school.",
    "Father not spoken to yet.",
    "Family agree with the plan.",
)

TEAMS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "childrens": (
        ("W100", "Families and Children", ""), ("W110", "Integrated Front Door", "W100"),
        ("W121", "Assessment North", "W100"), ("W122", "Assessment South", "W100"),
        ("W131", "Support and Safeguarding East", "W100"), ("W132", "Support and Safeguarding West", "W100"),
        ("W133", "Support and Safeguarding South", "W100"), ("W140", "Children in Care", "W100"),
        ("W141", "Care Experienced Young People", "W140"), ("W150", "Conference and Reviewing Service", "W100"),
        ("W160", "Family Help", "W100"), ("W170", "Adoption and Permanence", "W140"),
        ("W180", "Emergency Duty Service", "W110"),
    ),
    "childrens_east": (
        ("E10", "Children's Services", ""), ("E11", "Contact Swindon", "E10"), ("E12", "Assessment and Child Protection", "E10"),
        ("E13", "Long Term Team 1", "E10"), ("E14", "Long Term Team 2", "E10"), ("E15", "Looked After Children", "E10"),
        ("E16", "Leaving Care", "E15"), ("E17", "Quality Assurance and Review", "E10"), ("E18", "Early Help Hub", "E10"),
        ("E19", "Family Placement", "E15"),
    ),
}  # fmt: skip
"""Each council's teams: number, name, and the number of the one above. All invented."""
_TEAMS_FOR: dict[str, dict[str, tuple[str, ...]]] = {
    "childrens": {
        "contact": ("W110", "W110", "W110", "W180"), "referral": ("W110",), "assessment": ("W121", "W122"),
        "s47": ("W121", "W122"), "conference": ("W150",), "cp_plan": ("W131", "W132", "W133"),
        "cin_plan": ("W131", "W132", "W133"), "early_help": ("W160",), "care_leaver": ("W141",), "adoption": ("W170",),
    },
    "childrens_east": {
        "contact": ("E11",), "referral": ("E11",), "assessment": ("E12",), "s47": ("E12",), "conference": ("E17",),
        "cp_plan": ("E13", "E14"), "cin_plan": ("E13", "E14"), "early_help": ("E18",), "care_leaver": ("E16",),
        "adoption": ("E19",),
    },
}  # fmt: skip
_ELSE = {"childrens": ("W140",), "childrens_east": ("E15",)}


@cache
def teams(agency: str, kind: str) -> tuple[str, ...]:
    """Give the numbers of the teams with which events of a kind lie: those for children in care unless said otherwise."""
    return _TEAMS_FOR[agency].get(kind, _ELSE[agency])
