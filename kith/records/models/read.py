"""What was read from the rows: people as one agency knows them, and what goes with them."""

from __future__ import annotations

import uuid

from django.db import models

from kith.agencies.models import Agency
from kith.records.models.received import Batch, SourceRecord


class Read(models.Model):
    """What everything read from a row carries: where it came from.

    That what it points at is there, and is of the same batch and agency, the database asks once a statement
    (``migrations/pointing.sql``), which a foreign key would ask four times of every row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(SourceRecord, db_constraint=False, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class SourcePerson(Read):
    """A person as one agency knows them in one row."""

    local_id = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20, blank=True)
    forename = models.CharField(max_length=120, blank=True)
    middle_names = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120, blank=True)
    other_names = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    dob = models.DateField(null=True, blank=True)
    dob_estimated = models.BooleanField(default=False)
    expected_dob = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    ethnicity = models.CharField(max_length=80, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=400, blank=True)
    address_confidential = models.BooleanField(default=False)
    school = models.CharField(max_length=200, blank=True)
    school_urn = models.CharField(max_length=12, blank=True)
    involvement = models.CharField(max_length=200, blank=True)
    involvement_kind = models.CharField(max_length=60, blank=True)
    involvement_from = models.DateField(null=True, blank=True)
    involvement_to = models.DateField(null=True, blank=True)
    last_date = models.DateField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    sensitive_service = models.BooleanField(default=False)
    shielded = models.BooleanField(default=False)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["nhs_number"], name="records_person_nhs", condition=~models.Q(nhs_number="")),
            models.Index(fields=["upn"], name="records_person_upn", condition=~models.Q(upn="")),
            models.Index(fields=["dob"], name="records_person_dob"),
            models.Index(fields=["agency", "local_id"], name="records_person_local"),
        ]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}".strip() or "Name not known"


class Identifier(Read):
    """A number somebody gave a person, with the result of its check."""

    person = models.ForeignKey(SourcePerson, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=30)
    value_raw = models.CharField(max_length=120)
    value = models.CharField(max_length=120)
    check_result = models.CharField(max_length=12)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["scheme", "value"], name="records_identifier_value")]

    def __str__(self) -> str:
        return f"{self.scheme}"


class AddressUse(Read):
    """A person used an address, for something, for a time."""

    person = models.ForeignKey(SourcePerson, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=20)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    place_key = models.CharField(max_length=24, blank=True, default="")
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["place_key"], name="records_use_place", condition=~models.Q(place_key=""))]

    def __str__(self) -> str:
        return self.use


class Event(Read):
    """Something that happened, and the part a person had in it."""

    person = models.ForeignKey(
        SourcePerson, db_constraint=False, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=40)
    subkind = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=80, blank=True, default="")
    part_of = models.CharField(max_length=80, blank=True, default="")
    part_of_kind = models.CharField(max_length=60, blank=True, default="")
    place_key = models.CharField(max_length=24, blank=True, default="")
    detail = models.JSONField(default=dict)
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "reference"], name="records_event_reference", condition=~models.Q(reference="")
            ),
            models.Index(fields=["agency", "part_of"], name="records_event_part_of", condition=~models.Q(part_of="")),
            models.Index(fields=["place_key"], name="records_event_place", condition=~models.Q(place_key="")),
        ]

    def __str__(self) -> str:
        return self.kind


class Flag(Read):
    """A standing fact about a person: a plan, being looked after, a warning."""

    person = models.ForeignKey(SourcePerson, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.kind


class Relationship(Read):
    """Two people of one agency are related, as that agency says: `kind` is what the other is to this one."""

    person = models.ForeignKey(SourcePerson, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    other_person = models.ForeignKey(
        SourcePerson, db_constraint=False, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_local_id = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=40)
    inverse = models.CharField(max_length=40, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    parental_responsibility = models.BooleanField(null=True)
    main_carer = models.BooleanField(null=True)
    informal_carer = models.BooleanField(null=True)
    disputed = models.BooleanField(default=False)
    detail = models.CharField(max_length=200, blank=True, default="")
    confidential = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.kind


class Organisation(Read):
    """A school or service, as its register lists it."""

    kind = models.CharField(max_length=20)
    urn = models.CharField(max_length=40, blank=True)
    laestab = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200)
    phase = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=60, blank=True)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    place_key = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["urn"], name="records_organisation_urn")]

    def __str__(self) -> str:
        return self.name
