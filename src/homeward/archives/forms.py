from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, RuledCharField


class AskForm(BaseForm):
    reason = RuledCharField(
        label=_("What the archive is for"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: we move to an installation of our own in March"),
    )
    passphrase = RuledCharField(
        label=_("Passphrase"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Twelve characters or more. It opens the archive, and nobody can find it again: write"
            " it down apart from the files."
        ),
    )


class DecideForm(BaseForm):
    note = RuledCharField(
        label=_("Note"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you say no"),
        # RuledCharField shows what has to be filled; here it is one case's.
    )
