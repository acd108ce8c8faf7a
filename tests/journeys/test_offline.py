"""The page without a network in a real browser: none lost, none doubled, nothing left in clear.

The network is cut in the middle of a delivery, deliveries come twice and in another order, the
clock is two days off, access ends, the browser is killed, its profile is copied.
"""

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.conftest import QUIET, browser_path
from tests.journeys import carrying
from tests.journeys.conftest import PASSWORD, SIZES, Site

pytestmark = pytest.mark.journey
MANAGER = "abena@demo.homeward.example"
SENDS = "**/offline/entries/**"
CANARY = "Kanaarie-9731"


@pytest.fixture(autouse=True)
def visits(site: Site) -> None:
    carrying.plan_anew(site)


def test_a_delivery_cut_in_the_middle_and_one_that_comes_twice_count_once(
    sign_in: Callable[..., Page], site: Site
) -> None:
    page = sign_in(MANAGER, size="phone")
    carrying.take(page)
    before, tries = carrying.entries(site), []

    def cut_then_double(route: Route) -> None:
        tries.append(route.request.post_data)
        answer = route.fetch()
        if len(tries) == 1:
            # It reached the server; its answer never comes.
            route.abort("connectionreset")
            return
        route.fulfill(response=route.fetch() if len(tries) == 2 else answer)

    page.route(SENDS, cut_then_double)
    carrying.hold(page, 0, "About the roof.")
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    page.get_by_role("button", name="Send now").click()
    carrying.expect_no_entry(page)
    assert len(tries) >= 2
    assert carrying.entries(site) == before + 1
    assert carrying.recorded(site, MANAGER) == [(45, "held")]


def test_deliveries_in_another_order_and_again_later_change_nothing(
    sign_in: Callable[..., Page], site: Site
) -> None:
    page = sign_in(MANAGER, size="phone")
    carrying.take(page)
    before = carrying.entries(site)
    sent: list[Any] = []
    page.on("request", lambda request: "/entries/" in request.url and sent.append(request))
    page.context.set_offline(True)
    carrying.hold(page, 0, "First.", minutes=31)
    carrying.hold(page, 1, "Second.", minutes=32)
    expect(page.locator("[data-waits]")).to_contain_text("2 entries wait for the network")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    carrying.expect_no_entry(page)
    delivered = [one for one in sent if one.post_data_json["entries"]][-1]
    again = delivered.post_data_json
    again["entries"] = [*reversed(again["entries"]), *again["entries"]]
    answer = page.request.post(
        delivered.url, data=again, headers={"X-CSRFToken": delivered.headers["x-csrftoken"]}
    )
    assert [one["outcome"] for one in answer.json()["answers"]] == ["taken"] * 4
    assert carrying.entries(site) == before + 2
    assert carrying.recorded(site, MANAGER) == [(31, "held"), (32, "held")]


@pytest.mark.parametrize("days", [-2, 2])
def test_a_clock_two_days_off_dates_no_entry_wrongly(
    sign_in: Callable[..., Page], site: Site, days: int
) -> None:
    page = sign_in(MANAGER, size="phone")
    page.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    carrying.take(page)
    page.context.set_offline(True)
    carrying.hold(page, 0, "At its hour.")
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
    (entry,) = carrying.stored(page)["entries"]
    said = datetime.fromisoformat(entry["at"])
    assert abs(said - datetime.now(UTC)) < timedelta(minutes=5), (
        "the server's time, not the phone's"
    )
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    carrying.expect_no_entry(page)
    assert carrying.recorded(site, MANAGER) == [(45, "held")]


def test_a_clock_set_back_shuts_the_list_and_one_set_on_wipes_it_and_no_entry_is_lost(
    sign_in: Callable[..., Page], site: Site
) -> None:
    page = sign_in(MANAGER, size="phone")
    page.clock.install(time=datetime.now(UTC))
    carrying.take(page)
    page.context.set_offline(True)
    carrying.hold(page, 0, "Before the clock was touched.")
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
    page.clock.set_system_time(datetime.now(UTC) - timedelta(days=2))
    page.clock.run_for(21_000)
    expect(page.locator("[data-net]")).to_contain_text("clock went back")
    expect(page.locator(".list")).to_have_count(0)
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    page.clock.set_system_time(datetime.now(UTC) + timedelta(days=2))
    page.clock.run_for(21_000)
    expect(page.locator("[data-told]")).to_contain_text("over and was wiped")
    kept = carrying.stored(page)
    assert kept["rows"] == []
    assert len(kept["entries"]) == 1
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    carrying.expect_no_entry(page)
    assert carrying.recorded(site, MANAGER) == [(45, "held")]


def test_access_that_ended_wipes_the_list_at_the_next_contact(
    sign_in: Callable[..., Page], site: Site, screenshot
) -> None:
    page = sign_in(MANAGER, size="phone")
    carrying.take(page)
    page.context.set_offline(True)
    carrying.hold(page, 0, "Before access ended.")
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
    suspend = "update access_user set is_active = %s where email = %s"
    carrying.ask(site, suspend, False, MANAGER)
    try:
        page.context.set_offline(False)
        page.get_by_role("button", name="Send now").click()
        expect(page.locator("[data-waits]")).to_contain_text("show this to your supervisor")
        expect(page.locator(".list")).to_have_count(0)
        kept = carrying.stored(page)
        assert kept["rows"] == []
        assert len(kept["entries"]) == 1, "it is not lost: its supervisor sees that it waits"
        screenshot(page, "access ended")
        waiting = carrying.ask(
            site, "select max(waiting) from offline_taking where ended_at is null"
        )
        assert waiting == [(1,)] or waiting[0][0] >= 1
    finally:
        carrying.ask(site, suspend, True, MANAGER)
    # Let in again, whoever noted it sends it.
    page.goto("/accounts/login/?next=/offline/app/")
    if page.locator("input[name=login]").count():
        page.locator("input[name=login]").fill(MANAGER)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/offline/app/")
    carrying.unlock(page)
    carrying.expect_no_entry(page)
    assert carrying.recorded(site, MANAGER) == [(45, "held")]


def test_a_lost_phone_is_ended_by_a_colleague_and_wiped_by_hand_too(
    sign_in: Callable[..., Page], assert_accessible, screenshot
) -> None:
    page = sign_in(MANAGER, size="phone")
    carrying.take(page)
    other = sign_in(MANAGER)
    other.goto("/offline/")
    assert_accessible(other)
    screenshot(other, "lists that are out")
    hers = other.locator("tr", has_text="Abena").get_by_role("button")
    out = hers.count()
    assert out
    # The latest stands first.
    hers.first.click()
    expect(other.locator("main")).to_contain_text("Ended. The device wipes its list")
    expect(hers).to_have_count(out - 1)
    page.reload()
    expect(page.locator("[data-told]")).to_have_text("This list was ended, and wiped here.")
    assert carrying.stored(page) == {"lists": [], "rows": [], "entries": []}

    carrying.take(page)
    page.context.set_offline(True)
    carrying.hold(page, 0, "To be lost on purpose.")
    expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
    page.get_by_role("button", name="Wipe this device").click()
    expect(page.locator("[data-lost]")).to_have_text("1 entry is not sent yet and would be lost.")
    page.get_by_role("button", name="Wipe it all the same").click()
    expect(page.locator("[data-told]")).to_contain_text("Nothing is left on this device")
    assert carrying.stored(page) == {"lists": [], "rows": [], "entries": []}


@contextmanager
def profile(browser: Browser, site: Site, folder: Path) -> Iterator[Page]:
    """A browser with a profile on the disk, as a phone has one."""
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=browser_path(),
        args=QUIET,
        base_url=site.address,
        locale="en",
        viewport=SIZES["phone"],
    )
    try:
        yield context.pages[0]
    finally:
        # Killed meanwhile, it is closed already.
        with suppress(Error):
            context.close()


def kill(folder: Path) -> None:
    """The browser of this profile, as when a phone's battery falls out."""
    for found in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = found.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"--user-data-dir={folder}" in words:
            os.kill(int(found.parent.name), signal.SIGKILL)


def in_files(folder: Path, text: str) -> list[str]:
    """The profile's files in which a text stands, as bytes of either encoding of a browser."""
    wanted = (text.encode(), text.encode("utf-16-le"))
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    ]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the browser in /proc")
def test_a_killed_browser_loses_nothing_and_its_copied_profile_tells_nothing(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    folder, copied = tmp_path / "profile", tmp_path / "copied"
    with profile(browser, site, folder) as page:
        page.goto("/accounts/login/?next=/offline/app/")
        page.locator("input[name=login]").fill(MANAGER)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/offline/app/")
        carrying.take(page)
        party = page.locator(".party:has(form)").first
        told = [one for one in party.locator("bdi, [data-where]").all_inner_texts() if one]
        page.context.set_offline(True)
        carrying.hold(page, 0, f"{CANARY} was told in confidence.")
        expect(page.locator("[data-waits]")).to_contain_text("1 entry waits")
        taking = carrying.stored(page)["lists"][0]["taking"]
        kill(folder)
    shutil.copytree(folder, copied, symlinks=True, ignore=shutil.ignore_patterns("Singleton*"))
    assert in_files(copied, taking), "the list's own id is found: the search reads the store"
    place = [one.rpartition(" · ")[2] for one in told]
    for text in {CANARY, carrying.PASSPHRASE, *(one for one in [*told, *place] if len(one) > 3)}:
        assert in_files(copied, text) == [], f"{text!r} stands in the copied profile"

    for path in folder.glob("Singleton*"):
        path.unlink()
    with profile(browser, site, folder) as page:
        page.goto("/offline/app/")
        expect(page.locator("[data-waits]")).to_contain_text("1 entry waits here")
        # The session went with the browser; the entry did not.
        page.locator("[data-sign-in]").click()
        page.locator("input[name=login]").fill(MANAGER)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/offline/app/")
        carrying.unlock(page)
        carrying.expect_no_entry(page)
    assert carrying.recorded(site, MANAGER) == [(45, "held")]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_is_read_in_another_language(
    sign_in: Callable[..., Page], assert_accessible, screenshot, language: str
) -> None:
    page = sign_in(MANAGER, size="phone", language=language)
    here = {"name": "django_language", "value": language, "url": page.url}
    page.context.add_cookies([here])
    carrying.open_page(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("[data-take-panel]")).to_be_visible()
    page.locator("#take-word").fill(carrying.PASSPHRASE)
    page.locator("[data-take] button").click()
    expect(page.locator(".list")).to_be_visible(timeout=20_000)
    page.context.set_offline(True)
    page.locator(".party summary").first.click()
    page.locator("[name=minutes]").first.fill("30")
    page.locator("button[value=held]").first.click()
    # A sentence in its form of one, in the reader's own language.
    expect(page.locator("[data-waits]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    expect(page.locator("[data-waits]")).not_to_contain_text("waits")
    assert_accessible(page)
    screenshot(page, language)
