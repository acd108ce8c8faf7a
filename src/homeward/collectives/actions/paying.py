"""Money that goes to members: a payout to all, and what is owed to one who left."""

import json
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.collectives import book, queries, rules
from homeward.collectives.actions.locking import locked, season_of
from homeward.collectives.book import Account
from homeward.collectives.choices import Reason
from homeward.collectives.models import Exit, PayoutRun, Season
from homeward.core.refusals import refuse_if
from homeward.ledger.rules import shared_out
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def pay_out(
    season: Season, amount: Decimal, *, number: int, on: date, by: User, at: datetime
) -> PayoutRun:
    """Shares an amount of the season's result among all members, once, by the group's rule.

    `number` is the one that the page offered: a second click finds it taken.
    """
    require(by, "collectives.settle")
    project = locked(season.project, by)
    season = season_of(season, project)
    weights = queries.weights(season)
    facts = rules.PayingFacts(
        is_ours=True,
        season_open=season.closed_on is None,
        is_next=number == queries.next_run(season),
        amount=amount,
        left=queries.result(season).left,
        cash=project.cash,
        weights=sum(weights.values(), Decimal(0)),
    )
    refuse_if(rules.reasons_not_to_pay_out(facts))
    parts = {key: part for key, part in shared_out(amount, weights).items() if part}
    run = PayoutRun.objects.create(
        season=season, number=number, rule=project.payout_rule, amount=amount, on=on,
        weights=facts.weights, members=len(parts), by=by, at=at,
    )  # fmt: skip
    written = json.dumps([[str(pk), str(weights[pk]), str(part)] for pk, part in parts.items()])
    with connection.cursor() as cursor:
        cursor.execute("select collectives_pay_out(%s, %s::jsonb)", [run.pk, written])
    event = book.Event(key=f"payout:{run.pk}", memo="payout", subject=run.pk, on=on)
    book.post(project, book.between(Account.PAYOUTS, Account.CASH, amount), event, by=by, at=at)
    return run


@transaction.atomic
def pay_leaver(gone: Exit, *, on: date, by: User, at: datetime) -> Exit:
    """What is owed to a member who left is paid, once."""
    require(by, "collectives.settle")
    project = locked(gone.membership.project, by)
    gone = Exit.objects.select_related("membership").get(pk=gone.pk)
    amount = gone.capital + gone.part
    checks = [
        (gone.paid_on is None, Reason.PAID_ALREADY),
        (amount > 0, Reason.NO_AMOUNT),
        (amount <= project.cash, Reason.NOT_IN_CASH),
        (gone.membership.left_on is not None and on >= gone.membership.left_on, Reason.JOINS_LATER),
        (on <= at.date(), Reason.IN_THE_FUTURE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    gone.paid_on, gone.paid_by = on, by
    gone.save(update_fields=["paid_on", "paid_by"])
    event = book.Event(key=f"leaver:{gone.pk}", memo="leaver", subject=gone.pk, on=on)
    book.post(project, book.between(Account.OWED, Account.CASH, amount), event, by=by, at=at)
    tasks.end(TaskKind.PAY_LEAVER, gone.pk, at=at)
    if gone.membership.case_id:
        cases.ensure_next_step(gone.membership.case_id, by=by, at=at)
    return gone
