"""A national body delegates to a municipality, by an act; it ends on a day, with its reason."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.mechanisms.models import Mechanism
from homeward.places.models import Area, Country
from homeward.steering.choices import Reason
from homeward.steering.models import Delegation
from homeward.steering.rules import refusals


@transaction.atomic
def delegate(
    country: Country,
    giver: Actor,
    receiver: Actor,
    *,
    tasks: Sequence[str],
    areas: Iterable[Area],
    act: str,
    act_on: date,
    valid_from: date,
    valid_until: date | None = None,
    mechanism: Mechanism | None = None,
    conditions: str = "",
    by: User,
    at: datetime,
) -> Delegation:
    """Recorded by an organisation of the country."""
    require(by, "steering.delegate")
    own = by.organisation_of_rows
    refuse_if(
        refusals.reasons_not_to_delegate(
            is_other=giver.pk != receiver.pk, tasks=len(tasks),
            is_theirs=own.country_id == country.pk, act=act, starts=valid_from, ends=valid_until,
        )
    )  # fmt: skip
    given = Delegation.objects.create(
        country=country, giver=giver, receiver=receiver, tasks=list(tasks), act=act.strip(),
        act_on=act_on, valid_from=valid_from, valid_until=valid_until, mechanism=mechanism,
        conditions=conditions.strip(), recorded_org=own, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    given.areas.set(areas)
    return given


@transaction.atomic
def end(given: Delegation, *, on: date, because: str, by: User, at: datetime) -> None:
    """From the day after it gives nothing more; that it did is kept."""
    require(by, "steering.delegate")
    if given.recorded_org_id != by.organisation_id:
        raise PermissionDenied("steering.delegate")
    given = Delegation.objects.select_for_update(of=("self",)).get(pk=given.pk)
    reasons = []
    if not because.strip():
        reasons.append(Reason.NO_REASON)
    if on < given.valid_from:
        reasons.append(Reason.ENDS_BEFORE_IT_BEGINS)
    if given.valid_until is not None and given.valid_until < timezone.localdate(at):
        reasons.append(Reason.ENDED_ALREADY)
    if reasons:
        raise Refused(*reasons)
    given.valid_until, given.ended_because = on, because.strip()
    given.save(update_fields=["valid_until", "ended_because"])
