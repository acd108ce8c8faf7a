from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.programmes.models import Programme
from homeward.rights import choices, queries

LONG = forms.Textarea(attrs={"rows": 3})


class RequestForm(BaseForm):
    kind = forms.ChoiceField(label=_("What they ask for"), choices=choices.RequestKind.choices)
    asked_by = forms.ChoiceField(
        label=_("How they asked"),
        choices=[c for c in choices.AskedBy.choices if c[0] != choices.AskedBy.PORTAL],
    )
    received_on = ThreePartDateField(
        label=_("Received on"), help_text=_("The term for the answer runs from this day.")
    )
    said = forms.CharField(label=_("In their words"), widget=LONG, required=False)


class IdentityForm(BaseForm):
    identity = forms.ChoiceField(
        label=_("How you know who asks"),
        choices=[c for c in choices.IdentityCheck.choices if c[0] != choices.IdentityCheck.SIGN_IN],
        widget=forms.RadioSelect,
    )


class RefuseForm(BaseForm):
    ground = forms.ChoiceField(
        label=_("On which ground"), choices=choices.RefusalGround.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("What the person is told"),
        widget=LONG,
        help_text=_("With how they can complain about this answer."),
    )


class RectifyForm(BaseForm):
    value = forms.CharField(label=_("The right value"), required=False, max_length=200)
    reason = forms.CharField(
        label=_("What shows that it is right"),
        widget=LONG,
        help_text=_("For example: the passport was seen on 3 May."),
    )


class ChoiceRectifyForm(RectifyForm):
    """Where the value is one of a list."""

    value = forms.ChoiceField(label=_("The right value"))  # type: ignore[assignment]

    def __init__(self, *args: Any, allowed: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = allowed  # type: ignore[attr-defined]


class HoldForm(BaseForm):
    kind = forms.ChoiceField(label=_("Because of"), choices=choices.HoldKind.choices)
    note = forms.CharField(label=_("Note"), widget=LONG, required=False)
    until = ThreePartDateField(
        label=_("Until"), required=False, help_text=_("Without a day it stands until it is ended.")
    )


class ProposeForm(BaseForm):
    ground = forms.ChoiceField(label=_("Ground"), choices=choices.ErasureGround.choices)
    reason = forms.CharField(label=_("Reason"), widget=LONG)


class EndHoldForm(BaseForm):
    """Nothing to type: the page itself asks."""


class RetentionForm(BaseForm):
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Programme"), queryset=None, empty_label=_("Choose a programme")
    )
    months = forms.IntegerField(label=_("Months after closure"), min_value=0, max_value=1200)
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = forms.CharField(
        label=_("Where this is laid down"),
        max_length=200,
        help_text=_("For example the article of the agreement, or the archive law."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = queries.led_by(user)  # type: ignore[attr-defined]


class AskForm(BaseForm):
    """On the person's own pages."""

    kind = forms.ChoiceField(
        label=_("What do you want?"),
        choices=[c for c in choices.RequestKind.choices if c[0] != choices.RequestKind.COPY],
        widget=forms.RadioSelect,
    )
    said = forms.CharField(
        label=_("Tell us what is wrong, or why you ask"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words, in any language."),
    )
