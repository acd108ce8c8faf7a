"""A round is opened, given offers, floors and people, and closed."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.allocations import queries
from homeward.allocations.actions.locking import locked_open
from homeward.allocations.choices import Reason, RoundStatus, RuleKind
from homeward.allocations.models import Considered, Floor, PairRule, Round, RoundOffer
from homeward.allocations.queries.rounds import MOST_CONSIDERED
from homeward.allocations.rules import Terms
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.offers.models import Offer
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

HUNDRED = 100


@transaction.atomic
def open_round(
    name: str, programme: Programme, *, decide_by: date | None = None, by: User, at: datetime
) -> Round:
    require(by, "allocations.keep")
    return Round.objects.create(
        owner_org=by.organisation_of_rows,
        programme=programme,
        name=name,
        decide_by=decide_by,
        keeper=by,
        opened_at=at,
    )


@transaction.atomic
def close(round_: Round, *, by: User, at: datetime) -> Round:
    """Nothing is proposed or decided any more; what was given stands."""
    require(by, "allocations.keep")
    round_ = locked_open(round_, by)
    round_.status, round_.closed_at = RoundStatus.CLOSED, at
    round_.save(update_fields=["status", "closed_at"])
    tasks.end(TaskKind.DECIDE_PLACES, round_.pk, at=at)
    return round_


@transaction.atomic
def add_offer(round_: Round, offer: Offer, places: int, *, by: User, at: datetime) -> RoundOffer:
    require(by, "allocations.keep")
    round_ = locked_open(round_, by)
    try:
        with transaction.atomic():
            return RoundOffer.objects.create(round=round_, offer=offer, places=places)
    except IntegrityError as error:
        raise Refused(Reason.OFFER_ALREADY) from error


@transaction.atomic
def remove_offer(row: RoundOffer, *, by: User, at: datetime) -> None:
    """Out of what is proposed next. Places that were given stand."""
    require(by, "allocations.keep")
    round_ = locked_open(row.round, by)
    RoundOffer.objects.filter(pk=row.pk, round=round_).delete()


@transaction.atomic
def set_floor(
    round_: Round, name: str, terms: Terms, share: int, reason: str, *, by: User, at: datetime
) -> Floor:
    require(by, "allocations.keep")
    round_ = locked_open(round_, by)
    checks = [(1 <= share <= HUNDRED, Reason.NO_SHARE), (bool(reason.strip()), Reason.NO_REASON)]
    refuse_if([*terms.reasons(), *(why for holds, why in checks if not holds)])
    last = round_.floors.order_by("position").last()
    return Floor.objects.create(
        round=round_,
        position=last.position + 1 if last else 0,
        name=name,
        share=share,
        reason=reason,
        set_by=by,
        set_at=at,
        **vars(terms),
    )


@transaction.atomic
def remove_floor(floor: Floor, *, by: User, at: datetime) -> None:
    require(by, "allocations.keep")
    round_ = locked_open(floor.round, by)
    Floor.objects.filter(pk=floor.pk, round=round_).delete()


@transaction.atomic
def consider(round_: Round, case: Case, person: Person, *, by: User, at: datetime) -> Considered:
    require(by, "allocations.keep")
    round_ = locked_open(round_, by)
    checks = [
        (case.is_open, Reason.CASE_CLOSED),
        (person.household_id == case.household_id, Reason.NOT_OF_CASE),
        (
            not Considered.objects.filter(round=round_, person=person).exists(),
            Reason.ALREADY_CONSIDERED,
        ),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Considered.objects.create(
        case=case, added_by=by, added_at=at, **_of(round_, case, person, by)
    )


@transaction.atomic
def consider_caseload(round_: Round, *, by: User, at: datetime) -> int:
    """Everybody at the head of an open case of the organisation and the programme."""
    require(by, "allocations.keep")
    round_ = locked_open(round_, by)
    there = queries.considered(round_).count()
    found = queries.caseload(round_, by)[: max(MOST_CONSIDERED - there, 0)]
    made = [
        Considered(case=case, added_by=by, added_at=at, **_of(round_, case, case.person_id, by))
        for case in found
    ]
    return len(Considered.objects.bulk_create(made, ignore_conflicts=True))


def _of(round_: Round, case: Case, person: Person | Any, by: User) -> dict[str, Any]:
    return {
        "round": round_,
        "person_id": getattr(person, "pk", person),
        "programme_id": case.programme_id,
        "owner_org": by.organisation_of_rows,
    }


@transaction.atomic
def leave_out(row: Considered, *, by: User, at: datetime) -> None:
    """No longer considered; what was decided about the person stands."""
    require(by, "allocations.keep")
    round_ = locked_open(row.round, by)
    PairRule.objects.filter(round=round_, person_id=row.person_id).delete()
    Considered.objects.filter(pk=row.pk, round=round_).delete()


def lock(row: Considered, offer: Offer, reason: str, *, by: User, at: datetime) -> PairRule:
    """This place is settled: the engine gives it, whatever its score."""
    return _rule(row, offer, RuleKind.LOCK, reason, by=by, at=at)


def forbid(row: Considered, offer: Offer, reason: str, *, by: User, at: datetime) -> PairRule:
    """This place is ruled out, whatever its score."""
    return _rule(row, offer, RuleKind.FORBID, reason, by=by, at=at)


@transaction.atomic
def _rule(
    row: Considered, offer: Offer, kind: RuleKind, reason: str, *, by: User, at: datetime
) -> PairRule:
    require(by, "allocations.keep")
    round_ = locked_open(row.round, by)
    own = list(PairRule.objects.filter(round=round_, person_id=row.person_id))
    checks = [
        (bool(reason.strip()), Reason.NO_REASON),
        (round_.offers.filter(offer=offer).exists(), Reason.NOT_OF_ROUND),
        (all(one.offer_id != offer.pk for one in own), Reason.RULED_ALREADY),
        (
            kind != RuleKind.LOCK or all(one.kind != RuleKind.LOCK for one in own),
            Reason.LOCKED_ELSEWHERE,
        ),
    ]
    refuse_if(why for holds, why in checks if not holds)
    return PairRule.objects.create(
        case_id=row.case_id,
        offer=offer,
        kind=kind,
        reason=reason,
        by=by,
        at=at,
        round=round_,
        person_id=row.person_id,
        programme_id=row.programme_id,
        owner_org=by.organisation_of_rows,
    )


@transaction.atomic
def lift_rule(rule: PairRule, *, by: User, at: datetime) -> None:
    require(by, "allocations.keep")
    locked_open(rule.round, by)
    PairRule.objects.filter(pk=rule.pk).delete()
