"""The programme itself, where it works, with whom and with what money."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from homeward.actors.models import Actor
from homeward.core.commas import enumerated
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.places.names import country_choices
from homeward.programmes.choices import (
    BudgetKind,
    BudgetStatus,
    Category,
    ParticipationRole,
    ProgrammeKind,
    ProgrammeStatus,
)
from homeward.programmes.forms.fields import CurrencyField, amount_field, country_field, fill
from homeward.programmes.models import Programme, Sector, TargetGroup
from homeward.programmes.queries import programmes as queries

LONGEST = 200
NOT_STATED = ("", _("Not stated"))


@dataclass(frozen=True)
class Filter:
    """What the list's address asks for. What it can't mean is left out, not refused."""

    q: str = ""
    country: str = ""
    category: str = ""
    group: str = ""
    funder: str = ""
    kind: str = ""
    status: str = ""
    open: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Filter:
        given = {part.name: query.get(part.name, "")[:LONGEST].strip() for part in fields(cls)}
        given = {name: value.replace("\x00", "") for name, value in given.items()}
        allowed = {
            "category": Category.values,
            "kind": ProgrammeKind.values,
            "status": ProgrammeStatus.values,
            "open": ["1"],
        }
        for name, values in allowed.items():
            if given[name] not in values:
                given[name] = ""
        if not are_digits(given["funder"]):
            given["funder"] = ""
        return cls(**given)

    def programmes(self, *, on: date) -> QuerySet[Programme]:
        return queries.listed(vars(self), on=on)

    @property
    def is_narrowed(self) -> bool:
        return any(vars(self).values())

    def url(self, **changed: str) -> str:
        kept = {name: value for name, value in (vars(self) | changed).items() if value}
        return f"?{urlencode(kept)}"


class FilterForm(BaseForm):
    """The filters as fields, for the page; what they mean is read by Filter."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=LONGEST)
    country = forms.ChoiceField(label=_("Country"), required=False)
    category = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("All")), *Category.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *ProgrammeKind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("All")), *ProgrammeStatus.choices]
    )
    group = forms.ChoiceField(label=_("For whom"), required=False)
    funder = forms.ChoiceField(label=_("Funded by"), required=False)
    open = forms.ChoiceField(
        label=_("Today"), required=False, choices=[("", _("All")), ("1", _("Open today"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Nobody validates it; that a filter may stay empty needs no saying.
            field.required = True
        for name, choices in (
            ("country", queries.countries_named()),
            ("group", queries.groups()),
            ("funder", queries.funders()),
        ):
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]


class ProgrammeForm(BaseForm):
    code = forms.CharField(
        label=_("Code"), max_length=120, help_text=_("As your organisation numbers its programmes")
    )
    name = forms.CharField(label=_("Name"), max_length=500)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[NOT_STATED, *ProgrammeKind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[NOT_STATED, *ProgrammeStatus.choices]
    )
    starts_on = ThreePartDateField(
        label=_("Begins on"), required=False, help_text=_("Leave it empty where nobody knows yet.")
    )
    ends_on = ThreePartDateField(label=_("Ends on"), required=False)
    seats = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        help_text=_("Leave it empty where nobody can say."),
    )
    is_open = forms.BooleanField(label=_("Takes new cases"), required=False)
    target_groups: forms.ModelMultipleChoiceField[TargetGroup] = forms.ModelMultipleChoiceField(
        label=_("For whom"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    objectives = forms.CharField(
        label=_("Objectives"), required=False, widget=forms.Textarea, max_length=10_000
    )
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea, max_length=20_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, target_groups=TargetGroup.objects.all())


class PlaceForm(BaseForm):
    country = country_field(_("Country"))
    area = forms.CharField(
        label=_("Area"),
        required=False,
        max_length=LONGEST,
        help_text=_("Its name or P-code. Empty: the whole country."),
    )
    starts_on = ThreePartDateField(label=_("From"), required=False)
    ends_on = ThreePartDateField(label=_("Until"), required=False)
    seats = forms.IntegerField(label=_("Places there"), required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, country=queries.countries())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words, country = cleaned.get("area"), cleaned.get("country")
        cleaned["area"] = None
        if words and country:
            found = list(queries.areas_called(words, country=country.pk))
            if len(found) == 1:
                cleaned["area"] = found[0]
            else:
                self.add_error("area", _which(found))
        return cleaned


def _which(found: list[Any]) -> Any:
    if not found:
        return _("No area of this country is called so.")
    names = enumerated(f"{area} ({area.pcode or area.parent or area.pk})" for area in found[:5])
    return _("Several areas are called so. Give the P-code: %(names)s") % {"names": names}


class CorridorForm(BaseForm):
    host = country_field(_("Host country"))
    origin = country_field(_("Country of origin"))
    transit = forms.MultipleChoiceField(
        label=_("Transit countries"),
        required=False,
        choices=country_choices,
        help_text=_("Those that the way leads through. Hold Ctrl to choose several."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, host=queries.countries(), origin=queries.countries())


class SectorForm(BaseForm):
    sector: forms.ModelChoiceField[Sector] = forms.ModelChoiceField(
        label=_("Sector"), queryset=None, empty_label=_("Choose a sector")
    )
    percentage = forms.DecimalField(
        label=_("Share in percent"), required=False, min_value=0, max_value=100, decimal_places=4
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, sector=queries.sectors())


class PartForm(BaseForm):
    actor: forms.ModelChoiceField[Actor] = forms.ModelChoiceField(
        label=_("Organisation"), queryset=None, empty_label=_("Choose an organisation")
    )
    role = forms.TypedChoiceField(
        label=_("Its part"), choices=ParticipationRole.choices, coerce=ParticipationRole
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, actor=queries.actors())


class BudgetForm(BaseForm):
    amount = amount_field(_("Amount"))
    currency = CurrencyField()
    starts_on = ThreePartDateField(label=_("From"))
    ends_on = ThreePartDateField(label=_("Until"))
    funder: forms.ModelChoiceField[Actor] = forms.ModelChoiceField(
        label=_("Funded by"), queryset=None, required=False, empty_label=_("Not stated")
    )
    kind = forms.TypedChoiceField(label=_("Kind"), choices=BudgetKind.choices, coerce=BudgetKind)
    status = forms.TypedChoiceField(
        label=_("Status"), choices=BudgetStatus.choices, coerce=BudgetStatus
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, funder=queries.actors())
