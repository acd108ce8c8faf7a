"""Signing in with the office's own account (OpenID Connect): a way in for users, never a way to be.

Whom the provider names by a verified e-mail, and who is an active user here, is let in. Nothing of
the provider is stored, so nothing here can be bent to name another. allauth talks to the provider;
what it answers is judged again here.
"""

from typing import Any, NoReturn
from urllib.parse import urlsplit

import requests
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.access import second_factor
from homeward.access.models import User

# How a provider says that more than a password was asked (RFC 8176, and Microsoft's).
MANY = frozenset({"mfa", "otp", "hwk", "sc", "fpt", "face", "swk"})


class Session(requests.Session):
    """The way to the provider: by TLS, to no other place than was asked for, and not for long.

    The addresses are the issuer's own: whoever runs the installation names it in the settings, and
    what it publishes of itself names the rest. It may well stand in the office's own network, so
    core/outgoing.py, which shuts that, is not the way to it.
    """

    def request(self, method: str, url: str, **more: Any) -> Any:  # type: ignore[override]
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in settings.OUTGOING_PLAIN_HOSTS:
            raise requests.exceptions.InvalidSchema(f"{parts.scheme} is no way to sign anybody in")
        more |= {"allow_redirects": False, "timeout": settings.SOCIALACCOUNT_REQUESTS_TIMEOUT}
        return super().request(method, url, **more)


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth is untyped
    def get_requests_session(self) -> requests.Session:
        return Session()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Always an answer of its own: allauth neither makes nor joins an account."""
        said = sociallogin.account.extra_data
        user = known(said)
        if user is None:
            raise ImmediateHttpResponse(_refused(request))
        request.session.pop(second_factor.AT_PROVIDER, None)
        if settings.OIDC_SECOND_FACTOR and gave_many(said["id_token"]):
            request.session[second_factor.AT_PROVIDER] = user.pk
        raise ImmediateHttpResponse(
            perform_login(request, user, email_verification="none", redirect_url="/")
        )

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
        extra_context: Any = None,
    ) -> NoReturn:  # fmt: skip
        raise ImmediateHttpResponse(_refused(request))


def known(said: dict[str, Any]) -> User | None:
    """The active user of whom the provider speaks, if all that it says holds together."""
    token, about = said.get("id_token") or {}, said.get("userinfo") or {}
    if token.get("iss") != settings.OIDC_ISSUER or not token.get("sub"):
        return None
    # OpenID Connect Core, 5.3.2: an answer about another must not be used.
    if about and about.get("sub") != token["sub"]:
        return None
    who = about if about.get("email") else token
    if who.get("email_verified") is not True or not who.get("email"):
        return None
    return User.objects.filter(
        email__iexact=who["email"], is_active=True, suspended_at=None, person_id=None
    ).first()


def gave_many(token: dict[str, Any]) -> bool:
    said = token.get("amr") or []
    return bool(MANY & {said} if isinstance(said, str) else MANY.intersection(said))


def _refused(request: HttpRequest) -> HttpResponse:
    """One answer for all reasons: who is a user here is not told to whoever asks."""
    return render(request, "access/oidc_refused.html", {"office": settings.OIDC_NAME}, status=403)


class Stage(AuthenticateStage):  # type: ignore[misc] # allauth is untyped
    """The second factor of ours, unless the provider's was given and is believed."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if second_factor.was_given_at_provider(request, self.login.user):
            return False
        return bool(super()._should_handle(request))
