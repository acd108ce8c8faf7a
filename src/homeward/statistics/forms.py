from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm
from homeward.indicators.choices import Dimension, PeriodKind
from homeward.statistics import queries


def cut_in_words(name: str) -> str:
    """ "programme+sex" as a reader says it."""
    if not name:
        return _t("All together")
    return " × ".join(str(Dimension(part).label) for part in name.split("+"))


class ReleaseForm(BaseForm):
    title = forms.CharField(label=_("Title"), max_length=160)
    codes = forms.MultipleChoiceField(
        label=_("Indicators"), widget=forms.CheckboxSelectMultiple, required=False
    )
    cuts = forms.MultipleChoiceField(
        label=_("Told apart by"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The figures of all together are always part of it."),
    )
    period = forms.ChoiceField(
        label=_("Periods"), choices=PeriodKind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What a reader should know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example where the data are thin. It is published with the tables."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cuts = [(name, cut_in_words(name)) for name in queries.choices_of_cuts() if name]
        self.fields["codes"].choices = queries.choices_of_codes()  # type: ignore[attr-defined]
        self.fields["cuts"].choices = cuts  # type: ignore[attr-defined]


class WhyForm(BaseForm):
    why = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=300,
        required=False,
        help_text=_("Everybody who opens the release reads it."),
    )
