"""A flag is raised by anybody who works on the file, and decided by the focal point."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import refuse_if
from homeward.persons import queries as persons
from homeward.protection import queries, rules
from homeward.protection.actions.common import alone, move_due
from homeward.protection.choices import (
    CHILD_KINDS,
    FlagKind,
    FlagState,
    Level,
    Sealing,
    Source,
    class_of,
)
from homeward.protection.models import DepartureHold, Flag, FlagRule
from homeward.seals import actions as seals
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

WAIT_OF = {
    FlagKind.HEALTH_NEED: TaskKind.FOLLOW_HEALTH,
    FlagKind.DISABILITY: TaskKind.FOLLOW_HEALTH,
    FlagKind.SUICIDE_RISK: TaskKind.FOLLOW_HEALTH,
    FlagKind.CRIMINAL_PROCEEDINGS: TaskKind.FOLLOW_LEGAL,
    FlagKind.LONGER_TERM: TaskKind.PLAN_LONGER_HELP,
}


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose file a flag goes to. `case` is None for a desk that sees the arrival alone."""

    case_id: UUID
    person_id: UUID
    programme_id: int
    owner_org_id: int
    reference: str
    is_open: bool = True
    case: Case | None = None

    @classmethod
    def of_case(cls, case: Case, person_id: UUID, *, by: User) -> Self:
        return cls(
            case_id=case.pk,
            person_id=person_id,
            programme_id=case.programme_id,
            owner_org_id=by.organisation_of_rows.pk,
            reference=case.reference,
            is_open=case.is_open,
            case=case,
        )

    @classmethod
    def of_arrival(cls, arrival: Arrival, person_id: UUID) -> Self:
        """The desk keeps nothing: what it saw is the case manager's organisation's."""
        return cls(
            case_id=arrival.case_id,
            person_id=person_id,
            programme_id=arrival.programme_id,
            owner_org_id=arrival.case_org_id,
            reference=arrival.reference,
        )


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What somebody saw or said, in the words and codes of a page or of a form."""

    kind: FlagKind
    said_on: date
    detail: str = ""
    source: Source = Source.WORKER
    level: Level = Level.INDIVIDUAL
    indicators: Sequence[str] = field(default=())
    submission_id: UUID | None = None


@transaction.atomic
def raise_flag(about: About, seen: Observation, *, by: User, at: datetime) -> UUID:
    """Writes the flag, its wait, its hold and its seal, as the programme's rule says.

    Who is not cleared for the flag's class writes it all the same, and can't read it back: so
    nothing of the row is asked of the database here.
    """
    require(by, "protection.report")
    refuse_if(
        rules.reasons_not_to_raise(
            is_open=about.is_open, said=seen.detail, from_form=seen.submission_id is not None
        )
    )
    flag = Flag(
        case_id=about.case_id,
        person_id=about.person_id,
        programme_id=about.programme_id,
        owner_org_id=about.owner_org_id,
        data_class=class_of(seen.kind),
        kind=seen.kind,
        level=seen.level,
        indicators=list(seen.indicators),
        detail=seen.detail.strip(),
        source=seen.source,
        said_on=seen.said_on,
        submission_id=seen.submission_id,
        raised_at=at,
        raised_by=by,
    )
    Flag.objects.bulk_create([flag], ignore_conflicts=True)
    rule = queries.rule_for(seen.kind, programme_id=about.programme_id, on=at.date())
    _follow_up(flag, about, rule, at=at)
    if rule and about.case:
        if rule.holds_departure:
            hold_departure(about.case, about.person_id, by=by, at=at)
        if rule.seals == Sealing.FILE:
            _seal(about.case, rule, by=by, at=at)
    return flag.pk


def _follow_up(flag: Flag, about: About, rule: FlagRule | None, *, at: datetime) -> None:
    role = rule.holder_role if rule else Role.PROTECTION_FOCAL_POINT
    holders = queries.colleagues(about.owner_org_id, [role])
    tasks.begin(
        WAIT_OF.get(FlagKind(flag.kind), TaskKind.FOLLOW_CONCERN),
        flag.pk,
        holder_org=about.owner_org_id,
        holder=alone(holders),
        waiter_org=about.owner_org_id,
        at=at,
        programme_id=about.programme_id,
        case_id=about.case_id,
        person_id=about.person_id,
        reference=about.reference,
        due_on=queries.due_after(
            at.date(), rule.days, rule.day_kind, holder_org_id=about.owner_org_id
        )
        if rule
        else None,
    )


def hold_departure(case: Case, person_id: UUID, *, by: User, at: datetime) -> None:
    """From now on the arrival can't be announced. One open hold for a person: again is nothing."""
    # The announcement locks the case too: one of the two sees the other.
    Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()
    hold = DepartureHold(
        case=case,
        person_id=person_id,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        since=at,
    )
    DepartureHold.objects.bulk_create([hold], ignore_conflicts=True)


def lift_hold(case_id: UUID, person_id: UUID, *, at: datetime) -> None:
    holds = DepartureHold.objects.filter(case=case_id, person=person_id, lifted_at__isnull=True)
    holds.update(lifted_at=at)


def _seal(case: Case, rule: FlagRule, *, by: User, at: datetime) -> None:
    """For the focal points, and those who know already: who raised it and who works on the case."""
    org = by.organisation_of_rows
    team = queries.focal_points(org.pk)
    if case.worker and case.worker.organisation_id == org.pk and case.worker.is_active:
        team.append(case.worker)
    seals.seal_by_rule(
        case,
        persons.members(case.household_id),
        team,
        _("Sealed by the programme’s rule of %(day)s.") % {"day": rule.valid_from},
        by=by,
        at=at,
    )


def verb_of(flag: Flag) -> str:
    """Help for longer is the case worker's to plan; the rest is the focal points'."""
    longer = flag.kind == FlagKind.LONGER_TERM
    return "protection.follow_flag" if longer else "protection.decide"


def _locked(flag: Flag) -> Flag:
    return Flag.objects.select_for_update(of=("self",)).select_related("case").get(pk=flag.pk)


@transaction.atomic
def decide_flag(flag: Flag, to: FlagState, why: str, *, by: User, at: datetime) -> Flag:
    """Confirmed, excluded or closed, with what it rests on. Confirmed, it is still followed up."""
    require(by, verb_of(flag))
    flag = _locked(flag)
    refuse_if(rules.reasons_not_to_decide(FlagState(flag.state), to, why=why))
    flag.state, flag.state_why, flag.state_at, flag.state_by = to, why.strip(), at, by
    flag.save(update_fields=["state", "state_why", "state_at", "state_by"])
    if not flag.is_open:
        tasks.end(WAIT_OF.get(FlagKind(flag.kind), TaskKind.FOLLOW_CONCERN), flag.pk, at=at)
        _let_go(flag, at=at)
    return flag


def _let_go(flag: Flag, *, at: datetime) -> None:
    """A child's departure waits no longer, where nothing else about the child is open."""
    if flag.kind not in CHILD_KINDS:
        return
    others = queries.open_flags(flag.case).filter(person=flag.person_id, kind__in=CHILD_KINDS)
    walking = any(
        queries.determination_is_open(pathway)
        for pathway in queries.pathways_of(flag.case)
        if pathway.person_id == flag.person_id and pathway.ended_at is None
    )
    if not others.exists() and not walking:
        lift_hold(flag.case_id, flag.person_id, at=at)


@transaction.atomic
def set_follow_up(flag: Flag, due_on: date, *, by: User, at: datetime) -> None:
    """The focal point says when it is looked at again; the wait says it too."""
    require(by, verb_of(flag))
    flag = _locked(flag)
    refuse_if(rules.reasons_not_to_do_step(is_open=flag.is_open, needs_evidence=False, evidence=""))
    move_due(WAIT_OF.get(FlagKind(flag.kind), TaskKind.FOLLOW_CONCERN), flag.pk, due_on)
