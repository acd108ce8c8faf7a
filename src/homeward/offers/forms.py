"""Forms of offers and of contracts for seats."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.offers import queries
from homeward.offers.choices import (
    Intensity,
    MonitoringKind,
    OfferKind,
    Side,
    Transport,
    WagePeriod,
)
from homeward.offers.models import Offer, SeatContract
from homeward.offers.records import LISTS, OfferRecord
from homeward.places.names import language_choices
from homeward.programmes.models import CriteriaVersion, Programme, TargetGroup
from homeward.services.choices import Category, Dimension

UNKNOWN = ("", gettext_lazy("Unknown"))
YES_NO = [UNKNOWN, ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
SAID = {"yes": True, "no": False}
LARGEST = 32_767


def _known(choices: Any) -> list[Any]:
    return [UNKNOWN, *choices]


def _amount(label: Any, **more: Any) -> forms.DecimalField:
    more = {"max_digits": 14, "decimal_places": 2, "min_value": 0, "required": False, **more}
    return forms.DecimalField(label=label, **more)


def _whole(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=LARGEST, required=False)


def _yes_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False)


class OfferForm(BaseForm):
    """All of one offer but its skills. What is left open is written as unknown."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=OfferKind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    language = forms.ChoiceField(label=gettext_lazy("Language of the wording"))
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, widget=forms.Textarea, max_length=20_000
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Needs it meets"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dimension = forms.ChoiceField(
        label=gettext_lazy("Dimension"), choices=_known(Dimension.choices), required=False
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"), queryset=Programme.objects.none(), required=False
    )
    contract = forms.ModelChoiceField(
        label=gettext_lazy("Contract for seats"),
        queryset=SeatContract.objects.none(),
        required=False,
        help_text=gettext_lazy("Only for a seat in a development programme."),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Who it is for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick nothing where it is for everybody."),
    )
    minimum_age = _whole(gettext_lazy("From age"))
    maximum_age = _whole(gettext_lazy("To age"))
    open_to_residents = _yes_no(gettext_lazy("Local residents may come too"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken there"), required=False
    )
    years_asked = _amount(
        gettext_lazy("Years of practice asked for"), max_digits=4, decimal_places=1
    )
    area = forms.CharField(
        label=gettext_lazy("Region or district"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Its name, or its P-code."),
    )
    town = forms.CharField(label=gettext_lazy("Town"), max_length=200, required=False)
    transport = forms.ChoiceField(
        label=gettext_lazy("How one comes there"), choices=_known(Transport.choices), required=False
    )
    starts_on = ThreePartDateField(label=gettext_lazy("Begins on"), required=False)
    ends_on = ThreePartDateField(label=gettext_lazy("Ends on"), required=False)
    apply_by = ThreePartDateField(label=gettext_lazy("Apply by"), required=False)
    before_departure = _yes_no(gettext_lazy("May begin before departure"))
    weekly_hours = _amount(gettext_lazy("Hours a week"), max_digits=4, decimal_places=1)
    hours = forms.CharField(label=gettext_lazy("When in the week"), max_length=255, required=False)
    intensity = forms.ChoiceField(
        label=gettext_lazy("How hard the work is"),
        choices=_known(Intensity.choices),
        required=False,
    )
    child_care = _yes_no(gettext_lazy("Children are looked after"))
    wage = _amount(gettext_lazy("Wage"))
    wage_period = forms.ChoiceField(
        label=gettext_lazy("Paid"), choices=_known(WagePeriod.choices), required=False
    )
    cost = _amount(gettext_lazy("Cost to the person"))
    currency = forms.RegexField(
        label=gettext_lazy("Currency"),
        regex="^[A-Z]{3}$",
        required=False,
        help_text=gettext_lazy("Three letters, as GHS or EUR."),
    )
    places_total = _whole(gettext_lazy("Places in all"))
    places_free = _whole(gettext_lazy("Free places today"))
    ask_name = forms.CharField(label=gettext_lazy("Who to ask"), max_length=150, required=False)
    ask_phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    ask_email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, offer: Offer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(offer), **kwargs)
        self.organisation, self.offer = organisation, offer
        languages = language_choices()
        choices = {
            "language": languages,
            "languages": languages,
            "groups": [(group.code, str(group)) for group in TargetGroup.objects.all()],
        }
        for name, options in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = options
        rows = {
            "programme": Programme.objects.order_by("name"),
            "contract": queries.contracts_of_partner(organisation.pk),
        }
        for name, found in rows.items():
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = found

    def clean_area(self) -> Any:
        text = self.cleaned_data["area"]
        area = queries.area_called(text, self.organisation.country_id)
        if text.strip() and area is None:
            raise forms.ValidationError(_("No area of this name is known, or there are several."))
        return area

    def clean_town(self) -> Any:
        text = self.cleaned_data["town"]
        town = queries.town_called(text, self.organisation.country_id)
        if text.strip() and town is None:
            raise forms.ValidationError(_("No town of this name is known."))
        return town

    def record(self) -> OfferRecord:
        """As the action takes it. What a page doesn't ask stays as it was."""
        values: dict[str, Any] = dict(self.cleaned_data)
        for name in ("open_to_residents", "before_departure", "child_care"):
            values[name] = SAID.get(values[name])
        for name in LISTS:
            values[name] = tuple(values[name])
        if values["town"] and not values["area"]:
            values["area"] = values["town"].area
        if self.offer:
            kept = ("occupation", "source", "source_key")
            values |= {name: getattr(self.offer, name) for name in kept}
        return OfferRecord(**values)


def _initial(offer: Offer | None) -> dict[str, Any]:
    if offer is None:
        return {"language": "en"}
    names = [name for name in OfferForm.base_fields if name not in {"area", "town"}]
    values: dict[str, Any] = {name: getattr(offer, name) for name in names}
    for name in ("open_to_residents", "before_departure", "child_care"):
        values[name] = {True: "yes", False: "no"}.get(values[name], "")
    values["area"] = (offer.area.pcode or offer.area.name) if offer.area else ""
    return values | {"town": offer.town.name if offer.town else ""}


class PlacesForm(BaseForm):
    places = forms.IntegerField(
        label=gettext_lazy("Free places today"),
        help_text=gettext_lazy("Leave empty where nobody knows."),
        min_value=0,
        max_value=LARGEST,
        required=False,
    )


class SheetForm(BaseForm):
    file = forms.FileField(
        label=gettext_lazy("The sheet"), help_text=gettext_lazy("A workbook or a CSV file.")
    )


class ContractForm(BaseForm):
    number = forms.CharField(label=gettext_lazy("Number of the agreement"), max_length=40)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    partner = forms.ModelChoiceField(
        label=gettext_lazy("Who runs the programme"), queryset=Organisation.objects.none()
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"), queryset=Programme.objects.none(), required=False
    )
    criteria = forms.ModelChoiceField(
        label=gettext_lazy("Criteria agreed"),
        queryset=CriteriaVersion.objects.none(),
        required=False,
        help_text=gettext_lazy("A version of the programme's criteria: it stays as it is now."),
    )
    starts_on = ThreePartDateField(label=gettext_lazy("From"))
    ends_on = ThreePartDateField(label=gettext_lazy("Until"))
    seats = forms.IntegerField(
        label=gettext_lazy("Seats for returnees"), min_value=1, max_value=LARGEST
    )
    residents_at_least = _whole(gettext_lazy("Local residents, at least (of 100)"))
    residents_at_most = _whole(gettext_lazy("Local residents, at most (of 100)"))
    monitored_by = forms.CharField(
        label=gettext_lazy("Who monitors"), max_length=200, required=False
    )
    report_months = _whole(gettext_lazy("Months between reports"))
    visit_months = _whole(gettext_lazy("Months between joint visits"))
    reported = forms.CharField(
        label=gettext_lazy("What is reported"), required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, Any] = {
            "partner": partners,
            "programme": Programme.objects.order_by("name"),
            "criteria": CriteriaVersion.objects.filter(published_at__isnull=False).select_related(
                "programme"
            ),
        }
        for name, found in rows.items():
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        criteria, programme = data.get("criteria"), data.get("programme")
        if criteria and criteria.programme != programme:
            self.add_error("criteria", _("These are another programme's criteria."))
        return data


class ReportForm(BaseForm):
    from_on = ThreePartDateField(label=gettext_lazy("From"))
    until_on = ThreePartDateField(label=gettext_lazy("Until"))
    served = forms.IntegerField(
        label=gettext_lazy("People served in all"), min_value=0, max_value=LARGEST
    )
    residents = forms.IntegerField(
        label=gettext_lazy("Of them local residents"), min_value=0, max_value=LARGEST
    )
    text = forms.CharField(
        label=gettext_lazy("What else is to say"),
        help_text=gettext_lazy("No names: this is about figures."),
        required=False,
        widget=forms.Textarea,
    )


class VisitForm(BaseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=MonitoringKind.choices)
    planned_on = ThreePartDateField(label=gettext_lazy("Planned for"))


class HeldForm(BaseForm):
    held_on = ThreePartDateField(label=gettext_lazy("Held on"))
    summary = forms.CharField(label=gettext_lazy("What was seen"), widget=forms.Textarea)


class FindingForm(BaseForm):
    text = forms.CharField(label=gettext_lazy("Finding"), max_length=500)
    side = forms.ChoiceField(label=gettext_lazy("Who follows it up"), choices=Side.choices)
    due_on = ThreePartDateField(label=gettext_lazy("Until"))


class DoneForm(BaseForm):
    text = forms.CharField(label=gettext_lazy("What was done"), max_length=500)


class EndForm(BaseForm):
    text = forms.CharField(label=gettext_lazy("Why it ends"), max_length=300)
