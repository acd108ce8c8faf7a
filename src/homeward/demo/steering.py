"""The corridor steers: areas proposed, people consulted, a state that is silent, a definition."""

from datetime import timedelta
from decimal import Decimal

from homeward.actors.models import Actor
from homeward.committees.models import Committee
from homeward.demo.world import World
from homeward.indicators.models import Indicator
from homeward.places.actions import ensure_area
from homeward.places.models import Country
from homeward.procedures.choices import VersionStatus
from homeward.procedures.models import SopVersion
from homeward.steering.actions import (
    adopting,
    areas,
    consulting,
    defining,
    delegating,
    dialogues,
    planning,
)
from homeward.steering.choices import DifferenceState
from homeward.steering.models import SustainabilityDefinition
from homeward.steering.queries.workplan import Scope

BEFORE = 200
SAID = [
    ("returnees", "The course in the capital is too far from the villages.", "yes",
     "Two courses move to the regional capitals this year."),
    ("community", "Neighbours ask why only returnees get tools.", "partly",
     "A fifth of the seats go to residents; tools stay for returnees."),
    ("local_authority", "The district wants the arrival list a week before.", "no",
     "Nobody can promise a week: flights are booked later than that."),
]  # fmt: skip


def show(world: World) -> None:
    ghana = Country.objects.get(pk="GH")
    _definitions(world)
    _consultations(world, ghana)
    _areas(world, ghana)
    _dialogues(world, ghana)
    _delegation(world, ghana)
    _adoptions(world, ghana)
    _responsible(world)


def _definitions(world: World) -> None:
    """Two versions: the later one asks for more, and the first keeps its days."""
    by, programme, now = world.cast.programme_manager, world.ground.programme, world.now
    if programme.lead_org_id != by.organisation_id:
        return
    named = list(Indicator.objects.order_by("position")[:3])
    for number, days in enumerate((BEFORE, BEFORE // 4), start=1):
        at = now - timedelta(days=days)
        drafted = defining.draft(programme, by=by, at=at)
        defining.write(
            drafted,
            text="A person has an income, a place to live and somebody to turn to, and does not"
            " see leaving again as the only way.",
            dimensions=["economic", "social", "psychosocial"],
            change_note="" if number == 1 else "Asks for more, after the first year",
            by=by, at=at,
        )  # fmt: skip
        for one in drafted.thresholds.all():
            defining.take_threshold_out(one, by=by, at=at)
        for place, indicator in enumerate(named[: number + 1]):
            value = Decimal("0.4") + Decimal("0.1") * (number + place)
            defining.set_threshold(drafted, indicator, "at_least", value, by=by, at=at)
        defining.put_in_force(
            drafted, valid_from=at.date(), basis=f"Protocol {number} of the partners’ meeting",
            by=by, at=at,
        )  # fmt: skip
    # A draft of the third waits for its decision.
    last = SustainabilityDefinition.objects.filter(programme=programme).first()
    if last is not None:
        defining.draft(programme, by=by, at=now)


def _consultations(world: World, ghana: Country) -> None:
    by, programme, now = world.cast.programme_manager, world.ground.programme, world.now
    held = consulting.record(
        programme, title="Hearing of returnees and neighbours in Ashaiman", method="meeting",
        held_on=(now - timedelta(days=90)).date(), area=ensure_area(ghana, "Greater Accra"),
        about="What the second phase of the programme should do otherwise",
        groups={"returnees": 24, "community": 31, "local_authority": 3},
        sayings=[(who, text) for who, text, _taken, _why in SAID], by=by,
        at=now - timedelta(days=88),
    )  # fmt: skip
    if programme.lead_org_id != by.organisation_id:
        return
    # The last is still to be weighed.
    for said, (_who, _text, taken, why) in list(zip(held.sayings.all(), SAID, strict=True))[:2]:
        consulting.weigh(said, taken, why=why, by=by, at=now - timedelta(days=60))


def _areas(world: World, ghana: Country) -> None:
    by, programme, now = world.cast.programme_manager, world.ground.programme, world.now
    committee = Committee.objects.filter(programme=programme).first()
    for number, (region, why) in enumerate(
        [
            ("Volta", "Many return there, and no programme that is known has places for them."),
            ("Northern", "The clinic and the trade school are far; returns have doubled."),
        ]
    ):
        proposed = areas.propose(
            programme, ensure_area(ghana, region), why=why, by=by, at=now - timedelta(days=20)
        )
        if number == 0 and committee and committee.secretariat_id == by.organisation_id:
            areas.put_on_agenda(proposed, committee, by=by, at=now - timedelta(days=15))


def _dialogues(world: World, ghana: Country) -> None:
    by, now = world.cast.coordinator, world.now
    own = by.organisation_of_rows.country_id
    if own == ghana.pk:
        return
    rows = [
        ("papers", "How long a laissez-passer takes", 60, "informed"),
        ("reception", "Who meets families that land at night", 30, ""),
        ("data", "Figures of arrivals by region, each quarter", 10, ""),
    ]
    for subject, title, days, answer in rows:
        at = now - timedelta(days=days)
        asked = dialogues.ask(
            ghana, to_org=world.cast.commission, subject=subject, title=title,
            text="For planning together; no name and no case is asked.", is_open=True,
            due_on=(at + timedelta(days=21)).date(), programme=world.ground.programme, by=by, at=at,
        )  # fmt: skip
        if answer:
            dialogues.answer(
                asked, answer, text="Three weeks, by the consulate’s own count.",
                by=world.cast.secretary, at=at + timedelta(days=9),
            )  # fmt: skip


def _delegation(world: World, ghana: Country) -> None:
    by, now = world.cast.secretary, world.now
    actors = Actor.objects.filter(country=ghana, merged_into__isnull=True)
    town = actors.filter(kind="local_government").first()
    ministry = actors.filter(organisation=world.cast.commission).first()
    if town is None or ministry is None or by.organisation_of_rows.country_id != ghana.pk:
        return
    delegating.delegate(
        ghana, ministry, town, tasks=["reception", "referral", "hub"],
        areas=[ensure_area(ghana, "Greater Accra")], act="Instrument of delegation no. 7",
        act_on=(now - timedelta(days=150)).date(), valid_from=(now - timedelta(days=120)).date(),
        conditions="The municipality reports each quarter.", by=by, at=now - timedelta(days=100),
    )  # fmt: skip


def _adoptions(world: World, ghana: Country) -> None:
    now = world.now
    published = SopVersion.objects.filter(status=VersionStatus.PUBLISHED).order_by("pk")
    for by in (world.cast.coordinator, world.cast.secretary):
        ours = by.organisation_of_rows
        country = ours.country
        version = published.filter(agreement__parties__organisation=ours).first()
        if version is None:
            continue
        at = now - timedelta(days=70)
        if country == ghana:
            noted = adopting.note_difference(
                version, country, "The first visit is held within 21 days, not 14.",
                due_on=(now + timedelta(days=20)).date(), by=by, at=at,
            )  # fmt: skip
            adopting.note_difference(
                version, country, "The arrival list goes by district, not by flight.",
                due_on=(now + timedelta(days=20)).date(), by=by, at=at,
            )  # fmt: skip
            adopting.settle(
                noted, DifferenceState.KEPT, why="The roads of the rainy season", by=by, at=at
            )
        status = "with_differences" if country == ghana else "adopted"
        adopting.state(
            version, country, status, on=at.date(), source="Circular of the ministry", by=by, at=at
        )


def _responsible(world: World) -> None:
    by, programme, now = world.cast.programme_manager, world.ground.programme, world.now
    if programme.lead_org_id != by.organisation_id:
        return
    scope = Scope(programme=programme)
    for step, org, days in ((3, world.cast.belgian_ngo, 30), (7, world.cast.ghanaian_ngo, 60)):
        planning.name_responsible(
            scope, step, org, due_on=(now + timedelta(days=days)).date(), by=by,
            at=now - timedelta(days=5),
        )  # fmt: skip
