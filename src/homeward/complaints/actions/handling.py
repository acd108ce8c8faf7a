"""From the receipt to the inquiry: who looks into it, what it is about, whose it is."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate

from homeward.access.keys import restrictions
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.complaints import queries, rules
from homeward.complaints.actions.common import locked, move, note, wait
from homeward.complaints.actions.taking import of_category, of_code, terms, write
from homeward.complaints.choices import EntryKind, Reason, State, Way
from homeward.complaints.models import Category, Complaint, Entry
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def acknowledge(
    complaint: Complaint, handler: User, text: str = "", *, by: User, at: datetime
) -> None:
    """The receipt is confirmed, and somebody looks into it from now on."""
    complaint = locked(complaint, by=by)
    _may_handle(complaint, handler)
    move(complaint, State.ACKNOWLEDGED, at=at, acknowledged_at=at, handler=handler)
    note(
        complaint, EntryKind.ACKNOWLEDGED, text=text.strip(), language=complaint.language,
        by=by, at=at,
    )  # fmt: skip
    wait(
        complaint, TaskKind.ANSWER_COMPLAINT, holder=handler, due_on=complaint.answer_by, at=at
    )  # fmt: skip


@transaction.atomic
def assign(complaint: Complaint, handler: User, *, by: User, at: datetime) -> None:
    """Somebody else looks into it, or decides on the appeal."""
    complaint = locked(complaint, by=by)
    kind = {
        State.ACKNOWLEDGED: TaskKind.ANSWER_COMPLAINT,
        State.APPEALED: TaskKind.HEAR_COMPLAINT,
    }.get(State(complaint.state))
    if kind is None:
        raise Refused(Reason.WRONG_STATE)
    _may_handle(complaint, handler)
    if complaint.handler_id == handler.pk:
        return
    complaint.handler = handler
    complaint.save(update_fields=["handler"])
    note(complaint, EntryKind.ASSIGNED, text=handler.name, by=by, at=at)
    tasks.name_holder(kind, complaint.pk, handler)


def _may_handle(complaint: Complaint, handler: User) -> None:
    reasons = rules.reasons_not_to_handle(queries.who_facts(complaint, handler))
    if complaint.state == State.APPEALED and handler.pk == complaint.answered_by_id:
        reasons.append(Reason.ANSWERED_BY_SAME)
    refuse_if(reasons)


@transaction.atomic
def add_note(complaint: Complaint, text: str, *, by: User, at: datetime) -> Entry:
    """Whom one spoke to, what one read. The complainant does not see it."""
    complaint = locked(complaint, by=by)
    if not text.strip():
        raise Refused(Reason.NOTHING_SAID)
    return note(complaint, EntryKind.NOTE, text=text.strip(), by=by, at=at)


@transaction.atomic
def put_in_order(
    complaint: Complaint,
    category: Category,
    *,
    about_user: User | None,
    case: Case | None,
    by: User,
    at: datetime,
) -> None:
    """Its category, the colleague whom it is about, its case.

    Whoever does it may not see it any more afterwards: it may be sensitive now, or about them.
    """
    complaint = locked(complaint, by=by)
    if case is not None and complaint.is_anonymous:
        raise Refused(Reason.TRACE_OF_WHO)
    note(complaint, EntryKind.SORTED, text=str(category), by=by, at=at)
    if case is not None and case.pk != complaint.case_id:
        _tie(complaint, case)
    days = (
        terms(category, complaint.received_on, org_id=complaint.owner_org_id)
        if category.pk != complaint.category_id
        else {"acknowledge_by": complaint.acknowledge_by, "answer_by": complaint.answer_by}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select complaints_put(%s, %s, %s, %s, %s)",
            [
                complaint.pk, category.pk, about_user.pk if about_user else None,
                days["acknowledge_by"], days["answer_by"],
            ],
        )  # fmt: skip


def _tie(complaint: Complaint, case: Case) -> None:
    """Its words are the person's from now on, under the person's key."""
    rows: list[Complaint | Entry] = [complaint, *complaint.entries.all()]
    for row in rows:
        for field in ("what", "wish", "about", "name", "contact", "text", "promise"):
            if hasattr(row, field):
                # Opened under the key of before, sealed under the new one.
                setattr(row, field, getattr(row, field))
        row.person_id, row.programme_id = case.person_id, case.programme_id
        if isinstance(row, Complaint):
            row.case = case
        row.save()


@transaction.atomic
def pass_on(
    complaint: Complaint,
    to: Organisation | None,
    text: str,
    *,
    body: str = "",
    on_paper: bool = False,
    with_contact: bool = False,
    by: User,
    at: datetime,
) -> UUID | None:
    """To the organisation it is about: here, within an agreement, or on paper.

    What goes is what was said, and the way to reach the complainant where they agreed. The code
    opens it there from now on. Gives the id of the other organisation's own.
    """
    complaint = locked(complaint, by=by)
    facts = queries.passing_facts(complaint, to, text=text, on_paper=on_paper)
    refuse_if(rules.reasons_not_to_pass_on(facts))
    kept = {"token_hash": complaint.token_hash, "token_until": complaint.token_until}
    note(
        complaint, EntryKind.PASSED_ON, text=text.strip(), promise=body.strip(), to_org=to,
        way=Way.PAPER if on_paper else "", by=by, at=at,
    )  # fmt: skip
    if on_paper or to is None:
        move(complaint, State.PASSED_ON, at=at)
        return None
    move(complaint, State.PASSED_ON, at=at, token_hash="")
    copy = _copy(complaint, to, with_contact=with_contact, at=at, **kept)
    write(copy)
    return copy.pk


def _copy(
    complaint: Complaint, to: Organisation, *, with_contact: bool, at: datetime, **code: object
) -> Complaint:
    today = localdate(at)
    category = queries.category(to.pk, complaint.category.code, on=today)
    return Complaint(
        owner_org=to,
        reference=rules.new_reference(),
        kind=complaint.kind,
        **of_category(category),
        way=Way.PASSED,
        language=complaint.language,
        what=complaint.what,
        wish=complaint.wish,
        about=complaint.about,
        is_anonymous=complaint.is_anonymous,
        name=complaint.name if with_contact else "",
        contact=complaint.contact if with_contact else "",
        passed_from=complaint,
        received_on=today,
        received_at=at,
        **terms(category, today, org_id=to.pk),
        **code,
    )


@transaction.atomic
def renew_code(complaint: Complaint, *, by: User, at: datetime) -> str:
    """Lost, or read by somebody else: the one before opens nothing any more."""
    complaint = locked(complaint, by=by)
    _forget_code(complaint)
    code = rules.new_code()
    for name, value in of_code(code, complaint.category, on=localdate(at)).items():
        setattr(complaint, name, value)
    complaint.save(update_fields=["token_hash", "token_until"])
    note(complaint, EntryKind.LINK, by=by, at=at)
    return code


@transaction.atomic
def revoke_code(complaint: Complaint, *, by: User, at: datetime) -> None:
    complaint = locked(complaint, by=by)
    _forget_code(complaint)
    complaint.token_hash, complaint.token_until = "", None
    complaint.save(update_fields=["token_hash", "token_until"])


def _forget_code(complaint: Complaint) -> None:
    if complaint.token_hash:
        restrictions.note(Complaint, [complaint.pk], ended=complaint.token_hash)


def forget_codes_again() -> int:
    """In a restored backup, as the database's owner: codes that were ended or replaced since."""
    return sum(
        Complaint.objects.filter(pk=key, token_hash=said["ended"]).update(
            token_hash="", token_until=None
        )
        for key, said in restrictions.noted(Complaint)
    )
