"""A proposal as its page tells it: who gets what, who waits because of whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from homeward.access.queries import name_users
from homeward.allocations.models import (
    A_POINT,
    Displacement,
    Floor,
    Proposal,
    ProposedPlace,
    RoundOffer,
)
from homeward.allocations.queries.rounds import left
from homeward.core.patterns import ReasonLine
from homeward.matches.choices import Part
from homeward.matches.queries import Search


@dataclass
class OfferRow:
    """An offer of the round with the lines that propose it. Score points are hundredths."""

    offer: RoundOffer
    left: int
    one_more: float
    lines: list[ProposedPlace] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    line: ProposedPlace
    moves: Sequence[Displacement]


def offer_rows(proposal: Proposal) -> list[OfferRow]:
    """Every offer of the round, with what one more place would bring."""
    rows = {
        one.offer_id: OfferRow(
            one,
            left(proposal.round, one.offer_id, one.places),
            proposal.prices.get(str(one.offer_id), 0) / A_POINT,
        )
        for one in proposal.round.offers.select_related("offer__organisation")
    }
    found = list(
        ProposedPlace.objects.filter(proposal=proposal, offer__isnull=False)
        .select_related("person", "case", "given", "floor")
        .order_by("-score", "pk")
    )
    name_users(decided_by=[line for line in found if line.decided_by_id])
    for line in found:
        if line.offer_id in rows:
            rows[line.offer_id].lines.append(line)
    return list(rows.values())


def waiting(proposal: Proposal) -> list[Waiting]:
    """Those who wait, nearest to a place first. Who would move is named where the actor sees it."""
    lines = list(
        ProposedPlace.objects.filter(proposal=proposal, offer__isnull=True)
        .select_related("person", "case", "wanted", "given", "floor")
        .order_by("falls_by", "pk")
    )
    moves: dict[object, list[Displacement]] = {}
    for move in Displacement.objects.filter(line__in=lines).select_related(
        "person", "from_offer", "to_offer"
    ):
        moves.setdefault(move.line_id, []).append(move)
    return [Waiting(line, moves.get(line.pk, [])) for line in lines]


@dataclass(frozen=True)
class FloorRow:
    """A floor with its figures at the time of the proposal; `placed` of the lines that are seen."""

    floor: Floor
    members: int
    asked: int
    placed: int
    cost: float
    short: int


def floor_rows(proposal: Proposal, lines: Sequence[ProposedPlace]) -> list[FloorRow]:
    rows = []
    for floor in proposal.round.floors.all():
        told = proposal.floors.get(str(floor.pk))
        if told is None:
            continue
        placed = sum(line.floor_id == floor.pk and line.offer_id is not None for line in lines)
        rows.append(
            FloorRow(
                floor, told["members"], told["asked"], placed, told["cost"] / A_POINT,
                told["short"],
            )
        )  # fmt: skip
    return rows


def parts_of(line: ProposedPlace) -> list[tuple[str, float]]:
    """What the points were made of when it was proposed."""
    return [(str(Part(part).label), thousandths / 10) for part, _state, thousandths in line.why]


def reasons_today(line: ProposedPlace, *, on: date) -> Sequence[ReasonLine]:
    """Why the offer fits or not, in words, as the file stands now."""
    offer = line.given_id or line.offer_id or line.wanted_id
    if offer is None:
        return []
    found = Search(line.case, line.person, on=on).of([offer])
    return found[0].lines if found else []
