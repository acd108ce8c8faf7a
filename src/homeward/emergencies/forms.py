"""Forms of emergency access."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access import second_factor
from homeward.access.models import User
from homeward.core.forms import BaseForm
from homeward.emergencies.choices import Verdict

LENGTH = 1000


class OpenForm(BaseForm):
    reference = forms.CharField(
        label=gettext_lazy("Case number"),
        help_text=gettext_lazy("As GH-26-01812."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("What the danger is"),
        help_text=gettext_lazy("In at least five words. Two organisations will read it."),
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    code = forms.CharField(max_length=200)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        if second_factor.asks_for_password(user):
            field.label = _("Your password")
            field.help_text = _("The demo asks for the password; otherwise it is a fresh code.")
            field.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        else:
            field.label = _("Code of your second factor")
            field.help_text = _("A fresh code of your authenticator, or a recovery code.")
            field.widget = forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "text", "dir": "ltr"}
            )


class ReviewForm(BaseForm):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("What it rests on"),
        max_length=LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
