"""Reads of webhooks, and whether the user as whom one is told sees what it is about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from homeward.access.choices import Purpose, Role
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.offers.models import Offer
from homeward.referrals.models import Referral
from homeward.webhooks import permissions  # noqa: F401 - its table is loaded with it
from homeward.webhooks.choices import DeliveryState, SubjectKind
from homeward.webhooks.models import Attempt, Delivery, Endpoint

# By which verb and for which purpose a user comes to see each kind of subject.
SEEN: dict[str, tuple[tuple[str, Purpose], ...]] = {
    SubjectKind.REFERRAL: (
        ("referrals.read", Purpose.CASEWORK),
        ("referrals.receive", Purpose.REFERRAL),
    ),
    SubjectKind.CASE: (("cases.read", Purpose.CASEWORK),),
    SubjectKind.OFFER: (("offers.read", Purpose.CASEWORK),),
    SubjectKind.ENDPOINT: (("access.profile", Purpose.CASEWORK),),
}
MODELS: dict[str, type[Referral] | type[Case] | type[Offer] | type[Endpoint]] = {
    SubjectKind.REFERRAL: Referral,
    SubjectKind.CASE: Case,
    SubjectKind.OFFER: Offer,
    SubjectKind.ENDPOINT: Endpoint,
}


def endpoints() -> QuerySet[Endpoint]:
    waiting = Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING))
    return Endpoint.objects.select_related("user").annotate(waiting=waiting)


def deliveries(endpoint: Endpoint, *, state: str = "") -> QuerySet[Delivery]:
    """The latest first, with their tries."""
    found = endpoint.deliveries.select_related("event").prefetch_related(
        Prefetch("tries", Attempt.objects.order_by("-pk"))
    )
    return found.filter(state=state) if state else found


def counts(endpoint: Endpoint) -> dict[str, int]:
    rows = endpoint.deliveries.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def possible_users(by: User) -> QuerySet[User]:
    return (
        User.objects.filter(organisation=by.organisation_of_rows, is_active=True)
        .exclude(roles__contains=[Role.RETURNEE.value])
        .order_by("name")
    )


@dataclass(frozen=True, kw_only=True)
class ToTell:
    """One delivery, ready to go: nothing of it is read again while it is under way."""

    url: str
    secrets: list[str]
    event_id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID
    happened_at: datetime
    attempts: int
    first_tried_at: datetime | None


def ways_of(user: User, subject_kind: str) -> list[Purpose]:
    return [purpose for verb, purpose in SEEN[subject_kind] if can(user, verb)]


def is_seen(subject_kind: str, subject_id: UUID) -> bool:
    """By whoever acts now; their policies answer."""
    return MODELS[subject_kind]._default_manager.filter(pk=subject_id).exists()


def to_tell(delivery_id: int, *, at: datetime) -> ToTell | None:
    """Read as the user as whom it is told."""
    found = Delivery.objects.select_related("event", "endpoint").filter(pk=delivery_id).first()
    if found is None:
        return None
    event, endpoint = found.event, found.endpoint
    secrets = [endpoint.secret]
    if endpoint.previous_until and endpoint.previous_until > at:
        secrets.append(endpoint.previous_secret)
    return ToTell(
        url=endpoint.url,
        secrets=secrets,
        event_id=event.pk,
        kind=event.kind,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        happened_at=event.at,
        attempts=found.attempts,
        first_tried_at=found.first_tried_at,
    )
