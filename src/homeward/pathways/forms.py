"""Forms of markets, pathways, employers and events."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.agreements.models import Agreement
from homeward.circles.models import Circle
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.messages import queries as messages
from homeward.offers.models import Offer
from homeward.pathways import choices, queries, words
from homeward.pathways.actions import EventGiven, PathwayGiven
from homeward.pathways.models import Pathway, Requirement
from homeward.pathways.rules import Asked
from homeward.places.models import Area, Country
from homeward.services.models import Service


def _rows(form: forms.BaseForm, **found: Any) -> None:
    for name, rows in found.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


def _country(label: Any) -> "forms.ModelChoiceField[Country]":
    return forms.ModelChoiceField(label=label, queryset=Country.objects.order_by("name"))


def _text(label: Any, most: int = 200, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required)


def _area() -> "forms.ModelChoiceField[Area]":
    return forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.none(), required=False,
        empty_label=_("The whole country"),
    )  # fmt: skip


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000_000, required=False)


def _address() -> forms.URLField:
    return forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )


class RuleForm(BaseForm):
    country = _country(_("Country"))
    seekers_per_vacancy = forms.DecimalField(
        label=_("Full from so many seekers for each vacancy"), min_value=0.01, max_digits=7,
        decimal_places=2,
    )  # fmt: skip
    oldest_days = forms.IntegerField(
        label=_("Days after which a fact is too old"), min_value=1, max_value=3650, initial=365
    )
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = RuledCharField(label=_("Where it is written"), max_length=300)


class InterestForm(BaseForm):
    side = forms.ChoiceField(label=_("Which side says it"), choices=choices.Side.choices)
    country = _country(_("Country"))
    sector = RuledCharField(label=_("Sector"), max_length=200)
    occupation = _text(_("Occupation"), required=False)
    source = RuledCharField(label=_("Source"), max_length=300)
    source_url = _address()
    stated_on = ThreePartDateField(label=_("Day of the source"))
    valid_until = ThreePartDateField(label=_("Holds until"), required=False)


class PathwayForm(BaseForm):
    title = _text(_("Title"))
    kind = forms.ChoiceField(label=_("Kind"), choices=choices.PathwayKind.choices)
    origin = _country(_("From"))
    host = _country(_("To"))
    sector = _text(_("Sector"), required=False)
    occupation = _text(_("Occupation"), required=False)
    about = forms.CharField(
        label=_("How it goes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    quota = _number(_("Places a year"))
    opens_on = ThreePartDateField(label=_("Opens on"), required=False)
    closes_on = ThreePartDateField(label=_("Closes on"), required=False)
    cost = forms.DecimalField(
        label=_("Cost to the worker"), min_value=0, max_digits=14, decimal_places=2,
        required=False, help_text=_("Leave empty where it is unknown; 0 means nothing."),
    )  # fmt: skip
    currency = forms.RegexField(
        label=_("Currency"), regex=r"^[A-Za-z]{3}$", required=False,
        help_text=_("Three letters, for example GHS."),
    )  # fmt: skip
    cost_note = _text(_("What the cost is for, and who pays the rest"), 300, required=False)
    ask = _text(_("Who to ask"))
    agreement = forms.ModelChoiceField(
        label=_("Labour agreement by which it is there"), queryset=Agreement.objects.none(),
        required=False,
    )  # fmt: skip
    source = RuledCharField(label=_("Source"), max_length=300)
    source_url = _address()
    verify_by = ThreePartDateField(label=_("To be verified again by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, agreement=queries.labour_agreements())

    @staticmethod
    def known(held: Pathway) -> dict[str, Any]:
        return {name: getattr(held, name) for name in PathwayForm.base_fields}

    def given(self) -> PathwayGiven:
        cleaned = self.cleaned_data
        return PathwayGiven(**{**cleaned, "currency": cleaned["currency"].upper()})


class VerifyForm(BaseForm):
    source = RuledCharField(label=_("Source"), max_length=300)
    verify_by = ThreePartDateField(label=_("To be verified again by"))


class RequirementForm(BaseForm):
    """What one kind of requirement is asked by, and where that is written."""

    least = forms.IntegerField(label=_("At least, years"), min_value=0, max_value=99,
                               required=False)  # fmt: skip
    most = forms.IntegerField(label=_("At most, years"), min_value=0, max_value=99,
                              required=False)  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), required=False)
    level = forms.ChoiceField(
        label=_("Level at least"), required=False,
        choices=[("", _("Not said")), *choices.LanguageLevel.choices],
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("Amount"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    currency = forms.RegexField(
        label=_("Currency"), regex=r"^[A-Za-z]{3}$", required=False,
        help_text=_("Three letters, for example GHS."),
    )  # fmt: skip
    text = _text(_("What is asked, in words"), 300, required=False)
    is_must = forms.BooleanField(label=_("Without it nobody is taken"), required=False,
                                 initial=True)  # fmt: skip
    source = RuledCharField(label=_("Where it is written"), max_length=300)
    valid_from = ThreePartDateField(label=_("Asked since"))
    valid_until = ThreePartDateField(label=_("Asked until"), required=False)

    def __init__(self, *args: Any, kind: choices.RequirementKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for other in {name for names in choices.ASKED_BY.values() for name in names}:
            if other not in choices.ASKED_BY.get(kind, ()):
                del self.fields[other]
        if "language" in self.fields:
            spoken = messages.languages(translation.get_language() or "en")
            self.fields["language"].choices = [("", "—"), *spoken]  # type: ignore[attr-defined]

    @staticmethod
    def known(held: Requirement) -> dict[str, Any]:
        """For what is to stand in its place: all but the days."""
        return {
            name: getattr(held, name)
            for name in RequirementForm.base_fields
            if not name.startswith("valid_")
        }

    def asked(self) -> Asked:
        cleaned = self.cleaned_data
        if "currency" in cleaned:
            cleaned["currency"] = cleaned["currency"].upper()
        return Asked(kind=self.kind, **cleaned)


class _RequirementField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Requirement) -> str:
        return words.said(obj)


class TrainingForm(BaseForm):
    offer = forms.ModelChoiceField(
        label=_("An offer of training"), queryset=Offer.objects.none(), required=False
    )
    service = forms.ModelChoiceField(
        label=_("Or an entry of the directory"), queryset=Service.objects.none(), required=False
    )
    requirement = _RequirementField(
        label=_("Requirement that it meets"), queryset=Requirement.objects.none(), required=False,
        empty_label=_("Not said"),
    )  # fmt: skip
    note = _text(_("How it helps"), 300, required=False)

    def __init__(self, *args: Any, held: Pathway, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(
            self, offer=queries.training_offers(), service=queries.training_services(),
            requirement=queries.requirements(held, on),
        )  # fmt: skip


class OutreachForm(BaseForm):
    employer = forms.ModelChoiceField(label=_("Employer"), queryset=Actor.objects.none())
    area = _area()
    way = forms.ChoiceField(label=_("How"), choices=choices.Way.choices)
    on = ThreePartDateField(label=_("On"))
    result = forms.ChoiceField(label=_("What it gave"), choices=choices.Result.choices)
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nothing of a person who looks for work."),
    )  # fmt: skip
    next_step = _text(_("Next step"), required=False)
    next_on = ThreePartDateField(label=_("By"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, employer=queries.actors(), area=queries.areas(by))


class LeadForm(BaseForm):
    business = forms.ModelChoiceField(label=_("Business"), queryset=Actor.objects.none())
    country = _country(_("Where it would invest"))
    area = _area()
    sector = _text(_("Sector"), required=False)
    about = forms.CharField(
        label=_("What it would do there"), widget=forms.Textarea(attrs={"rows": 3})
    )
    jobs = _number(_("Jobs it may bring"))
    source = RuledCharField(label=_("Where this is known from"), max_length=200)
    next_step = RuledCharField(label=_("Next step"), max_length=200)
    next_on = ThreePartDateField(label=_("By"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, business=queries.actors(), area=queries.areas(by))


class MoveForm(BaseForm):
    to = forms.ChoiceField(label=_("Where it stands now"), choices=choices.LeadState.choices)
    note = _text(_("What happened"), 300, required=False)
    next_step = _text(_("Next step"), required=False)
    next_on = ThreePartDateField(label=_("By"), required=False)


class EventForm(BaseForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices.EventKind.choices)
    title = _text(_("Title"))
    about = forms.CharField(
        label=_("About"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    country = _country(_("Country"))
    place = _text(_("Place"))
    starts_on = ThreePartDateField(label=_("First day"))
    ends_on = ThreePartDateField(label=_("Last day"))
    is_public = forms.BooleanField(
        label=_("For everybody, without sign-in"), required=False, initial=True
    )

    def given(self) -> EventGiven:
        return EventGiven(**self.cleaned_data)


class InviteForm(BaseForm):
    lists = forms.ModelMultipleChoiceField(
        label=_("Lists"), queryset=Circle.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("Post"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, lists: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rows(self, lists=lists)


class ReportForm(BaseForm):
    visitors = _number(_("Visitors"))
    employers = _number(_("Employers"))
    vacancies = _number(_("Vacancies named"))
    contacts = _number(_("Meetings agreed"))
    outcome = forms.CharField(
        label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nobody who came is named."),
    )  # fmt: skip


class NothingForm(BaseForm):
    """A page that asks only whether it is meant."""
