"""Policies and scoping records, and what a programme makes of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.programmes.choices import AdoptionStatus, FindingKind, PolicyKind, TakenUp
from homeward.programmes.forms.fields import country_field, fill
from homeward.programmes.models import Policy, Programme, ScopingRecord
from homeward.programmes.queries import programmes as queries


class PolicyForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=500)
    kind = forms.TypedChoiceField(label=_("Kind"), choices=PolicyKind.choices, coerce=PolicyKind)
    country = country_field(_("Country"), required=False, empty=_("Of a region, or of the world"))
    issued_by = forms.CharField(label=_("Issued by"), required=False, max_length=255)
    adopted_on = ThreePartDateField(label=_("Adopted on"), required=False)
    summary = forms.CharField(
        label=_("What it says on return and reintegration"),
        required=False,
        widget=forms.Textarea,
        max_length=10_000,
    )
    source = forms.CharField(label=_("Source"), max_length=255)
    url = forms.URLField(label=_("Web page"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, country=queries.countries())


class AdoptionForm(BaseForm):
    country = country_field(_("Country"))
    status = forms.TypedChoiceField(
        label=_("Where it stands"), choices=AdoptionStatus.choices, coerce=AdoptionStatus
    )
    since = ThreePartDateField(label=_("Since"))
    source = forms.CharField(label=_("Source"), max_length=255)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, country=queries.countries())


class PoliciesForm(BaseForm):
    policies: forms.ModelMultipleChoiceField[Policy] = forms.ModelMultipleChoiceField(
        label=_("Policies that it serves"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, policies=queries.policies())


class ScopingForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    country = country_field(_("Country"))
    starts_on = ThreePartDateField(label=_("Begun on"))
    ends_on = ThreePartDateField(label=_("Finished on"), required=False)
    carried_out_by = forms.CharField(label=_("Carried out by"), max_length=255)
    questions = forms.CharField(
        label=_("What was asked"), required=False, widget=forms.Textarea, max_length=10_000
    )
    method = forms.CharField(
        label=_("How it was found out"), required=False, widget=forms.Textarea, max_length=10_000
    )
    source = forms.CharField(label=_("Report"), max_length=255, help_text=_("Where it can be read"))
    url = forms.URLField(label=_("Web page"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, country=queries.countries())


class FindingForm(BaseForm):
    kind = forms.TypedChoiceField(label=_("Kind"), choices=FindingKind.choices, coerce=FindingKind)
    text = forms.CharField(label=_("What was found"), widget=forms.Textarea, max_length=5000)


class RecordsForm(BaseForm):
    records: forms.ModelMultipleChoiceField[ScopingRecord] = forms.ModelMultipleChoiceField(
        label=_("Scoping records that its design rests on"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, records=queries.scoping_records())


class WeighForm(BaseForm):
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"), queryset=None, empty_label=None
    )
    taken_up = forms.TypedChoiceField(
        label=_("In the design"), choices=TakenUp.choices, coerce=TakenUp
    )
    why = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=5000)

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, programme=programmes)
