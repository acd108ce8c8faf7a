"""The pages that need nobody: they stand, on a desktop and a phone, in each language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("path", ["/accounts/login/", "/patterns"])
def test_a_page_for_everybody_is_accessible(
    context_of: Callable, assert_accessible, screenshot, path: str, size: str, language: str
) -> None:
    page: Page = context_of(language=language, size=size).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert_accessible(page)
    assert page.locator("h1").count() == 1
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0, f"{width} pixels too wide"
    host = page.url.split("/")[2]
    assert all(url.startswith((f"http://{host}/", "data:")) for url in asked)
    screenshot(page, "whole")
