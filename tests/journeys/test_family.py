"""Story 1: one family's whole way, from the counselling room in Belgium to a closed case in Ghana.

Each step is a real page, opened by the person whose step it is, in a real browser.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.family import Way, main

pytestmark = pytest.mark.journey


@pytest.fixture
def way(
    sign_in: Callable[..., Page],
    screenshot: Callable[[Page, str], Path],
    assert_accessible: Callable[[Page], None],
) -> Callable[..., Way]:
    """A walk whose every page is kept as a picture and looked through by axe."""

    def seen(page: Page, step: str) -> None:
        screenshot(page, step)
        assert_accessible(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels too wide"

    return lambda **settings: Way(sign_in=sign_in, seen=seen, **settings)


def to_the_arrival(way: Way) -> None:
    way.search_and_register()
    way.consent()
    way.intake()
    standing = way.suspend_agreement()
    page = way.announce(flight=False)
    reasons = main(page).locator("[role=alert] li")
    assert reasons.count() >= 2, "the agreement and the flight are missing, both at once"
    way.seen(page, "06 announcement refused")
    way.sign_new_agreement()
    page = way.announce()
    expect(page.locator("main [role=alert]")).to_have_count(0)
    way.seen(way.open_case("lieve"), "09 announced")
    way.arrive()
    way.resume_agreement(standing)
    way.end_agreement()


def test_the_family_s_way_in_english(
    way: Callable[..., Way], context_of: Callable[..., Any], tmp_path: Path
) -> None:
    walk = way()
    to_the_arrival(walk)
    walk.confirm_facts()
    walk.plan()
    walk.decide("adjourned", "incomplete")
    walk.send_again()
    walk.decide("no_show", "absent")
    walk.send_again()
    walk.decide("approved", "fits", condition="A second quote for the stall", voted=True)
    walk.meet_condition()
    phone = context_of(size="phone").new_page()
    walk.refer("course")
    walk.decline(phone)
    walk.refer("", again=True)
    walk.accept_and_report(phone)
    walk.read_outcome()
    walk.pay(tmp_path)
    walk.survey()
    walk.close()
    page = walk.open_case("abena")
    page.goto(f"/cases/{walk.case}/?all")
    for event in (
        "Case opened",
        "Arrival announced",
        "Arrived, and taken over",
        "Fact corrected",
        "Plan adjourned",
        "The plan was not heard",
        "Plan approved with 1 condition",
        "Declined",
        "Completed",
        "paid on proof",
        "Survey held",
        "Case closed",
    ):
        expect(main(page)).to_contain_text(event)
    walk.seen(page, "30 the whole way")


def test_the_first_half_in_arabic(way: Callable[..., Way]) -> None:
    walk = way(language="ar", family_name="Boafo")
    to_the_arrival(walk)
    page = walk.open_case("lieve")
    assert page.locator("html").get_attribute("dir") == "rtl"
    walk.seen(page, "12 the case after arrival")
