"""The headings of each feed, in their order."""

from __future__ import annotations

PERSON = (
    "Last Name", "First Name", "Middle Names", "Known As", "Date of Birth", "Age", "Date of death", "Gender", "NHS No",
    "CMS No", "Address", "Postcode", "UPRN", "Restricted", "Address confidential",
)  # fmt: skip
WORKER = ("Keyworker", "Email", "Contact number", "Is a Carer", "No of Carers")
SERVICE = (*PERSON, *WORKER, "Service/Event Desc", "Service/Event Start", "Service/Event End")
LAYOUTS: dict[str, tuple[str, ...]] = {
    "education": (
        *PERSON, "UPN", "Service Involvement", "School Name", "School URN", "Contact Number", "Admission Type",
        "Date Current As Of", "Coverage Start Date", "Coverage End Date", "Coverage Geographic Area",
        "Date Of Most Recent Interaction", "Start Date Of Last Involvement",
    ),
    "childrens-social-care": SERVICE,
    "adult-social-care": (*PERSON, *WORKER, "Service Event Desc", "Service Event Start", "Service Event End"),
    "housing": (
        *PERSON, "Name of housing officer", "Email", "Contact number", "Supported housing", "Social housing",
        "Name of housing provider", "Service/Event Desc", "Service/Event Start", "Service/Event End",
    ),
    "community-health": SERVICE,
    "acute": (
        *PERSON, "Date of most recent hospital admission", "Date of discharge", "Presenting condition",
        "Count of admissions over 12 month period", "High intensity A+E user", "Contact number",
    ),
    "primary-care": (*PERSON, "Name of GP", "Contact number", "Date registered"),
    "mental-health": SERVICE,
    "youth-justice": SERVICE,
}  # fmt: skip
"""By feed; the importer's profile is ``family-context-`` and its name."""
AGENCIES: dict[str, tuple[str, ...]] = {
    "education": ("education",),
    "childrens-social-care": ("childrens", "childrens_east"),
    "adult-social-care": ("adults",),
    "housing": ("housing",),
    "community-health": ("health",),
    "acute": ("health",),
    "primary-care": ("health",),
    "mental-health": ("health",),
    "youth-justice": ("police", "youth_justice"),
}
"""Which agencies send which feed."""


def profile(feed: str) -> str:
    """Give the name of the importer's profile, which is that of the file too."""
    return f"family-context-{feed}"
