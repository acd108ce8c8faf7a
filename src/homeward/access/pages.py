"""How a page declares itself: its action, its purpose, and the actor under which it runs."""

import logging
from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.apps import apps
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse

from homeward.access import gate, reading, replica, second_factor, sessions, unit, ways
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core import logs
from homeward.core.faults import NOT_ALLOWED, sqlstate
from homeward.core.once import Sending

logger = logging.getLogger(__name__)
READING = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., HttpResponse])
Answer = TypeVar("Answer")


class Request(HttpRequest):
    """A request that passed `page`: somebody is signed in."""

    user: User


def _has_second_factor(request: HttpRequest, user: User) -> bool:
    """Nobody without a role needs one; the office's own counts where it is believed (oidc.py)."""
    return (
        not user.roles
        or second_factor.was_given_at_provider(request, user)
        or bool(is_mfa_enabled(user))
    )


def page(
    action: str,
    *,
    purpose: Purpose = Purpose.CASEWORK,
    or_else: Purpose | None = None,
    may_lag: bool = False,
) -> Callable[[View], View]:
    """Declares a page's action and checks it: sign-in, second factor, verb; then the actor.

    The view runs, and its template is rendered, inside the actor's transaction. `or_else`: the page
    serves a second purpose as well. What is not there for the first is asked for by the second, in
    a transaction of its own; never are both open at once.

    `may_lag`: a standby may answer, some seconds behind, and the page says as of when (replica.py).
    """

    def declare(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = request.user
            if not isinstance(user, User) or sessions.has_ended(request):
                return redirect_to_login(request.get_full_path())
            if settings.SECOND_FACTOR_REQUIRED and not _has_second_factor(request, user):
                return redirect("mfa_activate_totp")
            if not can(user, action):
                raise PermissionDenied(action)
            request.is_open = partial(ways.is_open, user)  # type: ignore[attr-defined]
            kind = ActorKind.PERSON if user.is_returnee else ActorKind.USER

            def answered() -> HttpResponse:
                return answer(view, action, request, kind, user.pk, purpose, args, kwargs)

            try:
                return replica.answer(request, answered) if may_lag else answered()
            except Http404:
                if or_else is None:
                    raise
            return answer(view, action, request, kind, user.pk, or_else, args, kwargs)

        checked.action = action  # type: ignore[attr-defined]
        return cast(View, checked)

    return declare


def link_page(
    view: Callable[..., HttpResponse], purpose: Purpose = Purpose.REFERRAL
) -> Callable[..., HttpResponse]:
    """A page opened by a single-purpose link; `link` is what the token's look-up found."""

    @wraps(view)
    def opened(request: HttpRequest, link: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        return answer(view, "link", request, ActorKind.LINK, link, purpose, args, kwargs)

    opened.action = "link"  # type: ignore[attr-defined]
    return opened


def public_page(view: View) -> View:
    """A page for everybody. It runs as nobody and so reads no person-level row."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    opened.action = "public"  # type: ignore[attr-defined]
    return cast(View, opened)


def answer(
    view: Callable[..., HttpResponse],
    action: str,
    request: HttpRequest,
    kind: ActorKind,
    actor_id: object,
    purpose: Purpose,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> HttpResponse:
    """A page's answer; where its reads could not be logged, a page that says so."""
    try:
        response = run(view, action, request, kind, actor_id, purpose, args, kwargs)
    except reading.NotLogged:
        # The page was rendered and is thrown away; the fault is in the log of the server.
        logger.exception("reads could not be logged")
        return render(request, "access/not_logged.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
    # Rows under the gate: on a shared computer "Back" after signing out must not show them.
    response.setdefault("Cache-Control", "no-store")
    return response


def run(
    view: Callable[..., Answer],
    action: str,
    request: HttpRequest,
    kind: ActorKind,
    actor_id: object,
    purpose: Purpose,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Answer:
    """One answer as one unit of work of an actor: pages, links, downloads and the API alike."""
    try:
        with gate.acting(kind, actor_id, purpose):
            request.has_actor = True  # type: ignore[attr-defined]
            _name_work(action, request)
            # Of a link nobody is signed in, and its session is not to be touched.
            signed_in = kind in {ActorKind.USER, ActorKind.PERSON}
            who = request.user if signed_in else None
            logs.act_as(kind.value, getattr(who, "organisation_id", None))
            sending = Sending.of(request, f"{kind.value}|{actor_id}")
            if sending and (done := sending.begin()):
                return cast(Answer, done)
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
            if sending and isinstance(response, HttpResponse):
                sending.end(response)
            return response
    except DatabaseError as error:
        # The policies refused a write: the same answer as for a missing verb.
        if sqlstate(error) == NOT_ALLOWED and not connection.needs_rollback:
            raise PermissionDenied("row policy") from error
        raise
    except ObjectDoesNotExist as error:
        # An action locks what its actor has read; what they may not change isn't there for a lock.
        if request.method not in READING and _is_under_policies(type(error)):
            raise PermissionDenied("row policy") from error
        raise
    finally:
        request.has_actor = False  # type: ignore[attr-defined]


def _is_under_policies(missing: type[ObjectDoesNotExist]) -> bool:
    """Was it a row of a table under row policies that was not there?"""
    models = [m for m in apps.get_models() if getattr(m, "DoesNotExist", None) is missing]
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_or(relrowsecurity) from pg_class where oid = any (%s::regclass[])",
            [[model._meta.db_table for model in models]],
        )
        return bool(cursor.fetchone()[0])


def _name_work(action: str, request: HttpRequest) -> None:
    """For the read log: which page, and its path's pattern, which holds nobody's id."""
    work, match = unit.current(), request.resolver_match
    if work:
        work.action, work.path = action, match.route if match else ""
