"""Reads of lists. Of members there are counts."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from homeward.access.choices import Role
from homeward.access.keys import store
from homeward.access.models import User
from homeward.circles import rules
from homeward.circles.choices import PostState
from homeward.circles.models import Circle, Moderator, Post, Reply


def own(user: User) -> QuerySet[Circle]:
    waiting = Count("posts", filter=Q(posts__state=PostState.WAITING))
    return Circle.objects.filter(organisation=user.organisation_of_rows).annotate(waiting=waiting)


def open_to_all() -> QuerySet[Circle]:
    return Circle.objects.filter(is_open=True).select_related("organisation")


def counts(circles: Sequence[Circle]) -> dict[UUID, int]:
    """Members by list, of the actor's own organisation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select circle, members from circles_counts(%s::uuid[])", [[c.pk for c in circles]]
        )
        return dict(cursor.fetchall())


def posts(circle: Circle) -> QuerySet[Post]:
    return circle.posts.select_related("written_by", "decided_by")


def replies(circle: Circle) -> QuerySet[Reply]:
    """For moderators alone: the policies say so."""
    return Reply.objects.filter(circle=circle)


def moderators(circle: Circle) -> QuerySet[Moderator]:
    return circle.moderators.select_related("user").order_by("user__name")


def is_moderator(circle: Circle, user: User) -> bool:
    return circle.moderators.filter(user=user).exists()


def colleagues(user: User) -> QuerySet[User]:
    return (
        User.objects.filter(organisation=user.organisation_of_rows, is_active=True)
        .exclude(roles__contains=[Role.RETURNEE.value])
        .order_by("name")
    )


def deciding_facts(post: Post, by: User, *, refuses: bool, reason: str) -> rules.DecidingFacts:
    return rules.DecidingFacts(
        is_moderator=is_moderator(post.circle, by),
        is_writer=post.written_by_id == by.pk,
        state=post.state,
        refuses=refuses,
        reason=reason,
    )


def waiting_for(user: User) -> int:
    """Posts that this user may decide on."""
    return (
        Post.objects.filter(state=PostState.WAITING, circle__moderators__user=user)
        .exclude(written_by=user)
        .count()
    )


def token_of(organisation_id: int, member: UUID) -> str:
    """The member's own link: made from the id with the organisation's key, kept nowhere."""
    key = store.org_secret(organisation_id, "lists")
    made = hmac.new(key, member.bytes, hashlib.sha256).digest()[:18]
    return base64.urlsafe_b64encode(made).decode()


@dataclass(frozen=True)
class Joined:
    """What a member's link opens."""

    member: UUID
    circle: UUID
    name: str
    organisation: str
    about: str
    language: str
    state: str
    asked_at: datetime


def of_token(token_hash: str) -> Joined | None:
    """Before there is an actor: by a function of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select member, circle, name, organisation, about, language, state, asked_at"
            " from circles_of_token(%s)",
            [token_hash],
        )
        row = cursor.fetchone()
    return Joined(*row) if row else None
