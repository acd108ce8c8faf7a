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
from homeward.services.models.upkeep import FaultReport, OfficeLink, SavedSearch

__all__ = [
    "Accessibility",
    "Contact",
    "CostOption",
    "FaultReport",
    "Location",
    "OfficeLink",
    "Phone",
    "RequiredDocument",
    "SavedSearch",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "ServiceTerm",
    "ServiceText",
    "Taxonomy",
    "TaxonomyTerm",
]
