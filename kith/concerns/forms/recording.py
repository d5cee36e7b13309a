"""What a worker types into the four separate records, and into a strategy discussion."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms

from kith.agencies.models import Team
from kith.concerns.actions.meeting import Held
from kith.concerns.models import AgreementToSupport, FamilyInformed, Objection, SharingDecision
from kith.concerns.rules.grounds import GATEWAYS, LAWFUL_BASES, NOT_TOLD_LABELS
from kith.ui.fields import DateField, LongTextField
from kith.ui.forms import PlainForm

YES_NO = [("yes", "Yes"), ("no", "No")]


class FamilyForm(PlainForm):
    """Whether the family was told, or why not."""

    told = forms.ChoiceField(label="Was the family told?", widget=forms.RadioSelect, choices=YES_NO)
    who = forms.CharField(label="Who was told, by whom and when?", max_length=300, required=False)
    reason_code = forms.ChoiceField(
        label="Why not?",
        widget=forms.RadioSelect,
        choices=[(code.value, words) for code, words in NOT_TOLD_LABELS.items()],
        required=False,
    )
    reason = LongTextField(label="Say more", max_length=2000, required=False)
    reveals = {"told": {"yes": ("who",), "no": ("reason_code", "reason")}}

    def clean(self) -> dict[str, object]:
        """Ask for who was told, or for why they were not."""
        good = self.cleaned_data
        if good.get("told") == "yes" and not good.get("who"):
            self.add_error("who", "Enter who was told, by whom and when")
        if good.get("told") == "no" and not good.get("reason_code"):
            self.add_error("reason_code", "Choose why the family was not told")
        return good

    def item(self) -> FamilyInformed:
        """Give the record, not yet written."""
        good, told = self.cleaned_data, self.cleaned_data["told"] == "yes"
        if told:
            return FamilyInformed(told=True, who=good["who"])
        return FamilyInformed(told=False, reason_code=good["reason_code"], reason=good["reason"])


class SupportForm(PlainForm):
    """Who agreed to take up help. It is not consent to share."""

    person_words = forms.CharField(label="Who was asked?", max_length=200)
    agreed = forms.ChoiceField(label="Do they agree to take up help?", widget=forms.RadioSelect, choices=YES_NO)
    scope = LongTextField(label="To what help?", max_length=2000, required=False)

    def item(self) -> AgreementToSupport:
        """Give the record, not yet written."""
        good = self.cleaned_data
        return AgreementToSupport(
            person_words=good["person_words"], agreed=good["agreed"] == "yes", scope=good["scope"]
        )


class SharingForm(PlainForm):
    """A decision to share, or not to share, written down alike."""

    shared = forms.ChoiceField(
        label="What was decided?",
        widget=forms.RadioSelect,
        choices=[("yes", "To share"), ("no", "Not to share")],
    )
    with_whom = forms.CharField(label="With whom?", max_length=300)
    what = LongTextField(label="What information?", max_length=2000)
    necessity = LongTextField(label="Why is it needed, or why not?", max_length=2000)
    proportionality = LongTextField(label="Why is it enough and no more?", max_length=2000, required=False)
    basis = forms.ChoiceField(
        label="Basis in law",
        choices=[("", "Choose one"), *((row.code, row.title) for row in LAWFUL_BASES)],
        required=False,
    )
    gateway = forms.ChoiceField(
        label="Gateway in law",
        choices=[("", "Choose one"), *((row.code, row.title) for row in GATEWAYS)],
        required=False,
    )
    review_on = DateField(
        label="When will this be looked at again?",
        called="The date to look again",
        required=False,
        earliest=date(2020, 1, 1),
    )
    reveals = {"shared": {"yes": ("basis", "gateway"), "no": ("review_on",)}}
    field_order = ["with_whom", "what", "shared", "basis", "gateway", "review_on", "necessity", "proportionality"]

    def clean(self) -> dict[str, object]:
        """Ask for a basis when it was shared, and for a day to look again when it was not."""
        good = self.cleaned_data
        if good.get("shared") == "yes" and not good.get("basis"):
            self.add_error("basis", "Choose the basis in law")
        if good.get("shared") == "no" and "review_on" in good and not good["review_on"]:
            self.add_error("review_on", "Enter the date to look again")
        return good

    def item(self) -> SharingDecision:
        """Give the record, not yet written."""
        good, shared = self.cleaned_data, self.cleaned_data["shared"] == "yes"
        return SharingDecision(
            shared=shared,
            with_whom=good["with_whom"],
            what=good["what"],
            basis=good["basis"] if shared else "",
            gateway=good["gateway"] if shared else "",
            necessity=good["necessity"],
            proportionality=good["proportionality"],
            review_on=None if shared else good["review_on"],
        )


class ObjectionForm(PlainForm):
    """Somebody objected, and what was done about it."""

    person_words = forms.CharField(label="Who objected?", max_length=200)
    words = LongTextField(label="What did they say?", max_length=2000, help_text="In their own words.")
    response = LongTextField(label="What was done about it?", max_length=2000, required=False)

    def item(self) -> Objection:
        """Give the record, not yet written."""
        good = self.cleaned_data
        return Objection(person_words=good["person_words"], words=good["words"], response=good["response"])


RecordForm = FamilyForm | SupportForm | SharingForm | ObjectionForm
RECORD_FORMS: dict[str, type[RecordForm]] = {
    "family": FamilyForm,
    "support": SupportForm,
    "sharing": SharingForm,
    "objection": ObjectionForm,
}


class CallForm(PlainForm):
    """Why the agencies are called together, and which."""

    agencies = forms.MultipleChoiceField(
        label="Who is called?",
        widget=forms.CheckboxSelectMultiple,
        help_text="At the least the council, police and health. They can open this concern at once.",
    )
    reason = LongTextField(label="Why is significant harm suspected?", max_length=4000)

    def offer(self, teams: list[Team]) -> None:
        """Offer the agencies that answer."""
        field = self.fields["agencies"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(team.agency_id), team.agency.name) for team in teams]

    def agencies_called(self) -> list[UUID]:
        """Give the agencies that are called."""
        return [UUID(one) for one in self.cleaned_data["agencies"]]


class WriteUpForm(PlainForm):
    """What a discussion agreed, or why it was not held."""

    held = forms.ChoiceField(
        label="Was the discussion held?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No, it was not held")],
    )
    attendees = LongTextField(label="Who took part, and who sent apologies?", max_length=2000)
    agreed_facts = LongTextField(label="What do you agree on?", max_length=6000, required=False)
    threshold_met = forms.ChoiceField(
        label="Is there reasonable cause to suspect significant harm?",
        widget=forms.RadioSelect,
        choices=YES_NO,
        required=False,
    )
    actions = LongTextField(label="Who does what by when?", max_length=4000, required=False)
    dissent = LongTextField(label="Does anybody see it differently?", max_length=2000, required=False)
    reveals = {"held": {"yes": ("agreed_facts", "threshold_met", "actions", "dissent")}}
    field_order = ["attendees", "held", "agreed_facts", "threshold_met", "actions", "dissent"]

    def clean(self) -> dict[str, object]:
        """Ask for what was agreed, when it was held."""
        good = self.cleaned_data
        if good.get("held") == "yes":
            if not good.get("agreed_facts"):
                self.add_error("agreed_facts", "Enter what you agree on")
            if not good.get("threshold_met"):
                self.add_error("threshold_met", "Choose whether there is reasonable cause to suspect significant harm")
        return good

    def result(self) -> Held:
        """Give what came of it."""
        good = self.cleaned_data
        if good["held"] == "no":
            return Held(attendees=good["attendees"], agreed_facts="", threshold_met=None)
        return Held(
            attendees=good["attendees"],
            agreed_facts=good["agreed_facts"],
            threshold_met=good["threshold_met"] == "yes",
            actions=good["actions"],
            dissent=good["dissent"],
        )
