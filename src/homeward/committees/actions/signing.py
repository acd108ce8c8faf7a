"""Organisations that answer for a decision sign it together, each for itself."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.committees import queries
from homeward.committees.actions.keeping import SIGN, decision_to_keep, today
from homeward.committees.choices import CARRIED, Reason
from homeward.committees.models import Decision, SignOff
from homeward.core.refusals import Refused
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask_to_sign(
    decision: Decision,
    organisations: Iterable[Organisation],
    *,
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> list[SignOff]:
    """Asks each to sign; one that is asked already is not asked again."""
    decision = decision_to_keep(decision, by)
    if decision.kind not in CARRIED:
        raise Refused(Reason.NOT_CARRIED_YET)
    asked = set(decision.signoffs.values_list("organisation_id", flat=True))
    new = [one for one in dict.fromkeys(organisations) if one.pk not in asked]
    if not new:
        raise Refused(Reason.ASKED_ALREADY)
    due = due_on or _by_the_rule(decision, at)
    return [_ask(decision, organisation, due, by=by, at=at) for organisation in new]


def _by_the_rule(decision: Decision, at: datetime) -> date | None:
    rule = queries.procedure(decision.committee_id, on=today(at))
    return today(at) + timedelta(days=rule.sign_days) if rule and rule.sign_days else None


def _ask(
    decision: Decision, organisation: Organisation, due: date | None, *, by: User, at: datetime
) -> SignOff:
    asked = SignOff.objects.create(
        decision=decision, organisation=organisation, due_on=due, asked_by=by, asked_at=at
    )
    tasks.begin(
        TaskKind.SIGN_DECISION, asked.pk, holder_org=organisation,
        waiter_org=by.organisation_of_rows, at=at, programme_id=0,
        reference=f"{decision.reference} {decision.committee_name}", due_on=due,
    )  # fmt: skip
    return asked


@transaction.atomic
def sign(signoff: SignOff, *, by: User, at: datetime) -> SignOff:
    """Signs for the user's organisation. One that declined before may still sign."""
    signoff = _own(signoff, by)
    if signoff.signed:
        raise Refused(Reason.ANSWERED)
    return _answer(signoff, signed=True, reason="", by=by, at=at)


@transaction.atomic
def decline(signoff: SignOff, reason: str, *, by: User, at: datetime) -> SignOff:
    """Doesn't sign, and says why: the decision stands, but is not signed by all."""
    signoff = _own(signoff, by)
    if signoff.signed is not None:
        raise Refused(Reason.ANSWERED)
    if not reason.strip():
        raise Refused(Reason.SAY_WHY)
    return _answer(signoff, signed=False, reason=reason.strip(), by=by, at=at)


def _own(signoff: SignOff, by: User) -> SignOff:
    require(by, SIGN)
    if signoff.organisation_id != by.organisation_id:
        raise PermissionDenied(SIGN)
    return SignOff.objects.select_for_update(of=("self",)).get(pk=signoff.pk)


def _answer(signoff: SignOff, *, signed: bool, reason: str, by: User, at: datetime) -> SignOff:
    signoff.signed, signoff.reason = signed, reason
    signoff.answered_by, signoff.answered_at = by, at
    signoff.save(update_fields=["signed", "reason", "answered_by", "answered_at"])
    tasks.end(TaskKind.SIGN_DECISION, signoff.pk, at=at)
    return signoff
