"""The pages of a referral that are about what happened, and about the referral itself."""

from __future__ import annotations

from django import forms

from kith.concerns.forms.referral_questions import UNKNOWN, KnownLong, KnownText, Questions, radios
from kith.concerns.rules.grounds import GATEWAYS, LAWFUL_BASES, NOT_TOLD_LABELS, SPECIAL_CONDITIONS
from kith.concerns.rules.thresholds import CURRENT, SCHEMES
from kith.ui.fields import LongTextField

LONG, SHORT = 4000, 300

HARMS = [
    ("neglect", "Neglect"),
    ("physical", "Physical harm"),
    ("emotional", "Emotional or psychological harm"),
    ("sexual", "Sexual harm"),
    ("criminal_exploitation", "Criminal exploitation, county lines or cuckooing"),
    ("sexual_exploitation", "Sexual exploitation"),
    ("domestic_abuse", "Domestic abuse"),
    ("modern_slavery", "Modern slavery"),
    ("financial", "Financial or material harm"),
    ("discriminatory", "Discrimination"),
    ("organisational", "Harm by an organisation or service"),
    ("self_neglect", "Self-neglect"),
    ("online", "Harm online"),
    ("missing", "Going missing"),
    (UNKNOWN, "Not known"),
]


def choices_of(grounds: object) -> list[tuple[str, str]]:
    """Give grounds in law as choices."""
    return [(one.code, one.title) for one in grounds]  # type: ignore[attr-defined]


def hints_of(grounds: object) -> dict[str, str]:
    """Say beneath each ground who uses it."""
    return {one.code: f"Used by {one.used_by}." for one in grounds}  # type: ignore[attr-defined]


class You(Questions):
    """Who is referring. Name, agency and e-mail are known already and are not asked."""

    title = "About you"
    role = forms.CharField(label="Your role", max_length=120)
    phone = forms.CharField(
        label="Your phone number", max_length=40, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    reach = KnownText(
        label="Best time and way to reach you today", called="how to reach you", max_length=SHORT,
    )  # fmt: skip
    relation = LongTextField(label="How do you know the child, adult or family?", max_length=LONG)
    rung = radios(
        "Have you already rung about this?",
        [("hub", "Yes, I rang the front door"), ("police", "Yes, I rang the police"), ("no", "No")],
    )


class Household(Questions):
    """Where they live, with whom, and what in the home may matter."""

    title = "Household"
    address = KnownText(label="Address of the household", called="the address", max_length=SHORT)
    postcode = KnownText(label="Postcode", called="the postcode", max_length=10)
    others = KnownLong(
        label="Who else lives there or visits often?",
        called="who else lives there",
        max_length=LONG,
        help_text="Say “nobody” if there is nobody else.",
    )
    domestic_abuse = radios("Is there domestic abuse?")
    mental_illness = radios("Is an adult mentally ill?")
    substances = radios("Does an adult misuse alcohol or drugs?")
    learning_difficulty = radios("Does an adult have a learning difficulty?")
    more = LongTextField(
        label="What do you know about these?",
        max_length=LONG,
        required=False,
        help_text="Facts first, then whose view.",
    )
    visiting = KnownText(
        label="Is there a risk to somebody who visits?",
        called="risks to somebody who visits",
        max_length=SHORT,
        help_text="For example a dog, or a person who has been violent. Say “none” if there is none.",
    )
    may_be_blank = ("more",)


class Concern(Questions):
    """What was seen, heard or said; and, apart from it, what the referrer thinks it means."""

    title = "The concern"
    danger = radios(
        "Is somebody in danger right now?",
        [
            ("rung", "Yes, and I have rung 999 or the front door"),
            ("not_rung", "Yes, and I have not rung yet"),
            ("no", "No"),
        ],
    )
    what = LongTextField(label="Why are you referring now?", max_length=1000, help_text="In one or two sentences.")
    fact = LongTextField(
        label="What happened?",
        max_length=LONG,
        help_text="Facts only: what was seen, heard or said. What you think it means comes later.",
    )
    first_hand = radios(
        "How do you know?",
        [
            ("saw", "I saw it"),
            ("heard", "I heard it"),
            ("told", "Somebody told me"),
            ("record", "It is in our records"),
        ],
    )
    told_by = forms.CharField(label="Who told you?", max_length=SHORT)
    own_words = KnownLong(
        label="What did the child or adult say, in their own words?",
        called="what they said",
        max_length=LONG,
        help_text="Write it as they said it.",
    )
    where = KnownText(label="Where did it happen?", called="where it happened", max_length=SHORT)
    when = KnownText(
        label="When did it happen?",
        called="when it happened",
        max_length=SHORT,
        help_text="A date and time, or words such as “most evenings since September”.",
    )
    where_now = KnownText(label="Where are they now, and how are they?", called="where they are now", max_length=SHORT)
    harm = forms.MultipleChoiceField(
        label="What kinds of harm may this be?", choices=HARMS, widget=forms.CheckboxSelectMultiple
    )
    opinion = KnownLong(
        label="What do you think it means?",
        called="what you think it means",
        max_length=LONG,
        help_text="Your opinion, and why. It is kept apart from the facts.",
    )
    reveals = {"first_hand": {"told": ("told_by",)}}


class Tried(Questions):
    """What has been done before, and which level of need the referrer sees."""

    title = "What has been tried"
    tried = radios("Has any help been tried?")
    tried_words = LongTextField(label="What was tried, by whom, and what came of it?", max_length=LONG)
    services = KnownLong(label="Which services know them?", called="which services know them", max_length=LONG)
    past = KnownLong(label="What has happened before that matters now?", called="what happened before", max_length=LONG)
    advice = KnownText(
        label="Did you take advice before you referred, and from whom?",
        called="advice you took",
        max_length=SHORT,
        help_text="Say “none” if you took none.",
    )
    level = radios(
        "Which level of need do you see?",
        [
            *((str(one.number), f"{one.number}. {one.name}") for one in SCHEMES[CURRENT].levels),
            (UNKNOWN, "I do not know"),
        ],
        help_text="Your view helps. The front door decides.",
    )
    level_why = KnownLong(label="Why do you see that level?", called="why you see that level", max_length=LONG)
    reveals = {"tried": {"yes": ("tried_words",)}}


class Told(Questions):
    """What the family knows, what help they agreed to, and who objects: three records, none of them consent."""

    title = "What the family has been told"
    told = radios("Has the family been told that you are referring?", [("yes", "Yes"), ("no", "No")])
    who = LongTextField(label="Who was told, when, and what did they say?", max_length=SHORT)
    reason_code = radios("Why not?", [(str(code), words) for code, words in NOT_TOLD_LABELS.items()])
    reason = LongTextField(label="Say more about why", max_length=LONG)
    views = KnownLong(
        label="What do the child, the adult or the parents think about it?", called="what they think", max_length=LONG
    )
    keep_from = KnownText(
        label="Is there anything the family must not be told?",
        called="what the family must not be told",
        max_length=SHORT,
        help_text="Say “nothing” if there is nothing.",
    )
    agreed = radios(
        "Has anybody said whether they want help?",
        [("yes", "Yes, they want help"), ("no", "Yes, they do not want help"), ("not_asked", "Nobody was asked"),
         (UNKNOWN, "Not known")],
    )  # fmt: skip
    agreed_who = forms.CharField(label="Who said yes?", max_length=200)
    agreed_scope = LongTextField(label="To what help?", max_length=LONG)
    refused_who = forms.CharField(label="Who said no?", max_length=200)
    objected = radios("Has anybody objected to this being shared?")
    objected_who = forms.CharField(label="Who objected?", max_length=200)
    objected_words = LongTextField(label="What did they say?", max_length=LONG)
    objected_response = LongTextField(
        label="What did you answer, and why do you share it all the same?", max_length=LONG
    )
    reveals = {
        "told": {"yes": ("who",), "no": ("reason_code", "reason")},
        "agreed": {"yes": ("agreed_who", "agreed_scope"), "no": ("refused_who",)},
        "objected": {"yes": ("objected_who", "objected_words", "objected_response")},
    }
    may_be_blank = ("reason",)


class Basis(Questions):
    """Why the referrer may share this. Consent is not among the answers."""

    title = "Why you may share this"
    basis = radios("Which basis in law do you share on?", choices_of(LAWFUL_BASES))
    gateway = radios("Which law lets you share with the front door?", choices_of(GATEWAYS))
    condition = radios("Which condition covers health, beliefs or offences, if you wrote about them?",
                       choices_of(SPECIAL_CONDITIONS))  # fmt: skip
    necessity = LongTextField(label="Why does the front door need to know this?", max_length=LONG)
    proportionality = LongTextField(label="Why is this enough, and no more than is needed?", max_length=LONG)
    choice_hints = {
        "basis": hints_of(LAWFUL_BASES),
        "gateway": hints_of(GATEWAYS),
        "condition": hints_of(SPECIAL_CONDITIONS),
    }


class Everybody(Questions):
    """Whether the list of people is whole."""

    title = "People and family"
    everybody = radios(
        "Is there anybody else in the family or household?",
        [
            ("all", "No, that is everybody I know of"),
            ("more", "Yes, but I do not know who they are"),
        ],
    )
