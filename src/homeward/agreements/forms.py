from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.agreements import queries
from homeward.agreements.choices import Kind
from homeward.agreements.models import Agreement
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.programmes.models import Programme


class AgreementForm(BaseForm):
    number = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("As your organisation numbers its papers")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    starts_on = ThreePartDateField(label=_("In force from"))
    ends_on = ThreePartDateField(
        label=_("In force until"),
        required=False,
        help_text=_("Without an end it holds until somebody ends it."),
    )


class PartyForm(BaseForm):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Organisation"), queryset=None, empty_label=_("Choose an organisation")
    )
    part = forms.CharField(
        label=_("Part in the agreement"),
        max_length=120,
        required=False,
        help_text=_("For example: receives people at the airport"),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.organisations_to_add(agreement)  # type: ignore[attr-defined]


class ClauseForm(BaseForm):
    number = forms.CharField(label=_("Article"), max_length=20, help_text=_("For example 5.1"))
    from_org: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Whose rows"), queryset=None, empty_label=_("Choose a party")
    )
    to_org: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Who may see them"), queryset=None, empty_label=_("Choose a party")
    )
    data_classes = forms.TypedMultipleChoiceField(
        label=_("Kinds of data"),
        choices=DataClass.choices,
        coerce=lambda value: DataClass(int(value)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purposes = forms.TypedMultipleChoiceField(
        label=_("For what"),
        choices=Purpose.choices,
        coerce=lambda value: Purpose(int(value)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"), queryset=None, required=False, empty_label=_("All programmes")
    )
    may_write = forms.BooleanField(
        label=_("May also write to these rows"),
        required=False,
        help_text=_("Confirm facts, report an outcome, note what was done."),
    )
    days_after = forms.IntegerField(
        label=_("Days that facts stay open after a referral's end"),
        min_value=0,
        max_value=3650,
        initial=0,
    )
    text = forms.CharField(label=_("Wording"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = queries.organisations_of(agreement)
        self.fields["from_org"].queryset = parties  # type: ignore[attr-defined]
        self.fields["to_org"].queryset = parties  # type: ignore[attr-defined]
        self.fields["programme"].queryset = queries.programmes()  # type: ignore[attr-defined]


class PaperForm(BaseForm):
    signatory = forms.CharField(
        label=_("Who signed"), max_length=150, help_text=_("The name as it stands on the paper")
    )
    signed_on = ThreePartDateField(label=_("Signed on"))


class ConfirmForm(BaseForm):
    """Nothing to fill in: the page itself is the question."""
