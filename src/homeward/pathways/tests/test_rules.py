from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from homeward.pathways import rules
from homeward.pathways.choices import Reason, RequirementKind, Validity
from homeward.pathways.rules import Asked, MarketFact, Sought

ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("vacancies", "seekers", "full"),
    [(10, 80, True), (10, 79, False), (0, 5, True), (0, 0, None), (None, 80, None),
     (10, None, None)],
)  # fmt: skip
def test_a_market_is_full_from_the_stated_ratio(
    vacancies: int | None, seekers: int | None, full: bool | None
) -> None:
    fact = MarketFact(vacancies=vacancies, seekers=seekers, observed_on=date(2026, 5, 1))
    told = rules.is_full(fact, seekers_per_vacancy=Decimal(8), oldest_days=365, on=ON)
    assert told is full


def test_an_old_fact_says_nothing_of_today() -> None:
    fact = MarketFact(vacancies=1, seekers=100, observed_on=date(2025, 1, 1))
    assert rules.is_full(fact, seekers_per_vacancy=Decimal(8), oldest_days=365, on=ON) is None


def sought(country: str, *, is_host: bool, sector: str = "", occupation: str = "") -> Sought:
    return Sought(
        country=country, sector=sector, occupation=occupation, source="Office", source_url="",
        on=ON, is_host=is_host,
    )  # fmt: skip


def test_both_sides_seek_what_they_name_alike_in_two_countries() -> None:
    found = rules.mutual(
        [sought("BE", is_host=True, sector="Care"), sought("GH", is_host=False, sector="care "),
         sought("BE", is_host=True, occupation="Welder"),
         sought("BE", is_host=False, occupation="Welder"),
         sought("GH", is_host=False, sector="Farming")]
    )  # fmt: skip
    assert [(one.name, len(one.hosts), len(one.origins)) for one in found] == [("Care", 1, 1)]


@pytest.mark.parametrize(
    ("opens", "closes", "verify", "stands"),
    [
        (None, None, date(2026, 7, 1), Validity.OPEN),
        (date(2026, 8, 1), None, date(2026, 7, 1), Validity.TO_COME),
        (None, date(2026, 5, 1), date(2026, 7, 1), Validity.CLOSED),
        (None, None, date(2026, 5, 1), Validity.OLD),
    ],
)
def test_what_was_not_verified_or_is_closed_is_marked(
    opens: date | None, closes: date | None, verify: date, stands: Validity
) -> None:
    assert rules.validity(opens_on=opens, closes_on=closes, verify_by=verify, on=ON) == stands


GOOD = rules.PathwayFacts(
    same_country=False, opens_on=None, closes_on=None, cost=None, currency="", source="Office",
    verify_by=date(2026, 7, 1), today=ON,
)  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"same_country": True}, Reason.SAME_COUNTRY),
        ({"opens_on": ON, "closes_on": date(2026, 1, 1)}, Reason.ENDS_BEFORE_IT_BEGINS),
        ({"cost": Decimal(5)}, Reason.COST_NEEDS_CURRENCY),
        ({"source": " "}, Reason.NO_SOURCE),
        ({"verify_by": ON}, Reason.VERIFY_LATER),
    ],
)
def test_each_fault_of_a_pathway_is_said(wrong: dict[str, object], reason: Reason) -> None:
    assert rules.reasons_not_to_keep(replace(GOOD, **wrong)) == [reason]  # type: ignore[arg-type]


def test_a_next_step_has_a_day_and_a_day_has_a_step() -> None:
    def said(step: str, day: date | None) -> list[Reason]:
        return rules.reasons_not_to_log(on=ON, today=ON, next_step=step, next_on=day)

    assert said("Visit", None) == [Reason.NO_DAY]
    assert said("", ON) == [Reason.NO_STEP]
    assert said("", None) == []


AGE = Asked(
    kind=RequirementKind.AGE, least=18, most=40, source="Gazette", valid_from=date(2026, 1, 1)
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"least": None, "most": None}, Reason.NOTHING_ASKED),
        ({"least": 41}, Reason.LEAST_ABOVE_MOST),
        ({"source": " "}, Reason.NO_SOURCE),
        ({"valid_from": None}, Reason.NO_FIRST_DAY),
        ({"valid_until": date(2025, 12, 31)}, Reason.ENDS_BEFORE_IT_BEGINS),
        ({"kind": RequirementKind.MONEY, "amount": Decimal(60)}, Reason.COST_NEEDS_CURRENCY),
        ({"kind": RequirementKind.DOCUMENT}, Reason.NOTHING_ASKED),
    ],
)
def test_each_missing_part_keeps_a_requirement_off_the_list(change: Any, reason: Reason) -> None:
    assert rules.reasons_not_to_ask_for(AGE) == []
    assert rules.reasons_not_to_ask_for(replace(AGE, **change)) == [reason]


def test_an_offer_of_an_employer_needs_no_more_words_and_nought_is_a_value() -> None:
    assert replace(AGE, kind=RequirementKind.OFFER).is_said
    free = replace(AGE, kind=RequirementKind.MONEY, amount=Decimal(0), currency="EUR")
    assert free.is_said


def test_what_has_no_first_day_was_always_asked() -> None:
    assert rules.is_asked(valid_from=None, valid_until=None, on=ON)
    assert not rules.is_asked(valid_from=None, valid_until=date(2026, 5, 31), on=ON)
    assert not rules.is_asked(valid_from=date(2026, 6, 2), valid_until=None, on=ON)
