"""The locks under which a candidacy and its vacancy are written, and what its waits belong to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.access.models import User
from homeward.core.refusals import Refused, refuse_if
from homeward.employment import rules
from homeward.employment.choices import Reason, Status
from homeward.employment.models import Candidacy
from homeward.offers.models import Offer
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# What may be open on a candidacy; one of them at a time.
WAITS = (
    TaskKind.ASK_CANDIDATE, TaskKind.SHORTLIST_CANDIDATE, TaskKind.ANSWER_CANDIDATE,
    TaskKind.AGREE_INTERVIEW, TaskKind.REPORT_INTERVIEW, TaskKind.RECORD_PLACEMENT,
)  # fmt: skip


def locked(candidacy: Candidacy) -> Candidacy:
    """Read again. Whoever may not write on it finds no row to lock.

    Neither the case nor the person is joined: an employer's link sees none of them.
    """
    found = (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("offer", "employer_org", "owner_org", "proposed_by")
        .filter(pk=candidacy.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.WRONG_STATUS)
    return found


def locked_offer(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)


def move(candidacy: Candidacy, to: Status, *, at: datetime, also: tuple[str, ...] = ()) -> None:
    """The only code that writes Candidacy.status; the day of each step is written with it."""
    refuse_if(rules.reasons_not_to_move(candidacy.status, to))
    candidacy.status = to
    written = ["status", *also]
    for step, field in DAYS.items():
        if step == to and getattr(candidacy, field) is None:
            setattr(candidacy, field, at.date())
            written.append(field)
    if to in rules.OVER:
        candidacy.ended_on = at.date()
        written.append("ended_on")
    candidacy.save(update_fields=written)
    for kind in WAITS:
        tasks.end(kind, candidacy.pk, at=at)


DAYS = {
    Status.AGREED: "agreed_on",
    Status.SHORTLISTED: "shortlisted_on",
    Status.OFFERED: "offered_on",
    Status.PLACED: "placed_on",
}


def belongs(candidacy: Candidacy) -> dict[str, Any]:
    """A row of the candidacy's owner, whoever writes it."""
    return {
        "owner_org_id": candidacy.owner_org_id,
        "programme_id": candidacy.programme_id,
        "person_id": candidacy.person_id,
    }


def wait_for_adviser(
    kind: TaskKind,
    candidacy: Candidacy,
    *,
    at: datetime,
    subject: UUID | None = None,
    due_on: date | None = None,
    note: str = "",
) -> None:
    _wait(
        kind, candidacy, at=at, subject=subject, due_on=due_on, note=note,
        holder_org=candidacy.owner_org_id, holder=candidacy.proposed_by,
    )  # fmt: skip


def wait_for_employer(
    kind: TaskKind, candidacy: Candidacy, *, at: datetime, due_on: date | None = None
) -> None:
    _wait(kind, candidacy, at=at, due_on=due_on, holder_org=candidacy.employer_org_id, holder=None)


def _wait(
    kind: TaskKind,
    candidacy: Candidacy,
    *,
    at: datetime,
    holder_org: int,
    holder: User | None,
    subject: UUID | None = None,
    due_on: date | None = None,
    note: str = "",
) -> None:
    tasks.begin(
        kind,
        subject or candidacy.pk,
        holder_org=holder_org,
        holder=holder,
        waiter_org=candidacy.owner_org_id,
        waiter=candidacy.proposed_by,
        at=at,
        programme_id=candidacy.programme_id,
        case_id=candidacy.case_id,
        person_id=candidacy.person_id,
        reference=candidacy.number,
        note=note,
        due_on=due_on,
    )
