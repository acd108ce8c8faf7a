"""A form as it is asked: its questions, groups and choices, read from the XForm that pyxform makes.

The XForm is the standard that ODK's clients read too (ODK XForms specification), with every
reference resolved. What is ours alone, a question's data class and fact, comes beside it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from lxml import etree

from homeward.access.choices import DataClass

XFORMS = "{http://www.w3.org/2002/xforms}"
XHTML = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
CONTROLS = {"input", "select1", "select", "upload", "range", "trigger", "rank"}
ITEXT = re.compile(r"jr:itext\('(.*)'\)", re.DOTALL)
INSTANCE = re.compile(r"\s*(?:randomize\()?\s*instance\('([^']+)'\)")
# An XForm is made by pyxform of somebody's file: no entity, no file and no address is followed.
HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
}
FIRST_LOAD = "odk-instance-first-load"
# Written into labels by hand or by other tools; a page of ours shows words.
MARKUP = re.compile(r"</?(?:span|font|b|i|u|strong|em|br|p|h[1-6]|div)\b[^>]*>|\*\*|__", re.I)
HEADING = re.compile(r"^\s*#{1,6}\s+", re.MULTILINE)


@dataclass(frozen=True)
class Output:
    """An answer quoted in a text."""

    expression: str


Parts = tuple[str | Output, ...]


@dataclass(frozen=True)
class Text:
    """A text in each language of the form; "" stands for a form without languages."""

    by_language: Mapping[str, Parts]

    def parts(self, language: str) -> Parts:
        """In this language, or in the first that has it."""
        own = self.by_language.get(language)
        if own and own != ("-",):
            return own
        return next((parts for parts in self.by_language.values() if parts and parts != ("-",)), ())

    def plain(self, language: str) -> str:
        """Without the answers it quotes: for lists and comparisons."""
        return "".join(p if isinstance(p, str) else "…" for p in self.parts(language)).strip()


NO_TEXT = Text({})


@dataclass(frozen=True)
class Bind:
    """What holds for a node, as expressions; empty where nothing is said."""

    type: str = "string"
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = NO_TEXT
    required: str = ""
    required_message: Text = NO_TEXT
    readonly: str = ""
    calculate: str = ""


@dataclass(frozen=True)
class Choice:
    value: str
    label: Text


@dataclass(frozen=True)
class Items:
    """Choices taken from a list of the form, by an expression that may ask other answers."""

    expression: str
    list_name: str
    value: str = "name"
    label: str = "itextId"


@dataclass(frozen=True, kw_only=True)
class Node:
    path: str
    label: Text = NO_TEXT
    appearance: str = ""

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, kw_only=True)
class Question(Node):
    control: str
    bind: Bind = field(default_factory=Bind)
    hint: Text = NO_TEXT
    choices: tuple[Choice, ...] = ()
    items: Items | None = None
    start: str = ""
    end: str = ""
    step: str = ""
    # Of an upload: what kind of file, as "image/*".
    media: str = ""
    data_class: DataClass | None = None
    fact: str = ""

    @property
    def looks(self) -> set[str]:
        return set(self.appearance.split())

    @property
    def is_note(self) -> bool:
        return self.control == "input" and self.bind.readonly == "true()"

    @property
    def chooses(self) -> bool:
        return self.control in {"select1", "select", "rank"}

    @property
    def chooses_many(self) -> bool:
        return self.control in {"select", "rank"}


@dataclass(frozen=True, kw_only=True)
class Group(Node):
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Repeat(Group):
    count: str = ""


@dataclass(frozen=True)
class Trait:
    """What the columns `homeward::…` say of a question."""

    data_class: DataClass | None = None
    fact: str = ""


@dataclass(frozen=True, eq=False)
class Definition:
    title: str
    children: tuple[Node, ...]
    binds: Mapping[str, Bind]
    # What each calculation or default writes when the form is opened for the first time.
    first_values: Mapping[str, str]
    languages: tuple[str, ...]
    lists: Mapping[str, tuple[Choice, ...]]
    texts: Mapping[str, Text]
    skeleton: Any
    data_class: DataClass
    traits: Mapping[str, Trait]

    def nodes(self, within: tuple[Node, ...] | None = None) -> Iterator[Node]:
        for node in self.children if within is None else within:
            yield node
            if isinstance(node, Group):
                yield from self.nodes(node.children)

    def questions(self) -> list[Question]:
        return [node for node in self.nodes() if isinstance(node, Question)]

    @cached_property
    def by_path(self) -> Mapping[str, Node]:
        return {node.path: node for node in self.nodes()}

    @cached_property
    def repeats(self) -> frozenset[str]:
        return frozenset(n.path for n in self.nodes() if isinstance(n, Repeat))

    @cached_property
    def places(self) -> frozenset[str]:
        """The paths of all that an instance of the form may hold: asked, computed or given."""
        return frozenset(_path(node) for node in self.skeleton.iterdescendants())

    def class_of(self, path: str) -> DataClass:
        """The class of an answer: the question's, its group's, or the form's."""
        while path:
            trait = self.traits.get(path)
            if trait and trait.data_class:
                return trait.data_class
            path = path.rpartition("/")[0]
        return self.data_class

    @cached_property
    def classes(self) -> set[DataClass]:
        return {self.class_of(path) for path in self.binds} | {self.data_class}

    def language(self, code: str) -> str:
        """The form's name of the language with this code, else its first."""
        fitting = (name for name in self.languages if language_code(name) == code)
        return next(fitting, self.languages[0] if self.languages else "")


def _path(node: Any) -> str:
    names = [node.tag, *(one.tag for one in node.iterancestors())]
    return "/" + "/".join(reversed(names))


def language_code(name: str) -> str:
    """ "French (fr)" -> "fr", "english" -> "en"; what is not known stands for itself."""
    match = re.search(r"\(([A-Za-z-]+)\)\s*$", name)
    said = (match[1] if match else name).strip().lower()
    return said if match else _codes().get(said, said)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Languages by their names, in English and in themselves."""
    return {
        info[key].lower(): code
        for code, info in LANG_INFO.items()
        for key in ("name", "name_local")
        if key in info
    }


def direction(name: str) -> str:
    """How a language is written; of one that is not known the browser finds out itself."""
    try:
        return "rtl" if get_language_info(language_code(name))["bidi"] else "ltr"
    except KeyError:
        return "auto"


def read(xform: str, survey: Mapping[str, Any], data_class: DataClass) -> Definition:
    """`survey` is what pyxform read of the file, with our columns; the XForm has all the rest."""
    root = etree.fromstring(xform.encode(), etree.XMLParser(**HARDENED))
    return _Reader(root, traits_of(survey), data_class).read()


def traits_of(survey: Mapping[str, Any]) -> dict[str, Trait]:
    found: dict[str, Trait] = {}
    _note_traits(survey, f"/{survey.get('name', 'data')}", found)
    return found


def _note_traits(section: Mapping[str, Any], path: str, found: dict[str, Trait]) -> None:
    for child in section.get("children", ()):
        own = f"{path}/{child.get('name', '')}"
        said = child.get("homeward")
        if isinstance(said, Mapping):
            name = str(said.get("class", "")).strip().upper()
            found[own] = Trait(
                DataClass[name] if name in DataClass.__members__ else None,
                str(said.get("fact", "")).strip(),
            )
        _note_traits(child, own, found)


class _Reader:
    def __init__(self, root: Any, traits: dict[str, Trait], data_class: DataClass) -> None:
        self.root, self.traits, self.data_class = root, traits, data_class
        self.model = root.find(f"{XHTML}head/{XFORMS}model")
        self.body = root.find(f"{XHTML}body")
        self.texts = self._texts()
        self.binds = {
            bind.get("nodeset"): self._bind(bind) for bind in self.model.findall(f"{XFORMS}bind")
        }

    def read(self) -> Definition:
        instances = self.model.findall(f"{XFORMS}instance")
        return Definition(
            title=self.root.findtext(f"{XHTML}head/{XHTML}title") or "",
            children=tuple(self._nodes(self.body)),
            binds=self.binds,
            first_values={
                node.get("ref"): node.get("value") or ""
                for node in self.root.iter(f"{XFORMS}setvalue")
                if FIRST_LOAD in (node.get("event") or "").split()
            },
            languages=tuple(self._languages()),
            lists={one.get("id"): tuple(self._list(one)) for one in instances[1:]},
            texts=self.texts,
            skeleton=self._skeleton(instances),
            data_class=self.data_class,
            traits=self.traits,
        )

    def _translations(self) -> list[Any]:
        found = self.model.findall(f"{XFORMS}itext/{XFORMS}translation")
        return sorted(found, key=lambda one: one.get("default") is None)

    def _languages(self) -> list[str]:
        names = [one.get("lang") or "" for one in self._translations()]
        return [name for name in names if name not in {"", "default"}]

    def _texts(self) -> dict[str, Text]:
        found: dict[str, dict[str, Parts]] = {}
        for translation in self._translations():
            for text in translation.findall(f"{XFORMS}text"):
                plain = [v for v in text.findall(f"{XFORMS}value") if v.get("form") is None]
                if plain:
                    by_language = found.setdefault(text.get("id"), {})
                    by_language[translation.get("lang") or ""] = _parts(plain[0])
        return {name: Text(by_language) for name, by_language in found.items()}

    def _text(self, node: Any) -> Text:
        if node is None:
            return NO_TEXT
        match = ITEXT.fullmatch(node.get("ref") or "")
        if match:
            return self.texts.get(match[1], NO_TEXT)
        return Text({"": _parts(node)})

    def _message(self, said: str) -> Text:
        match = ITEXT.fullmatch(said)
        if match:
            return self.texts.get(match[1], NO_TEXT)
        return Text({"": (said,)}) if said else NO_TEXT

    def _bind(self, bind: Any) -> Bind:
        return Bind(
            type=(bind.get("type") or "string").rpartition(":")[2],
            relevant=bind.get("relevant") or "",
            constraint=bind.get("constraint") or "",
            constraint_message=self._message(bind.get(f"{JR}constraintMsg") or ""),
            required=bind.get("required") or "",
            required_message=self._message(bind.get(f"{JR}requiredMsg") or ""),
            readonly=bind.get("readonly") or "",
            calculate=bind.get("calculate") or "",
        )

    def _nodes(self, parent: Any) -> Iterator[Node]:
        for child in parent:
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if kind == "group":
                yield from self._group(child)
            elif kind == "repeat":
                yield self._repeat(child, NO_TEXT)
            elif kind in CONTROLS:
                yield self._question(child, kind)

    def _group(self, node: Any) -> Iterator[Node]:
        label = self._text(node.find(f"{XFORMS}label"))
        repeat = node.find(f"{XFORMS}repeat")
        if repeat is not None:
            yield self._repeat(repeat, label)
            return
        yield Group(
            path=node.get("ref") or "",
            label=label,
            appearance=node.get("appearance") or "",
            children=tuple(self._nodes(node)),
        )

    def _repeat(self, node: Any, label: Text) -> Repeat:
        return Repeat(
            path=node.get("nodeset") or "",
            label=label,
            appearance=node.get("appearance") or "",
            count=(node.get(f"{JR}count") or "").strip(),
            children=tuple(self._nodes(node)),
        )

    def _question(self, node: Any, kind: str) -> Question:
        path = node.get("ref") or ""
        trait = self.traits.get(path, Trait())
        return Question(
            path=path,
            control=kind,
            label=self._text(node.find(f"{XFORMS}label")),
            hint=self._text(node.find(f"{XFORMS}hint")),
            appearance=node.get("appearance") or "",
            bind=self.binds.get(path, Bind()),
            choices=tuple(
                Choice(
                    item.findtext(f"{XFORMS}value") or "", self._text(item.find(f"{XFORMS}label"))
                )
                for item in node.findall(f"{XFORMS}item")
            ),
            items=_items(node.find(f"{XFORMS}itemset")),
            start=node.get("start") or "",
            end=node.get("end") or "",
            step=node.get("step") or "",
            media=node.get("mediatype") or "",
            data_class=trait.data_class,
            fact=trait.fact,
        )

    def _list(self, instance: Any) -> Iterator[Choice]:
        for item in instance.iter(f"{XFORMS}item"):
            text = item.findtext(f"{XFORMS}itextId")
            label = item.findtext(f"{XFORMS}label") or ""
            known = self.texts.get(text, NO_TEXT) if text else Text({"": (label,)})
            yield Choice(item.findtext(f"{XFORMS}name") or "", known)

    def _skeleton(self, instances: list[Any]) -> Any:
        """The empty answers without namespaces, and behind them the lists that choices come from.

        In one document: within a predicate libxml2 takes "/" for the document of what it filters.
        """
        empty = _bare(instances[0][0])
        for instance in instances[1:]:
            holder = etree.SubElement(empty, "__instance", id=instance.get("id") or "")
            for child in instance:
                holder.append(_bare(child))
        return empty


def _items(node: Any) -> Items | None:
    if node is None:
        return None
    expression = node.get("nodeset") or ""
    match = INSTANCE.match(expression)
    label = (node.find(f"{XFORMS}label").get("ref") or "").strip()
    inner = re.fullmatch(r"jr:itext\((.*)\)", label)
    return Items(
        expression,
        match[1] if match else "",
        (node.find(f"{XFORMS}value").get("ref") or "name").strip(),
        inner[1].strip() if inner else label,
    )


def _parts(node: Any) -> Parts:
    found: list[str | Output] = [node.text or ""]
    for child in node:
        if child.get("value"):
            found.append(Output(child.get("value")))
        found.append(child.tail or "")
    return tuple(_clean(part) if isinstance(part, str) else part for part in found if part != "")


def _clean(text: str) -> str:
    return HEADING.sub("", MARKUP.sub(" " if "<br" in text else "", text))


def _bare(node: Any) -> Any:
    copy = etree.Element(etree.QName(node).localname)
    copy.text = (node.text or "").strip()
    if node.get(f"{JR}template") is not None:
        copy.set("template", "1")
    for child in node:
        if isinstance(child.tag, str):
            copy.append(_bare(child))
    return copy
