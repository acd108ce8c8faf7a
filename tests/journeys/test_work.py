"""Two candidates, and an employer without an account that wants one, on a phone in Arabic."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.family import fill_date, main, submit, today

pytestmark = pytest.mark.journey
ADVISER = "kwame@demo.homeward.example"
EMPLOYER = "Harbour Logistics Ghana"
WANTED, NOT_WANTED = "Forklift driver", "Learn to run a warehouse"


def open_candidacy(page: Page, vacancy: str) -> str:
    """The one candidacy at this vacancy that is still open; its number."""
    page.goto("/work/vacancies/")
    main(page).get_by_role("link", name=vacancy, exact=True).click()
    row = main(page).locator("tr.is-row").first
    number = row.locator("small bdi").first.inner_text()
    row.locator("a").first.click()
    return number


def check(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").check()


def shortlist(page: Page, vacancy: str, *, ask: bool) -> str:
    number = open_candidacy(page, vacancy)
    if ask:
        page.get_by_role("link", name="Record what the person says").click()
        check(page, "wish", "yes")
        submit(page)
    page.get_by_role("link", name="Choose the facts").click()
    for box in page.locator("input[name=facts]").all():
        box.check()
    submit(page)
    expect(main(page)).to_contain_text("On the shortlist")
    return number


def test_an_employer_wants_one_of_two_and_the_person_is_placed(
    sign_in: Callable[..., Page],
    context_of: Callable[..., BrowserContext],
    assert_accessible: Callable[[Page], None],
    screenshot: Callable[[Page, str], object],
) -> None:
    adviser = sign_in(ADVISER)
    wanted = shortlist(adviser, WANTED, ask=True)
    other = shortlist(adviser, NOT_WANTED, ask=False)

    adviser.goto("/work/employers/")
    adviser.get_by_role("link", name=EMPLOYER, exact=True).click()
    submit(adviser, "/link/")
    link = adviser.locator("#own-link").input_value()

    phone = context_of(language="ar", size="phone").new_page()
    phone.goto(link)
    assert phone.locator("html").get_attribute("dir") == "rtl"
    expect(main(phone)).to_contain_text(other)
    assert_accessible(phone)
    screenshot(phone, "employer in Arabic")
    phone.get_by_role("link", name=re.compile(other)).click()
    assert_accessible(phone)
    check(phone, "answer", "no")
    phone.locator("select[name=refusal]").select_option("skills")
    submit(phone)
    phone.get_by_role("link", name=re.compile(wanted)).first.click()
    check(phone, "answer", "yes")
    fill_date(phone, "on", today())
    submit(phone)

    open_candidacy(adviser, WANTED)
    adviser.get_by_role("link", name="Agree the day").click()
    submit(adviser)
    phone.goto(link)
    phone.get_by_role("link", name=re.compile(wanted)).first.click()
    check(phone, "outcome", "hire")
    submit(phone)

    open_candidacy(adviser, WANTED)
    adviser.get_by_role("link", name="Record the placement").click()
    fill_date(adviser, "starts_on", today())
    submit(adviser)
    expect(main(adviser)).to_contain_text("After 12 months")
    assert_accessible(adviser)
    screenshot(adviser, "placed")
    adviser.goto("/work/funnel/")
    assert_accessible(adviser)
    screenshot(adviser, "funnel")
