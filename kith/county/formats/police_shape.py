"""What all police files share: hours, how a date is written, who is a possible victim, and text a force can print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from unicodedata import combining, normalize
from zlib import crc32

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance
from kith.county.formats import police_words
from kith.county.model import Event, Person

ENCODING = "windows-1252"
_FOLDED = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h"})
_HOURS = (0, 1, 2, 8, 11, 13, 15, 16, 17, 18, 19, 20, 20, 21, 21, 22, 22, 23, 23)
"""When things happen that are told to the police: more in the evening (not sourced: our guess)."""


def stream(known: Known, purpose: str) -> Chance:
    """Give the stream of draws of one file in one block."""
    return Chance(known.plan.seed, "block", known.block.number, known.agency, purpose)


def clock(known: Known, event: Event, purpose: str = "start") -> str:
    """Give the hour and minute at which an event began, the same in every file: ``21:05``."""
    drawn = _drawn(known, event.key, purpose)
    return f"{_HOURS[drawn % len(_HOURS)]:02d}:{drawn // len(_HOURS) % 12 * 5:02d}"


def _drawn(known: Known, *named: str) -> int:
    """Draw a number that is the same for the same words in every file: a stream for each would be slow."""
    return crc32(f"{known.plan.seed}/{'/'.join(named)}".encode())


def day(one: date | None) -> str:
    """Write a date as dd/mm/yyyy; nothing for none."""
    return f"{one.day:02d}/{one.month:02d}/{one.year}" if one else ""


def moment(known: Known, event: Event) -> str:
    """Write when an event began as dd/mm/yyyy hh:mm."""
    return f"{day(event.start)} {clock(known, event)}"


def reported(known: Known, event: Event) -> str:
    """Write when an event was told as dd/mm/yyyy hh:mm: later on the same day, or on a later one."""
    return later(known, event, known.told(event), "told")


def later(known: Known, event: Event, on: date, purpose: str) -> str:
    """Write when something came of an event, on the same day or a later one, as dd/mm/yyyy hh:mm: never before it.

    On the same day, a report comes after half an hour, anything else after an hour or more; before midnight at any rate.
    """
    if on > event.start:
        return f"{day(on)} {clock(known, event, purpose)}"
    hour, minute = map(int, clock(known, event).split(":"))
    waited = 35 if purpose == "told" else 60 + _drawn(known, event.key, purpose) % 360
    end = min(hour * 60 + minute + waited, 23 * 60 + 59)
    return f"{day(on)} {end // 60:02d}:{end % 60:02d}"


def number(known: Known, event: Event) -> str:
    """Give the number of an occurrence or incident: a code of no force, the year, and a serial longer than any issued."""
    return known.reference(event, prefix=f"59{event.start.year % 100:02d}")


def kind(event: Event) -> str:
    """Give the type of what happened, of an occurrence or else the kind of event: one of OCCURRENCES where it can be.

    ``domestic_violence`` is ``domestic`` where no entry is nearer.
    """
    code = event.text("type") or event.kind
    first = code.partition("_")[0]
    return first if code not in police_words.OCCURRENCES and first in police_words.OCCURRENCES else code


def one_line(*parts: str) -> str:
    """Write what there is on one line, between commas."""
    return ", ".join(filter(None, parts))


def legible(text: str) -> str:
    """Give text in letters that windows-1252 has, dropping the accents it lacks, as a force's system does."""
    if text.isascii():
        return text
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.encode(ENCODING, "ignore"):
        return letter
    plain = normalize("NFKD", letter.translate(_FOLDED))
    return "".join(one for one in plain if not combining(one)).encode(ENCODING, "replace").decode(ENCODING)


def printed(rows: Iterable[tuple[str, ...]]) -> Iterator[Sequence[str]]:
    """Give rows in letters that can be printed."""
    for row in rows:
        yield row if "".join(row).isascii() else [legible(cell) for cell in row]


def told_as(words: str) -> str:
    """Write a code as words: ``care_home`` as ``Care home``."""
    return words.replace("_", " ").capitalize()


def carried(event: Event, person: Person, part: str) -> bool:
    """Say whether a child was found with what somebody else may have made it carry."""
    young = person.age_on(event.start) < police_words.ADULT_AT
    return young and part == "harmed" and kind(event) in police_words.MADE_TO_CARRY


def may_be_exploited(event: Event, person: Person, part: str) -> bool:
    """Say whether an occurrence shows a child as a possible victim of exploitation."""
    young = person.age_on(event.start) < police_words.ADULT_AT
    return carried(event, person, part) or (young and kind(event) in police_words.EXPLOITATION)


def exploited(known: Known) -> dict[str, date]:
    """Say since when the force could have known of a child as a possible victim, by the person's key."""
    since: dict[str, date] = {}
    for event in known.of("occurrence"):
        if kind(event) in police_words.EXPLOITATION | police_words.MADE_TO_CARRY:
            for person, part in event.people:
                if may_be_exploited(event, person, part):
                    told = known.told(event)
                    since[person.key] = min(told, since.get(person.key, told))
    return since


def flags(known: Known, person: Person, on: date, victims: dict[str, date]) -> str:
    """Write the warning markers of somebody on a day: as a possible victim first, then by what is known of them."""
    found = [police_words.FLAGS["victim"]] if person.key in victims and victims[person.key] <= on else []
    for trait in sorted(person.traits & police_words.FLAGS.keys()):
        if _drawn(known, person.key, trait) % 100 < police_words.MARKED:
            found += [police_words.FLAGS[trait]]
    return "; ".join(found)


def ethnicity(persona: Persona, chance: Chance) -> tuple[str, str]:
    """Give what an officer saw and what the person said: identity code and self-defined code."""
    seen = police_words.APPEARANCES.get(persona.ethnicity, "IC9")
    said = chance.yes(police_words.SAYS)
    return seen, police_words.SELF_DEFINED.get(persona.ethnicity, "NS") if said else chance.pick(("NS", "", "NS"))


def sex(persona: Persona, chance: Chance) -> str:
    """Write the sex in one of the ways it is written."""
    return chance.weighted(police_words.GENDERS.get(persona.sex, police_words.GENDERS[""]))
