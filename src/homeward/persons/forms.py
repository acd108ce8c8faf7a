"""Forms of persons and consents: nothing typed is lost, nothing unknown has a default."""

from collections.abc import Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.choices import DataClass
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.actions import Member
from homeward.persons.choices import (
    BirthKnown,
    ConsentWay,
    ContactKind,
    DocumentKind,
    HouseholdRole,
    Script,
    Season,
    Sex,
)
from homeward.places.names import country_choices, language_choices
from homeward.programmes.models import Corridor

EARLIEST_BIRTH = 1900


def chosen(choices: Any, empty: Any = "") -> list[tuple[str, Any]]:
    """Choices that begin with nothing chosen."""
    return [("", empty), *choices]


def set_choices(form: forms.BaseForm, name: str, choices: list[tuple[str, Any]]) -> None:
    """Choices that are only known when the page is: named in its language, or by its case."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class Draft(BaseForm):
    """A form that may still be unfinished: `quiet` keeps what was typed and finds no fault.

    `title` tells its fields from those of the forms beside it.
    """

    def __init__(self, *args: Any, quiet: bool = False, title: str = "", **kwargs: Any) -> None:
        self.quiet, self.title = quiet, title
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class CorridorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.programme}: {obj}"


class HouseholdForm(Draft):
    corridor = CorridorField(
        Corridor.objects.none(), label=gettext_lazy("Programme and way of travel")
    )
    destination = forms.CharField(
        label=gettext_lazy("Place of return"),
        help_text=gettext_lazy("Town or district. Leave empty when it is not known yet."),
        max_length=120,
        required=False,
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        # A number runs from left to right in every language, its plus sign first.
        widget=forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr"}),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=255, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(CorridorField, self.fields["corridor"])
        field.queryset = Corridor.objects.filter(programme__is_open=True).select_related(
            "programme", "host_country", "origin_country"
        )

    def contacts(self) -> list[tuple[ContactKind, str]]:
        return [
            (kind, self.cleaned_data[kind.value])
            for kind in (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.ADDRESS)
            if self.cleaned_data.get(kind.value)
        ]


class MemberForm(Draft):
    """One member of a household as far as they are known."""

    given_name = forms.CharField(label=gettext_lazy("Given names"), max_length=120, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Place in the household"), choices=chosen(HouseholdRole.choices)
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=chosen(Sex.choices))
    birth_known = forms.ChoiceField(
        label=gettext_lazy("How well is the date of birth known?"),
        choices=chosen(BirthKnown.choices),
    )
    birth_day = forms.IntegerField(label=gettext_lazy("Day"), required=False)
    birth_month = forms.TypedChoiceField(
        label=gettext_lazy("Month"),
        choices=chosen(list(MONTHS.items())),
        coerce=int,
        empty_value=None,
        required=False,
    )
    birth_season = forms.ChoiceField(
        label=gettext_lazy("Season"), choices=chosen(Season.choices), required=False
    )
    birth_year = forms.IntegerField(label=gettext_lazy("Year"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    other_script = forms.ChoiceField(
        label=gettext_lazy("Script"), choices=chosen(Script.choices), required=False
    )
    other_given = forms.CharField(
        label=gettext_lazy("Given names in that script"), max_length=120, required=False
    )
    other_family = forms.CharField(
        label=gettext_lazy("Family name in that script"), max_length=120, required=False
    )
    document_kind = forms.ChoiceField(
        label=gettext_lazy("Document"), choices=chosen(DocumentKind.choices), required=False
    )
    document_number = forms.CharField(
        label=gettext_lazy("Document number"), max_length=60, required=False
    )
    document_country = forms.ChoiceField(label=gettext_lazy("Issued by"), required=False)
    origin_country = forms.ChoiceField(
        label=gettext_lazy("Another country of origin"),
        help_text=gettext_lazy("Only where it differs from the household’s."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = chosen(country_choices())
        set_choices(self, "language", chosen(language_choices()))
        set_choices(self, "document_country", countries)
        set_choices(self, "origin_country", countries)
        for name in ("birth_day", "birth_year"):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off"}
            )

    @property
    def full_name(self) -> str:
        """As typed, whether or not the rest is in order."""
        parts = [str(self[name].value() or "") for name in ("given_name", "family_name")]
        return " ".join(part for part in parts if part).strip()

    @property
    def other_name(self) -> str:
        given, family = (self.cleaned_data.get(n, "") for n in ("other_given", "other_family"))
        return f"{given} {family}".strip()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self._clean_birth(data)
        if self.other_name and not data.get("other_script"):
            self.add_error("other_script", _("Say in which script the name is written."))
        if data.get("document_number") and not data.get("document_kind"):
            self.add_error("document_kind", _("Say which document has this number."))
        if data.get("document_kind") and not data.get("document_number"):
            self.add_error("document_number", _("Give the number, or leave out the document."))
        return data

    def _clean_birth(self, data: dict[str, Any]) -> None:
        """What is asked for depends on how much is known; all else typed is left out."""
        known = data.get("birth_known")
        needs = BIRTH_PARTS.get(known or "", ())
        for name in needs:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for what you say is known."))
        for name in {"birth_day", "birth_month", "birth_season", "birth_year"} - set(needs):
            if name not in self.errors:
                data[name] = "" if name == "birth_season" else None
        if all(data.get(name) for name in needs) and needs:
            self._check_date(data)

    def _check_date(self, data: dict[str, Any]) -> None:
        year, today = data["birth_year"], timezone.localdate()
        if not EARLIEST_BIRTH <= year <= today.year:
            self.add_error("birth_year", _("This year can’t be a year of birth."))
            return
        try:
            born = date(year, data.get("birth_month") or 1, data.get("birth_day") or 1)
        except (ValueError, OverflowError):
            self.add_error("birth_day", _("This month has no such day."))
            return
        if born > today:
            self.add_error("birth_year", _("A date of birth can’t be in the future."))

    def member(
        self, *, origin: str, contacts: list[tuple[ContactKind, str]] | None = None
    ) -> Member:
        data = self.cleaned_data
        return Member(
            role=HouseholdRole(data["role"]),
            given_name=data["given_name"],
            family_name=data["family_name"],
            sex=Sex(data["sex"]),
            birth_known=BirthKnown(data["birth_known"]),
            birth_year=data["birth_year"],
            birth_month=data["birth_month"],
            birth_day=data["birth_day"],
            birth_season=data["birth_season"],
            language=data["language"],
            other_names=[(Script(data["other_script"]), data["other_given"], data["other_family"])]
            if self.other_name
            else [],
            document=(
                DocumentKind(data["document_kind"]),
                data["document_number"],
                data["document_country"],
            )
            if data["document_kind"]
            else None,
            contacts=contacts or [],
            origin_countries=list(dict.fromkeys(c for c in (origin, data["origin_country"]) if c)),
        )


BIRTH_PARTS: Mapping[str, tuple[str, ...]] = {
    BirthKnown.DAY: ("birth_day", "birth_month", "birth_year"),
    BirthKnown.MONTH: ("birth_month", "birth_year"),
    BirthKnown.SEASON: ("birth_season", "birth_year"),
    BirthKnown.YEAR: ("birth_year",),
}


class SheetForm(BaseForm):
    """Who consents, how, in which language and for how long. The recipients stand beside it."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Who consents"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=gettext_lazy("Language in which it was explained"))
    way = forms.ChoiceField(
        label=gettext_lazy("How it was given"),
        choices=[
            (way.value, way.label) for way in (ConsentWay.SIGNATURE, ConsentWay.WITNESSED_ORAL)
        ],
        widget=forms.RadioSelect,
    )
    witness = forms.CharField(
        label=gettext_lazy("Name of the witness"), max_length=150, required=False
    )
    guardian = forms.CharField(
        label=gettext_lazy("Name of the guardian who consents for the children"),
        max_length=150,
        required=False,
    )
    given_on = ThreePartDateField(label=gettext_lazy("Given on"))
    until = ThreePartDateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Leave empty when no end was agreed. It can be withdrawn any day."),
        required=False,
    )
    document = forms.FileField(
        label=gettext_lazy("Signed sheet"),
        help_text=gettext_lazy(
            "PDF, JPEG or PNG, 5 MB at most. The place and time that a phone hides in a photo "
            "are removed."
        ),
        required=False,
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "members", members)
        set_choices(self, "language", chosen(language_choices()))

    def clean_given_on(self) -> date:
        given_on: date = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise ValidationError(_("A consent can’t be given in the future."))
        return given_on


class RecipientForm(BaseForm):
    """The kinds of data that one recipient may see for one purpose; none is ticked beforehand."""

    classes = forms.TypedMultipleChoiceField(
        coerce=lambda value: DataClass(int(value)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, label: str, offered: Mapping[DataClass, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "classes", [(str(int(key)), key.label) for key in offered])
        self.fields["classes"].label = label
        self.fields["classes"].choice_hints = {str(int(key)): hint for key, hint in offered.items()}  # type: ignore[attr-defined]


class Several:
    """Several forms as one, for the summary of what is to be mended."""

    def __init__(self, *parts: forms.BaseForm) -> None:
        self.parts = parts

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.parts)

    def non_field_errors(self) -> list[Any]:
        return [text for form in self.parts for text in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (self._titled(form, bound) for form in self.parts for bound in form)

    @staticmethod
    def _titled(form: forms.BaseForm, bound: forms.BoundField) -> forms.BoundField:
        if title := getattr(form, "title", ""):
            bound = copy(bound)
            bound.label = f"{title}, {bound.label}"
        return bound
