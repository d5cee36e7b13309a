"""Where postcodes are, as their directory lists them."""

from __future__ import annotations

from django.db import models

from kith.records.models.read import Read


class Postcode(Read):
    """A postcode: its point on the grid in metres, the areas it lies in, and from when until when it was used."""

    postcode = models.CharField(max_length=8)
    easting = models.CharField(max_length=7, blank=True)
    northing = models.CharField(max_length=7, blank=True)
    country = models.CharField(max_length=9, blank=True)
    council = models.CharField(max_length=9, blank=True)
    ward = models.CharField(max_length=9, blank=True)
    lsoa = models.CharField(max_length=9, blank=True)
    msoa = models.CharField(max_length=9, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["postcode"], name="records_postcode_code")]

    def __str__(self) -> str:
        return self.postcode
