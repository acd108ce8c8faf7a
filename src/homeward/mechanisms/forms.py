"""Forms of the register of referral systems."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.mechanisms import queries
from homeward.mechanisms.choices import Level, Requirement, Verdict
from homeward.mechanisms.models import Mechanism
from homeward.places.models import Area, Country
from homeward.services.choices import Category
from homeward.services.models import Service


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class MechanismForm(BaseForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Level.choices)
    country = forms.ModelChoiceField(
        label=gettext_lazy("Country"), queryset=Country.objects.order_by("name")
    )
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Part of"), queryset=Mechanism.objects.none(), required=False
    )
    desk = forms.ModelChoiceField(
        label=gettext_lazy("Its desk in the directory"),
        queryset=Service.objects.none(),
        required=False,
        help_text=gettext_lazy("A referral to this entry stands in the system's queue."),
    )
    areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Areas"), queryset=Area.objects.none(), required=False
    )
    agreements = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Agreements and procedures"),
        queryset=Agreement.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    about = forms.CharField(
        label=gettext_lazy("How it works"), required=False, widget=forms.Textarea
    )
    source = forms.CharField(
        label=gettext_lazy("Where this is known from"), max_length=200, required=False
    )
    starts_on = ThreePartDateField(label=gettext_lazy("Since"), required=False)
    ends_on = ThreePartDateField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = reader.organisation
        country = organisation.country_id if organisation else ""
        _rows(
            self,
            parent=queries.listed(),
            desk=queries.desks_of(reader.organisation_id or 0),
            areas=Area.objects.filter(country=country, parent=None),
            agreements=queries.agreements_to_name(reader),
        )


class JudgementForm(BaseForm):
    requirement = forms.ChoiceField(label=gettext_lazy("Requirement"), choices=Requirement.choices)
    verdict = forms.ChoiceField(label=gettext_lazy("Judgement"), choices=Verdict.choices)
    evidence = forms.CharField(label=gettext_lazy("What it rests on"), widget=forms.Textarea)
    lacks = forms.CharField(
        label=gettext_lazy("What is missing"), required=False, widget=forms.Textarea
    )
    on = ThreePartDateField(label=gettext_lazy("On"))


class MemberForm(BaseForm):
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, organisation=queries.organisations())


class RuleForm(BaseForm):
    hub = forms.ModelChoiceField(label=gettext_lazy("Goes to"), queryset=Mechanism.objects.none())
    area = forms.ModelChoiceField(
        label=gettext_lazy("Who lives in"),
        queryset=Area.objects.none(),
        required=False,
        help_text=gettext_lazy("Leave empty for anywhere."),
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("For the needs"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick nothing for all."),
    )
    valid_from = ThreePartDateField(label=gettext_lazy("Valid from"))
    source = forms.CharField(label=gettext_lazy("Where it is written"), max_length=200)

    def __init__(self, *args: Any, mechanism: Mechanism, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self,
            hub=Mechanism.objects.filter(parent=mechanism),
            area=Area.objects.filter(country=mechanism.country_id).order_by("level", "name"),
        )


class HandOverForm(BaseForm):
    to = forms.ModelChoiceField(
        label=gettext_lazy("New owner"), queryset=Organisation.objects.none()
    )
    agreement = forms.ModelChoiceField(
        label=gettext_lazy("By which agreement"), queryset=Agreement.objects.none()
    )
    on = ThreePartDateField(label=gettext_lazy("From"))

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self,
            to=queries.organisations().exclude(pk=reader.organisation_id or 0),
            agreement=queries.agreements_to_name(reader),
        )
