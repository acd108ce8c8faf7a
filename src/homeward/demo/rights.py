"""Persons' rights: how long files are kept, a request that waits, a hold that stands."""

from datetime import date, timedelta

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.demo.cast import MAIL
from homeward.demo.world import World
from homeward.rights.choices import AskedBy, HoldKind, IdentityCheck, RequestKind
from homeward.rights.models import Hold, RetentionRule, RightsRequest
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def add(world: World) -> None:
    nadia, sofie = (User.objects.get(email=f"{name}@{MAIL}") for name in ("nadia", "sofie"))
    RetentionRule.objects.create(
        programme=world.ground.programme,
        months=60,
        valid_from=date(world.today.year - 5, 1, 1),
        source="Data-sharing agreement, article 9",
        set_by=nadia,
    )
    own = Case.objects.filter(owner_org=nadia.organisation).order_by("reference")
    asking = own.filter(closed_at__isnull=True).first()
    held = own.filter(closed_at__isnull=False).first()
    if asking:
        _request(world, asking, nadia, sofie)
    if held:
        Hold.objects.create(
            id=world.id(),
            owner_org=nadia.organisation_of_rows,
            programme_id=held.programme_id,
            person_id=held.person_id,
            kind=HoldKind.AUDIT,
            note="The fund's audit of the year",
            until=world.today + timedelta(days=90),
            set_by=nadia,
            set_at=world.now - timedelta(days=20),
        )


def _request(world: World, case: Case, officer: User, counsellor: User) -> None:
    received = world.today - timedelta(days=9)
    request = RightsRequest.objects.create(
        id=world.id(),
        owner_org=officer.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
        kind=RequestKind.COPY,
        asked_by=AskedBy.IN_PERSON,
        identity=IdentityCheck.KNOWN,
        said="I want to see everything that is written about me.",
        received_on=received,
        recorded_by=counsellor,
    )
    Task.objects.create(
        id=world.id(),
        kind=TaskKind.ANSWER_RIGHTS_REQUEST,
        subject_id=request.pk,
        person_id=case.person_id,
        holder_org=officer.organisation_of_rows,
        waiter_org=officer.organisation_of_rows,
        due_on=received + timedelta(days=28),
        opened_at=world.now - timedelta(days=9),
    )
