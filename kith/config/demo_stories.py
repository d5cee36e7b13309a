"""The stories of the invented county, told through the verbs that people use: who reported what, and how far it came.

A County Line with a flat taken over; a brother nobody counted; an adult whose carer is a child; a false alarm. Whoever
is in the county that was made has the addresses, birth dates and numbers they have there, so that searches find them.
"""

from __future__ import annotations

from datetime import timedelta

from kith.concerns.actions.answering import HoldsNone
from kith.concerns.actions.feeding_back import tell_public, tell_referrer
from kith.concerns.actions.handing_over import close, offer
from kith.concerns.actions.messaging import write_to_reporter
from kith.concerns.models import Concern
from kith.config.demo_cast import (
    LATE,
    Cast,
    adding,
    answering,
    asking,
    deciding,
    holds,
    matching,
    rating,
    referred,
    reported,
    taking,
)
from kith.config.demo_county import BROTHERS_HOME, FLAT, Invented
from kith.config.demo_referrals import about_jayden, about_mia, about_peggy
from kith.people.models import Part
from kith.records.models import Answer


def already_told(cast: Cast) -> bool:
    """Say whether the front door has anything yet."""
    with cast.acting("amina"):
        return Concern.objects.exists()


def tell(cast: Cast, county: Invented) -> str:
    """Tell every story, and give one reporter's receipt to try."""
    false_alarm(cast)
    hidden_brother(cast, county)
    taken_over(cast, county)
    receipt = driver(cast, county)
    carer(cast, county)
    cast.sign_everybody_out()
    return receipt


SEEN = timedelta(days=900)
"""How long ago a health visitor saw the girl in the county."""

# -- Stories -----------------------------------------------------------------------------------------------------------


def false_alarm(cast: Cast) -> None:
    """A baby who cried three nights running, and was teething."""
    at = cast.ago(days=6)
    reference, _ = reported(
        cast,
        at,
        what="The baby next door has cried for three nights. I have not heard the parents shout. I am worried it is ill.",
        where_when="Chantry Row, Calne. Every night since Thursday, from about 11.",
        who="A young couple and a baby, maybe eight months.",
    )
    cast.do(
        "amina",
        reference,
        at + timedelta(hours=1),
        taking,
        rating("green", "A crying baby, no sign of harm, and the health visitor was there on Friday."),
        adding(part=Part.CHILD, name="Tomasz Zielinski", age_words="about 8 months"),
    )
    advice = (
        "The health visitor saw a well, teething baby and tired parents. They have her number and know whom to ring."
    )
    cast.do("marcus", reference, at + timedelta(hours=4), deciding((1,), "advice", advice))
    cast.do(
        "amina",
        reference,
        at + timedelta(hours=5),
        lambda one, by, then: tell_public(concern=one, code="read", by=by, at=then),
    )
    cast.do(
        "marcus",
        reference,
        at + timedelta(hours=6),
        lambda one, by, then: close(concern=one, version=one.version, by=by, at=then),
    )


def hidden_brother(cast: Cast, county: Invented) -> None:
    """A girl in Swindon, and a half-brother in Chippenham whom only a school's record joins to her."""
    at = cast.ago(days=2)
    reference = referred(cast, "greta", at, about_mia(county))
    cast.do(
        "amina",
        reference,
        at + timedelta(minutes=40),
        taking,
        rating("red", "Grip marks on a seven-year-old, and a second child nobody has seen."),
        matching("Mia Brennan", "Mia", Answer.SAME, "Same birthday and address; the school confirmed it by phone."),
        matching(
            "Alfie Brennan",
            "Alfie",
            Answer.UNSURE,
            "Known at school as Alfie Brennan, but the surname on record is Doyle.",
        ),
        asking(
            cast,
            "police",
            "health",
            "primary",
            why="To know who lives with Mia and with Alfie, and whether both are safe.",
        ),
    )
    later = at + timedelta(hours=3)
    cast.do("petra", reference, later, answering(holds("Sean Doyle: two domestic abuse incidents in the last two years, victim Kayleigh Brennan.", context="He lives in Chippenham, not in Swindon.")))  # fmt: skip
    seen = f"Mia: immunised, seen by a health visitor until {cast.at - SEEN:%Y}. No record of an Alfie Brennan."
    cast.do("hana", reference, later, answering(holds(seen)))
    why = "Level 4: likely significant harm to Mia. Alfie may be at more risk and must be seen today."
    cast.do(
        "marcus",
        reference,
        at + timedelta(hours=5),
        deciding((4,), "assessment", why),
        lambda one, by, then: offer(
            concern=one,
            version=one.version,
            to=cast.people["wren"].pk,
            words=f"Please see Alfie first. He lives at {county.home(BROTHERS_HOME).line}.",
            by=by,
            at=cast.ago(hours=20),
        ),
        lambda one, by, then: tell_referrer(
            concern=one,
            account=cast.people["greta"].pk,
            words="We are starting a child and family assessment. Wren Adeyemi will ring you.",
            late_reason=LATE,
            by=by,
            at=cast.ago(hours=19),
        ),
    )


def taken_over(cast: Cast, county: Invented) -> None:
    """A boy who is carried about the county, and the flat he is carried to: a school and a landlord each see half."""
    at = cast.ago(hours=7)
    reference = referred(cast, "tess", at, about_jayden(county))
    cast.do(
        "amina",
        reference,
        at + timedelta(minutes=25),
        taking,
        rating("red", "Signs of exploitation: absences, two phones, an unknown adult with a car."),
        matching(
            "Jayden Hartley",
            "Jayden",
            Answer.SAME,
            "Same school, birthday and address. Not his twin: the school is sure.",
        ),
        matching("Jayden Hartley", "Kayden", Answer.DIFFERENT, "His twin brother."),
        asking(
            cast, "police", "health", "housing", why="To know whether Jayden is being exploited, and where he is taken."
        ),
    )
    missing = holds("Jayden was reported missing five times in seven months. Found three times in Devizes.", "He may be carrying for somebody.")  # fmt: skip
    cast.do("petra", reference, at + timedelta(hours=2), answering(missing))
    cast.do("hugo", reference, at + timedelta(hours=3), answering(HoldsNone()))
    home = county.home(FLAT)
    flat, _ = reported(
        cast,
        cast.ago(hours=4),
        sector="landlords-and-letting-agents",
        what="The man in one of our flats has not been seen for two weeks. Young people come and go at night. The lock was changed.",
        where_when=f"{home.line}. Mostly after ten at night.",
        who="The tenant is Derek, in his fifties, and he needs help with money. The boys are 14 to 16.",
    )
    cast.do(
        "amina",
        flat,
        cast.ago(hours=3),
        taking,
        rating("amber", "A tenant who needs support may have lost control of his flat. Children seen there."),
        adding(
            part=Part.ADULT_AT_RISK,
            name="Derek Collier",
            age_words="in his fifties",
            address=home.line,
            postcode=home.postcode,
        ),
    )


def driver(cast: Cast, county: Invented) -> str:
    """A taxi driver who has carried the same boy to the same flat three times. It waits in the queue."""
    reference, receipt = reported(
        cast,
        cast.ago(hours=2),
        sector="taxi-and-private-hire",
        what="I have driven the same lad three times. About 15, alone, in school hours. An older man pays and tells him where to go by phone. He called him Jay.",
        where_when=f"From Trowbridge station to {county.home(FLAT).line}. Today about ten, and twice last week.",
        who="A lad of about 15 in a new coat, two phones. The man is called Ox, grey car.",
    )
    question = "Thank you. Do you remember which day last week, and any letters of the car's number?"
    cast.do(
        "amina",
        reference,
        cast.ago(hours=1),
        lambda one, by, at: write_to_reporter(concern=one, words=question, by=by, at=at),
    )
    return receipt


def carer(cast: Cast, county: Invented) -> None:
    """A woman of 85 whose only carer is twelve."""
    referred(cast, "vera", cast.ago(minutes=50), about_peggy(county))
