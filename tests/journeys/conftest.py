"""A real browser against a real `homeward serve` with the demo corridor."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import installations

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SCREENSHOTS = Path(os.environ.get("HOMEWARD_SCREENSHOTS", ROOT / "screenshots"))
PASSWORD = "demo-corridor-2026"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
START_SECONDS = 240


class Site:
    """One installation of its own: its address, its HOME and its `homeward serve`."""

    def __init__(self, home: Path, households: int) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.environment = installations.environment(home)
        self.households = households
        self.process: subprocess.Popen[bytes] | None = None

    def homeward(self, *words: str) -> str:
        """Runs a command of the command line on this installation."""
        done = subprocess.run(
            [sys.executable, "-m", "homeward.config.cli", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "homeward.config.cli", "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.2)

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=5).close()
            return True
        return False

    def log(self) -> str:
        return (self.home / "serve.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


@contextlib.contextmanager
def installation(households: int) -> Iterator[Site]:
    home = Path(tempfile.mkdtemp(prefix="homeward-site-"))
    home.chmod(0o711)
    installations.lay_out(home)
    site = Site(home, households)
    try:
        if households:
            site.homeward("demo", "--households", str(households))
        site.start()
        yield site
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Shared by the journeys, with a small demo corridor."""
    with installation(households=40) as running:
        yield running


@pytest.fixture
def context_of(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """`context_of(language="ar", size="phone")`: somebody's own browser window."""
    opened: list[BrowserContext] = []

    def make(*, language: str = "en", size: str = "desktop", javascript: bool = True) -> Any:
        context = browser.new_context(
            base_url=site.address,
            locale=language,
            viewport=SIZES[size],
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(context_of: Callable[..., BrowserContext]) -> Page:
    return context_of().new_page()


@pytest.fixture
def sign_in(context_of: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`sign_in(email, language=..., size=...)`: a page of that person, after the sign-in form."""

    def enter(email: str, **window: Any) -> Page:
        page = context_of(**window).new_page()
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(re.compile(r"^(?!.*/accounts/login/)"))
        return page

    return enter


def _file_name(node: str, step: str) -> str:
    return re.sub(r"[^\w.-]+", "-", f"{node}-{step}").strip("-") + ".png"


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """`screenshot(page, "04 intake")` keeps a picture of the whole page."""

    def take(page: Page, step: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / _file_name(request.node.name, step)
        page.screenshot(path=path, full_page=True)
        return path

    return take


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """axe-core finds nothing serious on the page as it stands."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        # Evaluated from outside, so the page's own script policy doesn't bar it.
        page.evaluate(source)
        result = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
            " 'best-practice']})"
        )
        serious = [
            {
                "rule": found["id"],
                "help": found["help"],
                "where": [n["html"] for n in found["nodes"]],
            }
            for found in result["violations"]
            if found["impact"] in {"serious", "critical"}
        ]
        assert not serious, f"{page.url}\n{json.dumps(serious, indent=1)}"

    return check
