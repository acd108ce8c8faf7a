"""Pools, promises, earmarks, criteria: what stands in them, and what of it is free."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from homeward.actors.models import Actor
from homeward.pools import rules
from homeward.pools.choices import RoundStatus
from homeward.pools.models import (
    Commitment,
    CommitmentYear,
    Contribution,
    DisbursementCriterion,
    DonorProcedure,
    Earmark,
    Pool,
    PoolReport,
    Round,
    RoundPart,
)

NOTHING = Decimal(0)


def pools() -> QuerySet[Pool]:
    return Pool.objects.select_related("owner_org").prefetch_related("programmes", "countries")


def commitments(pool: Pool) -> QuerySet[Commitment]:
    return pool.commitments.select_related("donor", "pool").prefetch_related("years")


def years(pool: Pool) -> QuerySet[CommitmentYear]:
    return pool.commitmentyears.select_related("commitment__donor").order_by(
        "commitment__donor__name", "commitment", "year"
    )


def promised(year: CommitmentYear) -> rules.Promised:
    return rules.Promised(
        amount=year.amount, received=year.received, confirmed=year.confirmed_on is not None
    )


def donors(pool: Pool) -> list[Actor]:
    named = Commitment.objects.filter(pool=pool).values("donor")
    return list(Actor.objects.filter(pk__in=named).order_by("name"))


def is_donor(pool: Pool, donor: Actor) -> bool:
    return Commitment.objects.filter(pool=pool, donor=donor).exists()


def earmarks(pool: Pool) -> QuerySet[Earmark]:
    return pool.earmarks.select_related(
        "commitment__donor", "programme", "country", "area"
    ).order_by("stated_at", "pk")


def criteria_on(pool: Pool, on: date) -> QuerySet[DisbursementCriterion]:
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return pool.disbursementcriterions.filter(until, valid_from__lte=on)


def procedures(pool: Pool) -> QuerySet[DonorProcedure]:
    return pool.donorprocedures.select_related("donor")


def reports(pool: Pool) -> QuerySet[PoolReport]:
    return pool.poolreports.select_related("donor", "made_by")


def allocated_of(earmark: Earmark) -> Decimal:
    """What went through an earmark in rounds that were approved, or wait for it."""
    found = RoundPart.objects.filter(earmark=earmark).exclude(
        line__round__status=RoundStatus.DROPPED
    )
    return Decimal(found.aggregate(sum=Sum("amount", default=NOTHING))["sum"])


def free(commitment: Commitment, *, but: Round | None = None) -> Decimal:
    """In the pool's currency: what came in less what went out. `but` leaves a waiting round out.

    A round that waits for its approval holds its money already.
    """
    came = Contribution.objects.filter(commitment=commitment)
    gone = RoundPart.objects.filter(commitment=commitment).exclude(
        line__round__status=RoundStatus.DROPPED
    )
    if but:
        gone = gone.exclude(line__round=but)
    sums = [
        came.aggregate(sum=Sum("pool_amount", default=NOTHING))["sum"],
        gone.aggregate(sum=Sum("amount", default=NOTHING))["sum"],
    ]
    return Decimal(sums[0]) - Decimal(sums[1])
