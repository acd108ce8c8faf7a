"""Forms of the departure's pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.departures.actions import ItemSaid, LegSaid
from homeward.departures.choices import ForWhom, ItemState, NotDeparted
from homeward.departures.models import TravelLeg
from homeward.persons.forms import set_choices

LENGTH = 2000


def words(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}), **kwargs,
    )  # fmt: skip


class ItemForm(BaseForm):
    state = forms.ChoiceField(
        label=_("Where it stands"), choices=ItemState.choices, widget=forms.RadioSelect
    )
    holder_org = forms.ChoiceField(label=_("Who brings it"), required=False)
    due_on = ThreePartDateField(label=_("Until"), required=False)
    file = forms.FileField(label=_("File that shows it"), required=False)
    remark = words(_("Remark"))
    why_not = words(_("Why it is not needed"))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(org.pk): org for org in organisations}
        named = [(pk, str(org)) for pk, org in self.organisations.items()]
        set_choices(self, "holder_org", [("", _("Nobody named")), *named])

    @property
    def said(self) -> ItemSaid:
        data = self.cleaned_data
        file = data.get("file")
        return ItemSaid(
            state=ItemState(data["state"]),
            holder_org=self.organisations.get(data["holder_org"]),
            due_on=data["due_on"],
            remark=data["remark"],
            why_not=data["why_not"],
            file=(file.read(), file.name) if file else None,
        )


class ClockField(forms.TimeField):
    widget = forms.TimeInput(attrs={"dir": "ltr", "inputmode": "numeric"}, format="%H:%M")


class LegForm(BaseForm):
    from_place = forms.CharField(label=_("From"), max_length=120)
    departs_on = ThreePartDateField(label=_("Departs on"))
    departs_at = ClockField(label=_("At"), help_text=_("Local time, for example 09:40"))
    departs_zone = forms.CharField(
        label=_("Time zone there"), max_length=60, help_text=_("For example Europe/Brussels")
    )
    to_place = forms.CharField(label=_("To"), max_length=120)
    arrives_on = ThreePartDateField(label=_("Arrives on"))
    arrives_at = ClockField(label=_("At"), help_text=_("Local time, for example 18:05"))
    arrives_zone = forms.CharField(
        label=_("Time zone there"), max_length=60, help_text=_("For example Africa/Accra")
    )
    carrier = forms.CharField(label=_("Carrier"), max_length=80, required=False)
    number = forms.CharField(
        label=_("Flight, train or ship"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    booking = forms.CharField(
        label=_("Booking reference"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    remark = words(_("Seats and remarks"))

    def _zone(self, name: str) -> str:
        zone = str(self.cleaned_data[name]).strip()
        if zone not in available_timezones():
            raise forms.ValidationError(_("This time zone is not known."))
        return zone

    def clean_departs_zone(self) -> str:
        return self._zone("departs_zone")

    def clean_arrives_zone(self) -> str:
        return self._zone("arrives_zone")

    @property
    def said(self) -> LegSaid:
        data = self.cleaned_data
        return LegSaid(
            from_place=data["from_place"],
            to_place=data["to_place"],
            departs=datetime.combine(data["departs_on"], data["departs_at"]),
            departs_zone=data["departs_zone"],
            arrives=datetime.combine(data["arrives_on"], data["arrives_at"]),
            arrives_zone=data["arrives_zone"],
            carrier=data["carrier"],
            number=data["number"],
            booking=data["booking"],
            remark=data["remark"],
        )


def first_words(leg: TravelLeg) -> dict[str, Any]:
    """A leg as its form asks it, on the clocks of its places."""
    departs = leg.departs_at.astimezone(ZoneInfo(leg.departs_zone))
    arrives = leg.arrives_at.astimezone(ZoneInfo(leg.arrives_zone))
    return {
        "from_place": leg.from_place, "to_place": leg.to_place, "carrier": leg.carrier,
        "number": leg.number, "booking": leg.booking, "remark": leg.remark,
        "departs_zone": leg.departs_zone, "arrives_zone": leg.arrives_zone,
        "departs_on": departs.date(), "departs_at": departs.time(),
        "arrives_on": arrives.date(), "arrives_at": arrives.time(),
    }  # fmt: skip


class AnswerForm(BaseForm):
    answer = forms.ChoiceField(
        label=_("Did they depart?"),
        choices=[("departed", _("They departed")), ("postponed", _("The travel was put off"))],
        widget=forms.RadioSelect,
    )
    departed_on = ThreePartDateField(label=_("Departed on"), required=False)
    postponed_to = ThreePartDateField(label=_("New day of travel"), required=False)
    reason = words(_("What happened"))


class NotDepartedForm(BaseForm):
    # The rule says that a reason is needed, together with all else that is missing.
    why = forms.ChoiceField(
        label=_("Why they do not depart"),
        choices=NotDeparted.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = words(_("What happened"))


class ChecklistForm(BaseForm):
    code = forms.SlugField(
        label=_("Code"), max_length=30, help_text=_("Small letters, for example transit_visa")
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    name_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=120, widget=forms.TextInput(attrs={"dir": "rtl"})
    )
    for_whom = forms.ChoiceField(label=_("For whom"), choices=ForWhom.choices)
    is_health = forms.BooleanField(label=_("It tells of the person's health"), required=False)
    is_required = forms.BooleanField(label=_("Needed before the travel"), required=False)
    days_before = forms.IntegerField(
        label=_("Days before the travel"), min_value=0, max_value=365, initial=7
    )
    source = forms.CharField(label=_("Where this is asked"), max_length=200, required=False)
    valid_from = ThreePartDateField(label=_("From which day"))

    @property
    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["names"] = {code: data.pop(f"name_{code}") for code in ("en", "fr", "ar")}
        return data
