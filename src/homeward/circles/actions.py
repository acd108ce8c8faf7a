"""Every write on lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access import gate, jobs
from homeward.access.choices import ActorKind
from homeward.access.choices import Purpose as WorkPurpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.circles import queries, rules
from homeward.circles.choices import MemberState, PostState, Reason
from homeward.circles.models import Circle, Member, Moderator, Post, Reply
from homeward.core.refusals import Refused, refuse_if
from homeward.core.tokens import hash_of
from homeward.messages import actions as messages
from homeward.messages import rules as texts
from homeward.messages.choices import Reason as Unsaid
from homeward.messages.queries import digest_of

SEND, FORGET = "send_posts", "forget_unconfirmed"
for name in (SEND, FORGET):
    jobs.declare(name, classes=set(), purpose=WorkPurpose.CASEWORK, across_owners=True)
NOBODY = "0"
# Asked again within it, a number is not written to a second time.
ONCE_IN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Given:
    name: str
    purpose: str
    about: str
    area: str
    sector: str
    language: str
    is_open: bool
    forget_days: int


@transaction.atomic
def keep(
    given: Given, moderators: Sequence[User], *, circle: Circle | None = None, by: User,
    at: datetime,
) -> Circle:  # fmt: skip
    """Makes a list, or changes one, with those who moderate it."""
    require(by, "circles.keep")
    org = by.organisation_of_rows
    if not all(user.is_active and user.organisation_id == org.pk for user in moderators):
        raise Refused(Reason.NOT_A_COLLEAGUE)
    if circle is None:
        circle = Circle(organisation=org, made_at=at, made_by=by)
    else:
        circle = Circle.objects.select_for_update(of=("self",)).get(pk=circle.pk)
    for field, value in vars(given).items():
        setattr(circle, field, value)
    circle.save()
    circle.moderators.exclude(user__in=moderators).delete()
    for user in moderators:
        Moderator.objects.get_or_create(circle=circle, user=user, defaults={"named_at": at})
    return circle


@transaction.atomic
def write(circle: Circle, text: str, *, by: User, at: datetime) -> Post:
    """It waits for a moderator. What it may say is what any message may say."""
    require(by, "circles.write")
    refuse_if(
        texts.reasons_not_to_say(text, texts.Words(own_site=settings.BASE_URL.rstrip("/") + "/"))
    )
    return Post.objects.create(circle=circle, text=text.strip(), written_at=at, written_by=by)


@transaction.atomic
def decide(post: Post, *, approves: bool, reason: str = "", by: User, at: datetime) -> None:
    require(by, "circles.moderate")
    # Who moderates another list alone may read the post and not take its lock.
    if not queries.is_moderator(post.circle, by):
        raise Refused(Reason.NOT_A_MODERATOR)
    post = Post.objects.select_for_update(of=("self",)).select_related("circle").get(pk=post.pk)
    refuse_if(
        rules.reasons_not_to_decide(
            queries.deciding_facts(post, by, refuses=not approves, reason=reason)
        )
    )
    post.state = PostState.APPROVED if approves else PostState.REFUSED
    post.decided_at, post.decided_by, post.reason = at, by, reason.strip()
    post.save(update_fields=["state", "decided_at", "decided_by", "reason"])


def ask_to_join(
    circle: Circle, *, channel: str, address: str, language: str, country: str, at: datetime
) -> None:
    """Sends the link that confirms it. Whether the number is known already is told to nobody."""
    folded = texts.folded(channel, address)
    if not folded:
        raise Refused(Unsaid.NO_ADDRESS)
    if not circle.is_open:
        raise Refused(Reason.CLOSED)
    org = circle.organisation_id
    member = Member(id=uuid4(), circle=circle)
    token = queries.token_of(org, member.pk)
    sealed = Member._meta.get_field("address").seal(member, folded)
    with (
        gate.acting(ActorKind.ANONYMOUS, NOBODY, WorkPurpose.CASEWORK),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "select circles_ask(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                member.pk, circle.pk, channel, sealed, digest_of(org, channel, folded), language,
                country, hash_of(token), at, at - ONCE_IN,
            ],
        )  # fmt: skip
        if cursor.fetchone()[0]:
            _send_link(circle, folded, channel, token, language, at=at)


def _send_link(
    circle: Circle, address: str, channel: str, token: str, language: str, *, at: datetime
) -> None:
    with translation.override(language if language in dict(settings.LANGUAGES) else "en"):
        body = _("To join the list “%(name)s”, open: %(link)s") % {
            "name": circle.name,
            "link": link_of(token),
        }
    messages.queue(
        to=address, subject=circle.name, body=body, at=at, channel=channel,
        organisation_id=circle.organisation_id,
    )  # fmt: skip


def link_of(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}/l/{token}/"


def confirm(token_hash: str, *, at: datetime) -> bool:
    """By the link that was sent: a second time it changes nothing."""
    return _by_link("select circles_confirm(%s, %s)", [token_hash, at])


def leave(token_hash: str) -> bool:
    """At any time; nothing of the member is kept."""
    return _by_link("select circles_leave(%s)", [token_hash])


def _by_link(statement: str, given: list[str | datetime]) -> bool:
    with (
        gate.acting(ActorKind.ANONYMOUS, NOBODY, WorkPurpose.CASEWORK),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, given)
        return bool(cursor.fetchone()[0])


def send_posts(*, at: datetime) -> int:
    """Queues each approved post for its members, in one transaction. How many messages."""
    queued = 0
    while (sent := _send_next(at)) is not None:
        queued += sent
    return queued


def _send_next(at: datetime) -> int | None:
    with jobs.acting_job(SEND):
        post = (
            Post.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state=PostState.APPROVED)
            .select_related("circle")
            .order_by("decided_at")
            .first()
        )
        if post is None:
            return None
        members = list(Member.objects.filter(circle=post.circle, state=MemberState.MEMBER))
        for member in members:
            _tell(post, member, at=at)
        post.state, post.sent_at, post.sent_to = PostState.SENT, at, len(members)
        post.save(update_fields=["state", "sent_at", "sent_to"])
        return len(members)


def _tell(post: Post, member: Member, *, at: datetime) -> None:
    token = queries.token_of(post.circle.organisation_id, member.pk)
    with translation.override(
        member.language if member.language in dict(settings.LANGUAGES) else "en"
    ):
        leaving = _("To leave: %(link)s") % {"link": link_of(token)}
    messages.queue(
        to=str(member.address), subject=post.circle.name, body=f"{post.text}\n{leaving}", at=at,
        channel=member.channel, organisation_id=post.circle.organisation_id,
        quiet_in=member.country,
    )  # fmt: skip


def forget_unconfirmed(*, at: datetime) -> int:
    """Wishes to join that nobody confirmed within the list's days."""
    with jobs.acting_job(FORGET), connection.cursor() as cursor:
        cursor.execute("select circles_forget(%s)", [at])
        return int(cursor.fetchone()[0])


def stop(organisation_id: int, channel: str, address: str, *, at: datetime) -> str:
    """A number wrote STOP: it leaves each list of the organisation. Its language, "" if unknown.

    Called by the job that sorts what came in.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select circles_stop(%s, %s)",
            [organisation_id, digest_of(organisation_id, channel, address)],
        )
        return cursor.fetchone()[0] or ""


def take_reply(
    organisation_id: int, channel: str, address: str, text: str, *, at: datetime
) -> bool:
    """A member wrote back: to the moderators of the list that wrote to them last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select circles_of_sender(%s, %s)",
            [organisation_id, digest_of(organisation_id, channel, address)],
        )
        circle: UUID | None = cursor.fetchone()[0]
    if circle is None:
        return False
    Reply(circle_id=circle, text=text, came_at=at).save(force_insert=True)
    return True
