"""The desk at the gate in a real browser, while the network comes and goes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import carrying

pytestmark = pytest.mark.journey
OFFICER = "kofi@demo.homeward.example"


def test_what_is_tapped_without_a_network_is_kept_and_sent_once(
    sign_in: Callable[..., Page], assert_accessible, screenshot
) -> None:
    page = sign_in(OFFICER, size="phone")
    page.goto("/arrivals/")
    page.locator("a[id^='register-']").first.click()
    page.wait_for_url(re.compile(r"/arrivals/[0-9a-f-]{36}/$"))
    page.locator("a[href*='/arrivals/check-in/']").first.click()
    page.wait_for_url(re.compile(r"/arrivals/check-in/\?"))
    assert_accessible(page)
    page.locator("#along").click()
    carrying.take(page)
    assert_accessible(page)
    party = page.locator(".party:has(form)").first
    ref = party.get_attribute("data-ref")
    name = party.locator("[data-name]").inner_text()
    screenshot(page, "list on the phone")

    page.context.set_offline(True)
    party.get_by_role("button", name="All arrived").click()
    waits = page.locator("[data-waits]")
    expect(waits).to_contain_text(re.compile(r"1 entry waits for the network, noted at \d\d:\d\d"))
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    state = page.locator(f"[data-ref='{ref}'] [data-state]")
    expect(state).to_contain_text("Kept here, not sent yet")
    screenshot(page, "kept on the phone")
    kept = carrying.stored(page)
    assert name not in str(kept), "no name is kept in clear"
    assert len(kept["entries"]) == 1

    # Another tap on the same party replaces the first; closing the page loses nothing.
    page.locator(f"[data-ref='{ref}']").get_by_role("button", name="All arrived").click()
    expect(waits).to_contain_text("1 entry waits")
    context = page.context
    page.close()
    page = context.new_page()
    page.goto("/offline/app/")
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits here")
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    carrying.unlock(page, "another-word-9")
    expect(page.locator("[data-told]")).to_have_text("This is not the passphrase of this list.")
    carrying.unlock(page)
    context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    carrying.expect_no_entry(page)
    expect(page.locator(f"[data-ref='{ref}'] [data-state]")).to_contain_text("Arrived")
    expect(page.locator("[data-sent]")).to_contain_text("1 entry was taken")


def test_what_somebody_else_said_otherwise_is_told_and_not_overwritten(
    sign_in: Callable[..., Page], assert_accessible, screenshot
) -> None:
    page = sign_in(OFFICER, size="phone")
    carrying.take(page)
    party = page.locator(".party:has(button[value='arrived'])").first
    ref = party.get_attribute("data-ref")
    number = party.locator("[data-number], [data-name]").all_inner_texts()
    page.context.set_offline(True)
    party.get_by_role("button", name="Not arrived").click()
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
    other = sign_in(OFFICER)
    carrying.take(other)
    theirs = other.locator(".party:has(form)", has_text=next(n for n in number if "-" in n))
    theirs.get_by_role("button", name="All arrived").click()
    expect(other.locator("[data-sent]")).to_contain_text("1 entry was taken")
    carrying.expect_no_entry(other)

    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    card = page.locator("[data-conflicts] .party")
    expect(card.locator("[data-mine]")).to_contain_text("Not arrived")
    expect(card.locator("[data-theirs]")).to_contain_text("Arrived")
    expect(card.locator("[data-theirs-when]")).to_contain_text(re.compile(r"Kofi.*\d\d:\d\d"))
    assert_accessible(page)
    screenshot(page, "both sides")
    card.get_by_role("button", name="Keep what stands").click()
    expect(page.locator("[data-conflicts]")).to_be_hidden()
    expect(page.locator(f"[data-ref='{ref}'] [data-state]")).to_contain_text("Arrived")
    carrying.expect_no_entry(page)
