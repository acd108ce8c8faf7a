"""Reads of files that were brought; their content is read where it is needed alone."""

from django.db.models import QuerySet

from homeward.access.models import User
from homeward.exchange.models import ActivityFile
from homeward.programmes.models import Programme


def files(user: User) -> QuerySet[ActivityFile]:
    """Those of the user's organisation, the newest first."""
    return (
        ActivityFile.objects.filter(organisation=user.organisation_of_rows)
        .select_related("brought_by", "taken_by")
        .defer("content")
    )


def counts() -> dict[str, int]:
    """How many programmes an export would hold: those run here, and all."""
    return {
        "here": Programme.objects.filter(lead_org__isnull=False).count(),
        "all": Programme.objects.count(),
    }
