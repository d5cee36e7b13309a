"""What sharing stands on: lawful bases, gateways, why a family was not told, and four answers.

Nobody is asked to tick "consent". What the family was told, what help they agreed to, what was
shared and on what basis, and who objected are four different records.
"""

from dataclasses import dataclass
from enum import StrEnum

NOT_SOURCED = "not sourced"


@dataclass(frozen=True)
class Ground:
    """One basis in law, in words a worker can choose by."""

    code: str
    title: str
    used_by: str
    source: str


_DUAA = "https://dpnetwork.org.uk/duaa-legitimate-interests"
_BASES = (
    "https://www.dataprivacyadvisory.com/understanding-the-data-use-and-access-bill-a-guide-for-"
    "data-protection-practitioners-what-is-recognised-legitimate-interest"
)
_SCHEDULE_1 = "https://legislation.gov.uk/ukpga/2018/12/schedule/1/enacted?view=interweave"
_PART_3 = "https://legislation.gov.uk/ukpga/2018/12/schedule/1/part/3/data.html"
_S16LA = "https://www.legislation.gov.uk/ukpga/2026/21/section/4/enacted"
_DEVON = "https://new.devon.gov.uk/informationsharing/legislation-relevant-to-sharing-information"
_ENCOMPASS = "https://www.policypartnersproject.co.uk/operation-encompass"

# fmt: off
LAWFUL_BASES: tuple[Ground, ...] = (
    Ground("6-1-c", "Legal obligation (UK GDPR Article 6(1)(c))", "councils, health, schools, police", _BASES),
    Ground("6-1-e", "Public task (UK GDPR Article 6(1)(e))", "councils, health, schools, police", _BASES),
    Ground("6-1-ea", "Recognised legitimate interest: safeguarding (Article 6(1)(ea))", "charities, housing associations, companies; not public bodies for their tasks", _DUAA),
    Ground("6-1-d", "Vital interests: to save a life (UK GDPR Article 6(1)(d))", "anybody", NOT_SOURCED),
    Ground("dpa-3", "Law enforcement (Data Protection Act 2018 Part 3)", "police, for operational purposes", _BASES),
)
SPECIAL_CONDITIONS: tuple[Ground, ...] = (
    Ground("9-2-g-18", "Safeguarding of children and of individuals at risk (Article 9(2)(g), Schedule 1 paragraph 18)", "anybody with an appropriate policy document", "https://www.farrer.co.uk/news-and-insights/breaking-news-safeguarding-amendment-to-data-protection-bill/"),
    Ground("9-2-h-2", "Health or social care (Article 9(2)(h), Schedule 1 paragraph 2)", "health and social care", _SCHEDULE_1),
    Ground("10-sch1-3", "Criminal allegations or convictions (Article 10, Schedule 1 Part 3)", "anybody a Part 3 condition fits", _PART_3),
    Ground("none", "No special category information", "anybody", NOT_SOURCED),
)
GATEWAYS: tuple[Ground, ...] = (
    Ground("ca2004-16la", "Duty to share information about a child (Children Act 2004 section 16LA)", "section 11 bodies, education and childcare", _S16LA),
    Ground("ca1989-47", "Enquiries into significant harm (Children Act 1989 section 47)", "councils, police, health, education, housing", _DEVON),
    Ground("ca1989-17", "Help for a child in need (Children Act 1989 sections 17 and 27)", "councils and those they ask", _DEVON),
    Ground("ca2004-10-11", "Cooperation and welfare (Children Act 2004 sections 10 and 11)", "section 11 bodies", _DEVON),
    Ground("cda1998-115", "Crime and disorder (Crime and Disorder Act 1998 section 115)", "disclosure to councils, police, probation, health, fire; not to voluntary groups", _DEVON),
    Ground("care-42-45", "Adult safeguarding (Care Act 2014 sections 42 and 45)", "councils and those they ask", NOT_SOURCED),
    Ground("vpa2024-encompass", "Operation Encompass (Victims and Prisoners Act 2024)", "police to schools", _ENCOMPASS),
    Ground("msa2015-52", "Duty to notify (Modern Slavery Act 2015 section 52)", "first responders", NOT_SOURCED),
    Ground("common-law", "Overriding public interest (common law)", "anybody; record the reasoning", _DEVON),
)
# fmt: on
GROUNDS: dict[str, Ground] = {ground.code: ground for ground in (*LAWFUL_BASES, *SPECIAL_CONDITIONS, *GATEWAYS)}


class NotTold(StrEnum):
    """Why the family has not been told."""

    RISK_TO_CHILD = "risk_to_child"
    RISK_TO_SOMEBODY = "risk_to_somebody"
    INVESTIGATION = "investigation"
    DELAY = "delay"
    NOT_REACHED = "not_reached"


# The first four: https://docsbay.net/place-the-child-at-increased-risk-of-significant-harm
# The last is not sourced: telling is asked for only "where practicable and safe".
NOT_TOLD_LABELS: dict[NotTold, str] = {
    NotTold.RISK_TO_CHILD: "It would put the child or adult at greater risk",
    NotTold.RISK_TO_SOMEBODY: "Somebody could be hurt",
    NotTold.INVESTIGATION: "It would get in the way of a police investigation",
    NotTold.DELAY: "It would cause a delay that cannot be justified",
    NotTold.NOT_REACHED: "They could not be reached, or are not known",
}


class NotShared(StrEnum):
    """Why information was not shared, or a request declined."""

    MORE_HARM = "more_harm"
    NOT_RELEVANT = "not_relevant"
    NO_GROUND = "no_ground"
    SENSITIVE_SERVICE = "sensitive_service"
    INVESTIGATION = "investigation"


# The first is the Children Act 2004 section 16LA(3); the rest are not sourced.
NOT_SHARED_LABELS: dict[NotShared, str] = {
    NotShared.MORE_HARM: "Sharing would harm the child more than not sharing",
    NotShared.NOT_RELEVANT: "It would not help the agency that asked to do its work",
    NotShared.NO_GROUND: "There is no basis in law for sharing it",
    NotShared.SENSITIVE_SERVICE: "It comes from a sensitive service, and the test is not met",
    NotShared.INVESTIGATION: "It would get in the way of a police investigation",
}

# What each of the four answers means. Silence never reads as "nothing known".
ANSWER_MEANS: dict[str, str] = {
    "holds_records": "This agency holds records and has answered with facts, opinion and context.",
    "holds_none": "This agency has looked, and holds no records of this person.",
    "declined": "This agency has declined to share. It says why, and will look again.",
    "asked": "This agency has not answered. That does not mean that nothing is known.",
}
