"""Forms of the installation's watch."""

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Role
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.monitoring.choices import Kind

TOLD = [
    (Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label),
    (Role.DATA_PROTECTION_OFFICER.value, Role.DATA_PROTECTION_OFFICER.label),
]
A_YEAR_OF_MINUTES = 366 * 24 * 60


class RuleForm(BaseForm):
    kind = forms.ChoiceField(label=_("What it is about"), choices=Kind.choices)
    threshold = forms.IntegerField(
        label=_("From which figure on"), min_value=1, max_value=A_YEAR_OF_MINUTES,
        help_text=_("Times, minutes, seconds or percent, as the list of rules says."),
    )  # fmt: skip
    window_minutes = forms.IntegerField(
        label=_("Counted within so many minutes"), min_value=1, max_value=A_YEAR_OF_MINUTES,
        required=False, help_text=_("For what is counted in times."),
    )  # fmt: skip
    told = forms.MultipleChoiceField(
        label=_("Who is told"), choices=TOLD, widget=forms.CheckboxSelectMultiple
    )
    source = RuledCharField(label=_("Where it is laid down"), max_length=200)
    valid_from = ThreePartDateField(label=_("Valid from"))
