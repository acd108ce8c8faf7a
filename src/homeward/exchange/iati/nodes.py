"""An element as plain values: what JSON can keep, and what gives the same element back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeward.exchange.iati import parsing

XML = "http://www.w3.org/XML/1998/namespace"
LANG = "xml:lang"


@dataclass
class Node:
    """`tag` of another namespace is written {namespace}name; `line` is where it began in a file."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Node"] = field(default_factory=list)
    line: int | None = field(default=None, compare=False)

    @property
    def is_foreign(self) -> bool:
        return self.tag.startswith("{")

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value without the blanks around it."""
        return self.attributes.get(name, default).strip()

    def all(self, tag: str) -> list["Node"]:
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node | None":
        return next((child for child in self.children if child.tag == tag), None)

    def said(self, tag: str, attribute: str = "code") -> str:
        """The attribute of the first child of that name; empty where there is none."""
        child = self.first(tag)
        return child.get(attribute) if child else ""


def from_xml(element: Any) -> Node:
    # Children of comments and instructions were left out by the parser.
    children = [from_xml(child) for child in element]
    text = element.text or ""
    return Node(
        tag=element.tag,
        attributes={_short(name): value for name, value in element.attrib.items()},
        # Between elements there is only the file's indentation.
        text="" if children and not text.strip() else text,
        children=children,
        line=element.sourceline,
    )


def to_xml(node: Node, namespaces: Mapping[str, str] | None = None) -> Any:
    """`namespaces` maps prefixes, and is declared on this element."""
    known = dict(namespaces or {})
    element = parsing.make(node.tag, _long(node.attributes), known or None)
    _fill(element, node)
    return element


def _fill(element: Any, node: Node) -> None:
    if node.text:
        element.text = node.text
    for child in node.children:
        _fill(parsing.make_in(element, child.tag, _long(child.attributes)), child)


def _short(name: str) -> str:
    return name.replace(f"{{{XML}}}", "xml:")


def _long(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("xml:", f"{{{XML}}}", 1): said for name, said in attributes.items()}


def as_json(node: Node) -> dict[str, Any]:
    """Short keys: thousands of these are kept."""
    plain: dict[str, Any] = {"tag": node.tag}
    if node.attributes:
        plain["is"] = dict(node.attributes)
    if node.text:
        plain["text"] = node.text
    if node.children:
        plain["holds"] = [as_json(child) for child in node.children]
    return plain


def from_json(plain: Mapping[str, Any]) -> Node:
    return Node(
        tag=plain["tag"],
        attributes=dict(plain.get("is", {})),
        text=plain.get("text", ""),
        children=[from_json(child) for child in plain.get("holds", [])],
    )


def walk(node: Node, above: str = "") -> Iterator[tuple[str, Node]]:
    """Every element below, itself first, with the path to it."""
    path = f"{above}/{node.tag}" if above else node.tag
    yield path, node
    for child in node.children:
        yield from walk(child, path)


def narratives(node: Node | None, default: str) -> dict[str, str]:
    """What is said by language, the first of each; `default` is the language of those without."""
    said: dict[str, str] = {}
    for child in node.all("narrative") if node else []:
        language = child.get(LANG) or default
        if child.text.strip():
            said.setdefault(language, child.text.strip())
    return said


def telling(tag: str, texts: Mapping[str, str], default: str) -> Node:
    """The element that says `texts`, the default language first and unmarked."""
    ordered: Iterable[str] = sorted(texts, key=lambda language: language != default)
    return Node(tag=tag, children=[_narrative(code, texts[code], default) for code in ordered])


def _narrative(language: str, text: str, default: str) -> Node:
    marked = {} if language == default else {LANG: language}
    return Node(tag="narrative", attributes=marked, text=text)
