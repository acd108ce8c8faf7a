"""Every write on emergency access: opened, ended, reviewed; each attempt is kept."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.emergencies import queries, rules
from homeward.emergencies.choices import Reason, Verdict
from homeward.emergencies.models import EmergencyAccess, EmergencyAttempt, EmergencyReview
from homeward.messages import actions as messages
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def open_access(
    reference: str, reason: str, *, second_factor_given: bool, by: User, at: datetime
) -> EmergencyAccess | list[Reason]:
    """Opens the file of a case for an hour, or says why not.

    The attempt is kept in either case, so a refusal is returned and not raised: raising would
    roll it back. One answer stands for every number that does not open.
    """
    require(by, "access.break_glass")
    reference = reference.strip().upper()[:40]
    reasons = rules.reasons_not_to_ask(
        reason=reason,
        second_factor_given=second_factor_given,
        has_one_open=queries.open_of(by, at=at) is not None,
    )
    pk = None if reasons else _open(reference, at)
    EmergencyAttempt.objects.create(
        user=by, org=by.organisation_of_rows, typed=reference, opened=pk is not None, at=at
    )
    if pk is None:
        return reasons or [Reason.NOT_OPENED]
    access = EmergencyAccess.objects.select_related("owner_org", "org").get(pk=pk)
    access.reason = reason.strip()
    access.save(update_fields=["reason"])
    _alert(access, by=by, at=at)
    return access


def _open(reference: str, at: datetime) -> UUID | None:
    # Where the file is open already, nothing is broken and nobody alerted.
    if Case.objects.filter(reference=reference).exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute("select emergencies_open(%s, %s, %s)", [reference, at, at + rules.LONGEST])
        found: UUID | None = cursor.fetchone()[0]
    return found


def _alert(access: EmergencyAccess, *, by: User, at: datetime) -> None:
    """A wait and an e-mail for both organisations' reviewers. Neither names the person."""
    for review in access.reviews.all():
        tasks.begin(
            TaskKind.REVIEW_EMERGENCY,
            review.pk,
            holder_org=review.org_id,
            waiter_org=access.org_id,
            waiter=by,
            at=at,
            programme_id=0,
            reference=access.reference,
            due_on=review.due_on,
        )
        for user in queries.reviewers(review.org_id, but=by):
            with override(user.language):
                messages.queue(
                    to=user.email,
                    subject=_("Emergency access was used"),
                    body=_("Somebody opened a file in an emergency. Please review it: %(url)s")
                    % {"url": settings.BASE_URL + reverse("emergencies:review", args=[review.pk])},
                    at=at,
                )


@transaction.atomic
def end(access: EmergencyAccess, *, by: User, at: datetime) -> None:
    """Before its hour is over: the next statement finds the file closed."""
    require(by, "access.break_glass")
    refuse_if([] if access.is_open else [Reason.ENDED_ALREADY])
    restrictions.note(EmergencyAccess, [access.pk])
    access.ended_at = at
    access.save(update_fields=["ended_at"])


@transaction.atomic
def review(found: EmergencyReview, verdict: Verdict, note: str, *, by: User, at: datetime) -> None:
    """The verdict of one of the two organisations, by somebody else than who used the access."""
    require(by, "access.review_emergencies")
    found = EmergencyReview.objects.select_for_update(of=("self",)).get(pk=found.pk)
    refuse_if(
        rules.reasons_not_to_review(
            reviewed=bool(found.verdict),
            is_own=found.access.user_id == by.pk,
            note_given=bool(note.strip()),
        )
    )
    found.verdict, found.note = verdict, note.strip()
    found.reviewed_by, found.reviewed_at = by, at
    found.save(update_fields=["verdict", "note", "reviewed_by", "reviewed_at"])
    tasks.end(TaskKind.REVIEW_EMERGENCY, found.pk, at=at)
