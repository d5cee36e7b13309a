"""Every secret at every door: who sees it, written here by hand and apart from the rules; nobody else does.

A cell holds both ways: whoever is named here must see it, so that no door is shut by chance, and nobody else may. A secret
that the table does not name at a door is seen there by nobody. ``CONTROLS`` says that each door was open at all.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest

from kith.agencies.models import Notice
from kith.config.gunicorn import SETTINGS
from kith.outside.postgres.conf import QUIET
from kith.records import actions
from kith.records.actions import reading
from tests.restriction import doors, walking
from tests.restriction import place as places
from tests.restriction.doors import Seen
from tests.restriction.place import ADMIN, ASKER, RESEARCHERS, Place
from tests.restriction.planted import SECRETS, squeezed

pytestmark = [pytest.mark.usefixtures("seen"), pytest.mark.wall]

OWNER, ASKS = "its owner", "whoever asks about them"
# What the front door sees when it looks for somebody, and of whom it is told that they are known.
LOOKED = {"match": (ASKS,), "gate": (ASKS,), "match, freed": (ASKS,), "gate, freed": (ASKS,)}
TOLD = {"known": (ASKS,), "gate": (ASKS,), "known, freed": (ASKS,), "gate, freed": (ASKS,)}
TOLD_IF_FREED = {"known, freed": (ASKS,), "gate, freed": (ASKS,)}
# The gate gives an address to compare by; the page shows the postcode of it.
COMPARED = {"gate": (ASKS,), "gate, freed": (ASKS,)}
# Its owner, about the person it was asked about; and its owner's rows as they came, behind the wall while a record is open.
ASKED = {"answer": (OWNER,)}
KEPT = {"wall": (OWNER,), "wall, later": (OWNER,)}

ALLOWED: dict[str, dict[str, tuple[str, ...]]] = {
    "ordinary postcode": LOOKED | ASKED | KEPT,
    "ordinary school": LOOKED | ASKED | KEPT,
    "ordinary contact": TOLD | ASKED | KEPT,
    "ordinary details": COMPARED | ASKED | KEPT,
    "ordinary event": ASKED | KEPT,
    "restricted address": KEPT,
    "restricted surgery": KEPT,
    "restricted, told by a school": ASKED | KEPT,
    "very restricted": KEPT,
    "placement, 903": {"answer": ("school",)} | KEPT,
    "placement, dataset": KEPT,
    "placement, Annex A": KEPT,
    "placement, told by a school": ASKED | KEPT,
    "placement, single view": ASKED | KEPT,
    "placement, single view, by police": ASKED | KEPT,
    "adopted, dataset": KEPT,
    "adopted, earlier name": KEPT,
    # The family of somebody asked about, but for a child of theirs who was adopted.
    "child of somebody asked about": ASKED | KEPT,
    "adopted, told by a school": KEPT,
    "adopted, census": KEPT,
    "adopted, census, in the dataset": KEPT,
    "adopted, census, by a school": KEPT,
    "refuge, H-CLIC": KEPT,
    "refuge, tenancy": ASKED | KEPT,
    "refuge, service": ASKED | KEPT,
    "safe address, notice": ASKED | KEPT,
    "confidential address": ASKED | KEPT,
    "shielded": KEPT,
    "sexual health": ASKED | KEPT,
    "drugs": ASKED | KEPT,
    "drugs, whom to ring": TOLD_IF_FREED | ASKED | KEPT,
    "mental health": ASKED | KEPT,
    "mental health, whom to ring": TOLD_IF_FREED | ASKED | KEPT,
    "confidential flag": KEPT,
    "confidential identifier": KEPT,
    "confidential relationship": KEPT,
    "trafficked": ASKED | KEPT,
    # Written on somebody's record, and never checked to be theirs: it finds nobody.
    "untraced number": KEPT,
    "superseded": KEPT,
    "what came after": LOOKED | ASKED | KEPT,
    "withdrawn": {},
    # Kept behind the wall until the clock comes, within ten minutes, and shown to nobody meanwhile.
    "expired": {"wall": (OWNER,)},
    # Seen by whoever handed it in, whatever is open, until it is thrown away.
    "being mapped": {"mapper": (OWNER,), "wall, nothing open": (OWNER,), "wall": (OWNER,)},
    "nobody asks": KEPT,
}
DOORS = (
    "match", "match, another", "gate", "known", "answer", "answer, another", "files", "mapper", "api", "walk", "forms", "broken",
    "match, freed", "known, freed", "gate, freed", "wall, nothing open", "wall", "wall, later", "kept beside", "on disk",
    "log", "log of the server", "commands",
)  # fmt: skip
# Words that somebody saw at a door: it was open, and this is how a secret would have been seen there.
CONTROLS = {
    "match": (ASKER, "Zeugma Academy"), "match, another": (ASKER, "Jayden Price"), "gate": (ASKER, "Plainly"),
    "known": (ASKER, "Larkhill Vale School"), "answer": ("petra", "Una Plainly"), "answer, another": ("petra", "Jayden Price"),
    "files": ("hana", "fhir"), "api": ("hana", "family-context-mental-health"), "walk": (ASKER, "Una Plainly"),
    "forms": (ASKER, "There is a problem"), "broken": ("page", "does not look like"), "mapper": ("petra", "Client ID"), "match, freed": (ASKER, "Drew Treatedly"),
    "known, freed": (ASKER, "Avon Vale Health"), "gate, freed": (ASKER, "Treatedly"),
    "wall, nothing open": ("petra", "public-protection-notices"), "wall": ("petra", "Una"), "wall, later": ("petra", "Una"),
    "kept beside": ("all", "records.searched"), "on disk": ("while it is read", "Zuppa"), "log": ("all", "DataError"),
    "log of the server": ("all", "database system is ready"), "commands": ("all", "rows kept"),
}  # fmt: skip


@dataclass
class Run:
    """What was seen at each door, by each who tried it."""

    place: Place
    seen: dict[str, Seen]


@pytest.fixture(scope="module")
def seen(alone: None, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Build the county, open every door once in an order in which none spoils the next, and note what was seen."""
    with walking.written() as log:
        place = places.build(tmp_path_factory.mktemp("sent"))
        found = dict(_opened(place, log))
    return Run(place, found)


def _opened(place: Place, log: io.StringIO) -> Iterator[tuple[str, Seen]]:
    them, another = place.about_them, place.about_another
    mapped = doors.begin_to_map(place)
    yield "wall, nothing open", doors.wall(place, opened=False)
    yield "mapper", doors.mapper(place, mapped)
    yield "match", doors.match(place, them)
    yield "match, another", doors.match(place, another)
    assert doors.judge_all(place, them) > 8
    yield "gate", doors.gate(place, them)
    yield "known", doors.known(place, them)
    yield "answer", doors.answer(place, them)
    yield "answer, another", doors.answer(place, another)
    yield "wall", doors.wall(place, opened=True)
    yield "files", doors.files(place)
    yield "api", doors.api(place)
    yield "walk", walking.walked(place)
    yield "broken", walking.broken(place, SECRETS["confidential address"].marks[0])
    assert actions.forget_expired() == 1
    doors.leave_map(place, mapped)
    yield "wall, later", doors.wall(place, opened=True)
    places.free(place)
    yield "match, freed", doors.match(place, them)
    doors.judge_all(place, them)
    yield "known, freed", doors.known(place, them)
    yield "gate, freed", doors.gate(place, them)
    yield "forms", walking.walked(place, post=True)
    yield from _left(place, log)


def _left(place: Place, log: io.StringIO) -> Iterator[tuple[str, Seen]]:
    """What all of that left behind."""
    said = doors.make_the_database_refuse(SECRETS["ordinary details"].marks[0])
    assert SECRETS["ordinary details"].is_in(said)
    yield "kept beside", {"all": doors.kept_beside()}
    yield "on disk", {"all": doors.on_disk(), "while it is read": _on_disk_meanwhile(place)}
    yield "log", {"all": log.getvalue()}
    yield "log of the server", {"all": doors.server_log()}
    yield "commands", {"all": place.said}


def _on_disk_meanwhile(place: Place) -> str:
    """See what lies on the disk while a file is read: it is there, for whoever keeps the pool, and gone afterwards."""
    there: list[str] = []

    def looked(*args: object, **named: object) -> object:
        there.append(doors.on_disk())
        return real(*args, **named)  # type: ignore[arg-type]

    real: Callable[..., object] = reading.import_file
    with patch.object(reading, "import_file", looked):
        places.send_again(place)
    assert SECRETS["ordinary details"].is_in(there[0])
    return "Zuppa" if not SECRETS["ordinary details"].is_in(doors.on_disk()) else there[0]


def _viewers(secret: str, allowed: tuple[str, ...]) -> set[str]:
    owners = {RESEARCHERS[home] for home in SECRETS[secret].owners}
    told = {OWNER: owners, ASKS: {ASKER}}
    return set().union(*(told.get(one, {RESEARCHERS.get(one, one)}) for one in allowed))


@pytest.mark.parametrize("door", DOORS)
def test_a_secret_is_seen_by_those_it_is_for_and_by_nobody_else(seen: Run, door: str) -> None:
    wrong = {}
    bare = {who: squeezed(text) for who, text in seen.seen[door].items()}
    for name, secret in SECRETS.items():
        saw = {who for who, text in bare.items() if secret.is_in_squeezed(text)}
        should = _viewers(name, ALLOWED[name].get(door, ()))
        if saw != should:
            wrong[name] = f"seen by {sorted(saw)}, for {sorted(should)}"
    assert wrong == {}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_was_open(seen: Run, door: str) -> None:
    who, words = CONTROLS[door]
    assert words in seen.seen[door][who]


def test_the_table_speaks_of_every_secret_and_every_door(seen: Run) -> None:
    assert set(ALLOWED) == set(SECRETS)
    assert set(seen.seen) == set(DOORS) == set(CONTROLS)
    assert {door for cells in ALLOWED.values() for door in cells} <= set(DOORS)


def test_every_secret_came_in_and_is_somewhere_to_be_found(seen: Run) -> None:
    kept = [name for name, cells in ALLOWED.items() if cells]
    assert set(ALLOWED) - set(kept) == {"withdrawn"}
    assert SECRETS["withdrawn"].is_in(seen.place.before_withdrawal)
    assert not SECRETS["withdrawn"].is_in(places.in_the_pool())
    assert all(not one.is_in(two.marks[0]) for a, one in SECRETS.items() for b, two in SECRETS.items() if a != b)


def test_whoever_is_kept_back_is_never_read_as_nobody_known(seen: Run) -> None:
    page = seen.seen["match"][ASKER]
    assert "some are kept back on purpose" in page
    assert "Withheld" in page
    assert "where they can be found is kept confidential" in page
    told = set(Notice.objects.using(ADMIN).filter(what="records.blind_match").values_list("agency__slug", flat=True))
    assert told == {"council"}


def test_a_restricted_patient_is_found_and_only_where_they_are_is_withheld(seen: Run) -> None:
    page = seen.seen["match"][ASKER]
    assert "Quenby Restricted" in page
    assert not any(mark in page for mark in SECRETS["restricted address"].marks)


def test_what_is_written_by_servers_is_told_to_hold_no_words(seen: Run) -> None:
    assert SETTINGS["accesslog"] is None
    assert {name: doors.as_superuser(f"show {name}")[0][0] for name in QUIET} == QUIET
    assert "WARNING" not in seen.place.said


# What somebody whose job is to send files, or a system of theirs, may count of their own agency: files, never people.
OF_FILES = {
    "records_feed", "records_batch", "records_finding", "records_deposit", "records_savedprofile", "records_mapdraft",
}  # fmt: skip


@pytest.mark.parametrize("opened", [False, True], ids=["nothing open", "with a concern open"])
def test_nobody_lists_or_counts_what_another_agency_pooled_nor_people_while_nothing_is_open(
    seen: Run, opened: bool
) -> None:
    for who, found in doors.counted(seen.place, opened=opened).items():
        assert {table for table, others in found if others} == set(), who
        own = {table for table, _ in found} - OF_FILES
        assert own == set() or (opened and who in RESEARCHERS.values()), (who, own)
    assert ("records_sourceperson", False) in doors.counted(seen.place, opened=True)["hana"]


def test_jobs_carry_ids_and_nothing_else(seen: Run) -> None:
    rows = doors.as_superuser("select distinct task_name, jsonb_object_keys(args) from procrastinate_jobs")
    assert ("records.read_deposit", "deposit") in rows
    assert {key for _, key in rows} <= {"deposit", "draft", "feed", "batch", "timestamp"}


def test_the_walk_reached_every_address_that_is_no_door_of_its_own(seen: Run) -> None:
    assert len(set(walking.addresses(seen.place))) > 60
    statuses = {text[:3] for text in seen.seen["walk"][ASKER].split("}")}
    assert statuses >= {"200", "404"}
    assert not any(text.startswith("500 ") for text in seen.seen["walk"].values())
