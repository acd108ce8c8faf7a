"""Rows as IATI elements, and the values by which a row is known again among published elements."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from homeward.actors.models import Actor
from homeward.exchange.iati.nodes import Node, telling
from homeward.exchange.readers import iati_codes as codes
from homeward.programmes.models import (
    Budget,
    Coverage,
    Participation,
    Programme,
    ProgrammeSector,
    Transaction,
)
from homeward.programmes.records import (
    BudgetRecord,
    CoverageRecord,
    ParticipationRecord,
    TransactionRecord,
)

Key = tuple[Any, ...]
EARTH = "http://www.opengis.net/def/crs/EPSG/0/4326"
OWN_LIST = "99"


def code(tag: str, said: str, **more: str) -> Node:
    return Node(tag, {"code": said, **more})


def dated(tag: str, on: date, **more: str) -> Node:
    return Node(tag, {**more, "iso-date": on.isoformat()})


def number(value: Decimal) -> str:
    """Without an exponent, and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _share(percentage: Decimal | None) -> dict[str, str]:
    return {} if percentage is None else {"percentage": number(percentage)}


def named(tag: str, text: str, attributes: Mapping[str, str] | None = None) -> Node:
    """An element with one narrative in the activity's language."""
    said = [Node("narrative", text=text)] if text else []
    return Node(tag, dict(attributes or {}), children=said)


def _money(row: Budget | Transaction, otherwise: date | None) -> Node:
    attributes = {"currency": row.currency}
    if on := row.value_on or otherwise:
        attributes["value-date"] = on.isoformat()
    return Node("value", attributes, number(row.amount))


def _actor(tag: str, actor: Actor | None, said: str, **more: str) -> Node:
    attributes = dict(more)
    if actor and actor.registered_as:
        attributes["ref"] = actor.registered_as
    if actor and actor.kind:
        attributes["type"] = codes.ACTOR_CODES.get(actor.kind, codes.OTHER_ACTOR)  # type: ignore[call-overload]
    return named(tag, said or (actor.name if actor else ""), attributes)


def key_of_coverage(said: CoverageRecord | Coverage) -> Key:
    country = said.country if isinstance(said, CoverageRecord) else said.country_id
    return (said.said or country, said.percentage)


def coverage(row: Coverage) -> Node:
    """A location for an area, else a country, else a region in words."""
    if row.area is not None:
        return _location(row)
    if row.country_id:
        return code("recipient-country", row.country_id, **_share(row.percentage))
    attributes = {"code": row.said, "vocabulary": OWN_LIST, **_share(row.percentage)}
    return named("recipient-region", row.said, attributes)


def _location(row: Coverage) -> Node:
    area = row.area
    attributes = {"ref": area.pcode} if area and area.pcode else {}
    node = Node("location", attributes)
    node.children.append(named_in("name", area.name if area else row.said))
    if area and area.latitude is not None and area.longitude is not None:
        pos = Node("pos", text=f"{area.latitude} {area.longitude}")
        node.children.append(Node("point", {"srsName": EARTH}, children=[pos]))
    return node


def named_in(tag: str, text: str) -> Node:
    return telling(tag, {"": text}, "")


def sector(row: ProgrammeSector) -> Node:
    number_of_list = codes.vocabulary_code(row.sector.vocabulary)
    attributes = {
        "vocabulary": number_of_list or OWN_LIST,
        "code": row.sector.code,
        **_share(row.percentage),
    }
    # The codes of the shared lists say themselves what they mean.
    said = row.sector.name if attributes["vocabulary"] in {"98", "99"} else ""
    return named("sector", said, attributes)


def key_of_participation(said: ParticipationRecord | Participation) -> Key:
    if isinstance(said, Participation):
        return (said.role, said.said or str(said.actor))
    return (said.role, said.actor.name or said.actor.identifier)


ROLE_CODES = {role: number for number, role in codes.ROLES.items()}


def participation(row: Participation) -> Node:
    return _actor("participating-org", row.actor, row.said, role=ROLE_CODES[row.role])  # type: ignore[index]


def key_of_budget(said: BudgetRecord | Budget) -> Key:
    names = ("kind", "status", "starts_on", "ends_on", "amount", "currency", "value_on")
    return tuple(getattr(said, name) for name in names)


BUDGET_KIND_CODES = {kind: number for number, kind in codes.BUDGET_KINDS.items()}
BUDGET_STATUS_CODES = {status: number for number, status in codes.BUDGET_STATUSES.items()}


def budget(row: Budget) -> Node:
    kinds = {
        "type": BUDGET_KIND_CODES[row.kind],  # type: ignore[index]
        "status": BUDGET_STATUS_CODES[row.status],  # type: ignore[index]
    }
    period = [dated("period-start", row.starts_on), dated("period-end", row.ends_on)]
    return Node("budget", kinds, children=[*period, _money(row, row.starts_on)])


def key_of_transaction(said: TransactionRecord | Transaction) -> Key:
    names = ("kind", "on", "amount", "currency", "value_on", "reference", "description")
    if isinstance(said, Transaction):
        rest: Key = (said.country_id or "", said.provider_said, said.receiver_said)
    else:
        orgs = (said.provider, said.receiver)
        rest = (said.country, *((org.name or org.identifier) if org else "" for org in orgs))
    return (*(getattr(said, name) for name in names), *rest)


def transaction(row: Transaction) -> Node | None:
    """None without a day, which the standard asks for."""
    if row.on is None:
        return None
    attributes = {"ref": row.reference} if row.reference else {}
    node = Node("transaction", attributes)
    node.children = [
        code("transaction-type", row.kind),
        dated("transaction-date", row.on),
        _money(row, row.on),
    ]
    if row.description:
        node.children.append(named("description", row.description))
    if row.provider or row.provider_said:
        node.children.append(_actor("provider-org", row.provider, row.provider_said))
    if row.receiver or row.receiver_said:
        node.children.append(_actor("receiver-org", row.receiver, row.receiver_said))
    if row.country_id:
        node.children.append(code("recipient-country", row.country_id))
    return node


def identifier(programme: Programme, publisher: str) -> str:
    """The one it was published under; a programme run here has its publisher's and its code."""
    return programme.source_id or f"{publisher}-{programme.code}"
