"""A boy in a taxi, from the driver's phone to the words the driver reads a day later: five people sign in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kith.concerns.models import Concern, InformationResponse
from tests.factories import pool
from tests.factories import world as make
from tests.stories.browser import OpenPage, assert_accessible, screenshot
from tests.stories.entering import Enter, choose, done, entering, follow, press, see, sign_in_for_real, write

pytestmark = pytest.mark.story

SAW = "A boy of about 14 got in alone at 2am with two phones. He cried, and said he owed a man called Ox money."
WHO = "Jayden Price, he said. A man met him. Grey VW, WV17."
FACTS = "Stopped on 3 September in a car with two adults. He had £400."
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])


@dataclass
class Story:
    """Who is in it, and what they have in hand."""

    open_page: OpenPage
    address: str
    javascript: bool
    world: make.World = field(default_factory=make.make_world)
    words: str = ""

    @property
    def enter(self) -> Enter:
        return entering(self.open_page, self.address)

    @property
    def concern(self) -> Concern:
        return Concern.objects.using("admin").get()

    @property
    def home(self) -> str:
        return f"/concerns/{self.concern.reference}/"

    def phone(self) -> Page:
        """Take the driver's phone."""
        return self.open_page(self.address, phone=True, javascript=self.javascript)

    def end(self, page: Page, name: str = "") -> None:
        """End a stage: everybody can use the page it ended on."""
        if self.javascript:
            assert_accessible(page)
            if name:
                screenshot(page, name, whole=False)

    # -- Given ---------------------------------------------------------------------------------------------------------

    def given_police_know_a_boy_of_that_name(self) -> None:
        pool.row(
            self.world.police,
            involvement_kind="police.incident",
            involvement="Found with cash, 3 September",
            involvement_from=date(2026, 9, 3),
            last_date=date(2026, 9, 3),
            contact="01632 960123",
        )

    # -- The driver ----------------------------------------------------------------------------------------------------

    def when_a_driver_answers_five_questions(self) -> None:
        page = self.phone()
        page.goto("/report/taxi-and-private-hire/")
        self.end(page)
        press_start(page)
        page.get_by_label("No", exact=True).check()
        press(page, "Continue")
        self.end(page, "report-question-phone")
        for question, said in (
            ("What did you see or hear?", SAW),
            ("Where and when?", "Westbury station to Elm Close, 2:10 this morning"),
            ("Who was there?", WHO),
        ):
            page.get_by_label(question).fill(said)
            press(page, "Continue")
        page.get_by_label("No", exact=True).check()
        press(page, "Continue")
        self.end(page)
        press(page, "Send")
        self.words = page.locator(".kith-receipt").inner_text()
        self.end(page, "report-receipt-phone")

    def then_the_driver_reads_what_came_of_it(self) -> None:
        page = self.phone()
        page.goto("/reply/")
        page.get_by_label("Your seven words").fill(self.words)
        press(page, "Continue")
        see(page, "people whose job it is are doing something about it")
        assert "Jayden" not in page.locator("main").inner_text()
        self.end(page, "report-feedback-phone")

    # -- Amina, who triages --------------------------------------------------------------------------------------------

    def when_amina_signs_in_and_takes_it(self) -> Page:
        page = self.open_page(self.address)
        sign_in_for_real(page, self.world["amina"])
        expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
        self.end(page)
        page.goto("/queue/")
        self.end(page)
        press(page, f"Take this {self.concern.reference}")
        see(page, SAW)
        done(page, "You have it now.")
        return page

    def when_amina_rates_it(self, page: Page) -> None:
        follow(page, "Set the fast filter")
        choose(page, "Fast filter", "Red")
        write(page, "Why?", "Alone at night, afraid, and owes money.")
        self.end(page)
        press(page, "Set the fast filter")
        done(page, "The fast filter is set.")

    def when_amina_says_who_it_is_about(self, page: Page) -> None:
        follow(page, "Add a person")
        page.get_by_label("What part do they play?").select_option("child")
        write(page, "Name", "Jayden Price")
        write(page, "Age, if only roughly known", "about 14")
        page.get_by_label("Sex").select_option("male")
        self.end(page)
        press(page, "Add this person")
        done(page, "The person is added.")

    def when_amina_finds_who_he_is(self, page: Page) -> None:
        page.locator(".kith-matching").get_by_role("link", name="Jayden Price").click()
        self.end(page)
        page.get_by_role("link", name="Jayden Price").first.click()
        self.end(page, "compare")
        choose(page, "Are these the same person?", "Yes, the same person")
        write(page, "Why do you think so?", "Same name and age, and the driver named the street.")
        press(page, "Save")
        see(page, "Judged so far")

    def then_amina_sees_who_knows_him_but_not_what(self, page: Page) -> None:
        page.goto(f"{self.home}known/")
        see(page, "Police researchers")
        assert FACTS not in page.content()
        self.end(page)

    def when_amina_asks_police_and_the_school(self, page: Page) -> None:
        press(page, "Ask these agencies what they know")
        page.get_by_label("Wiltshire Police").check()
        page.get_by_label("Larkhill Vale School").check()
        page.get_by_label("Jayden Price").check()
        write(page, "Why do you ask?", "He may be exploited.")
        page.get_by_label("Public task (UK GDPR Article 6(1)(e))").check()
        self.end(page)
        press(page, "Ask them")
        done(page, "The agencies have been asked.")
        see(page, "does not mean that nothing is known")
        self.end(page)

    # -- Petra and Tess, who answer ------------------------------------------------------------------------------------

    def when_petra_answers_for_the_police(self) -> None:
        page = self.enter(self.world["petra"])
        page.goto("/asked/")
        self.end(page)
        follow(page, self.concern.reference)
        page.get_by_label("Holds records").check()
        write(page, "Facts", FACTS)
        write(page, "Opinion", "We think older men use him to carry drugs.")
        write(page, "Context", "Two other boys were stopped with the same car.")
        page.get_by_label("Basis in law", exact=True).select_option("6-1-e")
        page.get_by_label("Law that lets you share it").select_option("cda1998-115")
        write(page, "Why is it needed, and no more than is needed?", "To see the risk whole.")
        page.get_by_label("Partners to the agreement").or_(page.locator("input[name=handling]")).first.check()
        self.end(page)
        press(page, "Send this answer")
        see(page, "Your answer: Holds records")
        self.end(page)

    def when_tess_answers_for_the_school(self) -> None:
        page = self.enter(self.world["tess"], phone=True)
        page.goto("/asked/")
        follow(page, self.concern.reference)
        page.get_by_label("Holds none").check()
        page.locator("input[name=handling]").first.check()
        press(page, "Send this answer")
        see(page, "Your answer: Holds no")
        self.end(page)

    # -- Marcus, who decides -------------------------------------------------------------------------------------------

    def when_marcus_decides(self) -> Page:
        page = self.enter(self.world["marcus"])
        page.goto("/queue/")
        page.get_by_role("link", name=self.concern.reference).click()
        see(page, FACTS)
        page.set_viewport_size({"width": 1280, "height": 1900})
        self.end(page, "concern")
        follow(page, "Decide what happens next")
        page.get_by_label("Level 4: Child and family in crisis").check()
        choose(page, "What happens next?", "Child and family assessment")
        write(page, "Why?", "He is afraid, in debt, and known to be with older men. No opinion is a fact.")
        self.end(page)
        press(page, "Record the decision")
        done(page, "The decision is recorded")
        return page

    def when_marcus_records_why_the_family_was_not_told_and_what_is_shared(self, page: Page) -> None:
        page.goto(f"{self.home}records/family/")
        choose(page, "Was the family told?", "No")
        page.get_by_label("It would put the child or adult at greater risk").check()
        self.end(page)
        press(page, "Save this record")
        page.goto(f"{self.home}records/sharing/")
        write(page, "With whom?", "Wiltshire Police, Larkhill Vale School")
        write(page, "What information?", "The report, without who made it.")
        choose(page, "What was decided?", "To share")
        page.get_by_label("Basis in law", exact=True).select_option("6-1-e")
        write(page, "Why is it needed, or why not?", "To keep him safe.")
        self.end(page)
        press(page, "Save this record")
        done(page, "The record is saved.")

    def when_marcus_tells_the_driver_and_hands_over(self, page: Page) -> None:
        follow(page, "Tell the member of the public")
        page.get_by_label("Something is being done").check()
        self.end(page)
        press(page, "Tell them")
        done(page, "The words are there for the reporter to read.")
        follow(page, "Hand over to a named worker")
        page.get_by_label("Who is asked to take it on?").select_option(str(self.world["wren"].pk))
        write(page, "What should they know first?", "See him at school, not at home.")
        self.end(page)
        press(page, "Offer it to them")
        done(page, "It is offered.")
        self.end(page)

    # -- Wren, who takes it on -----------------------------------------------------------------------------------------

    def when_wren_accepts(self) -> None:
        page = self.enter(self.world["wren"])
        page.goto("/handed/")
        follow(page, self.concern.reference)
        see(page, "See him at school, not at home.")
        page.get_by_label("Yes, I take it on").check()
        self.end(page)
        press(page, "Send this answer")
        see(page, f"You have taken on {self.concern.reference}")
        page.goto(self.home)
        see(page, SAW)
        self.end(page)

    def then_nothing_was_lost(self) -> None:
        assert self.concern.stage == "handed_over"
        said = {(one.facts, one.opinion) for one in InformationResponse.objects.using("admin").all()}
        assert (FACTS, "We think older men use him to carry drugs.") in said


def press_start(page: Page) -> None:
    """Press the one big button."""
    page.get_by_role("button", name="Start").click()


@SCRIPTS
def test_from_a_drivers_phone_to_the_words_they_read(open_page: OpenPage, live_kith: str, javascript: bool) -> None:
    story = Story(open_page, live_kith, javascript)
    story.given_police_know_a_boy_of_that_name()
    story.when_a_driver_answers_five_questions()
    amina = story.when_amina_signs_in_and_takes_it()
    story.when_amina_rates_it(amina)
    story.when_amina_says_who_it_is_about(amina)
    story.when_amina_finds_who_he_is(amina)
    story.then_amina_sees_who_knows_him_but_not_what(amina)
    story.when_amina_asks_police_and_the_school(amina)
    story.when_petra_answers_for_the_police()
    story.when_tess_answers_for_the_school()
    marcus = story.when_marcus_decides()
    story.when_marcus_records_why_the_family_was_not_told_and_what_is_shared(marcus)
    story.when_marcus_tells_the_driver_and_hands_over(marcus)
    story.when_wren_accepts()
    story.then_nothing_was_lost()
    story.then_the_driver_reads_what_came_of_it()
