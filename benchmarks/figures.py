"""Writes what a benchmark measured into docs/operate/figures.md, with its day and machine.

    from figures import record
    record("restore-drill", "Restore drill", ["20 of 20 restored ..."])

Each section stands between two marks and is written anew as a whole; the other ones stay.
"""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "docs" / "operate" / "figures.md"


def record(key: str, title: str, lines: list[str], *, file: Path = FILE) -> None:
    """Puts the section `key`, its lines are Markdown, in its place or at the file's end."""
    body = "\n".join([f"<!-- {key} -->", f"## {title}", f"*{now_and_machine()}*", "", *lines])
    section = f"{body}\n<!-- /{key} -->"
    text = file.read_text(encoding="utf-8")
    mark = re.compile(rf"<!-- {re.escape(key)} -->.*?<!-- /{re.escape(key)} -->", re.DOTALL)
    if mark.search(text):
        text = mark.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    file.write_text(text, encoding="utf-8")


def now_and_machine() -> str:
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {_processor()}, {os.cpu_count()} cores,"
        f" {_memory()} GB, Python {platform.python_version()}; load at its end {load:.1f}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
