"""What the client level data says of a person: the twenty-one fields that stand at the front of every row."""

from __future__ import annotations

from datetime import date

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance
from kith.county.formats import cld_words as words
from kith.county.model import Person

_PENSION = 66
_WORKS, _SEEKS = 0.25, 0.35
"""Shares of service users of working age, the second counting both. Not sourced: our guess."""
_SURGERY_KNOWN, _CARER_KNOWN = 0.8, 0.9
_FUNDED = (0.62, 0.9, 0.96)
"""Where the shares of the ways of funding end. Not sourced: our guess."""


def written(day: date | None) -> str:
    """Write a day as the specification has it: dd/mm/yyyy; nothing for none."""
    return f"{day:%d/%m/%Y}" if day is not None else ""


class Details:
    """What the council has noted about each person, made once for all submissions."""

    def __init__(self, known: Known, chance: Chance) -> None:
        self._until = known.plan.until
        self._chance = chance
        self._made: dict[str, list[str]] = {}
        self._reasons: dict[int, str] = {}
        for event in known.of("asc_service"):
            self._reasons[event.person.number] = words.said(words.REASON, event.text("reason"))

    def of(self, persona: Persona, client: str) -> list[str]:
        """Give the fields from NHS_Number to Client_Funding_Status for one client type; Date_of_Death is filled later."""
        key = f"{persona.local_id}/{client}"
        if key not in self._made:
            self._made[key] = self._make(persona, client)
        return self._made[key]

    def _make(self, persona: Persona, client: str) -> list[str]:
        one = persona.person
        carer = client != words.USER
        reason = "Social support: Support to unpaid carer" if carer else self._reasons.get(one.number, "Unknown")
        return [
            persona.nhs, persona.local_id, self._surgery(one), words.GENDER.get(persona.sex, "Unknown"),
            words.ETHNICITY.get(persona.ethnicity, words.NO_ETHNICITY), written(persona.born), "", client, reason,
            persona.postcode, self._home(persona), self._work(one), self._cared_for(one, carer),
            "Yes" if "AUT" in one.disabilities else "No", _sense(one, words.SIGHT), _sense(one, words.HEARING),
            "Yes" if "dementia" in one.traits else "No", "" if carer else self._funding(),
        ]  # fmt: skip

    def _surgery(self, one: Person) -> str:
        return one.surgery.codes.get("ods", "") if one.surgery and self._chance.yes(_SURGERY_KNOWN) else ""

    def _home(self, persona: Persona) -> str:
        home = persona.person.home_on(persona.last)
        if home is None:
            return words.NO_HOME
        return words.HOMES.get((home.kind, "")) or words.HOMES.get(("", home.tenure), words.NO_HOME)

    def _work(self, one: Person) -> str:
        if one.age_on(self._until) >= _PENSION:
            return words.RETIRED
        share = self._chance.draw()
        return words.PAID if share < _WORKS else words.SEEKING if share < _SEEKS else words.RETIRED

    def _cared_for(self, one: Person, carer: bool) -> str:  # noqa: FBT001
        if carer:
            return ""
        known = self._chance.yes(_CARER_KNOWN)
        has = any(tie.kind == "cares_for" and tie.b is one for tie in one.ties)
        return ("Yes" if has else "No") if known else "Unknown"

    def _funding(self) -> str:
        share = self._chance.draw()
        return words.FUNDING[sum(share >= end for end in _FUNDED)]


def _sense(one: Person, table: dict[str, str]) -> str:
    return next((said for code, said in table.items() if code and code in one.disabilities), table[""])
