"""The systems, codes and small shapes of FHIR R4 as UK Core and the Personal Demographics Service use them."""

from __future__ import annotations

from functools import cache
from json import JSONEncoder
from typing import Final, TypeAlias

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | bool
"""What a resource is made of."""
Node: TypeAlias = dict[str, Json]

NHS_NUMBER: Final = "https://fhir.nhs.uk/Id/nhs-number"
ODS: Final = "https://fhir.nhs.uk/Id/ods-organization-code"
PATIENT_ID: Final = "https://health.kith.example/Id/patient"
ENCOUNTER_ID: Final = "https://health.kith.example/Id/encounter"
_CORE: Final = "https://fhir.hl7.org.uk"
_HL7: Final = "http://terminology.hl7.org/CodeSystem"

SECURITY: Final = {
    "U": {"system": f"{_HL7}/v3-Confidentiality", "code": "U", "display": "unrestricted"},
    "R": {"system": f"{_HL7}/v3-Confidentiality", "code": "R", "display": "restricted"},
    "V": {"system": f"{_HL7}/v3-Confidentiality", "code": "V", "display": "very restricted"},
}
"""How freely a record may be read. Restricted: no address, telephone, surgery or relatives. Very restricted: nothing."""

VERIFIED: Final = {
    "01": "Number present and verified",
    "02": "Number present but not traced",
}
ETHNIC: Final = {
    "WBRI": ("A", "White - British"),
    "WIRI": ("B", "White - Irish"),
    "WIRT": ("C", "White - Any other White background"),
    "WROM": ("C", "White - Any other White background"),
    "WOTH": ("C", "White - Any other White background"),
    "MWBC": ("D", "Mixed - White and Black Caribbean"),
    "MWBA": ("E", "Mixed - White and Black African"),
    "MWAS": ("F", "Mixed - White and Asian"),
    "MOTH": ("G", "Mixed - Any other mixed background"),
    "AIND": ("H", "Asian or Asian British - Indian"),
    "APKN": ("J", "Asian or Asian British - Pakistani"),
    "ABAN": ("K", "Asian or Asian British - Bangladeshi"),
    "AOTH": ("L", "Asian or Asian British - Any other Asian background"),
    "BCRB": ("M", "Black or Black British - Caribbean"),
    "BAFR": ("N", "Black or Black British - African"),
    "BOTH": ("P", "Black or Black British - Any other Black background"),
    "CHNE": ("R", "Other Ethnic Groups - Chinese"),
    "OOTH": ("S", "Other Ethnic Groups - Any other ethnic group"),
}
"""The NHS's ethnic categories, by the code of the children in need census; what is neither is not stated."""
NOT_STATED: Final = ("Z", "Not stated")
GENDERS: Final = {"F": "female", "M": "male"}
LANGUAGES: Final = {
    "polish": ("pl", "Polish"),
    "nepali": ("ne", "Nepali"),
    "bengali": ("bn", "Bengali"),
    "romanian": ("ro", "Romanian"),
    "ukrainian": ("uk", "Ukrainian"),
    "portuguese": ("pt", "Portuguese"),
    "chinese": ("zh", "Chinese"),
}
"""The language an interpreter is asked for in, by community."""

CLASSES: Final = {
    "ed_attendance": {"system": f"{_HL7}/v3-ActCode", "code": "EMER", "display": "emergency"},
    "admission": {"system": f"{_HL7}/v3-ActCode", "code": "IMP", "display": "inpatient encounter"},
    "health_contact": {"system": f"{_HL7}/v3-ActCode", "code": "AMB", "display": "ambulatory"},
}
"""The class of an encounter, by the kind of event."""
SAFETY: Final = {"system": f"{_HL7}/flag-category", "code": "safety", "display": "Safety"}
ROLES: Final = {
    "mother": ("MTH", "mother"),
    "father": ("FTH", "father"),
    "parent": ("PRN", "parent"),
    "adoptive_parent": ("ADOPTP", "adoptive parent"),
    "step_parent": ("STPPRN", "step parent"),
    "foster_carer": ("PRNFOST", "foster parent"),
    "guardian": ("GUARD", "guardian"),
    "married": ("SPS", "spouse"),
    "partner": ("DOMPART", "domestic partner"),
    "child": ("CHILD", "child"),
    "family": ("FAMMEMB", "family member"),
}
"""What a related person is to the patient."""

_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def line(resource: Node) -> str:
    """Write a resource on a line of its own."""
    return _encode(resource) + "\n"


def core(name: str) -> str:
    """Give the address of an extension of UK Core."""
    return f"{_CORE}/StructureDefinition/Extension-UKCore-{name}"


@cache
def coded(listname: str, code: str, display: str) -> Node:
    """Give a concept of one of UK Core's lists; the same one each time, so it must not be changed."""
    return {"coding": [{"system": f"{_CORE}/CodeSystem/UKCore-{listname}", "code": code, "display": display}]}


def period(start: object, end: object = None) -> Node:
    """Give a period; an end of None means that it goes on."""
    return {"start": str(start)} if end is None else {"start": str(start), "end": str(end)}


def role(name: str) -> Node:
    """Give the relationship of a related person."""
    code, display = ROLES[name]
    return {"coding": [{"system": f"{_HL7}/v3-RoleCode", "code": code, "display": display}]}


def number(nhs: str, status: str) -> Node:
    """Give an NHS number with how well it was checked."""
    return {"system": NHS_NUMBER, "value": nhs, "extension": [_CHECKED[status]]}


_CHECKED: Final[dict[str, Node]] = {
    status: {
        "url": core("NHSNumberVerificationStatus"),
        "valueCodeableConcept": coded("NHSNumberVerificationStatus", status, display),
    }
    for status, display in VERIFIED.items()
}


def organisation(code: str) -> Node:
    """Refer to an organisation by its code."""
    return {"type": "Organization", "identifier": {"system": ODS, "value": code}}


def patient(local_id: str) -> Node:
    """Refer to a patient."""
    return {"reference": f"Patient/{local_id}"}
