"""Visits of today, to be taken along without a network, and lists that are out on devices."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from homeward.access import gate
from homeward.access.models import User
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.core.tokens import hash_of
from homeward.counselling import actions
from homeward.counselling.actions import Planned
from homeward.counselling.choices import Location, SessionKind
from homeward.demo.world import World
from homeward.offline import rules
from homeward.offline.choices import Kind
from homeward.offline.models import Taking
from homeward.persons import queries as persons

VISITS = (
    (time(9, 30), SessionKind.HOME_VISIT, Location.HOME, "Behind the blue kiosk, second gate", ""),
    (time(13, 0), SessionKind.WORKPLACE_VISIT, Location.WORKPLACE, "Stall 14, new market", "Twi"),
    (time(16, 15), SessionKind.HOME_VISIT, Location.HOME, "House beside the water tank", ""),
)
STAGES = (Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP)


def show(world: World) -> None:
    for manager in world.cast.managers[:2]:
        _visits(world, manager)
    _out(world, world.cast.managers[1], Kind.VISITS, days=0, waiting=0)
    _out(world, world.cast.managers[1], Kind.VISITS, days=1, waiting=2)
    _out(world, world.cast.officer, Kind.ARRIVALS, days=1, waiting=1)


def _visits(world: World, manager: User) -> None:
    """To one's own cases first, then for a colleague's."""
    found = Case.objects.filter(
        accountable_org=manager.organisation_of_rows,
        stage__in=STAGES,
        closed_at__isnull=True,
        sealed=False,
    ).order_by("-reference")
    cases = sorted(found, key=lambda case: case.worker_id != manager.pk)[: len(VISITS)]
    for case, (hour, kind, location, place, language) in zip(cases, VISITS, strict=False):
        with gate.acting_user(manager.pk):
            actions.plan(
                case,
                Planned(
                    kind=kind,
                    planned_at=timezone.make_aware(datetime.combine(world.today, hour)),
                    location=location,
                    place=place,
                    led_by=manager,
                    people=persons.members(case.household_id),
                    interpreter_language=language,
                ),
                by=manager,
                at=world.now - timedelta(days=3),
            )


def _out(world: World, user: User, kind: Kind, *, days: int, waiting: int) -> None:
    """A list as its device last spoke of it: that of an earlier day holds what was never sent."""
    day = world.today - timedelta(days=days)
    _begins, ends = rules.window(day, timezone.get_current_timezone())
    taken_at = min(timezone.make_aware(datetime.combine(day, time(7, 10))), world.now)
    Taking.objects.create(
        id=world.id(),
        user=user,
        organisation=user.organisation_of_rows,
        roles=user.roles,
        kind=kind,
        day=day,
        token_hash=hash_of(f"demo {kind.value} {day}"),
        taken_at=taken_at,
        expires_at=ends,
        seen_at=taken_at,
        waiting=waiting,
    )
