from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.core.forms import BaseForm
from homeward.packages import queries
from homeward.programmes import queries as programmes
from homeward.programmes.models import Programme


class PeerForm(BaseForm):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Organisation that works there"),
        queryset=None,
        empty_label=_("Choose an organisation"),
    )
    card = forms.FileField(label=_("Its card"), help_text=_("The file that they sent you."))
    fingerprint = forms.CharField(
        label=_("Fingerprint, as they told you"),
        max_length=80,
        help_text=_("Asked by another way than the card came: by phone, or on paper."),
    )
    checked_how = forms.CharField(
        label=_("How you checked it"),
        max_length=200,
        help_text=_("For example: read to me by their data protection officer on the phone."),
    )

    def __init__(self, *args: Any, own: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.organisations_to_enter(own)  # type: ignore[attr-defined]


class SendForm(BaseForm):
    recipient: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Receiver"), queryset=None, empty_label=_("Choose a receiver")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = queries.known_organisations()  # type: ignore[attr-defined]


class ComparisonForm(BaseForm):
    letter = forms.FileField(
        label=_("The sealed file"), help_text=_("The file that the other organisation sent you.")
    )


class ReceiptForm(BaseForm):
    receipt = forms.FileField(label=_("The receipt"), help_text=_("The file that they sent back."))


class ReleaseForm(BaseForm):
    release = forms.FileField(
        label=_("The signed release"), help_text=_("The file that they sent you.")
    )


class TakeForm(BaseForm):
    package = forms.FileField(label=_("The package"), help_text=_("The file that they sent you."))
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme it becomes a case of"),
        queryset=None,
        empty_label=_("Choose a programme"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes.run_here()  # type: ignore[attr-defined]
