"""How a sign-in is kept: nobody signs up, and each writes only what is their own.

allauth's pages declare no action, so they are wrapped here: what they write, they write as the
user whom they are about (access/sql/users.sql refuses everything else).
"""

import base64
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.middleware import AccountMiddleware
from allauth.account.utils import url_str_to_user_pk
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth import hashers, signals, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access import gate, unit
from homeward.access.choices import ActorKind, Purpose
from homeward.access.keys import store
from homeward.access.models import User

SETTING_UP = {
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}
PURPOSE_OF_SECRETS = b"mfa_authenticator|data"
NONCE = 12


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong attempts. Sign-in for this address is closed for 5 minutes; try again"
            " then. Your account and your work are as you left them."
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """allauth's own, but that the office's second factor may count (oidc.py)."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "homeward.access.oidc.Stage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever typed the password moments ago is not asked again to set up a second factor."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not _sets_up_a_factor_after_signing_in(self.request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        with as_oneself(user):
            user.save(update_fields=["password"])


def _sets_up_a_factor_after_signing_in(request: HttpRequest) -> bool:
    """By password, in this session, within the time-out that a confirmation of access has.

    To take a factor away is confirmed all the same.
    """
    here = request.resolver_match
    if here is None or here.url_name not in SETTING_UP:
        return False
    records = get_authentication_records(request, request.user)
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record.get("method") == "password" and record["at"] > since for record in records)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """The secrets of second factors are ciphertext, under a secret of the key store."""

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(NONCE)
        sealed = _cipher().encrypt(nonce, text.encode(), PURPOSE_OF_SECRETS)
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        raw = base64.b64decode(encrypted_text)
        return _cipher().decrypt(raw[:NONCE], raw[NONCE:], PURPOSE_OF_SECRETS).decode()


def _cipher() -> AESGCM:
    return AESGCM(store.org_secret(store.INSTALLATION, "second factors"))


def as_oneself(user: User) -> AbstractContextManager[Any]:
    """A unit of work of this user's own; the running one where it is theirs already."""
    kind = ActorKind.PERSON if user.is_returnee else ActorKind.USER
    running = unit.current()
    if running and (running.kind, running.actor) == (kind, str(user.pk)):
        return nullcontext()
    return gate.acting(kind, user.pk, Purpose.CASEWORK)


def upgrade_hash(user: User, password: str) -> None:
    """A stronger hasher writes the password anew at the next sign-in."""
    user.password = hashers.make_password(password)
    with as_oneself(user):
        user.save(update_fields=["password"])


class OwnSignIn:
    """Runs each page of allauth as the user whom it is about, where there is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.allauth = AccountMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(view, "__module__", "").startswith("allauth."):
            return None
        user = _whom(request)
        if user is None or not user.is_active:
            return None
        try:
            with as_oneself(user):
                response: HttpResponse = view(request, *args, **kwargs)
                _keep_this_session(request)
                return response
        except (ImmediateHttpResponse, ReauthenticationRequired) as answer:
            # Django asks nobody about what is raised here; allauth answers with a redirect.
            redirect: HttpResponse = self.allauth.process_exception(request, answer)
            return redirect


def _whom(request: HttpRequest) -> User | None:
    """Signed in, or past the password and before the second factor."""
    if isinstance(request.user, User):
        return request.user
    pending = request.session.get(LOGIN_SESSION_KEY)
    if not isinstance(pending, dict) or "user_pk" not in pending:
        return None
    return User.objects.filter(pk=url_str_to_user_pk(pending["user_pk"])).first()


def _keep_this_session(request: HttpRequest) -> None:
    """A second factor that came or went ended every session (access/sql/users.sql) but this one."""
    user = request.user
    if not isinstance(user, User):
        return
    stamp = User.objects.values_list("session_stamp", flat=True).get(pk=user.pk)
    if stamp != user.session_stamp:
        user.session_stamp = stamp
        update_session_auth_hash(request, user)


def _note_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    user.last_login = timezone.now()
    with as_oneself(user):
        user.save(update_fields=["last_login"])


def connect() -> None:
    """Called once the models are ready, before django.contrib.auth is."""
    # In the place of Django's own receiver, which writes as nobody: its uid is taken then.
    signals.user_logged_in.connect(_note_sign_in, dispatch_uid="update_last_login")
