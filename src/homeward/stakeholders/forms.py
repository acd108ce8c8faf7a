from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.actors.choices import ActorKind, Level
from homeward.actors.models import Actor
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.places.models import Area, Country
from homeward.places.names import language_choices
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme, TargetGroup
from homeward.stakeholders import queries
from homeward.stakeholders.choices import Part, PartnershipKind, PartnershipStatus
from homeward.stakeholders.models import Specialist

NO_PART = "-"
NOBODY = [("", _("Nobody has said"))]


def _countries(**more: Any) -> forms.ModelChoiceField[Country]:
    return forms.ModelChoiceField(queryset=Country.objects.order_by("name"), **more)


class ActorForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=255)
    acronym = forms.CharField(label=_("Short name"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*NOBODY, *ActorKind.choices], required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[*NOBODY, *Level.choices], required=False)
    country = _countries(
        label=_("Country"), required=False, empty_label=_("Several, or nobody has said")
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=500, assume_scheme="https"
    )
    description = forms.CharField(
        label=_("What it does"), required=False, widget=forms.Textarea, max_length=5000
    )


class ActorChoice(forms.CharField):
    """An actor by its name: lists of hundreds are not chosen from, they are typed into."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        named = queries.called(text)
        if named is None:
            raise forms.ValidationError(_("No actor, or more than one, is called so."))
        return named


class MergeForm(BaseForm):
    kept = ActorChoice(
        label=_("It is the same as"),
        max_length=255,
        help_text=_("The name of the actor that stays."),
    )
    why = forms.CharField(label=_("Why they are one"), max_length=300)


class ContactForm(BaseForm):
    name = forms.CharField(label=_("Name or office"), max_length=150)
    function = forms.CharField(label=_("Function"), max_length=150, required=False)
    about = forms.CharField(label=_("For what"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)


class CapacityForm(BaseForm):
    partnerships = forms.IntegerField(
        label=_("Partnerships at most"), required=False, min_value=0, max_value=1000
    )
    programmes = forms.IntegerField(
        label=_("Programmes at most"), required=False, min_value=0, max_value=1000
    )


class PriorityForm(BaseForm):
    why = forms.CharField(label=_("Why it comes first"), max_length=300)


class PartnershipForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnershipKind.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    status = forms.ChoiceField(
        label=_("Status"), choices=PartnershipStatus.choices, initial="active"
    )
    actors = forms.CharField(
        label=_("Actors"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name a line, as the register has them."),
    )
    purpose = forms.CharField(
        label=_("What for"), required=False, widget=forms.Textarea, max_length=2000
    )
    starts_on = ThreePartDateField(label=_("Since"), required=False)
    ends_on = ThreePartDateField(label=_("Until"), required=False)
    agreement_number = forms.CharField(
        label=_("Number of the agreement"), max_length=60, required=False
    )
    source = forms.CharField(label=_("Where this is known from"), max_length=200, required=False)

    def clean_actors(self) -> list[Actor]:
        names = [line.strip() for line in self.cleaned_data["actors"].splitlines() if line.strip()]
        found = {name: queries.called(name) for name in names}
        if unknown := [name for name, actor in found.items() if actor is None]:
            raise forms.ValidationError(
                _("No actor, or more than one, is called: %(names)s")
                % {"names": enumerated(unknown)}
            )
        return list({actor.pk: actor for actor in found.values() if actor}.values())


class ObjectiveForm(BaseForm):
    title = forms.CharField(label=_("Task"), max_length=200)
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("None: the work in a country"),
    )
    country = _countries(label=_("Country"), required=False, empty_label=_("Every country of it"))
    due_on = ThreePartDateField(label=_("Due"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = queries.programmes_to_choose()  # type: ignore[attr-defined]


class PartForm(BaseForm):
    actor = ActorChoice(
        label=_("Actor"),
        max_length=255,
        widget=forms.TextInput(attrs={"list": "actor-names", "autocomplete": "off"}),
    )
    part = forms.ChoiceField(
        label=_("Part"),
        choices=[*Part.choices, (NO_PART, _("None: take the part away"))],
    )

    def clean_part(self) -> str:
        part: str = self.cleaned_data["part"]
        return "" if part == NO_PART else part


class SpecialistForm(BaseForm):
    needs = forms.MultipleChoiceField(
        label=_("Fields"), choices=Category.choices, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label=_("What to ask about"),
        max_length=300,
        help_text=_("For example: unaccompanied minors, trauma, starting a farm."),
    )
    groups: forms.ModelMultipleChoiceField[TargetGroup] = forms.ModelMultipleChoiceField(
        label=_("For whom"),
        queryset=TargetGroup.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=language_choices,
        help_text=_("Hold Ctrl to choose several."),
    )
    country = _countries(label=_("Country"), empty_label=_("Choose a country"))
    areas = forms.CharField(
        label=_("Areas"),
        required=False,
        help_text=_("P-codes or names, parted by commas; empty is the whole country."),
    )
    contact = forms.CharField(
        label=_("How to ask"),
        max_length=200,
        help_text=_("Staff see it, and nobody else: an office’s phone, a day, an e-mail."),
    )
    available_until = ThreePartDateField(label=_("Available until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        country = data.get("country")
        names = [name.strip() for name in data.get("areas", "").split(",") if name.strip()]
        found = {name: queries.area_called(name, country) for name in names} if country else {}
        if unknown := [name for name, area in found.items() if area is None]:
            self.add_error(
                "areas", _("No area is called: %(names)s") % {"names": enumerated(unknown)}
            )
        data["areas"] = [area for area in found.values() if area]
        return data


def said_before(specialist: Specialist | None, user: User) -> dict[str, Any]:
    """One's own entry, to begin with."""
    if specialist is None:
        return {"country": user.organisation_of_rows.country_id, "languages": [user.language]}
    return {
        "needs": specialist.needs,
        "about": specialist.about,
        "groups": list(specialist.groups.all()),
        "languages": specialist.languages,
        "country": specialist.country_id,
        "areas": ", ".join(_area_words(area) for area in specialist.areas.all()),
        "contact": specialist.contact,
        "available_until": specialist.available_until,
    }


def _area_words(area: Area) -> str:
    return area.pcode or area.name
