from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.core.forms import BaseForm
from homeward.desk import why


class WhyForm(BaseForm):
    """Who, which row, for what."""

    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Who"), queryset=None, empty_label=_("Choose somebody")
    )
    case = forms.CharField(label=_("Case"), max_length=20, help_text=_("Its reference"))
    data_class = forms.TypedChoiceField(
        label=_("Kind of data"),
        choices=DataClass.choices,
        coerce=lambda value: DataClass(int(value)),
        initial=DataClass.CASE,
    )
    purpose = forms.TypedChoiceField(
        label=_("For what"),
        choices=Purpose.choices,
        coerce=lambda value: Purpose(int(value)),
        initial=Purpose.CASEWORK,
    )

    def __init__(self, *args: Any, asker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = why.people_to_ask_about(asker)
        field.label_from_instance = _named


def _named(user: User) -> str:
    return f"{user.organisation}: {user.name}, {user.role_label}"
