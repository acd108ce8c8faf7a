"""Between JSON and a criterion. Everything that is wrong with a tree is told at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.rules.criteria.nodes import (
    EVERYONE,
    NOT_STATED,
    All,
    Criterion,
    Either,
    End,
    Leaf,
    Not,
    OneOf,
    Within,
)
from homeward.programmes.rules.criteria.vocabulary import VERSION, WORDS, Kind, Measure, Word

DEEPEST, MOST_LEAVES, LONGEST = 6, 60, 200
HIGHEST = {Measure.YEARS: 120, Measure.PERSONS: 50, Measure.MONTHS: 600}
CURRENCY_LETTERS = 3


class Problem(TextChoices):
    VERSION = "version", _("This is not a tree of criteria of a version that is read here.")
    SHAPE = "shape", _("Neither a criterion nor a group.")
    KIND = "kind", _("The vocabulary has no such kind of criterion.")
    PACKAGE_ONLY = (
        "package_only",
        _("The way of return stands in published packages alone, never in whom a programme takes."),
    )
    EMPTY_GROUP = "empty_group", _("A group needs at least one criterion.")
    NO_END = "no_end", _("Say from where, until where, or both.")
    NOT_A_NUMBER = "not_a_number", _("This is not a whole number that fits.")
    NOT_A_DATE = "not_a_date", _("This is not a date.")
    NOT_AN_AMOUNT = "not_an_amount", _("This is not an amount.")
    CURRENCY = "currency", _("An amount needs its currency, by its three letters.")
    TURNED = "turned", _("It ends before it begins.")
    NO_VALUE = "no_value", _("Choose at least one.")
    UNKNOWN_VALUE = "unknown_value", _("The vocabulary has no such value.")
    SURPLUS = "surplus", _("This does not belong here.")
    TOO_DEEP = "too_deep", _("Groups stand in groups more than six deep.")
    TOO_MANY = "too_many", _("More than sixty criteria.")


@dataclass(frozen=True)
class Fault:
    """`at` is a JSON pointer into the tree; `given` what stood there."""

    at: str
    problem: Problem
    given: str = ""

    def __str__(self) -> str:
        return f"{self.at or '/'}: {self.problem.label}" + (
            f" ({self.given})" if self.given else ""
        )


class NotACriterion(ValueError):
    """A tree that can't be read as criteria; `faults` are all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(str(fault) for fault in faults))


def parse(tree: Any, *, published_package: bool = False) -> Criterion:
    """The criterion of `{"version": 1, "criterion": …}`; raises NotACriterion with every fault.

    A null criterion is `NOT_STATED`. Only with `published_package` may the way of return be used.
    """
    reader = _Reader(published_package=published_package)
    criterion = reader.tree(tree)
    if reader.faults:
        raise NotACriterion(reader.faults)
    return criterion


def faults(tree: Any, *, published_package: bool = False) -> list[Fault]:
    """All that `parse` would refuse the tree for; empty for a good one."""
    try:
        parse(tree, published_package=published_package)
    except NotACriterion as error:
        return error.faults
    return []


def dump(criterion: Criterion) -> dict[str, Any]:
    """The JSON tree of a criterion; `parse` gives the same criterion again."""
    return {"version": VERSION, "criterion": _dumped(criterion)}


def _dumped(criterion: Criterion) -> Any:
    match criterion:
        case All(parts):
            return {"all": [_dumped(part) for part in parts]}
        case Either(parts):
            return {"any": [_dumped(part) for part in parts]}
        case Not(part):
            return {"not": _dumped(part)}
        case Within() | OneOf():
            return _dumped_leaf(criterion)
    return {"everyone": True} if criterion == EVERYONE else None


def _dumped_leaf(leaf: Leaf) -> dict[str, Any]:
    if isinstance(leaf, OneOf):
        return {"kind": leaf.kind.value, "any_of": sorted(leaf.any_of)}
    given = {
        "least": _end(leaf.least),
        "most": _end(leaf.most),
        "currency": leaf.currency or None,
    }
    return {"kind": leaf.kind.value} | {k: v for k, v in given.items() if v is not None}


def _end(end: End | None) -> int | str | None:
    if isinstance(end, date):
        return end.isoformat()
    return str(end) if isinstance(end, Decimal) else end


class _Reader:
    def __init__(self, *, published_package: bool) -> None:
        self.published_package = published_package
        self.faults: list[Fault] = []
        self.leaves = 0

    def fault(self, at: str, problem: Problem, given: Any = "") -> None:
        self.faults.append(Fault(at, problem, str(given)[:LONGEST]))

    def tree(self, tree: Any) -> Criterion:
        if not isinstance(tree, Mapping) or tree.get("version") != VERSION:
            self.fault("", Problem.VERSION)
            return NOT_STATED
        for key in tree.keys() - {"version", "criterion"}:
            self.fault(f"/{key}", Problem.SURPLUS)
        root = tree.get("criterion")
        return NOT_STATED if root is None else self.node(root, "", 1)

    def node(self, node: Any, at: str, depth: int) -> Criterion:
        if not isinstance(node, Mapping):
            self.fault(at, Problem.SHAPE, node)
            return NOT_STATED
        if "kind" in node:
            return self.leaf(node, at)
        if len(node) != 1:
            self.fault(at, Problem.SHAPE, ", ".join(map(str, node)))
            return NOT_STATED
        if depth > DEEPEST:
            self.fault(at, Problem.TOO_DEEP)
            return NOT_STATED
        (key, value), *_rest = node.items()
        return self.group(key, value, at, depth)

    def group(self, key: str, value: Any, at: str, depth: int) -> Criterion:
        if key == "everyone" and value is True:
            return EVERYONE
        if key == "not":
            return Not(self.node(value, f"{at}/not", depth + 1))
        if key not in {"all", "any"} or not isinstance(value, list):
            self.fault(at, Problem.SHAPE, key)
            return NOT_STATED
        if not value:
            self.fault(at, Problem.EMPTY_GROUP)
        parts = tuple(self.node(v, f"{at}/{key}/{n}", depth + 1) for n, v in enumerate(value))
        return All(parts) if key == "all" else Either(parts)

    def leaf(self, node: Mapping[str, Any], at: str) -> Criterion:
        self.leaves += 1
        if self.leaves == MOST_LEAVES + 1:
            self.fault(at, Problem.TOO_MANY)
        if not isinstance(node["kind"], str) or node["kind"] not in Kind.values:
            self.fault(at, Problem.KIND, node["kind"])
            return NOT_STATED
        kind = Kind(node["kind"])
        word = WORDS[kind]
        if word.package_only and not self.published_package:
            self.fault(at, Problem.PACKAGE_ONLY)
        allowed = {"kind", "any_of"} if word.measure is None else {"kind", "least", "most"}
        if word.measure == Measure.MONEY:
            allowed |= {"currency"}
        for key in sorted(map(str, node.keys() - allowed)):
            self.fault(f"{at}/{key}", Problem.SURPLUS)
        return (
            self.one_of(kind, word, node, at)
            if word.measure is None
            else self.within(kind, word.measure, node, at)
        )

    def one_of(self, kind: Kind, word: Word, node: Mapping[str, Any], at: str) -> Leaf:
        given = node.get("any_of")
        values = given if isinstance(given, list) else []
        if not values:
            self.fault(f"{at}/any_of", Problem.NO_VALUE)
        for n, value in enumerate(values):
            if not _is_value(kind, word, value):
                self.fault(f"{at}/any_of/{n}", Problem.UNKNOWN_VALUE, value)
        return OneOf(kind=kind, any_of=frozenset(map(str, values)))

    def within(self, kind: Kind, measure: Measure, node: Mapping[str, Any], at: str) -> Leaf:
        ends = [self.end(measure, node.get(key), f"{at}/{key}") for key in ("least", "most")]
        least, most = ends
        if node.get("least") is None and node.get("most") is None:
            self.fault(at, Problem.NO_END)
        if least is not None and most is not None and most < least:  # type: ignore[operator]
            self.fault(at, Problem.TURNED, f"{least} – {most}")
        currency = node.get("currency") or ""
        if measure == Measure.MONEY and not _is_currency(currency):
            self.fault(f"{at}/currency", Problem.CURRENCY, currency)
        return Within(kind=kind, least=least, most=most, currency=str(currency))

    def end(self, measure: Measure, value: Any, at: str) -> End | None:
        if value is None:
            return None
        if measure == Measure.DAY:
            return self.day(value, at)
        if measure == Measure.MONEY:
            return self.amount(value, at)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(at, Problem.NOT_A_NUMBER, value)
            return None
        if not 0 <= value <= HIGHEST[measure]:
            self.fault(at, Problem.NOT_A_NUMBER, value)
        return value

    def day(self, value: Any, at: str) -> date | None:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(at, Problem.NOT_A_DATE, value)
            return None

    def amount(self, value: Any, at: str) -> Decimal | None:
        try:
            amount = Decimal(value) if isinstance(value, str | int) else Decimal("NaN")
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount < 0:
            self.fault(at, Problem.NOT_AN_AMOUNT, value)
            return None
        return amount


def _is_currency(value: Any) -> bool:
    return isinstance(value, str) and len(value) == CURRENCY_LETTERS and value.isupper()


def _is_value(kind: Kind, word: Word, value: Any) -> bool:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return False
    if word.values is not None:
        return value in word.values.values
    if kind == Kind.NATIONALITY:
        return len(value) == 2 and value.isascii() and value.isupper()  # noqa: PLR2004
    if kind == Kind.AREA:
        return all(part.strip() == part and part for part in value.split("/"))
    return True
