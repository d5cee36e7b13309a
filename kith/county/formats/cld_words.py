"""The strings of the adult client level data, release 2, and what stands for them in the events.

Strings of release 2 are those of the Department of Health and Social Care's published SQL (MIT), where it names them;
those it does not name follow its pattern from the lists of release 1 and are marked "our reading". Release 1 strings are
those of NHS England's published SQL (MIT). An event says things in a word or two, so each list is searched in order for
the first of its keys that the word holds; a word that is a string of the list already is kept.
"""

from __future__ import annotations

from functools import cache

Words = tuple[tuple[str, str], ...]
"""What to look for, and the string to write; the last, with nothing to look for, is for everything else."""

OUTCOME: Words = (
    ("reablement", "Progress to reablement/ST-Max"),
    ("st-max", "Progress to reablement/ST-Max"),
    ("no support offered", "NFA: No services offered for other reason"),
    ("not_eligible", "NFA: No services offered for other reason"),
    ("ineligible", "NFA: No services offered for other reason"),
    ("declin", "NFA: Support declined"),
    ("self", "NFA: Self-funded client or under 12wk disregard"),
    ("died", "NFA: Deceased"),
    ("deceas", "NFA: Deceased"),
    ("moved", "NFA: Responsibility moved to another local authority"),
    ("nhs", "NFA: Referral to NHS services or NHS funded social care"),
    ("hospital", "Admitted to hospital"),
    ("housing", "NFA: Referral to other service within the local authority"),
    ("safeguard", "NFA: Referral to other service within the local authority"),
    ("ended for other", "NFA: Support ended for other reason"),
    ("ended", "NFA: Support ended as planned"),
    ("inform", "NFA: Information and advice or signposting"),
    ("advice", "NFA: Information and advice or signposting"),
    ("signpost", "NFA: Information and advice or signposting"),
    ("universal", "NFA: Information and advice or signposting"),
    ("no_change", "Continuation of support or services"),
    ("contin", "Continuation of support or services"),
    ("assess", "Progress to assessment, review or reassessment"),
    ("review", "Progress to assessment, review or reassessment"),
    ("payment", "Progress to support planning or services"),
    ("respite", "Progress to support planning or services"),
    ("eligible", "Progress to support planning or services"),
    ("support", "Progress to support planning or services"),
    ("service", "Progress to support planning or services"),
    ("increase", "Progress to support planning or services"),
    ("", "NFA: Other"),
)
ROUTE: Words = (
    ("discharge_reablement", "Discharge from reablement"),
    ("divers", "Diversion from hospital services"),
    ("hospital", "Discharge from hospital"),
    ("transition", "Planned entry (transition)"),
    ("prison", "Prison"),
    ("self", "Self-funder"),
    ("transfer", "Transfer from other local authority"),
    ("", "Community or other route"),
)
"""Release 2: our reading."""
ASSESSMENT: Words = (
    ("carer", "Unpaid carer assessment"),
    ("financ", "Financial assessment"),
    ("short", "Short term assessment"),
    ("", "Long term assessment"),
)
SERVICE: Words = (
    ("nursing", "Long term support: Nursing care"),
    ("residential", "Long term support: Residential care"),
    ("care_home", "Long term support: Residential care"),
    ("prison", "Long term support: Prison"),
    ("max", "Short term support: ST-Max"),
    ("reablement", "Short term support: ST-Max"),
    ("ongoing", "Short term support: Ongoing low level"),
    ("low", "Short term support: Ongoing low level"),
    ("short", "Short term support: Other short term"),
    ("involving", "Unpaid carer support: Support involving the person cared-for"),
    ("carer", "Unpaid carer support: Direct to unpaid carer"),
    ("", "Long term support: Community"),
)
COMPONENT: Words = (
    ("reablement", "Reablement"),
    ("short term nursing", "Short term nursing care"),
    ("short term residential", "Short term residential care"),
    ("nursing", "Long term nursing care"),
    ("residential", "Long term residential care"),
    ("care_home", "Long term residential care"),
    ("respite", "Unpaid carer respite"),
    ("sitting", "Unpaid carer sitting service"),
    ("carer", "Other unpaid carer support"),
    ("direct", "Direct payment"),
    ("day", "Day support"),
    ("meal", "Meals"),
    ("transport", "Transport"),
    ("equip", "Equipment"),
    ("telecare", "Equipment"),
    ("shared", "Shared Lives"),
    ("extra", "Extra care housing"),
    ("supported", "Community supported living"),
    ("living", "Community supported living"),
    ("professional", "Professional support: Social worker"),
    ("employ", "Learning, education or employment support"),
    ("end_of_life", "End of life care"),
    ("emergency", "Emergency support"),
    ("home", "Home support or domiciliary care"),
    ("", "Other long term support"),
)
REASON: Words = (
    ("access", "Physical support: Access and mobility only"),
    ("mobility", "Physical support: Access and mobility only"),
    ("physical", "Physical support: Personal care support"),
    ("personal", "Physical support: Personal care support"),
    ("dual", "Sensory support: Support for dual impairment"),
    ("visual", "Sensory support: Support for visual impairment"),
    ("hearing", "Sensory support: Support for hearing impairment"),
    ("sensory", "Sensory support: Support for hearing impairment"),
    ("memory", "Support with memory and cognition"),
    ("dementia", "Support with memory and cognition"),
    ("learning", "Learning disability support"),
    ("mental", "Mental health support"),
    ("misuse", "Social support: Substance misuse support"),
    ("asylum", "Social support: Asylum seeker support"),
    ("carer", "Social support: Support to unpaid carer"),
    ("social", "Social support: Support for social isolation or other reason"),
    ("isolation", "Social support: Support for social isolation or other reason"),
    ("", "Unknown"),
)
REVIEW: Words = (
    ("hospital", "Unplanned: Hospital (planned and unplanned episodes)"),
    ("carer", "Unplanned: Carer related"),
    ("safeguard", "Unplanned: Safeguarding concern"),
    ("provider", "Unplanned: Provider failure"),
    ("0", "Unplanned: Other reason"),
    ("unplanned", "Unplanned: Other reason"),
    ("", "Planned"),
)
"""Release 2: our reading, but for the beginnings Planned and Unplanned."""

ETHNICITY = {
    "WBRI": "White: English, Welsh, Scottish, Northern Irish or British", "WIRI": "White: Irish",
    "WIRT": "White: Gypsy or Irish Traveller", "WROM": "White: Roma", "WOTH": "White: Any other White background",
    "MWBC": "Mixed or multiple ethnic groups: White and Black Caribbean",
    "MWBA": "Mixed or multiple ethnic groups: White and Black African",
    "MWAS": "Mixed or multiple ethnic groups: White and Asian",
    "MOTH": "Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background",
    "AIND": "Asian or Asian British: Indian", "APKN": "Asian or Asian British: Pakistani",
    "ABAN": "Asian or Asian British: Bangladeshi", "CHNE": "Asian or Asian British: Chinese",
    "AOTH": "Asian or Asian British: Any other Asian background",
    "BCRB": "Black, Black British, Caribbean or African: Caribbean",
    "BAFR": "Black, Black British, Caribbean or African: African",
    "BOTH": "Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background",
    "OOTH": "Other ethnic group: Any other ethnic group", "REFU": "No data: Refused",
}  # fmt: skip
NO_ETHNICITY = "No data: Undeclared or not known"
GENDER = {"F": "Female", "M": "Male"}
HOMES = {
    ("care_home", ""): "Registered care home", ("supported", ""): (
        "Supported accommodation, supported lodgings or supported group home"
    ),
    ("hostel", ""): "Night shelter, emergency hostel or direct access hostel",
    ("refuge", ""): "Other temporary accommodation",
    ("site", ""): "Mobile accommodation for Gypsy, Roma and Traveller communities",
    ("none", ""): "Rough sleeper or squatting",
    ("", "owned"): "Owner occupier or shared ownership scheme", ("", "private_rent"): "Tenant: Private landlord",
    ("", "social_rent"): "Tenant: Local authority or other social housing provider",
    ("", "army"): "Settled mainstream housing with family or friends",
}  # fmt: skip
"""Accommodation by the kind of a home, or else by how it is held."""
NO_HOME = "Unknown: Presumed at home"
RETIRED, SEEKING, PAID = (
    "Not in paid employment: Not actively seeking work or retired", "Not in paid employment: Seeking work",
    "Paid: 16 or more hours a week",
)  # fmt: skip
FUNDING = ("Fully social care funded", "Joint client and social care funded", "Fully client funded", "Unknown")
HEARING = {"HEAR": "Hard of hearing", "": "No hearing impairment"}
SIGHT = {"VIS": "Partial sight/sight impaired", "": "No visual impairment"}
HOURS = ("1-19 hours", "20-49 hours", "50 or more hours", "Unknown")
"""Not sourced: our guess of the bands."""
METHOD = ("Service user only", "Service user and unpaid carer", "Unpaid carer only")
"""Release 2: our reading."""
USER, CARER, BY_ASSOCIATION = "Service user", "Unpaid carer", "Unpaid carer known by association"

RELEASE_1 = {
    USER: "Service User", CARER: "Carer", BY_ASSOCIATION: "Carer known by association",
    "Long term support: Nursing care": "Long Term Support: Nursing Care",
    "Long term support: Residential care": "Long Term Support: Residential Care",
    "Long term support: Community": "Long Term Support: Community",
    "Short term support: ST-Max": "Short Term Support: ST-Max",
    "Short term support: Ongoing low level": "Short Term Support: Ongoing Low Level",
    "Short term support: Other short term": "Short Term Support: Other Short Term",
    "Unpaid carer support: Direct to unpaid carer": "Carer Support: Direct to Carer",
    "Progress to reablement/ST-Max": "Progress to Reablement/ST-Max",
    "Progress to assessment, review or reassessment": "Progress to Assessment",
    "Progress to support planning or services": "Progress to Support Planning / Services",
    "Continuation of support or services": "No change in package",
    "Admitted to hospital": "Admitted to Hospital", "NFA: Deceased": "NFA - Deceased",
    "NFA: Support declined": "NFA - Support declined", "NFA: Other": "NFA- Other",
    "NFA: Information and advice or signposting": "NFA - Information & Advice / Signposting only",
    "NFA: Responsibility moved to another local authority": "NFA - Moved to another LA",
    "NFA: No services offered for other reason": "NFA - No services offered: Other reason",
    "Physical support: Access and mobility only": "Physical Support: Access & mobility only",
    "Physical support: Personal care support": "Physical Support: Personal care support",
    "Support with memory and cognition": "Support with Memory & Cognition",
    "Learning disability support": "Learning Disability Support", "Mental health support": "Mental Health Support",
    "Social support: Support to unpaid carer": "Social Support: Support to Carer",
    "Social support: Support for social isolation or other reason": "Social Support: Support for Social Isolation/Other",
    "Community or other route": "Community / Other route", "Discharge from hospital": "Discharge from Hospital",
    "Diversion from hospital services": "Diversion from Hospital Services",
    "Planned entry (transition)": "Planned Entry (Transition)",
    "Tenant: Private landlord": "Tenant - private landlord",
    "Settled mainstream housing with family or friends": "Settled mainstream housing with family / friends",
    RETIRED: "Not in Paid Employment (not actively seeking work / retired)",
    SEEKING: "Not in Paid Employment (seeking work)", NO_ETHNICITY: "No data - Undeclared or Not known",
    **{two: two.replace(": ", " - ", 1) for two in ETHNICITY.values()},
}  # fmt: skip
"""From the strings of release 2 to those of release 1 that stood in their place."""


@cache
def said(words: Words, text: str) -> str:
    """Give the string of a list for what an event says."""
    small = text.lower()
    for _, string in words:
        if string.lower() == small:
            return string
    return next(string for key, string in words if key in small)
