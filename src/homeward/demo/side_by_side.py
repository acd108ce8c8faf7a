"""Other programmes of the country of origin, as a mapping finds them: all invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import translation

from homeward.actors.models import Actor
from homeward.alignment import actions
from homeward.alignment.choices import Aspect, Decision, Side
from homeward.alignment.rules.territory import add_months, month_of
from homeward.demo import words
from homeward.demo.world import World
from homeward.places.actions import ensure_area
from homeward.places.models import Area, Country
from homeward.programmes.choices import Category, ParticipationRole, ProgrammeKind
from homeward.programmes.models import (
    Budget,
    Coverage,
    CriteriaVersion,
    Participation,
    Programme,
    ProgrammeSector,
    Sector,
)
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import Kind, Within

SOURCE = "demo"


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """`begin` and `end` are months from now; None is what nobody has said."""

    code: str
    name: str
    lead: str
    funder: str
    places: Sequence[str]
    needs: Sequence[Category]
    begin: int | None
    end: int | None
    amount: int | None = None
    currency: str = "EUR"
    seats: int | None = None
    kind: ProgrammeKind = ProgrammeKind.DEVELOPMENT
    ages: tuple[int, int] | None = None
    is_led_here: bool = False
    names: dict[str, str] = field(default_factory=dict)


C = Category
SKETCHES = [
    Sketch(
        code="M-CRAFT", name="Craft and trade, Ashanti", lead="Golden Loom Association",
        funder="Northern Lights Fund", places=["Kumasi", "Obuasi"],
        needs=[C.TRAINING, C.BUSINESS], begin=-14, end=10, amount=420_000, seats=120,
        ages=(18, 35), names={"fr": "Artisanat et commerce, Ashanti"},
    ),
    Sketch(
        code="M-CRAFT-2", name="Craft & trade Ashanti (phase 2)",
        lead="Golden Loom Association (GLA)",
        funder="Northern Lights Fund", places=["Kumasi"], needs=[C.TRAINING], begin=-14, end=10,
    ),
    Sketch(
        code="M-COAST", name="Coastal works for young people", lead="Blue Shore Cooperative",
        funder="Bridge of Work Facility", places=["Takoradi", "Cape Coast"],
        needs=[C.TRAINING, C.CASH], begin=3, end=27, amount=900_000, currency="USD", seats=200,
        ages=(18, 30), names={"fr": "Travaux de la côte pour les jeunes"},
    ),
    Sketch(
        code="M-FIELDS", name="Green fields of the north", lead="Savanna Growers League",
        funder="Bridge of Work Facility", places=["Tamale", "Bolgatanga"],
        needs=[C.BUSINESS, C.FOOD], begin=-6, end=None, amount=610_000, currency="USD", seats=80,
    ),
    Sketch(
        code="M-HARBOUR", name="Health at the harbour", lead="Harbour Health Circle",
        funder="Northern Lights Fund", places=["Tema"], needs=[C.HEALTH, C.PSYCHOSOCIAL],
        begin=-30, end=-2, amount=150_000, kind=ProgrammeKind.HUMANITARIAN,
    ),
    Sketch(
        code="M-ROOF", name="A roof to begin with", lead="", is_led_here=True,
        funder="City Twins Fund", places=["Accra", "Madina", "Tema"], needs=[C.HOUSING, C.CASH],
        begin=-3, end=15, amount=240_000, seats=60, kind=ProgrammeKind.REINTEGRATION,
    ),
    Sketch(
        code="M-SCHOOL", name="Welcome classes", lead="District Schools Board", funder="",
        places=["Greater Accra"], needs=[C.EDUCATION, C.CHILDREN], begin=None, end=None,
        kind=ProgrammeKind.PUBLIC_SCHEME, names={"ar": "صفوف الاستقبال"},
    ),
]  # fmt: skip


def add(world: World) -> None:
    areas = _areas()
    made = {sketch.code: _programme(sketch, areas, world) for sketch in SKETCHES}
    _own(world)
    by = world.cast.programme_manager
    actions.compare(by=by, at=world.now)
    actions.decide(
        made["M-COAST"],
        world.ground.programme,
        Decision.SIDE_BY_SIDE,
        reason="Coastal works takes whom Ways home refers: agreed in the committee of spring.",
        by=by,
        at=world.now - timedelta(days=12),
    )
    actions.propose(
        made["M-ROOF"],
        world.ground.programme,
        aspect=Aspect.DATES,
        text="Begin a month before the summer returns, so that rooms are free on arrival.",
        asked=world.cast.ghanaian_ngo,
        by=by,
        at=world.now - timedelta(days=3),
    )
    _judge(world)


def _areas() -> dict[str, Area]:
    """Regions with the middle of their towns, and each town as an area of its own."""
    country = Country.objects.get(pk="GH")
    found: dict[str, Area] = {}
    for town, region, latitude, longitude in words.TOWNS:
        if region not in found:
            found[region] = _placed(ensure_area(country, region), *_middle(region))
        below = ensure_area(country, town, level=2, parent=found[region])
        found[town] = _placed(below, latitude, longitude)
    return found


def _middle(region: str) -> tuple[float, float]:
    held = [(latitude, longitude) for _town, of, latitude, longitude in words.TOWNS if of == region]
    return sum(n for n, _e in held) / len(held), sum(e for _n, e in held) / len(held)


def _placed(area: Area, latitude: float, longitude: float) -> Area:
    area.latitude, area.longitude = latitude, longitude
    area.save(update_fields=["latitude", "longitude"])
    return area


def _day(months: int | None, today: date, *, last: bool = False) -> date | None:
    if months is None:
        return None
    first = add_months(month_of(today), months)
    return first - timedelta(days=1) if last else first


def _programme(sketch: Sketch, areas: dict[str, Area], world: World) -> Programme:
    begin, end = _day(sketch.begin, world.today), _day(sketch.end, world.today, last=True)
    programme = Programme.objects.create(
        code=sketch.code,
        name=sketch.name,
        names=sketch.names,
        kind=sketch.kind,
        lead_org=world.cast.ghanaian_ngo if sketch.is_led_here else None,
        starts_on=begin,
        ends_on=end,
        seats=sketch.seats,
        source=SOURCE,
        source_id=sketch.code,
    )
    Coverage.objects.bulk_create(
        Coverage(programme=programme, country_id="GH", area=areas[place]) for place in sketch.places
    )
    for need in sketch.needs:
        ProgrammeSector.objects.create(programme=programme, sector=_sector(need))
    _actors(sketch, programme)
    if sketch.amount and begin:
        Budget.objects.create(
            programme=programme,
            starts_on=begin,
            ends_on=end or begin + timedelta(days=365),
            amount=Decimal(sketch.amount),
            currency=sketch.currency,
            funder=_actor(sketch.funder) if sketch.funder else None,
        )
    if sketch.ages:
        least, most = sketch.ages
        CriteriaVersion.objects.create(
            programme=programme,
            number=1,
            status="published",
            valid_from=world.today - timedelta(days=90),
            tree=criteria.dump(Within(kind=Kind.AGE, least=least, most=most)),
        )
    return programme


def _sector(need: Category) -> Sector:
    found, _made = Sector.objects.get_or_create(
        vocabulary=SOURCE,
        code=need.value,
        defaults={"name": str(need.label), "names": _names(need), "category": need},
    )
    return found


def _names(need: Category) -> dict[str, str]:
    """The need in each language of the pages."""
    names = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names[code] = str(need.label)
    return names


def _actor(name: str) -> Actor:
    found, _made = Actor.objects.get_or_create(name=name, source=SOURCE, source_id=name)
    return found


def _actors(sketch: Sketch, programme: Programme) -> None:
    for name, role in (
        (sketch.lead, ParticipationRole.ACCOUNTABLE),
        (sketch.funder, ParticipationRole.FUNDING),
    ):
        if name:
            Participation.objects.create(programme=programme, actor=_actor(name), role=role)


def _own(world: World) -> None:
    """What the corridor's own programme gives, for comparing it with the others."""
    for need in (C.TRAINING, C.BUSINESS, C.CASH):
        ProgrammeSector.objects.get_or_create(
            programme=world.ground.programme, sector=_sector(need)
        )


def _judge(world: World) -> None:
    host, origin = Country.objects.get(pk="BE"), Country.objects.get(pk="GH")
    for need, side, reason in (
        (C.TRAINING, Side.ORIGIN, "Certificates of the country of origin are known to employers."),
        (C.PSYCHOSOCIAL, Side.BOTH, "Begun before departure, so that nobody starts anew."),
    ):
        actions.judge(
            need,
            side,
            host=host,
            origin=origin,
            reason=reason,
            review_on=world.today + timedelta(days=180),
            by=world.cast.programme_manager,
            at=world.now - timedelta(days=20),
        )
