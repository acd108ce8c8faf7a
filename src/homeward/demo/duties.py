"""Users and duties: a role that waits for its second person, a record, a breach that is closed."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from homeward.access.choices import DataClass, Role
from homeward.access.models import User
from homeward.demo.cast import MAIL
from homeward.demo.world import World
from homeward.oversight import queries
from homeward.oversight.choices import Decision, Happening, Risk, Way
from homeward.oversight.models import Affected, Breach, BreachEvent, ProcessingRecord
from homeward.persons.models import Person
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task
from homeward.tasks.rules import add_working_days
from homeward.users.choices import ApprovalKind, What
from homeward.users.models import Approval, Change

LETTER = (
    "A list with your name and phone number was sent to a wrong address. It was deleted there the"
    " same day. Somebody may call you and pretend to be us: we never ask for money."
)


def add(world: World) -> None:
    user = {
        one.email.removesuffix(f"@{MAIL}"): one for one in User.objects.filter(is_generated=True)
    }
    _waiting_approval(world, user)
    _record(world, user["nadia"])
    _breach(world, user["nadia"], user["sofie"])


def _waiting_approval(world: World, user: dict[str, User]) -> None:
    """Esi is to become protection focal point. Her organisation has one administrator, who asks:
    one of the organisation that leads the programme decides."""
    admin, second, about = user["adjoa"], user["ine"], user["esi"]
    at = world.now - timedelta(days=1)
    reason = "Akosua is on leave from June; Esi has the training."
    approval = Approval.objects.create(
        id=world.id(),
        organisation=admin.organisation_of_rows,
        user=about,
        kind=ApprovalKind.ROLES,
        roles=[Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT],
        reason=reason,
        asked_by=admin,
        asked_at=at,
    )
    Task.objects.create(
        id=world.id(),
        kind=TaskKind.APPROVE_USER,
        subject_id=approval.pk,
        reference=about.name,
        holder_org=second.organisation_of_rows,
        holder=second,
        waiter_org=admin.organisation_of_rows,
        waiter=admin,
        due_on=add_working_days(at.date(), 3),
        opened_at=at,
    )
    for one in (about, user["kwabena"]):
        Change.objects.create(
            organisation=admin.organisation_of_rows,
            user=one,
            what=What.INVITED,
            by=admin,
            roles_after=[Role.CASE_MANAGER],
            reason="New in the team",
            at=at - timedelta(days=400),
        )
    Change.objects.create(
        organisation=admin.organisation_of_rows,
        user=about,
        what=What.ASKED,
        by=admin,
        roles_before=about.roles,
        roles_after=about.roles,
        reason=reason,
        at=at,
    )


def _record(world: World, officer: User) -> None:
    known = queries.prefilled(officer.organisation_of_rows, world.ground.programme, world.today)
    reviewed = world.now - timedelta(days=120)
    ProcessingRecord.objects.create(
        owner_org=officer.organisation_of_rows,
        programme=world.ground.programme,
        version=1,
        processors="The house that runs the servers, under a contract of art. 28",
        reviewed_on=reviewed.date(),
        by=officer,
        at=reviewed,
        **known,
    )


def _breach(world: World, officer: User, counsellor: User) -> None:
    day = world.today - timedelta(days=60)
    noticed = timezone.make_aware(datetime.combine(day, time(9, 30)))
    told = noticed + timedelta(hours=26)
    breach = Breach.objects.create(
        id=world.id(),
        owner_org=officer.organisation_of_rows,
        number=f"B-{noticed.year}-01",
        title="A list of names and phones went to a wrong address",
        what="An e-mail with the list of an information day was sent to a wrong address.",
        happened_at=noticed - timedelta(hours=15),
        aware_at=noticed,
        data_classes=[DataClass.IDENTITY, DataClass.CONTACT],
        about_persons=2,
        risk=Risk.HIGH,
        assessment="Somebody may call and pretend to be us.",
        measures="The receiver deleted the list the same day and confirmed it in writing.",
        authority=Decision.TELL,
        authority_told_at=told,
        authority_reference="DOS-118",
        persons=Decision.TELL,
        reported_by=counsellor,
        reported_at=noticed,
        closed_at=noticed + timedelta(days=9),
        lessons="Lists are shared as a page here, no longer by e-mail.",
    )
    for row in Person.objects.filter(owner_org=officer.organisation).order_by("pk")[:2]:
        Affected.objects.create(
            id=world.id(),
            owner_org=officer.organisation_of_rows,
            programme_id=row.programme_id,
            person=row,
            breach=breach,
            found_at=told,
            told_at=told + timedelta(days=1),
            told_by=officer,
            way=Way.PHONE,
            language=row.language,
            text=LETTER,
        )
    BreachEvent.objects.bulk_create(
        BreachEvent(breach=breach, what=what, note=note, by=by, at=at)
        for what, note, by, at in (
            (Happening.REPORTED, breach.title, counsellor, noticed),
            (Happening.ASSESSED, str(Risk.HIGH.label), officer, noticed + timedelta(hours=4)),
            (Happening.AUTHORITY_TOLD, breach.authority_reference, officer, told),
            (Happening.FOUND, "2", officer, told),
            (Happening.PERSON_TOLD, str(Way.PHONE.label), officer, told + timedelta(days=1)),
            (Happening.CLOSED, breach.lessons, officer, noticed + timedelta(days=9)),
        )
    )
