"""Forms of others in a real browser: opened as ODK Collect filled them in, sent, and compared."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from homeward.forms import instances, xlsform
from tests.journeys import webforms

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
TOOLS = (
    ("xlsforms/REACH_MSNA_2024_kobo_tool.xlsx", {}, 120),
    # Its first question leads to the end.
    ("xlsforms/pyxform_xlsform_spec_test.xlsx", {"skip_to_end": "no"}, 25),
)


@pytest.mark.parametrize(("name", "given", "least"), TOOLS)
def test_the_browser_the_plain_pages_and_collect_agree(
    name: str, given: dict[str, str], least: int, real_data: Find, browser: Browser
) -> None:
    read = xlsform.read(real_data(name).read_bytes())
    form = read.definition
    answers = webforms.filled_in(form, given)
    raw = webforms.as_collect(form, read.xform, answers)
    with webforms.served(form, read.xform, raw) as desk:
        page = browser.new_page()
        begun = time.monotonic()
        page.goto(desk.address)
        expect(page.locator("[data-part=foot]")).to_be_visible(timeout=60_000)
        ready = time.monotonic() - begun
        xml = webforms.as_sent(page)
        page.close()
    said = webforms.comparable(instances.answers_of(xml, form))
    print(f"\n{name}: {len(said)} answers, ready in {ready:.2f} s")
    assert len(said) >= least
    assert said == webforms.comparable(webforms.plain_answers(form, answers))
    assert said == webforms.comparable(instances.answers_of(raw, form))
