"""What rows tell beside people: places, who lives together, things, who else took part, and who works there."""

from __future__ import annotations

from django.db import models

from kith.records.models.read import Read, SourcePerson

KEY = 24


class Place(Read):
    """Somewhere that rows of one file tell of, told by the first of them.

    `key` is the same for every agency that gives the place's property number; `written_key` for every one that writes
    its address alike.
    """

    key = models.CharField(max_length=KEY)
    written_key = models.CharField(max_length=KEY, blank=True, default="")
    kind = models.CharField(max_length=20)
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="records_place_key"),
            models.Index(fields=["written_key"], name="records_place_written", condition=~models.Q(written_key="")),
        ]

    def __str__(self) -> str:
        return self.kind


class HouseholdMember(Read):
    """Somebody was of a household, by the agency's own number for it: the person of the row, or another by their number."""

    person = models.ForeignKey(SourcePerson, db_constraint=False, on_delete=models.PROTECT, related_name="+")
    household = models.CharField(max_length=80)
    other_local_id = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20)
    basis = models.CharField(max_length=30)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    place_key = models.CharField(max_length=KEY, blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["agency", "household"], name="records_household")]

    def __str__(self) -> str:
        return self.role


class Object(Read):
    """A thing that matters in an event, or that somebody has: a car, a telephone, a knife."""

    person = models.ForeignKey(
        SourcePerson, db_constraint=False, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    description = models.CharField(max_length=200, blank=True)
    identifier = models.CharField(max_length=80, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["identifier"], name="records_object_identifier", condition=~models.Q(identifier="")),
            models.Index(fields=["agency", "reference"], name="records_object_reference"),
        ]

    def __str__(self) -> str:
        return self.kind


class Involvement(Read):
    """The part that somebody beside the row's person had in an event: another person, or a worker, or an organisation.

    The row's person has theirs in the event itself. Without `reference` it is about the person, or the row's event.
    """

    person = models.ForeignKey(
        SourcePerson, db_constraint=False, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=20)
    other_local_id = models.CharField(max_length=80, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    worker_number = models.CharField(max_length=80, blank=True)
    team = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["agency", "reference"], name="records_involvement_reference")]
        constraints = [
            models.CheckConstraint(
                name="records_involvement_person_or_worker",
                condition=models.Q(other_local_id="") | models.Q(organisation="", team="", worker="", worker_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.role


class Professional(Read):
    """Somebody who works at an agency, as its table of workers has them. Never a person anybody looks for."""

    number = models.CharField(max_length=80)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    registration = models.CharField(max_length=40, blank=True)
    contact = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "number"], name="records_professional_number")]

    def __str__(self) -> str:
        return self.name or self.number
