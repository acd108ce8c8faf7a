"""Reads of files that were brought; their content is read where it is needed alone."""

from django.db.models import QuerySet

from homeward.access.models import User
from homeward.exchange import publishing
from homeward.exchange.models import ActivityFile


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
        "here": publishing.programmes(run_here=True).count(),
        "all": publishing.programmes().count(),
    }
