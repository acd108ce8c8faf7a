"""What a person asks their case worker for, and two services that are asked together."""

from datetime import timedelta
from typing import Any

from homeward.access.choices import DataClass, Role
from homeward.access.models import User
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.referrals.models import Bundle, Referral, ServiceRequest, SharedFact
from homeward.services.models import Service
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def add(world: World) -> None:
    person = User.objects.filter(roles__contains=[Role.RETURNEE], is_active=True).first()
    own = None
    if person and person.person_id:
        own = Case.objects.filter(person_id=person.person_id).first()
    if person and own and own.closed_at is None:
        _request(world, person, own)
    support = Case.objects.filter(
        stage=Stage.SUPPORT, closed_at__isnull=True, worker__isnull=False, sealed=False
    )
    others = support.exclude(pk=own.pk) if own else support
    case = others.order_by("reference").first()
    if case and case.worker:
        _bundle(world, case, case.worker)


def _request(world: World, person: User, case: Case) -> None:
    request = ServiceRequest.objects.create(
        id=world.id(),
        owner_org=case.accountable_org,
        programme_id=case.programme_id,
        person_id=case.person_id,
        case=case,
        service=world.services[0],
        text="My cousin learned there and has work now.",
        asked_at=world.now - timedelta(days=2),
        asked_by=person,
    )
    _wait(world, TaskKind.ANSWER_REQUEST, request.pk, case, case.reference)


def _bundle(world: World, case: Case, worker: User) -> None:
    """Two drafts for the same need, written yesterday and not sent yet."""
    row: dict[str, Any] = {
        "owner_org": worker.organisation_of_rows,
        "programme_id": case.programme_id,
        "person_id": case.person_id,
    }
    at = world.now - timedelta(days=1)
    bundle = Bundle.objects.create(
        id=world.id(), case=case, about="Work again, and health first", drafted_at=at,
        drafted_by=worker, **row,
    )  # fmt: skip
    for service in _two(world.services):
        world.referrals += 1
        referral = Referral.objects.create(
            id=world.id(), number=f"R-{world.referrals}", case=case, service=service,
            receiver_org=service.organisation, bundle=bundle, drafted_at=at, drafted_by=worker,
            **row,
        )  # fmt: skip
        SharedFact.objects.create(
            id=world.id(), referral=referral, receiver_org=service.organisation, kind="languages",
            value="Twi, English", data_class=DataClass.PROFILE, **row,
        )  # fmt: skip
        _wait(world, TaskKind.SEND_REFERRAL, referral.pk, case, referral.number)


def _two(services: list[Service]) -> list[Service]:
    """Of two organisations."""
    first = services[0]
    other = [one for one in services if one.organisation_id != first.organisation_id]
    return [first, *other[:1]]


def _wait(world: World, kind: TaskKind, subject: Any, case: Case, reference: str) -> None:
    Task.objects.create(
        id=world.id(),
        kind=kind,
        subject_id=subject,
        case_id=case.pk,
        person_id=case.person_id,
        programme_id=case.programme_id,
        reference=reference,
        holder_org=case.accountable_org,
        holder=case.worker,
        waiter_org=case.accountable_org,
        due_on=world.today + timedelta(days=6),
        opened_at=world.now - timedelta(days=1),
    )
