"""A definition's formula: what it may say, and every reason why one is refused.

{"of": [...], "reached": [...], "unknown": [...], "within_months": 12}

`of` says which rows of the source are counted, `reached` which of these are the numerator,
`unknown` which are put aside because nobody knows. Each is a list of conditions, all of which must
hold: [column, "is" | "in" | "known" | "at_least" | "at_most", value]. With `within_months` a row
counts only when that time has passed, and what happened later than that has not happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.indicators.choices import Dimension, Measure, PeriodKind, Reason
from homeward.indicators.rules.events import ASKED

KEYS = {"of", "reached", "unknown", "within_months"}
TESTS = {"is", "in", "known", "at_least", "at_most"}
# Measures that count what reached something; the others need a value, or a value and a base.
COUNTING = {Measure.SHARE, Measure.COUNT}
MONTHS = range(1, 121)
PARTS = 3


@dataclass(frozen=True, kw_only=True)
class DefinitionFacts:
    """What a definition says, as far as it can be wrong. `sources` name what they can give:
    source -> (units, kinds, outcomes, dimensions); empty kinds or outcomes: anything."""

    meaning: str
    numerator: str
    denominator: str
    cited: str
    dated_by: str
    source: str
    unit: str
    measure: str
    formula: Any
    dimensions: Sequence[str]
    periods: Sequence[str]
    sources: Mapping[str, "Gives"]


@dataclass(frozen=True, kw_only=True)
class Gives:
    """What a source can be asked for."""

    units: frozenset[str]
    measures: frozenset[str]
    dimensions: frozenset[str]
    kinds: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    has_until: bool = False


def reasons_not_to_publish(facts: DefinitionFacts) -> list[Reason]:
    """Every reason at once."""
    gives = facts.sources.get(facts.source)
    checks = [
        (bool(facts.meaning.strip()), Reason.NO_MEANING),
        (bool(facts.numerator.strip() and facts.denominator.strip()), Reason.NO_WORDS),
        (bool(facts.cited.strip()), Reason.NO_SOURCE),
        (bool(facts.dated_by.strip()), Reason.NO_DAY),
        (_known(facts.periods, PeriodKind) and bool(facts.periods), Reason.NO_PERIOD),
        (_known(facts.dimensions, Dimension), Reason.UNKNOWN_DIMENSION),
        (facts.measure in Measure.values, Reason.UNKNOWN_MEASURE),
        (gives is not None, Reason.UNKNOWN_DATA),
    ]
    found = [reason for holds, reason in checks if not holds]
    if gives is not None:
        found += _reasons_against_source(facts, gives)
    return found + reasons_against_formula(facts.formula, facts.measure, gives)


def _known(values: Sequence[str], choices: Any) -> bool:
    return set(values) <= set(choices.values)


def _reasons_against_source(facts: DefinitionFacts, gives: Gives) -> list[Reason]:
    checks = [
        (facts.unit in gives.units, Reason.WRONG_UNIT),
        (facts.measure in gives.measures, Reason.WRONG_MEASURE),
        (set(facts.dimensions) <= gives.dimensions, Reason.WRONG_DIMENSION),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_against_formula(formula: Any, measure: str, gives: Gives | None) -> list[Reason]:
    if not isinstance(formula, dict) or not set(formula) <= KEYS:
        return [Reason.NOT_A_FORMULA]
    conditions = [c for key in ("of", "reached", "unknown") for c in _listed(formula.get(key, []))]
    months = formula.get("within_months")
    checks = [
        (all(_is_condition(c) for c in conditions), Reason.NOT_A_CONDITION),
        (months is None or (_is_whole(months) and months in MONTHS), Reason.WRONG_MONTHS),
        (measure not in COUNTING or bool(formula.get("reached")), Reason.NOTHING_REACHED),
        (_are_told(conditions, gives), Reason.NEVER_TOLD),
    ]
    return [reason for holds, reason in checks if not holds]


def _listed(value: Any) -> list[Any]:
    # What is no list is one condition that is none.
    return value if isinstance(value, list) else [value]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_condition(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != PARTS:
        return False
    column, test, wanted = value
    if column not in ASKED or test not in TESTS:
        return False
    if test == "in":
        return isinstance(wanted, list) and bool(wanted)
    if test == "known":
        return isinstance(wanted, bool)
    if test in ("at_least", "at_most"):
        return isinstance(wanted, int | float) and column in ("months", "value", "base")
    return _is_whole(wanted) if column == "months" else isinstance(wanted, str)


def _are_told(conditions: Sequence[Any], gives: Gives | None) -> bool:
    """A word that the source never says would count nobody, and nobody would notice."""
    if gives is None:
        return True
    words = {"kind": gives.kinds, "outcome": gives.outcomes}
    for condition in conditions:
        if not _is_condition(condition):
            continue
        column, test, wanted = condition
        said = words.get(column)
        asked = set(wanted) if test == "in" else {wanted}
        if said and test in ("is", "in") and not asked <= said | {""}:
            return False
        if column == "until" and not gives.has_until:
            return False
    return True
