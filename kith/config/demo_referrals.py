"""What professionals of the demonstration say of the county's people when they refer them."""

from __future__ import annotations

from kith.concerns.rules.referrals import Kinship, Referral, Said, Section, Somebody, Told
from kith.config.demo_cast import SHARED
from kith.config.demo_county import (
    BOY,
    CARER,
    CARERS_HOME,
    GIRL,
    GIRLS_HOME,
    GRANDMOTHER,
    MOTHER,
    TWINS_HOME,
    Invented,
)
from kith.county.model import Home, Person
from kith.people.models import Part

SEXES = {"F": "female", "M": "male"}


def about_mia(county: Invented) -> Referral:
    """What a surgery says of a girl with bruises, and of a brother whom she names."""
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


def about_jayden(county: Invented) -> Referral:
    """What a school says of a boy who comes back with two phones."""
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


def about_peggy(county: Invented) -> Referral:
    """What a young carers' worker says of a woman of 85 and the girl who cares for her."""
    home = county.home(CARERS_HOME)
    peggy = _somebody(Part.ADULT_AT_RISK, "Peggy Sillence", county.who(GRANDMOTHER), home)
    poppy = _somebody(Part.CHILD, "Poppy Sillence", county.who(CARER), home)
    return Referral(
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


def _somebody(part: str, name: str, person: Person, home: Home, **more: str) -> Somebody:
    """Describe somebody of the county as one who knows them would; the key is their forename."""
    said = {"name": name, "sex": SEXES[person.sex], "address": home.line, "postcode": home.postcode, **more}
    return Somebody(name.split()[0].lower(), part, said, person.born)
