"""Complaints to the NGO in Ghana: answered, sensitive, by telephone; and a word of thanks."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.complaints import actions, queries
from homeward.complaints.actions.taking import Taken
from homeward.complaints.choices import Kind, Way
from homeward.complaints.models import Handler
from homeward.demo.world import World

NOBODY = "0"


def show(world: World) -> None:
    cast = world.cast
    first, second = cast.managers[:2]
    named = ((first, False), (second, True), (cast.focal_point, True))
    for user, is_sensitive in named:
        by = cast.adviser
        Handler.objects.create(
            organisation=cast.ghanaian_ngo, user=user, is_sensitive=is_sensitive, named_by=by,
            named_at=world.now - timedelta(days=200),
        )  # fmt: skip
    _answered(world, first)
    _sensitive(world, cast.focal_point)
    _thanks(world)
    _by_telephone(world, second)


def _send(world: World, said: actions.Said, code: str, *, at: datetime) -> Taken:
    org = world.cast.ghanaian_ngo
    with gate.acting(ActorKind.ANONYMOUS, NOBODY, Purpose.CASEWORK):
        category = queries.category(org.pk, code, on=localdate(at))
        return actions.send_in(said, category, to=org, at=at)


def _answered(world: World, handler: User) -> None:
    """Anonymous; its days for an appeal still run."""
    begun = world.now - timedelta(days=24)
    taken = _send(
        world,
        actions.Said(
            kind=Kind.COMPLAINT, is_anonymous=True,
            what="Three times I came for the goods for my shop, and the store was closed.",
            wish="Tell us before we pay the bus.",
        ),
        "delay", at=begun,
    )  # fmt: skip
    with gate.acting_user(handler.pk):
        actions.acknowledge(
            taken.complaint, handler, "Thank you. We ask the store and answer you.", by=handler,
            at=begun + timedelta(days=2),
        )  # fmt: skip
        actions.add_note(
            taken.complaint, "The store has been closed on Mondays since March.", by=handler,
            at=begun + timedelta(days=6),
        )  # fmt: skip
        actions.answer(
            taken.complaint,
            "You are right: nobody told you the store’s new days. We are sorry.", "upheld",
            promise="From now on we send a message the day before, and pay the bus of the three"
            " ways at the desk.",
            by=handler, at=begun + timedelta(days=11),
        )  # fmt: skip


def _sensitive(world: World, focal: User) -> None:
    begun = world.now - timedelta(days=5)
    taken = _send(
        world,
        actions.Said(
            kind=Kind.COMPLAINT, is_anonymous=True,
            what="A man at the desk said it goes faster if I bring something for him.",
        ),
        "corruption", at=begun,
    )  # fmt: skip
    with gate.acting_user(focal.pk):
        actions.acknowledge(
            taken.complaint, focal, "You did right to tell us. Nobody at the desk sees it.",
            by=focal, at=begun + timedelta(days=1),
        )  # fmt: skip


def _thanks(world: World) -> None:
    said = actions.Said(
        kind=Kind.THANKS, is_anonymous=True,
        what="The tailoring course was good. Madam Comfort takes her time with everybody.",
    )  # fmt: skip
    _send(world, said, "quality", at=world.now - timedelta(days=2))


def _by_telephone(world: World, by: User) -> None:
    """For a case, by a colleague who does not work on it; late to be confirmed."""
    case = (
        Case.objects.filter(
            accountable_org=world.cast.ghanaian_ngo, stage=Stage.SUPPORT, sealed=False,
            closed_at__isnull=True,
        )
        .exclude(worker=by)
        .order_by("reference")
        .first()
    )  # fmt: skip
    if case is None:
        return
    at = world.now - timedelta(days=9)
    with gate.acting_user(by.pk):
        seen = Case.objects.select_related("person").filter(pk=case.pk).first()
        if seen is None:
            return
        actions.take(
            actions.Said(
                kind=Kind.COMPLAINT, what="The second part of the money has not come.",
                wish="Say when it comes.", name=str(seen.person), contact="+233 20 555 0199",
            ),
            queries.category(world.cast.ghanaian_ngo.pk, "money", on=localdate(at)),
            way=Way.PHONE, received_on=localdate(at), tie=actions.Tie(case=seen), by=by, at=at,
        )  # fmt: skip
