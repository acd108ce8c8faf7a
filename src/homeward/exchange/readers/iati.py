"""One IATI activity as a record of a programme. What it can't hold is told, and stays published."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from homeward.actors.records import ActorRecord
from homeward.exchange.iati.nodes import Node, as_json, narratives
from homeward.exchange.readers import iati_codes as codes
from homeward.exchange.readers.iati_categories import category
from homeward.exchange.readers.iati_money import budgets, transactions
from homeward.exchange.readers.iati_values import ALL, NAME, PLACE, Trouble, Values, day, values_of
from homeward.programmes.records import (
    CoverageRecord,
    ParticipationRecord,
    ProgrammeRecord,
    SectorRecord,
)

SOURCE = "iati"
# Of the list of related activities' types.
PARENT = "1"
GENERAL, OBJECTIVES = "1", "2"
IDENTIFIER, LIST, CODE = 200, 40, 60


def record(
    activity: Node, namespaces: dict[str, str], tell: Callable[[Trouble], None]
) -> ProgrammeRecord:
    """The record; where `tell` heard of a fault, it is not to be written."""
    values = values_of(activity, tell)
    starts_on, ends_on = period(activity)
    if starts_on and ends_on and ends_on < starts_on:
        values.fault(activity, "activity-date", _("The activity ends before it begins."))
    return ProgrammeRecord(
        source_id=_identifier(activity, values),
        language=values.language,
        names=_names(activity, values),
        publisher=_publisher(activity, values),
        descriptions=descriptions(activity, values),
        objectives=objectives(activity, values),
        kind=codes.kind_of(activity.get("humanitarian")).value,
        status=status(activity),
        starts_on=starts_on,
        ends_on=ends_on,
        part_of=parent(activity),
        coverage=tuple(_coverage(activity, values)),
        sectors=tuple(sectors(activity, values)),
        participations=tuple(_participations(activity, values)),
        budgets=tuple(budgets(activity, values)),
        transactions=tuple(transactions(activity, values)),
        published={"activity": as_json(activity), "namespaces": namespaces},
    )


def identifier(activity: Node) -> str:
    found = activity.first("iati-identifier")
    return found.text.strip() if found else ""


def _identifier(activity: Node, values: Values) -> str:
    said = identifier(activity)
    if not 0 < len(said) <= IDENTIFIER:
        text = _("An identifier has 1 to %(most)d characters.") % {"most": IDENTIFIER}
        values.fault(activity, "iati-identifier", text)
    return said


def _publisher(activity: Node, values: Values) -> ActorRecord:
    node = activity.first("reporting-org")
    ref = node.get("ref") if node else ""
    if not ref and node:
        values.fault(node, "reporting-org/@ref", _("A value is missing."))
    kind = codes.ACTORS.get(node.get("type"), "") if node else ""
    return ActorRecord(name=values.words(node, NAME), identifier=ref, kind=kind)


def _names(activity: Node, values: Values) -> dict[str, str]:
    names = narratives(activity.first("title"), values.language)
    if not names:
        values.fault(activity, "title", _("The element says nothing."))
    elif max(map(len, names.values())) > NAME:
        text = _("The name is cut at %(most)d characters; the published text is whole.")
        values.note(activity, "title", text % {"most": NAME})
    return {language: name[:NAME] for language, name in names.items()}


def descriptions(activity: Node, values: Values) -> dict[str, str]:
    """The general ones; one without a type is general too."""
    return narratives(_description(activity, GENERAL), values.language)


def objectives(activity: Node, values: Values) -> str:
    return values.words(_description(activity, OBJECTIVES))


def _description(activity: Node, kind: str) -> Node | None:
    return next(
        (node for node in activity.all("description") if (node.get("type") or GENERAL) == kind),
        None,
    )


def status(activity: Node) -> str:
    found = codes.STATUSES.get(activity.said("activity-status"))
    return found.value if found else ""


def period(activity: Node) -> tuple[date | None, date | None]:
    """From when to when: as it really was where that is said, else as planned."""
    days: dict[str, date | None] = {}
    for node in activity.all("activity-date"):
        days.setdefault(node.get("type"), day(node))
    starts_on = days.get(codes.ACTUAL_START) or days.get(codes.PLANNED_START)
    return starts_on, days.get(codes.ACTUAL_END) or days.get(codes.PLANNED_END)


def parent(activity: Node) -> str:
    related = activity.all("related-activity")
    return next((node.get("ref") for node in related if node.get("type") == PARENT), "")


def coverage(node: Node, values: Values, only: str = "") -> CoverageRecord | None:
    """A country, a region or a location; `only` is the one country of the activity, if one."""
    if node.tag == "recipient-country":
        code = values.country(node, node.tag)
        said = "" if code else (values.words(node, PLACE) or node.get("code")[:PLACE])
        share = values.share(node, node.tag)
        return CoverageRecord(country=code, said=said, percentage=share) if code or said else None
    if node.tag == "recipient-region":
        said = values.words(node, PLACE) or node.get("code")[:PLACE]
        share = values.share(node, node.tag)
        return CoverageRecord(said=said, percentage=share) if said else None
    return _place(node, values, only)


def _place(node: Node, values: Values, only: str) -> CoverageRecord | None:
    point = node.first("point")
    pos = point.first("pos") if point else None
    said = values.words(node.first("name"), PLACE) or node.get("ref")[:PLACE]
    said = said or (pos.text.strip()[:PLACE] if pos else "")
    numbered = [n for tag in ("administrative", "location-id") for n in node.all(tag)]
    found = [n.get("code") for n in numbered if n.get("vocabulary") not in codes.NUMBERED_PLACES]
    known = tuple(code for code in (*found, node.get("ref")) if code)
    if not said:
        return None
    return CoverageRecord(country=only, said=said, is_place=True, codes=known)


def only_country(activity: Node, values: Values) -> str:
    quiet = Values(values.language, values.currency, values.publisher, lambda trouble: None)
    named = {quiet.country(node, "") for node in activity.all("recipient-country")}
    alone = len(named) == 1 and not activity.all("recipient-region")
    return named.pop() if alone else ""


def _coverage(activity: Node, values: Values) -> Iterator[CoverageRecord]:
    only = only_country(activity, values)
    for tag in ("recipient-country", "recipient-region", "location"):
        for node in activity.all(tag):
            if found := coverage(node, values, only):
                yield found


def sector(node: Node, values: Values) -> SectorRecord | None:
    code = node.get("code")
    if not 0 < len(code) <= CODE:
        values.note(node, "sector/@code", _("No code of a list; it stays published."))
        return None
    vocabulary = codes.vocabulary(node.get("vocabulary"), values.publisher)
    return SectorRecord(
        vocabulary=vocabulary,
        code=code,
        category=category(vocabulary, code),
        name=values.words(node, PLACE),
        percentage=values.share(node, "sector"),
    )


def sectors(activity: Node, values: Values) -> Iterator[SectorRecord]:
    """Each sector once; what was said of one in two places is added up."""
    found: dict[tuple[str, str], SectorRecord] = {}
    for node in activity.all("sector"):
        said = sector(node, values)
        if said is None:
            continue
        key = (said.vocabulary, said.code)
        if key in found:
            share = _sum(found[key].percentage, said.percentage)
            found[key] = replace(found[key], percentage=share)
        else:
            found[key] = said
    yield from found.values()


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """None where a part is unknown, and where the parts are more than the whole."""
    if one is None or other is None or one + other > ALL:
        return None
    return one + other


def participation(node: Node, values: Values) -> ParticipationRecord | None:
    role, actor = codes.ROLES.get(node.get("role")), values.actor(node)
    if role is None or actor is None:
        text = _("Nobody is named, or no part that the standard knows; it stays published.")
        values.note(node, "participating-org", text)
        return None
    return ParticipationRecord(role=role.value, actor=actor)


def _participations(activity: Node, values: Values) -> Iterator[ParticipationRecord]:
    for node in activity.all("participating-org"):
        if found := participation(node, values):
            yield found
