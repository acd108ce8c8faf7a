"""A later edition of a directory: who is gone, who is back, and who only has another id.

An id that left and one that came are the same thing where everything that tells it apart is the
same and nothing else in either edition looks like it: an organisation's name and country, a
location's name, address and point, a service's organisation, name and places.
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from homeward.actors.models import Actor
from homeward.core.words import fold
from homeward.exchange.keeping import forget
from homeward.services import actions, queries
from homeward.services.models import Location, Service
from homeward.services.records import DirectoryRecord

Marks = dict[str, Hashable]
TABLES = {"organisation": "organization", "location": "location", "service": "service"}


@dataclass(frozen=True, kw_only=True)
class Reissued:
    """The same thing under another id of its source."""

    kind: str
    old: str
    new: str
    name: str


@dataclass
class Edition:
    """How an edition differs from the one before in what it holds."""

    reissued: list[Reissued] = field(default_factory=list)
    # Ids and names of services that the source no longer has, and of those it has again.
    gone: dict[str, str] = field(default_factory=dict)
    back: list[str] = field(default_factory=list)


def reissue(directory: DirectoryRecord) -> list[Reissued]:
    """Finds ids that were given anew, from the organisations up, and notes them."""
    found: list[Reissued] = []
    for kind, seek in (
        ("organisation", _organisations),
        ("location", _locations),
        ("service", _services),
    ):
        here, there, names = seek(directory)
        pairs = same(here, there)
        if pairs:
            actions.reissue(directory.source, kind, pairs)
            forget(directory.source, TABLES[kind], pairs)
            found += [
                Reissued(kind=kind, old=old, new=new, name=names[new]) for old, new in pairs.items()
            ]
    return found


def same(here: Marks, there: Marks) -> dict[str, str]:
    """Old id -> new id of what left under one id and came under another."""
    ours, theirs = Counter(here.values()), Counter(there.values())
    left = {mark: key for key, mark in here.items() if key not in there and ours[mark] == 1}
    return {
        left[mark]: key
        for key, mark in there.items()
        if key not in here and theirs[mark] == 1 and mark in left
    }


def _organisations(directory: DirectoryRecord) -> tuple[Marks, Marks, dict[str, str]]:
    actors = Actor.objects.filter(source=directory.source)
    here: Marks = {a.source_id: (fold(a.name), a.country_id) for a in actors}
    records = directory.organisations
    there: Marks = {r.source_id: (fold(r.name), r.country) for r in records}
    return here, there, {r.source_id: r.name for r in records}


def _locations(directory: DirectoryRecord) -> tuple[Marks, Marks, dict[str, str]]:
    here: Marks = {
        p.source_id: (fold(p.name), fold(p.address), p.latitude, p.longitude)
        for p in Location.objects.filter(source=directory.source)
    }
    records = directory.locations
    there: Marks = {
        r.source_id: (fold(r.name), fold(r.address), r.latitude, r.longitude) for r in records
    }
    return here, there, {r.source_id: r.name for r in records}


def _services(directory: DirectoryRecord) -> tuple[Marks, Marks, dict[str, str]]:
    """After organisations and locations have their new ids, so that these compare."""
    services = Service.objects.filter(source=directory.source).select_related("organisation__actor")
    here: Marks = {
        s.source_id: (
            s.organisation.actor.source_id,
            fold(s.name),
            tuple(sorted(link.location.source_id for link in s.at_locations.all())),
        )
        for s in services.prefetch_related("at_locations__location")
    }
    records = directory.services
    there: Marks = {
        r.source_id: (
            r.organisation,
            fold(r.words.name),
            tuple(sorted(place.location for place in r.at_locations)),
        )
        for r in records
    }
    return here, there, {r.source_id: r.words.name for r in records}


def gone(directory: DirectoryRecord) -> dict[str, str]:
    """Ids and names of the services that are here from this source and no longer in it."""
    left = queries.known_ids(directory.source) - {s.source_id for s in directory.services}
    rows = Service.objects.filter(source=directory.source, source_id__in=left, gone_on__isnull=True)
    return dict(rows.order_by("source_id").values_list("source_id", "name"))
