"""What the public may read: services that their owner has published, and what they hang on."""

from django.db.models import Q, QuerySet

from homeward.services import queries
from homeward.services.models import Service
from homeward.services.queries.finding import OFFERED


def services() -> QuerySet[Service]:
    return Service.objects.filter(is_public()).order_by("pk")


def is_public(to: str = "") -> Q:
    """The same, asked of what leads to a service by `to`: cheaper than a list of them."""
    wanted = {"is_published": True, "status__in": OFFERED, "gone_on__isnull": True}
    return Q(**{f"{to}{name}": value for name, value in wanted.items()})


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
