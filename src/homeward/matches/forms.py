"""The forms of matches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.matches.choices import Part, Standing
from homeward.matches.models import RankingVersion

LENGTH = 1000


def _why(field: type[forms.CharField], **more: Any) -> forms.CharField:
    return field(
        label=_("Why"),
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever comes after you reads it beside the offer."),
        **more,
    )


class ReasonForm(BaseForm):
    reason = _why(forms.CharField, required=False)


class PlacingForm(BaseForm):
    reason = _why(RuledCharField)
    standing = forms.ChoiceField(
        label=_("Where it should stand"), choices=Standing.choices, widget=forms.RadioSelect
    )
    field_order = ["standing", "reason"]


class WeighForm(BaseForm):
    """The ten weights in hundredths, beginning with those in force."""

    def __init__(self, *args: Any, now: RankingVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in Part:
            self.fields[part.value] = forms.IntegerField(
                label=part.label, initial=now.parts[part.value], min_value=0, max_value=100
            )
        self.fields["reach_km"] = forms.IntegerField(
            label=_("Kilometres at which nearness ends"), initial=now.reach_km, min_value=1,
            max_value=5000,
        )  # fmt: skip
        self.fields["valid_from"] = ThreePartDateField(label=_("Valid from"))
        self.fields["source"] = forms.CharField(
            label=_("Where the weights come from"), max_length=LENGTH, required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("A decision, a study, or your own choice. Say whether it was measured."),
        )  # fmt: skip

    @property
    def parts(self) -> dict[Part, int]:
        return {part: self.cleaned_data[part.value] for part in Part}
