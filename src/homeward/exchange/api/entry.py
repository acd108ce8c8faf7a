"""What stands before every endpoint: the token, its scope, its user's verb; then the actor."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.security import HttpBearer

from homeward.access import pages
from homeward.access.choices import ActorKind, Purpose
from homeward.access.permissions import can
from homeward.core import limits
from homeward.core.foreign import json_of
from homeward.core.limits import Standing
from homeward.exchange import actions, queries
from homeward.exchange.api import tags
from homeward.exchange.choices import Scope
from homeward.exchange.queries import Caller

Way = tuple[str, Purpose]
View = Callable[..., Any]


class Turned(Exception):
    """Turned away: the status, a code, and words."""

    def __init__(self, status: int, code: str, words: str, *, seconds: int = 0) -> None:
        self.status, self.code, self.words, self.seconds = status, code, words, seconds
        super().__init__(code)


class Call(HttpRequest):
    """A request that passed `Token`; `standing` is with its limit, `tag` of what is told."""

    auth: Caller
    standing: Standing
    tag: str


class Token(HttpBearer):
    """`Authorization: Bearer hw_...`, counted like a link: guessing ends in 429."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        address = limits.address_of(request)
        standing = limits.count(limits.PER_TOKEN, token)
        request.standing = standing  # type: ignore[attr-defined]
        seconds = max(
            limits.wait(limits.FAILED, address, step=0),
            limits.wait(limits.PER_ADDRESS, address),
            0 if standing.count <= standing.limit.most else standing.seconds,
        )
        if seconds:
            words = _("Too many requests. Wait, and try again.")
            raise Turned(HTTPStatus.TOO_MANY_REQUESTS, "too_many", words, seconds=seconds)
        caller = queries.caller_of(token)
        if caller is None:
            limits.count_failure(request)
        return caller


def endpoint(*ways: Way, scope: Scope | None, tagged: bool = False) -> Callable[[View], View]:
    """Declares an endpoint's scope and its verbs, each with its purpose; the first one that the
    caller's user may do holds. The view runs inside the actor's transaction, as a page does.
    What is `tagged` bears an ETag: of one row, that may be changed."""

    def declare(view: View) -> View:
        @wraps(view)
        def checked(request: Call, *args: Any, **kwargs: Any) -> Any:
            caller = request.auth
            if scope is not None and scope.value not in caller.scopes:
                raise Turned(HTTPStatus.FORBIDDEN, "no_scope", _("This token may not do that."))
            way = next((way for way in ways if can(caller.user, way[0])), None)
            if way is None:
                raise Turned(HTTPStatus.FORBIDDEN, "no_role", _("Your role doesn’t do this."))
            user = request.user = caller.user
            told = pages.run(view, way[0], request, ActorKind.USER, user.pk, way[1], args, kwargs)
            if tagged:
                request.tag = tags.of(told)
            return told

        checked.actions = [action for action, _purpose in ways]  # type: ignore[attr-defined]
        checked.scope = scope  # type: ignore[attr-defined]
        return checked

    return declare


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a changing endpoint is about: how its row is found, and how it is told afterwards."""

    one: Callable[[UUID], Model]
    told: Callable[[UUID], Schema]
    # The locks that its own actions take before the row's.
    before: Callable[[Any], None] | None = None

    def hold(self, pk: UUID) -> None:
        row = self.one(pk)
        if self.before:
            self.before(row)
        actions.hold(row)


def changing(
    *ways: Way, scope: Scope, subject: Subject, must_match: bool = False
) -> Callable[[View], View]:
    """Declares an endpoint that changes something. The view acts and returns the subject's id.

    A POST carries an Idempotency-Key: the same request sent again changes nothing and is answered
    from the same row. `If-Match` refuses what was changed since it was read; `must_match` asks for
    it. Key, change and answer are one transaction.
    """

    def declare(act: View) -> View:
        @wraps(act)
        def once(request: Call, *args: Any, **kwargs: Any) -> Schema:
            if request.method != "POST":
                _compare(request, kwargs["pk"], subject, must_match)
                return subject.told(act(request, *args, **kwargs))
            note, is_new = actions.request_of(
                request.auth.token_id,
                request.headers.get("Idempotency-Key", ""),
                _said(request),
                by=request.auth.user,
                at=timezone.now(),
            )
            if is_new:
                if "pk" in kwargs:
                    _compare(request, kwargs["pk"], subject, must_match)
                actions.note_subject(note, act(request, *args, **kwargs))
            request.is_repeated = not is_new  # type: ignore[attr-defined]
            # Note and subject are one transaction: what came before has its subject.
            return subject.told(cast(UUID, note.about))

        once.is_changing = True  # type: ignore[attr-defined]
        once.must_match = must_match  # type: ignore[attr-defined]
        return endpoint(*ways, scope=scope, tagged=True)(once)

    return declare


def _said(request: HttpRequest) -> str:
    """Path and body; how the body was laid out is nothing that it says."""
    try:
        said = json.dumps(json_of(request.body), sort_keys=True)
    except ValueError:
        # No body is asked for here, and none that is JSON came.
        said = request.body.hex()
    return f"{request.path}|{said}"


def _compare(request: HttpRequest, pk: UUID, subject: Subject, must_match: bool) -> None:
    """Under the row's lock, so that nothing changes between this look and the change."""
    wanted = request.headers.get("If-Match", "")
    if not wanted:
        if must_match:
            words = _("Send If-Match with the ETag of what you have read.")
            raise Turned(HTTPStatus.PRECONDITION_REQUIRED, "no_tag", words)
        return
    subject.hold(pk)
    if not tags.is_among(tags.of(subject.told(pk)), wanted):
        words = _("It was changed since you read it. Read it again.")
        raise Turned(HTTPStatus.PRECONDITION_FAILED, "changed", words)
