"""The corridor's programmes as their managers keep them: whom they take, what they give, why.

Every title, office and sum is made up; only the countries and regions are there.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.demo.cast import Cast
from homeward.demo.ground import Ground
from homeward.places.models import Area
from homeward.programmes.choices import (
    AdoptionStatus,
    BudgetStatus,
    Category,
    Counted,
    CriteriaStatus,
    ExceptionStatus,
    FindingKind,
    Happened,
    LineKind,
    ParticipationRole,
    Period,
    PolicyKind,
    ProgrammeKind,
    ProgrammeStatus,
    TakenUp,
)
from homeward.programmes.models import (
    Budget,
    Corridor,
    Coverage,
    CriteriaVersion,
    CriterionException,
    DesignChoice,
    Finding,
    Participation,
    Policy,
    PolicyAdoption,
    Programme,
    ProgrammeEvent,
    ProgrammeSector,
    ResidentEntitlement,
    ScopingRecord,
    Sector,
    TargetGroup,
)
from homeward.programmes.queries.criteria import area_path
from homeward.programmes.rules import criteria

SECTORS = {
    "W1": ("Work and training", "Travail et formation", "العمل والتدريب", Category.TRAINING),
    "W2": ("Small businesses", "Petites entreprises", "المشاريع الصغيرة", Category.BUSINESS),
    "S1": ("Psychosocial care", "Soutien psychosocial", "الرعاية النفسية", Category.PSYCHOSOCIAL),
    "S2": ("Housing", "Logement", "السكن", Category.HOUSING),
}
CORRIDOR_PLAN = "Corridor plan for dignified return"


@dataclass(frozen=True, kw_only=True)
class Mapping:
    cast: Cast
    started: date
    today: date
    now: datetime
    regions: list[Area]

    @property
    def manager(self) -> User:
        return self.cast.programme_manager


def make(cast: Cast, ground: Ground, *, now: datetime) -> None:
    programme, stranger = ground.programme, ground.stranger_programme
    started = ground.package.valid_from
    regions = list(Area.objects.filter(country="GH", level=1).order_by("name"))
    world = Mapping(cast=cast, started=started, today=now.date(), now=now, regions=regions)
    sectors = _sectors()
    Programme.objects.filter(pk__in=[programme.pk, stranger.pk]).update(
        kind=ProgrammeKind.REINTEGRATION, status=ProgrammeStatus.RUNNING
    )
    _ways_home(world, programme, sectors)
    _others(world, stranger, sectors)
    _policies(world, programme)
    _scoping(world, programme)
    _entitlements(world)


def _sectors() -> dict[str, Sector]:
    return {
        code: Sector.objects.create(
            vocabulary="demo", code=code, name=en, names={"en": en, "fr": fr, "ar": ar},
            category=category,
        )
        for code, (en, fr, ar, category) in SECTORS.items()
    }  # fmt: skip


def _actor(organisation: Organisation) -> Actor:
    actor, _made = Actor.objects.get_or_create(
        organisation=organisation,
        defaults={
            "name": organisation.name,
            "acronym": organisation.short_name,
            "country_id": organisation.country_id,
        },
    )
    return actor


def _publish(world: Mapping, programme: Programme, tree: Any, *, since: date, **more: Any) -> Any:
    whole = {"version": criteria.VERSION, "criterion": tree}
    criteria.parse(whole)
    return CriteriaVersion.objects.create(
        programme=programme, tree=whole, valid_from=since, written_by=world.manager,
        published_at=world.now - (world.today - since),
        **({"number": 1, "status": CriteriaStatus.PUBLISHED} | more),
    )  # fmt: skip


def _ways_home(world: Mapping, programme: Programme, sectors: dict[str, Sector]) -> None:
    cast = world.cast
    Programme.objects.filter(pk=programme.pk).update(
        seats=400,
        ends_on=world.started + timedelta(days=4 * 365),
        objectives="Whoever comes back has a roof, an income and people to turn to within a year.",
    )
    programme.target_groups.set(
        TargetGroup.objects.filter(code__in=["returnees", "women", "single_parents"])
    )
    Corridor.objects.filter(programme=programme).update(transit=["NE"])
    for area in world.regions:
        Coverage.objects.create(programme=programme, country_id="GH", area=area, seats=80)
    for code, share in (("W1", 40), ("W2", 35), ("S1", 25)):
        ProgrammeSector.objects.create(
            programme=programme, sector=sectors[code], percentage=Decimal(share)
        )
    for organisation, role in (
        (cast.fund, ParticipationRole.FUNDING),
        (cast.belgian_ngo, ParticipationRole.ACCOUNTABLE),
        (cast.ghanaian_ngo, ParticipationRole.IMPLEMENTING),
        (cast.commission, ParticipationRole.IMPLEMENTING),
    ):
        Participation.objects.create(programme=programme, actor=_actor(organisation), role=role)
    for year, amount in ((0, 640_000), (1, 720_000)):
        first = world.started + timedelta(days=365 * year)
        Budget.objects.create(
            programme=programme, funder=_actor(cast.fund), starts_on=first, currency="EUR",
            ends_on=first + timedelta(days=364), amount=Decimal(amount), value_on=first,
            status=BudgetStatus.COMMITTED,
        )  # fmt: skip
    _criteria_of_ways_home(world, programme)


def _criteria_of_ways_home(world: Mapping, programme: Programme) -> None:
    second = world.today - timedelta(days=60)
    returned = {"kind": "months_since_return", "most": 12}
    earlier = {"kind": "months_since_aid", "least": 24}
    first = _publish(
        world, programme, {"all": [{"kind": "nationality", "any_of": ["GH"]}, returned]},
        since=world.started, status=CriteriaStatus.SUPERSEDED,
        valid_until=second - timedelta(days=1),
    )  # fmt: skip
    alone = {
        "any": [
            {"kind": "age", "least": 18},
            {"kind": "household", "any_of": ["headed_by_child"]},
        ]
    }
    now = _publish(
        world, programme,
        {"all": [{"kind": "nationality", "any_of": ["GH"]}, alone, returned, earlier]},
        since=second, number=2, note="Children who head a household are taken as well.",
    )  # fmt: skip
    colleague = world.cast.second_manager
    CriterionException.objects.create(
        version=now, criterion_at="/all/3",
        criterion="Months since earlier aid: at least 24 months",
        for_whom="Households that lost their home in the floods",
        reason="What they had from earlier aid was washed away.",
        ends_on=world.today + timedelta(days=120), status=ExceptionStatus.APPROVED,
        asked_by=world.manager, asked_at=world.now - timedelta(days=20),
        decided_by=colleague, decided_at=world.now - timedelta(days=18),
        decision_note="Agreed with the commission.",
    )  # fmt: skip
    for what, detail, days in (
        (Happened.CRITERIA_PUBLISHED, f"{first.number}", (world.today - world.started).days),
        (Happened.CRITERIA_PUBLISHED, f"{now.number}", 60),
        (Happened.EXCEPTION_DECIDED, "Households that lost their home in the floods", 18),
    ):
        ProgrammeEvent.objects.create(
            programme=programme, what=what, detail=detail, by=world.manager,
            at=world.now - timedelta(days=days),
        )  # fmt: skip


def _others(world: Mapping, stranger: Programme, sectors: dict[str, Sector]) -> None:
    """A development programme for residents and returnees alike, and one without criteria."""
    region = world.regions[0]
    workshop = Programme.objects.create(
        code="GH-SKILL-4", name="Workshop skills for the young",
        kind=ProgrammeKind.DEVELOPMENT, status=ProgrammeStatus.RUNNING,
        lead_org=world.cast.ghanaian_ngo, starts_on=world.started + timedelta(days=200),
        ends_on=world.today + timedelta(days=90), seats=120,
    )  # fmt: skip
    workshop.target_groups.set(TargetGroup.objects.filter(code__in=["residents", "youth"]))
    ProgrammeSector.objects.create(
        programme=workshop, sector=sectors["W1"], percentage=Decimal(100)
    )
    Coverage.objects.create(programme=workshop, country_id="GH", area=region, seats=120)
    _publish(
        world, workshop,
        {
            "all": [
                {"kind": "age", "least": 18, "most": 35},
                {"kind": "area", "any_of": [area_path(region)]},
                {"kind": "residence", "any_of": ["local_resident", "returnee"]},
            ]
        },
        since=world.started + timedelta(days=200),
    )  # fmt: skip
    ProgrammeSector.objects.create(programme=stranger, sector=sectors["S2"])
    Coverage.objects.create(programme=stranger, country_id="GH", area=world.regions[-1])


def _policies(world: Mapping, programme: Programme) -> None:
    plan = Policy.objects.create(
        title=CORRIDOR_PLAN, kind=PolicyKind.AGREEMENT, adopted_on=world.started,
        issued_by="Steering group of the corridor", source="Paper of the steering group, annex 2",
        summary="Both sides keep one file, and aid reaches neighbours as well.",
    )  # fmt: skip
    skills = Policy.objects.create(
        title="Regional skills plan", kind=PolicyKind.DEVELOPMENT_PLAN, country_id="GH",
        issued_by="Regional planning office", source="Plan of the planning office, chapter 4",
        summary="Training places are open to returnees on the same terms.",
    )  # fmt: skip
    for policy, country, status in (
        (plan, "BE", AdoptionStatus.IN_FORCE),
        (plan, "GH", AdoptionStatus.ADOPTED),
        (skills, "GH", AdoptionStatus.PROPOSED),
    ):
        PolicyAdoption.objects.create(
            policy=policy, country_id=country, status=status, since=world.started,
            source="Minutes of the steering group",
        )  # fmt: skip
    programme.policies.set([plan, skills])


def _scoping(world: Mapping, programme: Programme) -> None:
    begun = world.started - timedelta(days=150)
    record = ScopingRecord.objects.create(
        title="What returnees find on coming home", country_id="GH", starts_on=begun,
        ends_on=begun + timedelta(days=40), carried_out_by="Lakeside Evaluation Partners",
        questions="What do the first weeks need? Which services take returnees today?",
        method="Talks with 36 households and 14 offices in three regions.",
        source="Report of the corridor, volume 1", entered_by_org=world.cast.belgian_ngo,
    )  # fmt: skip
    record.areas.set(world.regions[:3])
    record.programmes.set([programme])
    found = [
        (FindingKind.NEED, "The first rent is asked a year in advance.", TakenUp.PARTLY,
         "The package pays a part; the rest needs the housing office."),
        (FindingKind.SERVICE, "Tailors' yards take learners at any time.", TakenUp.YES,
         "Referred to from the directory."),
        (FindingKind.RISK, "Neighbours resent aid that passes them by.", TakenUp.YES,
         "Half of the training places go to residents."),
        (FindingKind.NEED, "Health cover starts months after enrolment.", None, ""),
    ]  # fmt: skip
    for kind, text, taken_up, why in found:
        finding = Finding.objects.create(record=record, kind=kind, text=text)
        if taken_up:
            DesignChoice.objects.create(
                programme=programme, finding=finding, taken_up=taken_up, why=why,
                by=world.manager, at=world.now - timedelta(days=30),
            )  # fmt: skip


def _entitlements(world: Mapping) -> None:
    ResidentEntitlement.objects.create(
        country_id="GH", name="Household grant of the districts", kind=LineKind.POST_ARRIVAL_CASH,
        whom="Households that the district lists as poor", amount=Decimal(96), currency="GHS",
        period=Period.MONTH, counted=Counted.HOUSEHOLD, legal_basis="District bylaw 12, made up",
        source="District social office", valid_from=world.started,
        entered_by_org=world.cast.belgian_ngo,
    )  # fmt: skip
