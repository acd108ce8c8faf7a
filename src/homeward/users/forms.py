from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import POWERFUL, DataClass, Role
from homeward.access.models import User
from homeward.core.forms import BaseForm
from homeward.users import queries

GIVEN = [(role.value, role.label) for role in Role if role != Role.RETURNEE]
TWO_PEOPLE = {role.value: _("a second person approves it first") for role in POWERFUL}


class RolesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=GIVEN, label=_("Roles"), **kwargs)
        self.choice_hints = TWO_PEOPLE


class InviteForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    roles = RolesField()
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("For example: takes over the cases in Kumasi from May"),
    )


class RolesForm(BaseForm):
    roles = RolesField()
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ReasonForm(BaseForm):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ResetForm(BaseForm):
    identity_check = forms.CharField(
        label=_("How you made sure that it is really them"),
        max_length=500,
        help_text=_("For example: came to the office with their staff card. A call is not enough."),
    )


class SuspendForm(BaseForm):
    successor: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Who takes over their open work"),
        queryset=None,
        required=False,
        empty_label=_("Nobody"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, leaving: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = queries.successors(leaving)  # type: ignore[attr-defined]


class AcceptForm(BaseForm):
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput,
        help_text=_("At least 12 characters. A few words that only you put together are good."),
    )
    again = forms.CharField(label=_("The same password again"), widget=forms.PasswordInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        # A password that is refused for itself is not compared as well.
        if self.cleaned_data.get("password", again) != again:
            raise forms.ValidationError(_("The two passwords differ."))
        return again


class ClearanceForm(BaseForm):
    """The classes that stay, of those that a role or a user is cleared for."""

    classes = forms.TypedMultipleChoiceField(
        label=_("May see"),
        coerce=lambda value: DataClass(int(value)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, whole: set[DataClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classes"].choices = [(k.value, k.label) for k in sorted(whole)]  # type: ignore[attr-defined]
