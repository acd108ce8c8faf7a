"""A complaint from a telephone in French: sent, answered, read with the code and appealed."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

HANDLER, SECOND = "abena@demo.homeward.example", "yaw@demo.homeward.example"
WORDS = "On m’a dit de revenir trois fois."
AGAIN = "Personne n’a appelé depuis."


def _send(page: Page) -> None:
    page.locator("main form button[type=submit].btn-primary, main form button.btn-danger").click()


def _handle(page: Page, reference: str) -> None:
    page.goto(f"/complaints/?q={reference}")
    page.get_by_role("link", name=reference).click()


def test_anybody_complains_and_appeals_from_a_telephone(
    context_of: Callable[..., Any],
    sign_in: Callable[..., Page],
    screenshot: Callable[[Page, str], Any],
    assert_accessible: Callable[[Page], None],
) -> None:
    handler = sign_in(HANDLER)
    handler.goto("/complaints/card/")
    assert_accessible(handler)
    address = re.sub(r"^https?://[^/]+", "", handler.locator(".cp-url").inner_text())

    # Nobody is signed in, and no script runs.
    phone = context_of(language="fr", size="phone", javascript=False).new_page()
    phone.goto(address)
    screenshot(phone, "01 public page")
    phone.locator("select[name=category]").select_option("delay")
    _send(phone)
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.locator("textarea[name=what]").fill(WORDS)
    _send(phone)
    screenshot(phone, "02 code")
    code = phone.locator(".cp-code").inner_text()
    found = re.search(r"C-[0-9A-Z]{6}", phone.locator(".hw-head").inner_text())
    assert found is not None
    reference = found[0]

    _handle(handler, reference)
    handler.locator(".hw-next a.btn").click()
    handler.locator("select[name=handler]").select_option(label="Abena Sarpong")
    _send(handler)
    handler.locator(".hw-next a.btn").click()
    handler.locator("input[name=outcome][value=upheld]").check()
    handler.locator("textarea[name=text]").fill("Vous avez raison, nous sommes désolés.")
    _send(handler)
    expect(handler.get_by_text("Vous avez raison").first).to_be_visible()
    assert_accessible(handler)
    screenshot(handler, "03 answered")

    phone.goto(f"{address}code/")
    phone.locator("input[name=code]").fill(code.lower())
    _send(phone)
    expect(phone.get_by_text("Vous avez raison")).to_be_visible()
    phone.locator("textarea[name=appeal-text]").fill(AGAIN)
    phone.locator("form[action$='/appeal/'] button[type=submit]").click()
    expect(phone.get_by_text(AGAIN)).to_be_visible()
    screenshot(phone, "04 appealed")

    # Whoever answered can't decide on it; a colleague does.
    handler.reload()
    expect(handler.locator(".hw-next a.btn")).to_have_count(0)
    second = sign_in(SECOND, size="phone")
    _handle(second, reference)
    assert_accessible(second)
    second.locator(".hw-next a.btn").click()
    second.locator("input[name=outcome][value=partly]").check()
    second.locator("textarea[name=text]").fill("Le bureau vous appelle lundi.")
    _send(second)
    phone.reload()
    expect(phone.get_by_text("Le bureau vous appelle lundi.")).to_be_visible()
    expect(phone.locator("textarea[name=appeal-text]")).to_have_count(0)
