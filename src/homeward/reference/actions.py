"""What staff write of reference data: the boundaries of their programme's areas."""

from datetime import datetime

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.places import actions as places
from homeward.places.models import Area, AreaBoundary


def draw_boundary(
    area: Area, content: bytes, *, source: str, by: User, at: datetime
) -> AreaBoundary:
    require(by, "places.draw")
    said_by = f"{by.name}, {by.organisation}" if by.organisation else by.name
    return places.draw(area, content, source=source, by=said_by[:200], at=at)


def erase_boundary(area: Area, *, by: User) -> None:
    require(by, "places.draw")
    places.erase(area)
