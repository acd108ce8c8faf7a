"""The engine's answer for one round, with its check and what it explains. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homeward.matching.allocation import Allocation, Infeasible, allocate, floor_cost
from homeward.matching.certificate import Verdict, check_certificate
from homeward.matching.season import WAITING, Season
from homeward.matching.waiting import Why, everybody

if TYPE_CHECKING:
    from homeward.allocations.queries import Problem


@dataclass(frozen=True)
class Shared:
    """`waits` is by person; `costs` by floor, in millionths. One of `found`, `lacking` is there."""

    found: Allocation | None = None
    verdict: Verdict | None = None
    lacking: Infeasible | None = None
    waits: Mapping[int, Why] = field(default_factory=dict)
    costs: Mapping[int, int] = field(default_factory=dict)

    def pair(self, person: int) -> int:
        return int(self.found.pair[person]) if self.found else WAITING

    def prices(self, problem: "Problem") -> dict[str, int]:
        """By offer: what one more place would bring; or how many locks are too many."""
        if self.found is None:
            crowded = self.lacking.crowded if self.lacking else ()
            return {
                str(problem.offers[n].offer_id): int(some) for n, some in enumerate(crowded) if some
            }
        return {
            str(one.offer_id): int(price)
            for one, price in zip(
                problem.offers, self.found.certificate.prices.tolist(), strict=True
            )
            if price
        }

    def floors(self, problem: "Problem") -> dict[str, dict[str, Any]]:
        """By floor: members whom an offer fits, what is asked, what it costs, what lacks."""
        told: dict[str, dict[str, Any]] = {}
        for number, floor in enumerate(problem.floors):
            told[str(floor.pk)] = {
                "members": problem.members[number],
                "asked": problem.asked[number],
                "cost": self.costs.get(number, 0),
                "short": int(self.lacking.short[number]) if self.lacking else 0,
            }
        return told


def share(season: Season) -> Shared:
    """The best sharing with its proof, or what can't be met."""
    try:
        found = allocate(season)
    except Infeasible as lacking:
        return Shared(lacking=lacking)
    return Shared(
        found=found,
        verdict=check_certificate(season, found),
        waits={why.person: why for why in everybody(season, found)},
        costs={
            group: floor_cost(season, found, group)
            for group in range(season.groups)
            if found.certificate.floor_prices[group] > 0
        },
    )
