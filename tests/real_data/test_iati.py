"""UNHCR's activities of 2023 and the standard's own example: in, out, valid, and equal."""

import copy
import io
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from homeward.actors.models import Actor
from homeward.exchange import activities, publishing
from homeward.exchange.iati import opening, schema
from homeward.exchange.iati.checks import problems
from homeward.exchange.iati.grammar import spec
from homeward.exchange.iati.nodes import Node, from_xml
from homeward.exchange.importer import Report
from homeward.exchange.writers import iati as writer
from homeward.programmes.models import (
    Budget,
    Coverage,
    Participation,
    Programme,
    ProgrammeSector,
    Publication,
    Transaction,
)

pytestmark = pytest.mark.real_data

UNHCR = "iati/UNHCR-Activities-2023.xml"
EXAMPLE = "iati/activity-standard-example-annotated-2.03.xml"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def xsd(real_data: Callable[[str], Path]) -> Any:
    return schema.load(real_data("iati/schema"))


def read(path: Path, **options: Any) -> Report:
    with path.open("rb") as file:
        source = activities.Source(path.name, file, path.stat().st_size)
        return activities.run([source], activities.Options(**options))


def nodes(data: bytes | Path) -> dict[str, Node]:
    file = io.BytesIO(data) if isinstance(data, bytes) else io.BytesIO(data.read_bytes())
    opened = opening.activities(file, lambda *stray: None)
    return {node.first("iati-identifier").text: node for node in (o.node for o in opened)}


def written() -> bytes:
    file = io.BytesIO()
    writer.write(file, publishing.programmes(), at=NOW)
    return file.getvalue()


def _lacking(said: Node, again: Node) -> Counter[str]:
    """Top elements of an activity that came out otherwise, or not at all."""
    left = list(again.children)
    lacking: Counter[str] = Counter()
    for child in said.children:
        if child in left:
            left.remove(child)
        else:
            lacking[child.tag] += 1
    return lacking


@pytest.mark.parametrize("name", [UNHCR, EXAMPLE])
def test_a_file_goes_in_and_comes_out_valid_and_equal(
    name: str, real_data: Callable[[str], Path], xsd: Any, as_app: Any
) -> None:
    path = real_data(name)
    with as_app():
        report = read(path, xsd=xsd)
        assert report.faults == []
        out = written()
    xsd.assertValid(etree.fromstring(out))
    said, again = nodes(path), nodes(out)
    assert set(said) == set(again)
    # Every element, attribute and text, in its order.
    assert [key for key in said if said[key] != again[key]] == []


def test_all_of_unhcr_is_mapped(real_data: Callable[[str], Path], as_app: Any) -> None:
    with as_app():
        report = read(real_data(UNHCR))
        assert (report.count("programme", "new"), report.count("programme", "refused")) == (134, 0)
        assert Transaction.objects.count() == 2678
        assert Budget.objects.count() == 416
        assert ProgrammeSector.objects.count() == 2758
        assert Participation.objects.filter(actor__isnull=False).count() == 2573
        countries = Coverage.objects.exclude(country=None).filter(said="")
        # Kosovo's code is none of ISO 3166-1; it stays as a text, and is told.
        assert countries.count() == 104
        assert [note.field for note in report.notes] == ["recipient-country"]
        top = Programme.objects.get(source_id="XM-DAC-41121-2023")
        assert top.names["fr"] == "UNHCR - L'Agence des Nations Unies pour les réfugiés"
        assert Programme.objects.exclude(part_of=None).count() == 133
        assert top.projects.count() > 5


def test_read_again_nothing_has_changed(real_data: Callable[[str], Path], as_app: Any) -> None:
    path = real_data(UNHCR)
    with as_app():
        read(path)
        actors = Actor.objects.count()
        again = read(path)
        assert again.count("programme", "unchanged") == 134
        assert (again.changed, again.gone, Actor.objects.count()) == ([], 0, actors)


def test_a_later_file_is_an_update(
    real_data: Callable[[str], Path], tmp_path: Path, as_app: Any
) -> None:
    tree = etree.parse(str(real_data(UNHCR)))
    root = tree.getroot()
    changed, gone, kept = root[10], root[11], root[12]
    changed.find("title/narrative").text = "Another name"
    changed.find("budget/value").text = "1"
    root.remove(gone)
    later = tmp_path / "later.xml"
    tree.write(str(later), encoding="utf-8")
    with as_app():
        read(real_data(UNHCR))
        own = Programme.objects.get(source_id=kept.findtext("iati-identifier"))
        own.objectives = "As we see them"
        own.save()
        report = read(later)
        own.refresh_from_db()
        assert [c.fields for c in report.changed] == [("names", "budgets", "published")]
        assert report.count("programme", "unchanged") == 132
        assert report.gone == 1
        assert Programme.objects.filter(source_id=gone.findtext("iati-identifier")).exists()
        assert own.objectives == "As we see them"


def test_what_the_columns_alone_give_back_is_valid(
    real_data: Callable[[str], Path], xsd: Any, as_app: Any
) -> None:
    path = real_data(UNHCR)
    with as_app():
        read(path)
        Publication.objects.all().delete()
        out = written()
    xsd.assertValid(etree.fromstring(out))
    said, again = nodes(path), nodes(out)
    lacking = sum((_lacking(said[key], again[key]) for key in said), Counter())
    print("\nOf UNHCR's file the published text alone holds, or holds otherwise:")
    for tag, count in sorted(lacking.items()):
        print(f"  {tag}: {count} of {sum(len(node.all(tag)) for node in said.values())}")
    # These have columns, and come out of them letter by letter.
    columns = {"iati-identifier", "activity-status", "budget"}
    assert columns & set(lacking) == set()
    assert lacking["recipient-country"] == 1


VALUES = [
    "",
    " ",
    "1",
    "-1",
    "1.5",
    "x y",
    "2020-02-30",
    "2020-02-29",
    "true",
    "http://o.example/a",
]
MANGLINGS = 1500


def _mangle(root: Any, chance: random.Random) -> None:
    """One or two small changes somewhere in the activity."""
    for _turn in range(chance.choice([1, 1, 2])):
        element = chance.choice(list(root[0].iter()))
        above = element.getparent()
        way = chance.randrange(8)
        if way == 0 and element is not root[0]:
            above.remove(element)
        elif way == 1 and element is not root[0]:
            above.insert(chance.randrange(len(above) + 1), copy.deepcopy(element))
        elif way == 2 and element is not root[0]:
            above.insert(chance.randrange(len(above)), element)
        elif way == 3:
            other = chance.choice(list(root[0].iter()))
            element.append(etree.Element(chance.choice([other.tag, "{http://o.example/}x"])))
        elif way == 4 and element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]
        elif way == 5 and element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))
        elif way == 6:
            element.set(chance.choice(["code", "type", "colour", "{http://o.example/}y"]), "1")
        else:
            element.text = chance.choice(VALUES)


def test_mangled_activities_are_judged_as_by_the_official_schema(
    real_data: Callable[[str], Path], xsd: Any
) -> None:
    parser = etree.XMLParser(remove_comments=True)
    sound = etree.parse(str(real_data(EXAMPLE)), parser).getroot()
    judged: Counter[bool] = Counter()
    for seed in range(MANGLINGS):
        root = copy.deepcopy(sound)
        _mangle(root, random.Random(seed))
        theirs = xsd.validate(root)
        found = problems(from_xml(root[0]))
        assert theirs == (not found), (seed, found, xsd.error_log)
        judged[theirs] += 1
    print(f"\n{judged[True]} mangled activities are sound to both, {judged[False]} to neither")
    assert min(judged.values()) > MANGLINGS / 10


def test_our_table_of_the_structure_is_the_official_one(
    real_data: Callable[[str], Path],
) -> None:
    folder = real_data("iati/schema")
    trees = [etree.parse(str(folder / name)).getroot() for name in FILES]
    official = dict(_official(_named(trees), opening.ROOT, ""))
    assert len(official) >= 150
    for (parent, name), (children, attributes, text) in official.items():
        ours = spec(parent, name)
        where = f"{parent}/{name}"
        assert [(c.name, c.least, c.most) for c in ours.children.values()] == children, where
        assert {a.name: (a.kind, a.is_required) for a in ours.attributes.values()} == attributes
        assert ours.text == text, where


FILES = ("iati-activities-schema.xsd", "iati-common.xsd")
XS = "{http://www.w3.org/2001/XMLSchema}"
Named = dict[tuple[str, str], Any]


def _named(trees: list[Any]) -> Named:
    return {(each.tag, each.get("name")): each for tree in trees for each in tree}


def _official(known: Named, name: str, parent: str, at: Any = None) -> Iterator[Any]:
    element = known[XS + "element", name] if at is None or at.get("ref") else at
    kind = element.get("type", "")
    if kind.startswith("xsd:"):
        yield (parent, name), ([], {}, kind.removeprefix("xsd:"))
        return
    body = known[XS + "complexType", kind] if kind else element.find(XS + "complexType")
    inside, attributes, text = _body(known, body)
    children = [(each.get("name") or each.get("ref"), *_often(each)) for each in inside]
    yield (parent, name), (children, attributes, text)
    for each in inside:
        yield from _official(known, each.get("name") or each.get("ref"), name, each)


def _often(each: Any) -> tuple[int, int | None]:
    most = each.get("maxOccurs", "1")
    return int(each.get("minOccurs", "1")), None if most == "unbounded" else int(most)


def _body(known: Named, body: Any) -> tuple[list[Any], dict[str, Any], str | None]:
    """Elements in order, attributes, and the type of the text; an extension adds to its base."""
    inside: list[Any] = []
    attributes: dict[str, Any] = {}
    text = None
    for each in body:
        if each.tag == XS + "element":
            inside.append(each)
        elif each.tag == XS + "attribute":
            name = each.get("name") or each.get("ref")
            declared = known.get((XS + "attribute", name), each)
            kind = "language" if name == "xml:lang" else declared.get("type", "xsd:string")
            required = each.get("use") == "required"
            attributes[name] = (kind.removeprefix("xsd:"), required)
        elif each.tag in {XS + part for part in ("sequence", "simpleContent", "complexContent")}:
            more, said, text = _body(known, each)
            inside += more
            attributes |= said
        elif each.tag == XS + "extension":
            base = each.get("base")
            if base.startswith("xsd:"):
                text = base.removeprefix("xsd:")
            else:
                inside, attributes, text = _body(known, known[XS + "complexType", base])
            more, said, _text = _body(known, each)
            inside, attributes = [*inside, *more], {**attributes, **said}
    return inside, attributes, text
