"""The employer says whom it wants; the two meet; the employer offers the place or not."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.employment.actions.candidacies import refuse
from homeward.employment.actions.locking import (
    belongs,
    locked,
    move,
    wait_for_adviser,
    wait_for_employer,
)
from homeward.employment.choices import (
    InterviewOutcome,
    Reason,
    Refusal,
    Side,
    Status,
    Wish,
)
from homeward.employment.models import Candidacy, Interview
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Meeting:
    on: date
    starts_at: time | None = None
    place: str = ""


@transaction.atomic
def want(
    candidacy: Candidacy, meeting: Meeting | None, *, by: User | None, at: datetime
) -> Candidacy:
    """The employer wants to meet the candidate and may name a day (`by` None: by its link)."""
    if by:
        require(by, "employment.propose")
    candidacy = locked(candidacy)
    if meeting and meeting.on < at.date():
        raise Refused(Reason.IN_THE_PAST)
    candidacy.employer_wish, candidacy.employer_wish_by = Wish.YES, by
    candidacy.employer_wish_on = at.date()
    move(
        candidacy, Status.WANTED, at=at,
        also=("employer_wish", "employer_wish_by", "employer_wish_on"),
    )  # fmt: skip
    if meeting:
        _name_day(candidacy, meeting, at=at)
    wait_for_adviser(
        TaskKind.AGREE_INTERVIEW, candidacy, at=at, due_on=meeting.on if meeting else None
    )
    return candidacy


def _name_day(candidacy: Candidacy, meeting: Meeting, *, at: datetime) -> Interview:
    return Interview.objects.create(
        candidacy=candidacy, employer_org_id=candidacy.employer_org_id, named_at=at,
        on=meeting.on, starts_at=meeting.starts_at, place=meeting.place, **belongs(candidacy),
    )  # fmt: skip


@transaction.atomic
def agree_interview(
    candidacy: Candidacy, meeting: Meeting, *, may_be_named: bool, by: User, at: datetime
) -> Interview:
    """The candidate agrees to a day: the one that the employer named, or another."""
    require(by, "employment.propose")
    candidacy = locked(candidacy)
    if meeting.on < at.date():
        raise Refused(Reason.IN_THE_PAST)
    named = candidacy.interviews.filter(agreed_at__isnull=True, outcome="").last()
    found = named or Interview(
        candidacy=candidacy, employer_org_id=candidacy.employer_org_id, named_at=at,
        **belongs(candidacy),
    )  # fmt: skip
    found.on, found.starts_at, found.place = meeting.on, meeting.starts_at, meeting.place
    found.agreed_at = at
    found.save()
    candidacy.may_be_named = candidacy.may_be_named or may_be_named
    move(candidacy, Status.INTERVIEW, at=at, also=("may_be_named",))
    # The employer is asked from the day of the interview on.
    wait_for_employer(TaskKind.REPORT_INTERVIEW, candidacy, at=at, due_on=meeting.on)
    return found


@transaction.atomic
def report_interview(
    interview: Interview,
    outcome: InterviewOutcome | str,
    *,
    refusal: str = "",
    by: User | None,
    at: datetime,
) -> Candidacy:
    """What came of it, as the employer says by its link, or told an adviser (`by`)."""
    if by:
        require(by, "employment.propose")
    candidacy = locked(interview.candidacy)
    interview = candidacy.interviews.get(pk=interview.pk)
    checks = (
        (candidacy.status == Status.INTERVIEW, Reason.WRONG_STATUS),
        (not interview.outcome, Reason.DONE_ALREADY),
        (interview.on <= at.date(), Reason.IN_THE_FUTURE),
        (outcome in InterviewOutcome.values, Reason.NO_REASON),
    )
    if reasons := [reason for holds, reason in checks if not holds]:
        raise Refused(*reasons)
    interview.outcome, interview.outcome_at = outcome, at
    interview.save(update_fields=["outcome", "outcome_at"])
    return _after(candidacy, interview, InterviewOutcome(outcome), refusal, by=by, at=at)


def _after(
    candidacy: Candidacy,
    interview: Interview,
    outcome: InterviewOutcome,
    refusal: str,
    *,
    by: User | None,
    at: datetime,
) -> Candidacy:
    if outcome in {InterviewOutcome.HIRE, InterviewOutcome.NOT_HIRE}:
        candidacy.interviewed_on = interview.on
        candidacy.save(update_fields=["interviewed_on"])
    if outcome == InterviewOutcome.HIRE:
        return offer_place(candidacy, by=by, at=at)
    if outcome == InterviewOutcome.MOVED:
        wait_for_adviser(TaskKind.AGREE_INTERVIEW, candidacy, at=at)
        return candidacy
    reason = Refusal.NEVER_CAME if outcome == InterviewOutcome.NEVER_CAME else refusal
    return refuse(candidacy, Side.EMPLOYER, reason, by=by, at=at)


@transaction.atomic
def offer_place(candidacy: Candidacy, *, by: User | None, at: datetime) -> Candidacy:
    """The employer offers the place, after an interview or without one."""
    if by:
        require(by, "employment.propose")
    candidacy = locked(candidacy)
    candidacy.employer_wish, candidacy.employer_wish_by = Wish.YES, by
    candidacy.employer_wish_on = candidacy.employer_wish_on or at.date()
    move(
        candidacy, Status.OFFERED, at=at,
        also=("employer_wish", "employer_wish_by", "employer_wish_on"),
    )  # fmt: skip
    wait_for_adviser(TaskKind.RECORD_PLACEMENT, candidacy, at=at)
    return candidacy
