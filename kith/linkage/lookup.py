"""Who might this be? One function; a better way of scoring can be put behind it later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kith.linkage.details import Compared, Comparison, compare_all
from kith.linkage.people import Described, Known
from kith.linkage.words import one_persons_names

S = Comparison
A_GENERATION = 14
MOST = 50


class Band(StrEnum):
    """How good a match looks, from the best. A person decides."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    FAINT = "faint"


@dataclass(frozen=True)
class Candidate:
    """Somebody an agency knows who may be the person described."""

    known: Known
    band: Band
    compared: tuple[Compared, ...]
    why: str
    beware: tuple[str, ...]


def who_might_this_be(described: Described, fetch: Callable[[Described], Iterable[Known]]) -> list[Candidate]:
    """List who it might be, the best first, each with reasons in words.

    ``fetch`` finds rows worth comparing: exact identifiers, then names written or said alike. Nobody is left out for
    being a twin or a namesake: they are shown with a warning, and never in the best band.
    """
    if not described.enough:
        return []
    weighed = [_weigh(described, known) for known in fetch(described)]
    found = [(rank, one) for rank, one in weighed if one is not None]
    return [one for _, one in sorted(found, key=lambda pair: (*pair[0], str(pair[1].known.id)))][:MOST]


def _weigh(described: Described, known: Known) -> tuple[tuple[int, ...], Candidate | None]:
    details = compare_all(described, known)
    said = {name: one.comparison for name, one in details.items()}
    beware = tuple(words for caught, words in TRAPS if caught(described, known, said))
    band = next((band for band, holds in BANDS if holds(said)), None)
    if band is None:
        return (), None
    if beware and band is Band.LIKELY:
        band = Band.POSSIBLE
    candidate = Candidate(known, band, tuple(details.values()), _why(details), beware)
    count = list(said.values()).count
    rank = (list(Band).index(band), len(beware), count(S.DIFFERENT) - 2 * count(S.SAME) - count(S.SIMILAR))
    return rank, candidate


def _why(details: dict[str, Compared]) -> str:
    same = [one.detail.lower() for one in details.values() if one.comparison is S.SAME]
    similar = [one.detail.lower() for one in details.values() if one.comparison is S.SIMILAR]
    parts = [f"{words}: {', '.join(names)}" for words, names in (("Same", same), ("similar", similar)) if names]
    text = "; ".join(parts).replace("nhs", "NHS")
    return text[:1].upper() + text[1:]


# -- Bands: the first that holds. `said` is what was found about each detail. --------------------------------------------

Said = dict[str, Comparison]
AGREES = (S.SAME, S.SIMILAR)


def _one_number(said: Said) -> bool:
    return S.SAME in (said["nhs"], said["upn"])


def _other_numbers(said: Said) -> bool:
    return S.DIFFERENT in (said["nhs"], said["upn"]) and not _one_number(said)


def _whole_name(said: Said) -> bool:
    return said["forename"] in AGREES and said["surname"] in AGREES


def _likely(said: Said) -> bool:
    if _other_numbers(said):
        return False
    if _one_number(said):
        return said["forename"] is not S.DIFFERENT and said["born"] is not S.DIFFERENT
    exact = said["forename"] is S.SAME and said["surname"] is S.SAME
    return (exact and said["born"] is S.SAME) or (_whole_name(said) and said["born"] is S.SAME and _placed(said))


def _placed(said: Said) -> bool:
    return said["address"] in AGREES or said["school"] in AGREES


def _possible(said: Said) -> bool:
    if _one_number(said):
        return True
    if _other_numbers(said) or said["born"] is S.DIFFERENT:
        return False
    if _whole_name(said):
        return said["born"] in AGREES or _placed(said)
    return said["forename"] in AGREES and said["born"] is S.SAME


def _faint(said: Said) -> bool:
    namesake = _whole_name(said)
    same_day = said["born"] is S.SAME and said["surname"] in AGREES
    may_be_named_so = said["born"] in AGREES and S.DIFFERENT not in (said["forename"], said["surname"])
    of_the_household = _placed(said) and S.SAME in (said["surname"], said["born"])
    return namesake or same_day or may_be_named_so or of_the_household


BANDS: tuple[tuple[Band, Callable[[Said], bool]], ...] = (
    (Band.LIKELY, _likely),
    (Band.POSSIBLE, _possible),
    (Band.FAINT, _faint),
)


# -- What fools people: families. ------------------------------------------------------------------------------------------


def _twin(described: Described, known: Known, said: Said) -> bool:
    same_day = said["born"] is S.SAME and said["surname"] in AGREES
    if not same_day or _one_number(said) or said["forename"] in (S.SAME, S.NOT_KNOWN):
        return False
    return not one_persons_names(described.forename, known.forename)


def _two_generations(described: Described, known: Known, said: Said) -> bool:
    if not (_whole_name(said) and said["born"] is S.DIFFERENT and known.born_on):
        return False
    if described.born_on:
        return abs(described.born_on.year - known.born_on.year) >= A_GENERATION
    return (
        described.age is not None
        and described.on is not None
        and (abs(described.on.year - described.age - known.born_on.year) >= A_GENERATION)
    )


def _a_siblings_number(described: Described, known: Known, said: Said) -> bool:
    return _one_number(said) and S.DIFFERENT in (said["forename"], said["born"])


def _two_people(described: Described, known: Known, said: Said) -> bool:
    return _other_numbers(said)


TRAPS: tuple[tuple[Callable[[Described, Known, Said], bool], str], ...] = (
    (_twin, "This may be a twin: the same birthday and surname, another first name."),
    (_two_generations, "This may be a parent and child with one name: the birthdays are a generation apart."),
    (_a_siblings_number, "The number may have been written on a brother's or sister's record by mistake."),
    (_two_people, "Both have a number that is well formed, and the numbers differ: they may be two people."),
)
