"""Organisations and other actors as a file or a generator gives them."""

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


@dataclass(frozen=True, kw_only=True)
class NamesRecord:
    """An organisation of a list of names, with the ways of writing it and where they mean it."""

    # The folded canonical name, within the country where the list means it there alone.
    source_id: str
    name: str
    acronym: str = ""
    # A value of actors.choices.ActorKind, or empty.
    kind: str = ""
    country: str = ""
    # Text -> ISO 3166-1 alpha-2, or empty for everywhere.
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ActorRecord:
    """Somebody as a file names them; `identifier` is the registered one where it is given."""

    name: str
    identifier: str = ""
    # A value of actors.choices.ActorKind, or blank.
    kind: str = ""

    @property
    def is_named(self) -> bool:
        return bool(self.name or self.identifier)
