"""A place of an organisation: where it is, how to get in, when it is open."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.core.forms import BaseForm
from homeward.places.models import Area
from homeward.places.names import country_choices
from homeward.services.choices import Access, Hub, LocationType
from homeward.services.forms.entry import (
    ROWS,
    check_hours,
    hours_fields,
    initial_hours,
    schedules,
)
from homeward.services.models import Location
from homeward.services.records import AreaRecord, LocationRecord, PhoneRecord


class PlaceForm(BaseForm):
    name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=255)
    name_fr = forms.CharField(label=gettext_lazy("In French"), max_length=255, required=False)
    name_ar = forms.CharField(
        label=gettext_lazy("In Arabic"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=LocationType.choices)
    hub = forms.ChoiceField(
        label=gettext_lazy("Leads on to many services"),
        choices=[("", gettext_lazy("No"))],
        required=False,
        help_text=gettext_lazy("A centre has a page of its own with hours and all services there."),
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Confidential place"),
        required=False,
        help_text=gettext_lazy(
            "Its name, address and point are shown to nobody; only the area is. It is told on the"
            " phone."
        ),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    city = forms.CharField(label=gettext_lazy("Town"), max_length=200, required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    area = forms.CharField(
        label=gettext_lazy("Region or district"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Its name as it is written in the country."),
    )
    latitude = forms.FloatField(
        label=gettext_lazy("Latitude"), required=False, min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        label=gettext_lazy("Longitude"), required=False, min_value=-180, max_value=180
    )
    transportation = forms.CharField(
        label=gettext_lazy("How to get there"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    access = forms.MultipleChoiceField(
        label=gettext_lazy("Accessibility"),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Web page"), required=False, assume_scheme="https", max_length=500
    )
    phone = forms.CharField(label=gettext_lazy("Phone number"), max_length=60, required=False)

    def __init__(self, *args: Any, place: Location | None = None, **kwargs: Any) -> None:
        self.place = place
        kwargs["initial"] = (_initial(place) if place else {}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]
        self.fields["hub"].choices = [("", _("No")), *Hub.choices]  # type: ignore[attr-defined]
        standing = place.schedules.filter(service__isnull=True).count() if place else 0
        self.rows = max(ROWS, standing + 1)
        for number in range(self.rows):
            self.fields |= hours_fields(f"hours{number}", _("Open on"))

    @property
    def hours(self) -> list[list[forms.BoundField]]:
        parts = ("days", "opens", "closes", "note")
        return [[self[f"hours{n}_{part}"] for part in parts] for n in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        point = [cleaned.get("latitude"), cleaned.get("longitude")]
        if (point[0] is None) != (point[1] is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        check_hours(self, self.rows)
        return cleaned

    def record(self) -> LocationRecord:
        given = self.cleaned_data
        names = {code: given[f"name_{code}"] for code in ("fr", "ar") if given[f"name_{code}"]}
        area = given["area"].strip()
        return LocationRecord(
            source_id=self.place.source_id if self.place else "",
            names=names,
            area=AreaRecord(name=area) if area else None,
            access=tuple(given["access"]),
            schedules=tuple(schedules(given, self.rows)),
            phones=(PhoneRecord(number=given["phone"]),) if given["phone"] else (),
            **{name: given[name] for name in PLAIN},
        )


PLAIN = (
    "name",
    "kind",
    "hub",
    "is_confidential",
    "address",
    "city",
    "country",
    "latitude",
    "longitude",
    "transportation",
    "email",
    "url",
)


def _initial(place: Location) -> dict[str, Any]:
    given: dict[str, Any] = {name: getattr(place, name) for name in PLAIN if name != "country"}
    phone = place.phones.filter(service__isnull=True).first()
    area: Area | None = place.area
    return given | {
        "name_fr": place.names.get("fr", ""),
        "name_ar": place.names.get("ar", ""),
        "country": place.country_id,
        "area": area.name if area else "",
        "access": place.access,
        "phone": phone.number if phone else "",
        **initial_hours(place.schedules.filter(service__isnull=True)),
    }
