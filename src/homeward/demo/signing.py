"""Codes of the family whose pages the demo shows: to come in as a parent, a guardian, a helper."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.funds.choices import InstalmentStatus
from homeward.funds.models import Payment, Receipt
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.signins import actions, codes, demo
from homeward.signins.choices import EndedBy, Kind, Part, Way
from homeward.signins.models import Code, SignIn

GOOD_FOR = timedelta(days=90)
HELPER = "Abena Owusu"


def add(world: World) -> None:
    account = User.objects.filter(roles__contains=[Role.RETURNEE], is_generated=True).first()
    if account is None or account.person_id is None:
        return
    case = Case.objects.filter(person_id=account.person_id).first()
    if case is None:
        return
    head, *others = persons.members(case.household_id)
    for number, wanted in enumerate(_wanted(world, head, others)):
        _code(world, case, **wanted, code=_typed(number))
    _was_in(world, case, head, account)
    _received(world, head)


def _wanted(world: World, head: Person, others: list[Person]) -> Iterator[dict[str, Any]]:
    for _code in demo.OWN:
        yield {"person": head}
    child = next((one for one in others if persons.is_minor(one, on=world.today)), None)
    # A family without a child shows its head's pages in the place of a child's.
    yield {"person": head} if child is None else {
        "person": child, "kind": Kind.GUARDIAN, "guardian": head,
    }  # fmt: skip
    parts = [[Part.CASE, Part.APPOINTMENTS, Part.PLAN], list(Part)]
    for shown in parts:
        yield {"person": head, "kind": Kind.HELPER, "helper": HELPER, "parts": shown}


def _typed(number: int) -> str:
    return [*demo.OWN, demo.GUARDIAN, *demo.HELPER][number]


def _code(world: World, case: Case, *, person: Person, code: str, **fields: Any) -> Code:
    by = case.worker or world.cast.counsellors[0]
    values = {"kind": Kind.OWN, "made_at": world.now - timedelta(days=2), **fields}
    return Code.objects.create(
        id=world.id(),
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        way=Way.PRINT,
        code_hash=actions.kept_of(codes.as_typed(code)),
        made_by=by,
        expires_at=world.now + GOOD_FOR,
        **values,
    )


def _was_in(world: World, case: Case, head: Person, account: User) -> None:
    """A helper, a week ago: what the page of who came in is for."""
    began = world.now - timedelta(days=7, hours=3)
    used = _code(
        world, case, person=head, code=f"{world.id()}", kind=Kind.HELPER, helper=HELPER,
        parts=[Part.APPOINTMENTS], made_at=began - timedelta(hours=1), used_at=began,
    )  # fmt: skip
    SignIn.objects.create(
        id=world.id(), person=head, programme_id=case.programme_id, owner_org_id=used.owner_org_id,
        code=used, user=account, token_hash=sha256(used.pk.bytes).hexdigest(), began_at=began,
        seen_at=began + timedelta(minutes=6), ends_at=began + timedelta(hours=1),
        ended_at=began + timedelta(minutes=6), ended_by=EndedBy.LEFT,
    )  # fmt: skip


def _received(world: World, head: Person) -> None:
    """The first payment has come, as the person said."""
    paid = (
        Payment.objects.filter(person=head, instalment__status=InstalmentStatus.PAID)
        .select_related("instalment")
        .order_by("paid_on")
        .first()
    )
    if paid:
        Receipt.objects.create(
            id=world.id(), payment=paid, person=head, programme_id=paid.programme_id,
            owner_org_id=paid.instalment.owner_org_id, has_come=True, at=world.now,
        )  # fmt: skip
