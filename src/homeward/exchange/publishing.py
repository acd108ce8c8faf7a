"""Reads what an activity of IATI tells of a programme."""

from collections.abc import Collection

from django.db.models import QuerySet

from homeward.programmes.models import Programme


def programmes(codes: Collection[str] = (), *, run_here: bool = False) -> QuerySet[Programme]:
    """With everything that belongs to each; those of the codes, or all where none is given."""
    found = Programme.objects.select_related(
        "publication", "lead_org__actor", "funder_org__actor", "part_of__lead_org__actor"
    ).prefetch_related(
        "corridors",
        "budgets",
        "programme_sectors__sector",
        "coverage__area",
        "participations__actor",
        "transactions__provider",
        "transactions__receiver",
    )
    if codes:
        found = found.filter(code__in=codes)
    if run_here:
        found = found.filter(lead_org__isnull=False)
    return found.order_by("source", "source_id", "pk")
