"""A fresh second factor, asked for on the form itself that needs it."""

from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from homeward.access.models import User

# In the session, while it lasts: who gave a second factor at the office's provider (oidc.py).
AT_PROVIDER = "homeward_second_factor_at_provider"


def was_given_at_provider(request: HttpRequest, user: User | None) -> bool:
    return user is not None and request.session.get(AT_PROVIDER) == user.pk


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
