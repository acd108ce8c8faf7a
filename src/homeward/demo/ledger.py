"""What the ledger shows beyond consents given: one narrowed, one withdrawn, a block, a request.

By the real actions, once the rows are written: few rows with many consequences.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from homeward.access import gate
from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.messages.models import Message
from homeward.persons import actions
from homeward.persons.actions import Asked
from homeward.persons.choices import Ground
from homeward.persons.models import Consent

SHOWN = 4


def show(world: World) -> None:
    cast = world.cast
    cases = list(
        Case.objects.filter(
            owner_org=cast.belgian_ngo, closed_at__isnull=True, worker__isnull=False
        )
        .select_related("person", "opened_by", "worker")
        .order_by("reference")[:SHOWN]
    )
    if len(cases) < SHOWN:
        return
    narrowed, withdrawn, blocked, other = cases
    with _acting(narrowed.worker or narrowed.opened_by) as by:
        until = world.today + timedelta(days=60)
        ids = _held(narrowed, cast.fund, Purpose.FINANCE)
        actions.narrow_consent(ids, until=until, by=by, at=world.now)
    with _acting(withdrawn.worker or withdrawn.opened_by) as by:
        ids = _held(withdrawn, cast.commission, Purpose.DECISION)
        actions.withdraw_consent(ids, by=by, at=world.now, reference=withdrawn.reference)
    with _acting(blocked.opened_by) as by:
        actions.block(
            blocked.person,
            organisation=cast.authority,
            reason="An officer there threatened the family.",
            by=by,
            at=world.now,
            reference=blocked.reference,
        )
    with _acting(other.opened_by) as by:
        actions.request_basis(
            other.person,
            _asked(world, cast.authority),
            by=by,
            at=world.now,
            case_id=other.pk,
            reference=other.reference,
        )
    # The generated organisations read no e-mail.
    Message.objects.all().delete()


@contextmanager
def _acting(user: User) -> Iterator[User]:
    with gate.acting_user(user.pk):
        yield user


def _held(case: Case, recipient: Organisation, purpose: Purpose) -> list[UUID]:
    return list(
        Consent.objects.filter(
            person=case.person, recipient_org=recipient, purpose=purpose, known_until__isnull=True
        ).values_list("pk", flat=True)
    )


def _asked(world: World, recipient: Organisation) -> Asked:
    return Asked(
        ground=Ground.LEGAL_OBLIGATION,
        recipient=recipient,
        purpose=Purpose.CASEWORK,
        classes=frozenset({DataClass.IDENTITY, DataClass.LEGAL}),
        reason="The residence law asks for notice of every departure.",
        until=world.today + timedelta(days=30),
    )
