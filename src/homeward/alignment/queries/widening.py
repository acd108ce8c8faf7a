"""Who would be newly covered if one criterion were widened, counted on the present caseload."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homeward.alignment.choices import Setting
from homeward.alignment.queries import caseload
from homeward.alignment.queries.facts import published_trees
from homeward.alignment.queries.thresholds import threshold
from homeward.alignment.rules.territory import Count, shown
from homeward.places.models import Area
from homeward.places.names import country_name
from homeward.programmes.models import Programme
from homeward.programmes.rules.criteria import (
    NOT_STATED,
    Answer,
    Criterion,
    Facts,
    Kind,
    Leaf,
    NotACriterion,
    OneOf,
    Variant,
    evaluate,
    leaves,
    parse,
    widen,
)


@dataclass(frozen=True)
class Wider:
    """One criterion widened: who becomes covered, and of whom it stays unknown."""

    before: Leaf
    after: Leaf | None
    newly: Count
    newly_text: str
    unknown: Count
    unknown_text: str


@dataclass(frozen=True)
class Caseload:
    """`total` cases were asked; of them so many are covered, not covered, unknown as it is now."""

    criterion: Criterion
    total: Count
    now: dict[Answer, str]
    wider: Sequence[Wider]
    smallest: int
    # The way down to an area, as criteria name it, and what the area is called.
    names: dict[str, str]
    is_all_unknown: bool


def caseload_of(programme: Programme, organisation: int | None, *, on: date) -> Caseload:
    """Under the reader's actor: open cases that the gate shows, with the facts that it shows."""
    criterion = _criterion(programme, on)
    rows, land = caseload.returns(organisation)
    known = caseload.facts_of(rows, land, on=on)
    smallest = threshold(Setting.SMALLEST_COUNT, on).value
    before = [evaluate(criterion, facts).answer for _row, facts in known]
    return Caseload(
        criterion=criterion,
        total=_count(known, [True] * len(known)),
        now={a: shown(_count(known, [b == a for b in before]), smallest=smallest) for a in Answer},
        wider=[
            _wider(variant, known, before, smallest)
            for at, _leaf in leaves(criterion)
            for variant in widen(criterion, at)
        ],
        smallest=smallest,
        names=_names(criterion),
        is_all_unknown=bool(known) and criterion != NOT_STATED and set(before) == {Answer.UNKNOWN},
    )


def _names(criterion: Criterion) -> dict[str, str]:
    paths = {
        path
        for _at, leaf in leaves(criterion)
        if isinstance(leaf, OneOf) and leaf.kind == Kind.AREA
        for path in leaf.any_of
    }
    # A wider one is around it: each step of the way down may be named.
    steps = {"/".join(p.split("/")[: n + 1]) for p in paths for n in range(p.count("/") + 1)}
    codes = {step.rpartition("/")[2]: step for step in steps}
    areas = {codes[area.pcode]: str(area) for area in Area.objects.filter(pcode__in=codes)}
    return areas | {c: country_name(c) for c in steps if "/" not in c}


def _criterion(programme: Programme, on: date) -> Criterion:
    tree = published_trees([programme.pk], on).get(programme.pk)
    try:
        return parse(tree) if tree else NOT_STATED
    except NotACriterion:
        return NOT_STATED


Known = Sequence[tuple[caseload.Return, Facts]]


def _wider(variant: Variant, known: Known, before: Sequence[Answer], smallest: int) -> Wider:
    after = [evaluate(variant.criterion, facts).answer for _row, facts in known]
    newly = _count(known, [_is_new(then, now) for then, now in zip(before, after, strict=True)])
    unknown = _count(known, [now == Answer.UNKNOWN for now in after])
    return Wider(
        before=variant.before,
        after=variant.after,
        newly=newly,
        newly_text=shown(newly, smallest=smallest),
        unknown=unknown,
        unknown_text=shown(unknown, smallest=smallest),
    )


def _is_new(then: Answer, now: Answer) -> bool:
    return now == Answer.MET and then != Answer.MET


def _count(known: Known, wanted: Sequence[bool]) -> Count:
    own = [row.is_own for (row, _facts), is_wanted in zip(known, wanted, strict=True) if is_wanted]
    return Count(all=len(own), own=sum(own))
