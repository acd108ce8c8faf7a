"""A fresh second factor, asked for on the form itself that needs it."""

from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from homeward.access.models import User


def asks_for_password(user: User) -> bool:
    """Only the demo, where no second factor is required, takes the password in its place."""
    return not settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(user)


def is_given(user: User, code: str) -> bool:
    """Is this a code of the authenticator or a recovery code, now, of this user?

    allauth limits how often it may be tried, and takes each code once.
    """
    if asks_for_password(user):
        return user.check_password(code)
    form = ReauthenticateForm({"code": code}, user=user)
    if not form.is_valid():
        return False
    form.save()
    return True
