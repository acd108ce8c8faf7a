"""What all sheets of one run share: the day, who is known, the files beside the sheets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied

from homeward.access.models import Organisation, User
from homeward.access.permissions import GRANTS, require
from homeward.core.changes import Did
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme
from homeward.setups import queries
from homeward.setups.rules import Row, Several, Wrong

STATED_BY = "stated_by"


@dataclass
class Desk:
    at: datetime
    files: dict[str, bytes]
    # Are new users sent their links?
    mail: bool = False
    # Each new user's name, address, and the link with which they choose a password.
    links: list[tuple[str, str, str]] = field(default_factory=list)
    # What waits for a second person.
    proposed: list[str] = field(default_factory=list)
    # Rows that stand together, by sheet and key; and which of them this run has written.
    grouped: dict[str, dict[tuple[Any, ...], list[Row]]] = field(default_factory=dict)
    made: set[tuple[Any, ...]] = field(default_factory=set)
    # Files in which a line is at fault: what is looked up in vain may stand there.
    faulty: set[str] = field(default_factory=set)

    def by(self, row: Row, action: str = "") -> User:
        """The user who answers for the row, and may do this."""
        user = self.user(row[STATED_BY], STATED_BY)
        if action:
            try:
                require(user, action)
            except PermissionDenied as error:
                raise Wrong(STATED_BY, not_allowed(error, row[STATED_BY])) from error
        return user

    def organisations(self, names: Iterable[str], column: str) -> list[Organisation]:
        return together(*(partial(self.organisation, name, column) for name in names))

    def programmes(self, codes: Iterable[str], column: str) -> list[Programme]:
        return together(*(partial(self.programme, code, column) for code in codes))

    def user(self, email: str, column: str) -> User:
        if (user := queries.user(email)) is None:
            raise self.missing(column, f"{email} is no user", "users.csv")
        if user.organisation is None or user.suspended_at is not None:
            raise Wrong(column, f"{email} works for no organisation here, or was suspended")
        return user

    def organisation(self, name: str, column: str) -> Organisation:
        found = queries.organisations(name)
        if not found:
            raise self.missing(column, f"{name} is no organisation", "organisations.csv")
        if len(found) > 1:
            raise Wrong(column, f"{name} is the name of several")
        return found[0]

    def country(self, code: str, column: str) -> Country:
        if (country := queries.country(code)) is None:
            raise Wrong(column, f"{code} is no country; countries.csv adds one")
        return country

    def area(self, country: Country, said: str, column: str) -> Area:
        found = queries.areas(country, said)
        if len(found) != 1:
            words = "is no area of" if not found else "could be several areas of"
            raise Wrong(column, f"{said} {words} {country.code}; give its P-code")
        return found[0]

    def programme(self, code: str, column: str = "programme") -> Programme:
        if (programme := queries.programme(code)) is None:
            raise self.missing(column, f"{code} is no programme", "programmes.csv")
        return programme

    def file(self, name: str, column: str) -> bytes:
        if (content := self.files.get(name)) is None:
            raise Wrong(column, f"there is no file {name} in the folder")
        return content

    def missing(self, column: str, words: str, file: str) -> Wrong:
        """What was not found, and where to put it; or that its own line has to be mended first."""
        if file in self.faulty:
            return Wrong(column, f"{words}; mend the faults of {file} first, or add it there")
        return Wrong(column, f"{words}; add it to {file}")


def together(*looks: Callable[[], Any]) -> list[Any]:
    """What each finds. What several look for in vain is told at once, not one after the other."""
    found, faults = [], list[Wrong]()
    for look in looks:
        try:
            found.append(look())
        except Wrong as wrong:
            faults.append(wrong)
        except Several as several:
            faults += several.faults
    if faults:
        raise Several(faults)
    return found


def written(changed: bool, new: bool = False) -> Did:
    return Did.NEW if new else Did.CHANGED if changed else Did.UNCHANGED


def differs(row: Any, values: dict[str, Any]) -> list[str]:
    """The fields of a kept row that the sheet says otherwise."""
    return [name for name, value in values.items() if getattr(row, name) != value]


def not_allowed(error: PermissionDenied, by: str) -> str:
    """The verb that was refused is all that the error says."""
    roles = ", ".join(sorted(GRANTS.get(str(error), ())))
    needed = f"it takes one of these roles: {roles}" if roles else f"no role may ({error})"
    return f"{by} may not do this; {needed}. Another user must answer for it, or get the role"
