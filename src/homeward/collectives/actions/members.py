"""Members join, put something in, and leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.collectives import book, queries, rules
from homeward.collectives import joining as who
from homeward.collectives.actions.locking import locked
from homeward.collectives.book import Account
from homeward.collectives.choices import ContributionKind, Origin, Reason
from homeward.collectives.models import Contribution, Exit, Membership, Project
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import actions as persons
from homeward.persons.choices import HouseholdRole, Sex
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Joining:
    on: date
    shares: int = 1
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A local resident: the least that a list of members needs."""

    given_name: str
    family_name: str
    sex: str
    agreed_on: date | None


@dataclass(frozen=True, kw_only=True)
class PutIn:
    kind: ContributionKind
    quantity: Decimal
    unit: str
    on: date
    what: str = ""


@transaction.atomic
def admit(
    project: Project, case: Case, person: Person, joining: Joining, *, by: User, at: datetime
) -> Membership:
    """A returnee joins, with the case under which the group is part of the support."""
    require(by, "collectives.admit")
    project = _counted(project, by)
    facts = _facts(project, joining, at=at, person=person, case=case)
    refuse_if(rules.reasons_not_to_join(facts))
    return _join(project, person, joining, by=by, origin=Origin.RETURNEE, case=case)


@transaction.atomic
def admit_resident(
    project: Project, resident: Resident, joining: Joining, *, by: User, at: datetime
) -> Membership:
    """A local resident joins, once they agreed to be recorded: registered, and without a case."""
    require(by, "collectives.admit")
    project = _counted(project, by)
    facts = _facts(project, joining, at=at, agreed_on=resident.agreed_on)
    refuse_if(rules.reasons_not_to_join(facts))
    _household, (person,) = persons.register(
        [
            persons.Member(
                role=HouseholdRole.HEAD,
                given_name=resident.given_name,
                family_name=resident.family_name,
                sex=Sex(resident.sex),
            )
        ],
        programme=project.programme,
        by=by,
        at=at,
    )
    return _join(
        project, person, joining, by=by, origin=Origin.RESIDENT, agreed_on=resident.agreed_on
    )


@transaction.atomic
def admit_together(
    project: Project,
    returnees: Sequence[tuple[Case, Person]],
    residents: Sequence[Resident],
    joining: Joining,
    *,
    by: User,
    at: datetime,
) -> list[Membership]:
    """A whole group joins on one day, or nobody of it does."""
    require(by, "collectives.admit")
    project = locked(project, by)
    facts = rules.TogetherFacts(
        how_many=len(returnees) + len(residents),
        names=[who.as_one_name(one.given_name, one.family_name) for one in residents],
        there=who.names_of_residents(project) if residents else frozenset(),
    )
    reasons = rules.reasons_not_to_join_together(facts)
    for case, person in returnees:
        each = _facts(project, joining, at=at, person=person, case=case)
        reasons += rules.reasons_not_to_join(each)
    for one in residents:
        each = _facts(project, joining, at=at, agreed_on=one.agreed_on)
        reasons += rules.reasons_not_to_join(each)
    refuse_if(list(dict.fromkeys(reasons)))
    with_case = [admit(project, case, person, joining, by=by, at=at) for case, person in returnees]
    return with_case + [admit_resident(project, one, joining, by=by, at=at) for one in residents]


def _counted(project: Project, by: User) -> Project:
    """Locked, with the next member's number taken."""
    project = locked(project, by)
    Project.objects.filter(pk=project.pk).update(last_member=F("last_member") + 1)
    project.last_member += 1
    return project


def _facts(
    project: Project,
    joining: Joining,
    *,
    at: datetime,
    person: Person | None = None,
    case: Case | None = None,
    agreed_on: date | None = None,
) -> rules.JoiningFacts:
    return rules.JoiningFacts(
        is_ours=True,
        is_open=project.is_open,
        has_members=project.has_members,
        not_yet_a_member=person is None or not queries.is_member(project, person.pk),
        person_fits_case=case is None
        or (person is not None and person.household_id == case.household_id),
        has_agreed=case is not None or (agreed_on is not None and agreed_on <= at.date()),
        on=joining.on,
        today=at.date(),
    )


def _join(
    project: Project, person: Person, joining: Joining, *, by: User, **more: Any
) -> Membership:
    return Membership.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=person.programme_id,
        person=person,
        project=project,
        number=project.last_member,
        part=joining.part,
        shares=joining.shares,
        joined_on=joining.on,
        recorded_by=by,
        **more,
    )


@transaction.atomic
def change_membership(
    membership: Membership, *, shares: int, part: str, by: User, at: datetime
) -> Membership:
    require(by, "collectives.admit")
    membership, _project = _locked(membership, by)
    if not membership.is_member:
        raise Refused(Reason.HAS_LEFT)
    membership.shares, membership.part = shares, part
    membership.save(update_fields=["shares", "part"])
    return membership


def _locked(membership: Membership, by: User) -> tuple[Membership, Project]:
    project = locked(membership.project, by)
    found = Membership.objects.select_related("case", "person").get(pk=membership.pk)
    found.project = project
    return found, project


@transaction.atomic
def contribute(
    membership: Membership,
    given: PutIn,
    *,
    by: User,
    at: datetime,
    contribution_id: UUID | None = None,
) -> Contribution:
    """Money goes into the group's book; days, land and goods are counted.

    `contribution_id` is the page's own: a second click finds what the first one made.
    """
    is_money = given.kind == ContributionKind.MONEY
    require(by, "collectives.settle" if is_money else "collectives.contribute")
    membership, project = _locked(membership, by)
    if contribution_id and (before := _made(contribution_id, membership)):
        return before
    checks = [
        (project.is_open, Reason.HAS_ENDED),
        (membership.is_member, Reason.HAS_LEFT),
        (given.on >= membership.joined_on, Reason.JOINS_LATER),
        (given.on <= at.date(), Reason.IN_THE_FUTURE),
        (given.quantity > 0, Reason.NO_AMOUNT if is_money else Reason.NO_QUANTITY),
        (is_money or bool(given.unit.strip()), Reason.NO_QUANTITY),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    made = Contribution.objects.create(
        id=contribution_id or uuid4(),
        data_class=DataClass.FINANCE if is_money else DataClass.CASE,
        membership=membership,
        season=queries.season_on(project, given.on),
        kind=given.kind,
        what=given.what,
        quantity=given.quantity,
        unit=project.currency if is_money else given.unit.strip(),
        on=given.on,
        by=by,
        at=at,
        **_belongs(membership),
    )
    if is_money:
        moves = book.between(Account.CASH, Account.CAPITAL, given.quantity)
        event = book.Event(
            key=f"contribution:{made.pk}", memo="contribution", subject=made.pk, on=given.on
        )
        book.post(project, moves, event, by=by, at=at)
    return made


def _made(contribution_id: UUID, membership: Membership) -> Contribution | None:
    return Contribution.objects.filter(pk=contribution_id, membership=membership).first()


def _belongs(membership: Membership) -> dict[str, Any]:
    return {
        "owner_org_id": membership.owner_org_id,
        "programme_id": membership.programme_id,
        "person_id": membership.person_id,
    }


@transaction.atomic
def leave(
    membership: Membership,
    *,
    on: date,
    reason: str = "",
    pay_by: date | None = None,
    by: User,
    at: datetime,
) -> Exit:
    """A member leaves. What the group's rule gives them is owed from now on; assets stay.

    The part of the result is that of the day on which it is entered, with this member still
    counted; it is in the book at once, and the keeper has a wait to pay it.
    """
    require(by, "collectives.settle")
    membership, project = _locked(membership, by)
    refuse_if(
        rules.reasons_not_to_leave(
            is_ours=True,
            is_member=membership.is_member,
            on=on,
            joined_on=membership.joined_on,
            today=at.date(),
        )
    )
    gone = _settle(membership, project, pay_by=pay_by)
    membership.left_on, membership.leaving_reason = on, reason
    membership.save(update_fields=["left_on", "leaving_reason"])
    if gone.amount:
        _owe(gone, project, on=on, by=by, at=at)
    return gone


def _settle(membership: Membership, project: Project, *, pay_by: date | None) -> Exit:
    basis = queries.basis_of_leaving(membership)
    taken = queries.leaving(membership, basis)
    return Exit.objects.create(
        membership=membership,
        season=basis.season,
        rule=project.exit_rule,
        capital=taken.capital,
        part=taken.part,
        result=max(basis.result, Decimal(0)),
        weight=basis.weight,
        weights=basis.weights,
        currency=project.currency,
        pay_by=pay_by,
        **_belongs(membership),
    )


def _owe(gone: Exit, project: Project, *, on: date, by: User, at: datetime) -> None:
    moves = {
        Account.CAPITAL: gone.capital,
        Account.TO_LEAVERS: gone.part,
        Account.OWED: -(gone.capital + gone.part),
    }
    event = book.Event(key=f"exit:{gone.pk}", memo="exit", subject=gone.pk, on=on)
    book.post(project, moves, event, by=by, at=at)
    membership = gone.membership
    tasks.begin(
        TaskKind.PAY_LEAVER,
        gone.pk,
        holder_org=project.owner_org_id,
        holder=project.keeper,
        waiter_org=project.owner_org_id,
        waiter=by,
        at=at,
        programme_id=project.programme_id,
        case_id=membership.case_id,
        person_id=membership.person_id,
        reference=membership.case.reference if membership.case else project.name,
        due_on=gone.pay_by,
    )
