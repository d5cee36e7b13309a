"""A whole referral as it is typed: a boy, his unborn sister or brother, their mother, and an adult at risk."""

from __future__ import annotations

from typing import Any

from django.test import Client

YOU = {"role": "Form tutor", "phone": "01632 960111", "reach": "After 4pm", "relation": "I teach him", "rung": "no"}
HOUSEHOLD = {
    "address": "4 Mill Lane, Trowbridge",
    "postcode": "BA14 8AA",
    "others_unknown": "on",
    "domestic_abuse": "unknown",
    "mental_illness": "no",
    "substances": "yes",
    "learning_difficulty": "unknown",
    "more": "",
    "visiting_unknown": "on",
}
CONCERN = {
    "danger": "no",
    "what": "He is out at night and has money he cannot explain.",
    "fact": "On Monday he had two phones and £300.",
    "first_hand": "told",
    "told_by": "His sister",
    "own_words": "“I owe them.”",
    "where": "School gate",
    "when": "Monday at 3:20pm",
    "where_now_unknown": "on",
    "harm": ["criminal_exploitation", "missing"],
    "opinion": "I think somebody is using him to carry drugs.",
}
TRIED = {
    "tried": "yes",
    "tried_words": "A mentor since June; he stopped going.",
    "services_unknown": "on",
    "past_unknown": "on",
    "advice": "none",
    "level": "3",
    "level_why_unknown": "on",
}
TOLD = {
    "told": "no",
    "reason_code": "risk_to_child",
    "reason": "He said they would hurt him.",
    "views": "He does not want anybody to know.",
    "keep_from": "nothing",
    "agreed": "no",
    "refused_who": "His mother",
    "objected": "yes",
    "objected_who": "His mother",
    "objected_words": "It is nobody's business.",
    "objected_response": "I said I had to, to keep him safe.",
}
BASIS = {
    "basis": "6-1-e",
    "gateway": "ca2004-16la",
    "condition": "9-2-g-18",
    "necessity": "Only the front door can bring the agencies together.",
    "proportionality": "I left out what is about his friends.",
}
PEOPLE = {
    "child": {"name": "Jayden Cole", "born-month": "3", "born-year": "2012", "sex": "male", "lives": "household"},
    "unborn": {"name": "Baby of Kelly Cole", "expected-month": "2", "expected-year": "2027", "lives": "household"},
    "parent": {"name": "Kelly Cole", "lives": "household"},
    "adult_at_risk": {"name": "Alan Price", "lives": "elsewhere", "address": "9 Bell Court"},
}
TASKS = {"you": YOU, "household": HOUSEHOLD, "concern": CONCERN, "tried": TRIED, "told": TOLD, "basis": BASIS}


def begin(browser: Client) -> str:
    """Begin a referral and give its address."""
    answer = browser.post("/referrals/new/")
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def fill_tasks(browser: Client, home: str) -> None:
    for page, words in TASKS.items():
        post(browser, f"{home}{page}/", words)


def add(browser: Client, home: str, part: str, words: dict[str, Any]) -> str:
    """Add somebody and give the beginning of the addresses of their pages."""
    there = browser.post(f"{home}people/add/", {"part": part})["Location"]
    post(browser, there, {**words, "rest": "1"})
    return str(there).removesuffix("person/")


def fill_people(browser: Client, home: str) -> None:
    pages = {part: add(browser, home, part, words) for part, words in PEOPLE.items()}
    post(browser, f"{pages['adult_at_risk']}wishes/", {"outcomes": "To be left alone.", "rest": "1"})
    for part in ("child", "unborn"):
        post(browser, f"{pages[part]}family/", {"rest": "1"})
    post(browser, f"{home}people/", {"everybody": "all"})


def fill(browser: Client) -> str:
    """Write a whole referral, ready to send."""
    home = begin(browser)
    fill_tasks(browser, home)
    fill_people(browser, home)
    return home


def version(browser: Client, home: str) -> str:
    """Read the version the check page would send."""
    return str(browser.get(f"{home}check/").context["draft"].version)


def send(browser: Client, home: str) -> Any:
    return browser.post(f"{home}send/", {"version": version(browser, home)})


def post(browser: Client, path: str, words: dict[str, Any]) -> Any:
    """Save a page, as of now, and insist that it is whole."""
    shown = browser.get(path)
    assert shown.status_code == 200, (path, shown.status_code)
    seen = {"version": shown.context["draft"].version, "tab": shown.context["tab"]}
    answer = browser.post(path, {**seen, **words})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer
