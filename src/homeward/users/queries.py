"""Reads of users, their invitations, approvals and history."""

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import CLEARANCE, DataClass, Role
from homeward.access.models import Narrowing, User
from homeward.tasks.models import Task
from homeward.users import rules
from homeward.users.choices import ApprovalKind, Status
from homeward.users.models import Approval, Change, Invitation

BY_STATUS = {
    Status.ACTIVE: Q(is_active=True),
    Status.SUSPENDED: Q(suspended_at__isnull=False),
    Status.INVITED: Q(is_active=False, suspended_at__isnull=True),
}


def of(user: User) -> QuerySet[User]:
    """Everybody of this user's organisation."""
    return User.objects.filter(organisation=user.organisation_id, person_id__isnull=True)


def listed(user: User, *, role: str, status: str, words: str) -> QuerySet[User]:
    found = of(user)
    if role:
        found = found.filter(roles__contains=[role])
    if status:
        found = found.filter(BY_STATUS[Status(status)])
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found.order_by("name", "pk")


def status_of(user: User) -> Status:
    return rules.status(is_active=user.is_active, is_suspended=user.suspended_at is not None)


def facts(
    user: User, *, by: User, kind: ApprovalKind | None = None, successor: User | None = None
) -> rules.UserFacts:
    waiting = waiting_for(user)
    return rules.UserFacts(
        is_oneself=user.pk == by.pk,
        status=status_of(user),
        roles=frozenset(user.roles),
        has_second_factor=is_mfa_enabled(user),
        waits_for_approval=any(approval.kind == kind for approval in waiting),
        open_work=open_work(user),
        has_successor=successor is not None,
    )


def open_work(user: User) -> int:
    return Task.objects.filter(holder=user, done_at__isnull=True).count()


def successors(user: User) -> QuerySet[User]:
    """Active colleagues who have a role of theirs, or anybody active where nobody has."""
    colleagues = of(user).filter(is_active=True).exclude(pk=user.pk)
    alike = colleagues.filter(roles__overlap=user.roles)
    return alike if alike.exists() else colleagues


def invitation_of(user: User) -> Invitation | None:
    """The invitation that waits."""
    return Invitation.objects.filter(
        user=user, used_at__isnull=True, revoked_at__isnull=True
    ).first()


def waiting_for(user: User) -> list[Approval]:
    return list(Approval.objects.filter(user=user, decided_at__isnull=True))


def waiting_in(user: User) -> list[tuple[Approval, bool]]:
    """What waits for approval where this user sees it, and whether it is theirs to decide."""
    waiting = Approval.objects.filter(decided_at__isnull=True).select_related(
        "user", "asked_by", "organisation"
    )
    return [(a, user.pk in decider_ids(a.user_id, a.asked_by_id)) for a in waiting]


def approvals() -> QuerySet[Approval]:
    return Approval.objects.select_related("user", "asked_by", "decided_by", "organisation")


def decider_ids(about: int, asker: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select * from users_deciders(%s, %s)", [about, asker])
        return {row[0] for row in cursor.fetchall()}


def deciders(about: User, asker: User) -> list[User]:
    ids = decider_ids(about.pk, asker.pk)
    return list(User.objects.filter(pk__in=ids).select_related("organisation").order_by("pk"))


def may_decide(approval: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select users_may_decide(%s)", [approval])
        return bool(cursor.fetchone()[0])


def history(user: User | None = None) -> QuerySet[Change]:
    """The changes that the actor may read: those of their organisation."""
    found = Change.objects.select_related("user", "by", "approved_by")
    return found.filter(user=user) if user else found


def invited(token: str) -> User | None:
    """Whose invitation this link is, while it works."""
    with connection.cursor() as cursor:
        cursor.execute("select users_invited(%s)", [token])
        found = cursor.fetchone()[0]
    return User.objects.select_related("organisation").get(pk=found) if found else None


def has_administrator(organisation: int) -> bool:
    return User.objects.filter(
        organisation=organisation, is_active=True, roles__contains=[Role.ADMINISTRATOR]
    ).exists()


def labels(roles: Iterable[str]) -> list[str]:
    return [str(Role(role).label) for role in roles]


def clearance_of(of: Role | User, asker: User) -> tuple[set[DataClass], dict[DataClass, Narrowing]]:
    """What the role, or the user's roles, are cleared for; and what of it was taken away here."""
    roles = [of] if isinstance(of, Role) else [Role(role) for role in of.roles]
    found = Narrowing.objects.filter(organisation=asker.organisation_id)
    found = found.filter(role=of.value) if isinstance(of, Role) else found.filter(user=of)
    whole = {data_class for role in roles for data_class in CLEARANCE[role]}
    return whole, {DataClass(one.data_class): one for one in found}


def roles_held(user: User) -> list[Role]:
    """The roles that somebody of this user's organisation has, and that see some class."""
    held = {role for one in of(user) for role in one.roles}
    return [role for role in Role if role.value in held and CLEARANCE[role]]


def narrowed(user: User) -> list[User]:
    """Colleagues from whom a class was taken away by name."""
    return list(of(user).filter(narrowings__isnull=False).distinct().order_by("name"))
