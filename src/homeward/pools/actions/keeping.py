"""Pools, what donors promise them year by year, and what of that arrives."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.funds import queries as funds
from homeward.funds.rules import converted
from homeward.ledger import actions as ledger
from homeward.ledger.choices import AccountKind
from homeward.ledger.models import Account
from homeward.places.models import Country
from homeward.pools import queries, rules
from homeward.pools.actions.locking import own
from homeward.pools.choices import EarmarkKind, PoolKind, Reason
from homeward.pools.models import (
    Commitment,
    CommitmentYear,
    Contribution,
    Earmark,
    Pool,
    YearMove,
)
from homeward.programmes.models import Programme

NOTHING = Decimal(0)


@transaction.atomic
def open_pool(
    *,
    name: str,
    kind: PoolKind,
    currency: str,
    countries: Sequence[Country],
    programmes: Sequence[Programme],
    source: str,
    by: User,
    at: datetime,
) -> Pool:
    """A pool of the actor's organisation, with the two books in which it is kept."""
    require(by, "pools.keep")
    checks = [(bool(source.strip()), Reason.NO_SOURCE), (bool(programmes), Reason.NO_LINE)]
    refuse_if(reason for holds, reason in checks if not holds)
    org = by.organisation_of_rows
    books = {
        f"{kind_}_book": ledger.open_book(name, f"pool_{kind_}", owner_org=org, by=by, at=at)
        for kind_ in ("commitment", "cash")
    }
    pool = Pool.objects.create(
        name=name, kind=kind, owner_org=org, currency=currency, source=source,
        opened_on=at.date(), opened_by=by, opened_at=at, **books,
    )  # fmt: skip
    pool.countries.set(countries)
    pool.programmes.set(programmes)
    return pool


@transaction.atomic
def commit(
    pool: Pool,
    donor: Actor,
    *,
    agreement_number: str,
    currency: str,
    years: Sequence[tuple[int, Decimal]],
    source: str,
    by: User,
    at: datetime,
) -> Commitment:
    """What a donor promises for each year is reserved for the pool from now on."""
    require(by, "pools.keep")
    pool = own(pool, by)
    known = Commitment.objects.filter(pool=pool, donor=donor, agreement_number=agreement_number)
    refuse_if(
        rules.reasons_not_to_commit(years, has_source=bool(source.strip()), known=known.exists())
    )
    made = Commitment.objects.create(
        pool=pool, donor=donor, agreement_number=agreement_number, currency=currency,
        source=source, stated_by=by, stated_at=at,
    )  # fmt: skip
    for year, amount in sorted(years):
        row = CommitmentYear.objects.create(pool=pool, commitment=made, year=year, amount=amount)
        _moved(row, amount, _pledged(made), key=f"promised:{row.pk}", by=by, at=at)
    return made


@transaction.atomic
def confirm_year(year: CommitmentYear, *, on: date, by: User, at: datetime) -> CommitmentYear:
    """The donor confirms a year: its money may come."""
    require(by, "pools.keep")
    own(year.pool, by)
    year = _year(year)
    if year.confirmed_on is not None:
        raise Refused(Reason.CONFIRMED_ALREADY)
    if on > at.date():
        raise Refused(Reason.IN_FUTURE)
    year.confirmed_on, year.confirmed_by = on, by
    year.save(update_fields=["confirmed_on", "confirmed_by"])
    return year


@transaction.atomic
def move_year(
    year: CommitmentYear, to_year: int, amount: Decimal, *, reason: str, by: User, at: datetime
) -> YearMove:
    """Rolls what is open of a year over to a later one, which the donor confirms anew."""
    require(by, "pools.keep")
    own(year.pool, by)
    year = _year(year)
    refuse_if(
        rules.reasons_not_to_move(
            queries.promised(year), amount, to_later=to_year > year.year,
            has_reason=bool(reason.strip()),
        )
    )  # fmt: skip
    to, _new = CommitmentYear.objects.get_or_create(
        commitment=year.commitment, year=to_year, defaults={"pool": year.pool, "amount": NOTHING}
    )
    CommitmentYear.objects.filter(pk=to.pk).update(
        amount=F("amount") + amount, confirmed_on=None, confirmed_by=None
    )
    move = _move(year, to, amount, reason=reason, by=by, at=at)
    _moved(to, amount, _reserved(year), key=f"moved:{move.pk}", by=by, at=at)
    return move


@transaction.atomic
def release_year(
    year: CommitmentYear, amount: Decimal, *, reason: str, by: User, at: datetime
) -> YearMove:
    """Frees the donor of what is open of a year: it will not be given."""
    require(by, "pools.keep")
    own(year.pool, by)
    year = _year(year)
    refuse_if(
        rules.reasons_not_to_move(
            queries.promised(year), amount, to_later=True, has_reason=bool(reason.strip())
        )
    )
    move = _move(year, None, amount, reason=reason, by=by, at=at)
    book = year.pool.commitment_book
    lines = [
        ledger.Line(_pledged(year.commitment), amount),
        ledger.Line(_reserved(year), -amount),
    ]
    ledger.post(book, lines, key=f"released:{move.pk}", on=at.date(), at=at, by=by, memo="released")
    return move


@transaction.atomic
def receive(
    year: CommitmentYear, amount: Decimal, *, on: date, key: str, by: User, at: datetime
) -> Contribution:
    """Money arrived, in the commitment's currency; the pool counts it at the day's rate.

    `key` is the form's own, so that a second click posts nothing.
    """
    require(by, "pools.receive")
    pool = own(year.pool, by)
    if Contribution.objects.filter(pool=pool, key=key).exists():
        raise Refused(Reason.RECEIVED_ALREADY)
    year = _year(year)
    currency = year.commitment.currency
    same = currency == pool.currency
    rate = (
        None if same else funds.rate_on(currency, pool.currency, on=on, org_id=by.organisation_id)
    )
    refuse_if(
        rules.reasons_not_to_receive(
            queries.promised(year), amount, rate_known=same or rate is not None,
            in_future=on > at.date(),
        )
    )  # fmt: skip
    at_rate: dict[str, Any] = {"pool_amount": amount}
    if rate:
        at_rate = {
            "pool_amount": converted(amount, rate.rate),
            "rate": rate.rate, "rate_on": rate.on, "rate_source": rate.source,
        }  # fmt: skip
    made = Contribution.objects.create(
        pool=pool, commitment=year.commitment, year=year, amount=amount, on=on, key=key, by=by,
        at=at, **at_rate,
    )  # fmt: skip
    CommitmentYear.objects.filter(pk=year.pk).update(received=F("received") + amount)
    _came_in(made, pool, by=by, at=at)
    return made


def _came_in(made: Contribution, pool: Pool, *, by: User, at: datetime) -> None:
    """One posting in each book: the promise is kept, and the bank holds money of the donor's."""
    year, commitment = made.year, made.commitment
    received = ledger.open_account(
        pool.commitment_book, f"received:{year.pk}", AccountKind.COMMITMENT, commitment.currency,
        name=f"{commitment} {year.year}",
    )  # fmt: skip
    lines = [ledger.Line(received, made.amount), ledger.Line(_reserved(year), -made.amount)]
    said: dict[str, Any] = {
        "key": f"received:{made.pk}",
        "on": made.on,
        "at": at,
        "by": by,
        "memo": "received",
    }
    ledger.post(pool.commitment_book, lines, **said)
    bank = ledger.open_account(pool.cash_book, "bank", AccountKind.ASSET, pool.currency)
    held = held_for(commitment)
    lines = [ledger.Line(bank, made.pool_amount), ledger.Line(held, -made.pool_amount)]
    ledger.post(pool.cash_book, lines, **said)


@transaction.atomic
def earmark(
    commitment: Commitment,
    kind: EarmarkKind,
    target: Any,
    *,
    percent: Decimal | None,
    amount: Decimal | None,
    source: str,
    by: User,
    at: datetime,
) -> Earmark:
    """A part of a commitment is only for a programme, country, area or need (`target`)."""
    require(by, "pools.state_rules")
    pool = own(commitment.pool, by)
    marks = Earmark.objects.filter(commitment=commitment).aggregate(
        percent=Sum("percent", default=NOTHING), amount=Sum("amount", default=NOTHING)
    )
    refuse_if(
        rules.reasons_not_to_earmark(
            percent=percent, amount=amount, earmarked_percent=marks["percent"],
            earmarked_amount=marks["amount"], promised=_in_pools_currency(commitment, by, at),
            has_target=bool(target), has_source=bool(source.strip()),
        )
    )  # fmt: skip
    return Earmark.objects.create(
        pool=pool, commitment=commitment, kind=kind, percent=percent, amount=amount,
        source=source, stated_by=by, stated_at=at, **{kind.value: target},
    )  # fmt: skip


def _in_pools_currency(commitment: Commitment, by: User, at: datetime) -> Decimal:
    """What is promised, at today's rate; it is asked for no more than to see that earmarks fit."""
    said = commitment.years.aggregate(sum=Sum("amount", default=NOTHING))["sum"]
    if commitment.currency == commitment.pool.currency:
        return Decimal(said)
    rate = funds.rate_on(
        commitment.currency, commitment.pool.currency, on=at.date(), org_id=by.organisation_id
    )
    if rate is None:
        raise Refused(Reason.NO_RATE)
    return converted(said, rate.rate)


def held_for(commitment: Commitment) -> Account:
    """What the pool's bank holds of a commitment's money."""
    pool = commitment.pool
    return ledger.open_account(
        pool.cash_book, f"held:{commitment.pk}", AccountKind.LIABILITY, pool.currency,
        name=str(commitment),
    )  # fmt: skip


def _year(year: CommitmentYear) -> CommitmentYear:
    return (
        CommitmentYear.objects.select_for_update(of=("self",))
        .select_related("commitment__donor", "commitment__pool", "pool")
        .get(pk=year.pk)
    )


def _move(
    year: CommitmentYear,
    to: CommitmentYear | None,
    amount: Decimal,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> YearMove:
    CommitmentYear.objects.filter(pk=year.pk).update(amount=F("amount") - amount)
    return YearMove.objects.create(
        pool=year.pool, from_year=year, to_year=to, amount=amount, reason=reason, by=by, at=at
    )


def _reserved(year: CommitmentYear) -> Account:
    commitment = year.commitment
    return ledger.open_account(
        commitment.pool.commitment_book, f"reserved:{year.pk}", AccountKind.COMMITMENT,
        commitment.currency, name=f"{commitment} {year.year}",
    )  # fmt: skip


def _pledged(commitment: Commitment) -> Account:
    return ledger.open_account(
        commitment.pool.commitment_book, f"pledged:{commitment.pk}", AccountKind.COMMITMENT,
        commitment.currency, name=str(commitment),
    )  # fmt: skip


def _moved(
    year: CommitmentYear, amount: Decimal, out_of: Account, *, key: str, by: User, at: datetime
) -> None:
    lines = [ledger.Line(_reserved(year), amount), ledger.Line(out_of, -amount)]
    book = year.commitment.pool.commitment_book
    ledger.post(book, lines, key=key, on=at.date(), at=at, by=by, memo="reserved")
