"""What stands before every endpoint: the token, its scope, its user's verb; then the actor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from homeward.access import pages
from homeward.access.choices import ActorKind, Purpose
from homeward.access.permissions import can
from homeward.core import limits
from homeward.exchange import queries
from homeward.exchange.choices import Scope
from homeward.exchange.queries import Caller


class Turned(Exception):
    """Turned away: the status, a code, and words."""

    def __init__(self, status: int, code: str, words: str, *, seconds: int = 0) -> None:
        self.status, self.code, self.words, self.seconds = status, code, words, seconds
        super().__init__(code)


class Call(HttpRequest):
    """A request that passed `Token`."""

    auth: Caller


class Token(HttpBearer):
    """`Authorization: Bearer hw_...`, counted like a link: guessing ends in 429."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        if seconds := limits.wait_for_token(request, token):
            words = _("Too many requests. Wait, and try again.")
            raise Turned(429, "too_many", words, seconds=seconds)
        caller = queries.caller_of(token)
        if caller is None:
            limits.count_failure(request)
        return caller


def endpoint(
    *ways: tuple[str, Purpose], scope: Scope | None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares an endpoint's scope and its verbs, each with its purpose; the first one that the
    caller's user may do holds. The view runs inside the actor's transaction, as a page does."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(request: Call, *args: Any, **kwargs: Any) -> Any:
            caller = request.auth
            if scope is not None and scope.value not in caller.scopes:
                raise Turned(403, "no_scope", _("This token may not do that."))
            way = next((way for way in ways if can(caller.user, way[0])), None)
            if way is None:
                raise Turned(403, "no_role", _("Your role doesn’t do this."))
            request.user = caller.user
            user = caller.user
            return pages.run(view, way[0], request, ActorKind.USER, user.pk, way[1], args, kwargs)

        checked.actions = [action for action, _purpose in ways]  # type: ignore[attr-defined]
        return checked

    return declare
