"""Reads what an activity of IATI tells of a programme."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from homeward.exchange.readers import iati as reader
from homeward.programmes.models import Programme


def programmes(codes: Collection[str] = (), *, run_here: bool = False) -> QuerySet[Programme]:
    """Run here, or known from IATI, with everything that belongs to each; of these codes, or all.

    What is known from a sheet of somebody else's has no publisher, and is not ours to publish.
    """
    known = Q(lead_org__isnull=False) | Q(source__startswith=f"{reader.SOURCE}:")
    found = (
        Programme.objects.filter(known)
        .select_related(
            "publication", "lead_org__actor", "funder_org__actor", "part_of__lead_org__actor"
        )
        .prefetch_related(
            "corridors",
            "budgets",
            "programme_sectors__sector",
            "coverage__area",
            "participations__actor",
            "transactions__provider",
            "transactions__receiver",
        )
    )
    if codes:
        found = found.filter(code__in=codes)
    if run_here:
        found = found.filter(lead_org__isnull=False)
    return found.order_by("source", "source_id", "pk")
