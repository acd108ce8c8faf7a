"""Rounds with what they were worked out from, so that they can be worked out again."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from homeward.committees import queries as committees
from homeward.committees.choices import DecisionKind
from homeward.committees.models import Decision
from homeward.funds.models import Budget
from homeward.pools import rules
from homeward.pools.choices import Direction, EarmarkKind, Figure
from homeward.pools.models import (
    Commitment,
    DisbursementCriterion,
    Earmark,
    Pool,
    Round,
    RoundFigure,
    RoundLine,
    RoundPart,
)
from homeward.pools.queries.keeping import NOTHING, allocated_of
from homeward.programmes.models import Programme


def rounds(pool: Pool) -> QuerySet[Round]:
    return pool.rounds.select_related("drawn_by", "decided_by")


def lines_of(round_: Round) -> QuerySet[RoundLine]:
    return round_.lines.select_related("programme", "country", "area", "budget")


def parts_of(round_: Round) -> QuerySet[RoundPart]:
    return (
        RoundPart.objects.filter(line__round=round_)
        .select_related(
            "commitment__donor", "earmark__programme", "earmark__country", "earmark__area"
        )
        .order_by("line__position", "commitment__donor__name", "earmark", "pk")
    )


def budgets_placed(pool: Pool) -> QuerySet[RoundLine]:
    return (
        pool.roundlines.filter(budget__isnull=False)
        .select_related("budget", "programme", "round")
        .order_by("-round__on", "position")
    )


def counted(figure: str, programme: Programme, pool: Pool, *, on: date) -> Decimal | None:
    """Of the programme's budgets in the pool's currency that hold on a day; none: not known."""
    found = Budget.objects.filter(
        programme=programme, currency=pool.currency, valid_from__lte=on, valid_until__gte=on
    )
    if not found.exists():
        return None
    sums = found.aggregate(
        amount=Sum("amount", default=NOTHING),
        reserved=Sum("reserved", default=NOTHING),
        paid=Sum("paid", default=NOTHING),
    )
    left = sums["amount"] - sums["reserved"]
    by_figure = {Figure.RESERVED: sums["reserved"], Figure.LEFT: left, Figure.PAID: sums["paid"]}
    return Decimal(by_figure[Figure(figure)])


def as_criterion(found: DisbursementCriterion) -> rules.Criterion:
    return rules.Criterion(
        key=found.pk,
        weight=found.weight,
        direction=Direction(found.direction),
        stated=found.figure == Figure.STATED,
    )


def target_of(line: RoundLine) -> dict[EarmarkKind, object]:
    return {
        EarmarkKind.PROGRAMME: line.programme_id,
        EarmarkKind.COUNTRY: line.country_id,
        EarmarkKind.AREA: line.area_id,
        EarmarkKind.NEED: line.need or None,
    }


def pots(sources: Mapping[Commitment, Decimal], *, but: Round | None = None) -> list[rules.Pot]:
    """Each commitment's money of a round, parted by its earmarks; one order, whoever asks."""
    found: list[rules.Pot] = []
    for commitment in sorted(sources, key=lambda each: str(each.pk)):
        marks = [
            (mark.pk, EarmarkKind(mark.kind), mark.target, mark.percent, _open(mark, but))
            for mark in commitment.earmarks.order_by("stated_at", "pk")
        ]
        found += rules.pots_of(commitment.pk, sources[commitment], marks)
    return found


def _open(mark: Earmark, but: Round | None) -> Decimal | None:
    if mark.amount is None:
        return None
    of_this = NOTHING
    if but is not None:
        of_this = Decimal(
            RoundPart.objects.filter(earmark=mark, line__round=but).aggregate(
                sum=Sum("amount", default=NOTHING)
            )["sum"]
        )
    return Decimal(mark.amount - allocated_of(mark) + of_this)


def criteria_of(round_: Round) -> list[DisbursementCriterion]:
    """Those by which it was drawn up; a later one does not change it."""
    used = RoundFigure.objects.filter(line__round=round_).values("criterion")
    return list(DisbursementCriterion.objects.filter(pk__in=used))


def calculation_of(round_: Round) -> rules.Calculation:
    """The round worked out again, from what is kept of it."""
    figures = list(RoundFigure.objects.filter(line__round=round_))
    criteria = [as_criterion(each) for each in criteria_of(round_)]
    lines = [
        rules.Line(
            key=line.pk,
            figures={f.criterion_id: f.value for f in figures if f.line_id == line.pk},
            sources={f.criterion_id: f.source for f in figures if f.line_id == line.pk},
            target=target_of(line),
        )
        for line in lines_of(round_)
    ]
    sources = {each.commitment: each.amount for each in round_.sources.select_related("commitment")}
    return rules.calculate(criteria, lines, pots(sources, but=round_))


def same_parts(round_: Round, calculation: rules.Calculation) -> bool:
    """Whether what is kept is what comes out today."""
    kept = {
        (part.line_id, part.earmark_id or part.commitment_id): part.amount
        for part in RoundPart.objects.filter(line__round=round_)
    }
    return kept == {(each.line, each.pot): each.amount for each in calculation.placed}


def decisions_to_cite() -> QuerySet[Decision]:
    """What committees decided or recommended, as far as the reader sees it."""
    kinds = [DecisionKind.DECIDED, DecisionKind.RECOMMENDED]
    found = committees.register().filter(kind__in=kinds)
    return found.select_related("item")


def decided_in(round_: Round) -> Decision | None:
    """The committee's decision behind a round, where the reader sees it."""
    if round_.decided_in_id is None:
        return None
    return decisions_to_cite().filter(pk=round_.decided_in_id).first()
