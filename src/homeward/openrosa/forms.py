from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.openrosa import queries
from homeward.programmes.models import Programme
from homeward.surveys.models import Instrument, InstrumentVersion


class DeviceForm(BaseForm):
    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Who holds the interviews"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
        help_text=_("What the device sends counts as this person’s interview."),
    )
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), empty_label=_("Choose a programme")
    )
    instruments: forms.ModelMultipleChoiceField[Instrument] = forms.ModelMultipleChoiceField(
        label=_("Instruments"),
        queryset=Instrument.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: all that your organisation asks by a form."),
    )
    ends_on = ThreePartDateField(label=_("Until"), help_text=_("A year at most."))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.interviewers(by)  # type: ignore[attr-defined]
        self.fields["programme"].queryset = queries.programmes()  # type: ignore[attr-defined]
        self.fields["instruments"].queryset = queries.instruments(by)  # type: ignore[attr-defined]

    def expires_at(self) -> datetime:
        """The end of the day that was named."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["ends_on"], time.max))


class DiscardForm(BaseForm):
    reason = forms.CharField(label=_("Why it is discarded"), max_length=300, required=False)


class BringingForm(BaseForm):
    """What any filled form from elsewhere is of."""

    version: forms.ModelChoiceField[InstrumentVersion] = forms.ModelChoiceField(
        label=_("Instrument"),
        queryset=InstrumentVersion.objects.none(),
        empty_label=_("Choose an instrument"),
        help_text=_("The form there is made of the same file as this version."),
    )
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), empty_label=_("Choose a programme")
    )
    of_nobody = forms.TypedChoiceField(
        label=_("Who answered"),
        choices=[
            ("", _("Persons with a case here: the form asks for the case’s number")),
            ("1", _("Nobody who is registered here: residents, a community")),
        ],
        widget=forms.RadioSelect,
        coerce=bool,
        required=False,
    )

    def clean_of_nobody(self) -> bool:
        return bool(self.cleaned_data["of_nobody"])

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = queries.askable(by)  # type: ignore[attr-defined]
        self.fields["programme"].queryset = queries.programmes()  # type: ignore[attr-defined]


class KoboForm(BringingForm):
    server = forms.URLField(
        label=_("Server"),
        max_length=200,
        initial="https://eu.kobotoolbox.org",
        assume_scheme="https",
    )
    asset = forms.CharField(
        label=_("The form’s id there"),
        max_length=40,
        help_text=_("It stands in the address of the form’s page, after “forms”."),
    )
    token = forms.CharField(
        label=_("Token"),
        max_length=100,
        widget=forms.PasswordInput,
        help_text=_("Of your account there, under “Security”. It is kept encrypted."),
    )


class SheetForm(BringingForm):
    file = forms.FileField(
        label=_("Export"),
        help_text=_(
            "An Excel workbook with XML values, with a sheet for each repeat. 5 MB at most."
        ),
    )
