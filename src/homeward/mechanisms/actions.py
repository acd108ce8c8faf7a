"""Every write on referral systems: kept, judged, handed over; referrals taken and handed on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused, refuse_if
from homeward.mechanisms import queries, rules
from homeward.mechanisms.choices import Reason, Requirement, Verdict
from homeward.mechanisms.models import (
    HandOver,
    Judgement,
    Mechanism,
    Membership,
    RouteRule,
    Routing,
)
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def write(
    held: Mechanism | None,
    *,
    areas: Sequence[Any],
    agreements: Sequence[Agreement],
    by: User,
    at: datetime,
    **values: Any,
) -> Mechanism:
    """Registers a system of the user's organisation, or writes it anew."""
    require(by, "mechanisms.keep")
    if held is None:
        held = Mechanism(owner_org=by.organisation_of_rows, written_by=by, written_at=at)
    else:
        held = _own(held, by)
    for name, value in values.items():
        setattr(held, name, value)
    if held.parent_id == held.pk:
        raise Refused(Reason.OWN_HUB)
    held.save()
    held.areas.set(areas)
    held.agreements.set(agreements)
    return held


@transaction.atomic
def join(held: Mechanism, organisation: Organisation, *, by: User, at: datetime) -> None:
    held = _own(held, by, "mechanisms.keep")
    if held.memberships.filter(organisation=organisation, until_on__isnull=True).exists():
        raise Refused(Reason.MEMBER_ALREADY)
    Membership.objects.create(
        mechanism=held, organisation=organisation, since_on=timezone.localdate(at)
    )


@transaction.atomic
def leave(membership: Membership, *, by: User, at: datetime) -> None:
    """It takes part no more; that it did is kept."""
    _own(membership.mechanism, by, "mechanisms.keep")
    membership.until_on = timezone.localdate(at)
    membership.save(update_fields=["until_on"])


@transaction.atomic
def judge(
    held: Mechanism,
    requirement: Requirement,
    verdict: Verdict,
    *,
    evidence: str,
    lacks: str,
    on: date,
    by: User,
    at: datetime,
) -> Judgement:
    """What somebody found, with what it rests on; an earlier judgement stays."""
    require(by, "mechanisms.judge")
    refuse_if(rules.reasons_not_to_judge(evidence))
    return Judgement.objects.create(
        mechanism=held, requirement=requirement, verdict=verdict, evidence=evidence.strip(),
        lacks=lacks.strip(), judged_on=on, judged_by=by, judged_at=at,
    )  # fmt: skip


@transaction.atomic
def state_rule(
    held: Mechanism, hub: Mechanism, *, source: str, by: User, at: datetime, **values: Any
) -> RouteRule:
    """Which hub takes what, from a day on."""
    held = _own(held, by, "mechanisms.keep")
    refuse_if(
        rules.reasons_not_to_route(
            is_own=hub.pk == held.pk, is_under=hub.parent_id == held.pk, source=source
        )
    )
    return RouteRule.objects.create(
        mechanism=held, hub=hub, source=source.strip(), stated_by=by, stated_at=at, **values
    )


@transaction.atomic
def end_rule(rule: RouteRule, *, by: User, at: datetime) -> None:
    _own(rule.mechanism, by, "mechanisms.keep")
    rule.valid_until = timezone.localdate(at)
    rule.save(update_fields=["valid_until"])


@transaction.atomic
def offer_handover(
    held: Mechanism, to: Organisation, agreement: Agreement, *, on: date, by: User, at: datetime
) -> HandOver:
    """Offers the system to another owner, by an agreement in force."""
    held = _own(held, by, "mechanisms.keep")
    in_force = queries.agreements_to_name(by).filter(pk=agreement.pk).exists()
    refuse_if(
        rules.reasons_not_to_hand_over(
            is_same=to.pk == held.owner_org_id,
            is_offered=held.handovers.filter(taken__isnull=True).exists(),
            agreement_in_force=in_force,
        )
    )
    handover = HandOver.objects.create(
        mechanism=held, from_org=held.owner_org, to_org=to, agreement=agreement, on=on,
        proposed_by=by, proposed_at=at,
    )  # fmt: skip
    tasks.begin(
        TaskKind.ANSWER_HANDOVER, handover.pk, holder_org=to, waiter_org=held.owner_org, at=at,
        programme_id=0, reference=held.name, due_on=on,
    )  # fmt: skip
    return handover


@transaction.atomic
def answer_handover(handover: HandOver, *, take: bool, by: User, at: datetime) -> None:
    """The new owner says yes or no; with a yes, queue and routes are theirs at once."""
    require(by, "mechanisms.keep")
    if handover.to_org_id != by.organisation_id:
        raise PermissionDenied("mechanisms.keep")
    handover = HandOver.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.taken is not None:
        raise Refused(Reason.ANSWERED)
    if take:
        with connection.cursor() as cursor:
            cursor.execute("select mechanisms_take_over(%s, %s)", [handover.pk, at])
    handover.taken, handover.answered_by, handover.answered_at = take, by, at
    handover.save(update_fields=["taken", "answered_by", "answered_at"])
    tasks.end(TaskKind.ANSWER_HANDOVER, handover.pk, at=at)


@transaction.atomic
def take(held: Mechanism, referral: UUID, number: str, *, by: User, at: datetime) -> Routing:
    """A worker of the hub takes a referral out of the queue: one at a time."""
    require(by, "mechanisms.route")
    if held.owner_org_id != by.organisation_id:
        raise PermissionDenied("mechanisms.route")
    open_one = queries.open_routing(referral)
    if open_one:
        return open_one
    routing = Routing(
        mechanism=held, referral_id=referral, number=number, hub_org_id=held.owner_org_id,
        taken_by=by, taken_at=at,
    )  # fmt: skip
    # Two may take it at once: the second finds the first one's.
    Routing.objects.bulk_create([routing], ignore_conflicts=True)
    tasks.begin(
        TaskKind.ROUTE_REFERRAL, referral, holder_org=held.owner_org_id, holder=by,
        waiter_org=held.owner_org_id, at=at, programme_id=0, reference=number,
    )  # fmt: skip
    return queries.open_routing(referral) or routing


@transaction.atomic
def route(
    routing: Routing, service: Service, facts: Sequence[UUID], *, by: User, at: datetime
) -> bool:
    """Hands the referral on to whoever offers the service, with the facts chosen and no more.

    Whether consent and agreement cover the receiver is decided by the database. False: they don't
    yet, and the sender has a wait to ask the person.
    """
    require(by, "mechanisms.route")
    routing = Routing.objects.select_for_update(of=("self",)).get(pk=routing.pk)
    if routing.hub_org_id != by.organisation_id:
        raise PermissionDenied("mechanisms.route")
    if routing.routed_at:
        raise Refused(Reason.GONE_ON)
    if not facts:
        raise Refused(Reason.NO_FACTS)
    if service.organisation_id == routing.hub_org_id:
        raise Refused(Reason.SAME_RECEIVER)
    with connection.cursor() as cursor:
        cursor.execute(
            "select mechanisms_move_on(%s, %s, %s, %s::uuid[], %s)",
            [routing.referral_id, service.organisation_id, service.pk, list(facts), at],
        )
        answer = cursor.fetchone()[0]
    if answer == Reason.NOT_COVERED:
        return False
    if answer != "moved":
        raise Refused(Reason(answer))
    routing.to_org_id, routing.to_service, routing.routed_at = service.organisation_id, service, at
    routing.save(update_fields=["to_org", "to_service", "routed_at"])
    return True


def _own(held: Mechanism, by: User, action: str = "mechanisms.keep") -> Mechanism:
    """Under a lock, where the user's organisation owns it."""
    require(by, action)
    held = Mechanism.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if held.owner_org_id != by.organisation_id:
        raise PermissionDenied(action)
    return held
