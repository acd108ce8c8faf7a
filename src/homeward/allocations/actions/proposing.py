"""A proposal is asked for, worked out beside the pages, and kept with its proof."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.allocations import queries, rules
from homeward.allocations.actions.locking import locked, locked_open
from homeward.allocations.choices import UNDER_WAY, ProposalStatus, RoundStatus
from homeward.allocations.models import Displacement, Proposal, ProposedPlace, Round
from homeward.allocations.queries import Problem
from homeward.allocations.sharing import Shared, share
from homeward.core.refusals import refuse_if
from homeward.matching.season import WAITING
from homeward.matching.waiting import Why
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

JOB = "homeward.allocations.jobs.work_out"
GATHERED = 40


@transaction.atomic
def ask(round_: Round, *, by: User, at: datetime) -> Proposal:
    """Leaves it to the worker. One at a time; a later one takes the place of those before."""
    require(by, "allocations.keep")
    round_ = locked_open(round_, by)
    last = queries.latest(round_)
    facts = rules.AskingFacts(
        is_open=round_.status == RoundStatus.OPEN,
        has_offers=round_.offers.exists(),
        has_people=queries.considered(round_).exists(),
        is_under_way=last is not None and last.status in UNDER_WAY,
    )
    refuse_if(rules.reasons_not_to_ask(facts))
    number = last.number + 1 if last else 1
    proposal = Proposal.objects.create(
        round=round_, number=number, seed=f"{round_.pk.hex[:12]}-{number}", asked_by=by, asked_at=at
    )
    app.configure_task(JOB).defer(proposal_id=str(proposal.pk), user_id=by.pk)
    return proposal


@transaction.atomic
def stop(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Ends one that is being worked out; what it finds afterwards is not kept."""
    require(by, "allocations.keep")
    locked(proposal.round, by)
    Proposal.objects.filter(pk=proposal.pk, status__in=UNDER_WAY).update(
        status=ProposalStatus.STOPPED
    )


@transaction.atomic
def begin(proposal_id: UUID, *, by: User, at: datetime) -> Problem | None:
    """Gathers what the engine needs, as far as the user who asked sees it. None: it was stopped."""
    proposal = _under_way(proposal_id)
    if proposal is None:
        return None
    gathered = queries.problem(proposal.round, proposal, on=at.date())
    proposal.status, proposal.done = ProposalStatus.RUNNING, GATHERED
    proposal.save(update_fields=["status", "done"])
    return gathered


def _under_way(proposal_id: UUID) -> Proposal | None:
    found = Proposal.objects.select_for_update(of=("self",)).select_related("round")
    return found.filter(pk=proposal_id, status__in=UNDER_WAY).first()


@transaction.atomic
def keep(
    proposal_id: UUID, gathered: Problem, shared: Shared, *, by: User, at: datetime
) -> Proposal | None:
    """Writes what was found: a line for everybody, and for who waits whom a place would move."""
    proposal = _under_way(proposal_id)
    if proposal is None:
        return None
    proposal.ready_at, proposal.done = at, 100
    proposal.status = ProposalStatus.READY if shared.found else ProposalStatus.IMPOSSIBLE
    proposal.prices = shared.prices(gathered)
    proposal.floors = shared.floors(gathered)
    if shared.verdict and shared.verdict.proves:
        proposal.proved_at, proposal.gap = at, shared.verdict.gap
    proposal.save()
    if shared.found:
        _write_lines(proposal, gathered, shared, by)
        _wait_for_decision(proposal, at)
    return proposal


def _write_lines(proposal: Proposal, gathered: Problem, shared: Shared, by: User) -> None:
    made = [_line(proposal, gathered, shared, number, by) for number in range(len(gathered.people))]
    ProposedPlace.objects.bulk_create(made, batch_size=1_000)
    moves = [
        move
        for number, line in enumerate(made)
        if number in shared.waits
        for move in _moves(line, gathered, shared.waits[number], by)
    ]
    Displacement.objects.bulk_create(moves, batch_size=1_000)


def _line(
    proposal: Proposal, gathered: Problem, shared: Shared, number: int, by: User
) -> ProposedPlace:
    season, person = gathered.season, gathered.people[number]
    pair = shared.pair(number)
    group = int(season.group[number])
    line = ProposedPlace(
        proposal=proposal,
        floor=gathered.floors[group] if group >= 0 else None,
        **_of(proposal, person, by),
    )
    why = shared.waits.get(number)
    if pair != WAITING:
        line.offer = gathered.offers[int(season.offer[pair])].offer
        line.score, line.why = int(season.score[pair]), gathered.scored[pair].why
    elif why and why.pair != WAITING:
        line.wanted = gathered.offers[int(season.offer[why.pair])].offer
        line.score, line.falls_by = why.gain, why.falls_by
        line.why = gathered.scored[why.pair].why
    return line


def _of(proposal: Proposal, person: Any, by: User) -> dict[str, Any]:
    return {
        "round_id": proposal.round_id,
        "case_id": person.case_id,
        "person_id": person.person_id,
        "programme_id": person.programme_id,
        "owner_org": by.organisation_of_rows,
    }


def _moves(line: ProposedPlace, gathered: Problem, why: Why, by: User) -> list[Displacement]:
    """A move out of waiting is none: that is the person's own."""
    offers = gathered.offers
    return [
        Displacement(
            line=line,
            position=position,
            from_offer=offers[step.from_offer].offer,
            to_offer=offers[step.to_offer].offer if step.to_offer != WAITING else None,
            loss=step.loss,
            **_of(line.proposal, gathered.people[step.person], by),
        )
        for position, step in enumerate(why.steps)
        if step.from_offer != WAITING
    ]


def _wait_for_decision(proposal: Proposal, at: datetime) -> None:
    round_ = proposal.round
    tasks.begin(
        TaskKind.DECIDE_PLACES,
        round_.pk,
        holder_org=round_.owner_org_id,
        holder=round_.keeper,
        waiter_org=round_.owner_org_id,
        at=at,
        programme_id=round_.programme_id,
        reference=round_.name,
        due_on=round_.decide_by,
    )


def work_out(proposal_id: UUID, *, by: User, at: datetime) -> Proposal | None:
    """The three steps in one unit of work. The job takes the middle one out of any transaction."""
    gathered = begin(proposal_id, by=by, at=at)
    if gathered is None:
        return None
    return keep(proposal_id, gathered, share(gathered.season), by=by, at=at)


@transaction.atomic
def give_up(proposal_id: UUID) -> None:
    """It failed: its place is free for the next one."""
    Proposal.objects.filter(pk=proposal_id, status__in=UNDER_WAY).update(
        status=ProposalStatus.STOPPED
    )
