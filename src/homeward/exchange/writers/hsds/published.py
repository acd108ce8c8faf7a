"""What the public may read: services that their owner has published, and what they hang on."""

from django.db.models import QuerySet

from homeward.services import queries
from homeward.services.models import Service


def services() -> QuerySet[Service]:
    return Service.objects.filter(queries.is_published()).order_by("pk")


def with_all(found: QuerySet[Service]) -> QuerySet[Service]:
    """With everything that goes out with each."""
    return (
        queries.for_export(found)
        .select_related("organisation__actor")
        .prefetch_related(
            "schedules__location",
            "service_terms__term__parent__taxonomy",
            "at_locations__location__organisation__actor",
            "at_locations__location__phones",
            "at_locations__location__schedules",
        )
    )
