"""Budgets with their donors and rules, rates of exchange, and money that comes in or goes back."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.funds import queries, rules
from homeward.funds.choices import BudgetKind, Check, Need, Reason, Way
from homeward.funds.models import (
    Budget,
    BudgetShare,
    CheckRule,
    ExchangeRate,
    LineShare,
    Reservation,
    ReserveReach,
    ReserveRule,
)
from homeward.ledger import actions as ledger
from homeward.ledger.choices import AccountKind
from homeward.ledger.models import Transaction
from homeward.plans.models import PlanLine
from homeward.programmes.models import Programme

Shares = Sequence[tuple[Actor, Decimal]]


@transaction.atomic
def open_budget(
    programme: Programme,
    *,
    name: str,
    amount: Decimal,
    currency: str,
    valid_from: date,
    valid_until: date,
    kind: str = BudgetKind.ORDINARY,
    by: User,
    at: datetime,
) -> Budget:
    """Money of the actor's fund office for one programme. The database opens its two books."""
    require(by, "funds.open_budget")
    checks = [
        (amount > 0 and bool(currency), Reason.NO_AMOUNT),
        (valid_from <= valid_until, Reason.ENDS_BEFORE_IT_BEGINS),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    budget = Budget.objects.create(
        programme=programme,
        fund_org=by.organisation_of_rows,
        name=name,
        kind=kind,
        amount=amount,
        currency=currency,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    budget.refresh_from_db()
    return budget


@transaction.atomic
def share_budget(budget: Budget, shares: Shares, *, by: User, at: datetime) -> list[BudgetShare]:
    """Which donors a budget is of, from the next payment on; no share: the fund's own money."""
    require(by, "funds.open_budget")
    budget = _own(budget, by)
    _refuse_shares(shares)
    BudgetShare.objects.filter(budget=budget).delete()
    return BudgetShare.objects.bulk_create(
        BudgetShare(budget=budget, donor=donor, percent=percent) for donor, percent in shares
    )


@transaction.atomic
def share_line(
    line: PlanLine, budget: Budget, shares: Shares, *, by: User, at: datetime
) -> list[LineShare]:
    """As share_budget, for one plan line alone; no share: those of the budget hold again."""
    require(by, "funds.open_budget")
    budget = _own(budget, by)
    _refuse_shares(shares)
    LineShare.objects.filter(line=line, budget=budget).delete()
    made = []
    for donor, percent in shares:
        made.append(
            LineShare.objects.create(
                line=line,
                budget=budget,
                donor=donor,
                percent=percent,
                owner_org=by.organisation_of_rows,
                programme_id=line.programme_id,
                person_id=line.person_id,
            )
        )
    return made


def _refuse_shares(shares: Shares) -> None:
    said = [rules.Share(donor=donor.pk, percent=percent) for donor, percent in shares]
    refuse_if(rules.reasons_not_to_share(said))


@transaction.atomic
def set_check_rule(
    programme: Programme,
    check: Check,
    *,
    way: str,
    from_amount: Decimal | None,
    valid_from: date,
    source: str,
    by: User,
    at: datetime,
) -> CheckRule:
    require(by, "funds.set_rules")
    if way and way not in Way.values:
        raise Refused(Reason.NO_REASON)
    return CheckRule.objects.create(
        fund_org=by.organisation_of_rows,
        programme=programme,
        way=way,
        check_code=check,
        from_amount=from_amount,
        valid_from=valid_from,
        source=source,
    )


@transaction.atomic
def end_check_rule(rule: CheckRule, *, on: date, by: User, at: datetime) -> CheckRule:
    """It holds until a day; what it asked for before stays asked for then."""
    require(by, "funds.set_rules")
    rule = CheckRule.objects.select_for_update().get(pk=rule.pk)
    if rule.fund_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_FUND)
    if on < rule.valid_from:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    rule.valid_until = on
    rule.save(update_fields=["valid_until"])
    return rule


@transaction.atomic
def set_reserve_rule(
    budget: Budget,
    need: Need,
    *,
    roles: Sequence[str],
    ceiling: Decimal,
    asks_vulnerability: bool,
    valid_from: date,
    source: str,
    by: User,
    at: datetime,
) -> ReserveRule:
    """Who may ask this reserve, for which need, and for how much a case."""
    require(by, "funds.set_rules")
    budget = _own(budget, by)
    if budget.kind != BudgetKind.RESERVE or not roles:
        raise Refused(Reason.NO_RESERVE)
    if ceiling <= 0:
        raise Refused(Reason.NO_AMOUNT)
    return ReserveRule.objects.create(
        budget=budget,
        need=need,
        roles=list(roles),
        ceiling=ceiling,
        asks_vulnerability=asks_vulnerability,
        valid_from=valid_from,
        source=source,
    )


@transaction.atomic
def reach(
    budget: Budget, programmes: Sequence[Programme], *, source: str, by: User, at: datetime
) -> list[ReserveReach]:
    """From today on cases of these programmes may ask the reserve too, by its own rules."""
    require(by, "funds.set_rules")
    budget = _own(budget, by)
    if budget.kind != BudgetKind.RESERVE:
        raise Refused(Reason.NO_RESERVE)
    others = [programme for programme in programmes if programme.pk != budget.programme_id]
    return [
        ReserveReach.objects.get_or_create(
            budget=budget,
            programme=programme,
            defaults={"since_on": at.date(), "source": source},
        )[0]
        for programme in others
    ]


@transaction.atomic
def enter_rate(
    base: str, quote: str, rate: Decimal, *, on: date, source: str, by: User, at: datetime
) -> ExchangeRate:
    require(by, "funds.enter_rates")
    if base == quote:
        raise Refused(Reason.SAME_CURRENCY)
    if rate <= 0:
        raise Refused(Reason.NO_AMOUNT)
    made, is_new = ExchangeRate.objects.get_or_create(
        base=base,
        quote=quote,
        on=on,
        entered_by_org=by.organisation_of_rows,
        defaults={"rate": rate, "source": source, "entered_at": at},
    )
    # A rate that payments may have used is not written over.
    if not is_new and made.rate != rate:
        raise Refused(Reason.RATE_KNOWN)
    return made


@transaction.atomic
def receive(
    budget: Budget, donor: Actor | None, amount: Decimal, *, on: date, key: str, by: User,
    at: datetime,
) -> Transaction:  # fmt: skip
    """Money arrived at the bank; `key` is the form's own, so that a second click posts nothing."""
    require(by, "funds.pay")
    budget = _own(budget, by)
    if amount <= 0:
        raise Refused(Reason.NO_AMOUNT)
    book = queries.cash_book(budget)
    bank = ledger.open_account(book, "bank", AccountKind.ASSET, budget.currency)
    if donor is None:
        source = ledger.open_account(book, "own", AccountKind.INCOME, budget.currency)
    else:
        source = ledger.open_account(
            book, f"due:{donor.pk}", AccountKind.ASSET, budget.currency, name=str(donor)
        )
    lines = [ledger.Line(bank, amount), ledger.Line(source, -amount)]
    return ledger.post(book, lines, key=f"receipt:{key}", on=on, at=at, by=by, memo="received")


@transaction.atomic
def release(reservation: Reservation, *, by: User, at: datetime) -> Reservation:
    """Gives back to its budget what no instalment holds."""
    require(by, "funds.release")
    budget = Budget.objects.select_for_update().get(pk=reservation.budget_id)
    if budget.fund_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_FUND)
    found = Reservation.objects.select_for_update(of=("self",)).filter(pk=reservation.pk).first()
    if found is None:
        raise Refused(Reason.NOT_THE_FUND)
    free = queries.left_to_plan(found)
    if free <= 0:
        raise Refused(Reason.NOTHING_TO_RELEASE)
    found.released += free
    found.save(update_fields=["released"])
    Budget.objects.filter(pk=budget.pk).update(reserved=F("reserved") - free)
    return found


def _own(budget: Budget, by: User) -> Budget:
    """Read again under a lock; another office's budget is none of the actor's affair."""
    # First: of another's, the policies would let nobody lock the row.
    if budget.fund_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_FUND)
    return Budget.objects.select_for_update(of=("self",)).get(pk=budget.pk)
