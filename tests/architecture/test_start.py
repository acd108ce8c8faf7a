"""Each command, the web and the worker pay for what is imported at the start."""

import subprocess
import sys

# Of the analyses and of reading forms: imported where they are first asked for.
LATER = {"pandas", "pyxform", "scipy.optimize", "scipy.stats", "statsmodels"}


def test_what_only_some_pages_need_is_not_imported_at_the_start() -> None:
    told = "import sys, django; django.setup(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not LATER & set(done.stdout.split())
