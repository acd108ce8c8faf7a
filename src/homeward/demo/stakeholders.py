"""Who is concerned in the corridor: actors, partnerships, parts in tasks, specialists, a sheet."""

from datetime import date, timedelta
from typing import Any

from homeward.access.models import User
from homeward.actors import actions as actors
from homeward.actors.choices import ActorKind, Level
from homeward.actors.models import Actor
from homeward.demo.world import World
from homeward.places.actions import ensure_area
from homeward.places.models import Country
from homeward.programmes.models import Participation, Presence, Programme, Sector, TargetGroup
from homeward.stakeholders.models import (
    ActorContact,
    Capacity,
    Objective,
    Partnership,
    PartnershipMember,
    PriorityPartner,
    Responsibility,
    Specialist,
)

SOURCE = "3w:demo-sheet"
SHEET_PERIOD_DAYS = 60
# Name, short name, kind, level, country.
NAMED = [
    ("Volta Youth Works", "VYW", ActorKind.NATIONAL_NGO, Level.NATIONAL, "GH"),
    ("Municipality of Ashaiman North", "", ActorKind.LOCAL_GOVERNMENT, Level.LOCAL, "GH"),
    ("Town of Leiebeek", "", ActorKind.LOCAL_GOVERNMENT, Level.LOCAL, "BE"),
    ("Harbour Diaspora Circle", "HDC", ActorKind.DIASPORA, Level.SUBNATIONAL, "BE"),
    ("Institute for Mobility Studies", "IMS", ActorKind.ACADEMIC, Level.NATIONAL, "GH"),
    ("Open Roads International", "ORI", ActorKind.INTERNATIONAL_NGO, Level.INTERNATIONAL, None),
]
# Who, cluster, activity, region.
WORK = [
    (0, "ERY", "Training for a trade", "Greater Accra"),
    (0, "ERY", "Training for a trade", "Ashanti"),
    (0, "EDU", "Evening school", "Volta"),
    (1, "PRO", "Reception of returnees", "Greater Accra"),
    (5, "HEA", "Mobile clinic", "Northern"),
    (5, "PRO-CPN", "Family tracing", "Northern"),
    (5, "SHL", "Household kits", "Greater Accra"),
]


def add(world: World) -> None:
    """A few of each, recorded by the programme's manager."""
    by, today = world.cast.programme_manager, world.now.date()
    programme = world.ground.programme
    listed = [_actor(*line) for line in NAMED]
    ours = {
        name: actors.ensure(getattr(world.cast, name))
        for name in ("belgian_ngo", "authority", "desk", "ghanaian_ngo", "commission", "fund")
    }
    _levels(ours)
    _parts(programme, ours)
    _sheet(listed, today)
    _together(listed, ours, by=by, today=today, world=world)
    _tasks(programme, ours, by=by, world=world)
    _contacts(listed, by=by, today=today)
    _specialists(world, today)


def _actor(name: str, acronym: str, kind: str, level: str, country: str | None) -> Actor:
    made = Actor.objects.create(
        name=name, acronym=acronym, kind=kind, level=level, country_id=country
    )
    actors.add_names(made, [name], country=country or "")
    return made


def _levels(ours: dict[str, Actor]) -> None:
    for name, kind in (("belgian_ngo", "national_ngo"), ("ghanaian_ngo", "national_ngo")):
        ours[name].kind = kind
    for actor in ours.values():
        actor.level = Level.NATIONAL
        actor.save(update_fields=["kind", "level"])
    ours["desk"].level = Level.LOCAL
    ours["desk"].save(update_fields=["level"])


def _parts(programme: Programme, ours: dict[str, Actor]) -> None:
    parts = [
        ("fund", "funding"),
        ("belgian_ngo", "accountable"),
        ("ghanaian_ngo", "implementing"),
        ("desk", "implementing"),
    ]
    Participation.objects.bulk_create(
        Participation(programme=programme, actor=ours[name], role=role) for name, role in parts
    )


def _sheet(listed: list[Actor], today: date) -> None:
    ghana = Country.objects.get(pk="GH")
    sectors = {s.code: s for s in Sector.objects.filter(vocabulary="clusters")}
    Presence.objects.bulk_create(
        Presence(
            actor=listed[who],
            sector=sectors.get(code),
            activity=activity,
            country=ghana,
            area=ensure_area(ghana, region),
            said_place=region,
            starts_on=today - timedelta(days=SHEET_PERIOD_DAYS),
            ends_on=today + timedelta(days=SHEET_PERIOD_DAYS),
            status="On-going",
            source=SOURCE,
            source_key=f"demo-{number}",
        )
        for number, (who, code, activity, region) in enumerate(WORK)
    )


def _together(
    listed: list[Actor], ours: dict[str, Actor], *, by: User, today: date, world: World
) -> None:
    rows: list[tuple[str, str, str, list[Actor], str]] = [
        ("Twin towns for a start at home", "cities", Level.LOCAL, listed[1:3], "TT-3"),
        (
            "Return and reintegration, Belgium and Ghana",
            "bilateral",
            Level.INTERNATIONAL,
            [ours["authority"], ours["desk"], ours["commission"]],
            "",
        ),
        (
            "Trades for returnees",
            "consortium",
            Level.NATIONAL,
            [ours["ghanaian_ngo"], listed[0], listed[5]],
            "",
        ),
    ]
    for title, kind, level, members, number in rows:
        partnership = Partnership.objects.create(
            title=title,
            kind=kind,
            level=level,
            agreement_number=number,
            starts_on=today.replace(month=1, day=1),
            source="Meeting of the corridor's partners",
            recorded_by=by,
            recorded_at=world.now,
        )
        PartnershipMember.objects.bulk_create(
            PartnershipMember(partnership=partnership, actor=actor) for actor in members
        )
    for actor, most in ((listed[0], 3), (ours["desk"], 0)):
        Capacity.objects.create(actor=actor, partnerships=most, said_on=today, recorded_by=by)
    PriorityPartner.objects.create(
        organisation=by.organisation_of_rows,
        actor=listed[0],
        why="Takes returnees into its trades without a waiting time.",
        since=today,
        named_by=by,
    )


def _tasks(programme: Programme, ours: dict[str, Actor], *, by: User, world: World) -> None:
    rows: list[tuple[str, int | None, dict[str, str]]] = [
        (
            "Meet returnees at the airport",
            30,
            {"desk": "A", "ghanaian_ngo": "R", "belgian_ngo": "C", "fund": "I"},
        ),
        (
            "Counsel before departure",
            None,
            {"belgian_ngo": "A", "authority": "C", "ghanaian_ngo": "I"},
        ),
        ("Decide on plans", 60, {"commission": "A", "ghanaian_ngo": "R", "fund": "C"}),
        ("Agree priority areas for the year", 90, {"ghanaian_ngo": "R", "desk": "C"}),
    ]
    for title, days, parts in rows:
        task = Objective.objects.create(
            programme=programme,
            title=title,
            due_on=world.now.date() + timedelta(days=days) if days else None,
            recorded_by=by,
            recorded_at=world.now,
        )
        Responsibility.objects.bulk_create(
            Responsibility(objective=task, actor=ours[name], part=part)
            for name, part in parts.items()
        )


def _contacts(listed: list[Actor], *, by: User, today: date) -> None:
    rows: list[dict[str, Any]] = [
        {"actor": listed[0], "name": "Intake office", "about": "Places in training"},
        {"actor": listed[1], "name": "Social welfare desk", "about": "Housing, school places"},
    ]
    for number, row in enumerate(rows):
        ActorContact.objects.create(
            **row,
            email=f"office{number}@listed.example",
            confirmed_on=today - timedelta(days=20),
            confirmed_by=by,
        )


def _specialists(world: World, today: date) -> None:
    rows = [
        (
            world.cast.focal_point,
            ["protection", "psychosocial"],
            "Survivors of trafficking",
            ["en", "tw"],
        ),
        (
            world.cast.adviser,
            ["training", "business"],
            "Starting a business on a small grant",
            ["en", "ee"],
        ),
    ]
    for user, needs, about, languages in rows:
        specialist = Specialist.objects.create(
            user=user,
            organisation=user.organisation_of_rows,
            needs=needs,
            about=about,
            languages=languages,
            country_id=user.organisation_of_rows.country_id,
            contact="By message on Homeward, answered within two days",
            available_until=today + timedelta(days=180),
            confirmed_on=today - timedelta(days=10),
        )
        specialist.groups.set(TargetGroup.objects.order_by("code")[:2])
