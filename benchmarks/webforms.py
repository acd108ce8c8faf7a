"""How long a form takes in the browser until it can be filled in, and until it is written as XML.

    benchmarks/webforms.py FORM.xlsx...    an XLSForm each, as the REACH tool (547 rows)

In a real browser against a server of this process, filled in as ODK Collect would have, five times.
"""

import os
import statistics
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
TIMES = 5


def main() -> int:
    if len(sys.argv) == 1:
        print(__doc__)
        return 2
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    os.environ.setdefault("HOMEWARD_DEMO", "1")
    django.setup()
    from playwright.sync_api import sync_playwright

    from homeward.forms import instances, xlsform
    from tests.journeys import webforms

    note = ROOT / ".var" / "browser"
    path = os.environ.get("HOMEWARD_BROWSER") or (note.read_text() if note.exists() else "")
    if not path:
        print("No browser: run `python scripts/browser.py` once, or set HOMEWARD_BROWSER.")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name in sys.argv[1:]:
            read = xlsform.read(Path(name).read_bytes())
            answers = webforms.filled_in(read.definition)
            raw = webforms.as_collect(read.definition, read.xform, answers)
            empty, filled, sent = [], [], []
            for _time in range(TIMES):
                with webforms.served(read.definition, read.xform) as desk:
                    empty.append(_ready(browser.new_page(), desk.address))
                with webforms.served(read.definition, read.xform, raw) as desk:
                    page = browser.new_page()
                    filled.append(_ready(page, desk.address))
                    begun = time.perf_counter()
                    webforms.as_sent(page)
                    sent.append(time.perf_counter() - begun)
                    page.close()
            begun = time.perf_counter()
            instances.answers_of(raw, read.definition)
            read_in = time.perf_counter() - begun
            print(f"{Path(name).name}: {len(read.definition.questions())} questions,"
                  f" {len(answers)} answered")  # fmt: skip
            for what, times in (("empty", empty), ("filled in", filled), ("written", sent)):
                print(f"  {what:<10} {statistics.median(times):6.2f} s (of {TIMES})")
            print(f"  read here  {read_in * 1000:6.1f} ms")
        browser.close()
    return 0


def _ready(page, address: str) -> float:  # type: ignore[no-untyped-def]
    begun = time.perf_counter()
    page.goto(address)
    page.locator("[data-part=foot]:not([hidden])").wait_for(timeout=60_000)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
