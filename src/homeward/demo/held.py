"""The papers of a few households, entered by their case managers through the real action."""

from datetime import timedelta

from homeward.access import gate
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.papers import actions
from homeward.papers.actions import Said
from homeward.papers.choices import ExpiryKnown, Original, PaperKind
from homeward.persons.models import Person

CASES = 3


def keep(world: World) -> None:
    worker = world.cast.managers[0]
    open_cases = Case.objects.filter(worker=worker, closed_at__isnull=True).order_by("reference")
    with gate.acting_user(worker.pk):
        for number, case in enumerate(open_cases[:CASES]):
            _keep(world, case, worker, number)


def _keep(world: World, case: Case, worker: User, number: int) -> None:
    person = Person.objects.get(pk=case.person_id)
    ends = world.today + timedelta(days=45 + 400 * number)
    passport = Said(
        kind=PaperKind.PASSPORT,
        person=person,
        number=f"G{7_210_400 + number}",
        expiry_known=ExpiryKnown.DAY,
        expires_on=ends,
        original=Original.PERSON,
    )
    certificate = Said(
        kind=PaperKind.BIRTH_CERTIFICATE,
        person=person,
        expiry_known=ExpiryKnown.NEVER,
        original=Original.UNKNOWN,
    )
    for said in (passport, certificate):
        actions.keep(case, said, by=worker, at=world.now)
