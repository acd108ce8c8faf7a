"""Rounds: drawn up with their calculation, approved by a second person, and placed in budgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.committees.models import Decision
from homeward.core.refusals import refuse_if
from homeward.funds import actions as funds
from homeward.funds.choices import BudgetKind
from homeward.funds.models import Budget
from homeward.ledger import actions as ledger
from homeward.ledger.choices import AccountKind
from homeward.places.models import Area, Country
from homeward.pools import queries, rules
from homeward.pools.actions.keeping import held_for
from homeward.pools.actions.locking import own
from homeward.pools.choices import Figure, RoundStatus
from homeward.pools.models import (
    Commitment,
    DisbursementCriterion,
    Pool,
    Round,
    RoundFigure,
    RoundLine,
    RoundPart,
    RoundSource,
)
from homeward.pools.queries.sharing import as_criterion
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

NOTHING = Decimal(0)
COUNTED = "Homeward"


@dataclass(frozen=True, kw_only=True)
class LineSaid:
    """Who may receive, with the stated figures and their sources by criterion."""

    programme: Programme
    kind: BudgetKind = BudgetKind.ORDINARY
    country: Country | None = None
    area: Area | None = None
    need: str = ""
    figures: Mapping[UUID, Decimal | None]
    sources: Mapping[UUID, str]


@transaction.atomic
def draw_up(
    pool: Pool,
    *,
    name: str,
    sources: Mapping[Commitment, Decimal],
    lines: Sequence[LineSaid],
    budgets_until: date,
    by: User,
    at: datetime,
) -> Round:
    """Works out who receives what, and keeps every figure that it was worked out from."""
    require(by, "pools.draw_up")
    pool = own(pool, by)
    on = at.date()
    criteria = list(queries.criteria_on(pool, on))
    sources = {key: amount for key, amount in sources.items() if amount > 0}
    filled = [_filled(pool, line, criteria, on) for line in lines]
    served = set(pool.programmes.values_list("pk", flat=True))
    whom = [(line.programme.pk, line.kind, line.country, line.area, line.need) for line in lines]
    refuse_if(
        rules.reasons_not_to_draw_up(
            [as_criterion(each) for each in criteria],
            filled,
            queries.pots(sources),
            over_free=any(
                commitment.pool_id != pool.pk or amount > queries.free(commitment)
                for commitment, amount in sources.items()
            ),
            all_served=all(line.programme.pk in served for line in lines),
            line_twice=len(set(whom)) < len(whom),
            until_past=budgets_until <= on,
        )
    )
    made = Round.objects.create(
        pool=pool, name=name, on=on, budgets_until=budgets_until, drawn_by=by, drawn_at=at
    )
    for commitment, amount in sources.items():
        RoundSource.objects.create(pool=pool, round=made, commitment=commitment, amount=amount)
    for position, (line, worked) in enumerate(zip(lines, filled, strict=True), start=1):
        _keep_line(made, position, line, worked)
    for each in queries.calculation_of(made).placed:
        _keep_part(made, each)
    tasks.begin(
        TaskKind.APPROVE_ROUND, made.pk, holder_org=pool.owner_org_id,
        waiter_org=pool.owner_org_id, waiter=by, at=at, programme_id=0, reference=name,
    )  # fmt: skip
    return made


def _filled(
    pool: Pool, line: LineSaid, criteria: Sequence[DisbursementCriterion], on: date
) -> rules.Line:
    """With what is counted here; a stated figure is as it was stated."""
    figures: dict[object, Decimal | None] = {}
    sources: dict[object, str] = {}
    for criterion in criteria:
        if criterion.figure == Figure.STATED:
            figures[criterion.pk] = line.figures.get(criterion.pk)
            sources[criterion.pk] = line.sources.get(criterion.pk, "")
        else:
            figures[criterion.pk] = queries.counted(criterion.figure, line.programme, pool, on=on)
            sources[criterion.pk] = COUNTED
    return rules.Line(key=id(line), figures=figures, sources=sources, target={})


def _keep_line(made: Round, position: int, line: LineSaid, worked: rules.Line) -> None:
    row = RoundLine.objects.create(
        pool=made.pool, round=made, position=position, programme=line.programme,
        country=line.country, area=line.area, need=line.need, kind=line.kind,
    )  # fmt: skip
    for criterion, value in worked.figures.items():
        kept: dict[str, Any] = {"criterion_id": criterion, "value": value}
        RoundFigure.objects.create(
            pool=made.pool, line=row, source=worked.sources[criterion], **kept
        )


def _keep_part(made: Round, placed: rules.Placed) -> None:
    """The keys of the calculation are the ids of the rows that it was made from."""
    keys: dict[str, Any] = {"line_id": placed.line, "commitment_id": placed.giver}
    if placed.pot != placed.giver:
        keys["earmark_id"] = placed.pot
    RoundPart.objects.create(pool=made.pool, amount=placed.amount, **keys)


@transaction.atomic
def approve(
    round_: Round, decision: str, *, decided_in: Decision | None = None, by: User, at: datetime
) -> Round:
    """A second person says yes: each line becomes a budget with its donors' shares and money."""
    require(by, "pools.approve")
    rests_on = _rests_on(decision, decided_in)
    round_ = _to_decide(round_, rests_on, by=by)
    round_.decided_in = decided_in
    by_line: dict[RoundLine, dict[Commitment, Decimal]] = {}
    for part in queries.parts_of(round_).select_related("line__programme", "commitment__pool"):
        given = by_line.setdefault(part.line, {})
        given[part.commitment] = given.get(part.commitment, NOTHING) + part.amount
    for line, given in by_line.items():
        _place(round_, line, given, by=by, at=at)
    return _decided(round_, RoundStatus.PLACED, rests_on, by=by, at=at)


@transaction.atomic
def drop(
    round_: Round, decision: str, *, decided_in: Decision | None = None, by: User, at: datetime
) -> Round:
    """Not approved: the donors' money is free again, and the calculation stays readable."""
    require(by, "pools.approve")
    rests_on = _rests_on(decision, decided_in)
    round_ = _to_decide(round_, rests_on, by=by, approving=False)
    round_.decided_in = decided_in
    return _decided(round_, RoundStatus.DROPPED, rests_on, by=by, at=at)


def _rests_on(decision: str, decided_in: Decision | None) -> str:
    """What was written, else the number of the committee's decision."""
    return decision.strip() or (decided_in.reference if decided_in else "")


def _to_decide(round_: Round, decision: str, *, by: User, approving: bool = True) -> Round:
    own(round_.pool, by)
    found = Round.objects.select_for_update(of=("self",)).select_related("pool").get(pk=round_.pk)
    same = True
    if approving and found.status == RoundStatus.DRAWN:
        held = all(
            queries.free(each.commitment, but=found) >= each.amount
            for each in found.sources.select_related("commitment")
        )
        same = held and queries.same_parts(found, queries.calculation_of(found))
    refuse_if(
        rules.reasons_not_to_approve(
            status=RoundStatus(found.status),
            by_another=found.drawn_by_id != by.pk,
            has_reason=bool(decision.strip()),
            same_calculation=same,
        )
    )
    return found


def _decided(round_: Round, status: RoundStatus, decision: str, *, by: User, at: datetime) -> Round:
    """The only code that writes Round.status."""
    round_.status, round_.decision = status, decision
    round_.decided_by, round_.decided_at = by, at
    round_.save(update_fields=["status", "decision", "decided_in", "decided_by", "decided_at"])
    tasks.end(TaskKind.APPROVE_ROUND, round_.pk, at=at)
    return round_


def _place(
    round_: Round, line: RoundLine, given: Mapping[Commitment, Decimal], *, by: User, at: datetime
) -> Budget:
    """The money leaves the pool's bank and is in the budget's; both books say so."""
    pool = round_.pool
    budget = funds.open_budget(
        line.programme, name=f"{pool.name}: {round_.name}"[:120],
        amount=sum(given.values(), NOTHING), currency=pool.currency, valid_from=at.date(),
        valid_until=round_.budgets_until, kind=line.kind, by=by, at=at,
    )  # fmt: skip
    by_donor: dict[Actor, Decimal] = {}
    for commitment, amount in given.items():
        by_donor[commitment.donor] = by_donor.get(commitment.donor, NOTHING) + amount
    percents = rules.percentages(by_donor)
    funds.share_budget(budget, [(d, percents[d]) for d in by_donor], by=by, at=at)
    for donor, amount in by_donor.items():
        funds.receive(
            budget, donor, amount, on=at.date(), key=f"{line.pk}:{donor.pk}", by=by, at=at
        )
    if line.kind == BudgetKind.RESERVE:
        funds.reach(budget, list(pool.programmes.all()), source=pool.source, by=by, at=at)
    bank = ledger.open_account(pool.cash_book, "bank", AccountKind.ASSET, pool.currency)
    lines = [ledger.Line(held_for(commitment), amount) for commitment, amount in given.items()]
    lines.append(ledger.Line(bank, -sum(given.values(), NOTHING)))
    ledger.post(
        pool.cash_book, lines, key=f"placed:{line.pk}", on=at.date(), at=at, by=by, memo="placed"
    )
    line.budget = budget
    line.save(update_fields=["budget"])
    return budget
