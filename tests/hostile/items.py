"""What a hostile file is: bytes, the door it is brought to, and what it tries."""

from collections.abc import Callable
from dataclasses import dataclass

REFUSED, TAKEN, EITHER = "refused", "taken", "either"


@dataclass(frozen=True)
class Hostile:
    """`end` is what must become of it; `holds` is asked of what the door made of one taken."""

    name: str
    door: str
    tries: str
    make: Callable[[], bytes]
    end: str = REFUSED
    holds: Callable[[object], bool] = lambda made: True


class Shelf:
    """Hostile files by their names, put there one a line."""

    def __init__(self) -> None:
        self.items: list[Hostile] = []

    def put(
        self,
        door: str,
        name: str,
        tries: str,
        make: Callable[[], bytes] | bytes | str,
        end: str = REFUSED,
        holds: Callable[[object], bool] = lambda made: True,
    ) -> None:
        content = make.encode() if isinstance(make, str) else make
        made = content if callable(content) else (lambda: content)
        self.items.append(Hostile(f"{door}/{name}", door, tries, made, end, holds))
