"""A filled form as XML, the way ODK's clients send it: read into answers, and written of them.

Whoever sends it made it elsewhere: no entity, no file and no address of it is followed, and names
count without their namespaces, since clients write `meta` in more than one (ODK XForms
specification, "metadata").
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from homeward.core.digits import are_digits
from homeward.forms.alike import alike
from homeward.forms.definition import HARDENED, JR, XFORMS, XHTML, Definition
from homeward.forms.filling import ROWS_KEY, Answers, Filling

META = "meta"
OPENROSA = "http://openrosa.org/xforms"
ENCRYPTED = "http://www.opendatakit.org/xforms/encrypted"
LONGEST_ID = 200


class NotAnInstance(Exception):
    """It is no XML that a filled form could be."""


@dataclass(frozen=True)
class Head:
    """What an instance says of itself."""

    form_id: str
    version: str
    instance_id: str = ""
    deprecated_id: str = ""
    is_encrypted: bool = False
    # Of an encrypted one: the files that belong to it.
    files: tuple[str, ...] = ()


def parsed(xml: str | bytes) -> Any:
    """The root element. Raises NotAnInstance."""
    raw = xml.encode() if isinstance(xml, str) else xml
    try:
        root = etree.fromstring(raw, etree.XMLParser(**HARDENED))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnInstance(str(error)) from error
    if root is None or root.getroottree().docinfo.doctype:
        # With a document type come entities; no client sends one.
        raise NotAnInstance("a document type is not taken")
    return root


def head_of(xml: str | bytes) -> Head:
    """Raises NotAnInstance."""
    root = parsed(xml)
    meta = {name: node for node in _children(root, META) for name, node in _named(node)}
    name = etree.QName(root)
    is_encrypted = root.get("encrypted") == "yes" or name.namespace == ENCRYPTED
    return Head(
        form_id=root.get("id") or name.namespace or "",
        version=root.get("version") or "",
        instance_id=_text(meta.get("instanceID")) or root.get("instanceID") or "",
        deprecated_id=_text(meta.get("deprecatedID")),
        is_encrypted=is_encrypted,
        files=tuple(_encrypted_files(root)) if is_encrypted else (),
    )


def head_of_form(xform: str) -> Head:
    """The id and version under which clients know the form."""
    root = etree.fromstring(xform.encode(), etree.XMLParser(**HARDENED))
    first = root.find(f"{XHTML}head/{XFORMS}model/{XFORMS}instance")[0]
    return Head(form_id=first.get("id") or "", version=first.get("version") or "")


def under(xform: str, form_id: str, version: str) -> bytes:
    """The form with another id and version in it, which its filled forms will then name."""
    root = etree.fromstring(xform.encode(), etree.XMLParser(**HARDENED))
    instance = root.find(f"{XHTML}head/{XFORMS}model/{XFORMS}instance")[0]
    instance.set("id", form_id)
    instance.set("version", version)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def answers_of(xml: str | bytes, form: Definition) -> dict[str, str]:
    """Answers by their place, as `Filling` keeps them: `family/children[2]/age`.

    Only what the form asks or computes; of what else stands there nothing is taken. How many rows
    a repeat has is said (`family/children#`) where its last row holds no answer. Raises
    NotAnInstance.
    """
    found: dict[str, str] = {}
    _collect(parsed(xml), "/data", "", form, found)
    return settled(alike(found, form))


def settled(answers: Answers) -> dict[str, str]:
    """Without empty answers, and without numbers of rows that the answers themselves tell."""
    kept = {key: value for key, value in answers.items() if value and not key.endswith(ROWS_KEY)}
    for key, value in answers.items():
        if key.endswith(ROWS_KEY) and are_digits(value):
            start = f"{key.removesuffix(ROWS_KEY)}["
            held = [
                int(one[len(start) :].partition("]")[0]) for one in kept if one.startswith(start)
            ]
            if int(value) > max([1, *held]):
                kept[key] = value
    return kept


def instance_of(
    filling: Filling, head: Head, *, instance_id: str, deprecated_id: str = ""
) -> bytes:
    """The XML that a client would send: what is not asked now is not there at all."""
    root = deepcopy(filling.root)
    asked = {key: filling.relevant.get(key, True) for key in filling.nodes}
    originals = dict(zip(root.iter(), filling.root.iter(), strict=True))
    for node in list(root.iter()):
        key = filling.keys.get(originals[node], "")
        if node.tag == "__instance" or not asked.get(key, True):
            node.getparent().remove(node)
    for old in root.findall(META):
        root.remove(old)
    root.set("id", head.form_id)
    if head.version:
        root.set("version", head.version)
    meta = etree.SubElement(root, f"{{{OPENROSA}}}{META}", nsmap={"orx": OPENROSA})
    etree.SubElement(meta, f"{{{OPENROSA}}}instanceID").text = instance_id
    if deprecated_id:
        etree.SubElement(meta, f"{{{OPENROSA}}}deprecatedID").text = deprecated_id
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _collect(parent: Any, path: str, key: str, form: Definition, found: dict[str, str]) -> None:
    counts: dict[str, int] = {}
    for name, child in _named(parent):
        own, place = f"{path}/{name}", f"{key}{name}"
        if own == f"/data/{META}" or child.get(f"{JR}template") is not None:
            continue
        if own in form.repeats:
            counts[name] = counts.get(name, 0) + 1
            found[f"{place}{ROWS_KEY}"] = str(counts[name])
            place += f"[{counts[name]}]"
        if any(isinstance(one.tag, str) for one in child):
            _collect(child, own, f"{place}/", form, found)
        elif own in form.places and (text := _text(child)):
            found[place] = text


def _named(parent: Any) -> Iterator[tuple[str, Any]]:
    for child in parent:
        if isinstance(child.tag, str):
            yield etree.QName(child).localname, child


def _children(parent: Any, wanted: str) -> list[Any]:
    return [child for name, child in _named(parent) if name == wanted]


def _encrypted_files(root: Any) -> Iterator[str]:
    for media in _children(root, "media"):
        yield from filter(None, (_text(one) for one in _children(media, "file")))
    yield from filter(None, (_text(one) for one in _children(root, "encryptedXmlFile")))


def _text(node: Any) -> str:
    return (node.text or "").strip() if node is not None else ""
