"""How a police force writes what it records: the words of its lists, with the variants that careless entry leaves.

None of these lists is published for the records systems that forces use (their models are not public): the columns
follow the usual exports, the words are our guess at how officers write. Weights are our guess too (not sourced).
"""

from __future__ import annotations

from typing import Final

from kith.county.chance import Weighted

OCCURRENCES: Final[dict[str, tuple[str, ...]]] = {
    "domestic": ("DOMESTIC INCIDENT", "Domestic - Non Crime", "DOMESTIC ABUSE - VERBAL ARGUMENT", "DOM"),
    "violence": ("ASSAULT OCCASIONING ABH", "COMMON ASSAULT", "VIOLENCE WITHOUT INJURY", "Violence against person"),
    "assault": ("ASSAULT OCCASIONING ABH", "COMMON ASSAULT", "VIOLENCE WITHOUT INJURY"),
    "sexual": ("SEXUAL OFFENCE", "SEXUAL ASSAULT", "Sexual Offences - Other"),
    "drugs": ("POSSESSION OF CONTROLLED DRUG", "DRUGS - PWITS", "Drugs - Possession", "DRUG OFFENCE"),
    "exploitation": ("CHILD CRIMINAL EXPLOITATION", "CCE", "EXPLOITATION - COUNTY LINES", "Modern slavery"),
    "county_lines": ("EXPLOITATION - COUNTY LINES", "DRUGS - PWITS", "CHILD CRIMINAL EXPLOITATION"),
    "cuckooing": ("CUCKOOING", "CONCERN FOR SAFETY - CUCKOOING", "Exploitation - home takeover"),
    "theft": ("THEFT - OTHER", "SHOPLIFTING", "THEFT FROM PERSON", "Theft"),
    "shoplifting": ("SHOPLIFTING", "THEFT FROM SHOP", "Theft - shop"),
    "burglary": ("BURGLARY DWELLING", "BURGLARY - RESIDENTIAL", "Burglary"),
    "vehicle": ("THEFT OF MOTOR VEHICLE", "VEHICLE INTERFERENCE", "TWOC"),
    "traffic": ("ROAD RELATED OFFENCE", "RTC - INJURY", "Traffic offence"),
    "damage": ("CRIMINAL DAMAGE", "CRIMINAL DAMAGE TO DWELLING", "Crim dam"),
    "criminal_damage": ("CRIMINAL DAMAGE", "CRIMINAL DAMAGE TO DWELLING", "Crim dam"),
    "asb": ("ASB - NUISANCE", "ASB - PERSONAL", "Anti-social behaviour", "ANTI SOCIAL BEHAVIOUR"),
    "antisocial": ("ASB - NUISANCE", "ASB - PERSONAL", "Anti-social behaviour", "ANTI SOCIAL BEHAVIOUR"),
    "weapon": ("POSSESSION OF BLADED ARTICLE", "POSSESSION OF OFFENSIVE WEAPON", "Weapons"),
    "fraud": ("FRAUD - CALL FOR SERVICE", "Fraud", "FRAUD BY FALSE REPRESENTATION"),
    "robbery": ("ROBBERY", "ROBBERY - PERSONAL PROPERTY"),
    "public_order": ("PUBLIC ORDER", "PUBLIC FEAR ALARM OR DISTRESS", "S5 POA", "Public order"),
    "harassment": ("HARASSMENT", "MALICIOUS COMMUNICATIONS", "STALKING", "Harassment"),
    "neglect": ("CRUELTY / NEGLECT OF CHILD", "CHILD NEGLECT", "Child protection matter"),
    "mental_health": ("CONCERN FOR SAFETY", "MENTAL HEALTH - S136", "Mental health"),
    "concern": ("CONCERN FOR SAFETY", "CONCERN FOR WELFARE", "Concern for safety"),
    "welfare": ("CONCERN FOR SAFETY", "CONCERN FOR WELFARE", "Concern for safety"),
    "honour": ("HONOUR BASED ABUSE", "HBA", "HBV / FORCED MARRIAGE"),
}
"""The type of an occurrence, by the kind of thing that happened."""

EXPLOITATION: Final = frozenset({"exploitation", "county_lines", "cuckooing"})
"""In which a child may be a victim, whatever else they are written down as."""
MADE_TO_CARRY: Final = frozenset({"drugs", "weapon"})
"""In which a child found alone may be carrying for somebody else: harmed, whatever an officer writes."""
NO_CRIME: Final = frozenset({"domestic", "asb", "antisocial", "mental_health", "concern", "welfare"})
CLASSES: Final = {
    True: Weighted({"Non-crime": 8.0, "Crime related incident": 3.0, "Crime": 2.0, "NON CRIME": 1.0}),
    False: Weighted({"Crime": 9.0, "CRIME": 1.0, "Recorded crime": 1.0, "": 0.3}),
}
"""The classification, by whether the kind is often no crime."""

STATUSES: Final[dict[str, tuple[str, ...]]] = {
    "charged": ("Charged", "Finalised - Charged/Summonsed", "Filed - detected"),
    "caution": ("Cautioned", "Finalised - Caution", "Filed - detected"),
    "community_resolution": ("Community resolution", "Finalised - Community Resolution", "CR"),
    "nfa": ("Filed - NFA", "NFA", "Finalised - Evidential difficulties", "Filed"),
    "no_further_action": ("Filed - NFA", "NFA", "Filed"),
    "evidential": ("Finalised - Evidential difficulties", "Filed", "OC16"),
    "no_suspect": ("Filed - no suspect identified", "Finalised - OC18", "Filed"),
    "words": ("Filed", "Words of advice given", "Closed"),
    "advice": ("Filed", "Words of advice given", "Closed"),
    "open": ("Under investigation", "Open", "Allocated"),
    "": ("Filed", "Closed", "Open", "Under investigation"),
}
"""What became of an occurrence, by its outcome."""

ARRESTED: Final = frozenset({"charged", "caution", "arrested", "remanded"})
"""Outcomes after which somebody has a number in the Police National Computer."""

INVOLVEMENT: Final[dict[str, Weighted[str]]] = {
    "harmed": Weighted({"Victim": 6.0, "VICTIM": 2.0, "Aggrieved": 1.5, "Injured party": 1.0, "IP": 0.8, "Vict": 0.2}),
    "suspected": Weighted({"Suspect": 6.0, "SUSPECT": 2.0, "Named suspect": 1.0, "Susp": 0.4, "Other party": 0.6}),
    "witness": Weighted({"Witness": 6.0, "WITNESS": 1.0, "Wit": 0.5, "Informant": 1.0}),
    "reporter": Weighted({"Informant": 4.0, "Reporting person": 2.0, "Caller": 1.0}),
    "present": Weighted({"Child present": 4.0, "CHILD AT ADDRESS": 2.0, "Other": 1.0, "Linked child": 1.0, "": 0.3}),
    "adult": Weighted({"Adult at risk": 3.0, "Victim": 2.0, "Vulnerable person": 2.0}),
    "child": Weighted({"Child": 4.0, "Missing person": 1.0, "Subject": 1.0}),
}
"""How a person is tied to an occurrence, by the part they had in it."""
CARRIED: Final = Weighted({"Suspect": 4.0, "SUSPECT": 1.0, "Subject": 2.0, "Person of interest": 1.0, "Victim": 3.0})
"""How a child is tied to an occurrence in which it was made to carry something: as forces write it, rightly or not."""
ANY_PART: Final = Weighted({"Other": 3.0, "Associated": 1.0, "Mentioned": 1.0, "": 0.5})

ADULT_AT: Final = 18
RESPONSIBLE_AT: Final = 10
"""The age from which somebody can be charged in England (Children and Young Persons Act 1933, section 50)."""

GENDERS: Final = {
    "F": Weighted({"F": 5.0, "Female": 4.0, "FEMALE": 1.0}),
    "M": Weighted({"M": 5.0, "Male": 4.0, "MALE": 1.0}),
    "": Weighted({"U": 3.0, "Unknown": 2.0, "": 1.0}),
}

APPEARANCES: Final = {
    "WBRI": "IC1", "WIRI": "IC1", "WOTH": "IC1", "WIRT": "IC1", "WROM": "IC2", "MWBC": "IC3", "MWBA": "IC3",
    "MWAS": "IC4", "MOTH": "IC9", "AIND": "IC4", "APKN": "IC4", "ABAN": "IC4", "AOTH": "IC4", "BCRB": "IC3",
    "BAFR": "IC3", "BOTH": "IC3", "CHNE": "IC5", "OOTH": "IC9",
}  # fmt: skip
"""What an officer sees (identity codes 1 to 6, 9 is unknown), by the code of the children in need census."""
SELF_DEFINED: Final = {
    "WBRI": "W1", "WIRI": "W2", "WOTH": "W9", "WIRT": "W3", "WROM": "W3", "MWBC": "M1", "MWBA": "M2", "MWAS": "M3",
    "MOTH": "M9", "AIND": "A1", "APKN": "A2", "ABAN": "A3", "AOTH": "A9", "BCRB": "B1", "BAFR": "B2", "BOTH": "B9",
    "CHNE": "O1", "OOTH": "O9",
}  # fmt: skip
"""What people say they are (the 16+1 codes, W3 being a later addition), by the same."""
SAYS: Final = 0.45
"""How often anybody asks."""

RISKS: Final[dict[str, tuple[str, ...]]] = {
    "high": ("High", "HIGH", "High Risk"),
    "medium": ("Medium", "MEDIUM", "Medium Risk", "Med"),
    "low": ("Low", "LOW", "Low Risk"),
    "none": ("No apparent risk", "NAR", "Absent"),
    "": ("No apparent risk", "Medium", ""),
}

FLAGS: Final = {
    "victim": "POSSIBLE VICTIM OF EXPLOITATION",
    "drugs": "DRUGS",
    "alcohol": "ALCOHOL",
    "mental_health": "MENTAL HEALTH",
    "learning_disability": "LEARNING DIFFICULTY",
    "dementia": "DEMENTIA",
    "young_carer": "YOUNG CARER",
    "no_fixed_address": "NFA",
}
"""Markers on a person, by trait; the first is no trait but follows from an occurrence of exploitation."""
MARKED: Final = 35
"""Of a hundred traits, how many got as far as a marker."""

NATIONALITIES: Final = {
    "polish": "Polish", "nepali": "Nepalese", "romanian": "Romanian", "ukrainian": "Ukrainian", "bengali": "British",
    "portuguese": "Portuguese", "chinese": "Chinese", "english": "British",
}  # fmt: skip
