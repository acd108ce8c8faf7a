from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.exchange import queries
from homeward.exchange.choices import Scope


class TokenForm(BaseForm):
    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Whose token"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
        help_text=_("The program sees and does what this person may, and no more."),
    )
    used_for = forms.CharField(
        label=_("What it is for"),
        max_length=200,
        help_text=_("For example: our own case system fetches referrals every night."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What the program may do"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    ends_on = ThreePartDateField(label=_("Until"), help_text=_("A year at most."))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = queries.possible_users(by)  # type: ignore[attr-defined]

    def expires_at(self) -> datetime:
        """The end of the day that was named."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["ends_on"], time.max))
