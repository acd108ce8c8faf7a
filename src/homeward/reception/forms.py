"""What the desk, the charter office and the centre type."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.cases.choices import ArrivalNeed
from homeward.cases.forms import VALUE_LENGTH, count_fields
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.choices import ConsentWay, Sex
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person
from homeward.places.models import Country, PointOfEntry
from homeward.places.names import language_choices
from homeward.programmes.models import Corridor
from homeward.reception.choices import LeftTo, PlaceKind, ScreeningResult

LARGEST_SHEET = 2 * 1024 * 1024
TIME_HINT = gettext_lazy("Hours and minutes, as 14:35.")


class TimeField(forms.TimeField):
    """A time as people write it: 14:35, 14.35."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M"],
            widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
            **kwargs,
        )


class ByKeyField(forms.ChoiceField):
    """One of a list that the page gives; what is cleaned is the thing itself."""

    def __init__(self, **kwargs: Any) -> None:
        self.things: dict[str, Any] = {}
        super().__init__(**kwargs)

    def offer(self, form: forms.BaseForm, name: str, things: Sequence[Any]) -> None:
        self.things = {str(thing.pk): thing for thing in things}
        set_choices(form, name, chosen([(key, str(one)) for key, one in self.things.items()]))

    def clean(self, value: Any) -> Any:
        return self.things.get(str(super().clean(value)))


def offer(form: forms.BaseForm, name: str, things: Sequence[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, ByKeyField):
        field.offer(form, name, things)


def moment(day: date | None, hour: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None


class CharterForm(BaseForm):
    corridor = ByKeyField(label=gettext_lazy("Programme and corridor"))
    flight = forms.CharField(label=gettext_lazy("Flight"), max_length=20)
    carrier = forms.CharField(label=gettext_lazy("Carrier"), max_length=80, required=False)
    from_place = forms.CharField(label=gettext_lazy("From"), max_length=80, required=False)
    entry = ByKeyField(label=gettext_lazy("Point of entry"))
    departs_on = ThreePartDateField(label=gettext_lazy("Departs on"), required=False)
    departs_at = TimeField(label=gettext_lazy("Departs at"), help_text=TIME_HINT, required=False)
    lands_on = ThreePartDateField(label=gettext_lazy("Lands on"))
    lands_at = TimeField(label=gettext_lazy("Lands at"), help_text=TIME_HINT)
    reception_org = ByKeyField(label=gettext_lazy("Reception desk"))
    case_org = ByKeyField(label=gettext_lazy("Case management after arrival"))

    def __init__(
        self,
        *args: Any,
        corridors: Sequence[Corridor],
        entries: Sequence[PointOfEntry],
        organisations: Sequence[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "corridor", corridors)
        offer(self, "entry", entries)
        offer(self, "reception_org", organisations)
        offer(self, "case_org", organisations)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if bool(data.get("departs_on")) != bool(data.get("departs_at")) and not self.errors:
            missing = "departs_at" if data.get("departs_on") else "departs_on"
            self.add_error(missing, _("Give both the day and the time, or neither."))
        corridor, entry = data.get("corridor"), data.get("entry")
        if corridor and entry and corridor.origin_country_id != entry.country_id:
            self.add_error("entry", _("This point of entry is not in the country of return."))
        return data

    @property
    def lands(self) -> datetime | None:
        return moment(self.cleaned_data["lands_on"], self.cleaned_data["lands_at"])

    @property
    def departs(self) -> datetime | None:
        return moment(self.cleaned_data["departs_on"], self.cleaned_data["departs_at"])


class SheetForm(BaseForm):
    file = forms.FileField(
        label=gettext_lazy("The manifest as a sheet"),
        help_text=gettext_lazy("XLSX, ODS or CSV, up to 2 MB and 1,000 rows."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_SHEET:
            raise ValidationError(_("The file is larger than 2 MB."))
        return file


class ReceiveForm(BaseForm):
    adults = forms.IntegerField(label=gettext_lazy("Adults who arrived"), min_value=0, max_value=30)
    children = forms.IntegerField(
        label=gettext_lazy("Children who arrived"), min_value=0, max_value=30
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark for the case manager"),
        max_length=VALUE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count_fields(self, "adults", "children")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors and not data["adults"] + data["children"]:
            self.add_error("adults", _("Nobody arrived: then this arrival can’t be confirmed."))
        return data


class ConsentForm(BaseForm):
    """They agree that the case manager is told; asked where the desk itself took them in."""

    way = forms.ChoiceField(
        label=gettext_lazy("They agree that the case manager is told who they are"),
        choices=[
            ("", gettext_lazy("Not asked yet, or they don’t agree")),
            (ConsentWay.SIGNATURE, ConsentWay.SIGNATURE.label),
            (ConsentWay.WITNESSED_ORAL, ConsentWay.WITNESSED_ORAL.label),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    witness = forms.CharField(
        label=gettext_lazy("Name of the witness"), max_length=150, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("way") == ConsentWay.WITNESSED_ORAL and not data.get("witness"):
            self.add_error("witness", _("A consent given orally needs the witness's name."))
        return data


class UnannouncedForm(ConsentForm):
    """Whatever is known of somebody whom nobody announced; the rest is unknown."""

    field_order = [
        "corridor", "given_name", "family_name", "sex", "age", "children", "language", "needs",
        "flight", "from_place", "entry", "case_org", "way", "witness",
    ]  # fmt: skip
    given_name = forms.CharField(label=gettext_lazy("Given names"), max_length=150, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=150, required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False
    )
    age = forms.IntegerField(
        label=gettext_lazy("Age, about"),
        help_text=gettext_lazy("In years; only the year of birth is kept. Empty: unknown."),
        min_value=0,
        max_value=120,
        required=False,
    )
    children = forms.IntegerField(
        label=gettext_lazy("Children with them"), min_value=0, max_value=20, initial=0
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What the desk prepares"),
        help_text=gettext_lazy("Only what is needed on the day, never a diagnosis."),
        choices=ArrivalNeed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    flight = forms.CharField(label=gettext_lazy("Flight"), max_length=20, required=False)
    from_place = forms.CharField(label=gettext_lazy("From"), max_length=80, required=False)
    entry = ByKeyField(label=gettext_lazy("Point of entry"), required=False)
    corridor = ByKeyField(label=gettext_lazy("Programme and corridor"))
    case_org = ByKeyField(label=gettext_lazy("Case management after arrival"))

    def __init__(
        self,
        *args: Any,
        corridors: Sequence[Corridor],
        entries: Sequence[PointOfEntry],
        organisations: Sequence[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "corridor", corridors)
        offer(self, "entry", entries)
        offer(self, "case_org", organisations)
        set_choices(self, "language", chosen(language_choices(), _("Unknown")))
        count_fields(self, "age", "children")


class AssignForm(BaseForm):
    preparer = ByKeyField(label=gettext_lazy("Who prepares it"), required=False)
    until_on = ThreePartDateField(label=gettext_lazy("Until"), required=False)
    until_at = TimeField(label=gettext_lazy("Time"), help_text=TIME_HINT, required=False)
    note = forms.CharField(label=gettext_lazy("What exactly"), max_length=300, required=False)

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "preparer", colleagues)

    @property
    def until(self) -> datetime | None:
        day, hour = self.cleaned_data["until_on"], self.cleaned_data["until_at"]
        return moment(day, hour or datetime.max.time().replace(microsecond=0))


class OrientationForm(BaseForm):
    language = forms.ChoiceField(label=gettext_lazy("Language of the talk"), required=False)
    has_interpreter = forms.BooleanField(
        label=gettext_lazy("An interpreter was there"), required=False
    )
    leaflet_given = forms.BooleanField(
        label=gettext_lazy("The leaflet was given"),
        help_text=gettext_lazy("Where help is found, and whom to call."),
        required=False,
    )
    questions = forms.CharField(
        label=gettext_lazy("What they asked"),
        max_length=VALUE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "language", chosen(language_choices(), _("Unknown")))


class ScreeningForm(BaseForm):
    result = forms.ChoiceField(
        label=gettext_lazy("How they are"),
        choices=ScreeningResult.choices,
        widget=forms.RadioSelect,
    )
    sent_to = forms.CharField(label=gettext_lazy("Sent to"), max_length=200, required=False)
    note = forms.CharField(
        label=gettext_lazy("What was seen"),
        help_text=gettext_lazy("Whoever reads it is noted."),
        max_length=VALUE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExpectForm(BaseForm):
    flight = forms.CharField(label=gettext_lazy("Flight"), max_length=20, required=False)
    lands_on = ThreePartDateField(label=gettext_lazy("Lands on"))
    lands_at = TimeField(label=gettext_lazy("Lands at"), help_text=TIME_HINT)

    @property
    def expected_at(self) -> datetime | None:
        return moment(self.cleaned_data["lands_on"], self.cleaned_data["lands_at"])


class CentreForm(BaseForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    country = ByKeyField(label=gettext_lazy("Country"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    opens_on = ThreePartDateField(label=gettext_lazy("Open from"))
    closes_on = ThreePartDateField(
        label=gettext_lazy("Open until"),
        help_text=gettext_lazy("Empty: no end is planned."),
        required=False,
    )
    services = forms.CharField(
        label=gettext_lazy("What is offered there"), max_length=300, required=False
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)

    def __init__(self, *args: Any, countries: Sequence[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", countries)


class RoomForm(BaseForm):
    name = forms.CharField(label=gettext_lazy("Room"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("For whom"), choices=PlaceKind.choices)
    beds = forms.IntegerField(label=gettext_lazy("Beds"), min_value=0, max_value=500)
    held_back = forms.IntegerField(
        label=gettext_lazy("Beds held back"),
        help_text=gettext_lazy("Beds that can’t be given now, for whatever reason."),
        min_value=0,
        max_value=500,
        initial=0,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count_fields(self, "beds", "held_back")


class StayForm(BaseForm):
    """A place for somebody who arrives: who of the party, of which kind, for which nights."""

    person = ByKeyField(label=gettext_lazy("Who"))
    centre = ByKeyField(label=gettext_lazy("Centre"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of place"), choices=PlaceKind.choices)
    from_on = ThreePartDateField(label=gettext_lazy("First night"))
    until_on = ThreePartDateField(label=gettext_lazy("Leaves on"))
    may_wait = forms.BooleanField(
        label=gettext_lazy("Put them on the waiting list if nothing is free"), required=False
    )

    def __init__(
        self, *args: Any, people: Sequence[Person], centres: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        offer(self, "centre", centres)


class LeaveForm(BaseForm):
    on = ThreePartDateField(label=gettext_lazy("Left on"))
    left_to = forms.ChoiceField(
        label=gettext_lazy("Left to"), choices=LeftTo.choices, initial=LeftTo.UNKNOWN
    )
    where = forms.CharField(label=gettext_lazy("Where exactly"), max_length=200, required=False)
