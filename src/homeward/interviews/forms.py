"""The forms of the pages of interviews."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField


class HeldOnForm(BaseForm):
    held_on = ThreePartDateField(
        label=_("Day of the interview"),
        help_text=_("Today, unless it was written down on paper before."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"held_on": today}, **kwargs)


class InviteForm(BaseForm):
    language = forms.ChoiceField(
        label=_("Language of the person"),
        help_text=_("The pages around the questions are in this language."),
        choices=settings.LANGUAGES,
    )
