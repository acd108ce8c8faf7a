"""Motions are voted on and closed; decisions are published, replaced and carried out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from homeward.access.models import Organisation, User
from homeward.access.permissions import can, require
from homeward.committees import queries, rules
from homeward.committees.actions.keeping import (
    KEEP,
    SIT,
    decision_to_keep,
    is_secretariat,
    meeting_to_keep,
    to_keep,
    today,
)
from homeward.committees.choices import (
    CARRIED,
    HERE,
    Choice,
    DecisionKind,
    MeetingStatus,
    Reason,
)
from homeward.committees.models import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionSubject,
    Seat,
    Vote,
)
from homeward.committees.signals import decided
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes.actions import keeping as programmes

LEAD = "lead"


@transaction.atomic
def move(
    item: AgendaItem,
    text: str,
    *,
    subjects: Sequence[Subject] = (),
    supersedes: Decision | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Puts a motion to the vote. What the item is about is a subject of it too."""
    if item.meeting is None:
        raise Refused(Reason.NOT_OF_THIS_MEETING)
    meeting = meeting_to_keep(item.meeting, by)
    # One number after the other, whoever moves two motions at once.
    committee = to_keep(meeting.committee, by)
    refuse_if(_reasons_not_to_put(item, text, supersedes, meeting.status, committee.pk))
    last = committee.decisions.aggregate(last=Max("number"))["last"] or 0
    motion = Decision.objects.create(
        committee=committee, committee_name=committee.name, meeting=meeting, item=item,
        number=last + 1, text=text.strip(), supersedes=supersedes, moved_by=by, moved_at=at,
    )  # fmt: skip
    own = Subject(item.subject_kind, item.subject_key, item.subject_label)
    attached = dict.fromkeys(([own] if own.kind else []) + list(subjects))
    for subject in attached:
        DecisionSubject.objects.create(
            decision=motion, kind=subject.kind, key=subject.key, label=subject.label
        )
    return motion


def _reasons_not_to_put(
    item: AgendaItem, text: str, supersedes: Decision | None, status: str, committee: object
) -> list[Reason]:
    held = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    checks = [
        (status == MeetingStatus.HELD, Reason.WRONG_STATUS),
        (bool(text.strip()), Reason.NO_TEXT),
        (held.withdrawn_at is None, Reason.WITHDRAWN),
        (held.settled_at is None, Reason.ITEM_SETTLED),
        (not held.decisions.filter(closed_at__isnull=True).exists(), Reason.DECISIONS_OPEN),
        (
            supersedes is None or supersedes.committee_id == committee,
            Reason.SUPERSEDES_OTHER,
        ),
    ]
    return [reason for holds, reason in checks if not holds]


@transaction.atomic
def vote(
    decision: Decision, seat: Seat, choice: Choice, *, note: str = "", by: User, at: datetime
) -> Vote:
    """A seat's one vote: by who holds it, or entered by the secretariat that heard it."""
    require(by, SIT)
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("meeting__committee")
        .get(pk=decision.pk)
    )
    day = decision.meeting.on
    holds = seat.organisation_id is not None and seat.organisation_id == by.organisation_id
    holds = holds and queries.is_holder(seat, by, on=day)
    keeps = is_secretariat(decision.meeting.committee, by) and can(by, KEEP)
    if seat.committee_id != decision.committee_id or not (holds or keeps):
        raise PermissionDenied(SIT)
    held = Vote.objects.filter(decision=decision, seat=seat).select_related("cast_by").first()
    refuse_if(
        rules.reasons_not_to_vote(
            rules.VotingFacts(
                is_open=decision.closed_at is None,
                is_held=decision.meeting.status == MeetingStatus.HELD,
                is_here=_is_here(decision, seat),
                has_vote=seat.has_vote
                and (not holds or queries.is_holder(seat, by, on=day, votes=True)),
                is_theirs=held is not None
                and not holds
                and queries.is_holder(seat, held.cast_by, on=day),
            )
        )
    )
    cast, _made = Vote.objects.update_or_create(
        decision=decision,
        seat=seat,
        defaults={"choice": choice, "note": note.strip(), "cast_by": by, "cast_at": at},
    )
    return cast


def _is_here(decision: Decision, seat: Seat) -> bool:
    return Attendance.objects.filter(
        meeting=decision.meeting_id, seat=seat, presence__in=HERE
    ).exists()


@transaction.atomic
def close(
    decision: Decision,
    kind: DecisionKind,
    *,
    effective_on: date | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Writes down what came of a motion. From here on the database changes none of it."""
    decision = decision_to_keep(decision, by)
    if decision.closed_at is not None:
        raise Refused(Reason.ANSWERED)
    facts = queries.closing_facts(decision, kind)
    refuse_if(rules.reasons_not_to_close(facts))
    decision.kind, decision.closed_by, decision.closed_at = kind, by, at
    decision.effective_on = (effective_on or today(at)) if kind in CARRIED else None
    decision.seats_here, decision.seats_needed = facts.seats_here, facts.seats_needed
    decision.save()
    _settle(decision.item, decision, at=at)
    decided.send(
        sender=Decision,
        decision=decision,
        subjects=[Subject(one.kind, one.key, one.label) for one in decision.subjects.all()],
        by=by,
        at=at,
    )
    return decision


def _settle(item: AgendaItem, decision: Decision, *, at: datetime) -> None:
    """The item is done with at this meeting; what was adjourned is asked for anew."""
    item.settled_at = at
    item.save(update_fields=["settled_at"])
    if decision.kind != DecisionKind.ADJOURNED:
        return
    AgendaItem.objects.create(
        committee_id=decision.committee_id, title=item.title, why=item.why, paper=item.paper,
        subject_kind=item.subject_kind, subject_key=item.subject_key,
        subject_label=item.subject_label, proposed_by=item.proposed_by,
        proposed_org=item.proposed_org, proposed_at=at,
    )  # fmt: skip


@transaction.atomic
def publish(decision: Decision, *, by: User, at: datetime) -> None:
    """Everybody who is signed in reads its text from now on; votes stay with the committee."""
    decision = decision_to_keep(decision, by)
    if decision.closed_at is None:
        raise Refused(Reason.NOT_CARRIED_YET)
    if decision.published_at is None:
        decision.published_at = at
        decision.save(update_fields=["published_at"])


@transaction.atomic
def name_lead(decision: Decision, to: Organisation, *, by: User, at: datetime) -> None:
    """The lead of a programme passes it on to whom its steering committee named."""
    require(by, SIT)
    decision = Decision.objects.select_related("committee__programme").get(pk=decision.pk)
    programme = decision.committee.programme
    reasons = _reasons_not_to_name(decision, to)
    if programme is None or reasons:
        raise Refused(*reasons)
    programmes.name_lead(
        programme, to, decided=f"{decision.committee_name}, {decision.reference}", by=by, at=at
    )


def _reasons_not_to_name(decision: Decision, to: Organisation) -> list[Reason]:
    names = decision.subjects.filter(kind=LEAD, key=str(to.pk)).exists()
    asked = decision.signoffs.exists()
    checks = [
        (decision.kind == DecisionKind.DECIDED, Reason.NOT_CARRIED_YET),
        (names and decision.committee.programme_id is not None, Reason.NAMES_NO_LEAD),
        (not asked or queries.is_signed_by_all(decision), Reason.UNSIGNED),
    ]
    return [reason for holds, reason in checks if not holds]
