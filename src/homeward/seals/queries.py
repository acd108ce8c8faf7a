"""Reads of seals. Nobody but a seal's team finds it."""

from uuid import UUID

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.seals.models import Seal, TeamMember


def in_force(case: Case) -> Seal | None:
    """The seal that the actor's organisation has set on this case, for its team."""
    return (
        Seal.objects.filter(case=case, lifted_at__isnull=True)
        .select_related("sealed_by", "lift_asked_by")
        .first()
    )


def over(person_id: UUID) -> Seal | None:
    """The seal in force over this person's file, for its team."""
    return Seal.objects.filter(files__person=person_id, lifted_at__isnull=True).first()


def team(seal: Seal) -> list[TeamMember]:
    return list(
        seal.team.filter(removed_at__isnull=True)
        .select_related("user", "added_by")
        .order_by("added_at", "user__name")
    )


def sealed_persons(seal: Seal) -> list[Person]:
    return list(Person.objects.filter(pk__in=seal.files.values("person")).order_by("position"))


def colleagues(user: User) -> list[User]:
    """Whom a team may be made of: the active accounts of the same organisation."""
    return list(
        User.objects.filter(organisation=user.organisation_id, is_active=True).order_by("name")
    )
