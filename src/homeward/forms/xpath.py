"""XPath of a form, made ready for libxml2, which evaluates it on the answers as they stand.

A form's expressions are XPath 1.0 with functions of ODK's own, and with one rule that XPath 1.0
lacks: where a number is wanted, a date counts as days since 1970. `compiled` writes an expression
so that libxml2 gives ODK's answers: functions of functions.py by their namespace, and the operands
of arithmetic and order through its `n`.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

JAVAROSA = "http://openrosa.org/javarosa"
HERE = "https://homeward.invalid/xpath"
NAMESPACES = {"jr": JAVAROSA, "h": HERE}
# What libxml2 has of its own and ODK means alike.
NATIVE = {
    "boolean", "ceiling", "contains", "count", "false", "floor", "last", "local-name", "name",
    "normalize-space", "not", "starts-with", "substring-after", "substring-before", "translate",
    "true",
}  # fmt: skip
NODE_TYPES = {"text", "node", "comment"}
# More than any form asks for; a longer one is a mistake or an attack.
LONGEST, DEEPEST = 20_000, 100
# Weakest first: what stands between operators of one line is an operand of theirs.
ORDER: tuple[tuple[frozenset[str], bool], ...] = (
    (frozenset({"or"}), False),
    (frozenset({"and"}), False),
    (frozenset({"=", "!="}), False),
    (frozenset({"<", "<=", ">", ">="}), True),
    (frozenset({"+", "-"}), True),
    (frozenset({"*", "div", "mod"}), True),
)
WORDS = {"or", "and", "div", "mod"}
SIGNS = {"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|"}
TOKEN = re.compile(
    r"""\s*(?:(?P<literal>"[^"]*"|'[^']*')
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<sign>!=|<=|>=|//|::|\.\.|[-+*/|=<>()\[\]@,.$])
    |(?P<name>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?))""",
    re.VERBOSE,
)
CLOSES = {"(": ")", "[": "]"}


class NotUnderstood(ValueError):
    """An expression that is no XPath, or that asks for a function which is not known here."""


class Part(list[Any]):
    """What stands between a bracket and its end: a list of texts and of parts."""

    def __init__(self, opened_by: str = "") -> None:
        super().__init__()
        self.opened_by = opened_by


def _tokens(expression: str) -> list[tuple[str, str]]:
    found, at, text = [], 0, expression.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise NotUnderstood(text[at : at + 20])
        found.append((match.lastgroup or "", match[match.lastgroup or 0]))
        at = match.end()
    return found


def _tree(expression: str, known: frozenset[str]) -> Part:
    stack = [Part()]
    tokens = _tokens(expression)
    for number, (kind, text) in enumerate(tokens):
        following = tokens[number + 1][1] if number + 1 < len(tokens) else ""
        if text in CLOSES and kind == "sign":
            stack.append(Part(text))
            if len(stack) > DEEPEST:
                raise NotUnderstood(text)
        elif text in CLOSES.values() and kind == "sign":
            if len(stack) == 1 or CLOSES[stack[-1].opened_by] != text:
                raise NotUnderstood(text)
            done = stack.pop()
            stack[-1].append(done)
        elif kind == "name" and following == "(" and not _is_operator(stack[-1], text):
            stack[-1].append(_function(text, known))
        else:
            stack[-1].append(text)
    if len(stack) > 1:
        raise NotUnderstood(stack[-1].opened_by)
    return stack[0]


def _function(name: str, known: frozenset[str]) -> str:
    if name in NODE_TYPES:
        return name
    if name in known:
        return f"h:{name.replace(':', '-')}"
    if name in NATIVE:
        return name
    raise NotUnderstood(f"{name}()")


def _is_operator(before: list[Any], text: str) -> bool:
    """A name or a star is one only behind an operand."""
    if text not in WORDS | SIGNS:
        return False
    if text not in WORDS and text != "*":
        return True
    last = before[-1] if before else ","
    if isinstance(last, Part):
        return True
    return last not in {",", "/", "//", "::", "@"} and not _is_operator(before[:-1], last)


def _operators(items: list[Any]) -> list[int]:
    return [
        number
        for number, item in enumerate(items)
        if isinstance(item, str) and _is_operator(items[:number], item)
    ]


def _written(items: list[Any]) -> str:
    if "," in items:
        return ", ".join(_written(part) for part in _split(items, _places(items, {","})))
    operators = _operators(items)
    for signs, numeric in ORDER:
        # A minus without anything before it belongs to what follows.
        places = [at for at in operators if items[at] in signs and _is_binary(items, at, operators)]
        if places:
            parts = _split(items, places)
            if not all(parts):
                raise NotUnderstood(" ".join(str(items[place]) for place in places))
            texts = [_written(part) for part in parts]
            if numeric:
                texts = [f"h:n({text})" for text in texts]
            joined = texts[0]
            for place, text in zip(places, texts[1:], strict=True):
                joined += f" {items[place]} {text}"
            return joined
    return " ".join(_of_item(item) for item in items)


def _of_item(item: Any) -> str:
    if isinstance(item, Part):
        return f"{item.opened_by}{_written(item)}{CLOSES[item.opened_by]}"
    return str(item)


def _is_binary(items: list[Any], at: int, operators: list[int]) -> bool:
    return items[at] != "-" or (at > 0 and at - 1 not in operators)


def _places(items: list[Any], signs: set[str]) -> list[int]:
    return [at for at, item in enumerate(items) if isinstance(item, str) and item in signs]


def _split(items: list[Any], places: list[int]) -> list[list[Any]]:
    ends = [*places, len(items)]
    starts = [0, *[place + 1 for place in places]]
    return [items[start:end] for start, end in zip(starts, ends, strict=True)]


def written(expression: str, known: frozenset[str]) -> str:
    """The expression as libxml2 is to read it. Raises NotUnderstood."""
    if len(expression) > LONGEST:
        raise NotUnderstood(expression[:20])
    return _written(_tree(expression, known))


@lru_cache(maxsize=20_000)
def compiled(expression: str) -> etree.XPath:
    """Raises NotUnderstood. Compiled once for all forms: an expression holds nobody's answer."""
    from homeward.forms import functions  # noqa: PLC0415 - the functions evaluate choices in turn

    extensions: dict[tuple[str, str], Callable[..., Any]] = {
        (HERE, name.replace(":", "-")): function for name, function in functions.KNOWN.items()
    }
    try:
        return etree.XPath(
            written(expression, frozenset(functions.KNOWN)),
            namespaces=NAMESPACES,
            extensions=extensions,
            regexp=False,
            smart_strings=False,
        )
    except (etree.XPathError, RecursionError) as error:
        raise NotUnderstood(expression) from error
