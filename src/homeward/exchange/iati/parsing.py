"""The one place that opens XML with lxml: no entities, no network, bounded depth and growth.

defusedxml, which reads small XML elsewhere, has no lines, no streaming and no schemas, and names
these settings of lxml as the way for who needs them. Whoever opens a file refuses a document type.
"""

from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from lxml import etree

HARDENED = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# What it raises for what is no XML.
NotXml = etree.XMLSyntaxError
# lxml tells no types.
XmlElement: TypeAlias = Any
Schema: TypeAlias = Any


def pull(tags: tuple[str, ...] | None = None) -> Any:
    """A parser that is fed piece by piece; it tells of the elements of these tags alone."""
    return etree.XMLPullParser(events=("start", "end"), tag=tags, **HARDENED)


def document(path: Path) -> XmlElement:
    """The first element of a small file. Raises NotXml and OSError."""
    return etree.parse(str(path), etree.XMLParser(**HARDENED)).getroot()


def has_document_type(element: XmlElement) -> bool:
    return bool(element.getroottree().docinfo.doctype)


def schema(path: Path) -> Schema:
    """Raises ValueError where none can be made of it."""
    try:
        return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(**HARDENED)))
    except (OSError, NotXml, etree.XMLSchemaParseError) as error:
        raise ValueError(str(error)) from error


def local_name(element: XmlElement) -> str:
    return str(etree.QName(element).localname)


def namespace(element: XmlElement) -> str | None:
    found: str | None = etree.QName(element).namespace
    return found


def make(tag: str, attributes: dict[str, str], namespaces: dict[str, str] | None) -> XmlElement:
    return etree.Element(tag, attributes, nsmap=namespaces)


def make_in(above: XmlElement, tag: str, attributes: dict[str, str]) -> XmlElement:
    return etree.SubElement(above, tag, attributes)


def writing(file: BinaryIO) -> Any:
    """Writes a file element by element, in UTF-8."""
    return etree.xmlfile(file, encoding="utf-8")
