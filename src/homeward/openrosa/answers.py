"""What clients of OpenRosa are answered: XML, and the headers of every answer.

Source: docs.getodk.org/openrosa (form list, metadata, form submission), and how ODK Collect reads
it: one entry of a list without its id, name or address spoils the whole list.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.timezone import now
from lxml import etree

PREFIX = "/openrosa/"
RESPONSE = "http://openrosa.org/http/response"
FORMS = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
CONTENT_TYPE = "text/xml; charset=utf-8"
VERSION_HEADER = "X-OpenRosa-Version"
LENGTH_HEADER = "X-OpenRosa-Accept-Content-Length"
REALM = 'Basic realm="Homeward", charset="UTF-8"'


@dataclass(frozen=True, kw_only=True)
class FormEntry:
    form_id: str
    name: str
    version: str
    hash: str
    download_url: str
    manifest_url: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class MediaEntry:
    name: str
    hash: str
    download_url: str


def hash_of(content: bytes) -> str:
    """The MD5 of the very bytes that are served, as the specification asks; it protects nothing."""
    return f"md5:{hashlib.md5(content, usedforsecurity=False).hexdigest()}"


def form_list(entries: Iterable[FormEntry], *, verbose: bool = False) -> HttpResponse:
    root = etree.Element(f"{{{FORMS}}}xforms", nsmap={None: FORMS})
    for entry in entries:
        node = etree.SubElement(root, f"{{{FORMS}}}xform")
        said = [
            ("formID", entry.form_id),
            ("name", entry.name),
            ("version", entry.version),
            ("hash", entry.hash),
            ("descriptionText", entry.description if verbose else ""),
            ("downloadUrl", entry.download_url),
            ("manifestUrl", entry.manifest_url),
        ]
        _add(node, FORMS, said)
    return xml(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def manifest(entries: Iterable[MediaEntry]) -> HttpResponse:
    root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={None: MANIFEST})
    for entry in entries:
        node = etree.SubElement(root, f"{{{MANIFEST}}}mediaFile")
        said = [
            ("filename", entry.name),
            ("hash", entry.hash),
            ("downloadUrl", entry.download_url),
        ]
        _add(node, MANIFEST, said)
    return xml(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add(node: etree._Element, namespace: str, said: list[tuple[str, str]]) -> None:
    for name, text in said:
        if text:
            etree.SubElement(node, f"{{{namespace}}}{name}").text = text


def told(message: str, *, status: int, nature: str = "") -> HttpResponse:
    """The client shows the message to whoever holds the device."""
    root = etree.Element(f"{{{RESPONSE}}}OpenRosaResponse", nsmap={None: RESPONSE})
    node = etree.SubElement(root, f"{{{RESPONSE}}}message")
    node.text = message
    if nature:
        node.set("nature", nature)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml(content, status=status)


def fault(message: str, *, status: int) -> HttpResponse:
    response = told(message, status=status, nature="submit_failure")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = REALM
    return response


def xml(content: bytes, *, status: int = HTTPStatus.OK) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPE, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def with_headers(response: HttpResponse) -> HttpResponse:
    response.headers[VERSION_HEADER] = "1.0"
    response.headers["Date"] = http_date(now().timestamp())
    response.headers[LENGTH_HEADER] = str(settings.MOST_REQUEST_BYTES)
    return response
