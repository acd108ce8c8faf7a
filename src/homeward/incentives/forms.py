"""Forms of incentive funds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.incentives.choices import Entry
from homeward.places.models import Country

ADDING = [(entry.value, entry.label) for entry in Entry if entry != Entry.REMARK]


class FundForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    about = RuledCharField(label=_("What it is for"), widget=forms.Textarea(attrs={"rows": 3}))
    source = RuledCharField(label=_("Where it is written"), max_length=200)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class EntryForm(BaseForm):
    # The form's own key: sent twice, it is entered once.
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    entry = forms.ChoiceField(label=_("Entry"), choices=ADDING)
    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("State"), empty_label=_("Choose the state")
    )
    what = RuledCharField(label=_("What"), max_length=200)
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=16, decimal_places=2, localize=True,
        help_text=_("Entries add. Nothing is taken back here, for no reason."),
    )  # fmt: skip
    on = ThreePartDateField(label=_("On"))
    source = RuledCharField(label=_("Where it is written"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.all()  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "entry": Entry(self.cleaned_data["entry"])}


class RemarkForm(BaseForm):
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    what = RuledCharField(label=_("What was meant"), max_length=200)
    source = RuledCharField(label=_("Where it is written"), max_length=200)
