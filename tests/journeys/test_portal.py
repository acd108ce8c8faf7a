"""A person's own pages on a cheap phone: in by a code, everything read, out at once, no trace."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import QUIET
from tests.journeys.conftest import ROOT, SIZES, Site

pytestmark = pytest.mark.journey

# Over the wire, at the door and on the first page together (issue: a cheap phone, paid by the kB).
MOST_BYTES = 100_000
PAGES = (
    "/portal/", "/portal/dates/", "/portal/payments/", "/portal/papers/", "/portal/more/",
    "/portal/people/", "/portal/consents/", "/portal/my-data/", "/portal/work/",
    "/portal/work/wishes/", "/portal/country/", "/portal/services/", "/portal/complain/",
)  # fmt: skip
HELPED = ("/portal/", "/portal/plan/", "/portal/dates/", "/portal/more/", "/portal/country/")
WORDS = {"en": "Information", "ar": "معلومات"}


class Codes:
    """The codes of the demo's family; each works once."""

    def __init__(self) -> None:
        self.own = ["DEMO-2222", "DEMO-3333", "DEMO-4444"]
        self.helper = ["DEMO-6666", "DEMO-7777"]


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes()


def come_in(page: Page, code: str) -> None:
    page.goto("/portal/enter/")
    page.locator("#code").fill(code.lower().replace("-", " "))
    page.locator("#code").press("Enter")
    page.wait_for_url(re.compile(r"/portal/$"))


def next_code(page: Page) -> str:
    """The person makes it themselves, for another day."""
    page.goto("/portal/people/")
    page.locator("form[action$='/people/code/'] button").click()
    return page.locator(".si-code").inner_text().strip()


def weighed(context: BrowserContext, page: Page) -> dict[str, int]:
    """Bytes over the wire by address, as the browser's own protocol counts them."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    bytes_of: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: names.update({event["requestId"]: event["request"]["url"]}),
    )

    def finished(event: Any) -> None:
        url = names.get(event["requestId"], "?")
        bytes_of[url] = bytes_of.get(url, 0) + int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    return bytes_of


def test_the_first_load_is_light_and_a_whole_visit_works(
    context_of: Callable[..., BrowserContext], codes: Codes, assert_accessible: Any,
    screenshot: Any,
) -> None:  # fmt: skip
    context = context_of(size="phone")
    page = context.new_page()
    bytes_of = weighed(context, page)
    come_in(page, codes.own[0])
    page.wait_for_load_state("networkidle")
    total = sum(bytes_of.values())
    print(f"door and first page: {total} bytes over the wire")
    assert total < MOST_BYTES, bytes_of
    for path in (*PAGES, "/portal/plan/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.title() == WORDS["en"]
        assert page.locator("h1").count() == 1, path
        assert page.get_by_role("button", name="Leave quickly").is_visible()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path}: {wide} pixels too wide"
        assert_accessible(page)
        screenshot(page, f"en {path}")
    with page.expect_download() as taken:
        page.goto("/portal/dates/")
        if page.get_by_text("Take the dates along").count():
            page.get_by_text("Take the dates along").click()
        else:
            page.goto("/portal/my-data/")
            page.get_by_role("button", name="Download my copy").click()
    assert taken.value.path()
    codes.own.append(next_code(page))


def test_it_reads_from_right_to_left(
    context_of: Callable[..., BrowserContext], codes: Codes, assert_accessible: Any,
    screenshot: Any,
) -> None:  # fmt: skip
    page = context_of(language="ar", size="phone").new_page()
    come_in(page, codes.own[-1])
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.title() == WORDS["ar"]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path}: {wide} pixels too wide"
        assert_accessible(page)
        screenshot(page, f"ar {path}")
    codes.own.append(next_code(page))


def test_a_helper_reads_and_is_named_on_each_page(
    context_of: Callable[..., BrowserContext], codes: Codes, assert_accessible: Any,
    screenshot: Any,
) -> None:  # fmt: skip
    page = context_of(size="phone").new_page()
    come_in(page, codes.helper[0])
    for path in HELPED:
        page.goto(path)
        expect(page.get_by_text("who reads that you were here")).to_be_visible()
        assert_accessible(page)
        screenshot(page, f"helper {path}")
    refused = page.goto("/portal/my-data/")
    assert refused is not None
    assert (refused.status, page.title()) == (403, WORDS["en"])


def test_an_answer_that_is_lost_is_not_sent_twice(
    context_of: Callable[..., BrowserContext], codes: Codes
) -> None:
    """The network is cut after the form has arrived; the phone sends it again by itself."""
    page = context_of(size="phone").new_page()
    come_in(page, codes.own[-1])
    codes.own.append(next_code(page))
    page.goto("/portal/my-data/")
    before = page.locator("#rq + p, section[aria-labelledby=rq] li").count()
    posts = 0

    def cut(route: Route) -> None:
        nonlocal posts
        if route.request.method != "POST":
            route.continue_()
            return
        posts += 1
        route.fetch(max_redirects=0)
        if posts == 1:
            # Again at once, as a phone does, and out of order with whatever else it sends.
            route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route("**/portal/my-data/", cut)
    page.locator("select[name=kind], input[name=kind]").first.wait_for()
    _choose_something(page)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Send my request").click(no_wait_after=True)
    page.unroute("**/portal/my-data/")
    page.goto("/portal/my-data/")
    assert posts == 1
    assert page.locator("section[aria-labelledby=rq] li").count() == before + 1


def _choose_something(page: Page) -> None:
    if page.locator("input[name=kind]").count():
        page.locator("input[name=kind]").first.check()
    page.locator("[name=said]").fill("My name is written wrongly.")


def test_without_script_the_button_leaves_as_well(
    context_of: Callable[..., BrowserContext], codes: Codes
) -> None:
    page = context_of(size="phone", javascript=False).new_page()
    come_in(page, codes.own[-1])
    codes.own.append(next_code(page))
    # Not from the answer to a form: a browser asks before it sends that again.
    page.goto("/portal/")
    page.get_by_role("button", name="Leave quickly").click()
    page.wait_for_url(re.compile(r"/public/en/$"))
    page.go_back()
    page.wait_for_url(re.compile(r"/portal/enter/$"))


def test_escape_twice_leaves_and_the_profile_tells_nothing(
    browser: Browser, site: Site, tmp_path: Path, codes: Codes
) -> None:
    """A copied profile: all that the browser has written down after somebody left quickly."""
    note = ROOT / ".var" / "browser"
    path = os.environ.get("HOMEWARD_BROWSER") or note.read_text()
    profile = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=path, args=QUIET, base_url=site.address, viewport=SIZES["phone"],
        locale="en",
    )  # fmt: skip
    page = context.pages[0]
    come_in(page, codes.own[-1])
    name = page.locator("h1").inner_text().removeprefix("Hello ").strip()
    reference = page.locator("#where ~ p bdi, header p bdi").first.inner_text().strip()
    for each in ("/portal/plan/", "/portal/people/", "/portal/consents/", "/portal/dates/"):
        page.goto(each)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/public/en/$"))
    assert context.cookies() == []
    page.go_back()
    page.wait_for_load_state()
    assert name not in page.content()
    context.close()
    canaries = [word for word in (name, reference) if len(word) > 3]
    assert len(canaries) >= 2
    found = [
        (file.relative_to(profile), word)
        for file in profile.rglob("*")
        if file.is_file()
        for held in [file.read_bytes()]
        for word in canaries
        if word.encode() in held or word.encode("utf-16-le") in held
    ]
    assert found == []
    # The profile was written, and of the pages it knows their one title.
    history = (profile / "Default" / "History").read_bytes()
    assert WORDS["en"].encode() in history
