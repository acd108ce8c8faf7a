"""A webhook of the counselling organisation: paused, since the demo calls no other server."""

from datetime import timedelta

from homeward.demo.world import World
from homeward.referrals.choices import Status
from homeward.referrals.models import StatusChange
from homeward.webhooks.choices import DeliveryState, EndpointState, EventKind, SubjectKind
from homeward.webhooks.models import Attempt, Delivery, Endpoint, Event

KINDS = {
    Status.SENT: EventKind.REFERRAL_SENT,
    Status.ACCEPTED: EventKind.REFERRAL_ANSWERED,
    Status.DECLINED: EventKind.REFERRAL_ANSWERED,
    Status.STARTED: EventKind.REFERRAL_STARTED,
    Status.COMPLETED: EventKind.REFERRAL_ENDED,
}


def add(world: World) -> None:
    """With what it was told until then: the second one at the second try."""
    cast, now = world.cast, world.now
    by = cast.programme_manager
    endpoint = Endpoint.objects.create(
        id=world.id(),
        organisation=by.organisation_of_rows,
        user=cast.counsellors[0],
        used_for="Our own case system hears of answers at once",
        url="https://cases.counselling.example/homeward",
        events=sorted({kind.value for kind in KINDS.values()}),
        state=EndpointState.PAUSED,
        paused_at=now - timedelta(hours=3),
        secret="whsec_ZGVtbyBzZWNyZXQsIGtub3duIHRvIG5vYm9keQ==",  # noqa: S106 - no system has it
        made_at=now - timedelta(days=39),
        made_by=by,
        delivered_at=now - timedelta(hours=5),
    )
    changes = StatusChange.objects.filter(
        owner_org=by.organisation_of_rows, to__in=list(KINDS)
    ).order_by("-at")[:6]
    for number, change in enumerate(reversed(changes)):
        _tell(world, endpoint, change, tries=2 if number == 1 else 1)


def _tell(world: World, endpoint: Endpoint, change: StatusChange, *, tries: int) -> None:
    event = Event.objects.create(
        id=world.id(),
        kind=KINDS[Status(change.to)],
        subject_kind=SubjectKind.REFERRAL,
        subject_id=change.referral_id,
        at=change.at,
    )
    delivery = Delivery.objects.create(
        endpoint=endpoint,
        event=event,
        subject_id=change.referral_id,
        state=DeliveryState.DELIVERED,
        attempts=tries,
        first_tried_at=change.at,
        next_at=change.at,
        settled_at=change.at,
    )
    for number in range(tries):
        came = change.at + timedelta(seconds=40 * (number + 1))
        is_good = number == tries - 1
        Attempt.objects.create(
            delivery=delivery,
            at=came,
            status=204 if is_good else 503,
            failure="" if is_good else "status",
            milliseconds=180 + 35 * number,
        )
