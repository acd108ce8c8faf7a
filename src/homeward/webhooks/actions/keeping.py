"""An organisation's own webhooks: kept, changed, paused, tried, told again."""

import base64
import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.outgoing import is_outside
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind
from homeward.webhooks import rules
from homeward.webhooks.choices import (
    DeliveryState,
    EndpointState,
    EventKind,
    Reason,
    SubjectKind,
)
from homeward.webhooks.models import Delivery, Endpoint, Event

SECRET_BYTES = 32


@transaction.atomic
def keep(
    url: str, *, used_for: str, events: Collection[str], user: User, by: User, at: datetime
) -> tuple[Endpoint, str]:
    """Makes a webhook and its secret, which is shown this once."""
    require(by, "webhooks.manage")
    _check(url, events, user, by, others=Endpoint.objects.count())
    secret = _new_secret()
    endpoint = Endpoint.objects.create(
        organisation=by.organisation_of_rows,
        user=user,
        used_for=used_for,
        url=url,
        events=sorted(events),
        secret=secret,
        made_at=at,
        made_by=by,
    )
    return endpoint, secret


def _check(url: str, events: Collection[str], user: User, by: User, *, others: int = 0) -> None:
    refuse_if(
        rules.reasons_not_to_keep(
            rules.KeepingFacts(
                url_is_public=is_outside(url),
                events=events,
                user_is_of_the_organisation=user.is_active
                and user.organisation_id == by.organisation_id,
                others=others,
            )
        )
    )


def _new_secret() -> str:
    return rules.PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


@transaction.atomic
def change(
    endpoint: Endpoint,
    url: str,
    *,
    used_for: str,
    events: Collection[str],
    user: User,
    by: User,
    at: datetime,
) -> None:
    """What waits goes to the new address."""
    endpoint = _locked(endpoint, by)
    _check(url, events, user, by)
    endpoint.url, endpoint.used_for = url, used_for
    endpoint.events, endpoint.user = sorted(events), user
    endpoint.save(update_fields=["url", "used_for", "events", "user"])


@transaction.atomic
def renew_secret(endpoint: Endpoint, *, by: User, at: datetime) -> str:
    """Another secret; the one before signs beside it for a day."""
    endpoint = _locked(endpoint, by)
    endpoint.previous_secret = endpoint.secret
    endpoint.previous_until = at + rules.OVERLAP
    endpoint.secret = secret = _new_secret()
    endpoint.save(update_fields=["secret", "previous_secret", "previous_until"])
    return secret


@transaction.atomic
def pause(endpoint: Endpoint, *, by: User, at: datetime) -> None:
    """Nothing is sent, and nothing is lost: what happens meanwhile waits."""
    endpoint = _locked(endpoint, by)
    if endpoint.state == EndpointState.ACTIVE:
        _note(endpoint, EndpointState.PAUSED)
        endpoint.state, endpoint.paused_at = EndpointState.PAUSED, at
        endpoint.save(update_fields=["state", "paused_at"])


def _note(endpoint: Endpoint, state: EndpointState) -> None:
    restrictions.note(Endpoint, [endpoint.pk], state=state.value)


def pause_again(*, at: datetime) -> int:
    """In a restored backup, as the database's owner: those paused or removed since. How many."""
    paused = [
        key
        for key, said in restrictions.last(Endpoint).items()
        if said["state"] == EndpointState.PAUSED
    ]
    active = Endpoint.objects.filter(pk__in=paused, state=EndpointState.ACTIVE)
    return active.update(state=EndpointState.PAUSED, paused_at=at)


@transaction.atomic
def resume(endpoint: Endpoint, *, by: User, at: datetime) -> None:
    """What waited goes out with the next run, in its order."""
    endpoint = _locked(endpoint, by)
    _note(endpoint, EndpointState.ACTIVE)
    endpoint.state, endpoint.paused_at = EndpointState.ACTIVE, None
    endpoint.save(update_fields=["state", "paused_at"])
    waiting = endpoint.deliveries.filter(state=DeliveryState.WAITING)
    waiting.update(next_at=at, attempts=0, first_tried_at=None)
    tasks.end(TaskKind.MEND_WEBHOOK, endpoint.pk, at=at)


@transaction.atomic
def remove(endpoint: Endpoint, *, by: User, at: datetime) -> None:
    """With all that was to be sent to it, and how that went."""
    endpoint = _locked(endpoint, by)
    _note(endpoint, EndpointState.PAUSED)
    tasks.end(TaskKind.MEND_WEBHOOK, endpoint.pk, at=at)
    endpoint.delete()


@transaction.atomic
def try_out(endpoint: Endpoint, *, by: User, at: datetime) -> Delivery:
    """Queues a trial, signed like any other event."""
    endpoint = _locked(endpoint, by)
    if endpoint.state != EndpointState.ACTIVE:
        raise Refused(Reason.PAUSED_NOW)
    event = Event.objects.create(
        kind=EventKind.ENDPOINT_TEST,
        subject_kind=SubjectKind.ENDPOINT,
        subject_id=endpoint.pk,
        at=at,
    )
    return Delivery.objects.create(
        endpoint=endpoint, event=event, subject_id=endpoint.pk, next_at=at
    )


@transaction.atomic
def send_again(delivery: Delivery, *, by: User, at: datetime) -> None:
    """Under its first id, by which the receiver knows it again."""
    require(by, "webhooks.manage")
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if delivery.state == DeliveryState.WAITING:
        raise Refused(Reason.STILL_WAITING)
    _put_back(Delivery.objects.filter(pk=delivery.pk), at=at)


@transaction.atomic
def send_all_again(endpoint: Endpoint, *, by: User, at: datetime) -> int:
    """All that was given up; how many they are."""
    endpoint = _locked(endpoint, by)
    return _put_back(endpoint.deliveries.filter(state=DeliveryState.GIVEN_UP), at=at)


def _put_back(deliveries: QuerySet[Delivery], *, at: datetime) -> int:
    return deliveries.update(
        state=DeliveryState.WAITING,
        attempts=0,
        first_tried_at=None,
        settled_at=None,
        next_at=at,
    )


def _locked(endpoint: Endpoint, by: User) -> Endpoint:
    require(by, "webhooks.manage")
    return Endpoint.objects.select_for_update(of=("self",)).get(pk=endpoint.pk)
