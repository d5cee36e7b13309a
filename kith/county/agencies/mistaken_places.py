"""Mistakes with addresses and phones."""

from __future__ import annotations

from kith.county.agencies import slips
from kith.county.agencies.addresses import is_secret
from kith.county.agencies.drafts import Draft
from kith.county.agencies.hands import Hand, Mistake
from kith.county.agencies.touches import where
from kith.county.model import Home


def _put(made: Draft, hand: Hand, home: Home) -> bool:
    shown = hand.typist.shown(home)
    had = made.place
    made.place = shown._replace(uprn=shown.uprn if had.uprn else "", postcode=shown.postcode if had.postcode else "")
    return True


def _old_address(made: Draft, hand: Hand) -> bool:
    """Leave the address as it was at the first touch, or the one before; never one that must not be known."""
    person = made.person
    now = where(person, made.last)
    before = where(person, made.first)
    if before is None or before is now:
        ended = [stay for stay in person.stays if stay.main and stay.end is not None and stay.end <= made.last]
        before = ended[-1].home if ended else None
    if before is None or before is now or before.secret or not made.place.address or not before.street:
        return False
    return "shielded" not in person.traits and _put(made, hand, before)


def _other_parents_address(made: Draft, hand: Hand) -> bool:
    shared = [stay.home for stay in made.person.stays if not stay.main and stay.covers(made.last)]
    kept = is_secret(where(made.person, made.last), made.person)
    if not shared or kept or shared[0].secret or not made.place.address:
        return False
    return _put(made, hand, shared[0])


def _address_mistyped(made: Draft, hand: Hand) -> bool:
    words = made.place.address.split(" ")
    if made.place.address.isalpha() or is_secret(where(made.person, made.last), made.person):
        return False
    at = hand.chance.whole(0, len(words) - 1)
    slip = slips.digits_slipped if words[at].strip(",").isdigit() else slips.mistyped
    new = slip(words[at], hand.chance)
    if not new:
        return False
    made.place = made.place._replace(address=" ".join([*words[:at], new, *words[at + 1 :]]))
    return True


def _postcode_slip(made: Draft, hand: Hand) -> bool:
    new = slips.postcode_slipped(made.place.postcode, hand.chance)
    if not new:
        return False
    made.place = made.place._replace(postcode=new)
    return True


def _phone_digits(made: Draft, hand: Hand) -> bool:
    new = slips.phone_slipped(made.phone, hand.chance)
    made.phone = new or made.phone
    return bool(new)


MISTAKEN_PLACES: dict[str, Mistake] = {
    "old-address": _old_address,
    "other-parents-address": _other_parents_address,
    "address-mistyped": _address_mistyped,
    "postcode-slip": _postcode_slip,
    "phone-digits": _phone_digits,
}
