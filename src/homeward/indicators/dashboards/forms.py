"""Forms of results chains and of reports. What is not known stays empty."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.actors.models import Actor
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.indicators.choices import Direction, PeriodKind
from homeward.indicators.dashboards import choices, queries, words
from homeward.indicators.dashboards.actions import MeasureSaid, ResultSaid
from homeward.indicators.dashboards.models import DonorReport, Logframe, Result
from homeward.indicators.models import Indicator
from homeward.programmes.models import Programme

MONTHS = 3
# Periods to report on: so many quarters and years back.
QUARTERS, YEARS = 8, 4


def text(label: Any, length: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


def long_text(label: Any, *, required: bool = True, hint: Any = "", rows: int = 3) -> Any:
    return forms.CharField(
        label=label, max_length=8000, required=required, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def number(label: Any, hint: Any = "", *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=16, decimal_places=4, required=required, localize=True,
        help_text=hint,
    )  # fmt: skip


class ResultForm(BaseForm):
    level = forms.ChoiceField(label=_("Level"), choices=choices.Level.choices)
    number = text(_("Number"), 12, hint=_("As the document numbers it: 1, 1.2, 1.2.3"))
    serves = forms.ModelChoiceField(
        Result.objects.none(), label=_("Serves"), required=False,
        empty_label=_("Nothing: it is the impact"),
    )  # fmt: skip
    statement = long_text(_("Result"))
    assumptions = long_text(_("Assumptions and risks"), required=False)

    def __init__(self, *args: Any, chain: Logframe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = chain.results.exclude(level=choices.Level.OUTPUT)
        self.fields["serves"].queryset = above  # type: ignore[attr-defined]

    def said(self) -> ResultSaid:
        return ResultSaid(**self.cleaned_data)


class MeasureForm(BaseForm):
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(), label=_("Indicator of the registry"), required=False,
        empty_label=_("None: it is counted by hand"),
        help_text=_("Its figures come by themselves, as for every party."),
    )  # fmt: skip
    words = text(_("What is counted, where no indicator says it"), 300, required=False)
    unit = text(_("Unit"), 60, required=False)
    direction = forms.ChoiceField(label=_("Which way is better"), choices=Direction.choices)
    baseline = number(_("Baseline"), _("A share as a part of one: 0.62 for 62 percent."))
    baseline_on = ThreePartDateField(label=_("Baseline of"), required=False)
    baseline_source = text(_("Source of the baseline"), 300, required=False)
    target = number(_("Target"))
    target_on = ThreePartDateField(label=_("To be reached by"), required=False)
    verification = text(_("Source of verification"), 300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("target") is not None and not given.get("target_on"):
            self.add_error("target_on", _("Say by when it is to be reached."))
        return given

    def said(self) -> MeasureSaid:
        return MeasureSaid(**self.cleaned_data)


class ReadingForm(BaseForm):
    value = number(_("Figure"), required=True)
    on = ThreePartDateField(label=_("As of"))
    source = text(_("Source"), 300, hint=_("Which list or document says so. Name no person."))


class PublishForm(BaseForm):
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = text(_("Where it was agreed"), 300, hint=_("The document, with its date."))
    changes = long_text(_("What changed"), required=False)


class ReportForm(BaseForm):
    title = text(_("Title"), 200)
    donor = forms.ModelChoiceField(
        Actor.objects.none(), label=_("Donor"), empty_label=_("Choose the donor")
    )
    period = forms.ChoiceField(label=_("Period"))
    corrects = forms.ModelChoiceField(
        DonorReport.objects.none(), label=_("Corrects"), required=False,
        empty_label=_("Nothing: it is a first report"),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        donors = [donor.pk for donor in queries.donors_of(programme)]
        self.fields["donor"].queryset = Actor.objects.filter(pk__in=donors)  # type: ignore[attr-defined]
        self.fields["period"].choices = periods(today)  # type: ignore[attr-defined]
        sent = queries.listed(programme=programme).filter(status=choices.ReportStatus.SUBMITTED)
        self.fields["corrects"].queryset = sent  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        kind, first = self.cleaned_data["period"].split("/")
        starts_on = date.fromisoformat(first)
        return {
            "title": self.cleaned_data["title"],
            "starts_on": starts_on,
            "ends_on": words.last_day(PeriodKind(kind), starts_on),
            "corrects": self.cleaned_data["corrects"],
        }


def periods(today: date, *, quarters: int = QUARTERS, years: int = YEARS) -> list[tuple[str, str]]:
    """Quarters and years that have begun, the latest first."""
    index = today.year * 4 + (today.month - 1) // MONTHS
    starts = [date(n // 4, n % 4 * MONTHS + 1, 1) for n in range(index, index - quarters, -1)]
    found = [(PeriodKind.QUARTER, one) for one in starts]
    found += [(PeriodKind.YEAR, date(today.year - n, 1, 1)) for n in range(years)]
    return [(f"{kind}/{one.isoformat()}", words.period(kind, one)) for kind, one in found]


class PartForm(BaseForm):
    text = long_text(
        _("Text"), required=False, rows=10,
        hint=_("Name no person and nothing by which one could be known."),
    )  # fmt: skip
