"""What an activity has against the standard's structure, each with its line and element."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from homeward.exchange.iati import kinds, opening
from homeward.exchange.iati.grammar import Element, spec
from homeward.exchange.iati.nodes import Node


class Wrong(StrEnum):
    UNKNOWN_ELEMENT = "unknown_element"
    OUT_OF_ORDER = "out_of_order"
    TOO_MANY = "too_many"
    MISSING_ELEMENT = "missing_element"
    UNKNOWN_ATTRIBUTE = "unknown_attribute"
    MISSING_ATTRIBUTE = "missing_attribute"
    WRONG_VALUE = "wrong_value"
    STRAY_TEXT = "stray_text"


@dataclass(frozen=True)
class Problem:
    wrong: Wrong
    line: int | None
    # The path from the activity, "transaction/value"; an attribute follows an @.
    path: str
    text: str


# Each kind of value in words; the types' own names are known to few.
IN_WORDS = {
    "date": "2026-03-31",
    "dateTime": "2026-03-31T09:30:00Z",
    "decimal": "1250.50",
    "boolean": "1, 0, true, false",
    "int": "2",
    "nonNegativeInteger": "2",
    "positiveInteger": "2",
    "language": "fr",
    "NMTOKEN": "budget-item",
    "anyURI": "https://example.org/report",
}


def problems(node: Node) -> list[Problem]:
    """All that is wrong with an activity, in the order of its lines."""
    return list(_element(node, "", ""))


def problems_of_head(attributes: dict[str, str], line: int) -> list[Problem]:
    """What is wrong with the attributes of the file's first element."""
    head = Node(opening.ROOT, attributes, line=line)
    return list(_attributes(head, spec("", opening.ROOT), ""))


def _element(node: Node, parent: str, path: str) -> Iterator[Problem]:
    known = spec(parent, node.tag)
    yield from _attributes(node, known, path)
    yield from _text(node, known, path)
    yield from _children(node, known, path)
    for child in node.children:
        if child.tag in known.children:
            yield from _element(child, node.tag, f"{path}/{child.tag}".lstrip("/"))


def _attributes(node: Node, known: Element, path: str) -> Iterator[Problem]:
    for name, said in node.attributes.items():
        where = f"{path}/@{name}".lstrip("/")
        attribute = known.attributes.get(name)
        if attribute is None:
            # Any element may carry attributes of another namespace.
            if not name.startswith(("{", "xml:")):
                yield Problem(Wrong.UNKNOWN_ATTRIBUTE, node.line, where, _unknown(name))
        elif not kinds.holds(attribute.kind, said):
            yield Problem(Wrong.WRONG_VALUE, node.line, where, _value(said, attribute.kind))
    for attribute in known.attributes.values():
        if attribute.is_required and attribute.name not in node.attributes:
            where = f"{path}/@{attribute.name}".lstrip("/")
            yield Problem(Wrong.MISSING_ATTRIBUTE, node.line, where, _("A value is missing."))


def _unknown(name: str) -> str:
    return _("The standard knows no “%(name)s” here.") % {"name": name}


def _value(said: str, kind: str) -> str:
    known = {"said": said.strip()[:60], "example": IN_WORDS[kind]}
    return _("“%(said)s” can’t be read; it should look like %(example)s.") % known


def _text(node: Node, known: Element, path: str) -> Iterator[Problem]:
    if known.text is None:
        if node.text.strip():
            text = _("A text stands where only elements may: “%(text)s”.")
            told = text % {"text": node.text.strip()[:60]}
            yield Problem(Wrong.STRAY_TEXT, node.line, path, told)
    elif not kinds.holds(known.text, node.text):
        yield Problem(Wrong.WRONG_VALUE, node.line, path, _value(node.text, known.text))


def _children(node: Node, known: Element, path: str) -> Iterator[Problem]:
    counted = Counter(child.tag for child in node.children)
    yield from _unknown_children(node, known, path)
    yield from _misplaced(node, known, path)
    for child in known.children.values():
        where = f"{path}/{child.name}".lstrip("/")
        if counted[child.name] < child.least:
            yield Problem(Wrong.MISSING_ELEMENT, node.line, where, _("The element is missing."))
        if child.most is not None and counted[child.name] > child.most:
            text = _("The element may be there once, and is there %(count)d times.")
            told = text % {"count": counted[child.name]}
            yield Problem(Wrong.TOO_MANY, node.line, where, told)


def _unknown_children(node: Node, known: Element, path: str) -> Iterator[Problem]:
    for child in node.children:
        where = f"{path}/{child.tag}".lstrip("/")
        if known.text is not None:
            text = _("Elements stand where only a text may.")
            yield Problem(Wrong.UNKNOWN_ELEMENT, child.line, where, text)
        elif not child.is_foreign and child.tag not in known.children:
            yield Problem(Wrong.UNKNOWN_ELEMENT, child.line, where, _unknown(child.tag))


def _misplaced(node: Node, known: Element, path: str) -> Iterator[Problem]:
    """Each element that comes after one that should have followed it."""
    last = 0
    latest = ""
    for child in node.children:
        if child.tag not in known.children and not child.is_foreign:
            continue
        place = _place(child, known)
        if place < last:
            text = _("The element stands after “%(other)s”, and should stand before it.")
            where = f"{path}/{child.tag}".lstrip("/")
            yield Problem(Wrong.OUT_OF_ORDER, child.line, where, text % {"other": latest})
        else:
            last, latest = place, child.tag


def _place(child: Node, known: Element) -> int:
    """What is foreign comes last."""
    return len(known.order) if child.is_foreign else known.order.index(child.tag)
