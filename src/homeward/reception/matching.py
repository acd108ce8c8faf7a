"""Which rows of a manifest are new, which came before, and which can't be taken."""

import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.db import connection

from homeward.access.keys import store
from homeward.cases.models import Case
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.reception.choices import RowFault
from homeward.reception.manifests import words
from homeward.reception.manifests.reading import Fault, Read, Row
from homeward.reception.models import Charter, ManifestEntry

SECRET = "manifest"  # noqa: S105 - what the secret is for


class Digests:
    """By what a row is known again, under the organisation's secret: nothing can be guessed."""

    def __init__(self, org_id: int) -> None:
        self._secret = store.org_secret(org_id, SECRET)

    def _of(self, kind: str, text: str) -> str:
        return hmac.new(self._secret, f"{kind}|{text}".encode(), hashlib.sha256).hexdigest()

    def key(self, row: Row) -> str:
        return self._of("key", row.own_key)

    def said(self, row: Row) -> str:
        told = asdict(row)
        del told["line"]
        return self._of("said", json.dumps(told, default=str, sort_keys=True))

    def family(self, number: str) -> str:
        return self._of("family", words.plain(number)) if number else ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a sheet would do. A dry run shows it, an import does it."""

    digests: Digests
    new: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, ManifestEntry]] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    # Rows of cases that are there already, and families whose head came before.
    of_cases: dict[int, tuple[Case, Person]] = field(default_factory=dict)
    families: dict[str, Case] = field(default_factory=dict)

    @property
    def faulty_lines(self) -> list[int]:
        return sorted({fault.line for fault in self.faults})


def families_there(charter: Charter) -> Callable[[str], bool]:
    """Says of a family's number whether its head is on this manifest already."""
    digests = Digests(charter.host_org_id)
    there = set(charter.entries.exclude(family="").values_list("family", flat=True))
    return lambda number: digests.family(number) in there


def plan(charter: Charter, read: Read) -> Plan:
    digests = Digests(charter.host_org_id)
    keys = {row.line: digests.key(row) for row in read.rows}
    entries = {
        entry.key: entry
        for entry in charter.entries.filter(key__in=keys.values()).select_related("person")
    }
    hidden = _taken(charter, list(keys.values())) - entries.keys()
    found = Plan(digests=digests, faults=list(read.faults))
    fresh = []
    for row in read.rows:
        key = keys[row.line]
        if entry := entries.get(key):
            if entry.said == digests.said(row):
                found.same.append(row)
            else:
                found.changed.append((row, entry))
        elif key in hidden:
            found.same.append(row)
        else:
            fresh.append(row)
    _match_cases(found, fresh)
    _match_families(charter, found)
    return found


def _taken(charter: Charter, keys: list[str]) -> set[str]:
    """Rows of files that were sealed since are on the manifest too, though not to be seen."""
    with connection.cursor() as cursor:
        cursor.execute("select reception_keys_taken(%s, %s)", [charter.pk, keys])
        return {key for (key,) in cursor.fetchall()}


def _match_cases(found: Plan, fresh: Sequence[Row]) -> None:
    named = {row.case.upper() for row in fresh if row.case}
    cases = {
        case.reference: case
        for case in Case.objects.filter(reference__in=named, closed_at__isnull=True)
    }
    for row in fresh:
        if not row.case:
            found.new.append(row)
            continue
        case = cases.get(row.case.upper())
        person = _member_of(case, row, found.of_cases) if case else None
        if case is None or person is None:
            reason = RowFault.NO_CASE if case is None else RowFault.NOT_IN_CASE
            found.faults.append(Fault(line=row.line, column="case", cell=row.case, reason=reason))
            continue
        found.new.append(row)
        found.of_cases[row.line] = (case, person)


def _member_of(case: Case, row: Row, matched: dict[int, tuple[Case, Person]]) -> Person | None:
    """Who of the household the row names; the head where it names nobody."""
    people = persons.members(case.household_id)
    name = words.plain(f"{row.given_name} {row.family_name}")
    taken: set[UUID] = {person.pk for _case, person in matched.values()}
    free = [person for person in people if person.pk not in taken]
    if not name:
        return free[0] if free else None
    return next((one for one in free if words.plain(str(one)) == name), None)


def _match_families(charter: Charter, found: Plan) -> None:
    wanted = {found.digests.family(row.family): row.group for row in found.new if row.family}
    for entry in charter.entries.filter(family__in=wanted).select_related("case"):
        found.families[wanted[entry.family]] = entry.case
