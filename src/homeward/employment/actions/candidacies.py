"""A person is proposed for a vacancy, says yes or no, and comes onto the employer's shortlist."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.employment import queries, rules
from homeward.employment.actions.locking import (
    belongs,
    locked,
    locked_offer,
    move,
    wait_for_adviser,
    wait_for_employer,
)
from homeward.employment.choices import (
    CHOSEN_BY_ADVISER,
    WORK_KINDS,
    Reason,
    Side,
    Status,
    Wish,
)
from homeward.employment.models import Candidacy, CandidateFact
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.models import Person
from homeward.referrals.queries import Offered
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# What tells who somebody is.
NAMES = {"name", "full_name", "phone", "address"}


@transaction.atomic
def propose(
    case: Case, person: Person, offer: Offer, *, note: str = "", by: User, at: datetime
) -> Candidacy:
    """Nothing leaves the house: the person is asked first."""
    require(by, "employment.propose")
    offer = locked_offer(offer)
    checks = [
        (case.is_open, Reason.CASE_CLOSED),
        (offer.kind in WORK_KINDS, Reason.NOT_WORK),
        (offer.status == OfferStatus.OPEN, Reason.VACANCY_NOT_OPEN),
        (not queries.is_candidate(person, offer), Reason.ON_IT_ALREADY),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    candidacy = Candidacy.objects.create(
        number=_number(),
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        search=queries.search_of(person),
        offer=offer,
        employer_org_id=offer.organisation_id,
        note=note,
        proposed_by=by,
        proposed_at=at,
    )
    wait_for_adviser(TaskKind.ASK_CANDIDATE, candidacy, at=at, due_on=offer.apply_by)
    return candidacy


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('employment_number')")
        return f"K-{cursor.fetchone()[0]}"


@transaction.atomic
def record_wish(
    candidacy: Candidacy,
    wish: Wish,
    *,
    may_be_named: bool = False,
    refusal: str = "",
    by: User,
    at: datetime,
) -> Candidacy:
    """What the person says of this vacancy, and whether the employer may learn the name."""
    require(by, "employment.propose")
    candidacy = locked(candidacy)
    candidacy.person_wish, candidacy.person_wish_on = wish, at.date()
    candidacy.person_wish_by, candidacy.may_be_named = by, may_be_named and wish == Wish.YES
    said = ("person_wish", "person_wish_on", "person_wish_by", "may_be_named")
    if wish == Wish.NO:
        return _refuse(candidacy, Side.CANDIDATE, refusal, by=by, at=at, also=said)
    if wish == Wish.YES and candidacy.status == Status.PROPOSED:
        move(candidacy, Status.AGREED, at=at, also=said)
        wait_for_adviser(
            TaskKind.SHORTLIST_CANDIDATE, candidacy, at=at, due_on=candidacy.offer.apply_by
        )
        return candidacy
    if candidacy.status in rules.OVER or (wish == Wish.UNDECIDED and candidacy.agreed_on):
        raise Refused(Reason.WRONG_STATUS)
    candidacy.save(update_fields=[*said])
    return candidacy


@transaction.atomic
def shortlist(
    candidacy: Candidacy, facts: Iterable[Offered], *, by: User, at: datetime
) -> Candidacy:
    """The employer's page shows the facts chosen, under a number until the name may be told."""
    require(by, "employment.propose")
    # A withdrawal under way is waited for, or it waits for us and then closes what we showed.
    persons.hold_person(candidacy.person_id)
    candidacy = locked(candidacy)
    chosen = queries.for_employers(facts)
    refuse_if(rules.reasons_not_to_shortlist(queries.shortlist_facts(candidacy, chosen, at.date())))
    _choose(candidacy, chosen)
    move(candidacy, Status.SHORTLISTED, at=at)
    wait_for_employer(TaskKind.ANSWER_CANDIDATE, candidacy, at=at)
    return candidacy


def _choose(candidacy: Candidacy, facts: Iterable[Offered]) -> None:
    """Copies the facts as they stand now: the employer sees these, not the file."""
    common: dict[str, Any] = {
        "candidacy": candidacy,
        "employer_org_id": candidacy.employer_org_id,
        **belongs(candidacy),
    }
    CandidateFact.objects.bulk_create(
        [
            CandidateFact(
                data_class=fact.data_class,
                position=position,
                kind=fact.kind,
                value=fact.value,
                said_by=fact.said_by,
                said_on=fact.said_on,
                confirmed_on=fact.confirmed_on,
                is_name=fact.kind in NAMES,
                **common,
            )
            for position, fact in enumerate(facts)
        ]
    )


@transaction.atomic
def refuse(
    candidacy: Candidacy, side: Side | str, refusal: str, *, by: User | None, at: datetime
) -> Candidacy:
    """One of the two says no: recorded by an adviser, or the employer's own through its link."""
    if by:
        require(by, "employment.propose")
    candidacy = locked(candidacy)
    if side == Side.EMPLOYER and candidacy.status not in rules.SHOWN:
        raise Refused(Reason.WRONG_STATUS)
    also: tuple[str, ...] = ()
    if side == Side.EMPLOYER:
        candidacy.employer_wish, candidacy.employer_wish_by = Wish.NO, by
        candidacy.employer_wish_on = at.date()
        also = ("employer_wish", "employer_wish_by", "employer_wish_on")
    return _refuse(candidacy, Side(side), refusal, by=by, at=at, also=also)


def _refuse(
    candidacy: Candidacy,
    side: Side,
    refusal: str,
    *,
    by: User | None,
    at: datetime,
    also: tuple[str, ...],
) -> Candidacy:
    refuse_if(rules.reasons_not_to_refuse(side, refusal))
    candidacy.refused_by, candidacy.refusal = side, refusal
    move(candidacy, Status.REFUSED, at=at, also=("refused_by", "refusal", *also))
    # Whoever wrote the no themselves knows of it.
    if by is None:
        wait_for_adviser(TaskKind.FOLLOW_CANDIDACY, candidacy, at=at, note=refusal)
    else:
        cases.ensure_next_step(candidacy.case_id, by=by, at=at)
    return candidacy


@transaction.atomic
def withdraw(candidacy: Candidacy, reason: str, *, by: User, at: datetime) -> Candidacy:
    """Takes back what was proposed: the employer loses sight of it at once."""
    require(by, "employment.propose")
    candidacy = locked(candidacy)
    if reason not in CHOSEN_BY_ADVISER:
        raise Refused(Reason.NO_REASON)
    candidacy.withdraw_reason = reason
    move(candidacy, Status.WITHDRAWN, at=at, also=("withdraw_reason",))
    cases.ensure_next_step(candidacy.case_id, by=by, at=at)
    return candidacy


@transaction.atomic
def follow(candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """The adviser has read how it ended; another vacancy, or the search's own wait, comes next."""
    require(by, "employment.propose")
    candidacy = locked(candidacy)
    tasks.end(TaskKind.FOLLOW_CANDIDACY, candidacy.pk, at=at)
    cases.ensure_next_step(candidacy.case_id, by=by, at=at)
