"""Services after HSDS 3; field names follow it where it has one."""

from homeward.services.models.places import Accessibility, Location, Schedule, ServiceAtLocation
from homeward.services.models.service import (
    Contact,
    CostOption,
    Phone,
    RequiredDocument,
    Service,
    ServiceText,
)
from homeward.services.models.terms import ServiceTerm, Taxonomy, TaxonomyTerm

__all__ = [
    "Accessibility",
    "Contact",
    "CostOption",
    "Location",
    "Phone",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "ServiceTerm",
    "ServiceText",
    "Taxonomy",
    "TaxonomyTerm",
]
