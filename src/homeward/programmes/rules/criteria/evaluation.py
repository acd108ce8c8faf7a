"""Whether facts meet a criterion, in three values (S. C. Kleene, Introduction to Metamathematics,
1952, § 64, the strong tables): met, not met, unknown.

Learning a fact never turns met into not met or the other way; it only settles what was unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.programmes.rules.criteria.facts import Facts, Span, Traits, Value
from homeward.programmes.rules.criteria.nodes import (
    All,
    Criterion,
    Either,
    Everyone,
    Leaf,
    Not,
    NotStated,
    OneOf,
    Within,
    parts_of,
)
from homeward.programmes.rules.criteria.vocabulary import Kind


class Answer(TextChoices):
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    UNKNOWN = "unknown", _("unknown")


MET, NOT_MET, UNKNOWN = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN
_NEGATED = {MET: NOT_MET, NOT_MET: MET, UNKNOWN: UNKNOWN}


@dataclass(frozen=True)
class Result:
    """The answer for a node, with the answers of its parts; `value` is what a leaf rests on."""

    at: str
    criterion: Criterion
    answer: Answer
    value: Value = None
    parts: tuple["Result", ...] = field(default=())

    def leaves(self) -> Iterator["Result"]:
        """Each leaf's own answer, in reading order, before any `not` around it."""
        if isinstance(self.criterion, Within | OneOf):
            yield self
        for part in self.parts:
            yield from part.leaves()

    def to_ask(self) -> Iterator["Result"]:
        """The unknown leaves that can still change the answer; none where it is settled."""
        if self.answer != UNKNOWN:
            return
        if isinstance(self.criterion, Within | OneOf):
            yield self
        for part in self.parts:
            yield from part.to_ask()


def evaluate(criterion: Criterion, facts: Facts, at: str = "") -> Result:
    """Met, not met or unknown, for the whole and for every part, each with its JSON pointer."""
    if isinstance(criterion, Within | OneOf):
        value = facts.value(criterion.kind)
        return Result(at, criterion, _leaf(criterion, value), value)
    parts = tuple(evaluate(part, facts, at + step) for step, part in parts_of(criterion))
    return Result(at, criterion, _joined(criterion, [part.answer for part in parts]), parts=parts)


def _joined(criterion: Criterion, answers: list[Answer]) -> Answer:
    match criterion:
        case All():
            return every(answers)
        case Either():
            return some(answers)
        case Not():
            return _NEGATED[answers[0]]
        case Everyone():
            return MET
        case NotStated():
            return UNKNOWN
    raise TypeError(criterion)


def every(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    if NOT_MET in found:
        return NOT_MET
    return UNKNOWN if UNKNOWN in found else MET


def some(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    if MET in found:
        return MET
    return UNKNOWN if UNKNOWN in found else NOT_MET


def _leaf(leaf: Leaf, value: Value) -> Answer:
    if isinstance(leaf, Within) and isinstance(value, Span):
        return _within(leaf, value)
    if isinstance(leaf, OneOf) and isinstance(value, Traits):
        return some(_holds(leaf.kind, value, wanted) for wanted in leaf.any_of)
    return UNKNOWN


def _within(leaf: Within, span: Span) -> Answer:
    """Sums in two currencies are not compared: no rate is stated."""
    if leaf.currency and span.currency and leaf.currency != span.currency:
        return UNKNOWN
    return every([_reaches(leaf, span), _stays_under(leaf, span)])


def _reaches(leaf: Within, span: Span) -> Answer:
    if leaf.least is None:
        return MET
    if span.least is not None and span.least >= leaf.least:  # type: ignore[operator]
        return MET
    below = span.most is not None and span.most < leaf.least  # type: ignore[operator]
    return NOT_MET if below else UNKNOWN


def _stays_under(leaf: Within, span: Span) -> Answer:
    if leaf.most is None:
        return MET
    if span.most is not None and span.most <= leaf.most:  # type: ignore[operator]
        return MET
    above = span.least is not None and span.least > leaf.most  # type: ignore[operator]
    return NOT_MET if above else UNKNOWN


def _holds(kind: Kind, traits: Traits, wanted: str) -> Answer:
    if kind == Kind.AREA:
        return _lies_in(traits, wanted)
    if kind == Kind.SKILL:
        return _is_skilled(traits, wanted)
    if wanted in traits.has:
        return MET
    return NOT_MET if traits.closed or wanted in traits.lacks else UNKNOWN


def _lies_in(traits: Traits, wanted: str) -> Answer:
    """In an area, outside it, or known only as far as an area around it."""
    if wanted in traits.has:
        return MET
    deepest = max(traits.has, key=len, default="")
    return UNKNOWN if wanted.startswith(f"{deepest}/") else NOT_MET


def _is_skilled(traits: Traits, wanted: str) -> Answer:
    """Skills in words that differ may still be the same skill; addresses that differ are not."""
    plain = {_plain(skill) for skill in traits.has}
    if _plain(wanted) in plain:
        return MET
    comparable = _is_address(wanted) and all(_is_address(skill) for skill in plain)
    return NOT_MET if comparable and traits.closed else UNKNOWN


def _plain(skill: str) -> str:
    return " ".join(skill.casefold().split())


def _is_address(skill: str) -> bool:
    return skill.startswith(("http://", "https://"))
