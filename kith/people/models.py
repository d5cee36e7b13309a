"""The nouns: person and relationship. Both live inside one record and are seen only where it is open."""

from __future__ import annotations

from django.db import models

from kith.sharing.models import Item


class Sex(models.TextChoices):
    """Sex as recorded. "Not known" is an answer."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Another answer"
    UNKNOWN = "unknown", "Not known"


class Part(models.TextChoices):
    """The part somebody plays in a concern. A child is a possible victim until a person decides otherwise."""

    CHILD = "child", "Child or young person"
    UNBORN = "unborn", "Unborn baby"
    ADULT_AT_RISK = "adult_at_risk", "Adult at risk"
    PARENT = "parent", "Parent or carer"
    HOUSEHOLD = "household", "Lives in the household"
    SUPPORT = "support", "Somebody who helps"
    SOURCE_OF_HARM = "source_of_harm", "May be a source of harm"
    WITNESS = "witness", "Saw or heard something"
    UNKNOWN = "unknown", "Not known"


class Kin(models.TextChoices):
    """How one person is related to another."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    PARENT = "parent", "Parent"
    CHILD = "child", "Child"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half brother or sister"
    GRANDPARENT = "grandparent", "Grandparent"
    GRANDCHILD = "grandchild", "Grandchild"
    PARTNER = "partner", "Partner"
    FORMER_PARTNER = "former_partner", "Former partner"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    CARER = "carer", "Carer"
    CARED_FOR = "cared_for", "Cared for by"
    FRIEND = "friend", "Friend"
    OTHER = "other", "Another relationship"
    UNKNOWN = "unknown", "Not known"


class Person(Item):
    """Somebody in a concern, as they were described by whoever raised it. Everything may be not known."""

    part = models.CharField(max_length=20, choices=Part.choices, default=Part.UNKNOWN)
    name = models.CharField(max_length=200, blank=True)
    other_names = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_words = models.CharField(max_length=60, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    age_words = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=120, blank=True)
    gp = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)
    ethnicity = models.CharField(max_length=60, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name or "Name not known"


class Relationship(Item):
    """How two people in a concern are related, and who has parental responsibility."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kin = models.CharField(max_length=20, choices=Kin.choices, default=Kin.UNKNOWN)
    parental_responsibility = models.CharField(
        max_length=10, choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], default="unknown"
    )
    lives_with = models.CharField(
        max_length=10, choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], default="unknown"
    )

    def __str__(self) -> str:
        return self.get_kin_display()
