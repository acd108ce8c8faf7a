"""Files of older versions of the standard, read as 2.03 where an element means the same.

2.01 and 2.02 differ from 2.03 by what they lack. 1.x said its texts without `narrative` and its
codes in words; the tables are those of the standard's own upgrade notes from 1.05 to 2.01.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from homeward.exchange.iati.grammar import spec
from homeward.exchange.iati.nodes import LANG, Node

CURRENT = "2.03"
# Newest first; what is older than 1.01 was never published.
OLDER = ("2.02", "2.01", "1.05", "1.04", "1.03", "1.02", "1.01")

Tell = Callable[[str, str], None]

VOCABULARIES = {
    "DAC": "1", "DAC-3": "2", "COFOG": "3", "NACE": "4", "NTEE": "5", "ADT": "6",
    "RO": "99", "RO2": "98", "WB": "99", "ISO": "99",
}  # fmt: skip
DATES = {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"}
ROLES = {"Funding": "1", "Accountable": "2", "Extending": "3", "Implementing": "4"}
TRANSACTIONS = {
    "IF": "1", "C": "2", "D": "3", "E": "4", "IR": "5", "LR": "6", "R": "7", "QP": "8", "QS": "9",
    "CG": "10",
}  # fmt: skip
BUDGETS = {"original": "1", "revised": "2"}
# (element, attribute) -> what its values are called since 2.01.
CODES = {
    ("activity-date", "type"): DATES,
    ("participating-org", "role"): ROLES,
    ("transaction-type", "code"): TRANSACTIONS,
    ("budget", "type"): BUDGETS,
    ("sector", "vocabulary"): VOCABULARIES,
    ("policy-marker", "vocabulary"): VOCABULARIES,
}
# Elements that 2.03 has once, with a narrative a language, and 1.x once a language.
MERGED = frozenset({"title", "description", "comment", "condition"})


def is_read(version: str) -> bool:
    return version == CURRENT or version in OLDER


def is_first(version: str) -> bool:
    return version.startswith("1.")


def upgrade(activity: Node, version: str, tell: Tell) -> None:
    """Makes 2.03 of an activity of 1.x, in place; `tell` hears of path and what was done."""
    if is_first(version):
        _element(activity, "", "", tell)


def _element(node: Node, parent: str, path: str, tell: Tell) -> None:
    for (tag, attribute), codes in CODES.items():
        if node.tag == tag and node.get(attribute) in codes:
            node.attributes[attribute] = codes[node.get(attribute)]
    if path == "":
        _whole(node, tell)
    for child in node.children:
        if child.tag in spec(parent, node.tag).children:
            _element(child, node.tag, f"{path}/{child.tag}".lstrip("/"), tell)
    _narrate(node, parent)
    _merge(node, parent)


def _narrate(node: Node, parent: str) -> None:
    """A text becomes the narrative of its element, in the element's own language."""
    if "narrative" not in spec(parent, node.tag).children:
        # A budget's days were written in words beside the attribute; a code beside its name.
        if spec(parent, node.tag).text is None:
            node.text = ""
        return
    language = node.attributes.pop(LANG, "")
    if node.text.strip():
        marked = {LANG: language} if language else {}
        node.children.insert(0, Node("narrative", marked, node.text.strip(), line=node.line))
    node.text = ""


def _merge(node: Node, parent: str) -> None:
    first: dict[tuple[str, str], Node] = {}
    kept = []
    for child in node.children:
        key = (child.tag, child.get("type"))
        if child.tag in MERGED and key in first:
            first[key].children.extend(child.all("narrative"))
            continue
        first.setdefault(key, child)
        kept.append(child)
    node.children = kept


def _whole(activity: Node, tell: Tell) -> None:
    for child in activity.children:
        if child.tag == "location":
            _coordinates(child)
        elif child.tag == "other-identifier" and "type" not in child.attributes:
            _owner(child)
    for tag in ("activity-website", "legacy-data"):
        if activity.all(tag) and tag not in spec("", activity.tag).children:
            tell(tag, _("Left out: 2.03 has no place for it."))
    activity.children = [c for c in activity.children if c.tag != "activity-website"]


def _coordinates(location: Node) -> None:
    found = location.first("coordinates")
    if found is None:
        return
    location.children.remove(found)
    if location.first("point") is None:
        pos = Node("pos", text=f"{found.get('latitude')} {found.get('longitude')}")
        system = {"srsName": "http://www.opengis.net/def/crs/EPSG/0/4326"}
        location.children.append(Node("point", system, children=[pos], line=found.line))


def _owner(identifier: Node) -> None:
    """`ref`, `owner-ref` and `owner-name` of 1.x; what kind of number it is, it did not say."""
    owner = Node("owner-org", line=identifier.line)
    if ref := identifier.attributes.pop("owner-ref", ""):
        owner.attributes["ref"] = ref
    if name := identifier.attributes.pop("owner-name", ""):
        owner.children.append(Node("narrative", text=name))
    # "Other" of the standard's list of identifiers' types.
    identifier.attributes["type"] = "A9"
    if owner.attributes or owner.children:
        identifier.children.append(owner)
