from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.alignment import choices
from homeward.alignment.queries import funding, sides
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.places.models import Country
from homeward.programmes.choices import Category, ProgrammeKind
from homeward.programmes.models import Coverage, TargetGroup

AREA = forms.Textarea(attrs={"rows": 4})
ANY = [("", _("All"))]


def _countries() -> list[tuple[str, Any]]:
    """Those in which a programme works or to which a corridor leads."""
    worked = Coverage.objects.filter(country__isnull=False).order_by()
    codes = set(worked.values_list("country", flat=True).distinct())
    codes |= {country.pk for pair in sides.corridors() for country in pair}
    found = Country.objects.filter(pk__in=codes)
    return [*ANY, *sorted(((c.pk, str(c)) for c in found), key=lambda row: row[1])]


class CountryForm(BaseForm):
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = _countries()  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked; what is no choice is left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class ProgrammesForm(CountryForm):
    need = forms.ChoiceField(label=_("Need"), choices=[*ANY, *Category.choices], required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[*ANY, *ProgrammeKind.choices], required=False
    )
    q = forms.CharField(label=_("Words of the name"), required=False, max_length=100)


class OpenForm(ProgrammesForm):
    open = forms.ChoiceField(
        label=_("Time"), choices=[("", _("At any time")), ("now", _("Open today"))], required=False
    )


class CalendarForm(CountryForm):
    need = forms.ChoiceField(label=_("Need"), choices=[*ANY, *Category.choices], required=False)


class GapsForm(CountryForm):
    group = forms.ChoiceField(label=_("For whom"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(group.pk, str(group)) for group in TargetGroup.objects.all()]
        self.fields["group"].choices = [*ANY, *groups]  # type: ignore[attr-defined]
        self.fields["month"].choices = months  # type: ignore[attr-defined]


class PairsForm(BaseForm):
    kind = forms.ChoiceField(
        label=_("Finding"),
        choices=[
            *ANY,
            ("duplicate", _("Likely duplicates")),
            ("overlap", _("Overlaps")),
            ("against", _("In one place, and don't meet")),
        ],
        required=False,
    )
    q = forms.CharField(label=_("Words of a name"), required=False, max_length=100)


class FundingForm(CountryForm):
    by = forms.ChoiceField(
        label=_("By"),
        choices=[("funder", _("Funder")), ("sector", _("Need")), ("country", _("Country"))],
        required=False,
    )
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [*ANY, *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    @property
    def group(self) -> str:
        chosen = str(self.asked["by"])
        return chosen if chosen in funding.BY else funding.BY[0]


class CorridorForm(BaseForm):
    corridor = forms.ChoiceField(label=_("Corridor"), required=False)

    def __init__(self, *args: Any, corridors: list[tuple[Country, Country]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["corridor"].choices = [  # type: ignore[attr-defined]
            (f"{host.pk}-{origin.pk}", f"{host} → {origin}") for host, origin in corridors
        ]


class DecideForm(BaseForm):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=choices.Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=AREA,
        help_text=_("Others read it beside the decision. Name no person in need of support."),
    )


class ProposeForm(BaseForm):
    aspect = forms.ChoiceField(label=_("About"), choices=choices.Aspect.choices)
    asked = forms.ModelChoiceField(
        label=_("Whom you ask"), queryset=Organisation.objects.none(), empty_label=None
    )
    text = forms.CharField(
        label=_("What to change"),
        widget=AREA,
        help_text=_("One change, with what it would bring: dates, areas, a criterion, a budget."),
    )

    def __init__(self, *args: Any, leads: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Organisation.objects.filter(pk__in=[lead.pk for lead in leads])
        self.fields["asked"].queryset = found  # type: ignore[attr-defined]


class AnswerForm(BaseForm):
    answer = forms.ChoiceField(
        label=_("Answer"), choices=choices.Answer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why"), widget=AREA)


class OpeningForm(BaseForm):
    choice = forms.ChoiceField(
        label=_("What you do"), choices=choices.Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why"), widget=AREA)


class JudgeForm(BaseForm):
    category = forms.ChoiceField(label=_("Need"), choices=Category.choices)
    side = forms.ChoiceField(
        label=_("Better given"), choices=choices.Side.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=AREA,
        help_text=_("Waiting time, cost, language, continuity: what the judgement rests on."),
    )
    review_on = ThreePartDateField(label=_("To be reviewed on"))


def in_a_year(today: date) -> date:
    """The day on which a judgement is reviewed, unless another one is said."""
    return today.replace(year=today.year + 1, day=min(today.day, 28))
