"""What fits one person: in which order, with which reasons, and why others don't."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from homeward.matches import queries
from homeward.matches.choices import Why
from homeward.matches.queries.catalogue import monthly
from homeward.offers.models import Offer
from homeward.programmes.models import CriteriaVersion, Programme


def search(market: Any, person: Any = None) -> queries.Search:
    return queries.Search(market.case, person or market.person, on=timezone.localdate())


def found(market: Any) -> list[str]:
    with market.cast.as_app(market.cast.owner):
        return [match.title for match in search(market).best(most=20)]


def lines(market: Any, title: str) -> dict[str, set[str]]:
    with market.cast.as_app(market.cast.owner):
        match = next(m for m in search(market).best(most=20) if m.title == title)
        return {
            "met": {str(line.text) for line in match.met},
            "unmet": {str(line.text) for line in match.unmet},
            "ask": {str(line.text) for line in match.to_ask},
        }


def test_what_the_person_can_do_comes_first(market: Any) -> None:
    market.worked("tailor", 6)
    market.has("cut fabric")
    market.offer("Welder", occupation=market.work["welder"])
    market.offer("Dressmaker", occupation=market.work["dressmaker"])
    market.offer("Tailor", occupation=market.work["tailor"], years_asked=3)
    assert found(market) == ["Tailor", "Dressmaker", "Welder"]
    told = lines(market, "Tailor")
    assert {"Has done this work", "Has 1 of 2 skills asked for"} <= told["met"]
    assert "How many places are free" in told["ask"]
    assert "Has not done this work, or not for long enough" in lines(market, "Welder")["unmet"]
    with market.cast.as_app(market.cast.owner):
        best = search(market).best(most=1)[0]
        assert (best.has, best.lacks) == (["cut fabric"], ["sew by hand"])
        # The page can be computed by hand.
        assert sum(part.points for part in best.parts) == pytest.approx(best.hundredths)


def test_a_service_without_an_offer_is_offered_too(market: Any) -> None:
    service = market.cast.service(countries=["GH"], category="training")
    assert found(market) == [service.name]
    market.offer("Course, autumn", kind="training", service=service)
    assert found(market) == ["Course, autumn"]


def test_what_is_closed_or_elsewhere_is_not_offered(market: Any) -> None:
    market.offer("Draft", status="draft")
    market.offer("Filled", status="filled")
    abroad = {"town": None, "organisation": market.cast.host}
    Offer.objects.create(title="Abroad", kind="training", status="open", **abroad)
    Offer.objects.create(
        title="Before departure", kind="training", status="open", before_departure=True, **abroad
    )
    assert found(market) == ["Before departure"]


def test_a_change_of_an_offer_is_seen_at_once(market: Any) -> None:
    offer = market.offer("Tailor")
    assert found(market) == ["Tailor"]
    Offer.objects.filter(pk=offer.pk).update(status="closed", changed_at=timezone.now())
    assert found(market) == []


def test_each_reason_of_the_others_is_counted_and_told(market: Any) -> None:
    today = timezone.localdate()
    market.wish(max_km=50, intensity_at_most="light")
    market.offer("Full", places_free=0, places_total=5)
    market.offer("Late", apply_by=today - timedelta(days=1))
    market.offer("Hard and full", intensity="heavy", places_free=0)
    market.offer("Far", town=None, latitude=9.4, longitude=-0.84)
    market.offer("For men over fifty", minimum_age=50)
    market.offer("Near")
    with market.cast.as_app(market.cast.owner):
        asked = search(market)
        assert (asked.fitting, asked.size) == (1, 6)
        assert {one.why: one.count for one in asked.refused} == {
            Why.NO_PLACE: 2, Why.DATES: 1, Why.INTENSITY: 1, Why.FAR: 1, Why.CRITERION: 1,
        }  # fmt: skip
        full = asked.matches_of(asked.rows_refused(Why.NO_PLACE))
        assert {m.title: m.refused for m in full} == {
            "Full": [Why.NO_PLACE], "Hard and full": [Why.NO_PLACE, Why.INTENSITY],
        }  # fmt: skip


def test_a_programme_s_criteria_are_asked_once_and_told_by_leaf(market: Any) -> None:
    cast = market.cast
    programme = Programme.objects.create(
        code="dev", name="Skills for all", lead_org=cast.partner_org, starts_on=cast.now.date()
    )
    CriteriaVersion.objects.create(
        programme=programme, number=1, status="published", valid_from=cast.now.date(),
        tree={"version": 1, "criterion": {"all": [
            {"kind": "sex", "any_of": ["female"]},
            {"kind": "vulnerability", "any_of": ["debt"]},
        ]}},
    )  # fmt: skip
    market.offer("Seat", kind="seat", programme=programme)
    told = lines(market, "Seat")
    assert any("women" in text for text in told["met"])
    assert any("debts" in text for text in told["ask"])


def test_another_member_of_the_household_is_asked_for_themselves(market: Any) -> None:
    market.offer("For women", groups=["women"])
    with market.cast.as_app(market.cast.owner):
        assert search(market).fitting == 1
        son = search(market, market.people[1]).best(most=5)
        # Nobody has said of what sex he is.
        assert any(line.text == "For Women" for line in son[0].to_ask)


def test_wages_are_compared_by_the_month_where_they_can_be() -> None:
    assert monthly(Decimal(12), "week", None) == Decimal(12) * 52 / 12
    assert monthly(Decimal(10), "hour", Decimal(30)) == Decimal(1300)
    assert monthly(Decimal(10), "hour", None) is None
    assert monthly(Decimal(10), "day", None) is None


def test_the_next_best_leave_out_what_was_declined(market: Any) -> None:
    declined = market.offer("First", occupation=market.work["tailor"])
    market.offer("Second")
    with market.cast.as_app(market.cast.owner):
        best = queries.best_for(market.case, market.person, most=5, but=[declined.pk])
        assert [match.title for match in best] == ["Second"]
