"""What kind of actor an organisation is. Pure."""

from homeward.access.choices import OrganisationKind
from homeward.actors.choices import ActorKind, Level

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


LEVELS = {
    ActorKind.INTERNATIONAL: Level.INTERNATIONAL,
    ActorKind.INTERNATIONAL_NGO: Level.INTERNATIONAL,
    ActorKind.RED_CROSS: Level.INTERNATIONAL,
    ActorKind.NATIONAL_NGO: Level.NATIONAL,
    ActorKind.LOCAL_GOVERNMENT: Level.LOCAL,
}


def level_of(kind: str) -> str:
    """The level that an actor's kind itself says; blank where it says none."""
    return LEVELS.get(ActorKind(kind), "") if kind else ""
