"""One file that its organisation has sealed, and one emergency access that waits for a verdict."""

from datetime import timedelta

from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.emergencies.choices import Verdict
from homeward.emergencies.models import EmergencyAccess, EmergencyAttempt, EmergencyReview
from homeward.emergencies.rules import LONGEST
from homeward.persons import queries as persons
from homeward.seals import actions as seals
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def guard(world: World) -> None:
    cases = Case.objects.filter(
        owner_org=world.cast.belgian_ngo, accountable_org=world.cast.ghanaian_ngo,
        closed_at__isnull=True, stage=Stage.SUPPORT,
    ).order_by("reference")  # fmt: skip
    # Not the first ones: they are what a newcomer to the demo opens.
    found = list(cases[len(world.cast.managers) :][:2])
    for case, add in zip(found, (_seal, _emergency), strict=False):
        add(world, case)


def _seal(world: World, case: Case) -> None:
    focal = world.cast.focal_point
    seals.seal(
        case,
        persons.members(case.household_id),
        [case.worker or world.cast.managers[0]],
        "Somebody who recruited her in the host country asks for her at the market.",
        by=focal,
        at=world.now - timedelta(days=3),
    )


def _emergency(world: World, case: Case) -> None:
    """By the reception officer at night; the counselling organisation has not judged it yet."""
    user, begun = world.cast.officer, world.now - timedelta(days=1, hours=2)
    access = EmergencyAccess.objects.create(
        person_id=case.person_id,
        case=case,
        reference=case.reference,
        user=user,
        org=user.organisation_of_rows,
        owner_org=case.owner_org,
        reason="He collapsed at the desk and can't speak; we look for what he is allergic to.",
        begun_at=begun,
        until=begun + LONGEST,
        ended_at=begun + timedelta(minutes=17),
    )
    EmergencyAttempt.objects.create(
        user=user, org=access.org, typed=case.reference, opened=True, at=begun
    )
    due = (begun + timedelta(days=3)).date()
    waiting = EmergencyReview.objects.create(
        access=access, person_id=case.person_id, org=case.owner_org, due_on=due
    )
    EmergencyReview.objects.create(
        access=access,
        person_id=case.person_id,
        org=access.org,
        due_on=due,
        verdict=Verdict.JUSTIFIED,
        note="The duty doctor asked for it and confirmed it in the morning.",
        reviewed_by=world.cast.secretary,
        reviewed_at=begun + timedelta(hours=9),
    )
    tasks.begin(
        TaskKind.REVIEW_EMERGENCY,
        waiting.pk,
        holder_org=waiting.org_id,
        waiter_org=access.org_id,
        waiter=user,
        at=begun,
        programme_id=0,
        reference=case.reference,
        due_on=due,
    )
