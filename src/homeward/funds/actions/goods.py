"""Suppliers and stock, vouchers, and goods on their way to a person."""

import secrets
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.funds.actions.moving import belongs, locked, wait
from homeward.funds.choices import InstalmentStatus, Movement, Reason, Way
from homeward.funds.models import (
    Delivery,
    Instalment,
    StockItem,
    StockMovement,
    Supplier,
    Voucher,
)
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# No letter that is taken for a digit on a printed slip.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
OPEN = {InstalmentStatus.PLANNED, InstalmentStatus.REFUSED}


@transaction.atomic
def keep_supplier(
    supplier: Supplier | None,
    *,
    name: str,
    what: str,
    contact: str = "",
    tax_id: str = "",
    is_active: bool = True,
    by: User,
    at: datetime,
) -> Supplier:
    """Enters a supplier of the actor's office, or changes one of its own."""
    require(by, "funds.keep_registers")
    if supplier is None:
        supplier = Supplier(owner_org=by.organisation_of_rows)
    elif supplier.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_FUND)
    taken = Supplier.objects.filter(owner_org=supplier.owner_org_id, name=name)
    if taken.exclude(pk=supplier.pk).exists():
        raise Refused(Reason.DONE_ALREADY)
    supplier.name, supplier.what, supplier.contact = name, what, contact
    supplier.tax_id, supplier.is_active = tax_id, is_active
    supplier.save()
    return supplier


@transaction.atomic
def keep_item(*, name: str, unit: str, by: User, at: datetime) -> StockItem:
    require(by, "funds.keep_registers")
    item, is_new = StockItem.objects.get_or_create(
        owner_org=by.organisation_of_rows, name=name, defaults={"unit": unit}
    )
    if not is_new:
        raise Refused(Reason.DONE_ALREADY)
    return item


@transaction.atomic
def move_stock(
    item: StockItem,
    kind: Movement,
    quantity: Decimal,
    *,
    on: date,
    note: str = "",
    by: User,
    at: datetime,
) -> StockMovement:
    """What came in or was lost, or how much was counted. Handing out is `goods_are_there`."""
    require(by, "funds.keep_registers")
    item = StockItem.objects.select_for_update().get(pk=item.pk)
    change = {
        Movement.IN: quantity,
        Movement.LOST: -quantity,
        Movement.COUNTED: quantity - item.held,
    }[kind]
    return _moved(item, kind, change, on=on, note=note, by=by, at=at)


def _moved(
    item: StockItem, kind: Movement, change: Decimal, *, on: date, note: str, by: User, at: datetime
) -> StockMovement:
    if not change or (kind == Movement.IN and change < 0) or (kind == Movement.LOST and change > 0):
        raise Refused(Reason.NO_AMOUNT)
    if on > at.date():
        raise Refused(Reason.PAID_IN_FUTURE)
    if item.held + change < 0:
        raise Refused(Reason.NOT_IN_STOCK)
    return StockMovement.objects.create(
        item=item, kind=kind, quantity=change, on=on, note=note, at=at, by=by
    )


@transaction.atomic
def issue_voucher(
    instalment: Instalment, supplier: Supplier, *, expires_on: date, by: User, at: datetime
) -> Voucher:
    """A numbered voucher over the instalment's amount; its supplier redeems it with a proof."""
    require(by, "funds.issue_voucher")
    instalment = locked(instalment)
    checks = [
        (instalment.way == Way.VOUCHER and instalment.status in OPEN, Reason.WRONG_STATUS),
        (expires_on >= at.date(), Reason.ENDS_BEFORE_IT_BEGINS),
        (not Voucher.objects.filter(instalment=instalment).exists(), Reason.DONE_ALREADY),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    instalment.supplier = supplier
    instalment.save(update_fields=["supplier"])
    # Drawn by lot: nobody makes up the next one from the last.
    number = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return Voucher.objects.create(
        instalment=instalment,
        number=number,
        supplier=supplier,
        expires_on=expires_on,
        issued_at=at,
        issued_by=by,
        **belongs(instalment, by),
    )


@transaction.atomic
def goods_are_there(
    instalment: Instalment,
    *,
    item: StockItem | None = None,
    quantity: Decimal | None = None,
    on: date,
    by: User,
    at: datetime,
) -> Delivery:
    """Bought for the person, or taken out of the store for them. From now on they wait to hear."""
    require(by, "funds.hand_out")
    instalment = locked(instalment)
    checks = [
        (instalment.way == Way.GOODS and instalment.status in OPEN, Reason.WRONG_STATUS),
        (on <= at.date(), Reason.PAID_IN_FUTURE),
        (not Delivery.objects.filter(instalment=instalment).exists(), Reason.DONE_ALREADY),
        (item is None or (quantity or 0) > 0, Reason.NO_AMOUNT),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    taken = None
    if item is not None and quantity is not None:
        item = StockItem.objects.select_for_update().get(pk=item.pk)
        taken = _moved(item, Movement.OUT, -quantity, on=on, note="", by=by, at=at)
    delivery = Delivery.objects.create(
        instalment=instalment,
        movement=taken,
        item=item,
        quantity=quantity if item else None,
        there_on=on,
        by=by,
        **belongs(instalment, by),
    )
    wait(
        TaskKind.TELL_GOODS,
        instalment,
        holder_org_id=instalment.owner_org_id,
        holder=instalment.planned_by,
        at=at,
    )
    return delivery


@transaction.atomic
def tell_goods(instalment: Instalment, *, on: date, by: User, at: datetime) -> Delivery:
    """The person was told that the goods are there."""
    require(by, "funds.hand_out")
    delivery = _delivery(instalment)
    if delivery.told_on:
        raise Refused(Reason.DONE_ALREADY)
    _refuse_future(on, at)
    delivery.told_on = on
    delivery.save(update_fields=["told_on"])
    tasks.end(TaskKind.TELL_GOODS, delivery.instalment_id, at=at)
    return delivery


@transaction.atomic
def hand_out(instalment: Instalment, *, on: date, by: User, at: datetime) -> Delivery:
    """The person has the goods. What they signed is brought as the proof."""
    require(by, "funds.hand_out")
    delivery = _delivery(instalment)
    if delivery.handed_on:
        raise Refused(Reason.DONE_ALREADY)
    _refuse_future(on, at)
    # Whoever takes their goods knows that they are there.
    delivery.told_on = delivery.told_on or on
    delivery.handed_on = on
    delivery.save(update_fields=["told_on", "handed_on"])
    tasks.end(TaskKind.TELL_GOODS, delivery.instalment_id, at=at)
    return delivery


def _delivery(instalment: Instalment) -> Delivery:
    locked(instalment)
    found = Delivery.objects.select_for_update(of=("self",)).filter(instalment=instalment).first()
    if found is None:
        raise Refused(Reason.NOT_THERE)
    return found


def _refuse_future(on: date, at: datetime) -> None:
    if on > at.date():
        raise Refused(Reason.PAID_IN_FUTURE)
