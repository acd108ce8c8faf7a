from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm


class BringForm(BaseForm):
    file = forms.FileField(
        label=_("File of IATI activities"),
        help_text=_("XML of version 2.03, up to 50 MB. Nothing is written before you say so."),
    )
    is_lenient = forms.BooleanField(
        label=_("Read leniently: older versions too, and what can be read of a file with faults"),
        required=False,
    )
