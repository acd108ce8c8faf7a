"""What is asked of a sender and of a receiver."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.models import Person
from homeward.plans.models import PlanLine
from homeward.referrals.choices import (
    CHOSEN_BY_SENDER,
    DeclineReason,
    Outcome,
    PersonSays,
    RequestReason,
)
from homeward.referrals.queries import Offered
from homeward.referrals.rules import Answer

LONGEST = 2000


def chosen(label: Any, choices: Any) -> list[tuple[str, Any]]:
    """The choices after an empty one: nothing is chosen for the reader."""
    return [("", label), *choices]


class FactsForm(BaseForm):
    """Facts of the file, each offered with its origin, of which some are chosen to be told."""

    facts = forms.MultipleChoiceField(
        label=_("Facts for the receiver"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose only what this service needs. The receiver sees nothing else."),
    )

    def __init__(self, *args: Any, offered: Sequence[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {offer.key: offer for offer in offered}
        self._choices("facts", [(o.key, f"{o.label}: {o.value}") for o in offered])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        field.choices = choices

    def chosen_facts(self) -> list[Offered]:
        return [self.offered[key] for key in self.cleaned_data["facts"]]


class TellForm(FactsForm):
    """An answer to the receiver's question."""

    reply = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names here: they come with the facts."),
    )
    field_order = ["reply", "facts"]


class DraftForm(FactsForm):
    """For whom, which facts, by when. The facts are offered with their origin on the page."""

    person = forms.ChoiceField(label=_("For whom"))
    line = forms.ChoiceField(label=_("Line of the plan"), required=False)
    answer_due_on = ThreePartDateField(
        label=_("Answer by"),
        required=False,
        help_text=_("Empty: the programme's own rule decides."),
    )
    message = forms.CharField(
        label=_("Message to the receiver"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names here: they come with the facts."),
    )

    field_order = ["person", "line", "facts", "answer_due_on", "message"]

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        lines: Sequence[PlanLine],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("person", [(str(p.pk), str(p)) for p in people])
        self._choices("line", chosen(_("None"), [(str(x.pk), x.title) for x in lines]))


class AnswerForm(BaseForm):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("accept", _("We accept: there is a place")),
            ("decline", _("We can't accept")),
        ],
        widget=forms.RadioSelect,
    )
    first_day = ThreePartDateField(label=_("First day"), required=False)
    received_by = forms.CharField(
        label=_("Who receives the person?"), required=False, max_length=150
    )
    decline_reason = forms.ChoiceField(
        label=_("Why not?"),
        required=False,
        choices=chosen(_("Choose a reason"), DeclineReason.choices),
    )
    text = forms.CharField(
        label=_("A word to the sender"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def said(self) -> Answer:
        data = self.cleaned_data
        accepts = data["answer"] == "accept"
        return Answer(
            accepts=accepts,
            first_day=data["first_day"] if accepts else None,
            received_by=data["received_by"] if accepts else "",
            decline_reason="" if accepts else data["decline_reason"],
            text=data["text"],
        )


class OutcomeForm(BaseForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    on = ThreePartDateField(label=_("On which day?"))
    text = forms.CharField(
        label=_("A word to the sender"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ConfirmForm(BaseForm):
    """What the person says of what the receiver reported."""

    says = forms.ChoiceField(
        label=_("What does the person say?"),
        choices=PersonSays.choices,
        widget=forms.RadioSelect,
        help_text=_("Ask them themselves. A no changes nothing of what was reported."),
    )
    text = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        """`own`: the person fills it in on their own pages."""
        super().__init__(*args, **kwargs)
        if own:
            self.fields["says"].label = _("Was it so?")
            self.fields["says"].help_text = _("Say no if it was different. You lose nothing by it.")
            self.fields["text"].label = _("What would you like to say about it?")


class WishForm(BaseForm):
    """The person's own words to what they ask for."""

    text = forms.CharField(
        label=_("Why would you like it?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You may leave this empty."),
    )


class TurnDownForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=chosen(_("Choose a reason"), RequestReason.choices)
    )
    reply = forms.CharField(
        label=_("Word to the person"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads the reason and these words on their own pages."),
    )


class TogetherForm(BaseForm):
    """Several receivers at once: what is common to them. The facts of each are apart."""

    person = forms.ChoiceField(label=_("For whom"))
    about = forms.CharField(
        label=_("What they are for together"),
        required=False,
        max_length=200,
        help_text=_("For your organisation; the receivers don't see it."),
    )
    answer_due_on = ThreePartDateField(
        label=_("Answer by"),
        required=False,
        help_text=_("Empty: the programme's own rule decides."),
    )
    message = forms.CharField(
        label=_("Message to each receiver"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names here: they come with the facts."),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        field.choices = [(str(p.pk), str(p)) for p in people]


class WithdrawForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=chosen(
            _("Choose a reason"), [(reason.value, reason.label) for reason in CHOSEN_BY_SENDER]
        ),
    )
