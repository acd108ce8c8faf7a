"""What lenient reading puts right in an activity without changing what it says.

Order is restored, and what the standard does not know is left out and told. Whatever else is
wrong lets the whole activity go: half of one would look like a whole.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from homeward.exchange.iati import kinds
from homeward.exchange.iati.checks import Problem, Wrong, problems
from homeward.exchange.iati.grammar import Element, spec
from homeward.exchange.iati.nodes import Node

Tell = Callable[[Problem, str], None]


def mend(node: Node, tell: Tell) -> list[Problem]:
    """Mends the activity in place; gives what it could not mend, nothing where it is sound."""
    found = problems(node)
    if not found:
        return []
    _element(node, "")
    left = problems(node)
    if left:
        return left
    done = {
        Wrong.OUT_OF_ORDER: _("Read in the standard’s order."),
        Wrong.UNKNOWN_ELEMENT: _("Left out."),
        Wrong.UNKNOWN_ATTRIBUTE: _("Left out."),
        Wrong.STRAY_TEXT: _("Left out."),
        Wrong.WRONG_VALUE: _("Read without its blanks and marks."),
    }
    for problem in found:
        tell(problem, done.get(problem.wrong, ""))
    return []


def _element(node: Node, parent: str) -> None:
    known = spec(parent, node.tag)
    node.attributes = {
        name: _value(said, known.attributes[name].kind) if name in known.attributes else said
        for name, said in node.attributes.items()
        if name in known.attributes or name.startswith(("{", "xml:"))
    }
    if known.text is None:
        node.text = ""
        kept = [child for child in node.children if child.is_foreign or child.tag in known.children]
        # The sort is stable: what is named alike keeps its order.
        node.children = sorted(kept, key=lambda child: _place(child, known))
    else:
        node.text = _value(node.text, known.text)
        node.children = []
    for child in node.children:
        if not child.is_foreign:
            _element(child, node.tag)


def _place(child: Node, known: Element) -> int:
    return len(known.order) if child.is_foreign else known.order.index(child.tag)


def _value(said: str, kind: str) -> str:
    """A day out of a moment, and a number without the commas between its thousands."""
    if kinds.holds(kind, said):
        return said
    if kind == "date" and kinds.holds("dateTime", said):
        return said.strip()[:10]
    if kind == "decimal" and kinds.THOUSANDS.fullmatch(said.strip()):
        return said.strip().replace(",", "")
    return said
