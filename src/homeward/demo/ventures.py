"""A cooperative, a well, places for training, and two businesses. All of it is invented."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from homeward.access import gate
from homeward.access.models import User
from homeward.business import actions as business
from homeward.business.choices import CostKind, TaxTreatment, Verdict
from homeward.business.models import Business, BusinessPlan, CheckRule
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.collectives import actions as collectives
from homeward.collectives.choices import (
    AssetOrigin,
    ContributionKind,
    EntryKind,
    ProjectKind,
    ProjectStatus,
)
from homeward.collectives.models import Membership, Project, Season
from homeward.demo.world import World
from homeward.persons.choices import Sex
from homeward.persons.models import Person
from homeward.places.models import Area, Country
from homeward.programmes.choices import Category
from homeward.seals.models import Seal

SOURCE = "Invented for the demo: office of registrations, list of fees"
RETURNEES = 4
RESIDENTS = [("Abena", "Sarpong", Sex.FEMALE), ("Kwaku", "Adjei", Sex.MALE),
             ("Yaa", "Mensima", Sex.FEMALE)]  # fmt: skip
# Day of the season, what happened, what, and its figures.
LOG: list[tuple[int, EntryKind, str, dict[str, Any]]] = [
    (2, EntryKind.GRANT, "Start of the season", {"amount": 6000, "partner": "Ways home"}),
    (5, EntryKind.PURCHASE, "Sunflower seed", {"quantity": 60, "unit": "kg", "price": 32}),
    (6, EntryKind.DISTRIBUTION, "Sunflower seed", {"quantity": 56, "unit": "kg"}),
    (12, EntryKind.COST, "Tractor, two days", {"amount": 700}),
    (110, EntryKind.HARVEST, "Sunflower", {"quantity": 2400, "unit": "kg"}),
    (124, EntryKind.SALE, "Sunflower", {"quantity": 1500, "unit": "kg", "price": 4,
                                        "partner": "Golden Press oil mill"}),
]  # fmt: skip


def add(world: World) -> None:
    manager, adviser = world.cast.managers[0], world.cast.adviser
    cases = _cases(world)
    if len(cases) < RETURNEES:
        return
    with gate.acting_user(manager.pk):
        _cooperative(world, manager, cases[:RETURNEES])
        _community(world, manager)
    _known(world, adviser)
    _businesses(world, manager, adviser, cases)


def _cases(world: World) -> list[Case]:
    """After their arrival, of files that nobody sealed."""
    return list(
        Case.objects.filter(
            accountable_org=world.cast.ghanaian_ngo,
            closed_at__isnull=True,
            stage__in=[Stage.PLAN, Stage.SUPPORT],
        )
        .exclude(pk__in=Seal.objects.values("case"))
        .select_related("person")
        .order_by("-reference")[: RETURNEES + 2]
    )


def _doing(by: User, world: World) -> Callable[..., Any]:
    return lambda act, *args, **given: act(*args, **given, by=by, at=world.now)


def _project(world: World, by: User, **given: Any) -> Project:
    described = collectives.Described(
        programme=world.ground.programme, country=Country.objects.get(pk="GH"), currency="GHS",
        **given,
    )  # fmt: skip
    project = collectives.open_project(described, by=by, at=world.now)
    return collectives.move(project, ProjectStatus.ACTIVE, by=by, at=world.now)


def _area(name: str) -> Area | None:
    return Area.objects.filter(country="GH", name=name).first()


def _cooperative(world: World, by: User, cases: list[Case]) -> None:
    do = _doing(by, world)
    first = world.today - timedelta(days=150)
    project = _project(
        world, by, name="Sunrise sunflower cooperative", kind=ProjectKind.COOPERATIVE,
        sector=Category.BUSINESS, product="Sunflower", area=_area("Ashanti"), place="Obuasi road",
        latitude=6.45, longitude=-1.6, budget=Decimal(9000), funder="Ways home",
        objective="Returnees and neighbours farm together and sell to one oil mill.",
        payout_rule="labour", exit_rule="part", rules_from="Meeting of the members, first day",
    )  # fmt: skip
    season = do(
        collectives.open_season, project, name="Main season", starts_on=first,
        ends_on=first + timedelta(days=200),
    )  # fmt: skip
    for number, member in enumerate(_members(do, project, cases, first)):
        for put, quantity, unit in (
            (ContributionKind.MONEY, 50, ""), (ContributionKind.LABOUR, 8 + number % 4, "day"),
        ):  # fmt: skip
            put_in = collectives.PutIn(
                kind=put, quantity=Decimal(quantity), unit=unit, on=first + timedelta(days=1)
            )
            do(collectives.contribute, member, put_in)
    for day, kind, what, given in LOG:
        _log(do, season, first + timedelta(days=day), kind, what, given)
    do(collectives.pay_out, season, Decimal(1500), number=1, on=first + timedelta(days=130))
    plough = collectives.AssetGiven(
        what="Two-wheel tractor", origin=AssetOrigin.GIVEN, value=Decimal(14000), kept_at="Store",
        acquired_on=first,
    )  # fmt: skip
    do(collectives.acquire, project, plough)
    met = collectives.MeetingHeld(
        kind="members", held_on=first + timedelta(days=128), came=7, women=4,
        text="How much of the first sale is paid out before the rest is sold.",
        question="Pay out 1,500 now", in_favour=6, against=1,
    )  # fmt: skip
    do(collectives.hold_meeting, project, met)


def _members(
    do: Callable[..., Any], project: Project, cases: list[Case], first: date
) -> list[Membership]:
    joining = collectives.Joining(on=first)
    returnees = [do(collectives.admit, project, case, case.person, joining) for case in cases]
    residents = [
        do(
            collectives.admit_resident, project,
            collectives.Resident(
                given_name=given, family_name=family, sex=sex, agreed_on=first
            ),
            joining,
        )
        for given, family, sex in RESIDENTS
    ]  # fmt: skip
    return [*returnees, *residents]


def _log(
    do: Callable[..., Any],
    season: Season,
    on: date,
    kind: EntryKind,
    what: str,
    given: dict[str, Any],
) -> None:
    figures: dict[str, Any] = {k: Decimal(v) if isinstance(v, int) else v for k, v in given.items()}
    do(collectives.log, season, collectives.Logged(kind=kind, what=what, on=on, **figures))


def _community(world: World, by: User) -> None:
    do = _doing(by, world)
    well = _project(
        world, by, name="Well and school benches", kind=ProjectKind.COMMUNITY,
        sector=Category.WATER, area=_area("Northern"), place="Near Tamale",
        objective="What the whole quarter asked for in two consultations.",
    )  # fmt: skip
    on = world.today - timedelta(days=40)
    made = collectives.OutputMade(
        what="Well with a hand pump", quantity=Decimal(1), unit="well", cost=Decimal(21000),
        done_on=on, source="Hand-over sheet of the district",
    )  # fmt: skip
    do(collectives.record_output, well, made)
    reached = collectives.Counted(
        counted_on=on, source="List of households of the quarter", returnee_women=11,
        returnee_men=14, resident_women=210, resident_men=190,
    )  # fmt: skip
    do(collectives.count_reach, well, reached)
    welding = _project(
        world, by, name="Welding bay of the training centre", kind=ProjectKind.VOCATIONAL,
        sector=Category.TRAINING, area=_area("Greater Accra"), place="Ashaiman",
    )  # fmt: skip
    places = collectives.TrainingMade(
        centre="Harbour Road training centre", trade="Welding", seats=24, for_returnees=10,
        cost=Decimal(38000), opened_on=on,
    )  # fmt: skip
    do(collectives.record_training, welding, places)


def _known(world: World, by: User) -> None:
    """How a business is registered there, and when it is asked after."""
    do, country = _doing(by, world), Country.objects.get(pk="GH")
    since = world.today - timedelta(days=400)
    common: dict[str, Any] = {"country": country, "source": SOURCE, "valid_from": since}
    for position, (what, where, cost, days, papers) in enumerate(
        [
            ("Register the name", "Office of registrations", 60, 3, "Identity card, address"),
            ("Take a tax number", "Tax office of the district", 0, 1, "Certificate of the name"),
            ("Pay the trading licence", "District assembly", 120, 2, "Certificate, tax number"),
        ],
        start=1,
    ):
        known = business.StepKnown(
            **common, what=what, where=where, position=position, cost=Decimal(cost),
            currency="GHS", days=days, papers=papers,
        )  # fmt: skip
        do(business.add_step, known)
    note = business.TaxKnown(
        **common, tax="Income tax of small traders", treatment=TaxTreatment.REDUCED,
        text="A stamp is paid each quarter instead of a declaration.",
    )  # fmt: skip
    do(business.add_tax, note)
    for months in (3, 6, 12):
        CheckRule.objects.create(
            programme=world.ground.programme, months=months, valid_from=since,
            source="Follow-up plan of the programme",
        )  # fmt: skip


def _businesses(world: World, manager: User, adviser: User, cases: list[Case]) -> None:
    running, waiting = cases[-2:]
    with gate.acting_user(manager.pk):
        first = _plan(world, manager, running, running.person, "Sews and mends clothes")
        _plan(world, manager, waiting, waiting.person, "Raises and sells hens")
    with gate.acting_user(adviser.pk):
        _doing(adviser, world)(business.review, first, Verdict.AGREE, comment="Sound figures.")
    with gate.acting_user(manager.pk):
        _begin(world, manager, Business.objects.get(pk=first.business_id))


def _plan(world: World, by: User, case: Case, person: Person, activity: str) -> BusinessPlan:
    do = _doing(by, world)
    given = business.Planned(
        activity=activity, currency="GHS", sector=Category.BUSINESS, area=_area("Ashanti"),
        place="Market, second row", market="Families of the quarter; two others do the same.",
        sales=Decimal(1500), goods_share=Decimal(40), own_money=Decimal(300),
        support=Decimal(1700), loan=Decimal(400),
    )  # fmt: skip
    plan: BusinessPlan = do(business.begin, case, person, given)
    do(business.add_cost, plan, CostKind.START, "Tools and first stock", Decimal(2400))
    do(business.add_cost, plan, CostKind.MONTHLY, "Rent of the stall", Decimal(360))
    sent: BusinessPlan = do(business.send, plan)
    return sent


def _begin(world: World, by: User, found: Business) -> None:
    do = _doing(by, world)
    do(business.start, found, on=world.today - timedelta(days=45))
    do(business.take_up_steps, found)
    seen = business.Visited(
        on=world.today - timedelta(days=14), way="at_business", findings="Sells on market days.",
        agreed="She notes each sale.", sales=Decimal(980), next_on=world.today + timedelta(days=16),
    )  # fmt: skip
    do(business.visit, found, seen)
    group = do(
        business.open_group, name="Tailors and weavers of Ashanti", trade="Tailoring",
        sector=Category.BUSINESS, country=Country.objects.get(pk="GH"), area=_area("Ashanti"),
        meets="First Saturday, at the loom house",
    )  # fmt: skip
    do(business.join, found, group)
