"""The fund office: donors, a reserve that is asked, checks, rates, a store, and the books."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from homeward.access import unit
from homeward.access.choices import ActorKind, Purpose, Role
from homeward.actors.models import Actor
from homeward.demo.world import World
from homeward.funds.choices import BudgetKind, Check, Movement, Need, Vulnerability
from homeward.funds.models import (
    Budget,
    BudgetShare,
    CheckRule,
    ExchangeRate,
    Payment,
    Reservation,
    ReserveRequest,
    ReserveRule,
    StockItem,
    StockMovement,
    Supplier,
)
from homeward.plans.choices import PlanStatus
from homeward.plans.models import Plan
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

DONORS = (("Northern Return Facility", "60"), ("Municipal Solidarity Fund", "40"))
RATES = ((40, "13.9100"), (12, "14.0450"), (1, "14.1225"))
SUPPLIERS = (
    ("Makola Tools and Machines", "Sewing machines, tools, spare parts", "C0012345678"),
    ("Tema Cold Chain", "Fridges and freezers with installation", "C0087654321"),
)
STORE = (
    ("Starter kit, tailoring", "kit", 12),
    ("Mattress", "piece", 30),
    ("Solar lamp", "piece", 8),
)
SOP = "Procedure of the fund office, 3.4"


def add(world: World) -> None:
    _share(world)
    _rules(world)
    _store(world)
    _reserve(world)
    _book(world)


def _share(world: World) -> None:
    for name, percent in DONORS:
        donor = Actor.objects.create(name=name, source="demo", source_id=name)
        BudgetShare.objects.create(
            budget=world.ground.budget, donor=donor, percent=Decimal(percent)
        )


def _rules(world: World) -> None:
    fund, since = world.cast.fund, world.today - timedelta(days=90)
    for check, amount in ((Check.INVOICE_MATCHES, None), (Check.SECOND_PERSON, Decimal(5000))):
        CheckRule.objects.create(
            fund_org=fund, programme=world.ground.programme, check_code=check,
            from_amount=amount, valid_from=since, source=SOP,
        )  # fmt: skip
    for days, rate in RATES:
        ExchangeRate.objects.create(
            base="EUR", quote="GHS", rate=Decimal(rate), on=world.today - timedelta(days=days),
            source="Bank of Ghana, interbank", entered_by_org=fund, entered_at=world.now,
        )  # fmt: skip


def _store(world: World) -> None:
    office, keeper = world.cast.ghanaian_ngo, world.cast.managers[0]
    for name, what, tax_id in SUPPLIERS:
        Supplier.objects.create(
            owner_org=office, name=name, what=what, contact="+233 30 000 0000", tax_id=tax_id
        )
    for name, unit_, held in STORE:
        item = StockItem.objects.create(owner_org=office, name=name, unit=unit_)
        StockMovement.objects.create(
            item=item, kind=Movement.IN, quantity=held, on=world.today - timedelta(days=20),
            at=world.now, by=keeper,
        )  # fmt: skip


def _reserve(world: World) -> None:
    """A reserve for plans that need more, and the first of them that waits for its answer."""
    budget = Budget.objects.create(
        programme=world.ground.programme, fund_org=world.cast.fund, name="Reserve for hardship",
        kind=BudgetKind.RESERVE, amount=Decimal(20000), currency="EUR",
        valid_from=world.ground.budget.valid_from, valid_until=world.ground.budget.valid_until,
    )  # fmt: skip
    for need in Need:
        ReserveRule.objects.create(
            budget=budget, need=need, roles=[Role.CASE_MANAGER], ceiling=Decimal(1500),
            asks_vulnerability=need == Need.OVER_PACKAGE, valid_from=budget.valid_from, source=SOP,
        )  # fmt: skip
    plan = (
        Plan.objects.filter(status=PlanStatus.DRAFT, owner_org=world.cast.ghanaian_ngo)
        .select_related("case", "drafted_by")
        .order_by("pk")
        .first()
    )
    if plan:
        _ask(world, budget, plan)


def _ask(world: World, budget: Budget, plan: Plan) -> None:
    at = world.now - timedelta(days=2)
    with unit.beginning(ActorKind.JOB, "demo", Purpose.CASEWORK):
        request = ReserveRequest.objects.create(
            id=world.id(), case=plan.case, plan=plan, budget=budget, need=Need.OVER_PACKAGE,
            vulnerability=Vulnerability.MET, amount=Decimal(400), currency="EUR",
            reason="The shop needs a ramp and a lower counter.", asked_at=at,
            asked_by=plan.drafted_by, owner_org_id=plan.owner_org_id,
            programme_id=plan.programme_id, person_id=plan.person_id,
        )  # fmt: skip
    Task.objects.create(
        id=world.id(), kind=TaskKind.DECIDE_RESERVE, subject_id=request.pk, case_id=plan.case_id,
        person_id=plan.person_id, reference=plan.case.reference, note=Need.OVER_PACKAGE,
        holder_org=world.cast.fund, waiter_org_id=plan.owner_org_id, waiter=plan.drafted_by,
        opened_at=at, due_on=world.today + timedelta(days=5),
    )  # fmt: skip


def _book(world: World) -> None:
    """What was reserved and paid is counted on the budget and booked, each on its own day."""
    sums = [
        model.objects.filter(**{where: world.ground.budget}).aggregate(
            sum=Sum("amount", default=Decimal(0))
        )["sum"]
        for model, where in ((Reservation, "budget"), (Payment, "instalment__budget"))
    ]
    reserved, paid = sums
    Budget.objects.filter(pk=world.ground.budget.pk).update(reserved=reserved, paid=paid)
    with connection.cursor() as cursor:
        cursor.execute("select funds_rebook()")
