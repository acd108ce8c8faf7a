"""Sums of a pool: by donor, by year, how long it lasts, and a donor's report of a period."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import F, Sum

from homeward.actors.models import Actor
from homeward.pools import rules
from homeward.pools.choices import RoundStatus
from homeward.pools.models import CommitmentYear, Contribution, Earmark, Pool, RoundPart
from homeward.pools.queries.keeping import NOTHING, donors, years

BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True)
class Paid:
    budget: int
    donor: int
    on: date
    amount: Decimal


@dataclass(frozen=True)
class DonorSum:
    """All in the pool's currency."""

    donor: Actor
    received: Decimal
    allocated: Decimal
    waiting: Decimal
    paid: Decimal

    @property
    def free(self) -> Decimal:
        return self.received - self.allocated - self.waiting

    @property
    def unspent(self) -> Decimal:
        """In the programmes' budgets, and not paid yet."""
        return self.allocated - self.paid


@dataclass(frozen=True)
class YearRow:
    """One year of a commitment, in its own currency."""

    row: CommitmentYear
    standing: str
    open: Decimal


def paid(pool: Pool, *, until: date) -> list[Paid]:
    with connection.cursor() as cursor:
        cursor.execute("select * from pools_paid(%s, %s)", [pool.pk, until])
        return [Paid(*row) for row in cursor.fetchall()]


def by_donor(pool: Pool, *, until: date) -> list[DonorSum]:
    spent = paid(pool, until=until)
    return [
        DonorSum(
            donor=donor,
            received=_received(pool, donor, BEGINNING, until),
            allocated=_allocated(pool, donor, BEGINNING, until),
            waiting=_waiting(pool, donor),
            paid=sum((each.amount for each in spent if each.donor == donor.pk), NOTHING),
        )
        for donor in donors(pool)
    ]


def by_year(pool: Pool) -> list[YearRow]:
    found = []
    for year in years(pool):
        said = rules.Promised(
            amount=year.amount, received=year.received, confirmed=year.confirmed_on is not None
        )
        found.append(YearRow(year, str(rules.standing(said).label), said.open))
    return found


def lasting(pool: Pool, *, today: date) -> rules.Burn:
    """How long what came in and is not paid lasts, at the pace of the last whole months."""
    months = _by_month(paid(pool, until=today))
    came = pool.contributions.aggregate(sum=Sum("pool_amount", default=NOTHING))["sum"]
    unspent = Decimal(came) - sum(months.values(), NOTHING)
    return rules.burn(months, unspent, today=today)


def _by_month(spent: Iterable[Paid]) -> dict[date, Decimal]:
    months: dict[date, Decimal] = {}
    for each in spent:
        month = each.on.replace(day=1)
        months[month] = months.get(month, NOTHING) + each.amount
    return months


@dataclass(frozen=True)
class Forecast:
    """Of one donor: at what pace its money goes, and each year to come."""

    donor: Actor
    pace: rules.Burn
    years: list[rules.Foreseen]


def foreseen(pool: Pool, *, today: date) -> list[Forecast]:
    """Donor by donor and year by year, as far as the reader sees them."""
    spent, promised = paid(pool, until=today), list(years(pool))
    return [_forecast(pool, donor, spent, promised, today) for donor in donors(pool)]


def _forecast(
    pool: Pool, donor: Actor, spent: list[Paid], promised: list[CommitmentYear], today: date
) -> Forecast:
    months = _by_month(each for each in spent if each.donor == donor.pk)
    unspent = _received(pool, donor, BEGINNING, today) - sum(months.values(), NOTHING)
    pace = rules.burn(months, unspent, today=today)
    to_come: dict[int, rules.ToCome] = {}
    for row in promised:
        if row.commitment.donor_id == donor.pk:
            # What did not come in its year is still to come.
            year = max(row.year, today.year)
            to_come[year] = _with(to_come.get(year, rules.ToCome()), row, pool)
    return Forecast(donor, pace, rules.foresee(unspent, pace, to_come, today=today))


def _with(held: rules.ToCome, row: CommitmentYear, pool: Pool) -> rules.ToCome:
    open_ = max(row.amount - row.received, NOTHING)
    if not open_:
        return held
    part = "confirmed" if row.confirmed_on else "reserved"
    so_far = getattr(held, part)
    known = so_far is not None and row.commitment.currency == pool.currency
    return replace(held, **{part: so_far + open_ if known else None})


def _received(pool: Pool, donor: Actor, first: date, last: date) -> Decimal:
    found = Contribution.objects.filter(
        pool=pool, commitment__donor=donor, on__gte=first, on__lte=last
    )
    return Decimal(found.aggregate(sum=Sum("pool_amount", default=NOTHING))["sum"])


def _placed(pool: Pool, donor: Actor, first: date, last: date) -> Any:
    return RoundPart.objects.filter(
        pool=pool,
        commitment__donor=donor,
        line__round__status=RoundStatus.PLACED,
        line__round__decided_at__date__gte=first,
        line__round__decided_at__date__lte=last,
    )


def _allocated(pool: Pool, donor: Actor, first: date, last: date) -> Decimal:
    found = _placed(pool, donor, first, last)
    return Decimal(found.aggregate(sum=Sum("amount", default=NOTHING))["sum"])


def _waiting(pool: Pool, donor: Actor) -> Decimal:
    found = RoundPart.objects.filter(
        pool=pool, commitment__donor=donor, line__round__status=RoundStatus.DRAWN
    )
    return Decimal(found.aggregate(sum=Sum("amount", default=NOTHING))["sum"])


def report_figures(
    pool: Pool, donor: Actor, *, first: date, last: date, step: Decimal
) -> dict[str, Any]:
    """What a donor is told of a period, each amount as text; closing is what opening comes to.

    The books keep the cents; the report rounds each movement as the donor asks, and works its
    closing amounts out of what it shows, so that it adds up on paper.
    """
    before = first - timedelta(days=1)
    spent = [each for each in paid(pool, until=last) if each.donor == donor.pk]
    of_period = [each.amount for each in spent if each.on >= first]
    earlier = [each.amount for each in spent if each.on < first]
    given_before = _allocated(pool, donor, BEGINNING, before)
    exact = {
        "opening": _received(pool, donor, BEGINNING, before) - given_before,
        "received": _received(pool, donor, first, last),
        "allocated": _allocated(pool, donor, first, last),
        "unspent_before": given_before - sum(earlier, NOTHING),
        "paid": sum(of_period, NOTHING),
    }
    shown = {key: rules.rounded(amount, step) for key, amount in exact.items()}
    shown["closing"] = shown["opening"] + shown["received"] - shown["allocated"]
    shown["unspent"] = shown["unspent_before"] + shown["allocated"] - shown["paid"]
    return {
        "currency": pool.currency,
        "step": str(step),
        **{key: str(amount) for key, amount in shown.items()},
        "earmarks": _earmarked(pool, donor, first, last, step),
        "years": [
            {"year": each.year, "amount": str(each.amount), "received": str(each.received),
             "currency": each.commitment.currency, "agreement": each.commitment.agreement_number}
            for each in years(pool).filter(commitment__donor=donor)
        ],
    }  # fmt: skip


def _earmarked(
    pool: Pool, donor: Actor, first: date, last: date, step: Decimal
) -> list[dict[str, str]]:
    """Each earmark with what went through it in the period; the rest was not earmarked."""
    by_mark = {
        row["mark"]: row["sum"]
        for row in _placed(pool, donor, first, last)
        .order_by()
        .values(mark=F("earmark"))
        .annotate(sum=Sum("amount"))
    }
    marks = Earmark.objects.filter(pool=pool, commitment__donor=donor).select_related(
        "programme", "country", "area"
    )
    found = [
        {"for": str(mark), "allocated": str(rules.rounded(by_mark.get(mark.pk, NOTHING), step))}
        for mark in marks
    ]
    return [
        *found,
        {"for": "", "allocated": str(rules.rounded(by_mark.get(None, NOTHING), step))},
    ]
