"""What a side says of a person whom both know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.crossmatches.choices import Decision

SAYS = [
    (Decision.ASK_FIRST.value, Decision.ASK_FIRST.label),
    (Decision.CONTACT.value, Decision.CONTACT.label),
    (Decision.NO_CONTACT.value, Decision.NO_CONTACT.label),
    (Decision.NOT_SAME.value, Decision.NOT_SAME.label),
]


def contact_of(user: User) -> str:
    """A colleague as the other organisation may reach them."""
    return enumerated(part for part in (user.name, str(user.role_label), user.email) if part)


class DecisionForm(BaseForm):
    decision = forms.ChoiceField(
        label=_("What do you want?"), choices=SAYS, widget=forms.RadioSelect
    )
    ask_by = ThreePartDateField(
        label=_("The person is asked by"),
        required=False,
        help_text=_("Only where the person is asked first."),
    )
    contact = RuledCharField(
        label=_("Whom the other organisation may ask"),
        max_length=300,
        help_text=_("A colleague, with a phone number or an address. Told only when both want it."),
    )
    reason = RuledCharField(
        label=_("Reason"),
        widget=forms.Textarea,
        help_text=_(
            "Needed for no contact, and for another person. For your own file: the other"
            " organisation never reads it."
        ),
    )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "decision": Decision(given["decision"]),
            "ask_by": given["ask_by"],
            "contact": given["contact"],
            "reason": given["reason"],
        }


class NoteForm(BaseForm):
    reason = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)
