"""Roles, suspension and a lost second factor."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.tasks import actions as tasks
from homeward.users import queries, rules, signals
from homeward.users.actions import approving, restricting
from homeward.users.actions.calls import call
from homeward.users.choices import ApprovalKind


@transaction.atomic
def change_roles(user: User, roles: Iterable[str], *, reason: str, by: User, at: datetime) -> bool:
    """Changes the roles; says False where a second person must approve first."""
    require(by, "users.manage")
    wanted = frozenset(roles)
    facts = queries.facts(user, by=by, kind=ApprovalKind.ROLES)
    refuse_if(rules.reasons_not_to_change_roles(facts, wanted))
    if rules.added_powerful(user.roles, wanted):
        approving.ask(user, ApprovalKind.ROLES, roles=sorted(wanted), reason=reason, by=by, at=at)
        return False
    call("users_change_roles", user.pk, sorted(wanted), reason)
    restricting.note(user.pk)
    return True


@transaction.atomic
def suspend(user: User, *, successor: User | None, reason: str, by: User, at: datetime) -> None:
    """Closes the sign-in at once; a colleague takes over what they hold."""
    require(by, "users.manage")
    refuse_if(rules.reasons_not_to_suspend(queries.facts(user, by=by, successor=successor)))
    call("users_suspend", user.pk, reason)
    restricting.note(user.pk)
    if successor:
        tasks.hand_over(user, successor)
        signals.handed_over.send(User, user=user, to=successor, at=at)


@transaction.atomic
def reactivate(user: User, *, reason: str, by: User, at: datetime) -> bool:
    """Lets in again; says False where a second person must approve first."""
    require(by, "users.manage")
    facts = queries.facts(user, by=by, kind=ApprovalKind.REACTIVATE)
    refuse_if(rules.reasons_not_to_reactivate(facts))
    if rules.needs_two(user.roles):
        approving.ask(user, ApprovalKind.REACTIVATE, reason=reason, by=by, at=at)
        return False
    call("users_reactivate", user.pk, reason)
    restricting.note(user.pk)
    return True


@transaction.atomic
def reset_second_factor(user: User, *, identity_check: str, by: User, at: datetime) -> bool:
    """After the identity was checked; says False where a second person must approve first."""
    require(by, "users.manage")
    facts = queries.facts(user, by=by, kind=ApprovalKind.RESET)
    refuse_if(rules.reasons_not_to_reset(facts))
    if rules.needs_two(user.roles):
        approving.ask(user, ApprovalKind.RESET, reason=identity_check, by=by, at=at)
        return False
    call("users_reset", user.pk, identity_check)
    return True
