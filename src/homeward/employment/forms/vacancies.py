"""What is asked about a vacancy and its subsidy; the employer is asked the same by its link."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.employment.actions import Subsidised, Vacant
from homeward.employment.choices import WORK_KINDS, SubsidyKind
from homeward.employment.forms.parts import (
    YES_NO,
    CurrencyField,
    amount_of,
    areas_of,
    as_yes_no,
    chosen,
    hours_of,
    long_text,
    with_money,
    yes_no,
)
from homeward.employment.models import Subsidy
from homeward.funds.models import Budget
from homeward.occupations.models import Occupation
from homeward.offers.choices import Intensity, OfferKind, Transport, WagePeriod
from homeward.offers.models import Offer
from homeward.places.models import Area

OF_WORK = [(kind.value, kind.label) for kind in OfferKind if kind in WORK_KINDS]


class VacancyForm(BaseForm):
    kind = forms.ChoiceField(label=_("Kind of work"), choices=OF_WORK, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"), max_length=255, help_text=_("As people call the work: tailor, driver.")
    )
    occupation = forms.CharField(
        label=_("Occupation"), max_length=200, required=False,
        help_text=_("As ESCO writes it: tailor, poultry farmer."),
    )  # fmt: skip
    description = long_text(_("What is done, and what is asked for"))
    places_total = forms.IntegerField(label=_("Places"), min_value=0, required=False)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("Not known yet")
    )
    transport = forms.ChoiceField(
        label=_("How one comes there"), choices=chosen(Transport.choices), required=False
    )
    starts_on = ThreePartDateField(label=_("Begins on"), required=False)
    apply_by = ThreePartDateField(label=_("Apply by"), required=False)
    weekly_hours = hours_of(_("Hours a week"))
    hours = forms.CharField(label=_("When in the week"), max_length=255, required=False)
    intensity = forms.ChoiceField(
        label=_("How hard the work is"), choices=chosen(Intensity.choices), required=False
    )
    child_care = forms.ChoiceField(
        label=_("Are children looked after?"), choices=YES_NO, required=False
    )
    years_asked = hours_of(_("Years of practice asked for"))
    languages = forms.CharField(
        label=_("Languages asked for"), max_length=60, required=False,
        help_text=_("Codes with commas between: en, tw."),
    )  # fmt: skip
    wage = amount_of(_("Wage"))
    currency = CurrencyField(required=False)
    wage_period = forms.ChoiceField(
        label=_("Paid"), choices=chosen(WagePeriod.choices), required=False
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_of(country)  # type: ignore[attr-defined]

    def clean_occupation(self) -> Occupation | None:
        title = self.cleaned_data["occupation"].strip()
        if not title:
            return None
        found = Occupation.objects.filter(title__iexact=title).first()
        if found is None:
            raise forms.ValidationError(_("No occupation of this title is known here."))
        return found

    def clean_languages(self) -> tuple[str, ...]:
        said = self.cleaned_data["languages"].replace(",", " ").lower().split()
        return tuple(code[:10] for code in said)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        with_money(self, said)
        return said

    def given(self) -> Vacant:
        said = self.cleaned_data
        return Vacant(**{**said, "child_care": yes_no(said["child_care"])})


def said_before(offer: Offer) -> dict[str, Any]:
    names = [name for name in VacancyForm.base_fields if name not in {"occupation", "languages"}]
    return {
        **{name: getattr(offer, name) for name in names},
        "child_care": as_yes_no(offer.child_care),
        "occupation": offer.occupation.title if offer.occupation else "",
        "languages": ", ".join(offer.languages),
    }


class SubsidyForm(BaseForm):
    kind = forms.ChoiceField(
        label=_("What is paid"), choices=SubsidyKind.choices, widget=forms.RadioSelect
    )
    share = forms.DecimalField(
        label=_("Percent of the wage"), max_digits=5, decimal_places=2, min_value=Decimal("0.01"),
        max_value=100, required=False, localize=True,
    )  # fmt: skip
    amount = amount_of(_("Amount a month"))
    currency = CurrencyField()
    months = forms.IntegerField(label=_("Months at most"), min_value=1, max_value=60)
    ceiling = amount_of(_("At most in all"))
    budget = forms.ModelChoiceField(
        Budget.objects.none(), label=_("Paid from"), required=False,
        empty_label=_("Not known yet"),
    )  # fmt: skip
    conditions = long_text(_("Conditions"), help_text=_("Attendance proven, a contract after it."))
    source = forms.CharField(label=_("Where it is written"), max_length=200)

    def __init__(self, *args: Any, budgets: QuerySet[Budget], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].queryset = budgets  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        asked, other = ("share", "amount")
        if said.get("kind") == SubsidyKind.AMOUNT:
            asked, other = other, asked
        said[other] = None
        if not said.get(asked) and asked not in self.errors:
            self.add_error(asked, _("Say how much."))
        return said

    def given(self) -> Subsidised:
        return Subsidised(**self.cleaned_data)


def subsidy_before(subsidy: Subsidy | None) -> dict[str, Any]:
    if subsidy is None:
        return {}
    return {name: getattr(subsidy, name) for name in SubsidyForm.base_fields}
