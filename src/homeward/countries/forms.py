from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homeward.actors.models import Actor
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.countries.choices import Demand, Severity, SheetKind, WagePeriod
from homeward.countries.models import Community, SheetVersion
from homeward.places.models import Area, Country
from homeward.places.names import country_choices, language_choices, language_name

OFFERED = [code for code, _name in settings.LANGUAGES]
OTHER = "other"
LONGEST_BODY = 20_000


def areas_of(country: str) -> list[tuple[str, str]]:
    """The areas of a country by their tree, the upper ones first."""
    found = Area.objects.filter(country=country).order_by("level", "name")
    return [(str(area.pk), str(area)) for area in found]


class BeginForm(BaseForm):
    kind = forms.ChoiceField(label=_("About"), choices=SheetKind.choices)
    area = forms.ChoiceField(label=_("Area"), required=False)
    community_of = forms.ChoiceField(
        label=_("Nationality"),
        help_text=_("Of a community in this country: where its people come from."),
        required=False,
    )

    def __init__(self, *args: Any, country: Country, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, community = self.fields["area"], self.fields["community_of"]
        area.choices = [("", _("The whole country")), *areas_of(country.pk)]  # type: ignore[attr-defined]
        community.choices = [("", _("Not about a community")), *country_choices()]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["kind"],
            "area": Area.objects.filter(pk=cleaned["area"]).first() if cleaned["area"] else None,
            "community_of": Country.objects.filter(pk=cleaned["community_of"]).first(),
        }


class DraftForm(BaseForm):
    """A draft may be unfinished: what is missing is asked for all at once when it is published."""

    severity = forms.TypedChoiceField(
        label=_("Severity"),
        choices=[("", _("Not said")), *Severity.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    changes = forms.CharField(
        label=_("What changed"),
        help_text=_("In one sentence; whoever holds a case there reads it first."),
        max_length=500,
        required=False,
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )
    source_date = ThreePartDateField(label=_("Day of the source"), required=False)
    valid_until = ThreePartDateField(label=_("May be relied on until"), required=False)

    def __init__(self, *args: Any, version: SheetVersion, **kwargs: Any) -> None:
        texts = {text.language: text for text in version.texts.all()}
        self.languages = [*OFFERED, *(code for code in texts if code not in OFFERED)]
        names = ("severity", "changes", "source", "source_url", "source_date", "valid_until")
        initial = {name: getattr(version, name) for name in names}
        for code, text in texts.items():
            initial |= {f"title_{code}": text.title, f"body_{code}": text.body}
        super().__init__(*args, initial=initial, **kwargs)
        if version.sheet.kind != SheetKind.SECURITY:
            del self.fields["severity"]
        for code in self.languages:
            self._add(code)
        self.fields["language_other"] = forms.ChoiceField(
            label=_("Another language"),
            choices=[
                ("", _("None")),
                *(pair for pair in language_choices() if pair[0] not in self.languages),
            ],
            required=False,
        )
        self._add(OTHER)

    def _add(self, code: str) -> None:
        attrs = {"dir": "auto"} if code == OTHER else {"dir": "auto", "lang": code}
        self.fields[f"title_{code}"] = forms.CharField(
            label=_("Title"),
            max_length=200,
            required=False,
            widget=forms.TextInput(attrs=attrs),
        )
        self.fields[f"body_{code}"] = forms.CharField(
            label=_("Text"),
            help_text=_("Plain words. An empty line begins a paragraph."),
            max_length=LONGEST_BODY,
            required=False,
            widget=forms.Textarea(attrs={"rows": 8, **attrs}),
        )

    def by_language(self) -> Iterator[tuple[str, str, Any, Any]]:
        """For the page: code, name, and the two fields of each language that has a name."""
        for code in self.languages:
            yield code, language_name(code), self[f"title_{code}"], self[f"body_{code}"]

    def texts(self) -> dict[str, tuple[str, str]]:
        cleaned = self.cleaned_data
        found = {
            code: (cleaned[f"title_{code}"], cleaned[f"body_{code}"]) for code in self.languages
        }
        if cleaned["language_other"]:
            found[cleaned["language_other"]] = (cleaned["title_other"], cleaned["body_other"])
        return {code: pair for code, pair in found.items() if any(pair)}

    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "severity": cleaned.get("severity"),
            "changes": cleaned["changes"],
            "source": cleaned["source"],
            "source_url": cleaned["source_url"],
            "source_date": cleaned["source_date"],
            "valid_until": cleaned["valid_until"],
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_written = any(cleaned.get(f"{part}_other") for part in ("title", "body"))
        if is_written and not cleaned.get("language_other"):
            self.add_error("language_other", _("Say in which language this is."))
        return cleaned


class CommunityForm(BaseForm):
    size = forms.IntegerField(
        label=_("People"),
        help_text=_("Leave it empty where nobody has counted."),
        min_value=0,
        max_value=2_000_000_000,
        required=False,
    )
    size_source = forms.CharField(label=_("Counted by"), max_length=300, required=False)
    size_on = ThreePartDateField(label=_("Counted on"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("Where they live"),
        queryset=Area.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Their organisations"),
        queryset=Actor.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, *args: Any, version: SheetVersion, **kwargs: Any) -> None:
        known = Community.objects.filter(version=version).first()
        initial = (
            {
                "size": known.size,
                "size_source": known.size_source,
                "size_on": known.size_on,
                "languages": known.languages,
                "areas": list(known.areas.all()),
                "organisations": list(known.organisations.all()),
            }
            if known
            else {}
        )
        super().__init__(*args, initial=initial, **kwargs)
        country = version.sheet.country_id
        self.fields["languages"].choices = language_choices()  # type: ignore[attr-defined]
        # The upper level alone: where a community lives is told by region.
        areas = Area.objects.filter(country=country, parent=None)
        self.fields["areas"].queryset = areas  # type: ignore[attr-defined]
        actors = Actor.objects.filter(country=country)
        self.fields["organisations"].queryset = actors  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("size") is not None:
            for name in ("size_source", "size_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A count needs its source and its day."))
        return cleaned


class FactForm(BaseForm):
    occupation = forms.CharField(label=_("Occupation"), max_length=200, required=False)
    sector = forms.CharField(label=_("Sector"), max_length=200, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    demand = forms.ChoiceField(
        label=_("Demand"), choices=[("", _("Unknown")), *Demand.choices], required=False
    )
    vacancies = forms.IntegerField(
        label=_("Vacancies counted"), min_value=0, max_value=10_000_000, required=False
    )
    seekers = forms.IntegerField(
        label=_("People who look for it, counted"),
        min_value=0, max_value=10_000_000, required=False,
        help_text=_("With the vacancies they tell whether the market is full."),
    )  # fmt: skip
    placements = forms.IntegerField(
        label=_("People placed in it, counted"), min_value=0, max_value=10_000_000, required=False
    )
    wage_from = forms.DecimalField(
        label=_("Wage from"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    wage_to = forms.DecimalField(
        label=_("Wage to"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    currency = forms.RegexField(
        label=_("Currency"),
        help_text=_("Three letters, for example GHS."),
        regex=r"^[A-Za-z]{3}$",
        required=False,
    )
    period = forms.ChoiceField(
        label=_("The wage is for"), choices=[("", _("Not said")), *WagePeriod.choices],
        required=False,
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300)
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=500, required=False, assume_scheme="https"
    )
    observed_on = ThreePartDateField(label=_("Of the day"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, country: Country, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("The whole country")), *areas_of(country.pk)]
        self.fields["area"].choices = offered  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        cleaned["area"] = Area.objects.filter(pk=cleaned["area"] or 0).first()
        cleaned["currency"] = cleaned["currency"].upper()
        return cleaned


def one_of(given: str, allowed: Sequence[str]) -> str:
    """What an address asks for, where it may mean it; else nothing."""
    return given if given in allowed else ""
