"""Ask axe and HTML_CodeSniffer what is wrong with a page, without changing the page or its security policy.

Both run in an isolated world of the same document: they see what the reader gets, and the page's policy
(no inline script, Trusted Types) stays in force. `bypass_csp` would have changed the page under test.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

HTMLCS = Path(__file__).parents[1] / "vendor" / "HTMLCS.js"
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN_AXE = """axe.run(document, {runOnly: {type: "tag", values: %s}, rules: {"target-size": {enabled: true}},
  resultTypes: ["violations", "incomplete"]}).then((found) => ({
    violations: found.violations.map(short), incomplete: found.incomplete.map(short)}));
function short(rule) {
  return rule.id + ": " + rule.help + "\\n" + rule.nodes.slice(0, 6).map((node) =>
    "    " + node.html.slice(0, 160) + "\\n      " + (node.failureSummary || "").replace(/\\s+/g, " ").slice(0, 200)
  ).join("\\n");
}"""
RUN_HTMLCS = """new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter((found) => found.type === HTMLCS.ERROR).map((found) =>
    found.code + ": " + found.msg + "\\n    " + (found.element.outerHTML || "").slice(0, 160)))))"""


@dataclass(frozen=True)
class Findings:
    """What the two checkers said: what is wrong, and what axe could not decide."""

    wrong: tuple[str, ...]
    undecided: tuple[str, ...]


def inspect(page: Page) -> Findings:
    """Run both checkers on the page as it stands."""
    session = page.context.new_cdp_session(page)
    try:
        world = _isolated_world(session)
        _evaluate(session, world, _source(str(AXE)))
        found = _evaluate(session, world, RUN_AXE % json.dumps(TAGS))
        _evaluate(session, world, _source(str(HTMLCS)))
        sniffed = _evaluate(session, world, RUN_HTMLCS)
    finally:
        session.detach()
    wrong = [f"axe {one}" for one in found["violations"]] + [f"HTMLCS {one}" for one in sniffed]
    return Findings(tuple(wrong), tuple(found["incomplete"]))


@cache
def _source(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") + "\n;undefined;"


def _isolated_world(session: Any) -> int:
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    made = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "checkers"})
    return int(made["executionContextId"])


def _evaluate(session: Any, world: int, expression: str) -> Any:
    how = {"contextId": world, "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", {"expression": expression, **how})
    if "exceptionDetails" in answer:
        raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
    return answer["result"].get("value")
