"""Every format that the county is written in."""

from __future__ import annotations

from kith.county.formats import (
    annex_a,
    attendance,
    cin_census,
    cld,
    family_context,
    fhir,
    gias,
    housing,
    housing_homeless,
    police_missing,
    police_niche,
    police_notices,
    police_pole,
    police_stops,
    relationships,
    school_census,
    ssd,
    ssda903,
    youth_justice,
)
from kith.county.formats.form import Format

FORMATS: tuple[Format, ...] = (
    annex_a.FORMAT,
    cin_census.FORMAT,
    ssda903.FORMAT,
    ssd.FORMAT,
    relationships.FORMAT,
    cld.FORMAT,
    school_census.FORMAT,
    gias.FORMAT,
    attendance.FORMAT,
    police_missing.FORMAT,
    police_niche.FORMAT,
    police_stops.FORMAT,
    police_notices.FORMAT,
    police_pole.FORMAT,
    fhir.FORMAT,
    housing.FORMAT,
    housing_homeless.FORMAT,
    youth_justice.FORMAT,
    *family_context.FORMATS,
)
