"""How much a package holds for a case. Pure: the package's lines and a head count in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from homeward.programmes.choices import PublishedWay, Who


class Line(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def way(self) -> str: ...
    @property
    def amount(self) -> Decimal: ...


def times(who: str, *, adults: int, members: int) -> int:
    """How often a line counts, for a case of `members` persons of whom `adults` are adults."""
    return {
        Who.PER_CASE: 1,
        Who.PRINCIPAL: min(members, 1),
        Who.PER_ADULT: adults,
        Who.PER_FAMILY_MEMBER: max(members - 1, 0),
    }[Who(who)]


def ceiling(
    lines: Iterable[Line],
    *,
    adults: int,
    members: int,
    way: str = PublishedWay.ANY,
) -> dict[str, Decimal]:
    """The most that each kind of support may come to, by kind.

    A line that the published table keeps for one way of return counts only when that way is
    given; without a way only the lines for everybody count.
    """
    if adults < 0 or members < adults:
        raise ValueError("a case has at least as many members as adults")
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.way in {PublishedWay.ANY, way}:
            amount = line.amount * times(line.who, adults=adults, members=members)
            sums[line.kind] = sums.get(line.kind, Decimal(0)) + amount
    return sums


def total(amounts: dict[str, Decimal]) -> Decimal:
    return sum(amounts.values(), Decimal(0))
