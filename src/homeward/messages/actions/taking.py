"""What comes in by a gateway: a message, or the state of one that went out. Each once."""

from datetime import datetime

from django.db import connection

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.messages import signals
from homeward.messages.choices import State
from homeward.messages.models import Gateway, Incoming, Message

NOBODY = "0"
# How providers call what became of a message (Twilio, Vonage, WhatsApp, Africa's Talking).
STATES = {
    "delivered": State.DELIVERED, "read": State.DELIVERED, "success": State.DELIVERED,
    "failed": State.FAILED, "undelivered": State.FAILED, "rejected": State.FAILED,
    "expired": State.FAILED, "bounced": State.FAILED,
}  # fmt: skip


def take_in(gateway: Gateway, *, sender: str, text: str, provider_id: str, at: datetime) -> bool:
    """Keeps what came in. False where it was taken already. A job finds whom it is from."""
    row = Incoming(
        gateway_id=gateway.pk,
        organisation_id=gateway.organisation_id,
        channel=gateway.channel,
        provider_id=provider_id,
    )
    seals = {name: Incoming._meta.get_field(name) for name in ("sender", "text")}
    with gate.acting(ActorKind.ANONYMOUS, NOBODY, Purpose.CASEWORK), connection.cursor() as cursor:
        cursor.execute(
            "select outbox_take_in(%s, %s, %s, %s, %s, %s)",
            [
                row.pk,
                gateway.pk,
                provider_id,
                seals["sender"].seal(row, sender) if sender else b"",  # type: ignore[union-attr]
                seals["text"].seal(row, text) if text else b"",  # type: ignore[union-attr]
                at,
            ],
        )
        return bool(cursor.fetchone()[0])


def receive(
    gateway: Gateway, *, sender: str, text: str, provider_id: str, by: User, at: datetime
) -> None:
    """What somebody of the organisation brings in by hand: a telephone of the demo answers."""
    require(by, "messages.read_queue")
    Incoming(
        gateway=gateway,
        organisation=by.organisation_of_rows,
        channel=gateway.channel,
        provider_id=provider_id,
        sender=sender,
        text=text,
        came_at=at,
    ).save(force_insert=True)


def take_state(gateway: Gateway, *, provider_id: str, said: str, at: datetime) -> bool:
    """Notes what became of a message, as the provider says it. False where that changes nothing.

    A late or repeated report never takes back what stands: delivered stays delivered.
    """
    state = STATES.get(said.strip().casefold())
    if state is None or not provider_id:
        return False
    with gate.acting(ActorKind.ANONYMOUS, NOBODY, Purpose.CASEWORK), connection.cursor() as cursor:
        cursor.execute(
            "select source, changed from outbox_take_state(%s, %s, %s, %s)",
            [gateway.pk, provider_id, state, at],
        )
        source, changed = cursor.fetchone() or (None, False)
        if source and changed:
            signals.settled.send(Message, source=source, state=state, at=at)
    return bool(changed)


def settle_incoming(incoming: Incoming, *, by: User | None, at: datetime) -> None:
    """It stands where it belongs, or is thrown away: sender and text go from here.

    Whoever calls it has asked for the verb; nobody: the job did it.
    """
    incoming.settled_at, incoming.settled_by = at, by
    incoming.sender = incoming.text = ""
    incoming.save(update_fields=["settled_at", "settled_by", "sender", "text"])
