"""The forms of the pages of forms."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.forms.choices import FormKind

SHEET = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(BaseForm):
    file = forms.FileField(
        label=_("XLSForm file"),
        help_text=_("An Excel workbook with the sheets survey, choices and settings."),
        widget=forms.FileInput(attrs={"accept": SHEET}),
    )


class NewForm(UploadForm):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Left empty, the file’s own title is taken."),
        max_length=200,
        required=False,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=FormKind.choices, initial=FormKind.ASSESSMENT)
    field_order = ["title", "kind", "file"]


class PublishForm(BaseForm):
    valid_from = ThreePartDateField(
        label=_("In use from"),
        help_text=_("Whoever begins on this day or later is asked by this version."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"valid_from": today}, **kwargs)
