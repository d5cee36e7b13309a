"""Where people live, learn and are looked after: real postcodes, invented streets, homes and institutions."""

from kith.county.places.homes import Homes
from kith.county.places.institutions import County

__all__ = ["County", "Homes"]
