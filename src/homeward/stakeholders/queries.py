"""Reads for the stakeholder map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.actors.naming import name_key
from homeward.agreements import queries as agreements
from homeward.agreements.models import ContactPoint
from homeward.places.models import Area, Country
from homeward.programmes import queries as programmes
from homeward.programmes.choices import ProgrammeStatus
from homeward.programmes.models import Participation, Presence, Programme, TargetGroup
from homeward.stakeholders.choices import Part, PartnershipStatus
from homeward.stakeholders.models import (
    ActorContact,
    ActorMerge,
    Objective,
    Partnership,
    PartnershipMember,
    PriorityPartner,
    Responsibility,
    Specialist,
)
from homeward.stakeholders.rules import Load

MOST_OFFERED = 2_000
OPEN = (PartnershipStatus.PLANNED, PartnershipStatus.ACTIVE)
OVER = (ProgrammeStatus.CLOSED, ProgrammeStatus.CANCELLED)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the register's address asks for; empty is all."""

    q: str = ""
    country: str = ""
    level: str = ""
    kind: str = ""
    need: str = ""
    first: bool = False


def everybody() -> QuerySet[Actor]:
    """Every actor, without those that were found to be another one."""
    return Actor.objects.filter(merged_into=None).select_related("organisation", "country")


def register(asked: Asked, *, by: User) -> QuerySet[Actor]:
    """Actors with what they carry: areas where they are, open programmes and partnerships."""
    found = everybody()
    if key := name_key(asked.q):
        named = Q(name__icontains=asked.q.strip()) | Q(acronym__icontains=asked.q.strip())
        found = found.filter(named | Exists(_names(key)))
    if asked.country:
        here = Presence.objects.filter(actor=OuterRef("pk"), country=asked.country)
        takes_part = Participation.objects.filter(
            actor=OuterRef("pk"), programme__coverage__country=asked.country
        )
        found = found.filter(Q(country=asked.country) | Exists(here) | Exists(takes_part))
    for name in ("level", "kind"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    if asked.need:
        found = found.filter(_answers(asked.need))
    if asked.first:
        found = found.filter(priorities__organisation=by.organisation_of_rows)
    return _with_counts(found).order_by("name", "pk")


def _names(key: str) -> QuerySet[Any]:
    names = Actor._meta.get_field("names").related_model
    return names._default_manager.filter(actor=OuterRef("pk"), key__contains=key)


def _answers(need: str) -> Q:
    works = Presence.objects.filter(actor=OuterRef("pk"), sector__category=need)
    takes_part = Participation.objects.filter(
        actor=OuterRef("pk"), programme__sectors__category=need
    )
    return Q(Exists(works)) | Q(Exists(takes_part))


def _counted(rows: QuerySet[Any], what: str) -> Coalesce:
    counted = (
        rows.filter(actor=OuterRef("pk"))
        .order_by()
        .values("actor")
        .annotate(n=Count(what, distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _with_counts(found: QuerySet[Actor]) -> QuerySet[Actor]:
    return found.select_related("capacity").annotate(
        areas=_counted(Presence.objects.all(), "area"),
        programmes=_counted(Participation.objects.exclude(programme__status__in=OVER), "programme"),
        partners=_counted(
            PartnershipMember.objects.filter(partnership__status__in=OPEN), "partnership"
        ),
    )


def load_of(actor: Any) -> Load:
    """Of an actor of the register, which carries its counts."""
    said = getattr(actor, "capacity", None)
    return Load(
        partnerships=actor.partners,
        programmes=actor.programmes,
        partnerships_at_most=said.partnerships if said else None,
        programmes_at_most=said.programmes if said else None,
    )


def with_load(pk: int) -> Actor | None:
    """An actor with its counts, one that was merged as well."""
    found = Actor.objects.select_related("organisation", "country", "merged_into")
    return _with_counts(found).filter(pk=pk).first()


def countries() -> list[Country]:
    """Those where an actor is at home or at work, by their names."""
    works = Presence.objects.order_by().values("country")
    home = Actor.objects.filter(country__isnull=False).order_by().values("country")
    found = Country.objects.filter(Q(pk__in=works) | Q(pk__in=home))
    return sorted(found, key=str)


def presences_by_area(asked: Asked) -> dict[int, int]:
    """Area -> how many actors work there, of one country."""
    rows = Presence.objects.filter(area__isnull=False, country=asked.country)
    if asked.need:
        rows = rows.filter(sector__category=asked.need)
    counted = rows.order_by().values("area").annotate(n=Count("actor", distinct=True))
    return {row["area"]: row["n"] for row in counted}


def without_area(asked: Asked) -> int:
    rows = Presence.objects.filter(area=None, country=asked.country)
    if asked.need:
        rows = rows.filter(sector__category=asked.need)
    return rows.order_by().values("actor").distinct().count()


def areas(pks: Iterable[int]) -> list[Area]:
    return list(Area.objects.filter(pk__in=pks).select_related("parent"))


@dataclass(frozen=True)
class Work:
    """What an actor does in one sector of a country."""

    country: Country
    sector: str
    rows: int
    areas: int
    since: date | None
    until: date | None
    source: str


def work_of(actor: Actor) -> list[Work]:
    rows = Presence.objects.filter(actor=actor).select_related("country", "sector", "area")
    found: dict[tuple[str, str, str], list[Presence]] = {}
    for row in rows:
        key = (row.country_id, str(row.sector or ""), row.source)
        found.setdefault(key, []).append(row)
    return [_work(rows) for _key, rows in sorted(found.items())]


def _work(rows: Sequence[Presence]) -> Work:
    starts = [row.starts_on for row in rows if row.starts_on]
    ends = [row.ends_on for row in rows if row.ends_on]
    return Work(
        country=rows[0].country,
        sector=str(rows[0].sector or ""),
        rows=len(rows),
        areas=len({row.area_id for row in rows if row.area_id}),
        since=min(starts, default=None),
        until=max(ends, default=None),
        source=rows[0].source,
    )


def parts_of(actor: Actor) -> QuerySet[Participation]:
    return (
        Participation.objects.filter(actor=actor)
        .select_related("programme")
        .order_by("programme__name", "role")
    )


def partnerships_of(actor: Actor) -> QuerySet[Partnership]:
    return Partnership.objects.filter(members__actor=actor).prefetch_related("members__actor")


def responsibilities_of(actor: Actor) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(actor=actor).select_related(
        "objective__programme", "objective__country"
    )


def merges_of(actor: Actor) -> QuerySet[ActorMerge]:
    return ActorMerge.objects.filter(Q(kept=actor) | Q(merged=actor)).select_related(
        "kept", "merged", "merged_by", "undone_by"
    )


def priority_of(actor: Actor, *, by: User) -> PriorityPartner | None:
    return PriorityPartner.objects.filter(actor=actor, organisation=by.organisation_of_rows).first()


@dataclass(frozen=True)
class Contact:
    """A contact point: an actor's own, or one that a party of an agreement named."""

    actor: str
    actor_pk: int | None
    name: str
    function: str
    about: str
    email: str
    phone: str
    confirmed_on: date | None = None
    agreement: Any = None
    own: ActorContact | None = None


def contacts(*, actor: Actor | None = None, q: str = "") -> list[Contact]:
    """Every contact point that the reader may see, by actor."""
    own = ActorContact.objects.filter(actor__merged_into=None).select_related("actor")
    named = ContactPoint.objects.filter(agreement__in=agreements.listed().values("pk"))
    named = named.select_related("organisation__actor", "agreement")
    if actor is not None:
        own = own.filter(actor=actor)
        named = named.filter(organisation__actor=actor)
    found = [_own_contact(c) for c in own] + [_of_agreement(c) for c in named]
    words = name_key(q)
    kept = [c for c in found if words in name_key(f"{c.actor} {c.name} {c.function} {c.about}")]
    return sorted(kept, key=lambda contact: (contact.actor.casefold(), contact.name))


def _own_contact(contact: ActorContact) -> Contact:
    return Contact(
        actor=contact.actor.name,
        actor_pk=contact.actor_id,
        name=contact.name,
        function=contact.function,
        about=contact.about,
        email=contact.email,
        phone=contact.phone,
        confirmed_on=contact.confirmed_on,
        own=contact,
    )


def _of_agreement(contact: ContactPoint) -> Contact:
    actor = getattr(contact.organisation, "actor", None)
    return Contact(
        actor=contact.organisation.name,
        actor_pk=actor.pk if actor else None,
        name=contact.name,
        function=contact.function,
        about=contact.about,
        email=contact.email,
        phone=contact.phone,
        agreement=contact.agreement,
    )


def partnerships(*, level: str = "", kind: str = "", status: str = "") -> QuerySet[Partnership]:
    found = Partnership.objects.prefetch_related("members__actor").select_related("recorded_by")
    asked = {"level": level, "kind": kind, "status": status}
    return found.filter(**{name: value for name, value in asked.items() if value})


@dataclass
class Task:
    """One row of the matrix: a task, with the part of each actor, and what is missing."""

    objective: Objective
    cells: list[tuple[Actor, str, str]] = field(default_factory=list)
    accountable: Actor | None = None
    has_doer: bool = False


def matrix(objectives: Iterable[Objective]) -> tuple[list[Actor], list[Task]]:
    """Actors as columns, tasks as rows; a cell is the part's letter and its words, or empty."""
    rows = list(objectives)
    parts = Responsibility.objects.filter(objective__in=rows).select_related("actor")
    by_task: dict[int, dict[int, Responsibility]] = {}
    actors: dict[int, Actor] = {}
    for part in parts:
        by_task.setdefault(part.objective_id, {})[part.actor_id] = part
        actors[part.actor_id] = part.actor
    columns = sorted(actors.values(), key=str)
    return columns, [_task(row, columns, by_task.get(row.pk, {})) for row in rows]


def _task(objective: Objective, columns: Sequence[Actor], parts: dict[int, Responsibility]) -> Task:
    task = Task(objective)
    for actor in columns:
        part = parts.get(actor.pk)
        task.cells.append(
            (actor, part.part if part else "", part.get_part_display() if part else "")
        )
        if part and part.part == Part.ACCOUNTABLE:
            task.accountable = actor
        task.has_doer = task.has_doer or bool(part and part.part == Part.RESPONSIBLE)
    return task


def objectives(*, programme: int | None = None, country: str = "") -> QuerySet[Objective]:
    found = Objective.objects.select_related("programme", "country")
    if programme:
        found = found.filter(programme=programme)
    if country:
        found = found.filter(country=country)
    return found.order_by(F("programme__name").asc(nulls_last=True), "due_on", "pk")


def programmes_to_choose() -> QuerySet[Programme]:
    return programmes.run_here()


def specialists(
    *, need: str = "", language: str = "", country: str = "", group: str = "", today: date
) -> QuerySet[Specialist]:
    """Those who are there to be asked today; the last confirmed first."""
    found = Specialist.objects.filter(
        Q(available_until__isnull=True) | Q(available_until__gte=today), user__is_active=True
    )
    if need:
        found = found.filter(needs__contains=[need])
    if language:
        found = found.filter(languages__contains=[language])
    if country:
        found = found.filter(country=country)
    if group:
        found = found.filter(groups=group)
    return (
        found.select_related("user", "organisation", "country")
        .prefetch_related("groups", "areas")
        .order_by("-confirmed_on", "user__name")
    )


def own_entry(user: User) -> Specialist | None:
    return Specialist.objects.filter(user=user).prefetch_related("groups", "areas").first()


def called(text: str) -> Actor | None:
    """The one actor of that name, short name or way of writing; None for none or several."""
    words = text.strip()
    named = Q(name__iexact=words) | Q(acronym__iexact=words)
    for asked in (named, Q(names__key=name_key(words))):
        found = list(everybody().filter(asked).distinct()[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None


def area_called(text: str, country: Country) -> Area | None:
    rows = Area.objects.filter(country=country)
    found = list(rows.filter(Q(pcode__iexact=text) | Q(name__iexact=text))[:2])
    return found[0] if len(found) == 1 else None


def actor_names() -> list[str]:
    """What is offered while a name is typed."""
    return list(everybody().order_by("name").values_list("name", flat=True)[:MOST_OFFERED])


def countries_of_specialists() -> list[Country]:
    rows = Specialist.objects.order_by().values("country")
    return sorted(Country.objects.filter(pk__in=rows), key=str)


def target_groups() -> QuerySet[TargetGroup]:
    return TargetGroup.objects.all()
