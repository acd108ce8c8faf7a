"""What is asked about an employer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.employment import choices
from homeward.employment.forms.parts import areas_of, chosen, long_text
from homeward.employment.models import Employer
from homeward.places.models import Area, Country


class EmployerForm(BaseForm):
    sector = forms.ChoiceField(
        label=_("Sector"), choices=chosen(choices.Section.choices), required=False
    )
    size_band = forms.ChoiceField(
        label=_("How many work there"), choices=chosen(choices.SizeBand.choices), required=False
    )
    headquarters = forms.ModelChoiceField(
        Country.objects.order_by("name"), label=_("Country of the headquarters"), required=False,
        empty_label=_("Not known yet"),
        help_text=_("Of a company from a host country that works here, the host country."),
    )  # fmt: skip
    areas = forms.ModelMultipleChoiceField(
        Area.objects.none(), label=_("Present in"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    intermediary = forms.ChoiceField(
        label=_("Speaks for other employers as"), required=False,
        choices=chosen(choices.IntermediaryKind.choices, _("Speaks for itself alone")),
    )  # fmt: skip
    contact = forms.CharField(label=_("Whom to ask there"), max_length=150, required=False)
    contact_function = forms.CharField(label=_("Function"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("The link to its own page goes here.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    source = forms.CharField(
        label=_("Where this was learned"), max_length=200,
        help_text=_("A visit, a register, a list of members."),
    )  # fmt: skip
    confirmed_on = ThreePartDateField(label=_("Confirmed on"))

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = areas_of(country)  # type: ignore[attr-defined]


def said_before(employer: Employer) -> dict[str, Any]:
    return {
        "sector": employer.sector,
        "size_band": employer.size_band,
        "headquarters": employer.headquarters,
        "areas": list(employer.areas.all()),
        "intermediary": employer.intermediary,
        "contact": employer.contact,
        "contact_function": employer.contact_function,
        "email": employer.organisation.email,
        "phone": employer.organisation.phone,
        "website": employer.website,
        "source": employer.source,
        "confirmed_on": employer.confirmed_on,
    }


class NewEmployerForm(EmployerForm):
    """Of an organisation that is known, or of a new one by its name."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation known already"), required=False,
        empty_label=_("Not in the list: it is named below"),
    )  # fmt: skip
    name = forms.CharField(label=_("Name of a new organisation"), max_length=255, required=False)
    field_order = ["organisation", "name"]

    def __init__(self, *args: Any, known: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("organisation") and not said.get("name"):
            self.add_error("name", _("Choose the organisation, or say its name."))
        return said


class ContactForm(BaseForm):
    on = ThreePartDateField(label=_("Day"))
    way = forms.ChoiceField(label=_("How"), choices=chosen(choices.OutreachWay.choices))
    said = long_text(_("What was said"), required=True)
    next_on = ThreePartDateField(label=_("Next contact"), required=False)


class SpeakingForm(BaseForm):
    employer = forms.ModelChoiceField(
        Employer.objects.none(), label=_("Employer"), empty_label=_("Choose an employer")
    )
    since = ThreePartDateField(label=_("Since"), required=False)
    source = forms.CharField(label=_("Where this was learned"), max_length=200)

    def __init__(self, *args: Any, employers: QuerySet[Employer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"].queryset = employers  # type: ignore[attr-defined]
