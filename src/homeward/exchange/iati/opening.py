"""Opens an activity file one activity at a time; nothing outside the file is ever asked for.

A document type is refused outright, for entities, whether they grow or fetch, are declared there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from homeward.exchange.iati import parsing
from homeward.exchange.iati.nodes import Node, from_xml
from homeward.exchange.iati.parsing import NotXml, XmlElement
from homeward.exchange.readings import Reading

CHUNK = 1 << 16
ROOT = "iati-activities"
ACTIVITY = "iati-activity"
# Hears line, element and text of what stands between activities.
Stray = Callable[[int | None, str, str], None]


@dataclass(frozen=True)
class Head:
    """The attributes of the file's first element, and the prefixes that it declares."""

    attributes: dict[str, str]
    namespaces: dict[str, str]
    line: int

    @property
    def version(self) -> str:
        return self.attributes.get("version", "").strip()


@dataclass(frozen=True)
class Opened:
    """One activity, and the element as it was parsed, which lives until the next is asked for."""

    node: Node
    element: XmlElement
    namespaces: dict[str, str]


def head(file: BinaryIO, name: str, reading: Reading) -> Head | None:
    """The first element, or None with a fault where this is no activity file to be trusted."""
    parser = parsing.pull()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
            for _event, element in parser.read_events():
                return _head(element, name, reading)
        parser.close()
    except NotXml as error:
        fault_of(error, name, reading)
        return None
    reading.fault(name, _("The file is empty."))
    return None


def _head(element: XmlElement, name: str, reading: Reading) -> Head | None:
    if parsing.has_document_type(element):
        reason = _("The file declares a document type, which could smuggle other files in.")
        reading.fault(name, reason, row=1)
        return None
    if element.tag != ROOT:
        reason = _("This is not a file of IATI activities: it begins with “%(what)s”.")
        known = {"what": parsing.local_name(element)}
        reading.fault(name, reason % known, row=element.sourceline)
        return None
    return Head(
        attributes={str(key): str(value) for key, value in element.attrib.items()},
        namespaces=_namespaces(element),
        line=element.sourceline or 1,
    )


def activities(file: BinaryIO, stray: Stray) -> Iterator[Opened]:
    """Each activity as soon as its end was read; what was read before is forgotten.

    Raises NotXml where the file breaks off or is not XML. `stray` hears of what stands
    between the activities and is none.
    """
    parser = parsing.pull((ACTIVITY,))
    file.seek(0)
    while chunk := file.read(CHUNK):
        parser.feed(chunk)
        yield from _read(parser, stray)
    root = parser.close()
    yield from _read(parser, stray)
    _told(root, stray)


def _read(parser: Any, stray: Stray) -> Iterator[Opened]:
    for event, element in parser.read_events():
        above = element.getparent()
        # One within another is no activity, and goes with the one that holds it.
        if event == "end" and above is not None and above.getparent() is None:
            yield Opened(from_xml(element), element, _namespaces(element))
            element.clear(keep_tail=True)
            _told(above, stray, before=element)
            while element.getprevious() is not None:
                del above[0]


def _told(root: XmlElement, stray: Stray, before: XmlElement | None = None) -> None:
    """Elements that are none of the standard, and texts, told once and then gone."""
    if (root.text or "").strip():
        stray(root.sourceline, ROOT, _short_text(root.text))
        root.text = None
    for child in root:
        if child is before:
            return
        if child.tag != ACTIVITY and parsing.namespace(child) is None:
            stray(child.sourceline, str(child.tag), "")
        if (child.tail or "").strip():
            stray(child.sourceline, ROOT, _short_text(child.tail))


def _short_text(text: str | None) -> str:
    return (text or "").strip()[:60]


def _namespaces(element: XmlElement) -> dict[str, str]:
    return {prefix: uri for prefix, uri in element.nsmap.items() if prefix}


def fault_of(error: NotXml, name: str, reading: Reading) -> None:
    reading.fault(name, why(error), row=error.lineno or None)


def why(error: NotXml) -> str:
    # The place stands beside it already.
    said = (error.msg or "").partition(", line ")[0]
    return _("The file is not well-formed XML: %(why)s.") % {"why": said.rstrip(".")}
