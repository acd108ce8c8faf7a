"""Offers of the corridor, seats in a farm programme, and the referral systems they go through."""

from datetime import timedelta
from typing import Any

from homeward.agreements.models import Agreement
from homeward.demo.world import World
from homeward.mechanisms.choices import Level, Requirement, Verdict
from homeward.mechanisms.models import Judgement, Mechanism, Membership, RouteRule
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, OccupationSkill
from homeward.offers import actions
from homeward.offers.choices import (
    ContractStatus,
    Intensity,
    MonitoringKind,
    OfferKind,
    OfferStatus,
    Side,
    Transport,
)
from homeward.offers.models import (
    JointVisit,
    Offer,
    OfferSkill,
    SeatContract,
    SeatFinding,
    SeatReport,
)
from homeward.places.actions import ensure_area
from homeward.places.models import Country
from homeward.services.choices import Category
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

QUARTER = 90
# How hard, children looked after, hours a week, how one comes there; None and "": not said.
DAYS: list[tuple[str, bool | None, int | None, str]] = [
    (Intensity.MEDIUM, False, 30, Transport.PUBLIC),
    (Intensity.HEAVY, False, 40, Transport.PUBLIC),
    (Intensity.LIGHT, None, None, Transport.PUBLIC),
    (Intensity.LIGHT, True, 20, Transport.PROVIDED),
    (Intensity.HEAVY, None, 35, Transport.OWN),
    ("", None, None, ""),
]

# What a course teaches, by the essential skills of its occupation.
LEADS_TO = {
    "Tailoring for beginners and returners": "tailor",
    "Welding and metal work": "welder",
    "Electrical installation, two months": "electrician",
    "Hairdressing and beauty, two months": "hairdresser",
}


def add(world: World) -> None:
    offers = _offers(world)
    _taught(offers)
    _seats(world)
    _systems(world)
    actions.index([offer.pk for offer in offers])


def _offers(world: World) -> list[Offer]:
    """One of each entry that says how many places it has, of several ages."""
    today = world.now.date()
    found = Service.objects.filter(pk__in=[s.pk for s in world.services], places_total__gt=0)
    occupations = {one.title: one for one in Occupation.objects.all()}
    rows = []
    for number, service in enumerate(found.select_related("organisation").order_by("source_id")):
        intensity, child_care, hours, transport = DAYS[number % len(DAYS)]
        is_training = service.category == Category.TRAINING
        confirmed = today - timedelta(days=5 + 13 * (number % 9))
        begins = today + timedelta(days=14 + 7 * number) if is_training else None
        rows.append(
            Offer(
                kind=OfferKind.TRAINING if is_training else OfferKind.SERVICE,
                status=OfferStatus.OPEN, organisation=service.organisation, service=service,
                title=service.name, description=service.description, needs=[service.category],
                occupation=occupations.get(LEADS_TO.get(service.name, "")),
                dimension=service.dimension, languages=list(service.languages),
                open_to_residents=True if number % 3 else None, transport=transport,
                area=_area(service), starts_on=begins,
                ends_on=begins + timedelta(days=60) if begins else None,
                weekly_hours=hours if is_training else None, intensity=intensity,
                child_care=child_care, places_total=service.places_total,
                places_free=service.places_free, places_told_on=confirmed,
                last_confirmed_on=confirmed, last_confirmed_by=str(service.organisation),
                before_departure=False if is_training else None, written_at=world.now,
                changed_at=world.now,
            )
        )  # fmt: skip
    return Offer.objects.bulk_create(rows)


def _taught(offers: list[Offer]) -> None:
    needs: dict[int, list[int]] = {}
    asked = OccupationSkill.objects.filter(relation=Relation.ESSENTIAL)
    for occupation, skill in asked.values_list("occupation_id", "skill_id"):
        needs.setdefault(occupation, []).append(skill)
    OfferSkill.objects.bulk_create(
        OfferSkill(offer=offer, skill_id=skill, relation=Relation.ESSENTIAL, is_taught=True)
        for offer in offers
        for skill in needs.get(offer.occupation_id or 0, [])
    )


def _area(service: Service) -> Any:
    place = service.at_locations.select_related("location__area").first()
    return place.location.area if place else None


def _seats(world: World) -> None:
    """A contract in force with a farm school: reported, visited, one finding still open."""
    by, now, today = world.cast.programme_manager, world.now, world.now.date()
    partner = next(s.organisation for s in world.services if "farming" in s.name)
    starts = today - timedelta(days=220)
    contract = SeatContract.objects.create(
        number="S-2026-1", title="Seats in dry-season farming",
        organisation=by.organisation_of_rows, partner=partner,
        programme=world.ground.programme, status=ContractStatus.IN_FORCE,
        starts_on=starts, ends_on=today + timedelta(days=145), seats=12, residents_at_least=60,
        residents_at_most=90, report_months=3, visit_months=4,
        monitored_by="Both offices together, with the district's agricultural officer",
        reported="People served by quarter, local residents among them; no names.",
        signed_on=starts, signed_by=by, partner_signed_on=starts, written_by=by,
        written_at=now - timedelta(days=230),
    )  # fmt: skip
    for number, (served, residents) in enumerate([(30, 15), (34, 19)]):
        first = starts + timedelta(days=QUARTER * number)
        SeatReport.objects.create(
            contract=contract, from_on=first, until_on=first + timedelta(days=QUARTER - 1),
            served=served, residents=residents, reported_by=by,
            reported_at=now - timedelta(days=130 - QUARTER * number),
        )  # fmt: skip
    visit = JointVisit.objects.create(
        contract=contract, kind=MonitoringKind.VISIT, planned_on=today - timedelta(days=50),
        held_on=today - timedelta(days=48), planned_by=by, planned_at=now - timedelta(days=70),
        summary="Both courses seen at work; returnees and residents learn in one group.",
        written_by=by,
    )  # fmt: skip
    finding = SeatFinding.objects.create(
        visit=visit, text="No shade where mothers wait with small children",
        side=Side.PARTNER, due_on=today + timedelta(days=20),
    )  # fmt: skip
    _wait(world, TaskKind.CONFIRM_VISIT, visit.pk, contract)
    _wait(world, TaskKind.FOLLOW_FINDING, finding.pk, contract, due_on=finding.due_on)
    Offer.objects.create(
        kind=OfferKind.SEAT, status=OfferStatus.OPEN, organisation=partner, contract=contract,
        title="Seat in dry-season farming", needs=[Category.TRAINING], dimension="economic",
        intensity=Intensity.HEAVY, child_care=False, weekly_hours=25,
        transport=Transport.PROVIDED, open_to_residents=True, places_total=12, places_free=5,
        places_told_on=today, last_confirmed_on=today, last_confirmed_by=str(partner),
        written_at=now, changed_at=now,
    )  # fmt: skip


def _wait(world: World, kind: TaskKind, subject: Any, contract: SeatContract, **more: Any) -> None:
    tasks.begin(
        kind, subject, holder_org=contract.partner, waiter_org=contract.organisation,
        at=world.now, programme_id=contract.programme_id or 0, reference=contract.number, **more,
    )  # fmt: skip


def _systems(world: World) -> None:
    """A national mechanism, its hub and a development system; what each lacks is to be seen."""
    cast, now, today = world.cast, world.now, world.now.date()
    by = cast.programme_manager
    home = by.organisation_of_rows
    common: dict[str, Any] = {
        "country_id": "GH", "written_by": by, "written_at": now,
        "starts_on": today - timedelta(days=400), "source": "Generated for the demo",
    }  # fmt: skip
    national = Mechanism.objects.create(
        name="National referral mechanism for return", level=Level.NATIONAL, owner_org=home,
        about="One queue for the country; hubs take what their region and need name.", **common,
    )  # fmt: skip
    hub = Mechanism.objects.create(
        name="Ashanti hub", level=Level.HUB, parent=national, owner_org=home, **common
    )
    farms = Mechanism.objects.create(
        name="Seats in development programmes", level=Level.DEVELOPMENT, owner_org=home, **common
    )
    national.agreements.set(Agreement.objects.filter(status="in_force")[:4])
    providers = list({s.organisation_id: s.organisation for s in world.services}.values())
    members = [
        *((national, each) for each in [*providers[:8], cast.belgian_ngo]),
        *((hub, each) for each in providers[7:9]),
        (farms, providers[-3]),
    ]
    Membership.objects.bulk_create(
        Membership(mechanism=system, organisation=each, since_on=today - timedelta(days=300))
        for system, each in members
    )
    RouteRule.objects.create(
        mechanism=national, hub=hub, area=ensure_area(Country.objects.get(pk="GH"), "Ashanti"),
        needs=[Category.TRAINING, Category.BUSINESS], source="Protocol of the hub, section 2",
        valid_from=today - timedelta(days=300), stated_by=by, stated_at=now,
    )  # fmt: skip
    _judgements(national, farms, world)


def _judgements(national: Mechanism, farms: Mechanism, world: World) -> None:
    by, today = world.cast.programme_manager, world.now.date()
    lines = [
        (national, 320, Requirement.OWNERSHIP, Verdict.PARTLY,
         "Minutes of the steering group", "Districts do not decide on routes yet"),
        (national, 60, Requirement.OWNERSHIP, Verdict.MET, "Two districts chair the hub", ""),
        (national, 60, Requirement.DIMENSIONS, Verdict.PARTLY, "Survey of members",
         "Psychosocial help only in Accra"),
        (farms, 40, Requirement.LINKS, Verdict.NOT_MET, "Joint visit at the farm school",
         "Nobody hears of the seats before departure"),
    ]  # fmt: skip
    Judgement.objects.bulk_create(
        Judgement(
            mechanism=system, requirement=requirement, verdict=verdict, evidence=evidence,
            lacks=lacks, judged_on=today - timedelta(days=ago), judged_by=by,
            judged_at=world.now - timedelta(days=ago),
        )
        for system, ago, requirement, verdict, evidence, lacks in lines
    )  # fmt: skip
