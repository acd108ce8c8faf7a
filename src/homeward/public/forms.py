from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.services.choices import Fault

LONGEST = 1000


class MistakeForm(BaseForm):
    """What is wrong with a service. It asks for no name, and nobody answers."""

    fault = forms.ChoiceField(
        label=_("What is wrong?"), choices=Fault.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("Write no names and nothing about yourself: strangers read it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    # Not seen by anybody; see the view.
    website = forms.CharField(required=False, max_length=200)
