"""Those who act in the stories of the demonstration, and the steps they take: each one verb, as a page would call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kith.agencies import actions as agencies
from kith.agencies.models import Account, Agency
from kith.agencies.queries import usual_purpose
from kith.concerns.actions import look
from kith.concerns.actions.answering import Given, Handled, Holds, answer
from kith.concerns.actions.asking import Question, ask
from kith.concerns.actions.deciding import Judgement, decide
from kith.concerns.actions.describing import add_person
from kith.concerns.actions.keeping import keep_answers
from kith.concerns.actions.referring import begin, send
from kith.concerns.actions.reporting import send_report
from kith.concerns.actions.triaging import rate, take
from kith.concerns.models import Concern, RequestedAgency
from kith.concerns.rules.referrals import Referral, Shared
from kith.config.demo_urls import DOMAIN
from kith.people.models import Person
from kith.records import actions as records
from kith.records import queries as pool
from kith.sharing import queries as sharing
from kith.sharing.access import Asker

LATE = "The desk was short of one person that day."
PUBLIC_TASK = "6-1-e"
Doing = Callable[[Concern, Asker, datetime], object]


@dataclass
class Cast:
    """Everybody who acts, signed in once."""

    at: datetime
    people: dict[str, Account] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    houses: dict[str, UUID] = field(default_factory=dict)

    @classmethod
    def gather(cls, at: datetime) -> Cast:
        """Find the accounts of the demonstration."""
        found = Account.objects.filter(email__endswith=f"@{DOMAIN}")
        people = {one.email.removesuffix(f"@{DOMAIN}"): one for one in found}
        return cls(at, people, houses=dict(Agency.objects.values_list("slug", "pk")))

    def ago(self, **how_long: float) -> datetime:
        """Give a time before now."""
        return self.at - timedelta(**how_long)

    @contextmanager
    def acting(self, name: str, purpose: str = "") -> Iterator[Asker]:
        """Act as somebody for one transaction, as a page does."""
        with transaction.atomic():
            agencies.act_as(self._token(name, purpose))
            asker = sharing.asker(account_id=self.people[name].pk, token=self._token(name, purpose), at=self.at)
            if asker is None:
                raise LookupError(name)
            yield asker

    def _token(self, name: str, purpose: str) -> str:
        key = f"{name} {purpose}"
        if key not in self.tokens:
            account = self.people[name].pk
            stated = purpose or usual_purpose(account, self.at)
            self.tokens[key] = agencies.sign_in(account=account, how="demo", second_factor=True, purpose=stated)
        return self.tokens[key]

    def do(self, name: str, reference: str, at: datetime, *doings: Doing) -> None:
        """Open a concern as somebody and do things in it, each in a transaction of its own."""
        for doing in doings:
            with self.acting(name) as asker:
                doing(look(by=asker, reference=reference), asker, at)

    def sign_everybody_out(self) -> None:
        """End the sessions the stories were told in."""
        for token in self.tokens.values():
            agencies.sign_out(token=token)


# -- Steps -------------------------------------------------------------------------------------------------------------


def reported(cast: Cast, at: datetime, **said: str) -> tuple[str, str]:
    """Report as a member of the public; give the reference and the receipt."""
    given: dict[str, object] = {"danger": "no", "contact": "no", **said}
    agencies_before = _references(cast)
    with transaction.atomic():
        agencies.act_as("")
        receipt = send_report(key=keep_answers(key=None, given=given, at=at), at=at).receipt
    return (_references(cast) - agencies_before).pop(), receipt


def _references(cast: Cast) -> set[str]:
    with cast.acting("amina"):
        return set(Concern.objects.values_list("reference", flat=True))


def referred(cast: Cast, name: str, at: datetime, referral: Referral) -> str:
    """Refer as a professional, and give the reference."""
    with cast.acting(name, "referring") as asker:
        draft = begin(by=asker, at=at)
        return send(by=asker, draft_id=draft.pk, referral=referral, seen=draft.version, at=at).reference


def taking(concern: Concern, by: Asker, at: datetime) -> object:
    """Take it from the queue."""
    return take(concern=concern, version=concern.version, by=by, at=at)


def rating(brag: str, reason: str) -> Doing:
    """Rate it, and say why."""
    return lambda concern, by, at: rate(
        concern=concern, version=concern.version, brag=brag, reason=reason, late_reason=LATE, by=by, at=at
    )


def adding(**said: object) -> Doing:
    """Say whom it is about."""
    return lambda concern, by, at: add_person(concern=concern, person=Person(**said), by=by, at=at)


def matching(name: str, forename: str, said: str, reason: str) -> Doing:
    """Judge everybody of that first name whom the search offers for this person."""

    def judge(concern: Concern, by: Asker, at: datetime) -> None:
        person = Person.objects.get(record=concern.record_id, name=name)
        for one in pool.candidates(asker=by, person=person, at=at):
            if one.known.forename.casefold() == forename.casefold():
                judged = records.Said(said, one.known.id, reason)
                records.judge(person=person, said=judged, by=by, at=at, path=f"/concerns/{concern.reference}/match/")

    return judge


def asking(cast: Cast, *slugs: str, why: str, words: str = "") -> Doing:
    """Ask agencies about everybody in it."""

    def put(concern: Concern, by: Asker, at: datetime) -> object:
        people = [one.pk for one in pool.people_in(concern.record_id)]
        question = Question([cast.houses[slug] for slug in slugs], people, why, PUBLIC_TASK, words)
        return ask(concern=concern, version=concern.version, question=question, late_reason=LATE, by=by, at=at)

    return put


def answering(given: Given) -> Doing:
    """Answer for one's agency."""

    def put(concern: Concern, by: Asker, at: datetime) -> object:
        asked = RequestedAgency.objects.get(record=concern.record_id, agency=by.agency)
        return answer(concern=concern, asked=asked.pk, given=given, handled=Handled(), by=by, at=at)

    return put


def deciding(levels: tuple[int, ...], outcome: str, rationale: str) -> Doing:
    """Decide what happens next."""
    return lambda concern, by, at: decide(
        concern=concern,
        version=concern.version,
        judgement=Judgement(levels, outcome, rationale),
        late_reason=LATE,
        by=by,
        at=at,
    )


SHARED = Shared(
    PUBLIC_TASK, "ca2004-16la", "9-2-g-18", "The front door cannot act without it.", "Only what bears on it."
)


def holds(facts: str, opinion: str = "", context: str = "") -> Holds:
    """Say what an agency knows, fact and opinion apart."""
    return Holds(facts, opinion, context, "", PUBLIC_TASK, "ca2004-16la", "It bears on the safety of the child now.")
