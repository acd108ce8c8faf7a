"""A provider without an account answers on a phone, in Arabic, by a link and a PIN."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.family import fill_date, main, today

pytestmark = pytest.mark.journey
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def send(page: Page, act: str = "answer") -> None:
    form = page.locator(f"form:has([name=act][value={act}])")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()


def test_a_provider_answers_by_link_and_pin_on_a_phone_in_arabic(  # noqa: PLR0915 - one way
    sign_in: Callable[..., Page],
    context_of: Callable[..., Any],
    screenshot: Callable[[Page, str], Path],
    assert_accessible: Callable[[Page], None],
) -> None:
    def seen(page: Page, step: str) -> None:
        screenshot(page, step)
        assert_accessible(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels too wide"

    sender = sign_in("abena@demo.homeward.example")
    sender.goto("/referrals/?status=sent")
    sender.locator("main tbody th a").first.click()
    sender.wait_for_load_state()
    detail = sender.url
    sender.locator("a[href$='/links/']").click()
    sender.wait_for_load_state()
    sender.locator("[name=with_pin]").check()
    seen(sender, "01 new link with a pin")
    sender.locator("form[action$='/link/'] button").click()
    sender.wait_for_load_state()
    link = sender.locator("#answer-link").input_value()
    pin = re.sub(r"\D", "", sender.locator(".rf-pin").inner_text())
    seen(sender, "02 link and pin shown once")

    context = context_of(size="phone", language="ar")
    phone = context.new_page()
    path = "/r/" + link.rstrip("/").rsplit("/", 1)[1] + "/"
    phone.goto(path)
    assert phone.locator("html").get_attribute("dir") == "rtl"
    seen(phone, "03 the pin is asked")
    phone.locator("[name=pin]").fill("000000" if pin != "000000" else "111111")
    phone.locator("main form button").click()
    phone.wait_for_load_state()
    seen(phone, "04 wrong pin")
    phone.locator("[name=pin]").fill(pin.translate(ARABIC_DIGITS))
    phone.locator("main form button").click()
    phone.wait_for_load_state()
    seen(phone, "05 the request")

    phone.locator("[name=answer][value=ask]").check()
    phone.locator("[name=question]").fill("هل تحتاج إلى وسيلة نقل؟")
    seen(phone, "06 a question")
    send(phone)
    seen(phone, "07 the question is asked")

    sender.goto(detail)
    expect(main(sender)).to_contain_text("هل تحتاج إلى وسيلة نقل؟")
    seen(sender, "08 the sender reads the question")
    sender.locator(".hw-next a").click()
    sender.wait_for_load_state()
    sender.locator("[name=reply]").fill("No, they live next door.")
    sender.locator("main form[method=post] button.btn-primary").click()
    sender.wait_for_load_state()

    phone.goto(path)
    phone.locator("[name=answer][value=accept]").check()
    fill_date(phone, "first_day", today() + timedelta(days=7))
    phone.locator("[name=received_by]").fill("السيدة بواتنغ")
    send(phone)
    seen(phone, "09 accepted")
    fill_date(phone, "started_on", today())
    send(phone, "start")
    seen(phone, "10 started")
    send(phone, "attend")
    phone.locator("[name=outcome][value=certificate]").check()
    send(phone, "outcome")
    seen(phone, "11 outcome")

    sender.goto(detail)
    expect(main(sender)).to_contain_text("السيدة بواتنغ")
    expect(main(sender)).to_contain_text("The link was opened")
    seen(sender, "12 the sender sees each step")
