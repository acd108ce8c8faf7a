from dataclasses import replace
from datetime import date, timedelta

import pytest

from homeward.mechanisms import rules
from homeward.mechanisms.choices import Finding, Requirement, Verdict
from homeward.mechanisms.rules import Facts, Route

TODAY = date(2026, 5, 1)
WHOLE = Facts(
    today=TODAY,
    agreements=2,
    procedures=1,
    stages=frozenset({"counselling", "support"}),
    owner_is_local=True,
    local_members=3,
    foreign_members=1,
    dimensions=frozenset({"economic", "social", "psychosocial"}),
    judged_on=TODAY - timedelta(days=30),
)


def test_a_system_that_has_all_meets_the_four_requirements() -> None:
    assessed = rules.assess(WHOLE)
    assert [each.requirement for each in assessed] == list(Requirement)
    assert {each.verdict for each in assessed} == {Verdict.MET}


@pytest.mark.parametrize(
    ("change", "requirement", "lacking"),
    [
        ({"agreements": 0}, Requirement.AGREEMENTS, Finding.AGREEMENT_IN_FORCE),
        ({"procedures": 0}, Requirement.AGREEMENTS, Finding.PROCEDURE_IN_FORCE),
        ({"owner_is_local": False}, Requirement.OWNERSHIP, Finding.OWNER_IS_LOCAL),
        ({"local_members": 0}, Requirement.OWNERSHIP, Finding.HAS_MEMBERS),
        ({"stages": frozenset({"support"})}, Requirement.LINKS, Finding.BEFORE_DEPARTURE),
        ({"stages": frozenset({"decision"})}, Requirement.LINKS, Finding.AFTER_ARRIVAL),
        ({"foreign_members": 0}, Requirement.LINKS, Finding.ABROAD),
        (
            {"dimensions": frozenset({"economic", "social"})},
            Requirement.DIMENSIONS,
            Finding.PSYCHOSOCIAL,
        ),
        ({"judged_on": date(2024, 1, 1)}, Requirement.DIMENSIONS, Finding.MONITORED),
        ({"judged_on": None}, Requirement.DIMENSIONS, Finding.MONITORED),
    ],
)
def test_what_is_missing_is_named(
    change: dict[str, object], requirement: Requirement, lacking: Finding
) -> None:
    [short] = [each for each in rules.assess(replace(WHOLE, **change)) if each.lacking]
    assert (short.requirement, short.lacking, short.verdict) == (
        requirement,
        [lacking],
        Verdict.PARTLY,
    )


def route(hub: str, area: int | None = None, depth: int = 0, *needs: str) -> Route:
    return Route(hub=hub, area=area, depth=depth, needs=frozenset(needs))


def test_the_narrowest_rule_names_the_hub() -> None:
    routes = [
        route("any"),
        route("region", 1, 1),
        route("region, training", 1, 1, "training"),
        route("district", 2, 2),
    ]
    assert rules.hub_for(routes, areas=frozenset({1}), need="health") == "region"
    assert rules.hub_for(routes, areas=frozenset({1}), need="training") == "region, training"
    assert rules.hub_for(routes, areas=frozenset({1, 2}), need="training") == "district"
    assert rules.hub_for(routes, areas=frozenset({9}), need="training") == "any"
    assert rules.hub_for(routes[1:], areas=frozenset(), need="") is None
