from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.services.choices import Fault


class ConfirmForm(BaseForm):
    places = forms.IntegerField(
        label=_("Free places"),
        help_text=_("Leave it empty when nobody can say."),
        required=False,
        min_value=0,
        max_value=100_000,
    )


class ReportForm(BaseForm):
    fault = forms.ChoiceField(
        label=_("What is wrong?"), choices=Fault.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name no returnee: everybody who keeps this entry reads it."),
    )


class AnswerForm(BaseForm):
    answer = forms.CharField(
        label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SearchForm(BaseForm):
    name = forms.CharField(label=_("Name of this search"), max_length=80)
