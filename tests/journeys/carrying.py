"""What journeys without a network do on the page, and what they ask of the database."""

from typing import Any

import psycopg
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

PASSPHRASE = "mango-bridge-43"
# All that the browser's own database holds, as a script of the same origin reads it.
STORED = """async () => {
  const names = (await indexedDB.databases()).map(one => one.name);
  if (!names.includes("homeward-offline")) { return {lists: [], rows: [], entries: []}; }
  const opened = await new Promise(done => {
    const asked = indexedDB.open("homeward-offline");
    asked.onsuccess = () => done(asked.result);
  });
  const found = {};
  for (const name of ["lists", "rows", "entries"]) {
    found[name] = await new Promise(done => {
      const asked = opened.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => done(asked.result);
    });
  }
  opened.close();
  return found;
}"""


def open_page(page: Page) -> None:
    """The page, with its worker in charge: it opens without a network from now on."""
    page.goto("/offline/app/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def take(page: Page) -> None:
    open_page(page)
    page.get_by_label("A passphrase for this list").fill(PASSPHRASE)
    page.get_by_role("button", name="Take it along").click()
    expect(page.locator("[data-told]")).to_have_text("The list is on this device.", timeout=20_000)


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_role("button", name="Open", exact=True).click()


def hold(page: Page, number: int, note: str, minutes: int = 45) -> None:
    """The visit in this place of the list was held."""
    card = page.locator(".party:has(form)").nth(number)
    card.get_by_text("It was held").click()
    card.get_by_label("Minutes").fill(str(minutes))
    card.get_by_label("What was talked about").fill(note)
    card.get_by_role("button", name="Note it as held").click()


def stored(page: Page) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = page.evaluate(STORED)
    return found


def expect_no_entry(page: Page) -> None:
    """Nothing waits any more, on the page and in the browser's own database."""
    expect(page.locator("[data-bar]")).to_be_hidden(timeout=20_000)
    assert stored(page)["entries"] == []


def ask(site: Site, statement: str, *values: Any) -> list[Any]:
    """As the database's owner."""
    where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
    with psycopg.connect(where) as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def plan_anew(site: Site) -> None:
    """Today's visits stand as nobody recorded them."""
    ask(
        site,
        "update counselling_session set state = 'planned', ended_at = null, ended_by_id = null,"
        " minutes = null, why = '' where group_id is null and planned_at::date = current_date",
    )


def recorded(site: Site, email: str) -> list[Any]:
    """Today's visits of somebody that were recorded, with how often each was written."""
    return ask(
        site,
        "select s.minutes, s.state from counselling_session s join access_user u"
        " on u.id = s.led_by_id where u.email = %s and s.planned_at::date = current_date"
        " and s.state <> 'planned' order by s.minutes",
        email,
    )


def entries(site: Site) -> int:
    return int(ask(site, "select count(*) from offline_entry")[0][0])
