"""The map in a real browser: drawn from this host alone, by keyboard too, and hidden without it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
MANAGER = "thomas@demo.homeward.example"
GHANA = "/places/countries/GH/"


def drawn(page: Page) -> None:
    page.goto(GHANA)
    page.locator(".hw-map").scroll_into_view_if_needed()
    expect(page.locator(".hw-map-view.is-drawn")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("ar", "phone")])
def test_a_map_is_drawn_from_this_host_alone(
    sign_in: Callable[..., Page], assert_accessible, screenshot, language: str, size: str
) -> None:
    page = sign_in(MANAGER, language=language, size=size)
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    drawn(page)
    assert page.locator(".hw-map-bubble").count() > 3
    assert_accessible(page)
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0, f"{width} pixels too wide"
    host = page.url.split("/")[2]
    assert all(url.startswith((f"http://{host}/", "data:", "blob:")) for url in asked)
    assert [text for text in told if "Content Security Policy" in text] == []
    screenshot(page, "map")


def test_a_bubble_is_reached_and_followed_by_keyboard(sign_in: Callable[..., Page]) -> None:
    page = sign_in(MANAGER)
    drawn(page)
    bubble = page.locator("a.hw-map-bubble").first
    bubble.focus()
    expect(bubble).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/places/areas/\d+/$"))


def test_zooming_parts_what_was_drawn_as_one(sign_in: Callable[..., Page]) -> None:
    page = sign_in(MANAGER)
    drawn(page)
    before = page.locator(".hw-map-bubble").count()
    for _step in range(3):
        page.get_by_role("button", name="Zoom in", exact=True).click()
    expect(page.locator(".hw-map-bubble--many")).to_have_count(0)
    assert page.locator(".hw-map-bubble").count() >= before


def test_without_javascript_the_table_is_the_content(
    sign_in: Callable[..., Page],
) -> None:
    page = sign_in(MANAGER, javascript=False)
    page.goto(GHANA)
    expect(page.locator(".hw-map-view")).to_be_hidden()
    expect(page.get_by_role("table")).to_contain_text("Ashanti")
