"""What was written wrong is put right; what stood there before stays beside it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import indexing
from homeward.persons.models import Person, PersonName
from homeward.rights.actions import asking
from homeward.rights.choices import Reason, RequestKind, RequestStatus
from homeward.rights.models import Rectification, RightsRequest
from homeward.rights.queries import CORRECTABLE


@transaction.atomic
def rectify(
    person: Person,
    subject: str,
    row_id: UUID,
    field: str,
    value: str,
    *,
    reason: str,
    request: RightsRequest | None = None,
    by: User,
    at: datetime,
) -> Rectification:
    """Writes the new value and keeps both; the name's search tokens follow."""
    require(by, "rights.rectify")
    model, fields = CORRECTABLE.get(subject, (Person, []))
    if field not in fields:
        raise Http404
    key = {"pk": row_id} if model is Person else {"pk": row_id, "person": person}
    row = model.objects.select_for_update(of=("self",)).filter(**key).first()
    if row is None or (model is Person and row.pk != person.pk):
        raise Http404
    before = str(getattr(row, field))
    refuse_if(
        reason_not
        for holds, reason_not in (
            (row.owner_org_id == by.organisation_id, Reason.NOT_OWNER),
            (before != value, Reason.NOTHING_CHANGED),
            (bool(reason.strip()), Reason.NO_REASON),
        )
        if not holds
    )
    setattr(row, field, value)
    row.save(update_fields=[field])
    if isinstance(row, Person | PersonName):
        indexing.index(Person.objects.get(pk=person.pk))
    if request is not None:
        _answered(request, by=by, at=at)
    return Rectification.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=person.programme_id,
        person=person,
        data_class=row.data_class,
        subject=subject,
        field=field,
        row_id=row_id,
        before=before,
        after=value,
        reason=reason,
        request=request,
        at=at,
        by=by,
    )


def _answered(request: RightsRequest, *, by: User, at: datetime) -> None:
    """The first correction answers the request; more may follow under it."""
    request = asking.locked(request)
    if request.kind != RequestKind.RECTIFICATION:
        raise Refused(Reason.WRONG_KIND)
    if request.status == RequestStatus.OPEN:
        asking.close(request, RequestStatus.ANSWERED, "", by=by, at=at)
