"""What steering does when a committee has decided, inside the same transaction."""

from typing import Any

from homeward.steering.actions import areas


def settle_areas(sender: Any, **sent: Any) -> None:
    areas.take_down(sent["decision"], sent["subjects"], at=sent["at"])
