"""The children in need census: a council's yearly return on every child it was asked to help, as one XML document.

``years`` has what differs between collection years, ``cases`` gathers what belongs to one referral (Annex A reads it
too), ``children`` writes it. There are no names in it.
"""

from kith.county.formats.cin_census.children import FORMAT

__all__ = ["FORMAT"]
