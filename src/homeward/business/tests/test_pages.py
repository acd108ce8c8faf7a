"""The pages of a business: who opens which, and what they write."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from homeward.business import actions
from homeward.business.models import Business, BusinessPlan, RegistrationStep
from homeward.places.models import Country

OK, FOUND, REFUSED, FORBIDDEN, NOT_FOUND = 200, 302, 409, 403, 404


def url(name: str, *args: Any) -> str:
    return reverse(f"business:{name}", args=args)


def day(on: date, name: str = "on") -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def page(shop: Any, client_of: Any) -> Any:
    return client_of(shop.cast.partner)


def test_the_page_shows_break_even_and_how_it_is_computed(shop: Any, page: Any) -> None:
    shown = page.get(url("business", shop.business.pk)).content.decode()
    assert "600.00 GHS" in shown
    assert "Costs of a month 360.00 × 100 ÷ 60.00" in shown
    assert "400.00 GHS are missing" in shown


def test_every_page_of_a_business_opens(shop: Any, page: Any, client_of: Any) -> None:
    business = shop.business.pk
    paths = [url("of_case", shop.case.pk), url("new", shop.case.pk), url("groups")]
    paths += [url("change", shop.plan.pk), url("review", shop.plan.pk), url("ground")]
    of_business = ("business", "start", "stop", "visit", "add_check", "new_credit", "join")
    paths += [url(name, business) for name in of_business]
    assert {path: page.get(path).status_code for path in paths} == dict.fromkeys(paths, OK)
    adviser = client_of(shop.adviser)
    for name in ("new_step", "new_tax", "new_rule", "new_group"):
        assert adviser.get(url(name)).status_code == OK


def test_a_plan_is_drafted_sent_reviewed_and_begun_on_the_pages(
    shop: Any, page: Any, client_of: Any
) -> None:
    data = {
        "person": str(shop.people[0].pk), "activity": "Raises hens", "currency": "ghs",
        "sales": "900", "goods_share": "50",
    }  # fmt: skip
    assert page.post(url("new", shop.case.pk), data).status_code == FOUND
    plan = BusinessPlan.objects.exclude(pk=shop.plan.pk).get()
    refused = page.post(url("send", plan.pk))
    assert refused.status_code == REFUSED
    assert "Name at least one cost" in refused.content.decode()
    cost = {"kind": "monthly", "what": "Feed", "amount": "120"}
    assert page.post(url("add_cost", plan.pk), cost).status_code == FOUND
    assert page.post(url("send", plan.pk)).status_code == FOUND
    review = client_of(shop.adviser).post(url("review", plan.pk), {"verdict": "agree"})
    assert review.status_code == FOUND
    started = page.post(url("start", plan.business_id), day(shop.cast.now.date()))
    assert started.status_code == FOUND
    assert Business.objects.get(pk=plan.business_id).state == "running"


def test_a_step_is_entered_with_its_source_and_taken_onto_the_list(
    shop: Any, page: Any, client_of: Any
) -> None:
    data = {
        "country": "GH", "position": "1", "what": "Register the name", "where": "Registrar",
        "cost": "60", "source": "List of fees", **day(date(2020, 1, 1), "valid_from"),
    }  # fmt: skip
    adviser = client_of(shop.adviser)
    assert "Say in which currency." in adviser.post(url("new_step"), data).content.decode()
    assert adviser.post(url("new_step"), {**data, "currency": "GHS"}).status_code == FOUND
    assert "List of fees" in page.get(url("ground")).content.decode()
    assert page.post(url("take_up_steps", shop.business.pk)).status_code == FOUND
    shown = page.get(url("business", shop.business.pk)).content.decode()
    assert "0 of 1 done" in shown
    assert RegistrationStep.objects.get().recorded_by == shop.adviser


def test_a_group_is_opened_and_joined_by_choice(shop: Any, page: Any) -> None:
    data = {"name": "Tailors", "trade": "Tailoring", "country": "GH"}
    opened = page.post(url("new_group"), data)
    assert opened.status_code == FOUND
    group = opened["Location"].rstrip("/").rsplit("/", 1)[1]
    path = url("join", shop.business.pk)
    assert "own choice" in page.post(path, {"group": group}).content.decode()
    assert page.post(path, {"group": group, "agrees": "on"}).status_code == FOUND
    assert "Efua" in page.get(opened["Location"]).content.decode()


def test_trade_bodies_of_the_register_stand_beside_it(shop: Any, page: Any) -> None:
    from homeward.actors.models import Actor  # noqa: PLC0415 - of another feature's register

    Actor.objects.create(name="Tailors' union", kind="private", country_id="GH")
    shown = page.get(url("business", shop.business.pk)).content.decode()
    assert "Tailors&#x27; union" in shown


def test_strangers_find_nothing_and_others_may_not(shop: Any, client_of: Any) -> None:
    cast = shop.cast
    assert client_of(cast.stranger).get(url("business", shop.business.pk)).status_code == NOT_FOUND
    assert client_of(cast.officer).get(url("of_case", shop.case.pk)).status_code == FORBIDDEN
    assert client_of(shop.adviser).get(url("new_credit", shop.business.pk)).status_code == FORBIDDEN
    group = shop.act(
        actions.open_group, name="Tailors", trade="Tailoring",
        country=Country.objects.get(code="GH"),
    )  # fmt: skip
    assert client_of(cast.stranger).get(url("group", group.pk)).status_code == NOT_FOUND
