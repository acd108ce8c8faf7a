"""Strategies: any criterion of the vocabulary, and any facts, with some of them unknown."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from homeward.programmes.rules.criteria import (
    EVERYONE,
    WORDS,
    Aid,
    All,
    Criterion,
    Either,
    Facts,
    Household,
    Kind,
    Measure,
    Not,
    OneOf,
    Residence,
    Span,
    Traits,
    Vulnerability,
    Within,
)

ON = date(2026, 5, 1)
AREAS = ["GH", "GH/GH01", "GH/GH01/GH0101", "GH/GH02", "SN", "SN/SN01"]
ESCO = "http://data.europa.eu/esco/skill/"
OPEN = {
    Kind.AREA: AREAS,
    Kind.NATIONALITY: ["GH", "SN", "ET"],
    Kind.LANGUAGE: ["en", "fr", "tw"],
    Kind.SKILL: [
        "http://data.europa.eu/esco/skill/a",
        "http://data.europa.eu/esco/skill/b",
        "Sewing",
    ],
}
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
AMOUNTS = st.integers(0, 5000).map(Decimal)


def values_of(kind: Kind) -> list[str]:
    listed = WORDS[kind].values
    return listed.values if listed is not None else OPEN[kind]


def _ends(measure: Measure) -> st.SearchStrategy[Any]:
    if measure == Measure.DAY:
        return DAYS
    return AMOUNTS if measure == Measure.MONEY else st.integers(0, 40)


@st.composite
def leaves(draw: st.DrawFn, *, package: bool = False) -> OneOf | Within:
    kinds = [kind for kind in Kind if package or not WORDS[kind].package_only]
    kind = draw(st.sampled_from(kinds))
    measure = WORDS[kind].measure
    if measure is None:
        chosen = st.frozensets(st.sampled_from(values_of(kind)), min_size=1, max_size=3)
        return OneOf(kind=kind, any_of=draw(chosen))
    ends = sorted(draw(st.lists(_ends(measure), min_size=2, max_size=2)))
    least, most = draw(st.sampled_from([(ends[0], ends[1]), (None, ends[1]), (ends[0], None)]))
    currency = draw(st.sampled_from(["EUR", "GHS"])) if measure == Measure.MONEY else ""
    return Within(kind=kind, least=least, most=most, currency=currency)


def _grown(inner: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(parts.map(All), parts.map(Either), inner.map(Not))


CRITERIA: st.SearchStrategy[Criterion] = st.recursive(
    st.one_of(leaves(), st.just(EVERYONE)), _grown, max_leaves=6
)


def _spans(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[Span]:
    return st.lists(ends, min_size=2, max_size=2).map(lambda two: Span(min(two), max(two)))


@st.composite
def _traits(draw: st.DrawFn, values: list[str]) -> Traits:
    has = draw(st.frozensets(st.sampled_from(values)))
    lacks = draw(st.frozensets(st.sampled_from(values)))
    return Traits(has, lacks - has, closed=draw(st.booleans()))


def _some(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


AIDS = st.builds(
    Aid,
    on=DAYS,
    amount=st.none() | AMOUNTS,
    currency=st.sampled_from(["EUR", "GHS"]),
)
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "age": _spans(st.integers(0, 40)),
    "sex": st.sampled_from(values_of(Kind.SEX)),
    "household_size": _spans(st.integers(1, 12)),
    "household": _traits(Household.values),
    "vulnerabilities": _traits(Vulnerability.values),
    "area": st.sampled_from(AREAS),
    "nationalities": _some(OPEN[Kind.NATIONALITY]),
    "returns_on": _spans(DAYS),
    "aid": st.lists(AIDS, max_size=3).map(tuple),
    "languages": _some(OPEN[Kind.LANGUAGE]),
    "skills": _some(OPEN[Kind.SKILL]),
    "residence": _traits(Residence.values),
    "months_in_area": _spans(st.integers(0, 40)),
}


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Each fact known or not."""
    known = {name: draw(st.none() | strategy) for name, strategy in KNOWN.items()}
    return Facts(on=ON, **known)


@st.composite
def facts_learnt(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """The same facts before and after one that was unknown was told."""
    before = draw(facts())
    name = draw(st.sampled_from(sorted(KNOWN)))
    known = {field: getattr(before, field) for field in KNOWN}
    told = draw(KNOWN[name])
    less = Facts(on=ON, **known | {name: None})
    return less, Facts(on=ON, **known | {name: told})
