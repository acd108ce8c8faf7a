"""A page of a form: its controls in the house's look, and what was sent with it.

Works without JavaScript. An answer that other questions of the page depend on asks the server for
the page anew; nothing is evaluated in the browser.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from homeward.core.forms import PARTS, BaseForm, ThreePartDateWidget
from homeward.forms import xlsform
from homeward.forms.definition import Definition, Group, Node, Question, Repeat
from homeward.forms.filling import INDEX, KNOWN_KEY, MOST_ROWS, ROWS_KEY, Filling, path_of

# More than this is read faster in a list that opens than as buttons one under the other.
MOST_RADIOS = 9
ACKNOWLEDGED = "OK"
OCCUPATION = "occupation"
MOST_FOUND = 8
# The browser tells the server of these at once, where other questions depend on them.
LIVE = {"hx-post": "", "hx-trigger": "change"}

Found = Callable[[str], Sequence[tuple[str, str]]]


def name_of(key: str) -> str:
    """A place as the name of its control: no brackets or slashes, which ids do without."""
    return "q." + INDEX.sub(r"-\1", key).replace("/", ".")


@dataclass(frozen=True)
class Page:
    """What is asked together: a group, a repeat, or the questions between them."""

    number: int
    title: str
    nodes: tuple[Node, ...]


@dataclass
class Block:
    """A part of a page: question, note, group or repeat."""

    kind: str
    label: str = ""
    hint: str = ""
    key: str = ""
    bound: Any = None
    known: Any = None
    kept: str = ""
    found: Sequence[tuple[str, str]] = ()
    children: list["Block"] = field(default_factory=list)
    rows: list["Block"] = field(default_factory=list)
    may_add: bool = False
    may_remove: bool = False


def pages(filling: Filling) -> list[Page]:
    """Pages with something to ask now. Questions that stand between groups share one."""
    found: list[tuple[str, tuple[Node, ...]]] = []
    loose: list[Node] = []
    for node in filling.form.children:
        if isinstance(node, Group):
            if loose:
                found.append(("", tuple(loose)))
                loose = []
            found.append((_title(filling, node), (node,)))
        else:
            loose.append(node)
    if loose:
        found.append(("", tuple(loose)))
    asked = [(title, nodes) for title, nodes in found if has_something(filling, nodes)]
    return [
        Page(number, title or _title_between(filling, number), nodes)
        for number, (title, nodes) in enumerate(asked, start=1)
    ]


def _title(filling: Filling, node: Node) -> str:
    return filling.text(node.label, node.name) or node.name.replace("_", " ").capitalize()


def _title_between(filling: Filling, number: int) -> str:
    return filling.form.title if number == 1 else _("More questions")


def has_something(filling: Filling, nodes: tuple[Node, ...]) -> bool:
    if next(filling.asked(nodes), None):
        return True
    # A repeat without rows that hold anything still offers the first.
    return any(
        isinstance(node, Repeat)
        and filling.shows(node.path)
        and filling.is_asked(f"{node.name}[1]")
        for node in nodes
    )


class PageForm(BaseForm):
    """The controls of one page. What is wrong comes from the form's own rules, not from Django."""

    def __init__(self, data: Any, problems: Mapping[str, list[str]]) -> None:
        super().__init__(data)
        self.problems = problems

    def full_clean(self) -> None:
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        for name, reasons in self.problems.items():
            if name in self.fields:
                self._errors[name] = self.error_class(reasons)


class Rendered:
    """A page as the template shows it."""

    def __init__(
        self,
        filling: Filling,
        nodes: tuple[Node, ...],
        *,
        problems: Mapping[str, list[str]] | None = None,
        known: Mapping[str, Any] | None = None,
        files: Mapping[str, str] | None = None,
        occupations: Found | None = None,
    ) -> None:
        self.filling, self.nodes = filling, nodes
        self.known, self.files = known or {}, files or {}
        self.occupations = occupations
        self.data: MultiValueDict[str, str] = MultiValueDict()
        named = {name_of(key): reasons for key, reasons in (problems or {}).items()}
        self.form = PageForm(self.data, named)
        self.asked = [key for question, key in filling.asked(nodes) if not question.is_note]
        self.live = live_paths(filling.form)
        self.blocks = list(self._blocks(nodes, ""))

    def _blocks(self, nodes: tuple[Node, ...], at: str) -> Iterator[Block]:
        for node in nodes:
            key = f"{at}{node.name}" if node.path else at
            if isinstance(node, Repeat):
                yield from self._repeat(node, key)
            elif isinstance(node, Group):
                yield from self._group(node, key, at)
            elif isinstance(node, Question) and self.filling.is_asked(key):
                yield self._question(node, key)

    def _group(self, node: Group, key: str, at: str) -> Iterator[Block]:
        if node.path and not self.filling.relevant.get(key, False):
            return
        children = list(self._blocks(node.children, f"{key}/" if node.path else at))
        if not children:
            return
        # The page itself bears the title of a group that is all of it.
        label = "" if node in self.nodes else self.filling.text(node.label, key)
        yield Block("group", label=label, key=key, children=children)

    def _repeat(self, node: Repeat, key: str) -> Iterator[Block]:
        if not self.filling.shows(node.path) or not self.filling.is_asked(f"{key}[1]"):
            return
        number = self.filling.rows(key)
        free = not node.count
        rows = [
            Block(
                "row",
                label=str(one),
                key=f"{key}[{one}]",
                children=list(self._blocks(node.children, f"{key}[{one}]/")),
                may_remove=free and number > 1,
            )
            for one in range(1, number + 1)
        ]
        label = "" if node in self.nodes else self.filling.text(node.label, f"{key}[1]")
        yield Block("repeat", label=label, key=key, rows=rows, may_add=free and number < MOST_ROWS)

    def _question(self, question: Question, key: str) -> Block:
        filling, name = self.filling, name_of(key)
        label, hint = filling.label(question, key), filling.text(question.hint, key)
        if question.is_note:
            return Block("note", label=label, hint=hint, key=key)
        value = filling.raw.get(key, "") or filling.value(key)
        made = control(filling, question, key)
        if question.path in self.live:
            made.widget.attrs |= LIVE
        made.required = filling.is_required(key)
        made.label, made.help_text = label, hint
        self.form.fields[name] = made
        self._fill(question, name, value)
        return Block(
            "question",
            label=label,
            key=key,
            bound=self.form[name],
            known=self.known.get(key),
            kept=self.files.get(value, "") if question.control == "upload" else "",
            found=self._occupations(question, value),
        )

    def _fill(self, question: Question, name: str, value: str) -> None:
        """The answer as the control reads it back."""
        if isinstance(self.form.fields[name].widget, ThreePartDateWidget):
            parts = [*value.partition("T")[0].split("-", 2), "", "", ""][:3]
            for part, typed in zip(("year", "month", "day"), parts, strict=True):
                self.data[f"{name}_{part}"] = typed.lstrip("0") if part != "year" else typed
        elif question.chooses_many:
            self.data.setlist(name, value.split())
        else:
            self.data[name] = value

    def _occupations(self, question: Question, value: str) -> Sequence[tuple[str, str]]:
        if OCCUPATION not in question.looks or not value or self.occupations is None:
            return ()
        found = self.occupations(value)
        return () if any(coded == value for coded, _label in found) else found


def control(filling: Filling, question: Question, key: str) -> forms.Field:
    if question.chooses:
        return _choosing(filling, question, key)
    if question.control == "trigger":
        return forms.BooleanField(widget=forms.CheckboxInput(check_test=bool))
    if question.control == "upload":
        accept = {"accept": question.media} if question.media else {}
        return forms.CharField(widget=forms.FileInput(attrs=accept))
    if question.control == "range":
        return _range(question)
    return _typing(filling, question, key)


def _typing(filling: Filling, question: Question, key: str) -> forms.Field:
    kind = question.bind.type
    if kind == "date":
        return forms.CharField(widget=ThreePartDateWidget())
    if kind == "string" and "multiline" in question.looks:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    attrs = {"autocomplete": "off"}
    if kind == "geopoint":
        # The page that lets a device say where it is adds the button (locate.js).
        attrs |= {"data-locate": _("Take this place"), "data-nowhere": _("Not found: type it")}
    if kind in {"int", "decimal"}:
        attrs["inputmode"] = "numeric" if kind == "int" else "decimal"
    if question.bind.readonly and filling.holds(question.bind.readonly, key):
        attrs["readonly"] = "readonly"
    return forms.CharField(widget=forms.TextInput(attrs=attrs))


def _choosing(filling: Filling, question: Question, key: str) -> forms.Field:
    choices = filling.choices(question, key)
    if question.chooses_many:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple())
    if len(choices) > MOST_RADIOS or "minimal" in question.looks:
        return forms.ChoiceField(choices=[("", _("Choose")), *choices], widget=forms.Select())
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect())


def _range(question: Question) -> forms.Field:
    start, end = int(float(question.start or 1)), int(float(question.end or 10))
    step = float(question.step or 1)
    if step == 1 and 0 < end - start <= MOST_RADIOS:
        choices = [(str(one), str(one)) for one in range(start, end + 1)]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect())
    return forms.CharField(
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )


@lru_cache(maxsize=64)
def live_paths(form: Definition) -> frozenset[str]:
    """Questions that another one's expression names."""
    text = " ".join(expression for _path, _column, expression in xlsform.expressions(form))
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").split())
    relative = {word.rpartition("/")[2] for word in words if word.startswith("..")}
    return frozenset(q.path for q in form.questions() if q.path in words or q.name in relative)


def sent(filling: Filling, post: QueryDict) -> dict[str, str]:
    """The answers of the controls that the page showed; a box that is not ticked sends nothing."""
    found: dict[str, str] = {}
    for key in post.getlist("asked"):
        question = filling.form.by_path.get(path_of(key))
        if isinstance(question, Question) and filling.shows(question.path):
            if question.control != "upload":
                found[key] = _value(question, name_of(key), post)
            found[f"{key}{KNOWN_KEY}"] = post.get(f"{name_of(key)}.known", "")
    return found


def _value(question: Question, name: str, post: QueryDict) -> str:
    if question.chooses_many:
        return " ".join(post.getlist(name))
    if question.control == "trigger":
        return ACKNOWLEDGED if post.get(name) else ""
    if question.control == "input" and question.bind.type == "date":
        return date_as_typed(*(post.get(f"{name}_{part}", "").strip() for part in PARTS))
    if OCCUPATION in question.looks and (picked := post.get(f"{name}.pick")):
        return picked
    said = post.get(name, "").replace("\r\n", "\n").strip()
    return said.replace(" ", "T", 1) if question.bind.type == "dateTime" else said


def date_as_typed(day: str, month: str, year: str) -> str:
    """2026-03-05; with what is missing at its end left away. What is no date stays as typed."""
    if not (day or month or year):
        return ""
    parts = [year, month.zfill(2) if month else "", day.zfill(2) if day else ""]
    while parts and not parts[-1]:
        parts.pop()
    return "-".join(parts)


def with_rows(filling: Filling, key: str, change: int) -> dict[str, str]:
    """The answers with one row more at this place; `key` is the repeat's."""
    rows = min(filling.rows(key) + change, MOST_ROWS)
    return {**filling.raw, f"{key}{ROWS_KEY}": str(rows)}


def without_row(filling: Filling, key: str) -> dict[str, str]:
    """The answers without this row; those after it move up."""
    place, _bracket, rest = key.rpartition("[")
    gone, rows = int(rest.rstrip("]")), filling.rows(place)
    found: dict[str, str] = {}
    for one, value in filling.raw.items():
        if not one.startswith(f"{place}["):
            found[one] = value
            continue
        number, _close, behind = one[len(place) + 1 :].partition("]")
        if int(number) != gone:
            moved = int(number) - (int(number) > gone)
            found[f"{place}[{moved}]{behind}"] = value
    return {**found, f"{place}{ROWS_KEY}": str(max(rows - 1, 1))}


def rows_changed(filling: Filling, do: str) -> dict[str, str]:
    """What a button of a repeat asks for: `add:children` or `remove:children[2]`."""
    verb, _colon, key = do.partition(":")
    if path_of(key) in filling.form.repeats and filling.shows(path_of(key)):
        if verb == "add" and not key.endswith("]"):
            return with_rows(filling, key, 1)
        if verb == "remove" and key.endswith("]"):
            return without_row(filling, key)
    return dict(filling.raw)
