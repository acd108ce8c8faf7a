from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.audit import queries
from homeward.core.forms import BaseForm, ThreePartDateField


class FilterForm(BaseForm):
    """What the officer asks of the read log. Everything empty: the last thirty days."""

    case = forms.CharField(
        label=_("Case reference"),
        required=False,
        max_length=20,
        help_text=_("Of your organisation's cases: the reads about this family"),
    )
    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Who read"), queryset=None, required=False, empty_label=_("Everybody")
    )
    purpose = forms.TypedChoiceField(
        label=_("For what"),
        choices=[("", _("Every purpose")), *Purpose.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    day = ThreePartDateField(label=_("On this day"), required=False)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.colleagues(reader)  # type: ignore[attr-defined]


class ReviewForm(BaseForm):
    note = forms.CharField(
        label=_("What you found"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: fits the cases handed over that week. No names of returnees."),
    )
