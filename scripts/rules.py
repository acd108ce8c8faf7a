"""The house's own rules by semgrep: tried on their examples, then asked of the source.

    python scripts/rules.py        (make rules)

semgrep is not locked beside our own packages, since it would hold others back: uv runs it in an
environment of its own, pinned, and keeps it for the next time.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "scripts" / "semgrep"
PINNED = "semgrep==1.185.0"
QUIET = ("--metrics=off", "--disable-version-check")


def semgrep(*words: str) -> int:
    own = Path(sys.executable).with_name("uv")
    uv = str(own) if own.exists() else shutil.which("uv")
    if not uv:
        sys.exit("uv is missing: python scripts/environment.py")
    environment = {**os.environ, "SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"}
    command = [uv, "tool", "run", "--from", PINNED, "semgrep", *words]
    return subprocess.call(command, cwd=ROOT, env=environment)


def main() -> int:
    tried = semgrep("--test", *QUIET, str(RULES))
    if tried:
        print("A rule does not find its own example, or finds too much.")
        return tried
    return semgrep(
        "scan", *QUIET, "--error", "--quiet", "--jobs", "2", "--config", str(RULES), "src", "tests"
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
