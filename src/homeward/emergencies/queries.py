"""Reads of emergency access and its reviews. Rows are the gate's."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.models import Organisation, User
from homeward.access.permissions import GRANTS, can
from homeward.core.banners import Banner
from homeward.emergencies.models import EmergencyAccess, EmergencyAttempt, EmergencyReview

SHOWN = 100


def open_of(user: User, *, at: datetime) -> EmergencyAccess | None:
    return EmergencyAccess.objects.filter(user=user, ended_at__isnull=True, until__gt=at).first()


def open_for(user: User, person_id: UUID) -> EmergencyAccess | None:
    """This user's emergency access to this person, as far as the actor sees it."""
    return EmergencyAccess.objects.filter(
        user=user, person=person_id, ended_at__isnull=True, until__gt=timezone.now()
    ).first()


def banner(user: User) -> Banner | None:
    """Said on every page as long as the access is open."""
    if not can(user, "access.break_glass"):
        return None
    found = open_of(user, at=timezone.now())
    if found is None:
        return None
    return Banner(
        text=_("Emergency access to %(case)s until %(time)s. Every page is logged.")
        % {
            "case": found.reference,
            "time": date_format(timezone.localtime(found.until), "TIME_FORMAT"),
        },
        url=reverse("emergencies:end"),
        label=_("End it now"),
    )


def used_by(user: User) -> list[EmergencyAccess]:
    return list(EmergencyAccess.objects.filter(user=user)[:10])


def reviews(user: User) -> QuerySet[EmergencyReview]:
    """Those of the user's own organisation."""
    return EmergencyReview.objects.filter(org=user.organisation_id).select_related(
        "access__user", "access__org", "access__owner_org", "reviewed_by"
    )


def attempts(user: User) -> list[EmergencyAttempt]:
    return list(
        EmergencyAttempt.objects.filter(org=user.organisation_id).select_related("user")[:SHOWN]
    )


def reviewers(organisation: Organisation | int, *, but: User) -> list[User]:
    """Who is told, and reviews: never whoever used the access."""
    roles = {role.value for role in GRANTS["access.review_emergencies"]}
    found = User.objects.filter(organisation=organisation, is_active=True).exclude(pk=but.pk)
    return [user for user in found if roles & set(user.roles)]
