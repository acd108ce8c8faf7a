"""Fields that several forms of programmes share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.places.models import Country

CURRENCY = re.compile(r"^[A-Z]{3}$")


class CurrencyField(forms.CharField):
    """Three letters, as banks write it; small ones are taken for capitals."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Currency"))
        kwargs.setdefault("help_text", _("Three letters, for example EUR"))
        super().__init__(max_length=3, **kwargs)

    def clean(self, value: Any) -> str:
        code = str(super().clean(value) or "").upper()
        if code and not CURRENCY.match(code):
            raise ValidationError(_("Give the currency by its three letters."), code="currency")
        return code


def country_field(label: Any, *, required: bool = True, empty: Any = None) -> Any:
    return forms.ModelChoiceField(
        label=label,
        queryset=Country.objects.none(),
        required=required,
        empty_label=empty or _("Choose a country"),
    )


def fill(form: forms.Form, **querysets: QuerySet[Any]) -> None:
    """Lists are read when the form is made, under the actor, not when the module is."""
    for name, queryset in querysets.items():
        form.fields[name].queryset = queryset  # type: ignore[attr-defined]


def amount_field(label: Any, *, required: bool = True, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=18, decimal_places=2, required=required, **kwargs
    )
