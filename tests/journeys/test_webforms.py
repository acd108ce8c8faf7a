"""A form in a real browser: the same answers as by plain pages and as ODK Collect sends them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from homeward.forms import xlsform
from homeward.forms.tests import sheets
from homeward.interviews.tests.conftest import ANSWERS, CHOICES, KEPT, SURVEY
from tests.journeys import webforms
from tests.journeys.webforms import Desk

READ = xlsform.read(sheets.form(SURVEY, CHOICES))
FORM, XFORM = READ.definition, READ.xform


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[[Desk], Page]]:
    """`opened(desk)`: its page, ready; whatever the policy or a script refuses fails the test."""
    said: list[str] = []
    contexts = []

    def show(desk: Desk, **window: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", **window)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "console",
            lambda line: said.append(line.text) if "Content Security" in line.text else None,
        )
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((desk.address, "data:", "blob:"))
                else said.append(asked.url)
            ),
        )
        page.goto(desk.address)
        expect(page.locator("[data-part=foot]")).to_be_visible()
        return page

    yield show
    for context in contexts:
        context.close()
    assert said == []


def type_in(control: Locator, text: str) -> None:
    """As one types: a number is taken when the field is left."""
    control.press_sequentially(text)
    control.press("Tab")


def fill(page: Page) -> None:
    page.get_by_text("Yes", exact=True).click()
    type_in(page.get_by_label("Hours a week"), "30")
    type_in(page.get_by_label("Name"), "Ama")
    type_in(page.get_by_label("Age", exact=True), "4")
    page.get_by_role("button", name="Add another").click()
    type_in(page.get_by_label("Name").nth(1), "Kofi")
    type_in(page.get_by_label("Age", exact=True).nth(1), "7")
    expect(page.get_by_text("Together 11 years")).to_be_visible()


def test_three_ways_give_the_same_answers(
    opened: Callable[[Desk], Page], assert_accessible: Callable[[Page], None]
) -> None:
    with webforms.served(FORM, XFORM) as desk:
        page = opened(desk)
        page.get_by_role("button", name="Send the answers").click()
        wrong = page.get_by_role("alert").get_by_role("link")
        expect(wrong).to_have_text("Do you work?: This needs an answer.")
        fill(page)
        assert_accessible(page)
        page.get_by_role("button", name="Send the answers").click()
        page.wait_for_url("**/done")
        assert desk.answers == KEPT
    assert webforms.plain_answers(FORM, ANSWERS) == KEPT
    raw = webforms.as_collect(FORM, XFORM, ANSWERS)
    assert webforms.instances.answers_of(raw, FORM) == KEPT


def test_a_draft_outlives_a_lost_network_and_is_not_taken_over_in_silence(
    opened: Callable[[Desk], Page],
) -> None:
    with webforms.served(FORM, XFORM) as desk:
        page = opened(desk)
        state = page.locator("[data-part=state]")
        desk.is_away = True
        page.get_by_text("No", exact=True).click()
        expect(state).to_contain_text("no connection", timeout=20_000)
        desk.is_away = False
        expect(state).to_contain_text("Draft kept", timeout=20_000)
        assert webforms.instances.answers_of(desk.kept[-1], FORM)["living/work"] == "no"
        desk.is_taken = True
        page.get_by_text("Yes", exact=True).click()
        expect(page.get_by_text("Yaw kept this draft")).to_be_visible(timeout=20_000)
        page.get_by_role("button", name="Keep mine instead").click()
        expect(state).to_contain_text("Draft kept", timeout=20_000)
        assert webforms.instances.answers_of(desk.kept[-1], FORM)["living/work"] == "yes"


def test_a_draft_is_opened_again_and_read_from_right_to_left(
    opened: Callable[[Desk], Page],
) -> None:
    raw = webforms.as_collect(FORM, XFORM, ANSWERS)
    with webforms.served(FORM, XFORM, raw) as desk:
        page = opened(desk)
        page.locator(".language-changer").first.click()
        page.get_by_role("option", name="Arabic (ar)").click()
        host = page.locator("[data-part=form]")
        expect(host).to_have_attribute("dir", "rtl")
        expect(host).to_have_attribute("lang", "ar")
        page.get_by_role("button", name="Send the answers").click()
        page.wait_for_url("**/done")
        assert desk.answers == KEPT
