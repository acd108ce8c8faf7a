"""Two departures on their way: their lists, half of them done, and the tickets of the announced."""

from datetime import timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from homeward.access.choices import DataClass
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival
from homeward.demo.world import World
from homeward.departures import actions
from homeward.departures.actions import ItemSaid, LegSaid
from homeward.departures.choices import ItemState
from homeward.departures.models import DepartureItem

HOST, ORIGIN = "Europe/Brussels", "Africa/Accra"


def prepare(world: World) -> None:
    expected = Arrival.objects.filter(
        status=ArrivalStatus.EXPECTED, owner_org=world.cast.belgian_ngo
    ).order_by("reference")
    for arrival in expected.select_related("case")[:2]:
        by, at = arrival.announced_by, arrival.announced_at
        items = actions.begin_list(arrival.case, cleared=set(DataClass), by=by, at=at)
        _tick(items, world, arrival)
        if arrival.expected_at is None:
            continue
        lands = arrival.expected_at.astimezone(ZoneInfo(ORIGIN)).replace(tzinfo=None)
        actions.put_leg(
            arrival.case,
            LegSaid(
                from_place="Brussels", to_place="Accra", carrier="Brussels Airlines",
                number=arrival.flight, departs=lands - timedelta(hours=6), departs_zone=HOST,
                arrives=lands, arrives_zone=ORIGIN, booking="QX7Y2A",
            ),
            by=by, at=at,
        )  # fmt: skip


def _tick(items: list[DepartureItem], world: World, arrival: Arrival) -> None:
    states = cycle([ItemState.HAVE, ItemState.ASKED, ItemState.HAVE, ItemState.NEEDED])
    for item, state in zip(items, states, strict=False):
        if state == ItemState.NEEDED:
            continue
        said = ItemSaid(
            state=state,
            holder_org=world.cast.belgian_ngo if state == ItemState.ASKED else None,
            due_on=item.due_on,
        )
        actions.set_item(item, said, by=arrival.announced_by, at=arrival.announced_at)
