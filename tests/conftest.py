"""One real browser for all tests that need one: Playwright starts once in a process."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def browser_path() -> str:
    note = ROOT / ".var" / "browser"
    path = os.environ.get("HOMEWARD_BROWSER") or (note.read_text() if note.exists() else "")
    if not path:
        pytest.fail("No browser: run `make test`, or `python scripts/browser.py` once.")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browser_path()
    # Playwright's own loop runs in this thread, and Django's tests go on beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
