"""Programmes as a file of IATI 2.03.

What was read from a file is given back as it was published, except where the rows say otherwise
now: each published element is known again by the values that were read from it, and stays while
a row still has them. So nothing is lost that has no column, and nothing old outlives a change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, TypeVar

from django.db.models import QuerySet

from homeward.access.models import Organisation
from homeward.exchange.iati import opening, parsing, versions
from homeward.exchange.iati.grammar import spec
from homeward.exchange.iati.nodes import LANG, Node, from_json, narratives, telling, to_xml
from homeward.exchange.readers import iati as reader
from homeward.exchange.readers import iati_codes as codes
from homeward.exchange.readers.iati_money import budget, transaction
from homeward.exchange.readers.iati_values import NAME, Values, values_of
from homeward.exchange.writers import iati_parts as parts
from homeward.programmes.choices import ParticipationRole, ProgrammeKind
from homeward.programmes.models import Programme, ProgrammeSector

STATUS_CODES = {status: number for number, status in codes.STATUSES.items()}
Parts = dict[str, list[Node]]
Row = TypeVar("Row")
Progress = Callable[[int, int], None]
BATCH = 100


@dataclass
class Written:
    """How many activities, and the codes of programmes that the standard has no way to tell."""

    count: int = 0
    left_out: list[str] = field(default_factory=list)


def write(
    file: BinaryIO,
    programmes: QuerySet[Programme],
    *,
    at: datetime,
    progress: Progress | None = None,
) -> Written:
    """Writes one activity after another. `at` is when it was asked for.

    A programme of which nobody has said a date is left out: the standard asks for one.
    """
    written = Written()
    total = programmes.count() if progress else 0
    head = {"version": versions.CURRENT, "generated-datetime": at.isoformat(timespec="seconds")}
    with parsing.writing(file) as document:
        document.write_declaration()
        with document.element(opening.ROOT, head):
            for done, programme in enumerate(programmes.iterator(chunk_size=BATCH), start=1):
                node = activity(programme, on=at.date())
                if node.first("activity-date") is None:
                    written.left_out.append(programme.code)
                else:
                    document.write("\n")
                    document.write(to_xml(node, _namespaces(programme)), pretty_print=True)
                    written.count += 1
                if progress:
                    progress(done, total)
    return written


def _namespaces(programme: Programme) -> dict[str, str]:
    kept = getattr(programme, "publication", None)
    return dict(kept.activity["namespaces"]) if kept else {}


def activity(programme: Programme, *, on: date) -> Node:
    kept = _kept(programme)
    values = values_of(kept, lambda trouble: None)
    found: Parts = defaultdict(list)
    for child in kept.children:
        found["" if child.is_foreign else child.tag].append(child)
    publisher = _publisher(programme, found)
    found["iati-identifier"] = found["iati-identifier"] or [
        Node("iati-identifier", text=parts.identifier(programme, publisher))
    ]
    _words(programme, found, values)
    _course(programme, found, kept, on)
    _who(programme, found, values)
    _where(programme, found, values, kept)
    _sectors(programme, found, values)
    _money(programme, found, values)
    order = spec("", opening.ACTIVITY).order
    children = [node for tag in (*order, "") for node in found[tag]]
    return Node(opening.ACTIVITY, _attributes(programme, kept), children=children)


def _kept(programme: Programme) -> Node:
    publication = getattr(programme, "publication", None)
    if publication is not None:
        return from_json(publication.activity["activity"])
    return Node(opening.ACTIVITY, {LANG: programme.language})


def _attributes(programme: Programme, kept: Node) -> dict[str, str]:
    attributes = dict(kept.attributes)
    # The standard knows humanitarian or not; the other kinds are words of ours.
    is_told = programme.kind in {ProgrammeKind.HUMANITARIAN, ProgrammeKind.DEVELOPMENT}
    if is_told and codes.kind_of(kept.get("humanitarian")) != programme.kind:
        is_humanitarian = programme.kind == ProgrammeKind.HUMANITARIAN
        attributes["humanitarian"] = "1" if is_humanitarian else "0"
    return attributes


def _publisher(programme: Programme, found: Parts) -> str:
    if kept := found["reporting-org"]:
        return kept[0].get("ref")
    lead = programme.lead_org
    actor = getattr(lead, "actor", None)
    kind = codes.ACTOR_CODES.get(actor.kind, codes.OTHER_ACTOR) if actor else codes.OTHER_ACTOR
    known = programme.source_record
    ref = reference(lead) if lead else known.get("identifier", "")
    name = lead.name if lead else known.get("publisher", "")
    found["reporting-org"] = [parts.named("reporting-org", name or ref, {"ref": ref, "type": kind})]
    return ref


def reference(organisation: Organisation) -> str:
    """The registered identifier, or one that says plainly that it is this installation's own."""
    actor = getattr(organisation, "actor", None)
    own = f"{organisation.country_id}-HOMEWARD-{organisation.pk}"
    return (actor.registered_as if actor else "") or own


def _words(programme: Programme, found: Parts, values: Values) -> None:
    language = programme.language
    names = programme.names or {language: programme.name}
    title = found["title"][0] if found["title"] else None
    said = narratives(title, values.language)
    if {code: text[:NAME] for code, text in said.items()} != names:
        found["title"] = [telling("title", names, values.language)]
    descriptions = programme.descriptions or (
        {language: programme.description} if programme.description else {}
    )
    was = Node(opening.ACTIVITY, children=found["description"])
    if reader.descriptions(was, values) != descriptions or not found["description"]:
        # The standard asks for one; without another word it is the name.
        _describe(found, reader.GENERAL, telling("description", descriptions or names, language))
    if reader.objectives(was, values) != programme.objectives:
        told = telling("description", {language: programme.objectives}, language)
        _describe(found, reader.OBJECTIVES, told if programme.objectives else None)


def _describe(found: Parts, kind: str, node: Node | None) -> None:
    """Puts one in the place of the first of its kind."""
    old = found["description"]
    same = [n for n in old if (n.get("type") or reader.GENERAL) == kind]
    rest = [n for n in old if not same or n is not same[0]]
    if node is not None:
        node.attributes["type"] = kind
        rest.insert(0 if kind == reader.GENERAL else len(rest), node)
    found["description"] = rest


def _course(programme: Programme, found: Parts, kept: Node, on: date) -> None:
    starts_on, ends_on = programme.starts_on, programme.ends_on
    if reader.status(kept) != programme.status or not found["activity-status"]:
        code = STATUS_CODES.get(programme.status) or _status(programme, on)  # type: ignore[call-overload]
        found["activity-status"] = [parts.code("activity-status", code)]
    if reader.period(kept) != (starts_on, ends_on) or not found["activity-date"]:
        found["activity-date"] = list(_dates(starts_on, ends_on, on))
    parent = programme.part_of
    if parent is not None and reader.parent(kept) != parent.source_id:
        ref = parts.identifier(parent, reference(parent.lead_org) if parent.lead_org else "")
        others = [n for n in found["related-activity"] if n.get("type") != reader.PARENT]
        related = Node("related-activity", {"ref": ref, "type": reader.PARENT})
        found["related-activity"] = [related, *others]


def _status(programme: Programme, on: date) -> str:
    """From the dates, where nobody has said it."""
    if programme.ends_on and programme.ends_on < on:
        return "4"
    return "1" if programme.starts_on and programme.starts_on > on else "2"


def _dates(starts_on: date | None, ends_on: date | None, on: date) -> Iterator[Node]:
    """A day that has passed is told as the actual one."""
    if starts_on:
        kind = codes.ACTUAL_START if starts_on <= on else codes.PLANNED_START
        yield parts.dated("activity-date", starts_on, type=kind)
    if ends_on:
        kind = codes.ACTUAL_END if ends_on < on else codes.PLANNED_END
        yield parts.dated("activity-date", ends_on, type=kind)


def again(
    rows: Iterable[Row],
    nodes: Iterable[Node],
    read: Callable[[Node], Any],
    key_of: Callable[[Any], parts.Key],
) -> tuple[list[Node], list[Row]]:
    """The published elements that rows still stand for, or that never made one; the other rows."""
    here: dict[parts.Key, list[Row]] = defaultdict(list)
    for row in rows:
        here[key_of(row)].append(row)
    stay = []
    for node in nodes:
        said = read(node)
        if said is None:
            stay.append(node)
        elif same := here[key_of(said)]:
            same.pop(0)
            stay.append(node)
    return stay, [row for left in here.values() for row in left]


def _who(programme: Programme, found: Parts, values: Values) -> None:
    stay, rest = again(
        programme.participations.all(),
        found["participating-org"],
        lambda node: reader.participation(node, values),
        parts.key_of_participation,
    )
    stay += [parts.participation(row) for row in rest]
    named = {
        (row.role, row.actor.organisation_id) for row in programme.participations.all() if row.actor
    }
    for organisation, role in (
        (programme.funder_org, ParticipationRole.FUNDING),
        (programme.lead_org, ParticipationRole.ACCOUNTABLE),
    ):
        if organisation is not None and (role, organisation.pk) not in named:
            attributes = {"ref": reference(organisation), "role": parts.ROLE_CODES[role]}
            stay.append(parts.named("participating-org", organisation.name, attributes))
    found["participating-org"] = stay


def _where(programme: Programme, found: Parts, values: Values, kept: Node) -> None:
    only = reader.only_country(kept, values)
    tags = ("recipient-country", "recipient-region", "location")
    rows = list(programme.coverage.all())
    stay, rest = again(
        rows,
        [node for tag in tags for node in found[tag]],
        lambda node: reader.coverage(node, values, only),
        parts.key_of_coverage,
    )
    stay += [parts.coverage(row) for row in rest]
    countries = {row.country_id for row in rest if row.area and row.country_id}
    if not rows and not stay:
        countries = {corridor.origin_country_id for corridor in programme.corridors.all()}
    countries -= {node.get("code") for node in stay if node.tag == "recipient-country"}
    stay += [parts.code("recipient-country", country) for country in sorted(countries)]
    for tag in tags:
        found[tag] = [node for node in stay if node.tag == tag]


def _sectors(programme: Programme, found: Parts, values: Values) -> None:
    """A sector that was published in two shares stays while their sum is what the row has."""
    rows: dict[tuple[str, str], ProgrammeSector] = {
        (row.sector.vocabulary, row.sector.code): row for row in programme.programme_sectors.all()
    }
    kept = Node(opening.ACTIVITY, children=found["sector"])
    shares: dict[tuple[str, str], Decimal | None] = {
        (said.vocabulary, said.code): said.percentage for said in reader.sectors(kept, values)
    }
    same = {key for key, row in rows.items() if key in shares and shares[key] == row.percentage}
    stay = []
    for node in found["sector"]:
        said = reader.sector(node, values)
        if said is None or (said.vocabulary, said.code) in same:
            stay.append(node)
    new = [parts.sector(row) for key, row in rows.items() if key not in same]
    found["sector"] = [*stay, *new]


def _money(programme: Programme, found: Parts, values: Values) -> None:
    stay, budgets = again(
        programme.budgets.all(),
        found["budget"],
        lambda node: budget(node, values),
        parts.key_of_budget,
    )
    found["budget"] = [*stay, *map(parts.budget, budgets)]
    stay, transactions = again(
        programme.transactions.all(),
        found["transaction"],
        lambda node: transaction(node, values),
        parts.key_of_transaction,
    )
    new = [node for row in transactions if (node := parts.transaction(row))]
    found["transaction"] = [*stay, *new]
