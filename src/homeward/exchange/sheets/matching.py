"""Whom and what a sheet's words mean: organisations, their kinds, and sectors. Pure."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from rapidfuzz import fuzz, process

from homeward.actors.choices import ActorKind
from homeward.actors.naming import name_key, variants
from homeward.exchange.sheets.columns import plain
from homeward.exchange.sheets.said import Named

# Points of 100 (rapidfuzz's ratio of sorted words) from which a name is offered to a reader.
# It is only ever offered: two organisations of one country differ by a letter at times.
OFFERED = 82
MOST_OFFERED = 4
EVERYWHERE = ""
WORLDWIDE = frozenset(
    {ActorKind.INTERNATIONAL, ActorKind.INTERNATIONAL_NGO, ActorKind.RED_CROSS, ActorKind.FUND}
)


@dataclass(frozen=True)
class Suggestion:
    """`points` of 100, how alike the names are; `by` is the way of writing that is alike."""

    actor: int
    label: str
    points: int
    by: str


@dataclass(frozen=True)
class KnownNames:
    """(country or "", key) -> actor, and what each actor is called."""

    keys: dict[tuple[str, str], int]
    labels: Mapping[int, str] = field(default_factory=dict)

    def find(self, who: Named, country: str) -> int | None:
        """Exactly, or written another way: never by likeness, and by a short name only where no
        other name is given, since short names are shared."""
        for key in variants(who.name or who.short):
            for scope in (country, EVERYWHERE):
                if (scope, key) in self.keys:
                    return self.keys[scope, key]
        return None

    @cached_property
    def by_scope(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for scope, key in self.keys:
            found[scope].append(key)
        return found

    def suggestions(self, who: Named, country: str) -> list[Suggestion]:
        found: dict[int, Suggestion] = {}
        for scope in dict.fromkeys((country, EVERYWHERE)):
            for text in filter(None, (who.name, who.short)):
                key = name_key(text)
                near = process.extract(
                    key,
                    self.by_scope.get(scope, []),
                    scorer=fuzz.token_sort_ratio,
                    score_cutoff=OFFERED,
                    limit=MOST_OFFERED,
                )
                for other, points, _at in near:
                    self._add(found, self.keys[scope, other], int(points), other)
        return sorted(found.values(), key=lambda s: (-s.points, s.label))[:MOST_OFFERED]

    def _add(self, found: dict[int, Suggestion], actor: int, points: int, by: str) -> None:
        if actor not in found or found[actor].points < points:
            label = self.labels.get(actor, by)
            found[actor] = Suggestion(actor=actor, label=label, points=points, by=by)


def key_of(who: Named) -> str:
    return name_key(who.name or who.short)


def scope_of(who: Named, country: str) -> str:
    """Where a name means this organisation: an international one is the same in every country."""
    return EVERYWHERE if kind_of(who.kind) in WORLDWIDE else country


@cache
def _kinds() -> dict[str, ActorKind]:
    file = resources.files("homeward.exchange.tables").joinpath("organisation_kinds.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {
        word: ActorKind(row["kind"])
        for row in rows
        for word in [*map(plain, row["words"].split("|")), *row["code"].split("|")]
        if word
    }


def kind_of(text: str) -> str:
    """The kind of actor that a sheet's word, or its number in OCHA's list, means; or empty."""
    return _kinds().get(plain(text), "")


@dataclass(frozen=True)
class Cluster:
    """One of the humanitarian clusters. `category` is the need that it answers, or empty."""

    code: str
    names: dict[str, str]
    category: str
    words: frozenset[str]


CLUSTERS = "clusters"


@cache
def clusters() -> tuple[Cluster, ...]:
    """The Inter-Agency Standing Committee's clusters, with ways of writing them."""
    file = resources.files("homeward.exchange.tables").joinpath("clusters.csv")
    return tuple(
        Cluster(
            code=row["code"],
            names={code: row[code] for code in ("en", "fr", "ar")},
            category=row["category"],
            words=frozenset(
                plain(w)
                for w in [row["code"], row["en"], row["fr"], row["ar"], *row["also"].split("|")]
                if w
            ),
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )


def cluster_of(texts: Iterable[str]) -> Cluster | None:
    """The cluster that one of these texts names, the first text first."""
    for text in texts:
        key = plain(text)
        for cluster in clusters():
            if key and key in cluster.words:
                return cluster
    return None


def likely_clusters(text: str) -> list[Cluster]:
    """Those with a way of writing like this text, the likeliest first."""
    key = plain(text)
    found = [(max(fuzz.token_set_ratio(key, w) for w in c.words), c) for c in clusters()]
    ranked = sorted(found, key=lambda pair: (-pair[0], pair[1].code))
    return [cluster for points, cluster in ranked if points >= OFFERED][:MOST_OFFERED]
