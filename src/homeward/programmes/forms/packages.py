"""A version of a package with its lines; what residents can claim; the two compared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.programmes.choices import (
    Counted,
    CountsFrom,
    LineKind,
    Period,
    PublishedWay,
    Who,
)
from homeward.programmes.forms.fields import CurrencyField, amount_field, country_field, fill
from homeward.programmes.models import Package
from homeward.programmes.queries import programmes as queries

ROWS, MOST_ROWS, MOST_MEMBERS = 5, 30, 30


class PackageForm(BaseForm):
    name = forms.CharField(
        label=_("Version"), max_length=60, help_text=_("As it is published, for example 2026/2")
    )
    country = country_field(
        _("Country of return"), required=False, empty=_("The same in every country")
    )
    currency = CurrencyField()
    valid_from = ThreePartDateField(label=_("Valid from"))
    valid_until = ThreePartDateField(label=_("Valid until"), required=False)
    counts_from = forms.ChoiceField(
        label=_("Which version a case is promised"), choices=CountsFrom.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, country=queries.countries())

    def clean_counts_from(self) -> str:
        return str(self.cleaned_data["counts_from"] or CountsFrom.ARRIVAL)


class LineForm(BaseForm):
    kind = forms.TypedChoiceField(label=_("What"), choices=LineKind.choices, coerce=LineKind)
    who = forms.TypedChoiceField(label=_("Counted"), choices=Who.choices, coerce=Who)
    way = forms.TypedChoiceField(
        label=_("Way of return"), choices=PublishedWay.choices, coerce=PublishedWay
    )
    amount = amount_field(_("Amount"))
    months_within = forms.IntegerField(
        label=_("Within months after arrival"), required=False, min_value=1, max_value=120
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=255)

    def has_changed(self) -> bool:
        """A row whose amount is empty is no row: its lists always hold something."""
        return bool(str(self.data.get(self.add_prefix("amount"), "")).strip())


LineForms = formset_factory(LineForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class EndForm(BaseForm):
    valid_until = ThreePartDateField(label=_("Last day"))


class EntitlementForm(BaseForm):
    country = country_field(_("Country"))
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.TypedChoiceField(
        label=_("Compared with"),
        choices=LineKind.choices,
        coerce=LineKind,
        help_text=_("The kind of help of a package that it lies beside."),
    )
    whom = forms.CharField(label=_("Who can claim it"), max_length=300)
    amount = amount_field(
        _("Amount"), required=False, help_text=_("Empty where it is given in kind, or unknown.")
    )
    currency = CurrencyField(required=False)
    period = forms.TypedChoiceField(label=_("How often"), choices=Period.choices, coerce=Period)
    counted = forms.TypedChoiceField(label=_("Counted"), choices=Counted.choices, coerce=Counted)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    source = forms.CharField(
        label=_("Source"), max_length=255, help_text=_("Where it is written, or who said it")
    )
    url = forms.URLField(label=_("Web page"), required=False, max_length=500, assume_scheme="https")
    valid_from = ThreePartDateField(label=_("Valid from"))
    valid_until = ThreePartDateField(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, country=queries.countries())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("An amount needs its currency."))
        return cleaned


class CompareForm(BaseForm):
    """A household, and a rate where the currencies differ. A GET form: nothing is kept."""

    package: forms.ModelChoiceField[Package] = forms.ModelChoiceField(
        label=_("Version of the package"), queryset=None, empty_label=None
    )
    adults = forms.IntegerField(label=_("Adults"), min_value=0, max_value=MOST_MEMBERS)
    members = forms.IntegerField(label=_("Members in all"), min_value=1, max_value=MOST_MEMBERS)
    rate = forms.DecimalField(
        label=_("Rate"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=6,
        help_text=_(
            "What one unit of the package's currency buys of the residents' one. The software"
            " knows no rates; yours is not kept."
        ),
    )

    def __init__(self, *args: Any, packages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, package=packages)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("rate") == 0:
            self.add_error("rate", _("A rate is more than nothing."))
        adults, members = cleaned.get("adults"), cleaned.get("members")
        if adults is not None and members is not None and adults > members:
            self.add_error("members", _("A household has at least as many members as adults."))
        return cleaned
