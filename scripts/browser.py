"""Finds or brings the browser of the tests, and writes its path to .var/browser.

In order: the one that HOMEWARD_BROWSER names, Playwright's own if it is there, the system's
Chromium, Playwright's own by download, Debian's by apt-get.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SECONDS = 300


def playwrights_own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """A downloaded browser may lack libraries of the system."""
    if not Path(path).is_file():
        return False
    done = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=SECONDS)
    return done.returncode == 0


def there() -> str:
    named = os.environ.get("HOMEWARD_BROWSER")
    candidates = [named] if named else [playwrights_own(), *(shutil.which(name) for name in NAMES)]
    return next((path for path in candidates if path and starts(path)), "")


def download() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=False, timeout=SECONDS, capture_output=True)
    except subprocess.TimeoutExpired:
        print("Playwright's download takes too long.")


def install() -> None:
    if os.getuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)


def bring() -> str:
    for step in (download, install):
        if found := there():
            return found
        step()
    return there()


def main() -> int:
    path = bring()
    if not path:
        print(
            "The tests need a browser, and none could be brought: Playwright's download failed, and"
            " Debian's package needs root and apt-get. Install Chromium, or name one with"
            " HOMEWARD_BROWSER.",
            file=sys.stderr,
        )
        return 1
    note = ROOT / ".var" / "browser"
    note.parent.mkdir(exist_ok=True)
    note.write_text(path, encoding="utf-8")
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
