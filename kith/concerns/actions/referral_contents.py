"""Writing what a referral says into the concern it made: each thing in a record of its own."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from kith.concerns.actions.inside import put_in
from kith.concerns.models import (
    AgreementToSupport,
    Concern,
    FamilyInformed,
    Objection,
    SharingDecision,
    Statement,
)
from kith.concerns.rules.grounds import GROUNDS
from kith.concerns.rules.referrals import Referral, Somebody
from kith.people.models import Person, Relationship
from kith.sharing.access import Asker
from kith.sharing.models import Item, Subject

FRONT_DOOR = "The front door"


def write_contents(*, concern: Concern, referral: Referral, by: Asker, at: datetime) -> None:
    """Write everything, in the transaction that made the concern: afterwards nothing can be added from outside."""
    for item in (_statement(referral), *_four_records(referral)):
        put_in(item, concern=concern, by=by, at=at)
    people = {one.key: _person(one) for one in referral.people}
    for person in people.values():
        put_in(person, concern=concern, by=by, at=at)
    # Ignoring conflicts (there can be none) asks for nothing back: what was just written cannot be read yet.
    Subject.objects.bulk_create(
        [Subject(record_id=concern.record_id, person=person.pk) for person in people.values()], ignore_conflicts=True
    )
    for kin in referral.kin:
        relationship = Relationship(
            person=people[kin.person],
            other=people[kin.other],
            kin=kin.kin,
            parental_responsibility=kin.parental_responsibility,
            lives_with=kin.lives_with,
        )
        put_in(relationship, concern=concern, by=by, at=at)


def _statement(referral: Referral) -> Statement:
    said = referral.said
    return Statement(
        what=said.what,
        fact=said.fact,
        opinion=said.opinion,
        where_when=said.where_when,
        first_hand=said.first_hand,
        tried=said.tried,
        details={"sections": [asdict(section) for section in referral.sections]},
    )


def _four_records(referral: Referral) -> list[Item]:
    """Make what are never one tick: family told, agreement to help, the decision to share, an objection."""
    told, agreed, objected = referral.told, referral.agreed, referral.objected
    made: list[Item] = [
        FamilyInformed(told=told.told, who=told.who, reason_code=told.reason_code, reason=told.reason),
        _sharing(referral),
    ]
    if agreed is not None:
        made.append(AgreementToSupport(person_words=agreed.who, agreed=agreed.agreed, scope=agreed.scope))
    if objected is not None:
        made.append(Objection(person_words=objected.who, words=objected.words, response=objected.response))
    return made


def _sharing(referral: Referral) -> SharingDecision:
    shared = referral.shared
    return SharingDecision(
        shared=True,
        with_whom=FRONT_DOOR,
        what=f"This referral. {GROUNDS[shared.condition].title}.",
        basis=shared.basis,
        gateway=shared.gateway,
        necessity=shared.necessity,
        proportionality=shared.proportionality,
    )


def _person(one: Somebody) -> Person:
    return Person(part=one.part, born_on=one.born_on, expected_on=one.expected_on, **one.said)
