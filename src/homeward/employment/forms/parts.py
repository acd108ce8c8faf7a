"""Fields that more than one form of work asks for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.places.models import Area

# Areas to choose from: two levels down from the country.
DEEPEST = 2


NOT_KNOWN = _("Not known yet")


def chosen(choices: Any, label: Any = NOT_KNOWN) -> list[tuple[str, Any]]:
    """The choices after an empty one: nothing is chosen for the reader."""
    return [("", label), *choices]


def amount_of(label: Any, *, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=14, decimal_places=2, min_value=0, required=False, localize=True,
        help_text=help_text,
    )  # fmt: skip


def hours_of(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=4, decimal_places=1, min_value=0, max_value=120, required=False,
        localize=True,
    )  # fmt: skip


def long_text(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def areas_of(country: Any) -> QuerySet[Area]:
    return Area.objects.filter(level__lte=DEEPEST, country=country).order_by("name")


class CurrencyField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Currency"), min_length=3, max_length=3,
            help_text=_("Three letters, as GHS or EUR."), **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        return str(super().clean(value) or "").upper()


YES_NO = [("", _("Not known yet")), ("yes", _("Yes")), ("no", _("No"))]


def yes_no(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def as_yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def with_money(form: forms.Form, said: dict[str, Any]) -> None:
    """A wage is an amount, a currency and how often it is paid; two of three say nothing."""
    if said.get("wage") is None:
        said["currency"] = said["wage_period"] = ""
        return
    for name in ("currency", "wage_period"):
        if not said.get(name):
            form.add_error(name, _("Say it, since a wage is named."))
