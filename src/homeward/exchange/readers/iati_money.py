"""Budgets and transactions of an activity."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from homeward.exchange.iati import kinds
from homeward.exchange.iati.nodes import Node
from homeward.exchange.readers import iati_codes as codes
from homeward.exchange.readers.iati_values import Values, day
from homeward.programmes.records import BudgetRecord, TransactionRecord

REFERENCE, KIND = 200, 3


def budget(node: Node, values: Values) -> BudgetRecord | None:
    starts_on, ends_on = day(node.first("period-start")), day(node.first("period-end"))
    amount = values.amount(node, "budget")
    kind = codes.BUDGET_KINDS.get(node.get("type") or "1")
    status = codes.BUDGET_STATUSES.get(node.get("status") or "1")
    if kind is None or status is None:
        text = _("The standard’s list has no such code; it stays in the published text alone.")
        values.note(node, "budget", text)
        return None
    if starts_on is None or ends_on is None or amount is None:
        return None
    if ends_on < starts_on:
        values.fault(node, "budget/period-end", _("The period ends before it begins."))
        return None
    return BudgetRecord(
        kind=kind.value,
        status=status.value,
        starts_on=starts_on,
        ends_on=ends_on,
        amount=amount,
        currency=values.currency_of(node, "budget"),
        value_on=_value_on(node),
    )


def transaction(node: Node, values: Values) -> TransactionRecord | None:
    on, amount = day(node.first("transaction-date")), values.amount(node, "transaction")
    kind = node.said("transaction-type")
    if len(kind) > KIND:
        values.fault(node, "transaction/transaction-type", _("No such kind of transaction."))
    country = node.first("recipient-country")
    if on is None or amount is None:
        return None
    return TransactionRecord(
        kind=kind,
        on=on,
        amount=amount,
        currency=values.currency_of(node, "transaction"),
        value_on=_value_on(node),
        reference=node.get("ref")[:REFERENCE],
        description=values.words(node.first("description")),
        country=values.country(country, "transaction/recipient-country") if country else "",
        provider=values.actor(node.first("provider-org")),
        receiver=values.actor(node.first("receiver-org")),
    )


def budgets(activity: Node, values: Values) -> Iterator[BudgetRecord]:
    for node in activity.all("budget"):
        if found := budget(node, values):
            yield found


def transactions(activity: Node, values: Values) -> Iterator[TransactionRecord]:
    for node in activity.all("transaction"):
        if found := transaction(node, values):
            yield found


def _value_on(node: Node) -> date | None:
    value = node.first("value")
    return kinds.day(value.get("value-date")) if value else None
