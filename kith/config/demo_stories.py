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
from kith.concerns.rules.referrals import Kinship, Referral, Said, Section, Somebody, Told
from kith.config.demo_cast import (
    LATE,
    SHARED,
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
from kith.config.demo_county import (
    BOY,
    BROTHERS_HOME,
    CARER,
    CARERS_HOME,
    FLAT,
    GIRL,
    GIRLS_HOME,
    GRANDMOTHER,
    MOTHER,
    TWINS_HOME,
    Invented,
)
from kith.county.model import Home, Person
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


SEXES = {"F": "female", "M": "male"}
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


def _somebody(part: str, name: str, person: Person, home: Home, **more: str) -> Somebody:
    """Describe somebody of the county as one who knows them would; the key is their forename."""
    said = {"name": name, "sex": SEXES[person.sex], "address": home.line, "postcode": home.postcode, **more}
    return Somebody(name.split()[0].lower(), part, said, person.born)


def _about_mia(county: Invented) -> Referral:
    girl, home = county.who(GIRL), county.home(GIRLS_HOME)
    mia = _somebody(Part.CHILD, "Mia Brennan", girl, home, nhs_number=girl.nhs, school=county.school(GIRL))
    kayleigh = _somebody(Part.PARENT, "Kayleigh Brennan", county.who(MOTHER), home)
    alfie = Somebody("alfie", Part.CHILD, {"name": "Alfie Brennan", "sex": "male", "age_words": "about 9", "description": "Mia speaks of a brother Alfie who lives with “Sean”. Not on our list."})  # fmt: skip
    return Referral(
        people=(mia, kayleigh, alfie),
        kin=(Kinship("kayleigh", "mia", "mother", "yes", "yes"), Kinship("alfie", "mia", "half_sibling")),
        said=Said(
            what="Mia came with her mother and had bruises on both upper arms. She said a brother Alfie “gets it worse”.",
            fact="Four round bruises on each upper arm, seen today. Mia's words are written down as she said them.",
            opinion="They look like grip marks. Kayleigh looked frightened when Alfie was named.",
            where_when="At the surgery, this morning.",
            first_hand="yes",
            tried="Spoke with Mia alone for ten minutes; asked Kayleigh to come back tomorrow.",
            danger_now=False,
        ),
        told=Told(told=False, reason_code="risk_to_child", reason="We do not know who is at home."),
        agreed=None,
        objected=None,
        shared=SHARED,
        sections=(Section("Referrer", (("Who", "Greta Lindqvist, GP"), ("Phone", "01632 960104"))),),
    )


def hidden_brother(cast: Cast, county: Invented) -> None:
    """A girl in Swindon, and a half-brother in Chippenham whom only a school's record joins to her."""
    at = cast.ago(days=2)
    reference = referred(cast, "greta", at, _about_mia(county))
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


def _about_jayden(county: Invented) -> Referral:
    boy, home = county.who(BOY), county.home(TWINS_HOME)
    jayden = _somebody(Part.CHILD, "Jayden Hartley", boy, home, other_names="Jay", school=county.school(BOY))
    return Referral(
        people=(jayden,),
        kin=(),
        said=Said(
            what="Jayden has been away nine half days this month. He came back with two phones and a coat he will not explain.",
            fact="Absences are in the register. On Friday staff saw him get into a grey car with a man he called Ox.",
            opinion="We think that somebody older gives him orders. His twin Kayden is frightened and will not say why.",
            where_when="Trowbridge, for about two months.",
            first_hand="yes",
            tried="Two talks with Jayden, a home visit, a call to his mother.",
            danger_now=False,
        ),
        told=Told(told=True, who="His mother, by phone, on Friday."),
        agreed=None,
        objected=None,
        shared=SHARED,
        sections=(Section("Referrer", (("Who", "Tess Obi, safeguarding lead"), ("Phone", "01632 960105"))),),
    )


def taken_over(cast: Cast, county: Invented) -> None:
    """A boy who is carried about the county, and the flat he is carried to: a school and a landlord each see half."""
    at = cast.ago(hours=7)
    reference = referred(cast, "tess", at, _about_jayden(county))
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
    cast.do("hana", reference, at + timedelta(hours=3), answering(HoldsNone()))
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
    home = county.home(CARERS_HOME)
    peggy = _somebody(Part.ADULT_AT_RISK, "Peggy Sillence", county.who(GRANDMOTHER), home)
    poppy = _somebody(Part.CHILD, "Poppy Sillence", county.who(CARER), home)
    referral = Referral(
        people=(peggy, poppy),
        kin=(Kinship("peggy", "poppy", "grandparent", "no", "yes"), Kinship("poppy", "peggy", "carer")),
        said=Said(
            what="Poppy, who is twelve, gives her grandmother her tablets and lifts her from the floor. Her mother works nights.",
            fact="Peggy has fallen three times in two weeks, Poppy says. A bruise on Peggy's face on Tuesday.",
            opinion="Neither of them is safe at night. Poppy is proud of what she does and afraid to be taken away.",
            where_when="At home in Calne.",
            first_hand="yes",
            tried="Our group on Thursdays; a call to home care, who closed the case six weeks ago.",
            danger_now=False,
        ),
        told=Told(told=True, who="Poppy and her grandmother, together."),
        agreed=None,
        objected=None,
        shared=SHARED,
        sections=(Section("Referrer", (("Who", "Vera Quill, Lantern Young Carers"), ("Phone", "01632 960108"))),),
    )
    referred(cast, "vera", cast.ago(minutes=50), referral)
