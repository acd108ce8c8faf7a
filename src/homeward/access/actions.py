"""What a user may change of their own sign-in, and what an organisation takes away from its own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from homeward.access.choices import DataClass
from homeward.access.keys import restrictions
from homeward.access.models import Narrowing, User
from homeward.access.permissions import require


def choose_language(user: User, language: str) -> None:
    """The language in which the pages open at the next sign-in, on whatever device."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def narrow(
    data_class: DataClass, *, role: str = "", user: User | None = None, by: User, at: datetime
) -> Narrowing:
    """Takes a class away from a role of the actor's organisation, or from one of its users.

    Holds from each user's next page. Stating it twice changes nothing.
    """
    require(by, "access.narrow")
    found, _created = Narrowing.objects.get_or_create(
        organisation=by.organisation_of_rows,
        role=role,
        user=user,
        data_class=data_class,
        defaults={"by": by, "at": at},
    )
    return found


@transaction.atomic
def widen(narrowing: Narrowing, *, by: User) -> None:
    """Gives back what the organisation took away; never more than the role is cleared for."""
    require(by, "access.narrow")
    narrowing.delete()


def revoke(rows: QuerySet[Any], *, at: datetime) -> int:
    """Ends links, codes and tokens that are open. A restored backup ends them again."""
    keys = list(rows.filter(revoked_at=None).values_list("pk", flat=True))
    restrictions.note(rows.model, keys)
    return int(rows.model._default_manager.filter(pk__in=keys).update(revoked_at=at))


def revoke_again(model: type[Model], *, at: datetime, column: str = "revoked_at") -> int:
    """In a restored backup, as the database's owner: those that were ended since. How many."""
    ended = model._default_manager.filter(pk__in=list(restrictions.last(model)))
    return ended.filter(**{column: None}).update(**{column: at})
