"""What kind of actor an organisation is. Pure."""

from homeward.access.choices import OrganisationKind
from homeward.actors.choices import ActorKind

KINDS = {
    OrganisationKind.AUTHORITY: ActorKind.GOVERNMENT,
    OrganisationKind.INTERNATIONAL: ActorKind.INTERNATIONAL,
    OrganisationKind.FUND: ActorKind.FUND,
    OrganisationKind.COMMISSION: ActorKind.COMMISSION,
    OrganisationKind.EMPLOYER: ActorKind.PRIVATE,
}


def kind_of(organisation_kind: str) -> str:
    """The kind of actor; blank where the organisation's kind doesn't tell (an NGO of where?)."""
    return KINDS.get(OrganisationKind(organisation_kind), "")
