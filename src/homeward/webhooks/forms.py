from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.core.forms import BaseForm
from homeward.webhooks import queries
from homeward.webhooks.choices import TO_CHOOSE


class EndpointForm(BaseForm):
    used_for = forms.CharField(
        label=_("What it is for"),
        max_length=200,
        help_text=_("For example: our own case system hears of answers at once."),
    )
    url = forms.CharField(
        label=_("Address of your system"),
        max_length=500,
        help_text=_("It begins with https:// and takes a POST with JSON."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )
    events = forms.MultipleChoiceField(
        label=_("What is told"), choices=TO_CHOOSE, widget=forms.CheckboxSelectMultiple
    )
    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("As whom it is told"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
        help_text=_(
            "Only of what this person may see. Usually the one whose token reads the rest."
        ),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.possible_users(by)  # type: ignore[attr-defined]
