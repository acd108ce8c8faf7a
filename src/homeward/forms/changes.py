"""Two versions of a form side by side: questions added, removed, and what changed of each."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from homeward.forms.definition import Definition, Group, Node, Question, Repeat


@dataclass(frozen=True)
class Line:
    """What of a question was one thing and is now another."""

    what: str
    was: str
    now: str


@dataclass
class Difference:
    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str, list[Line]]] = field(default_factory=list)

    @property
    def is_none(self) -> bool:
        return not (self.added or self.removed or self.changed)


def between(was: Definition, now: Definition) -> Difference:
    before = {node.path: node for node in was.nodes() if node.path}
    after = {node.path: node for node in now.nodes() if node.path}
    found = Difference()
    for path, node in after.items():
        if path not in before:
            found.added.append((path, _named(now, node)))
        elif lines := _lines(was, before[path], now, node):
            found.changed.append((path, _named(now, node), lines))
    found.removed = [(p, _named(was, node)) for p, node in before.items() if p not in after]
    return found


def _named(form: Definition, node: Node) -> str:
    return node.label.plain(form.languages[0] if form.languages else "") or node.name


def _lines(was: Definition, old: Node, now: Definition, new: Node) -> list[Line]:
    before, after = _facts(was, old), _facts(now, new)
    keys = list(dict.fromkeys([*after, *before]))
    return [
        Line(key, before.get(key, ""), after.get(key, ""))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]


def _facts(form: Definition, node: Node) -> dict[str, str]:
    """All that is said of a node, each by the name of its column."""
    found = {"type": kind(node), "appearance": node.appearance}
    for language in form.languages or ("",):
        ending = f" ({language})" if language else ""
        found[_("text") + ending] = node.label.plain(language)
        if isinstance(node, Question):
            found[_("hint") + ending] = node.hint.plain(language)
            found[_("choices") + ending] = _choices(form, node, language)
    bind = form.binds.get(node.path)
    if bind:
        found |= {
            "relevant": bind.relevant,
            "constraint": bind.constraint,
            "required": bind.required,
            "calculation": bind.calculate,
            "readonly": bind.readonly,
        }
    if isinstance(node, Question):
        found |= {
            "choice_filter": node.items.expression if node.items else "",
            "homeward::fact": node.fact,
        }
    if isinstance(node, Repeat):
        found["repeat_count"] = node.count
    found[_("class of data")] = str(form.class_of(node.path).label)
    return found


def kind(node: Node) -> str:
    """The type in the words of an XLSForm."""
    if isinstance(node, Repeat):
        return "repeat"
    if isinstance(node, Group) or not isinstance(node, Question):
        return "group"
    if node.is_note:
        return "note"
    names = {"select1": "select_one", "select": "select_multiple", "trigger": "acknowledge"}
    if node.control in {*names, "range", "rank"}:
        return names.get(node.control, node.control)
    if node.control == "upload":
        return "file"
    return {"string": "text", "int": "integer"}.get(node.bind.type, node.bind.type)


def _choices(form: Definition, node: Question, language: str) -> str:
    choices = form.lists.get(node.items.list_name, ()) if node.items else node.choices
    return "; ".join(f"{one.value}: {one.label.plain(language)}" for one in choices)
