"""An organisation as a file or a generator gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class OrganisationRecord:
    source_id: str
    name: str
    # ISO 3166-1 alpha-2.
    country: str
    # A value of access.choices.OrganisationKind.
    kind: str
    alternate_name: str = ""
    description: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    legal_status: str = ""
