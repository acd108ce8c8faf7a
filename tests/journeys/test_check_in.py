"""The list at the gate in a real browser, while the network comes and goes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
OFFICER = "kofi@demo.homeward.example"
KEPT = "Object.keys(localStorage).map(key => localStorage.getItem(key)).join()"


def open_list(page: Page) -> None:
    """Today's flight with whoever is still expected on it; the demo has such every day."""
    page.goto("/arrivals/")
    page.locator("a[id^='register-']").first.click()
    page.wait_for_url(re.compile(r"/arrivals/[0-9a-f-]{36}/$"))
    page.locator("a[href*='/arrivals/check-in/']").first.click()
    page.wait_for_url(re.compile(r"/arrivals/check-in/\?"))


def test_what_is_tapped_without_a_network_is_kept_and_sent_once(
    sign_in: Callable[..., Page], assert_accessible, screenshot
) -> None:
    page = sign_in(OFFICER, size="phone")
    open_list(page)
    assert_accessible(page)
    party = page.locator(".party:has(form)").first
    arrival = party.get_attribute("id")
    name = party.locator("h2 bdi").first.inner_text()
    again = page.url

    page.context.set_offline(True)
    party.locator("button.yes").click()
    kept = page.locator("[data-kept]")
    expect(kept).to_contain_text("1 kept on this phone, sent when the network is back")
    expect(party.locator("[data-state]")).to_have_text("Kept here, not sent yet")
    screenshot(page, "kept on the phone")
    said = page.evaluate(KEPT)
    assert "arrived" in said
    assert name not in said, "no name is kept on the phone"

    # Another tap on the same party replaces the first; closing the page loses nothing.
    party.locator("button.yes").click()
    expect(kept).to_contain_text("1 kept on this phone")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(again)
    state = page.locator(f"#{arrival} [data-state]")
    expect(state).to_contain_text("Arrived")
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert "key" not in page.evaluate(KEPT)
    page.reload()
    expect(page.locator(f"#{arrival}.is-done")).to_be_visible()


def test_what_somebody_else_said_otherwise_is_told_and_not_overwritten(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in(OFFICER, size="phone")
    open_list(page)
    party = page.locator(".party:has(form)").first
    arrival = party.get_attribute("id")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(f"#{arrival} button.yes").click()
    expect(other.locator(f"#{arrival} [data-state]")).to_contain_text("Arrived")
    party.get_by_role("button", name="Not arrived").click()
    expect(party.locator("[data-state]")).to_contain_text("said otherwise")
    page.reload()
    expect(page.locator("[data-kept]")).to_contain_text("said otherwise")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-kept]")).to_be_hidden()
