"""People who go on reporting and referring while the machine is hit, and remember what they were told."""

import re
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.chaos.browser import Answer, Browser

REPORTERS, REFERRERS = 3, 2
RECEIPT = re.compile(r'class="kith-receipt">([^<]+)<')
DRAFT = "__Host-kith_report"
SENT, SENT_BEFORE = {200}, {409, 410}


@dataclass(slots=True)
class Ledger:
    """What was acknowledged. Each entry was pressed until an answer came."""

    reports: dict[str, str] = field(default_factory=dict)
    referrals: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.reports) + len(self.referrals)


@dataclass(slots=True)
class Load:
    """Several people at once, until told to stop."""

    port: int
    world: dict[str, Any]
    ledger: Ledger = field(default_factory=Ledger)
    over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Any:
        drafts = list(self.world["drafts"].items())
        people = [threading.Thread(target=self._go, args=(self._report, who)) for who in range(REPORTERS)]
        for who in range(REFERRERS):
            people.append(threading.Thread(target=self._go, args=(self._refer(drafts[who::REFERRERS]), who)))
        for one in people:
            one.start()
        try:
            yield
        finally:
            self.over.set()
            for one in people:
                one.join()

    def _go(self, act: Callable[[int, int], bool], who: int) -> None:
        turn = 0
        try:
            while not self.over.is_set() and act(who, turn):
                turn += 1
        except Exception as error:  # noqa: BLE001
            self.ledger.surprises.append(f"{type(error).__name__}: {error}")

    def _report(self, who: int, turn: int) -> bool:
        words = f"canary-report-{who}-{turn:04}"
        browser = Browser(self.port)
        for number, given in ((1, {"danger": "no"}), (2, {"what": words}), (5, {"contact": "no"})):
            self._expect(browser.press(f"/report/{number}/", **given), {302}, words)
        answer = browser.press("/report/check/", website="")
        self._expect(answer, SENT | SENT_BEFORE, words)
        found = RECEIPT.search(answer.body)
        self.ledger.reports[words] = unescape(found[1]) if found else ""
        return True

    def _refer(self, drafts: list[tuple[str, list[str]]]) -> Callable[[int, int], bool]:
        def refer(who: int, turn: int) -> bool:
            if turn >= len(drafts):
                return False
            words, (draft, version) = drafts[turn]
            browser = Browser(self.port, dict(self.world["cookies"]))
            self._expect(browser.press(f"/referrals/{draft}/send/", version=version), {302}, words)
            self.ledger.referrals.append(words)
            self.over.wait(0.3)
            return True

        return refer

    def _expect(self, answer: Answer, allowed: set[int], words: str) -> None:
        if answer.status not in allowed:
            self.ledger.surprises.append(f"{words}: {answer.status}")
