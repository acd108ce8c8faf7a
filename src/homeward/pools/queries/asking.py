"""The procedures of the donors behind a budget, and what is spent by the case that they ask of."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet, Sum

from homeward.funds import queries as funds
from homeward.funds.choices import RequestStatus
from homeward.funds.models import Budget, Instalment, Payment, Reservation, ReserveRequest
from homeward.pools import rules
from homeward.pools.models import DonorProcedure, Pool, PoolReport, PriorApproval

NOTHING = Decimal(0)


def pool_of(budget: Budget) -> Pool | None:
    """Which pool filled a budget; one that the reader sees."""
    return Pool.objects.filter(roundlines__budget=budget).first()


def donors_of(instalment: Instalment) -> list[int]:
    return [donor.pk for donor in funds.shares_of(instalment)]


def in_force(pool: Pool, donors: Iterable[int], on: date) -> QuerySet[DonorProcedure]:
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return DonorProcedure.objects.filter(
        until, pool=pool, donor__in=list(donors), valid_from__lte=on
    ).order_by("pk")


def asked(pool: Pool, donors: Iterable[int], *, subject: UUID, on: date) -> list[rules.Asked]:
    """Each donor's procedure on a day, with what it approved for a plan."""
    found = list(in_force(pool, donors, on))
    approved = dict(
        PriorApproval.objects.filter(procedure__in=found, subject=subject, on__lte=on)
        .order_by()
        .values_list("procedure")
        .annotate(most=Max("up_to"))
    )
    return [
        rules.Asked(
            ceiling_per_case=each.ceiling_per_case,
            approval_above=each.approval_above,
            approved=approved.get(each.pk),
            ways=frozenset(each.ways),
            dimensions=frozenset(each.dimensions),
            checks=frozenset(each.checks),
        )
        for each in found
    ]


def granting_facts(pool: Pool, request: ReserveRequest) -> rules.Spending:
    """What the case holds of the pool already, given back parts left out."""
    held = Reservation.objects.filter(
        plan__case=request.case_id, budget__pool_line__pool=pool
    ).aggregate(sum=Sum(F("amount") - F("released"), default=NOTHING))
    return rules.Spending(amount=request.amount, of_case=Decimal(held["sum"]))


def paying_facts(pool: Pool, instalment: Instalment) -> rules.Spending:
    paid = Payment.objects.filter(
        instalment__case=instalment.case_id,
        instalment__budget__pool_line__pool=pool,
        returned=None,
    ).aggregate(sum=Sum("amount", default=NOTHING))
    made = funds.checks_made(instalment, funds.last_proof(instalment))
    return rules.Spending(
        amount=instalment.amount,
        of_case=Decimal(paid["sum"]),
        way=instalment.way,
        dimensions=frozenset({instalment.line.dimension}),
        checks_made=frozenset(each.check_code for each in made),
    )


def plans_held(pool: Pool) -> list[Reservation]:
    """Whose plans hold money of the pool, for a donor's approval of one of them."""
    found = Reservation.objects.filter(
        budget__pool_line__pool=pool, amount__gt=F("released")
    ).select_related("plan__case", "budget")
    return list(found.order_by("-at"))


def last_reported(procedure: DonorProcedure) -> date:
    """Until when the donor was told; before the first report, the day before its rules began."""
    told = PoolReport.objects.filter(pool=procedure.pool_id, donor=procedure.donor_id).aggregate(
        last=Max("last")
    )["last"]
    before: date = procedure.valid_from - timedelta(days=1)
    return max(told, before) if told else before


def plans_asking(pool: Pool) -> list[tuple[UUID, str]]:
    """Plans for which a reserve of the pool is asked, with the numbers of their cases."""
    found = ReserveRequest.objects.filter(
        budget__pool_line__pool=pool, status=RequestStatus.WAITING
    )
    return list(found.order_by("asked_at").values_list("plan", "case__reference"))
