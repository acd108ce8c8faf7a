"""What the desk, the charter office and the centre type."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.cases.forms import VALUE_LENGTH, count_fields
from homeward.core.forms import BaseForm


class ReceiveForm(BaseForm):
    adults = forms.IntegerField(label=gettext_lazy("Adults who arrived"), min_value=0, max_value=30)
    children = forms.IntegerField(
        label=gettext_lazy("Children who arrived"), min_value=0, max_value=30
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark for the case manager"),
        max_length=VALUE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count_fields(self, "adults", "children")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors and not data["adults"] + data["children"]:
            self.add_error("adults", _("Nobody arrived: then this arrival can’t be confirmed."))
        return data
