from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.exchange.sheets.choices import Field
from homeward.exchange.sheets.models import Layout
from homeward.places.names import country_choices

YEARS = (1990, 2099)
MONTHS = (1, 12)


def _year() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[1],
        help_text=_("What the sheet is about, where its columns don’t say it."),
    )


def _month() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Month"),
        required=False,
        min_value=MONTHS[0],
        max_value=MONTHS[1],
        help_text=_("As a number from 1 to 12."),
    )


class UploadForm(BaseForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, packed CSV (.csv.gz) or a workbook (XLSX), 8 MB at most."),
        allow_empty_file=True,
    )
    year = _year()
    month = _month()


class ColumnsForm(BaseForm):
    """What each column says; `column_3` is the fourth."""

    name = forms.CharField(
        label=_("Name of the layout"),
        max_length=100,
        help_text=_("The next sheet with these headings is known by it and needs no naming."),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Where no column says it."),
    )
    year = _year()
    month = _month()

    def __init__(self, *args: Any, header: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("A column says it")), *country_choices()]  # type: ignore[attr-defined]
        for number, heading in enumerate(header):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading or str(number + 1),
                choices=[("", _("Not read")), *Field.choices],
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        self.width = len(header)

    def columns(self) -> dict[int, str]:
        return {n: self.cleaned_data.get(f"column_{n}", "") for n in range(self.width)}


def named_before(layout: Layout) -> Mapping[str, Any]:
    """A layout's own answers, to begin with."""
    by_number = {f"column_{number}": field for field, number in layout.columns.items()}
    return {"name": layout.name, "country": layout.country_id or "", **by_number}


class SheetForm(BaseForm):
    """Which sheet of a workbook."""

    sheet = forms.ChoiceField(label=_("Sheet of the workbook"))

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]
