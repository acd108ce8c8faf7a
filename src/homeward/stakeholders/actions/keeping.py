"""Actors, their contact points, what they can carry, and whom an organisation puts first."""

from datetime import date
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors import actions as actors
from homeward.actors.models import Actor, ActorName
from homeward.actors.naming import name_key
from homeward.core.refusals import Refused
from homeward.stakeholders.choices import Reason
from homeward.stakeholders.models import ActorContact, Capacity, PriorityPartner

FIELDS = ("name", "acronym", "kind", "level", "country", "website", "description")


@transaction.atomic
def add_actor(*, by: User, **values: Any) -> Actor:
    """An actor that no list named yet."""
    require(by, "stakeholders.keep")
    scope = values["country"] and values["country"].pk
    if ActorName.objects.filter(key=name_key(values["name"]), country=scope).exists():
        raise Refused(Reason.NAME_KNOWN)
    actor = Actor.objects.create(**values)
    actors.add_names(actor, [actor.name], country=scope or "")
    return actor


@transaction.atomic
def change_actor(actor: Actor, *, by: User, **values: Any) -> None:
    """What is said of an actor. An organisation that works here says its own name itself."""
    require(by, "stakeholders.keep")
    actor = Actor.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    for name in FIELDS:
        if name in values and not (actor.organisation_id and name in {"name", "acronym"}):
            setattr(actor, name, values[name])
    actor.save(update_fields=list(FIELDS))
    actors.add_names(actor, [actor.name], country=actor.country_id or "")


@transaction.atomic
def add_contact(actor: Actor, *, by: User, on: date, **values: str) -> ActorContact:
    require(by, "stakeholders.keep")
    if not values["email"] and not values["phone"]:
        raise Refused(Reason.NO_WAY)
    return ActorContact.objects.create(actor=actor, confirmed_on=on, confirmed_by=by, **values)


@transaction.atomic
def confirm_contact(contact: ActorContact, *, by: User, on: date) -> None:
    """Somebody asked there, and it still holds."""
    require(by, "stakeholders.keep")
    contact.confirmed_on, contact.confirmed_by = on, by
    contact.save(update_fields=["confirmed_on", "confirmed_by"])


@transaction.atomic
def remove_contact(contact: ActorContact, *, by: User) -> None:
    require(by, "stakeholders.keep")
    contact.delete()


@transaction.atomic
def say_capacity(
    actor: Actor, *, partnerships: int | None, programmes: int | None, by: User, on: date
) -> None:
    """How much an actor says it can carry; both empty takes it back."""
    require(by, "stakeholders.keep")
    if partnerships is None and programmes is None:
        Capacity.objects.filter(actor=actor).delete()
        return
    values = {"partnerships": partnerships, "programmes": programmes}
    Capacity.objects.update_or_create(
        actor=actor, defaults=values | {"said_on": on, "recorded_by": by}
    )


@transaction.atomic
def put_first(actor: Actor, *, why: str, by: User, on: date) -> None:
    """A priority partner of one's own organisation."""
    require(by, "stakeholders.keep")
    PriorityPartner.objects.update_or_create(
        organisation=by.organisation_of_rows,
        actor=actor,
        defaults={"why": why, "since": on, "named_by": by},
    )


@transaction.atomic
def put_back(actor: Actor, *, by: User) -> None:
    require(by, "stakeholders.keep")
    PriorityPartner.objects.filter(organisation=by.organisation_of_rows, actor=actor).delete()
