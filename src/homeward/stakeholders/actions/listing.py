"""Specialists list themselves."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.places.models import Area
from homeward.programmes.models import TargetGroup
from homeward.stakeholders import rules
from homeward.stakeholders.models import Specialist


@transaction.atomic
def list_oneself(
    *, groups: Collection[TargetGroup], areas: Collection[Area], by: User, on: date, **values: Any
) -> Specialist:
    """One's own entry, written or confirmed today. Nobody lists a colleague."""
    require(by, "stakeholders.list_oneself")
    refuse_if(rules.reasons_against_listing(available_until=values["available_until"], today=on))
    specialist, _made = Specialist.objects.update_or_create(
        user=by,
        defaults=values | {"organisation": by.organisation_of_rows, "confirmed_on": on},
    )
    specialist.groups.set(groups)
    specialist.areas.set(areas)
    return specialist


@transaction.atomic
def leave(*, by: User) -> None:
    """Takes one's own entry away. A second click changes nothing."""
    require(by, "stakeholders.list_oneself")
    Specialist.objects.filter(user=by).delete()
