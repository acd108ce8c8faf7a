"""What of steering may stand on a committee's agenda."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.committees.subjects import Kind, Shown
from homeward.steering.actions.finding import SUBJECT as FINDING
from homeward.steering.choices import DifferenceState, VersionStatus
from homeward.steering.models import (
    FeedbackFinding,
    KeptDifference,
    SustainabilityDefinition,
)
from homeward.steering.queries import areas as queries
from homeward.steering.queries import stated

DEFINITION, DIFFERENCE = "sustainability", "sop_difference"


NOTHING = UUID(int=0)


def _uuid(key: str) -> UUID:
    """The key as an id; what is none means no row."""
    try:
        return UUID(key)
    except ValueError:
        return NOTHING


def _area(key: str, user: User) -> Shown | None:
    found = queries.listed().filter(pk=_uuid(key)).first()
    return Shown(str(found), reverse("steering:area", args=[found.pk])) if found else None


def _areas(user: User) -> Iterable[tuple[Any, str]]:
    return [(each.pk, str(each)) for each in queries.listed() if each.status in queries.OPEN]


def _finding(key: str, user: User) -> Shown | None:
    found = FeedbackFinding.objects.filter(pk=_uuid(key)).first()
    return Shown(found.title, reverse("steering:feedback")) if found else None


def _definition(key: str, user: User) -> Shown | None:
    found = SustainabilityDefinition.objects.select_related("programme").filter(pk=_uuid(key))
    held = found.first()
    if held is None:
        return None
    url = reverse("steering:definition", args=[held.programme_id])
    return Shown(_name(held), url if can(user, "steering.read") else "")


def _name(held: SustainabilityDefinition) -> str:
    return str(_("%(programme)s, definition %(number)d")) % {
        "programme": held.programme, "number": held.number,
    }  # fmt: skip


def _definitions(user: User) -> Iterable[tuple[Any, str]]:
    drafts = SustainabilityDefinition.objects.filter(
        status=VersionStatus.DRAFT, programme__in=stated.programmes_of(user)
    ).select_related("programme")
    return [(each.pk, _name(each)) for each in drafts]


def _difference(key: str, user: User) -> Shown | None:
    found = KeptDifference.objects.filter(pk=_uuid(key)).first()
    if found is None:
        return None
    url = reverse("steering:adoption", args=[found.version_id, found.country_id])
    return Shown(found.text[:300], url)


def _differences(user: User) -> Iterable[tuple[Any, str]]:
    found = KeptDifference.objects.filter(state=DifferenceState.OPEN).select_related("country")
    return [(each.pk, f"{each.country}: {each.text[:120]}") for each in found]


KINDS = [
    Kind(queries.SUBJECT, _("Priority area"), _area, _areas),
    Kind(FINDING, _("Finding of feedback"), _finding),
    Kind(DEFINITION, _("Definition of sustainable reintegration"), _definition, _definitions),
    Kind(DIFFERENCE, _("Difference from a procedure"), _difference, _differences),
]
